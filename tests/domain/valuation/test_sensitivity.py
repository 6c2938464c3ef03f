"""Sensitivity: a rate that does not count is not moved, and what was left out counts as it does."""

from decimal import Decimal

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.figure import Formula
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.sensitivity import (
    OF,
    Unmade,
    cell_figures,
    sensitivity,
)
from tests.domain.valuation.approach_inputs import case_of
from tests.domain.valuation.remaking import disagreeing

LET: dict[str, Json] = {
    "income__market_rent": "10000",
    "income__cap_rate": "4",
    "valuation__approaches": [{"approach": "income", "use": "main", "reason": "x"}],
}
TERM: dict[str, Json] = {
    **LET,
    "income__method": "term_reversion",
    "income__passing_rent": "9000",
    "income__term_years": "3",
}


def values(case: Case, parameter: str) -> list[Decimal | None]:
    (line,) = sensitivity(case.with_value(*_of(parameter))).lines
    assert line.parameter == parameter
    return [cell.value for cell in line.cells]


def _of(parameter: str) -> tuple[str, Value]:
    return OF, Value.of((parameter,))


def value_at(fields: dict[str, Json], **changed: Json) -> Decimal:
    found = value_of(case_of(**{**fields, **changed}))
    assert found is not None
    return to_places(found.exact_whole, Decimal(1))


def test_rate_when_the_term_has_none_of_its_own_then_that_of_the_market_moves_for_both() -> None:
    without = values(case_of(**TERM), "cap_rate")
    assert values(case_of(**TERM, income__term_rate="0"), "cap_rate") == without
    assert None not in without
    assert without == [
        value_at(TERM, income__cap_rate=rate) for rate in ("3", "3.5", "4", "4.5", "5")
    ]


def test_rate_when_the_term_has_its_own_then_both_move() -> None:
    fields: dict[str, Json] = {**TERM, "income__term_rate": "3"}
    moved = [("3", "2"), ("3.5", "2.5"), ("4", "3"), ("4.5", "3.5"), ("5", "4")]
    assert values(case_of(**fields), "cap_rate") == [
        value_at(fields, income__cap_rate=rate, income__term_rate=own) for rate, own in moved
    ]


@pytest.mark.parametrize("method", ["direct", "finite"])
def test_rate_when_one_of_a_term_is_left_over_then_it_empties_no_cell(method: str) -> None:
    fields: dict[str, Json] = {
        **LET, "income__method": method, "income__remaining_years": "20",
    }  # fmt: skip
    left_over = case_of(**fields, income__term_rate="0.5")
    assert values(left_over, "cap_rate") == values(case_of(**fields), "cap_rate")
    assert None not in values(left_over, "cap_rate")


def test_vacancy_when_none_is_stated_then_moves_from_nothing_and_is_not_said_to_be_idle() -> None:
    case = case_of(**LET)
    assert values(case, "vacancy") == [None, None, *values(
        case_of(**LET, income__vacancy="0"), "vacancy")[2:]]  # fmt: skip
    assert values(case, "vacancy")[2:] == [3_000_000, 2_850_000, 2_700_000]
    for change in (Decimal(0), Decimal(5), Decimal(10)):
        roots = cell_figures(case, "vacancy", change)
        assert roots
        assert [wrong for root in roots for wrong in disagreeing(root)] == []
        leaves = {leaf.path for root in roots for leaf in root.leaves()}
        assert "income.vacancy" not in leaves  # nothing stands there


def test_vacancy_when_no_income_counts_then_is_said_to_be_idle() -> None:
    case = case_of(
        valuation__areas=[{"category": "flat", "area": "100", "coefficient": "1"}],
        valuation__adopted_price_per_sqm="30000", sensitivity__of=["vacancy"],
    )  # fmt: skip
    assert sensitivity(case).unmade == (("vacancy", Unmade.NO_EFFECT),)


def test_cell_when_the_changed_number_is_nothing_then_its_chain_takes_the_change_off() -> None:
    case = case_of(**LET, income__vacancy="10")
    roots = cell_figures(case, "vacancy", Decimal(-10))
    (changed,) = {figure for root in roots for figure in root.walk() if figure.key == "changed"}
    assert changed.formula is Formula.SUM
    assert [part.value for part in changed.parts] == [10, -10]
