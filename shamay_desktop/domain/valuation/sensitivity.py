"""How the value moves when one of its figures does: the same calculation over a changed case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.money import plain, product, to_places
from shamay_desktop.domain.valuation.cells import number_in, text_in
from shamay_desktop.domain.valuation.from_case import value_of

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


def sensitivity_of(case: Case) -> tuple[SensitivityLine, ...]:
    """The lines that the case asks for; what the value does not hang on is left out."""
    asked = case.content(OF)
    lines = (_line(case, code) for code in asked) if isinstance(asked, tuple) else ()
    return tuple(line for line in lines if line is not None)


def _line(case: Case, parameter: object) -> SensitivityLine | None:
    if not isinstance(parameter, str) or parameter not in _MOVED:
        return None
    in_points = parameter in IN_POINTS
    step = _stated(case, STEP, DEFAULT_STEP)
    if parameter == "cap_rate":
        step = _stated(case, RATE_STEP, DEFAULT_RATE_STEP)
    cells = tuple(
        SensitivityCell(change, _value(_MOVED[parameter](case, change)))
        for change in (step * times for times in TIMES)
    )
    known = {cell.value for cell in cells if cell.value is not None}
    return SensitivityLine(parameter, in_points, cells) if len(known) > 1 else None


def _stated(case: Case, path: str, otherwise: Decimal) -> Decimal:
    number = case.number(path)
    return otherwise if number is None or number <= 0 else number


def _value(case: Case | None) -> Decimal | None:
    result = None if case is None else value_of(case)
    return None if result is None else to_places(result.unrounded, _SHEKEL)


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


def _points(*paths: str) -> Callable[[Case, Decimal], Case | None]:
    def moved(case: Case, change: Decimal) -> Case | None:
        for path in paths:
            number = case.number(path)
            if number is None:
                continue
            if number + change < 0 or (path != "income.vacancy" and number + change <= 0):
                return None
            case = case.with_value(path, Value.of(plain(number + change)))
        return case

    return moved


_MOVED: Mapping[str, Callable[[Case, Decimal], Case | None]] = MappingProxyType(
    {
        "price": _by(valuation__adopted_price_per_sqm=()),
        "coefficients": _coefficients,
        "cap_rate": _points("income.cap_rate", "income.term_rate"),
        "rent": _by(income__market_rent=(), income__components=("rent_per_sqm",)),
        "vacancy": _points("income.vacancy"),
        "unit_cost": _by(cost__components=("unit_cost",), residual__costs=("unit_cost", "amount")),
        "completed_value": _by(residual__sales=("price_per_sqm", "amount")),
    }
)


def change_in_percent(before: Decimal, after: Decimal) -> Fraction | None:
    """How far a value moved, in percent; None from 0."""
    return (Fraction(after) / Fraction(before) - 1) * 100 if before else None
