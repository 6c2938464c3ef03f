"""A row of the market database in a case: its cells, where each came from, and its id."""

from datetime import date
from decimal import Decimal

import pytest

from shamay_desktop.domain.case import Case, Origin, Value
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.market.rows import MarketRow, RowKind
from shamay_desktop.domain.market.subject import subject_of
from shamay_desktop.domain.market.taking import is_taken, taking
from tests.market_rows import full_row, source

AT = "2026-11-02T10:00:00+00:00"
SOURCE = source(
    "s1",
    "u",
    mapping={
        "columns": [
            {"target": "price", "aliases": ["תמורה מוצהרת", "תמורה"]},
            {"target": "key", "aliases": ["גוש חלקה"]},
            {"target": "city", "aliases": ["ישוב"]},
        ]
    },
)


def _taken(case: Case, row: MarketRow) -> Case:
    return after(case, taking(case, row, SOURCE, by="dana@example.org", at=AT))


def test_a_sale_when_taken_stands_in_the_comparables_with_its_id() -> None:
    row = full_row("row-a", "s1", raw={"תמורה": "1,250,000.5", "גוש חלקה": "6631-15-13"})
    case = _taken(Case("c"), row)
    (taken,) = case.rows("comparables")
    assert taken.id == "row-a"
    assert is_taken(case, "row-a")
    told = {name: taken.content(name) for name in taken.cells}
    assert told == {
        "date": "2026-03-09", "address": "שד' האלון 12א, גבעת הזית", "gush": "6631",
        "helka": "15", "tat_helka": "13", "rooms": "3.5", "floor": "שלישית", "area": "82.25",
        "area_basis": "gross", "parking": "1", "year_built": "1994", "price": "1250000.5",
        "assessed_value": "1300000", "share_sold": "1/2", "evidence": "deal",
        "source": "גוש 6631.xls #7", "included": True, "city": "גבעת הזית",
        "neighborhood": "הגבעה הירוקה", "street": "שד' האלון", "house_number": "12א",
        "gush_suffix": "2", "floors": "8", "asset_kind": "דירה בבית קומות",
        "note": "כולל מחסן", "itm": "184120/664310",
    }  # fmt: skip
    assert taking(case, row, SOURCE, by="x", at=AT) == ()


def test_a_cell_when_taken_says_where_it_came_from() -> None:
    row = full_row("row-a", "s1", raw={"תמורה": "1,250,000.5", "גוש חלקה": "6631-15-13"})
    case = _taken(Case("c"), row)
    told = {name: case.value(f"comparables/row-a/{name}") for name in ("price", "helka", "rooms")}
    texts = {
        name: value.provenance.text
        for name, value in told.items()
        if value is not None and value.provenance is not None
    }
    assert texts == {"price": "1,250,000.5", "helka": "6631-15-13", "rooms": None}
    price = told["price"]
    assert price is not None
    assert price.provenance is not None
    assert price.provenance.origin is Origin.IMPORTED
    assert price.provenance.document == SOURCE.sha256
    assert price.provenance.note == "גוש 6631.xls #7"
    assert (price.provenance.by, price.provenance.at) == ("dana@example.org", AT)


def test_a_distance_when_both_places_are_known_is_computed() -> None:
    case = Case("c", {
        "location.itm_east": Value.of("184120.25"), "location.itm_north": Value.of("664010.5"),
    })  # fmt: skip
    taken = _taken(case, full_row("row-a", "s1"))
    away = taken.value("comparables/row-a/distance")
    assert away is not None
    assert away.content == "300"
    assert away.provenance is not None
    assert away.provenance.origin is Origin.COMPUTED


def test_a_rent_when_taken_stands_among_the_rents() -> None:
    row = full_row("row-r", "s1", kind=RowKind.RENT, price=Decimal(6200), evidence="asking_price")
    case = _taken(Case("c"), row)
    (taken,) = case.rows("income.rents")
    assert (taken.id, taken.content("rent"), taken.content("evidence")) == (
        "row-r", "6200", "asked",
    )  # fmt: skip
    assert taken.content("use") == "דירה בבית קומות"
    assert not case.rows("comparables")


def test_a_cell_when_its_column_cannot_hold_it_stays_out() -> None:
    case = _taken(Case("c"), full_row("row-a", "s1", gush="1", evidence="unheard"))
    (taken,) = case.rows("comparables")
    assert "gush" not in taken.cells
    assert "evidence" not in taken.cells
    assert taken.content("helka") == "15"


def test_a_row_when_the_case_has_others_is_put_behind_them() -> None:
    case = _taken(_taken(Case("c"), full_row("row-a", "s1")), full_row("row-b", "s1"))
    assert [row.id for row in case.rows("comparables")] == ["row-a", "row-b"]


@pytest.mark.parametrize(
    ("values", "area", "basis"),
    [
        ({"unit.built_area": "84", "unit.registered_area": "80"}, Decimal(84), "built"),
        ({"unit.registered_area": "80"}, Decimal(80), "registered"),
        ({}, None, ""),
    ],
)
def test_the_subject_when_read_from_a_case_has_the_best_known_area(
    values: dict[str, str], area: Decimal | None, basis: str
) -> None:
    case = Case("c", {name: Value.of(text) for name, text in values.items()})
    subject = subject_of(case)
    assert (subject.area, subject.area_basis) == (area, basis)


def test_the_subject_when_read_from_a_case_is_what_the_case_knows() -> None:
    told = {
        "valuation.date": "2026-11-02", "parcel.gush": "6631-6632", "parcel.helka": "15",
        "address.city": "גבעת הזית", "address.street": "הגפן", "address.house_number": "3",
        "unit.rooms": "3.5", "unit.floor": "שלישית, רביעית", "building.year_built": "1994",
        "building.floors": "8", "location.itm_east": "184120.25",
        "location.itm_north": "664310.5",
    }  # fmt: skip
    subject = subject_of(Case("c", {name: Value.of(text) for name, text in told.items()}))
    assert (subject.day, subject.gush, subject.helka) == (date(2026, 11, 2), "6631", "15")
    assert (subject.floor_number, subject.floors, subject.year_built) == (3, 8, 1994)
    assert (subject.east, subject.north) == (Decimal("184120.25"), Decimal("664310.5"))
    moved = subject_of(Case("c"), (Decimal(1), Decimal(2)))
    assert (moved.east, moved.north) == (Decimal(1), Decimal(2))
