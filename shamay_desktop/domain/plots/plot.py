"""What a plot is made of: axes with their ticks, marks, lines and boxes, each with its words.

Everything is exact and already said in one language; whoever draws it (window, PDF, Word) only
chooses colours and pixels. Roles are told apart by shape and dash, never by colour alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Place = tuple[Fraction, Fraction]
"""x and y in the units of the axes."""


class PlotKind(StrEnum):
    """What a plot shows; codes as the choices of `report.plots`."""

    AREA = "area"
    DATE = "date"
    FLOOR = "floor"
    LOCATION = "location"
    ADJUSTMENTS = "adjustments"
    BAND = "band"


class Role(StrEnum):
    """What a mark, line or box stands for."""

    EVIDENCE = "evidence"
    LEFT_OUT = "left_out"
    OUTLIER = "outlier"
    SUBJECT = "subject"
    INDEX = "index"
    MEAN = "mean"
    MEDIAN = "median"
    TOTAL = "total"
    RISE = "rise"
    FALL = "fall"


class Shape(StrEnum):
    """The shape of a mark."""

    DISC = "disc"
    RING = "ring"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


SHAPES: dict[Role, Shape] = {
    Role.EVIDENCE: Shape.DISC,
    Role.LEFT_OUT: Shape.RING,
    Role.OUTLIER: Shape.TRIANGLE,
    Role.SUBJECT: Shape.DIAMOND,
    Role.MEAN: Shape.DISC,
    Role.MEDIAN: Shape.DISC,
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what stands beside it."""

    at: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, low below high; `title` names the quantity with its unit.

    `turned`: it runs in the reading order of the language, from the right in Hebrew. Only what
    is told in steps is turned; numbers, days and maps run from left to right everywhere.
    """

    title: str
    low: Fraction
    high: Fraction
    ticks: tuple[Tick, ...] = ()
    turned: bool = False

    def part(self, at: Fraction) -> Fraction:
        """How far along the axis a place is: 0 at its left or lower end, 1 at the other."""
        part = (at - self.low) / (self.high - self.low)
        return 1 - part if self.turned else part


@dataclass(frozen=True, slots=True)
class Mark:
    """A comparable, or the subject (`row` ""), at its place; `cells` is its line in the table."""

    x: Fraction
    y: Fraction
    role: Role
    told: str
    cells: tuple[str, ...] = ()
    row: str = ""
    label: str = ""

    @property
    def shape(self) -> Shape:
        """What tells its role without colour."""
        return SHAPES.get(self.role, Shape.DISC)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through places; all but the mean's are dashed."""

    places: tuple[Place, ...]
    role: Role
    name: str

    @property
    def dashed(self) -> bool:
        """Whether it is no line of data."""
        return self.role is not Role.MEAN


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box between two corners: a step of a waterfall, or a band around a middle."""

    first: Place
    second: Place
    role: Role
    told: str
    cells: tuple[str, ...] = ()
    row: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with all its words. `table` is its alternative: heads, then each thing's cells.

    `note` says what could not be drawn. `even`: both axes have one scale (a map).
    """

    kind: PlotKind
    title: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    heads: tuple[str, ...] = ()
    description: str = ""
    note: str = ""
    legend: tuple[tuple[Role, str], ...] = ()
    row: str = ""
    even: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.boxes and not any(mark.row for mark in self.marks)

    def things(self) -> Iterator["Mark | Box"]:
        """What can be pointed at, in the order of the table."""
        yield from self.boxes
        yield from self.marks
