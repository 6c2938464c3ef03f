"""Sums of the papers: whatever the shares and areas are, only a real difference is a finding."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.standards.licensing import permit_areas
from shamay_desktop.domain.standards.order import order_shares
from shamay_desktop.domain.standards.predicate import Hit, Parameters
from shamay_desktop.domain.standards.situation import Situation
from tests.domain.standards.clean_case import TODAY

numerators = st.lists(st.integers(1, 900), min_size=1, max_size=60)
areas = st.lists(
    st.decimals("0.1", "9999.99", places=2, allow_nan=False), min_size=1, max_size=40
)  # fmt: skip
TOLERANCE = Decimal(1)


def situation(fields: dict[str, Json]) -> Situation:
    case: Case = decode_case("sums", fields)
    return Situation(case, TODAY)


def ordered(shares: Sequence[int], whole: int) -> list[Hit]:
    rows: list[Json] = [
        {"id": f"u{at}", "number": str(at + 1), "share": f"{share}/{whole}"}
        for at, share in enumerate(shares)
    ]
    return list(order_shares(situation({"order.units": rows}), Parameters()))


def permitted(parts: Sequence[Decimal], total: Decimal) -> list[Hit]:
    rows: list[Json] = [{"id": f"a{at}", "area": f"{part}"} for at, part in enumerate(parts)]
    fields: dict[str, Json] = {
        "licensing.permits": [{"id": "p", "number": "7", "total_area": f"{total}"}],
        "licensing.areas": rows,
    }
    return list(permit_areas(situation(fields), Parameters({"tolerance": TOLERANCE})))


@given(numerators)
def test_shares_of_the_order_when_they_are_the_whole_then_nothing_is_said(
    shares: list[int],
) -> None:
    assert ordered(shares, sum(shares)) == []


@given(numerators, st.integers(1, 500))
def test_shares_of_the_order_when_they_fall_short_then_the_exact_sum_is_named(
    shares: list[int], missing: int
) -> None:
    (found,) = ordered(shares, sum(shares) + missing)
    assert found.facts["sum"] * (sum(shares) + missing) == sum(shares)  # type: ignore[operator]


@given(areas)
def test_a_permits_areas_when_they_add_up_then_nothing_is_said(parts: list[Decimal]) -> None:
    assert permitted(parts, sum(parts, Decimal(0))) == []


@given(areas, st.decimals("1.01", "500", places=2))
def test_a_permits_areas_when_they_do_not_add_up_then_both_figures_are_named(
    parts: list[Decimal], off: Decimal
) -> None:
    together = sum(parts, Decimal(0))
    (found,) = permitted(parts, together + off)
    assert (found.facts["sum"], found.facts["total"]) == (together, together + off)


def test_a_permits_areas_when_two_permits_have_tables_then_each_is_added_up_by_itself() -> None:
    fields: dict[str, Json] = {
        "licensing.permits": [
            {"id": "p", "number": "7", "total_area": "100"},
            {"id": "q", "number": "8", "total_area": "20"},
        ],
        "licensing.areas": [
            {"id": "a", "permit": "7", "area": "60"},
            {"id": "b", "permit": "7", "area": "40"},
            {"id": "c", "permit": "8", "area": "30"},
            {"id": "d", "area": "900"},
        ],
    }
    hits = list(permit_areas(situation(fields), Parameters({"tolerance": TOLERANCE})))
    assert [hit.fields[0] for hit in hits] == ["licensing.permits/q/total_area"]
