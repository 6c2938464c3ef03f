"""A drawing: paths and words in points from the top left, y downwards; every writer paints it."""

from dataclasses import dataclass
from typing import NamedTuple

Point = tuple[float, float]


class Command(NamedTuple):
    """One command of a path: "M", "L", "C" (two handles and the end) or "Z"."""

    verb: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Filled, stroked or both; colours as "#rrggbb", None for none; weight and dash in points."""

    commands: tuple[Command, ...]
    fill: str | None = None
    stroke: str | None = None
    weight: float = 0.75
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Text in visual order; `x` is its left end, `y` its baseline."""

    x: float
    y: float
    text: str
    size: float
    ink: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is painted, the lowest first."""

    width: float
    height: float
    items: tuple[Path | Words, ...]


def line(*points: Point, closed: bool = False) -> tuple[Command, ...]:
    """Straight from point to point."""
    commands = [Command("M", points[:1]), *(Command("L", (point,)) for point in points[1:])]
    return (*commands, Command("Z")) if closed else tuple(commands)


def box(left: float, top: float, right: float, bottom: float) -> tuple[Command, ...]:
    """A rectangle."""
    return line((left, top), (right, top), (right, bottom), (left, bottom), closed=True)


def circle(x: float, y: float, radius: float) -> tuple[Command, ...]:
    """A circle of four curves."""
    bend = radius * 0.5523
    return (
        Command("M", ((x + radius, y),)),
        Command("C", ((x + radius, y + bend), (x + bend, y + radius), (x, y + radius))),
        Command("C", ((x - bend, y + radius), (x - radius, y + bend), (x - radius, y))),
        Command("C", ((x - radius, y - bend), (x - bend, y - radius), (x, y - radius))),
        Command("C", ((x + bend, y - radius), (x + radius, y - bend), (x + radius, y))),
        Command("Z"),
    )
