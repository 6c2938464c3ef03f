"""Reference lengths as a fit needs them: what is refused by itself, and how sure each one is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite, sqrt

from shamay_desktop.domain.drawing.geometry import distance
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.measuring.plans import Reference

SHORTEST = 10.0
"""Pixels: two pointed-at ends that are nearer say nothing of a scale."""

LONGEST = Decimal(2000)
"""Metres; no plan of a flat or a plot has a longer dimension."""

WRITTEN = Decimal("0.01")
"""Metres: dimensions of plans are in whole centimetres. A length written finer is taken as finer;
one written "3.2" or "5" is taken as 3.20 or 5.00, as a case keeps no zeros at the end."""


@dataclass(frozen=True, slots=True)
class Known:
    """A reference that can be used. `rounding` is the standard deviation of what is written."""

    reference: Reference
    start: Point
    end: Point
    metres: float
    rounding: float

    @property
    def pixels(self) -> float:
        """Its length on the sheet."""
        return distance(self.start, self.end)

    def measured(self, metric: Metric) -> float:
        """Its length in metres. Raises Refused(`beyond_horizon`)."""
        start, end = metric.to_metres((self.start, self.end))
        return distance(start, end)

    def deviation(self, metric: Metric, pointing: float) -> float:
        """Standard deviation, in metres, of measured less written: pointing and rounding."""
        ends = (self.start, self.end)
        start, end = metric.to_metres(ends)
        long = distance(start, end) or 1.0
        x, y = (end[0] - start[0]) / long, (end[1] - start[1]) / long
        moved = 0.0
        for point, place in zip(ends, (start, end), strict=True):
            a, b, c, d = metric.slope(point, place)
            moved += (a * x + c * y) ** 2 + (b * x + d * y) ** 2
        return sqrt(pointing * pointing * moved + self.rounding * self.rounding)


def numbered(references: Iterable[Reference]) -> Mapping[str, int]:
    """By id the number, from 1, that a person is told of each reference of a sheet.

    Over all regions of the sheet: a table or a sentence that has them all names none twice.
    """
    return {each.id: number for number, each in enumerate(references, start=1)}


def known(references: Iterable[Reference], numbers: Mapping[str, int]) -> tuple[Known, ...]:
    """Those that are not ignored; `numbers` are those of their sheet.

    Raises Refused(`points_broken`, `reference_without_length`, `reference_implausible`,
    `reference_too_short`), each with the reference's note or its number.
    """
    return tuple(
        _known(reference, name_of(reference, numbers))
        for reference in references
        if not reference.ignored
    )


def name_of(reference: Reference, numbers: Mapping[str, int]) -> str:
    """How a person is told of it: its note, else its number on the sheet."""
    return reference.note or str(numbers[reference.id])


def _known(reference: Reference, name: str) -> Known:
    points = reference.points
    if not all(isfinite(number) for point in points for number in point):
        raise Refused("points_broken")
    metres = _written(reference.metres, name)
    long = distance(*points) if len(points) == 2 else 0.0
    if long < SHORTEST:
        raise Refused("reference_too_short", reference=name, pixels=f"{long:.0f}")
    return Known(reference, points[0], points[1], float(metres), rounding(metres))


def _written(metres: Decimal | None, name: str) -> Decimal:
    if metres is None:
        raise Refused("reference_without_length", reference=name)
    if not metres.is_finite() or not 0 < metres <= LONGEST:
        raise Refused(
            "reference_implausible", reference=name, given=str(metres)[:20], limit=str(LONGEST)
        )
    return metres


def rounding(metres: Decimal) -> float:
    """Standard deviation of a length that was rounded to its last digit, at most a centimetre."""
    exponent = metres.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else WRITTEN
    return float(min(step, WRITTEN)) / sqrt(12)


def box(knowns: Sequence[Known]) -> Ring:
    """The corners of the box around all ends, in pixels."""
    across = [point[0] for each in knowns for point in (each.start, each.end)]
    down = [point[1] for each in knowns for point in (each.start, each.end)]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    return (left, top), (right, top), (right, bottom), (left, bottom)
