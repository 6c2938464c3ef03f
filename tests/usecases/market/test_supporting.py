"""Support of adjustments from the office's own market rows."""

from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.statistics.bounds import Lacking
from shamay_desktop.usecases.market.supporting import support_of
from shamay_desktop.usecases.services import Services
from tests.market_rows import source

CASE: dict[str, Json] = {
    "valuation.date": "2026-06-15", "address.city": "רמת גן", "address.street": "הרי הגלעד",
    "unit.floor": "5", "unit.built_area": "98", "valuation.area_basis": "equivalent",
    "valuation.areas": [{"id": "f", "category": "flat", "area": "90", "coefficient": "1"},
                        {"id": "b", "category": "balcony", "area": "16", "coefficient": "0.5"}],
    "comparables": [{"id": "c", "floor": "2", "area": "96", "area_basis": "gross"},
                    {"id": "d", "floor": "30", "area": "96"}],
}  # fmt: skip


def rows(basis: str = "gross") -> list[MarketRow]:
    """Sales that rise by 2 % a floor, and by 0.5 % for one percent more of area."""
    return [
        MarketRow(
            id=f"m{n:03}", source_id="s1", number=n, date=date(2025, 1 + n % 12, 1),
            gush="6100", helka="7", city="רמת גן", street="הרי הגלעד", area=Decimal(80 + n % 31),
            area_basis=basis, floor_number=n % 9, floor=str(n % 9),
            price=Decimal(round(Decimal(20_000) * Decimal("1.02") ** (n % 9)
                        * Decimal(80 + n % 31) ** Decimal("1.5") / 9)),
        )
        for n in range(60)
    ]  # fmt: skip


@pytest.fixture
def market(services: Services, actor: Actor) -> Services:
    """Services whose office has seen such sales."""
    with services.database.work(actor) as work:
        work.market.add_source(source("s1", actor.user_id))
        work.market.add_rows(rows())
        work.commit()
    return services


def test_support_when_rows_are_near_then_offers_what_lies_within_them(
    market: Services, actor: Actor
) -> None:
    case = decode_case("c", CASE)
    found = support_of(market, actor, case, ("floor", "size", "noise"))
    first, far = case.rows("comparables")
    assert found.basis == "equivalent"
    assert found.rows == 60
    assert found.offer(first, "floor").percent == Decimal("6.1")  # 1.02 to the third
    assert found.offer(far, "floor").lacking is Lacking.OUTSIDE
    assert found.heads["size"].is_sure
    assert found.offer(first, "size").lacking is Lacking.OTHER_BASIS
    assert found.offer(first, "noise").percent is None
    assert found.offer(first, "an office's own").percent is None


def test_support_when_the_case_has_no_place_then_nothing_is_asked(
    market: Services, actor: Actor
) -> None:
    case = decode_case("c", {"unit.floor": "5"})
    found = support_of(market, actor, case, ("floor",))
    assert (found.rows, found.heads["floor"].lacking) == (0, Lacking.TOO_FEW)
