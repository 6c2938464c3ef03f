"""What is printed after ±, against formulas and trials that are written here afresh."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from math import cos, exp, fsum, hypot, radians, sin, sqrt
from random import Random
from statistics import pstdev

import pytest

from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.measuring.errors import (
    Spread,
    drawing_of_area,
    drawing_of_length,
    drift_of_area,
    drift_of_length,
    from_scale,
)
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.measuring.plans import Reference, Sheet
from shamay_desktop.domain.measuring.references import known
from shamay_desktop.domain.measuring.scale import Scale, scale_of

SIZE = 0.0127
STRETCH = 0.0025
PRINTED_T = 2.571
"""Student's t for 95 % with 5 degrees, as the printed tables have it."""

ROOM: Ring = ((100, 100), (900, 180), (860, 700), (480, 620), (120, 760))
HOLE: Ring = ((300, 300), (420, 310), (400, 420))
PATH: Ring = ((100, 100), (560, 420), (520, 900), (140, 1_020))
SLANTING: Ring = ((100, 100), (400, 400))
OTHERWISE: Ring = ((100, 400), (400, 100))

Mapped = Callable[[Point], Point]


def surveyed(ring: Sequence[Point]) -> float:
    """An area by the surveyor's formula."""
    return abs(fsum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, ring[0])))) / 2


def walked(path: Sequence[Point]) -> float:
    """A length, leg by leg."""
    return fsum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(path))


def scan(stretch: float, skew: float, size: float = SIZE) -> Mapped:
    """The true metres of a pixel of a scan that is stretched along the axes and along 45°."""
    return lambda at: (
        size * ((1 + stretch) * at[0] + skew * at[1]),
        size * (skew * at[0] + (1 - stretch) * at[1]),
    )


def by_references(degrees: Sequence[float], mapped: Mapped) -> Scale:
    """One scale by references along those directions, each as long as it truly is.

    They are of unlike lengths, so that each counts by its own weight.
    """
    references = []
    for number, way in enumerate(map(radians, degrees)):
        long = (500, 220, 900)[number]
        start, end = (50.0, 40.0 * number), (50 + long * cos(way), 40.0 * number + long * sin(way))
        metres = Decimal(repr(walked((mapped(start), mapped(end)))))
        references.append(Reference(f"r{number}", (start, end), metres))
    return scale_of(Sheet("s", "", references=tuple(references)))


@pytest.mark.parametrize("degrees", [(20, 35, 65), (0, 10, 170), (130, 150, 120)])
def test_stretch_that_is_not_corrected_when_many_scans_are_tried_then_is_what_drift_says(
    degrees: tuple[float, ...],
) -> None:
    """References without any error: what area and lengths are off by then is the stretch alone."""
    random = Random(str(degrees))
    paths = (PATH, SLANTING, OTHERWISE, PATH[:2])
    off: list[list[float]] = [[] for _ in range(1 + len(paths))]
    for _ in range(2_000):
        mapped = scan(random.gauss(0, STRETCH), random.gauss(0, STRETCH))
        scale = by_references(degrees, mapped)
        off[0].append(scale.area(ROOM).value - surveyed([mapped(at) for at in ROOM]))
        for misses, path in zip(off[1:], paths, strict=True):
            misses.append(scale.length(path).value - walked([mapped(at) for at in path]))
    scale = by_references(degrees, scan(0, 0))
    flat = [scale.metric.to_metres(path) for path in paths]
    said = [
        drift_of_area(scale.spread, surveyed(scale.metric.to_metres(ROOM))),
        *(drift_of_length(scale.spread, path) for path in flat),
    ]
    assert said == pytest.approx([PRINTED_T * pstdev(misses) for misses in off], rel=0.06)


def test_one_reference_when_its_error_is_reckoned_by_hand_then_it_is_that() -> None:
    """Two ends pointed at within 1.5 pixels, and a length in whole centimetres; t of 5 degrees."""
    reference = Reference("r", ((0, 0), (400, 0)), Decimal("5.08"))
    scale = scale_of(Sheet("s", "", references=(reference,), pointing=Decimal("1.5")))
    metres = sqrt(2 * (1.5 * 5.08 / 400) ** 2 + 0.01**2 / 12)
    assert scale.plus_minus == pytest.approx(PRINTED_T * metres / 5.08, rel=1e-3)


