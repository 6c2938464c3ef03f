"""Support of adjustments from market rows: a regression, pairs, or no support with its reason."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowKind, RowStanding
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.market.subject import subject_of
from shamay_desktop.domain.statistics.bounds import Lacking
from shamay_desktop.domain.valuation.support import (
    HeadSupport,
    Method,
    NoTrait,
    Offer,
    supports,
    traits_of_comparable,
    traits_of_subject,
)
from shamay_desktop.domain.valuation.support_rows import LeftOut, speaking


def sales(count: int = 40) -> list[MarketRow]:
    """Sales whose price per m² rises by 2 % a floor and by nothing else."""
    rows = []
    for number in range(count):
        floor, area = number % 9, Decimal(90 + number % 17)
        per_sqm = Decimal(30_000) * Decimal("1.02") ** floor
        rows.append(
            MarketRow(
                id=f"m{number:03}", source_id="s", number=number, area=area, floor_number=floor,
                date=date(2025, 1 + number % 12, 1), year_built=1990 + number % 5,
                price=Decimal(round(per_sqm * area)),
            )
        )  # fmt: skip
    return rows


def test_a_trait_when_the_rows_carry_it_then_its_effect_comes_back_with_band_n_and_fit() -> None:
    found = supports(sales(), ("floor", "size"))
    floor, size = found["floor"], found["size"]
    assert (floor.method, floor.count, floor.lacking) == (Method.HEDONIC, 40, None)
    assert floor.percent is not None
    assert floor.low is not None
    assert floor.high is not None
    assert round(float(floor.percent), 3) == 2
    assert floor.low <= 2 <= floor.high
    assert floor.is_sure
    assert floor.explained == Decimal("100.0")
    assert floor.range == (Decimal(0), Decimal(8))
    assert floor.beside == ("area", "month", "year_built")
    assert size.percent is not None
    assert size.lacking is Lacking.UNSURE


def test_support_when_its_interval_holds_nothing_then_nothing_is_offered() -> None:
    size = supports(sales(), ("size",))["size"]
    assert not size.is_sure
    assert size.offer(Decimal(100), Decimal(95)) == Offer()


def test_rows_when_too_few_for_a_regression_then_pairs_of_them_speak() -> None:
    found = supports(sales(4), ("floor",))["floor"]
    assert (found.method, found.count, found.sales) == (Method.PAIRS, 6, 4)
    assert found.percent is not None
    assert round(float(found.percent), 1) == 2.0


def test_rows_when_the_regression_is_unsure_then_pairs_are_not_asked_instead() -> None:
    rows = [
        replace(row, price=None if row.price is None else row.price * (100 + 37 * (at % 2)) / 100)
        for at, row in enumerate(sales(30))
    ]
    found = supports(rows, ("floor",))["floor"]
    assert (found.method, found.lacking) == (Method.HEDONIC, Lacking.UNSURE)


def test_rows_when_they_are_later_than_the_valuation_then_do_not_speak() -> None:
    found = supports(sales(), ("floor",), Subject(day=date(2024, 12, 31)))["floor"]
    assert (found.percent, found.lacking) == (None, Lacking.TOO_FEW)
    assert found.count == 0
    assert found.needed > 0
    assert found.left_out == {LeftOut.LATER: 40}


def test_controls_when_they_go_with_the_trait_then_there_is_no_support() -> None:
    """New buildings are the high ones here: what a floor brings cannot be told from the year."""
    rows = [
        replace(row, year_built=1990 + 2 * (row.floor_number or 0) + at % 2)
        for at, row in enumerate(sales())
    ]
    found = supports(rows, ("floor",))["floor"]
    assert found.lacking is Lacking.ENTANGLED
    assert found.offer(Decimal(5), Decimal(2)) == Offer()


@pytest.mark.parametrize(
    ("rows", "head", "why"),
    [
        ([], "floor", Lacking.TOO_FEW),
        (sales(2), "floor", Lacking.TOO_FEW),
        ([replace(row, floor_number=3) for row in sales()], "floor", Lacking.NO_DIFFERENCE),
        (sales(), "noise", NoTrait.HEAD),
        (sales(), "an office's own", NoTrait.HEAD),
        (sales(), "parking", Lacking.TOO_FEW),
    ],
    ids=["none", "few", "same", "no-trait", "own", "untold"],
)
def test_rows_when_they_do_not_say_it_then_there_is_no_support_and_why(
    rows: list[MarketRow], head: str, why: object
) -> None:
    found = supports(rows, (head,))[head]
    assert (found.percent, found.lacking) == (None, why)
    assert found.proposed(Decimal(1), Decimal(2)) is None


PAIRS = HeadSupport(
    "floor", "floor", Method.PAIRS, Fraction(77, 100), Fraction(1, 10), Fraction(1), 9,
    range=(Decimal(0), Decimal(20)),
)  # fmt: skip


def test_proposal_when_both_know_the_trait_then_is_rounded_once_at_the_end() -> None:
    """0.77 % a floor over 13 floors is 10.0 %; rounded before, it would have been 10.4 %."""
    assert PAIRS.proposed(Decimal(15), Decimal(2)) == Decimal("10.0")
    assert PAIRS.proposed(Decimal(2), Decimal(15)) == Decimal("-10.0")
    assert PAIRS.proposed(None, Decimal(5)) is None


def test_proposal_when_of_a_regression_then_each_step_stands_upon_the_one_before() -> None:
    floor = supports(sales(), ("floor",))["floor"]
    assert floor.proposed(Decimal(8), Decimal(0)) == Decimal("17.2")  # 1.02 to the eighth


@pytest.mark.parametrize(("subject", "comparable"), [(21, 5), (5, 21), (-1, 5)])
def test_proposal_when_one_of_the_two_was_never_observed_then_there_is_none_and_why(
    subject: int, comparable: int
) -> None:
    offer = PAIRS.offer(Decimal(subject), Decimal(comparable))
    assert offer == Offer(lacking=Lacking.OUTSIDE)


def months() -> HeadSupport:
    """Sales to 12/2025 that rise by half a percent a month."""
    rows = [
        replace(
            row,
            price=Decimal(round(row.price * Decimal("1.005") ** (row.date.month - 1))),
        )
        for row in sales(60)
        if row.price is not None and row.date is not None
    ]
    found = supports(rows, ("time",), Subject(day=date(2026, 2, 15)))["time"]
    assert found.is_sure
    return found


@pytest.mark.parametrize(
    ("later", "beyond", "lacking"),
    [(0, 0, None), (2, 2, None), (4, 4, None), (5, 0, Lacking.OUTSIDE)],
)
def test_time_when_the_valuation_is_little_later_than_the_last_deal_then_it_is_offered_and_said(
    later: int, beyond: int, lacking: Lacking | None
) -> None:
    last, sold = Decimal(2025 * 12 + 12), Decimal(2025 * 12 + 6)
    offer = months().offer(last + later, sold)
    assert (offer.beyond, offer.lacking) == (beyond, lacking)
    if lacking is None:
        assert offer.percent is not None
        assert abs(offer.percent - (Decimal("1.005") ** (6 + later) - 1) * 100) <= Decimal("0.1")


def test_time_when_the_deal_is_later_than_those_asked_then_nothing_is_offered() -> None:
    last = Decimal(2025 * 12 + 12)
    assert months().offer(last, last + 1).lacking is Lacking.OUTSIDE
    assert PAIRS.offer(Decimal(21), Decimal(5)).lacking is Lacking.OUTSIDE


def test_parking_and_storage_when_told_of_the_property_then_are_offered_else_the_reason() -> None:
    told = decode_case(
        "case-1",
        {
            "unit.parking": [{"id": "p1", "count": "1"}, {"id": "p2", "count": "1"}],
            "unit.storage": {"state": "none"},
        },
    )
    untold = decode_case("case-1", {"unit.parking": [{"id": "p1", "kind": "covered"}]})
    traits = traits_of_subject(subject_of(told))
    assert traits["parking"] == 2
    assert traits["storage"] == 0
    assert not traits_of_subject(subject_of(untold)).keys() & {"parking", "storage"}
    parking = replace(PAIRS, head="parking", trait="parking", range=(Decimal(0), Decimal(2)))
    assert parking.offer(traits["parking"], Decimal(1)).percent == Decimal("0.8")
    assert parking.offer(None, Decimal(1)) == Offer(lacking=Lacking.UNTOLD)


def test_size_when_the_areas_are_not_of_the_rows_basis_then_nothing_is_offered() -> None:
    rows = [
        replace(
            row,
            area_basis="gross",
            price=Decimal(round(30_000 * (row.area or 1) ** Decimal("0.5"))),
        )
        for row in sales()
    ]
    size = supports(rows, ("size",), Subject(area_basis="gross"))["size"]
    assert size.is_sure
    here = Decimal(95), Decimal(100)
    assert size.offer(*here, ("gross", "gross")).percent is not None
    for bases in (("gross", "net"), ("net", "net"), ("gross", "")):
        assert size.offer(*here, bases) == Offer(lacking=Lacking.OTHER_BASIS)


def test_rows_when_of_several_bases_and_kinds_then_one_of_each_speaks() -> None:
    rows = [
        replace(
            row, area_basis="gross" if at % 4 else "net", asset_kind="דירה" if at % 5 else "חנות"
        )
        for at, row in enumerate(sales())
    ]
    heard = speaking(rows, Subject(area_basis="gross"))
    assert (heard.basis, heard.kind) == ("gross", "דירה")
    assert all((row.area_basis, row.asset_kind) == ("gross", "דירה") for row, _ in heard.rows)
    assert heard.left_out == {LeftOut.OTHER_BASIS: 10, LeftOut.OTHER_KIND: 6}
    assert len(heard.rows) == 24
    assert speaking(rows, Subject(area_basis="net")).basis == "net"
    assert speaking(rows, Subject(area_basis="equivalent")).basis == "gross"
    assert speaking(rows, Subject()).basis == "gross"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"evidence": "asking_price"}, LeftOut.NO_DEAL),
        ({"kind": RowKind.RENT}, LeftOut.NO_DEAL),
        ({"standing": RowStanding.QUARANTINED}, LeftOut.SET_APART),
        ({"twin_of": "m001"}, LeftOut.TOLD_TWICE),
        ({"reasons": (Reason("price_per_sqm_unlikely"),)}, LeftOut.DOUBTFUL),
        ({"reasons": (Reason("told_again"),)}, LeftOut.DOUBTFUL),
        ({"area": None}, LeftOut.NO_PRICE),
        ({"date": date(2026, 7, 1)}, LeftOut.LATER),
    ],
)
def test_a_row_when_it_is_no_sound_deal_then_does_not_speak_and_is_counted(
    row: dict[str, object], why: LeftOut
) -> None:
    first, *rest = sales()
    changed = replace(first, **row)  # type: ignore[arg-type]
    heard = speaking([changed, *rest], Subject(day=date(2026, 6, 15)))
    assert heard.left_out == {why: 1}
    assert len(heard.rows) == 39


def test_traits_when_read_of_the_case_then_are_numbers_and_the_unknown_is_absent() -> None:
    case = decode_case(
        "case-1",
        {
            "valuation.date": "2026-06-15",
            "unit.floor": "חמישית",
            "comparables": [
                {"id": "a", "floor": "קומה 3", "date": "2025-02-01", "area": "90"},
                {"id": "b", "floor": "דירת גג"},
            ],
        },
    )
    first, second = (traits_of_comparable(row) for row in case.rows("comparables"))
    assert first == {"floor": 3, "month": 2025 * 12 + 2, "area": 90}
    assert second == {}
    assert traits_of_subject(subject_of(case)) == {"month": 2026 * 12 + 6, "floor": 5}
