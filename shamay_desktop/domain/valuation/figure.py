"""A figure and the figures that made it: what opens when somebody asks where a number is from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import overload

from shamay_desktop.domain.case import Case, Provenance
from shamay_desktop.domain.money import Exact, to_places


class Formula(StrEnum):
    """How the parts make the figure, to the last digit; texts `chain.formula.<code>`.

    STATED has no parts, or parts that it rests on without being computed from them.
    QUOTIENT is the first part over the product of the others; PERCENT_OF the last part in percent
    of the sum of the others; SHARE_OF the first part in percent of the second. FACTOR is 1 + the
    parts in percent, KEPT 1 − the part in percent. GROWTH, INTEREST (what it grows by) and
    DISCOUNT are of a rate a year and years, their SIMPLE kinds without interest on interest.
    ROUNDED is to the step of the second part, without one to the agora; TO_SHEKEL half up.
    WEAR is age over life in percent, at most 100. COUNT counts the parts, DEVIATION is the
    sample's (n − 1).
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
    COUNT = "count"
    DEVIATION = "deviation"
    ROUNDED = "rounded"
    ROUNDED_UP = "rounded_up"
    TO_SHEKEL = "to_shekel"
    PERCENT_OF = "percent_of"
    SHARE_OF = "share_of"
    ABSOLUTE = "absolute"
    FACTOR = "factor"
    KEPT = "kept"
    YEARLY = "yearly"
    HALF = "half"
    WEAR = "wear"
    PERPETUITY = "perpetuity"
    YEARS_PURCHASE = "years_purchase"
    DISCOUNT = "discount"
    GROWTH = "growth"
    SIMPLE_GROWTH = "simple_growth"
    INTEREST = "interest"
    SIMPLE_INTEREST = "simple_interest"
    SAME = "same"


class Later(Sequence["Figure"]):
    """Parts that are made when somebody opens the figure: a closed chain costs nothing.

    There is at least one of them, always.
    """

    def __init__(self, make: Callable[[], Sequence["Figure"]]) -> None:
        self._make = make
        self._made: tuple[Figure, ...] | None = None

    @property
    def parts(self) -> tuple["Figure", ...]:
        """The parts, made once."""
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return len(self.parts)

    @overload
    def __getitem__(self, at: int) -> "Figure": ...
    @overload
    def __getitem__(self, at: slice) -> Sequence["Figure"]: ...
    def __getitem__(self, at: int | slice) -> "Figure | Sequence[Figure]":
        return self.parts[at]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit (a code of `Unit`, "ratio", "years", "times" or "count"), exact.

    `key` is of its name (`chain.<key>`), `name` what a row calls itself. `path` is where the case
    has it, `row` the row of a list that it is of. A part that is taken off is negative.
    """

    key: str
    value: Exact
    unit: str
    formula: Formula = Formula.STATED
    parts: Sequence["Figure"] = ()
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
