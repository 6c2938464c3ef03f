"""A finished case's own comparables and rents as evidence."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.market.case_rows import case_source_id, rows_of_case
from shamay_desktop.domain.market.rows import RowKind, RowStanding
from tests.filled_case import filled_case

TODAY = date(2026, 11, 2)


def row(row_id: str, **cells: str | bool) -> Row:
    """A row of a list."""
    return Row(row_id, {name: Value.of(content) for name, content in cells.items()})


def case_with(**lists: tuple[Row, ...]) -> Case:
    """A case with lists by field id, dots as two underscores."""
    values: Mapping[str, Value] = {
        name.replace("__", "."): Value.of(rows) for name, rows in lists.items()
    }
    return Case("case-1", MappingProxyType(dict(values)))


SALE = row("a1", date="2025-03-01", price="1250000", area="80", share_sold="1/2", gush="6100",
           helka="7", floor="שלישית", lift=True, balcony="12", evidence="deal")  # fmt: skip


def test_a_case_when_it_has_comparables_then_they_are_rows_with_the_same_ids_each_time() -> None:
    case = case_with(comparables=(SALE,))
    (found,) = rows_of_case(case, TODAY)
    assert (found.price, found.share_sold, found.floor_number) == (
        Decimal(1_250_000), Fraction(1, 2), 3,
    )  # fmt: skip
    assert (found.other, found.source_id) == (
        {"lift": "true", "balcony": "12"}, case_source_id("case-1"),
    )  # fmt: skip
    assert rows_of_case(case, TODAY) == (found,)


def test_a_rent_when_the_case_has_one_then_is_a_row_of_its_kind() -> None:
    rent = row("b1", rent="5200", address="הגפן 3", area="70", evidence="asked", use="דירה")
    (found,) = rows_of_case(case_with(income__rents=(rent,)), TODAY)
    assert (found.kind, found.price, found.evidence, found.asset_kind) == (
        RowKind.RENT, Decimal(5200), "asked", "דירה",
    )  # fmt: skip
    assert found.standing is RowStanding.ACTIVE


def test_rows_when_taken_from_the_market_or_without_a_price_then_are_left_out() -> None:
    case = case_with(comparables=(SALE, row("a2", date="2025-01-01", area="80")))
    assert rows_of_case(case, TODAY, frozenset({"a1"})) == ()


def test_a_case_when_every_field_is_filled_then_its_rows_are_read_and_no_tenant_is_in_them() -> (
    None
):
    found = rows_of_case(filled_case(), TODAY)
    assert {each.kind for each in found} == {RowKind.SALE, RowKind.RENT}
