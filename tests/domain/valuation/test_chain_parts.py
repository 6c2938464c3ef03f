"""Hypothesis: whatever a case holds, every figure is exactly what its parts make, to the cells."""

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields.approaches import SENSITIVE_TO
from shamay_desktop.domain.shares import parse_share
from shamay_desktop.domain.valuation.chain import chains_of, reconciliation_chains
from shamay_desktop.domain.valuation.chain_of_comparison import (
    absolute_figure,
    per_room_figure,
    running_figure,
    statistics_figures,
)
from shamay_desktop.domain.valuation.comparison import priced
from shamay_desktop.domain.valuation.figure import Figure, Formula, known
from shamay_desktop.domain.valuation.from_case import comparables, reconciliation_of, value_of
from shamay_desktop.domain.valuation.grid import grid_of
from shamay_desktop.domain.valuation.sensitivity import OF, cell_figures, sensitivity
from tests.domain.valuation.approach_inputs import case_of
from tests.domain.valuation.remaking import disagreeing

NOTHING: Json = None
LAW = ("valuation.date",)
"""What a leaf's number is not in the case itself, but follows from it: the rate of VAT of a day."""


def _number(low: str, high: str, places: int = 2) -> st.SearchStrategy[str]:
    return st.decimals(low, high, places=places).map(lambda number: f"{number:f}")


money, area = _number("1000", "9000000"), _number("1", "900")
price, percent = _number("500", "90000"), _number("0", "40", 3)
rate, years = _number("0.5", "15", 1), st.sampled_from(["1", "2.5", "3", "7", "11.25", "20"])


