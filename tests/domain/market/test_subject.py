"""What of a case evidence is compared with: its area on the basis of the calculation."""

from decimal import Decimal

from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.market.subject import subject_of

AREAS: list[Json] = [
    {"id": "f", "category": "flat", "area": "142", "coefficient": "1"},
    {"id": "b", "category": "balcony", "area": "40", "coefficient": "0.5"},
]


def subject(**fields: Json) -> Subject:
    return subject_of(decode_case("c", {name.replace("__", "."): v for name, v in fields.items()}))


def test_subject_when_valued_on_the_equivalent_basis_then_is_compared_by_its_equivalent_area() -> (
    None
):
    found = subject(valuation__areas=AREAS, valuation__area_basis="equivalent")
    assert (found.area, found.area_basis) == (Decimal(162), "equivalent")


def test_subject_when_valued_on_another_basis_then_is_compared_by_its_flat() -> None:
    found = subject(valuation__areas=AREAS, valuation__area_basis="gross")
    assert (found.area, found.area_basis) == (Decimal(142), "gross")


def test_subject_when_an_area_is_not_complete_then_is_compared_by_what_is_known_and_says_so() -> (
    None
):
    begun: list[Json] = [*AREAS, {"id": "p", "category": "parking", "area": "12"}]
    found = subject(
        valuation__areas=begun, valuation__area_basis="equivalent", unit__built_area="140"
    )
    assert (found.area, found.area_basis) == (Decimal(140), "built")
    registered = subject(unit__registered_area="131", valuation__area_basis="equivalent")
    assert (registered.area, registered.area_basis) == (Decimal(131), "registered")
