"""A figure and the figures that made it: what opens when somebody asks where a number is from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from shamay_desktop.domain.case import Case, Provenance
from shamay_desktop.domain.money import Exact, to_places


class Formula(StrEnum):
    """How the parts make the figure; texts `chain.formula.<code>`.

    STATED has no parts, or parts that it rests on without being computed from them.
    """

    STATED = "stated"
    SUM = "sum"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    MEAN = "mean"
    MEDIAN = "median"
    WEIGHTED = "weighted"
    LOW = "low"
    HIGH = "high"
    ADJUSTED = "adjusted"
    ROUNDED = "rounded"
    PERCENT_OF = "percent_of"
    PERPETUITY = "perpetuity"
    YEARS_PURCHASE = "years_purchase"
    DISCOUNT = "discount"
    GROWTH = "growth"
    SAME = "same"
    RECALCULATED = "recalculated"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit (a code of `Unit`, "ratio", "years" or "times"), exact.

    `key` is of its name (`chain.<key>`), `name` what a row calls itself. `path` is where the case
    has it, `row` the row of a list that it is of. A part that is taken off is negative.
    """

    key: str
    value: Exact
    unit: str
    formula: Formula = Formula.STATED
    parts: tuple["Figure", ...] = ()
    path: str | None = None
    row: str | None = None
    name: str = ""

    @property
    def shown(self) -> Decimal:
        """The value as it is shown: money and areas to two places, factors to six; else exact."""
        if isinstance(self.value, Decimal):
            return self.value
        return to_places(self.value, _SHOWN.get(self.unit, _SIX))

    @property
    def opens(self) -> bool:
        """Whether there is anything behind it: parts, or a place in the case."""
        return bool(self.parts) or self.path is not None

    def walk(self) -> Iterator["Figure"]:
        """The figure, then all behind it, depth first."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def leaves(self) -> Iterator["Figure"]:
        """The figures behind which there is nothing more than the case."""
        return (each for each in self.walk() if not each.parts)

    def less(self) -> "Figure":
        """The same, taken off."""
        return replace(self, value=-self.value)


_SIX = Decimal("0.000001")
_SHOWN = {
    "shekel": Decimal("0.01"),
    "shekel_per_sqm": Decimal("0.01"),
    "shekel_per_month": Decimal("0.01"),
    "sqm": Decimal("0.01"),
    "percent": Decimal("0.01"),
}


def stated(case: Case, path: str, unit: str, key: str = "", name: str = "") -> Figure | None:
    """A number of the case as a leaf; None where it has none."""
    number = case.number(path)
    if number is None:
        return None
    row = path.split("/")[1] if path.count("/") > 1 else None
    return Figure(key or path, number, unit, path=path, row=row, name=name)


def known(*figures: Figure | None) -> tuple[Figure, ...]:
    """Those that there are."""
    return tuple(figure for figure in figures if figure is not None)


def source_of(case: Case, figure: Figure) -> Provenance | None:
    """Where a leaf came from: who typed it, or row, paper, page and place it was read from."""
    value = None if figure.path is None else case.value(figure.path)
    return None if value is None else value.provenance
