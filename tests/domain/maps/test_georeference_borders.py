"""Which fit a picture gets, and which point is called wrong: the borders between two answers."""

import math
from decimal import Decimal
from random import Random

import pytest

from shamay_desktop.domain.maps.georeference import Fit, georeference
from shamay_desktop.domain.maps.pictures import ControlPoint

EAST, NORTH = 178_000.0, 659_000.0
GRID = tuple((x, y) for y in (50.0, 550.0) for x in (50.0, 400.0, 750.0))


def at(number: int, x: float, y: float, east: float, north: float) -> ControlPoint:
    """A point of the picture whose place on the earth is known to the millimetre."""
    places = (Decimal(f"{EAST + east:.3f}"), Decimal(f"{NORTH + north:.3f}"))
    return ControlPoint(f"p{number}", x, y, *places)


def test_points_when_they_lie_nearly_on_one_line_then_are_never_given_two_scales() -> None:
    """A breadth of a pixel or two says nothing of the way across it."""
    line = ((0.0, 0.0), (300.0, 1.0), (600.0, -1.0), (1000.0, 0.5))
    fit = georeference(at(n, x, y, x + 400 * y, -y) for n, (x, y) in enumerate(line))
    assert fit.kind is Fit.SIMILARITY


def test_a_picture_when_it_is_stretched_by_a_hundredth_then_gets_two_scales() -> None:
    fit = georeference(at(n, x, y, 1.01 * x, -y) for n, (x, y) in enumerate(GRID))
    assert fit.kind is Fit.AFFINE
    assert fit.rms < 0.01
    even = georeference(at(n, x, y, x, -y) for n, (x, y) in enumerate(GRID))
    assert even.kind is Fit.SIMILARITY


def test_a_point_when_it_is_thirty_pixels_off_then_it_is_called_wrong_and_no_other() -> None:
    points = [
        at(n, x, y, x + (30 if n == 4 else 0), -y - (5 if n == 4 else 0))
        for n, (x, y) in enumerate(GRID)
    ]
    fit = georeference(points)
    assert [each.outlier for each in fit.residuals] == [n == 4 for n in range(6)]
    near = [at(n, x, y, x + (5 if n == 4 else 0), -y) for n, (x, y) in enumerate(GRID)]
    assert not any(each.outlier for each in georeference(near).residuals)


@pytest.mark.parametrize("count", [4, 6, 10])
def test_a_good_picture_when_it_is_laid_often_then_one_in_twenty_gets_two_scales(
    count: int,
) -> None:
    """What the F test promises: a pointing error alone is called a stretch in 5 % of pictures."""
    random, bent, trials = Random(f"good {count}"), 0, 1_500
    for _ in range(trials):
        places = [(random.uniform(0, 2000), random.uniform(0, 1500)) for _ in range(count)]
        made = [
            at(n, x, y, x + random.gauss(0, 0.9), -y + random.gauss(0, 0.9))
            for n, (x, y) in enumerate(places)
        ]
        bent += georeference(made).kind is Fit.AFFINE
    assert 0.035 <= bent / trials <= 0.065


@pytest.mark.parametrize(("share", "kind"), [(0.99, Fit.SIMILARITY), (1.01, Fit.AFFINE)])
def test_four_points_when_a_stretch_is_as_large_as_the_printed_f_then_it_is_the_border(
    share: float, kind: Fit
) -> None:
    """F of 2 and 2 degrees is 19.00 at 5 %.

    At the corners of a square a stretch of k leaves 8 (k u)² to one scale, and two scales leave
    the 4 r² of corners that are off crosswise.
    """
    half, crosswise = 500.0, 1.0
    stretch = math.sqrt(share * 19.00 * 4 * crosswise**2 / 8) / half
    made = []
    for n, (x, y) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
        east = (1 + stretch) * half * x + crosswise * x * y
        made.append(at(n, 600 + half * x, 600 + half * y, east, -(1 - stretch) * half * y))
    assert georeference(made).kind is kind


@pytest.mark.parametrize(("count", "is_told"), [(6, False), (7, True)])
def test_a_wrong_point_of_a_stretched_picture_when_six_others_agree_then_is_told(
    count: int, is_told: bool
) -> None:
    """Of five others a bent fit would agree with nearly anything they say."""
    places = (*GRID, (400.0, 300.0))[-count:]
    made = [
        at(n, x, y, 1.03 * x + (60 if n == count - 2 else 0), -y) for n, (x, y) in enumerate(places)
    ]
    marked = [each.outlier for each in georeference(made).residuals]
    assert marked == [is_told and n == count - 2 for n in range(count)]
