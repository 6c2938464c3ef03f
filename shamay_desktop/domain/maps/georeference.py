"""A picture on the earth: control points become a way from its pixels to Israel TM and back.

Two points give a similarity (moved, turned, one scale), three and more the same by least squares,
or an affine fit (two scales, a skew) where the residuals say that a similarity does not suffice.
Metres are those of the grid; `grid_scale` says how far they are from metres on the ground.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.layer_systems import System, system_of
from shamay_desktop.domain.maps.pictures import ControlPoint

POINTING = 2.0
"""Pixels by which a person who points at a corner of a printed map errs."""

_FINEST, _COARSEST = 0.0005, 500.0
"""Metres a pixel of any map that an appraiser would put in a report."""

_SURE = 0.05
"""The share of good pictures that would be given an affine fit without need."""

_LEVEL = 0.02
"""Points whose breadth is a smaller part of their length than this lie on one line."""

_CENTRAL_EAST, _CENTRAL_SCALE, _RADIUS = 219_529.584, 1.000_006_7, 6_371_000.0
"""Israel TM: its central meridian's easting, the scale there, and the earth."""

_Pair = tuple[Point, Point]


class Fit(StrEnum):
    """How the picture was laid on the earth."""

    SIMILARITY = "similarity"
    AFFINE = "affine"


@dataclass(frozen=True, slots=True)
class PointResidual:
    """How far a point lies from where the fit of all points puts it, in metres.

    An `outlier` is one without which the others agree with one another and not with it.
    """

    point: ControlPoint
    east: float
    north: float
    outlier: bool = False

    @property
    def metres(self) -> float:
        """The whole distance."""
        return math.hypot(self.east, self.north)


@dataclass(frozen=True, slots=True)
class Georeference:
    """The way from a picture's pixels (y down) to metres of Israel TM.

    `rms` in metres over all points; it says nothing while `proven` is False: then the points are
    no more than the fit needs, and it goes through each of them.
    """

    kind: Fit
    residuals: tuple[PointResidual, ...]
    rms: float
    proven: bool
    _across: Point
    _down: Point
    _picture: Point
    _earth: Point

    def to_itm(self, x: float, y: float) -> Point:
        """East and north of a pixel."""
        u, v = x - self._picture[0], y - self._picture[1]
        return (
            self._earth[0] + u * self._across[0] + v * self._down[0],
            self._earth[1] + u * self._across[1] + v * self._down[1],
        )

    def to_picture(self, east: float, north: float) -> Point:
        """The pixel of a place; it may lie outside the picture."""
        e, n = east - self._earth[0], north - self._earth[1]
        spread = _cross(self._across, self._down)
        return (
            self._picture[0] + (e * self._down[1] - n * self._down[0]) / spread,
            self._picture[1] + (n * self._across[0] - e * self._across[1]) / spread,
        )

    @property
    def metres_per_pixel(self) -> float:
        """The side of a square that is as large as a pixel."""
        return math.sqrt(abs(_cross(self._across, self._down)))

    @property
    def north(self) -> float:
        """Where grid north is, in degrees clockwise from straight up on the picture."""
        zero, up = self.to_picture(*self._earth), self.to_picture(self._earth[0],
                                                                  self._earth[1] + 1)  # fmt: skip
        return math.degrees(math.atan2(up[0] - zero[0], zero[1] - up[1]))

    @property
    def grid_scale(self) -> float:
        """Metres of the grid for one metre on the ground, at the middle of the points."""
        return grid_scale(self._earth[0])

    def ring_to_itm(self, ring: Iterable[Point]) -> Ring:
        """Each point of a line or ring on the earth."""
        return tuple(self.to_itm(x, y) for x, y in ring)

    def ring_to_picture(self, ring: Iterable[Point]) -> Ring:
        """Each point of a line or ring on the picture."""
        return tuple(self.to_picture(e, n) for e, n in ring)

    def length(self, path: Sequence[Point]) -> float:
        """Metres along a line of pixels."""
        return geometry.length(self.ring_to_itm(path))

    def perimeter(self, ring: Sequence[Point]) -> float:
        """Metres around a ring of pixels."""
        return geometry.perimeter(self.ring_to_itm(ring))

    def area(self, outer: Sequence[Point], holes: Iterable[Sequence[Point]] = ()) -> float:
        """Square metres of a ring of pixels, less its holes."""
        return geometry.area(self.ring_to_itm(outer), map(self.ring_to_itm, holes))


def georeference(points: Iterable[ControlPoint]) -> Georeference:
    """Lay a picture on the earth by its control points.

    Raises Refused(`control_points_too_few`, `control_points_coincide`, `control_points_swapped`,
    `control_points_mirrored`, `control_points_implausible`).
    """
    known = tuple(points)
    pairs = [((each.x, each.y), (float(each.east), float(each.north))) for each in known]
    _check(pairs)
    plain = _similarity(pairs)
    wrong = _outlier(pairs)
    chosen = plain if wrong is not None else _better(pairs, plain)
    if chosen is None:
        raise Refused("control_points_mirrored")
    found = _made(known, pairs, chosen, wrong)
    if not _FINEST <= found.metres_per_pixel <= _COARSEST:
        raise Refused("control_points_implausible", metres=round(found.metres_per_pixel, 4))
    return found


