"""From pixels of a sheet to flat metres: evenly, stretched and skewed, or in perspective.

A point p becomes X = s·E·d / (1 + h·d / R), where d = p - centre, E = [[1+a, b], [b, 1-a]]. With
a, b and h at 0 it is one scale for the whole sheet. The metric tensor of lengths at the centre is
G = s²·E·E: as E is symmetric nothing turns, and G's three unknowns are s, a and b. Straight lines
stay straight in each of the three, so that the area between mapped corners is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.errors import Refused

Matrix = tuple[float, float, float, float]
"""Two by two, row by row."""

HORIZON = 0.05
"""Nearer to the vanishing line than this share of the centre's depth nothing is measured."""


@dataclass(frozen=True, slots=True)
class Metric:
    """How pixels become metres.

    `log_size` is ln s of metres a pixel; `stretch` is a and `skew` b above, shares without unit;
    `tilt` is h, by `reach` R (pixels). Only a projective one has a tilt.
    """

    log_size: float
    stretch: float = 0.0
    skew: float = 0.0
    tilt: tuple[float, float] = (0.0, 0.0)
    centre: Point = (0.0, 0.0)
    reach: float = 1.0

    @classmethod
    def even(cls, size: float, stretch: float = 0.0, skew: float = 0.0) -> "Metric":
        """Of metres a pixel, without perspective."""
        return cls(log(size), stretch, skew)

    @property
    def parameters(self) -> tuple[float, ...]:
        """ln s, a, b, hx, hy."""
        return (self.log_size, self.stretch, self.skew, *self.tilt)

    def with_parameters(self, values: Sequence[float]) -> "Metric":
        """The same place with other parameters; those that are missing are 0."""
        log_size, stretch, skew, across, down = (*values, 0.0, 0.0, 0.0, 0.0)[:5]
        return Metric(log_size, stretch, skew, (across, down), self.centre, self.reach)

    def matrix(self) -> Matrix:
        """s·E."""
        size = exp(self.log_size)
        across = size * self.skew
        return size * (1 + self.stretch), across, across, size * (1 - self.stretch)

    def tensor(self) -> Matrix:
        """G: the square of a length at the centre is v'·G·v."""
        a, b, _, d = self.matrix()
        return a * a + b * b, b * (a + d), b * (a + d), b * b + d * d

    def metres_per_pixel(self) -> float:
        """At the centre; the mean of the directions, by area."""
        a, b, c, d = self.matrix()
        return sqrt(max(a * d - b * c, 0.0))

    def to_metres(self, points: Iterable[Point]) -> Ring:
        """Flat metres, x to the right and y down. Raises Refused(`beyond_horizon`)."""
        a, b, c, d = self.matrix()
        left, top = self.centre
        if not any(self.tilt):
            return tuple(
                (a * (x - left) + b * (y - top), c * (x - left) + d * (y - top)) for x, y in points
            )
        flat = []
        for x, y in points:
            across, down = x - left, y - top
            depth = self.depth((x, y))
            flat.append(((a * across + b * down) / depth, (c * across + d * down) / depth))
        return tuple(flat)

    def to_pixels(self, flat: Iterable[Point]) -> Ring:
        """Back from flat metres. Raises Refused(`beyond_horizon`)."""
        a, b, c, d = self.matrix()
        across, down = (each / self.reach for each in self.tilt)
        return tuple(self._back((a, b, c, d), across, down, place) for place in flat)

    def _back(self, matrix: Matrix, across: float, down: float, place: Point) -> Point:
        """Of (sE - X h') d = X."""
        a, b, c, d = matrix
        x, y = place
        a, b, c, d = a - x * across, b - x * down, c - y * across, d - y * down
        square = a * d - b * c
        if square == 0:
            raise Refused("beyond_horizon")
        return (
            self.centre[0] + (d * x - b * y) / square,
            self.centre[1] + (a * y - c * x) / square,
        )

    def depth(self, point: Point) -> float:
        """1 at the centre, 0 on the vanishing line. Raises Refused(`beyond_horizon`)."""
        left, top = self.centre
        depth = (
            1 + (self.tilt[0] * (point[0] - left) + self.tilt[1] * (point[1] - top)) / self.reach
        )
        if depth < HORIZON:
            raise Refused("beyond_horizon")
        return depth

    def slope(self, point: Point, place: Point) -> Matrix:
        """How the flat `place` of a sheet's `point` moves with it: metres a pixel."""
        a, b, c, d = self.matrix()
        if not any(self.tilt):
            return a, b, c, d
        depth = self.depth(point)
        across, down = self.tilt[0] / self.reach, self.tilt[1] / self.reach
        return (
            (a - place[0] * across) / depth, (b - place[0] * down) / depth,
            (c - place[1] * across) / depth, (d - place[1] * down) / depth,
        )  # fmt: skip
