"""A sketch by keyboard: a wall is walked along by typing its lengths and turning at its corners.

Headings are degrees clockwise as seen on the sheet, 0 to the right; lengths are metres. What is
typed: "3.20 r 1.5 l 2" walks 3.20 m, turns right, walks 1.5 m, turns left, walks 2 m (so does
"3.20r1.5l2"). "3.20 →" walks in the arrow's direction along the plan's main direction. "r@45" or
"r45°" turns right by 45°, "@30" faces 30° from the main direction, "b" turns back.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import Protocol

from shamay_desktop.domain.drawing.geometry import direction
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.drawing.reshaping import ring_of, turned
from shamay_desktop.domain.errors import Refused

LONGEST = 2_000.0
"""Metres of one step."""

MOST_STEPS = 2_000
CLOSED_WITHIN = 0.001
"""Metres: who comes back as near as this is back."""

_FAR = 100.0
"""Pixels over which the plan's direction is taken."""

_NO_TURN = 1e-9
MOST_SPREAD = 0.02
"""Of the way: a larger gap is a mistake in one length, not the sum of small errors."""

_ARROWS = {
    "→": 0.0,
    "↓": 90.0,
    "←": 180.0,
    "↑": 270.0,
    "↘": 45.0,
    "↙": 135.0,
    "↖": 225.0,
    "↗": 315.0,
}
_TURNS = {"r": 1, "l": -1, "ר": 1, "ך": -1, "b": 2, "נ": 2}
"""By key, whatever layout the keyboard has: the Hebrew letters lie on R, L and B."""

_NUMBER = r"\d{1,5}(?:[.,]\d{1,6})?"
_TOKEN = re.compile(
    rf"\s*(?:(?P<turn>[rlbרךנ])(?:@(?P<by>{_NUMBER})°?|(?P<degrees>{_NUMBER})°)?"
    rf"|(?P<length>{_NUMBER})|(?P<arrow>[→←↑↓↗↘↙↖])|@(?P<face>-?{_NUMBER})°?)",
    re.IGNORECASE | re.ASCII,
)


class Flat(Protocol):
    """A scale: between pixels of a sheet and flat metres (y up)."""

    def to_metres(self, ring: Ring) -> Ring:
        """Points of the sheet as flat metres."""
        ...

    def to_pixels(self, ring: Ring) -> Ring:
        """Flat metres as points of the sheet."""
        ...


class StepKind(StrEnum):
    """Walk on; turn from where one faces; face a direction of the sheet."""

    WALK = "walk"
    TURN = "turn"
    FACE = "face"


@dataclass(frozen=True, slots=True)
class Step:
    """`amount` is metres of a walk, degrees clockwise of a turn, the heading that is faced."""

    kind: StepKind
    amount: float


@dataclass(frozen=True, slots=True)
class Gap:
    """From where one stands back to the start: metres to the right and up, its length, and its
    share of the way."""

    across: float
    up: float
    length: float
    share: float


class Closing(StrEnum):
    """How a walk is closed: the gap spread over all walls by their lengths (the compass rule of
    surveyors), or a straight last wall."""

    SPREAD = "spread"
    STRAIGHT = "straight"