def grid_scale(east: float) -> float:
    """Metres of Israel TM for one metre on the ground: 1.0001 at the coast of the south."""
    away = (east - _CENTRAL_EAST) / _RADIUS
    return _CENTRAL_SCALE * (1 + away * away / 2)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A fit before it is judged: both middles and where a pixel across and down goes."""

    kind: Fit
    picture: Point
    earth: Point
    across: Point
    down: Point

    def off(self, pair: _Pair) -> Point:
        (x, y), (east, north) = pair
        u, v = x - self.picture[0], y - self.picture[1]
        return (
            east - self.earth[0] - u * self.across[0] - v * self.down[0],
            north - self.earth[1] - u * self.across[1] - v * self.down[1],
        )

    def squares(self, pairs: Sequence[_Pair]) -> float:
        return math.fsum(e * e + n * n for e, n in map(self.off, pairs))

    @property
    def pixel(self) -> float:
        return math.sqrt(abs(_cross(self.across, self.down)))


def _check(pairs: Sequence[_Pair]) -> None:
    if len(pairs) < 2:
        raise Refused("control_points_too_few", n=len(pairs))
    if any(not math.isfinite(number) for pair in pairs for point in pair for number in point):
        raise Refused("control_points_implausible", metres="?")
    swapped = sum(system_of(*on) is System.ITM_SWAPPED for _, on in pairs)
    if swapped:  # two points alone would lie on the earth turned by some quarter, and say nothing
        raise Refused("control_points_swapped", n=swapped)
    for (at, on), (other, place) in combinations(pairs, 2):
        if geometry.distance(at, other) < 1 or geometry.distance(on, place) < 0.005:
            raise Refused("control_points_coincide")


def _similarity(pairs: Sequence[_Pair]) -> _Laid:
    """By least squares; with the picture's y turned up, so that nothing is mirrored."""
    picture, earth, near = _centred(pairs)
    square = math.fsum(u * u + v * v for (u, v), _ in near)
    along = math.fsum(u * e - v * n for (u, v), (e, n) in near) / square
    turned = math.fsum(u * n + v * e for (u, v), (e, n) in near) / square
    return _Laid(Fit.SIMILARITY, picture, earth, (along, turned), (turned, -along))


def _affine(pairs: Sequence[_Pair]) -> _Laid | None:
    """By least squares; None where the points lie on one line."""
    picture, earth, near = _centred(pairs)
    uu = math.fsum(u * u for (u, _), _ in near)
    uv = math.fsum(u * v for (u, v), _ in near)
    vv = math.fsum(v * v for (_, v), _ in near)
    spread = uu * vv - uv * uv
    if spread <= (_LEVEL * (uu + vv)) ** 2:
        return None
    across, down = [], []
    for axis in (0, 1):
        ut = math.fsum(at[0] * on[axis] for at, on in near)
        vt = math.fsum(at[1] * on[axis] for at, on in near)
        across.append((ut * vv - vt * uv) / spread)
        down.append((vt * uu - ut * uv) / spread)
    return _Laid(Fit.AFFINE, picture, earth, (across[0], across[1]), (down[0], down[1]))


def _better(pairs: Sequence[_Pair], plain: _Laid) -> _Laid | None:
    """The affine fit where it is needed; None where it would mirror the picture."""
    count = len(pairs)
    if count < 3 or _rms(plain, pairs) <= POINTING / 4 * plain.pixel:
        return plain
    bent = _affine(pairs)
    if bent is None:
        return plain
    if _cross(bent.across, bent.down) > 0:
        return None
    if count == 3:
        return bent if _rms(plain, pairs) > 2 * POINTING * bent.pixel else plain
    return bent if _is_better(plain.squares(pairs), bent.squares(pairs), 2 * count - 6) else plain


def _is_better(plain: float, bent: float, freedom: int) -> bool:
    """An F test of the two numbers that an affine fit has more."""
    least: float = freedom / 2 * (_SURE ** (-2 / freedom) - 1)
    return (plain - bent) / 2 > least * bent / freedom


def _outlier(pairs: Sequence[_Pair]) -> int | None:
    """The one point without which the others agree; a point is told only by three others.

    With fewer than six others a similarity alone is tried: an affine fit of so few bends itself
    to whatever they say.
    """
    if len(pairs) < 4:
        return None
    found: list[tuple[float, int]] = []
    for number, pair in enumerate(pairs):
        others = [each for place, each in enumerate(pairs) if place != number]
        bent = _affine(others) if len(others) > 5 else None
        for fit in filter(None, (_similarity(others), bent)):
            rest = _rms(fit, others)
            sure = max(2 * rest, POINTING * fit.pixel)
            if rest <= 1.5 * POINTING * fit.pixel and math.hypot(*fit.off(pair)) > 4 * sure:
                found.append((rest / max(fit.pixel, 1e-12), number))
    return min(found)[1] if found else None


def _made(
    known: Sequence[ControlPoint], pairs: Sequence[_Pair], fit: _Laid, wrong: int | None
) -> Georeference:
    residuals = tuple(
        PointResidual(point, *fit.off(pair), outlier=number == wrong)
        for number, (point, pair) in enumerate(zip(known, pairs, strict=True))
    )
    needed = 2 if fit.kind is Fit.SIMILARITY else 3
    return Georeference(
        fit.kind, residuals, _rms(fit, pairs), len(pairs) > needed,
        fit.across, fit.down, fit.picture, fit.earth,
    )  # fmt: skip


def _centred(pairs: Sequence[_Pair]) -> tuple[Point, Point, list[_Pair]]:
    picture = _middle([at for at, _ in pairs])
    earth = _middle([on for _, on in pairs])
    near = [
        ((x - picture[0], y - picture[1]), (e - earth[0], n - earth[1])) for (x, y), (e, n) in pairs
    ]
    return picture, earth, near


def _middle(points: Sequence[Point]) -> Point:
    count = len(points)
    return math.fsum(x for x, _ in points) / count, math.fsum(y for _, y in points) / count


def _rms(fit: _Laid, pairs: Sequence[_Pair]) -> float:
    return math.sqrt(fit.squares(pairs) / len(pairs))


def _cross(one: Point, other: Point) -> float:
    return one[0] * other[1] - one[1] * other[0]