@pytest.mark.parametrize(("power", "path"), [(2, ROOM), (1, SLANTING), (1, OTHERWISE), (1, PATH)])
@pytest.mark.parametrize("together", [0.9, -0.9])
def test_scales_part_when_size_and_stretches_err_together_then_is_that_of_the_trials(
    power: int, path: Ring, together: float
) -> None:
    """Size, stretch and skew that err together: whether they add or cancel is in the signs."""
    size, stretch, skew = 0.004, 0.006, 0.005
    rest = sqrt(1 - together**2)
    cells = [[size**2, together * size * stretch, together * size * skew]]
    cells.append([cells[0][1], stretch**2, together**2 * stretch * skew])
    cells.append([cells[0][2], cells[1][2], skew**2])
    spread = Spread(tuple(map(tuple, cells)), 1.0, None, 0.0, 1.5, 1.0)
    metric = Metric.even(SIZE, 0.15, 0.1)
    random, values = Random(f"{power} {together} {path}"), []
    measure = surveyed if power == 2 else walked
    for _ in range(6_000):
        common = random.gauss(0, 1)
        drawn = [random.gauss(0, 1) for _ in range(2)]
        mapped = scan(
            0.15 + stretch * (together * common + rest * drawn[0]),
            0.1 + skew * (together * common + rest * drawn[1]),
            SIZE * exp(size * common),
        )
        values.append(measure([mapped(at) for at in path]))
    known = measure([scan(0.15, 0.1)(at) for at in path])

    def tried(other: Metric) -> float:
        return measure(other.to_metres(path))

    assert from_scale(spread, metric, power, tried, known) == pytest.approx(
        pstdev(values), rel=0.05
    )


def steep(at: Point) -> Point:
    """A photograph of a plan from the side, of the parameters below, written afresh."""
    across, down = at[0] - 500, at[1] - 400
    depth = 1 + (0.45 * across - 0.3 * down) / 600
    return (
        SIZE * (1.08 * across + 0.06 * down) / depth,
        SIZE * (0.06 * across + 0.92 * down) / depth,
    )


def shaken(measure: Callable[[Ring], float], points: Ring) -> float:
    """The root of all squares of how a measure moves with each coordinate, by small steps."""
    squares = []
    for number, at in enumerate(points):
        for axis in (0, 1):
            ends = []
            for step in (1e-4, -1e-4):
                moved = (at[0] + step, at[1]) if axis == 0 else (at[0], at[1] + step)
                ends.append(measure((*points[:number], moved, *points[number + 1 :])))
            squares.append(((ends[0] - ends[1]) / 2e-4) ** 2)
    return sqrt(fsum(squares))


def test_drawings_part_when_a_photograph_is_steep_then_is_that_of_each_moved_corner() -> None:
    metric = Metric(Metric.even(SIZE).log_size, 0.08, 0.06, (0.45, -0.3), (500, 400), 600)
    spread = Spread(((1.0,),), 1.0, None, 0.0, 1.5, 2.0)
    areas = [shaken(lambda ring: surveyed([steep(at) for at in ring]), ring)
             for ring in (ROOM, HOLE)]  # fmt: skip
    assert drawing_of_area(spread, metric, (ROOM, HOLE)) == pytest.approx(
        3.0 * hypot(*areas), rel=1e-6
    )
    along = shaken(lambda path: walked([steep(at) for at in path]), PATH)
    assert drawing_of_length(spread, metric, PATH) == pytest.approx(3.0 * along, rel=1e-6)
    around = shaken(lambda ring: walked([steep(at) for at in (*ring, ring[0])]), ROOM)
    assert drawing_of_length(spread, metric, ROOM, closed=True) == pytest.approx(
        3.0 * around, rel=1e-6
    )


def test_reference_when_a_photograph_is_steep_then_its_deviation_is_that_of_its_moved_ends() -> (
    None
):
    metric = Metric(Metric.even(SIZE).log_size, 0.08, 0.06, (0.45, -0.3), (500, 400), 600)
    ends = ((620.0, 180.0), (840.0, 560.0))
    (one,) = known([Reference("r", ends, Decimal("3.21"))], {"r": 1})
    moved = shaken(lambda path: walked([steep(at) for at in path]), ends)
    written = 0.01 / sqrt(12)
    assert one.deviation(metric, 1.5) == pytest.approx(hypot(1.5 * moved, written), rel=1e-6)


def test_hand_when_dimensions_agree_or_not_then_is_neither_finer_than_known_nor_without_end() -> (
    None
):
    """By the printed table: t of 10 degrees at least, at most twice that of 5."""
    agreeing = by_references((20, 35, 65), scan(0, 0)).spread.hand
    assert agreeing == pytest.approx(2.228, abs=1e-3)
    at_odds = by_references((0, 45, 90), scan(0.08, 0)).spread.hand
    assert at_odds == pytest.approx(2 * PRINTED_T, abs=1e-3)