@dataclass(frozen=True, slots=True)
class Walk:
    """Steps from a `start` on the sheet (pixels); `base_angle` is the plan's main direction."""

    start: Point
    base_angle: float = 0.0
    steps: tuple[Step, ...] = ()

    def typed(self, text: str, *, metres_of_one: float = 1.0) -> "Walk":
        """With the steps of a text; its lengths in a unit of so many metres (feet: 0.3048).

        Raises Refused: `walk_unreadable`, `walk_length_wrong`, `walk_too_long`.
        """
        return self.stepped(*parse(text, metres_of_one=metres_of_one))

    def stepped(self, *steps: Step) -> "Walk":
        """With these steps. Raises Refused(`walk_too_long`)."""
        if len(self.steps) + len(steps) > MOST_STEPS:
            raise Refused("walk_too_long", n=MOST_STEPS)
        return replace(self, steps=(*self.steps, *steps))

    def undone(self) -> "Walk":
        """Without the last step; the same when there is none."""
        return replace(self, steps=self.steps[:-1])

    @property
    def heading(self) -> float:
        """Where one faces, 0 up to 360."""
        heading = self.base_angle
        for step in self.steps:
            heading = _facing(step, heading, self.base_angle)
        return heading % 360

    @property
    def legs(self) -> tuple[tuple[float, float], ...]:
        """Length and heading of each wall. An arrow right after a length turns that wall."""
        found: list[tuple[float, float]] = []
        heading, last = self.base_angle, StepKind.FACE
        for step in self.steps:
            heading = _facing(step, heading, self.base_angle)
            if step.kind is StepKind.WALK:
                found.append((step.amount, heading % 360))
            elif step.kind is StepKind.FACE and last is StepKind.WALK:
                found[-1] = (found[-1][0], heading % 360)
            last = step.kind
        return tuple(found)

    def metres(self) -> Ring:
        """Start and corners in flat metres from the start, y up."""
        return tuple(accumulate(map(_way, self.legs), _sum, initial=(0.0, 0.0)))

    def corners(self, scale: Flat) -> Ring:
        """Start and corners on the sheet, in pixels."""
        return self._on_sheet(self.metres(), scale)

    def gap(self) -> Gap:
        """What is missing to be back at the start."""
        x, y = self.metres()[-1]
        missing, way = math.hypot(x, y), math.fsum(length for length, _ in self.legs)
        return Gap(0.0 - x, 0.0 - y, missing, missing / way if way else 0.0)

    def closed(self, scale: Flat, closing: Closing) -> Ring:
        """The walked ring on the sheet, in pixels.

        Raises Refused: `walk_gap_large` with `gap` (metres) and `most` (per cent) when so much
        cannot be spread; `shape_too_few_corners`, `shape_crosses_itself`.
        """
        gap, corners = self.gap(), self.metres()
        if gap.length <= CLOSED_WITHIN or closing is Closing.SPREAD:
            if gap.share > MOST_SPREAD:
                raise Refused("walk_gap_large", gap=f"{gap.length:.2f}", most=f"{MOST_SPREAD:.0%}")
            corners = self._spread(corners, gap)[:-1]
        return ring_of(self._on_sheet(corners, scale))

    def _on_sheet(self, metres: Ring, scale: Flat) -> Ring:
        """In pixels. Where the scale is corrected, its metres lie turned against the sheet: the
        first direction is the one that the plan's walls have on the sheet."""
        x, y = self.start
        across, down = _unit(self.base_angle)
        here, there = scale.to_metres((self.start, (x + _FAR * across, y + _FAR * down)))
        turn = direction(here, there) + self.base_angle  # metres have y up
        if abs(math.remainder(turn, 360)) > _NO_TURN:
            metres = turned(metres, turn, metres[0])
        placed = scale.to_pixels(tuple((here[0] + x, here[1] + y) for x, y in metres))
        return (self.start, *placed[1:])

    def _spread(self, corners: Ring, gap: Gap) -> Ring:
        walked = list(accumulate((length for length, _ in self.legs), initial=0.0))
        whole = walked[-1] or 1.0
        return tuple(
            (x + gap.across * far / whole, y + gap.up * far / whole)
            for (x, y), far in zip(corners, walked, strict=True)
        )


def parse(text: str, *, metres_of_one: float = 1.0) -> tuple[Step, ...]:
    """The steps of a typed text; see the module. A comma is a decimal point.

    Raises Refused: `walk_unreadable` with `given`, what stands where it cannot be read on;
    `walk_length_wrong` with `given` for 0 and for more than `LONGEST`.
    """
    return tuple(_steps(text, metres_of_one))


def _steps(text: str, metres_of_one: float) -> Iterator[Step]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise Refused("walk_unreadable", given=text[at:].strip()[:20])
        yield _step(found, metres_of_one)
        at = found.end()


def _step(found: re.Match[str], metres_of_one: float) -> Step:
    if found["length"]:
        metres = _number(found["length"]) * metres_of_one
        if not 0 < metres <= LONGEST:
            raise Refused("walk_length_wrong", given=found["length"])
        return Step(StepKind.WALK, metres)
    if found["arrow"]:
        return Step(StepKind.FACE, _ARROWS[found["arrow"]])
    if found["face"]:
        return Step(StepKind.FACE, _number(found["face"]))
    quarters = _TURNS[found["turn"].lower()]
    by = found["by"] or found["degrees"]
    if by is None or quarters == 2:
        return Step(StepKind.TURN, 90.0 * quarters)
    return Step(StepKind.TURN, quarters * _number(by))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _facing(step: Step, heading: float, base_angle: float) -> float:
    if step.kind is StepKind.TURN:
        return heading + step.amount
    return base_angle + step.amount if step.kind is StepKind.FACE else heading


def _way(leg: tuple[float, float]) -> Point:
    """Exact along the axes, so that four right angles come back."""
    length, heading = leg
    across, down = _unit(heading)
    return length * across, 0.0 - length * down


def _unit(heading: float) -> Point:
    """To the right and down; exact along the axes."""
    return turned(((1.0, 0.0),), heading, (0.0, 0.0))[0]


def _sum(one: Point, other: Point) -> Point:
    return one[0] + other[0], one[1] + other[1]
