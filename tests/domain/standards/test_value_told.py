"""A value that is not there is told, and so is the evidence that a value lacks; and no more."""

from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields.purposes import BY_COMPARISON, VALUED
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards import Finding, check
from shamay_desktop.domain.standards.finding import Percent
from shamay_desktop.domain.valuation.from_case import reconciliation_of, value_of
from tests.domain.standards.clean_case import EVIDENCE, NONE, TODAY, clean_case
from tests.domain.standards.rule_sets import ISRAEL

ROWS = ("comparison", "income", "cost", "residual", "other", "")
AREAS, PRICE = "valuation.areas", "valuation.adopted_price_per_sqm"
EVIDENCE_OF_COMPARISON = (
    "comparables", "comparables.source", "valuation.area_basis", "valuation.adopted_reason",
)  # fmt: skip


def row(code: str, use: str, weight: str | None, value: str | None, at: int) -> dict[str, Json]:
    cells: dict[str, Json] = {"approach": code, "use": use, "weight": weight, "value": value}
    told: dict[str, Json] = {name: cell for name, cell in cells.items() if cell}
    return {"id": f"g{at}", "reason": "x", **told}


def rows(*told: tuple[str, str, str | None, str | None]) -> dict[str, Json]:
    """Rows of approaches: code, use, weight, stated result."""
    return {"valuation.approaches": [row(*each, at) for at, each in enumerate(told, 1)]}


def findings(case: Case) -> tuple[Finding, ...]:
    return tuple(check(case, ISRAEL, today=TODAY, evidence=EVIDENCE))


def blocked(case: Case) -> dict[str, set[str]]:
    """Blocking rule -> the places that it names first."""
    found: dict[str, set[str]] = {}
    for each in findings(case):
        if each.severity is Severity.BLOCK:
            found.setdefault(each.rule, set()).add(each.fields[0])
    return found


TOLD = st.lists(
    st.tuples(
        st.sampled_from(ROWS),
        st.sampled_from(("main", "supporting", "not_used", "")),
        st.one_of(st.none(), st.sampled_from(("0", "25", "50", "100", "33.33", "-50"))),
        st.one_of(st.none(), st.sampled_from(("5000000", "-1"))),
    ),
    max_size=4,
)
PARTS: dict[str, st.SearchStrategy[Json]] = {
    PRICE: st.sampled_from(("35000", None)),
    AREAS: st.sampled_from((None, [{"id": "a1"}], [
        {"id": "a1", "name": "דירה", "category": "flat", "area": "100", "source": "x"}], [
        {"id": "a1", "name": "דירה", "category": "flat", "area": "100", "source": "x",
         "coefficient": "1"}])),
    "cost.components": st.sampled_from((None, [{"id": "k1", "area": "100"}])),
    "income.market_rent": st.sampled_from((None, "10000")),
    "valuation.extras": st.sampled_from(
        (None, [{"id": "e1", "name": "חניה"}],
         [{"id": "e1", "name": "חניה", "every_approach": True}])),
}  # fmt: skip
WHOLE = st.tuples(
    st.sampled_from(("income", "cost", "residual", "other")),
    st.sampled_from(("main", "supporting", "")),
    st.sampled_from(("main", "supporting", "not_used", "")),
    st.sampled_from((None, 0, 40, 100)),
).map(
    lambda told: [
        ("comparison", told[2], None if told[3] is None else str(told[3]), None),
        (told[0], told[1], None if told[3] is None else str(100 - told[3]), "5000000"),
    ]
)
"""Comparison beside an approach with a stated result; where there are weights, they are whole."""


@settings(max_examples=150, deadline=None)
@given(st.one_of(TOLD, WHOLE), st.fixed_dictionaries(PARTS))
def test_value_when_there_is_none_where_one_is_due_then_the_appraiser_is_told(
    told: list[tuple[str, str, str | None, str | None]], parts: dict[str, Json]
) -> None:
    case = clean_case({**parts, **rows(*told)})
    result = value_of(case)
    if VALUED.holds(case) and (result is None or result.final <= 0):
        assert blocked(case)


@settings(max_examples=60, deadline=None)
@given(WHOLE, st.sampled_from((AREAS, PRICE, "valuation.areas/a2/coefficient")))
def test_value_when_comparison_lacks_one_thing_then_the_value_waits_and_says_so(
    told: list[tuple[str, str, str | None, str | None]], lacking: str
) -> None:
    case = clean_case({**rows(*told), lacking: None})
    if value_of(case) is None:
        assert blocked(case)


@settings(max_examples=150, deadline=None)
@given(TOLD)
def test_comparison_when_the_value_counts_it_then_its_evidence_is_asked_for(
    told: list[tuple[str, str, str | None, str | None]],
) -> None:
    case = clean_case(rows(*told))
    if value_of(case) is not None and reconciliation_of(case).counts("comparison"):
        assert BY_COMPARISON.holds(case)


def test_comparison_when_it_weighs_beside_a_main_approach_then_its_figures_are_asked_for() -> None:
    told = rows(("comparison", "supporting", "50", None), ("cost", "main", "50", "5000000"))
    for path in (AREAS, PRICE):
        case = clean_case({**told, path: None})
        assert value_of(case) is None
        assert path in blocked(case)["mandatory"]
        assert "value-missing" not in blocked(case)  # said once


def test_comparison_when_it_weighs_and_has_no_evidence_then_that_is_asked_for() -> None:
    told = rows(("comparison", "supporting", "60", None), ("cost", "main", "40", "5000000"))
    case = clean_case({**told, **dict.fromkeys(EVIDENCE_OF_COMPARISON)})
    assert value_of(case) is not None
    assert blocked(case)["mandatory"] >= set(EVIDENCE_OF_COMPARISON)


def test_comparison_when_it_weighs_nothing_then_nothing_of_it_is_asked_for() -> None:
    none = dict.fromkeys((AREAS, PRICE, *EVIDENCE_OF_COMPARISON))
    for other in (("comparison", "supporting", "0", None), ("comparison", "not_used", "50", None)):
        case = clean_case({**none, **rows(other, ("cost", "main", "100", "5000000"))})
        assert value_of(case) is not None
        assert not blocked(case)


def test_comparables_when_income_and_cost_weigh_alone_then_are_not_needed() -> None:
    told = rows(("income", "main", "50", "5000000"), ("cost", "supporting", "50", "5000000"))
    assert "comparables-none" not in blocked(clean_case({**told, "comparables": NONE}))


def test_weights_when_they_miss_the_whole_by_little_then_the_exact_sum_is_told() -> None:
    told = [(code, "supporting", "33.33", "5000000") for code in ("comparison", "cost", "income")]
    (found,) = [
        each for each in findings(clean_case(rows(*told))) if each.rule == "approach-weights"
    ]
    assert str(cast(Percent, found.facts["sum"]).number) == "99.99"


def test_an_approach_when_it_weighs_nothing_and_has_no_result_then_only_that_is_told() -> None:
    told = rows(("comparison", "main", "100", None), ("cost", "supporting", "0", None))
    case = clean_case(told)
    assert value_of(case) is not None
    assert set(blocked(case)) == {"approach-value"}
