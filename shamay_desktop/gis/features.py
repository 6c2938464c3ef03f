"""What the readers of layer files give, and what no file may exceed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Ring

LARGEST = 4 * 1024 * 1024 * 1024
"""Bytes of a layer file: a national layer of a million parcels has less than one of them."""

MOST_FEATURES = 3_000_000
MOST_POINTS = 50_000
"""Of one row's shape."""

MOST_FIELDS = 500

Far = Callable[[float], None]
"""Told how far the reading is, from 0 to 1."""

Properties = Mapping[str, object]


@dataclass(slots=True)
class About:
    """What a reader found out of the file as a whole, while it read."""

    declared: str = ""
    encoding: str = ""
    fields: dict[str, None] = field(default_factory=dict)
    date: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """A row: its properties, and its rings with whether each is a hole; no rings where its shape
    is none, or cannot be read (`broken`)."""

    properties: Properties
    rings: tuple[tuple[Ring, bool], ...]
    broken: bool = False
    table: str = ""


Features = Iterator[Feature]
Reader = Callable[[Path, About, Far], Features]


def open_ring(points: Ring) -> Ring:
    """Without the last point where it is the first again."""
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def with_roles(rings: list[Ring]) -> tuple[tuple[Ring, bool], ...]:
    """Rings that stand side by side: which lies in another one is its hole."""
    if len(rings) == 1:
        return ((rings[0], False),)
    if len(rings) > 40:  # by their direction, as shapefiles promise: outer ones with the clock
        return tuple((ring, geometry.signed_area(ring) > 0) for ring in rings)
    return tuple(
        (ring, sum(_lies_in(ring, other) for other in rings if other is not ring) % 2 == 1)
        for ring in rings
    )


def _lies_in(ring: Ring, other: Ring) -> bool:
    """By the middle of the first edge: a corner may touch."""
    if abs(geometry.signed_area(ring)) >= abs(geometry.signed_area(other)):
        return False
    (ax, ay), (bx, by) = ring[0], ring[1]
    return geometry.contains(other, ((ax + bx) / 2, (ay + by) / 2))
