"""Comparables and rents of the office's own finished cases as rows of the market database."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.market import cells
from shamay_desktop.domain.market.mapping import OTHER
from shamay_desktop.domain.market.quarantine import judged
from shamay_desktop.domain.market.rows import Day, MarketRow, RowKind
from shamay_desktop.domain.valuation.cells import date_in, number_in, share_in, text_in

COMPARABLES, RENTS = "comparables", "income.rents"

_TEXTS = (
    "gush", "gush_suffix", "helka", "tat_helka", "city", "neighborhood", "street", "house_number",
    "address", "floor", "asset_kind",
)  # fmt: skip


def case_source_id(valuation_id: str) -> str:
    """The id of the source that a case's rows have: always the same one."""
    return str(uuid5(NAMESPACE_URL, f"shamay:case-source:{valuation_id}"))


def rows_of_case(
    case: Case, today: Day, taken: frozenset[str] = frozenset()
) -> tuple[MarketRow, ...]:
    """What a case tells of sales and rents, each row with the same id every time.

    `taken`: ids of rows that came from the market database itself and stand there already. A row
    without a price tells nothing.
    """
    return tuple(_rows(case, today, taken))


def _rows(case: Case, today: Day, taken: frozenset[str]) -> Iterator[MarketRow]:
    number = 0
    basis = case.text("valuation.area_basis") or ""
    for list_id, made in ((COMPARABLES, _sale), (RENTS, _rent)):
        for row in case.rows(list_id):
            number += 1
            if row.id in taken:
                continue
            found = made(case, row, number, basis)
            if found is not None:
                yield judged(found, today)


def _sale(case: Case, row: Row, number: int, basis: str) -> MarketRow | None:
    price = number_in(row, "price")
    if price is None:
        return None
    return MarketRow(
        **_place(case, COMPARABLES, row, number),
        evidence=text_in(row, "evidence") or "deal",
        date=date_in(row, "date"),
        price=price,
        assessed_value=number_in(row, "assessed_value"),
        share_sold=share_in(row, "share_sold"),
        area=number_in(row, "area"),
        area_basis=text_in(row, "area_basis") or basis,
        rooms=number_in(row, "rooms"),
        floors=_whole(number_in(row, "floors")),
        year_built=_whole(number_in(row, "year_built")),
        other=_other(row),
    )


def _rent(case: Case, row: Row, number: int, basis: str) -> MarketRow | None:
    rent = number_in(row, "rent")
    if rent is None:
        return None
    told = _place(case, RENTS, row, number)
    use, note = text_in(row, "use"), text_in(row, "note")
    told["asset_kind"] = use
    return MarketRow(
        **told,
        kind=RowKind.RENT,
        evidence=text_in(row, "evidence") or "signed",
        date=date_in(row, "date"),
        price=rent,
        area=number_in(row, "area"),
        area_basis=basis,
        rooms=number_in(row, "rooms"),
        other={"note": note} if note else {},
    )


def _place(case: Case, list_id: str, row: Row, number: int) -> dict[str, Any]:
    told: dict[str, Any] = {name: text_in(row, name) for name in _TEXTS}
    floor = str(told["floor"])
    told["floor_number"] = cells.floor_number(floor) if floor else None
    told["id"] = str(uuid5(NAMESPACE_URL, f"shamay:{case.id}/{list_id}/{row.id}"))
    return told | {"source_id": case_source_id(case.id), "number": number}


def _other(row: Row) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in OTHER:
        content = row.content(name)
        if isinstance(content, bool):
            found[name] = "true" if content else "false"
        elif isinstance(content, str) and content:
            found[name] = content
    return found


def _whole(number: Decimal | None) -> int | None:
    return None if number is None else int(number)
