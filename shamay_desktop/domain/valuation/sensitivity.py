"""How the value moves when one of its figures does: the same calculation over a changed case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.money import plain, product, to_places
from shamay_desktop.domain.valuation.cells import number_in, text_in
from shamay_desktop.domain.valuation.chain import unrounded_of
from shamay_desktop.domain.valuation.figure import Figure, Formula, Later
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.income import (
    CAP_RATE,
    TERM_RATE,
    VACANCY,
    counts_term_rate,
)
from shamay_desktop.domain.valuation.result import ValuationResult, valued_part

OF, STEP, RATE_STEP = "sensitivity.of", "sensitivity.step", "sensitivity.rate_step"
DEFAULT_STEP, DEFAULT_RATE_STEP = Decimal(5), Decimal("0.5")
TIMES = (-2, -1, 0, 1, 2)
IN_POINTS = ("cap_rate", "vacancy")
_SHEKEL = Decimal(1)


@dataclass(frozen=True, slots=True)
class SensitivityCell:
    """A change (percent, or percentage points) and the unrounded value in whole shekels."""

    change: Decimal
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class SensitivityLine:
    """What happens to the value as one parameter changes; `in_points` says how it does."""

    parameter: str
    in_points: bool
    cells: tuple[SensitivityCell, ...]


class Unmade(StrEnum):
    """Why a line that was asked for is not there."""

    NO_VALUE = "no_value"
    NO_EFFECT = "no_effect"


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The lines that could be made, and the parameters of those that could not, with the reason."""

    lines: tuple[SensitivityLine, ...]
    unmade: tuple[tuple[str, Unmade], ...] = ()


def sensitivity(case: Case) -> Sensitivity:
    """All that the case asks for; what the value does not hang on is said, never left out."""
    asked = case.content(OF)
    parameters = [code for code in asked if code in _MOVED] if isinstance(asked, tuple) else []
    if value_of(case) is None:
        return Sensitivity((), tuple((str(code), Unmade.NO_VALUE) for code in parameters))
    lines = [(str(code), _line(case, str(code))) for code in parameters]
    return Sensitivity(
        tuple(line for _, line in lines if line is not None),
        tuple((code, Unmade.NO_EFFECT) for code, line in lines if line is None),
    )


def sensitivity_of(case: Case) -> tuple[SensitivityLine, ...]:
    """The lines that the case asks for and that can be made."""
    return sensitivity(case).lines


def _line(case: Case, parameter: str) -> SensitivityLine | None:
    _, step = _step(case, parameter)
    cells = tuple(
        SensitivityCell(change, _value(_MOVED[parameter](case, change)))
        for change in (step * times for times in TIMES)
    )
    known_ones = {cell.value for cell in cells if cell.value is not None}
    in_points = parameter in IN_POINTS
    return SensitivityLine(parameter, in_points, cells) if len(known_ones) > 1 else None


def _step(case: Case, parameter: str) -> tuple[str, Decimal]:
    """Where the step of a parameter is stated, and the step."""
    if parameter == "cap_rate":
        return RATE_STEP, _stated(case, RATE_STEP, DEFAULT_RATE_STEP)
    return STEP, _stated(case, STEP, DEFAULT_STEP)


def _stated(case: Case, path: str, otherwise: Decimal) -> Decimal:
    number = case.number(path)
    return otherwise if number is None or number <= 0 else number


def _value(case: Case | None) -> Decimal | None:
    result = None if case is None else value_of(case)
    return None if result is None else to_places(_exact(result), _SHEKEL)


def _exact(result: ValuationResult) -> Fraction:
    return result.exact_whole * valued_part(result.inputs)


# -- where a cell comes from ---------------------------------------------------------------------


def cell_figures(case: Case, parameter: str, change: Decimal) -> tuple[Figure, ...]:
    """A cell of a line: the value, and how far it moved, down to the cells of the case.

    Empty where the change leaves no value. What was changed opens into what it was, and the
    change into its step.
    """
    value, before = (_cell(case, parameter, each) for each in (change, Decimal(0)))
    if value is None or before is None:
        return ()
    if not change or not before.value:
        return (value,)
    apart = Fraction(value.value) - Fraction(before.value)
    distance = Figure("distance", apart, "shekel", Formula.SUM, (value, before.less()))
    moved = Figure("sensitivity_moved", apart / Fraction(before.value) * 100, "percent",
                   Formula.SHARE_OF, (distance, before))  # fmt: skip
    return (value, moved)


