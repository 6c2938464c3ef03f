"""Every figure opens into what made it, and is what its parts make."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.valuation.chain import (
    Figure,
    Formula,
    chain_of,
    chains_of,
    source_of,
)
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.domain.valuation.approach_inputs import case_of
from tests.domain.valuation.remaking import disagreeing

EXAMPLE: dict[str, Json] = {
    "valuation__areas": [
        {"name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5"},
    ],
    "valuation__adopted_price_per_sqm": "35000",
    "valuation__rounding_step": "100000",
}
COMPARABLES: Json = [
    {"address": "הדקל 4", "date": "2026-02-01", "price": "2415000", "share_sold": "1/2",
     "area": "140", "adjustment": "2", "adjustment_reason": "x"},
    {"address": "הדקל 8", "date": "2026-03-01", "price": "4550000", "area": "130"},
    {"address": "הדקל 9", "price": "5000000", "area": "130", "included": False},
]  # fmt: skip
ADJUSTMENTS: Json = [
    {"comparable": "r2", "head": "location", "unit": "percent", "amount": "-3", "reason": "x"},
    {"comparable": "r2", "head": "parking", "unit": "whole", "amount": "65000", "reason": "x"},
]
INCOME: dict[str, Json] = {
    "income__components": [
        {"name": "חנות", "area": "80", "rent_per_sqm": "150"},
        {"name": "מחסן", "area": "20", "rent_per_sqm": "40"},
    ],
    "income__vacancy": "5",
    "income__costs": "6000",
    "income__costs_percent": "3",
    "income__cap_rate": "7",
    "income__capital_costs": "25000",
    "income__method": "term_reversion",
    "income__leases": [{"rent": "9000"}, {"rent": "1500"}],
    "income__term_years": "2.5",
    "income__term_rate": "6.5",
}
COST: dict[str, Json] = {
    "cost__land": [{"area": "300", "price_per_sqm": "9000", "coefficient": "1.1"}],
    "cost__components": [
        {"name": "בית", "area": "150", "unit_cost": "7000", "age": "20", "life": "60"},
        {"name": "חניון", "area": "30", "unit_cost": "4000", "physical": "25"},
    ],
    "cost__soft_costs": "12",
    "cost__profit": "15",
    "cost__depreciation": [{"kind": "economic", "percent": "4", "amount": "1000"}],
    "cost__vat_on": "construction",
    "valuation__date": "2026-11-01",
}
PROJECT: dict[str, Json] = {
    "residual__sales": [{"area": "1000", "price_per_sqm": "20000"}],
    "residual__costs": [{"area": "1200", "unit_cost": "6000"}, {"amount": "800000"}],
    "residual__soft_costs": "10",
    "residual__marketing": "2",
    "residual__profit": "15",
    "residual__finance_rate": "6",
    "residual__period": "3",
    "residual__acquisition": "6",
}
WEIGHTED: Json = [
    {"approach": "comparison", "use": "main", "weight": "60"},
    {"approach": "cost", "use": "supporting", "reason": "x", "weight": "40"},
]
ALL: dict[str, Json] = {
    **EXAMPLE, **INCOME, **COST, **PROJECT, "comparables": COMPARABLES,
    "comparables__adjustments": ADJUSTMENTS, "valuation__vat": "included",
    "valuation__extras": [{"name": "חניה", "amount": "150000"}],
    "valuation__quick_sale_percent": "85", "collateral__value": "5000000",
}  # fmt: skip
CASES: dict[str, dict[str, Json]] = {
    "the example": EXAMPLE,
    "comparison with evidence": ALL,
    "a share": {**EXAMPLE, "rights__valued_share": "1/3", "valuation__share_discount": "10"},
    "weights": {**ALL, "valuation__approaches": WEIGHTED},
    "income leads": {**ALL, "valuation__approaches": [
        {"approach": "income", "use": "main", "reason": "x"}]},
    "a stated result leads": {**ALL, "valuation__approaches": [
        {"approach": "income", "use": "main", "reason": "x", "value": "1900000"}]},
    "profit on cost new": {**ALL, "cost__profit_on": "cost_new", "cost__vat_on": "all"},
    "profit on land": {**ALL, "cost__profit_on": "land_and_construction"},
    "profit on costs": {**ALL, "residual__profit_on": "costs"},
    "profit on costs and land": {**ALL, "residual__profit_on": "costs_and_land",
                                 "residual__finance_method": "simple"},
    "rounded up": {**ALL, "valuation__rounding_mode": "up", "valuation__vat": "excluded",
                   "valuation__adjustment_mode": "sum"},
    "a part outside the collateral": {**EXAMPLE, "valuation__areas": [
        {"name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"name": "חדר", "category": "flat", "area": "12", "coefficient": "1",
         "not_collateral": True}]},
    "tiers": {**EXAMPLE, "valuation__areas": [
        {"name": "גינה", "category": "garden", "area": "80"}], "valuation__coefficients": [
        {"category": "garden", "up_to": "50", "coefficient": "0.4"},
        {"category": "garden", "coefficient": "0.25"}]},
    "repairs": {**EXAMPLE, "valuation__repairs": "deducted",
                "unit__findings": [{"cost": "20000"}, {"cost": "5000"}]},
}  # fmt: skip


def roots() -> Iterator[tuple[str, Case, Figure]]:
    for name, fields in CASES.items():
        case = case_of(**fields)
        for key, figure in chains_of(case).items():
            yield f"{name}: {key}", case, figure


def test_example_when_opened_then_every_figure_is_a_node() -> None:
    found = chain_of(case_of(**EXAMPLE))
    assert found is not None
    values = [figure.value for figure in found.walk()]
    for expected in (5_700_000, 5_670_000, 162, 142, 1, 20, 40, Decimal("0.5"), 35_000, 100_000):
        assert expected in values
    leaves = {figure.path for figure in found.leaves()}
    assert leaves == {
        "valuation.areas/r1/area", "valuation.areas/r1/coefficient", "valuation.areas/r2/area",
        "valuation.areas/r2/coefficient", "valuation.adopted_price_per_sqm",
        "valuation.rounding_step",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("case", "root"), [(case, figure) for _, case, figure in roots()],
    ids=[name for name, _, _ in roots()],
)  # fmt: skip
def test_figures_when_opened_then_are_exactly_what_their_parts_make(
    case: Case, root: Figure
) -> None:
    assert list(disagreeing(root)) == []


@pytest.mark.parametrize(
    ("case", "root"), [(case, figure) for _, case, figure in roots()],
    ids=[name for name, _, _ in roots()],
)  # fmt: skip
def test_leaves_when_followed_then_stand_in_the_case(case: Case, root: Figure) -> None:
    for leaf in root.leaves():
        assert leaf.path is not None, leaf.key
        assert leaf.path.split("/")[0] in BY_ID
        assert case.value(leaf.path) is not None, leaf.path


def test_chains_when_made_then_begin_with_the_figures_of_the_value() -> None:
    case = case_of(**ALL)
    result, chains = value_of(case), chains_of(case)
    assert result is not None
    assert chains["final"].value == result.final
    assert set(chains) == {
        "final", "comparison", "income", "cost", "residual", "collateral", "forced_sale",
        "reinstatement", "land", "with_vat", "without_vat", "vat",
    }  # fmt: skip


def test_a_stated_figure_when_computed_too_then_the_computed_one_stands_behind_it() -> None:
    found = chains_of(case_of(**ALL))["collateral"]
    assert (found.value, found.formula) == (5_000_000, Formula.STATED)
    assert found.parts[0].value == 5_800_000


def test_comparable_when_opened_then_leads_to_the_cell_and_its_source() -> None:
    source = Provenance(
        Origin.IMPORTED, document="ab" * 32, text="2,415,000", page=3, note="רשות המסים #7"
    )
    case = case_of(**ALL)
    rows = tuple(
        Row(row.id, {**row.cells, "price": Value.of("2415000", source)}) if row.id == "r1" else row
        for row in case.rows("comparables")
    )
    found = chain_of(case.with_value("comparables", Value.of(rows)))
    assert found is not None
    leaf = next(each for each in found.leaves() if each.path == "comparables/r1/price")
    traced = source_of(case.with_value("comparables", Value.of(rows)), leaf)
    assert traced == source


def test_excluded_rows_when_the_chain_opens_then_are_not_in_it() -> None:
    found = chain_of(case_of(**ALL))
    assert found is not None
    assert {each.row for each in found.walk() if each.key == "comparable"} == {"r1", "r2"}


def test_every_key_when_a_figure_is_shown_then_has_its_words() -> None:
    for language in Language:
        texts = load_texts(language)
        for name, _, root in roots():
            for figure in root.walk():
                # A place of the case is called by its field's own label.
                field = (figure.path or "").split("/")[0]
                named = texts.has(f"chain.{figure.key}") or field in BY_ID
                assert named, (name, figure.key)
        for formula in Formula:
            assert texts.has(f"chain.formula.{formula.value}")