def maybe(strategy: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.one_of(st.just(NOTHING), strategy)


def row(**cells: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """A row with the cells that are not nothing."""
    made = st.fixed_dictionaries(cells)
    return made.map(lambda found: {name: cell for name, cell in found.items() if cell is not None})


def rows(strategy: st.SearchStrategy[Json], most: int = 3) -> st.SearchStrategy[Json]:
    return st.lists(strategy, min_size=1, max_size=most).map(list)


AREAS = row(name=st.just("דירה"), category=st.sampled_from(["flat", "balcony", "garden"]),
            area=area, coefficient=maybe(st.sampled_from(["1", "0.5", "0.25"])),
            not_collateral=maybe(st.just(True)))  # fmt: skip
TABLE: Json = [
    {"category": "garden", "up_to": "50", "coefficient": "0.4"},
    {"category": "garden", "up_to": "100", "coefficient": "0.25"},
    {"category": "garden", "coefficient": "0.1"},
    {"category": "balcony", "up_to": "30", "coefficient": "0.5"},
    {"category": "flat", "coefficient": "1"},
]
SOLD = row(address=st.just("הדקל 4"), price=money, area=area,
           share_sold=maybe(st.sampled_from(["1/2", "1/3"])), rooms=maybe(st.just("3.5")),
           adjustment=maybe(_number("-20", "20")), weight=maybe(st.sampled_from(["1", "2.5"])),
           included=maybe(st.just(False)))  # fmt: skip
MOVED = row(comparable=st.sampled_from(["r1", "r2", "r3"]),
            head=st.sampled_from(["location", "size", "finish", "time"]),
            unit=st.sampled_from(["percent", "per_sqm", "whole"]),
            amount=_number("-20", "20"))  # fmt: skip
LINE = row(name=st.just("חלק"), area=area, price_per_sqm=price)
BUILT = row(name=st.just("בית"), area=area, unit_cost=price, age=maybe(st.just("20")),
            life=st.just("60"), physical=maybe(percent))  # fmt: skip
SOLD_PROJECT = row(area=area, price_per_sqm=price, amount=maybe(money))
SPENT = row(area=area, unit_cost=price, amount=maybe(st.sampled_from(["0", "800000"])))

FIELDS: dict[str, st.SearchStrategy[Json]] = {
    "valuation__areas": rows(AREAS),
    "valuation__coefficients": st.just(TABLE),
    "valuation__tier_mode": maybe(st.sampled_from(["marginal", "whole"])),
    "valuation__adopted_price_per_sqm": price,
    "valuation__adopted_from": maybe(st.sampled_from(["mean", "median", "weighted"])),
    "valuation__rounding_step": maybe(st.sampled_from(["0", "1000", "100000"])),
    "valuation__rounding_mode": maybe(st.sampled_from(["nearest", "up"])),
    "valuation__extras": maybe(rows(row(name=st.just("חניה"), amount=money))),
    "valuation__repairs": maybe(st.just("deducted")),
    "unit__findings": maybe(rows(row(cost=maybe(money)))),
    "rights__valued_share": maybe(st.sampled_from(["1/3", "5/8"])),
    "valuation__share_discount": maybe(percent),
    "valuation__vat": maybe(st.sampled_from(["included", "excluded", "exempt"])),
    "valuation__date": st.just("2026-11-01"),
    "valuation__quick_sale_percent": maybe(percent),
    "collateral__value": maybe(money),
    "comparables": maybe(rows(SOLD, 4)),
    "comparables__adjustments": maybe(rows(MOVED, 6)),
    "valuation__adjustment_mode": maybe(st.sampled_from(["product", "sum"])),
    "income__method": maybe(st.sampled_from(["direct", "finite", "term_reversion"])),
    "income__market_rent": maybe(money),
    "income__components": maybe(rows(row(name=st.just("חנות"), area=area, rent_per_sqm=price))),
    "income__vacancy": maybe(percent), "income__costs": maybe(money),
    "income__costs_percent": maybe(percent), "income__cap_rate": rate,
    "income__term_rate": maybe(st.one_of(rate, st.just("0"))), "income__term_years": maybe(years),
    "income__remaining_years": maybe(years), "income__capital_costs": maybe(money),
    "income__leases": maybe(rows(row(rent=money))), "income__passing_rent": maybe(money),
    "cost__land": maybe(rows(row(name=st.just("מגרש"), area=area, price_per_sqm=price,
                                 coefficient=maybe(st.just("1.1"))))),
    "cost__components": maybe(rows(BUILT)),
    "cost__soft_costs": maybe(percent), "cost__profit": maybe(percent),
    "cost__profit_on": maybe(
        st.sampled_from(["construction", "land_and_construction", "cost_new"])),
    "cost__depreciation": maybe(rows(row(kind=st.sampled_from(["economic", "functional"]),
                                         percent=percent, amount=maybe(money)))),
    "cost__depreciation_on": maybe(st.sampled_from(["cost_new", "remaining"])),
    "cost__vat_on": maybe(st.sampled_from(["none", "construction", "all"])),
    "residual__sales": maybe(rows(SOLD_PROJECT)), "residual__costs": maybe(rows(SPENT)),
    "residual__soft_costs": maybe(percent), "residual__marketing": maybe(percent),
    "residual__profit": maybe(percent),
    "residual__profit_on": maybe(st.sampled_from(["value", "costs", "costs_and_land"])),
    "residual__finance_rate": maybe(rate), "residual__period": maybe(years),
    "residual__finance_method": maybe(st.sampled_from(["simple", "compound"])),
    "residual__acquisition": maybe(percent),
    "valuation__approaches": maybe(st.sampled_from([
        [{"approach": "income", "use": "main", "reason": "x"}],
        [{"approach": "cost", "use": "main", "reason": "x"},
         {"approach": "comparison", "use": "supporting", "reason": "x"}],
        [{"approach": "comparison", "use": "main", "weight": "60"},
         {"approach": "cost", "use": "supporting", "weight": "40"}],
        [{"approach": "income", "use": "main", "reason": "x", "value": "1900000"}],
    ])),
}  # fmt: skip


def _case(found: dict[str, Json]) -> Case:
    return case_of(**{name: content for name, content in found.items() if content is not None})


CASES = st.fixed_dictionaries(FIELDS).map(_case)


def roots_of(case: Case) -> Iterator[Figure]:
    """Every figure that window, report or grid may show of a case."""
    yield from chains_of(case).values()
    yield from reconciliation_chains(case).values()
    sold = [found for found in map(priced, comparables(case)) if found is not None]
    yield from statistics_figures(case, sold)
    for each in sold:
        yield from known(absolute_figure(case, each), per_room_figure(case, each))
        taken = each.comparable.all_adjustments
        for count in range(len(taken) + 1):
            yield running_figure(case, each, taken[:count])


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_any_case_when_opened_then_every_figure_is_exactly_what_its_parts_make(case: Case) -> None:
    for root in roots_of(case):
        assert list(disagreeing(root)) == []
        for figure in root.walk():
            if figure.formula is Formula.STATED:  # it has a place of its own
                assert figure.path is not None, figure.key
            else:
                assert figure.parts, figure.key


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_any_case_when_followed_down_then_each_leaf_is_the_number_of_its_place(case: Case) -> None:
    for root in roots_of(case):
        for leaf in root.leaves():
            assert leaf.formula is Formula.STATED
            path = leaf.path or ""
            assert case.value(path) is not None, (leaf.key, path)
            if path not in LAW:
                assert abs(Fraction(leaf.value)) == _there(case, path), (leaf.key, path)


def _there(case: Case, path: str) -> Fraction:
    written = case.text(path) or ""
    if "/" not in written:
        return abs(Fraction(written))
    share = parse_share(written)
    assert share is not None, path
    return share


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES, st.lists(st.sampled_from([choice.code for choice in SENSITIVE_TO]), max_size=3))
def test_any_cell_of_the_sensitivity_when_opened_then_is_what_its_parts_make(
    case: Case, asked: list[str]
) -> None:
    case = case.with_value(OF, Value.of(tuple(dict.fromkeys(asked))))
    found = sensitivity(case)
    told = {line.parameter for line in found.lines} | {code for code, _ in found.unmade}
    assert told == set(asked)  # nothing that was asked for is silently left out
    for line in found.lines:
        for cell in line.cells:
            roots = cell_figures(case, line.parameter, cell.change)
            assert bool(roots) == (cell.value is not None)
            for root in roots[:1]:
                assert root.value == cell.value
            assert [wrong for root in roots for wrong in disagreeing(root)] == []
            for figure in (each for root in roots for each in root.walk()):
                if not figure.parts and figure.key != "sensitivity_change":
                    assert case.value(figure.path or "") is not None, figure.key
                    if figure.path not in LAW:
                        assert abs(Fraction(figure.value)) == _there(case, figure.path or "")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_any_case_when_opened_then_the_roots_are_the_figures_of_the_calculation(case: Case) -> None:
    result, chains = value_of(case), chains_of(case)
    assert ("final" in chains) == (result is not None)
    if result is not None:
        assert chains["final"].value == result.final
    results = reconciliation_chains(case)
    for each in reconciliation_of(case).approaches:
        root = results.get(f"result:{each.row_id or each.code}")
        assert (None if root is None else Fraction(root.value)) == each.value
    for column in grid_of(case).columns:
        if column.price is not None:
            taken = column.comparable.all_adjustments
            made = running_figure(case, column.price, taken)
            assert made.value == column.price.adjusted
            size = absolute_figure(case, column.price)
            assert (0 if size is None else size.value) == column.absolute * 100