def _cell(case: Case, parameter: str, change: Decimal) -> Figure | None:
    changed = _MOVED[parameter](case, change)
    result = None if changed is None else value_of(changed)
    root = None if changed is None or result is None else unrounded_of(changed, result)
    if root is None or changed is None or result is None:
        return None
    path, _ = _step(case, parameter)
    by = Figure("sensitivity_change", change, "percent",
                path=OF if case.number(path) is None else path)  # fmt: skip
    traced = _Traced(case, changed, by, in_points=parameter in IN_POINTS).of(root)
    return Figure("sensitivity", to_places(_exact(result), _SHEKEL), "shekel",
                  Formula.TO_SHEKEL, (traced,))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Traced:
    """A chain of a changed case whose changed figures open into what stands in the case."""

    case: Case
    changed: Case
    by: Figure
    in_points: bool

    def of(self, figure: Figure) -> Figure:
        """The figure with its parts traced."""
        if figure.formula is Formula.STATED and figure.path is not None:
            before = _number(self.case, figure.path)
            after = _number(self.changed, figure.path)
            if figure.path == VACANCY and before is None and after is not None:
                return self._begun(figure, after)
            if before is not None and after is not None and before != after:
                return self._told(figure, before, after)
        if isinstance(figure.parts, Later):
            unmade = figure.parts
            return replace(figure, parts=Later(lambda: [self.of(part) for part in unmade]))
        return replace(figure, parts=tuple(map(self.of, figure.parts)))

    def _begun(self, figure: Figure, after: Decimal) -> Figure:
        """A figure that was not stated and counted as 0: it is the change alone."""
        by = self.by.less() if figure.value == -after else self.by
        return Figure("changed", figure.value, figure.unit, Formula.SUM, (by,), row=figure.row,
                      name=figure.name)  # fmt: skip

    def _told(self, figure: Figure, before: Decimal, after: Decimal) -> Figure:
        sign = -1 if after and figure.value == -after else 1
        own = replace(figure, value=before * sign)
        if self.in_points:
            parts, formula = (own, self.by if sign > 0 else self.by.less()), Formula.SUM
        else:
            factor = 1 + Fraction(self.by.value) / 100
            by = Figure("changed_by", factor, "times", Formula.FACTOR, (self.by,))
            parts, formula = (own, by), Formula.PRODUCT
        return Figure("changed", figure.value, figure.unit, formula, parts, row=figure.row,
                      name=figure.name)  # fmt: skip


def _number(case: Case, path: str) -> Decimal | None:
    """A number at a path; None for a list, a share or a day."""
    content = case.content(path)
    try:
        return Decimal(content) if isinstance(content, str) else None
    except InvalidOperation:
        return None


# -- what changes in a case ----------------------------------------------------------------------


def _scaled(case: Case, paths: Mapping[str, tuple[str, ...]], change: Decimal) -> Case:
    """The case with numbers made larger by a percentage: fields, or columns of lists."""
    for path, columns in paths.items():
        if columns:
            rows = tuple(_row(row, columns, change) for row in case.rows(path))
            case = case.with_value(path, Value.of(rows)) if rows else case
        elif (number := case.number(path)) is not None:
            case = case.with_value(path, _times(number, change))
    return case


def _row(row: Row, columns: tuple[str, ...], change: Decimal) -> Row:
    changed = {
        column: _times(number, change)
        for column in columns
        if (number := number_in(row, column)) is not None
    }
    return Row(row.id, MappingProxyType({**row.cells, **changed}))


def _times(number: Decimal, change: Decimal) -> Value:
    return Value.of(plain(product(number, 1 + change / 100)))


def _by(**paths: tuple[str, ...]) -> Callable[[Case, Decimal], Case | None]:
    named = {path.replace("__", "."): columns for path, columns in paths.items()}
    if not all(path in BY_ID for path in named):
        raise LookupError(named)
    return lambda case, change: _scaled(case, named, change)


def _coefficients(case: Case, change: Decimal) -> Case:
    """All coefficients but those of the flat itself, in the rows and in the table."""
    for path in ("valuation.areas", "valuation.coefficients"):
        rows = tuple(
            row if text_in(row, "category") == "flat" else _row(row, ("coefficient",), change)
            for row in case.rows(path)
        )
        case = case.with_value(path, Value.of(rows)) if rows else case
    return case


def _rates(case: Case, change: Decimal) -> Case | None:
    """The capitalisation rate, and the term's own where one counts; both stay above 0."""
    moved = case
    for path in (CAP_RATE, TERM_RATE) if counts_term_rate(case) else (CAP_RATE,):
        number = case.number(path)
        if number is None:
            continue
        if number + change <= 0:
            return None
        moved = moved.with_value(path, Value.of(plain(number + change)))
    return moved


def _vacancy(case: Case, change: Decimal) -> Case | None:
    """The vacancy, 0 where none was stated, as the capitalised income counts it."""
    number = case.number(VACANCY) or Decimal(0)
    if number + change < 0:
        return None
    return case.with_value(VACANCY, Value.of(plain(number + change))) if change else case


_MOVED: Mapping[str, Callable[[Case, Decimal], Case | None]] = MappingProxyType(
    {
        "price": _by(valuation__adopted_price_per_sqm=()),
        "coefficients": _coefficients,
        "cap_rate": _rates,
        "rent": _by(income__market_rent=(), income__components=("rent_per_sqm",)),
        "vacancy": _vacancy,
        "unit_cost": _by(cost__components=("unit_cost",), residual__costs=("unit_cost", "amount")),
        "completed_value": _by(residual__sales=("price_per_sqm", "amount")),
    }
)


def change_in_percent(before: Decimal, after: Decimal) -> Fraction | None:
    """How far a value moved, in percent; None from 0."""
    return (Fraction(after) / Fraction(before) - 1) * 100 if before else None
