"""Pictures on the earth: exact points come back exactly, noise is said, nonsense is refused."""

import math
import random
from dataclasses import replace
from decimal import Decimal

import pytest

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.georeference import Fit, Georeference, georeference, grid_scale
from shamay_desktop.domain.maps.pictures import ControlPoint

PIXELS = ((100.0, 120.0), (1900.0, 90.0), (1850.0, 1400.0), (130.0, 1420.0), (900.0, 700.0))


def laid(x: float, y: float, scale: float = 0.25, turn: float = 0.0) -> tuple[float, float]:
    """A picture of 25 cm a pixel, turned counterclockwise on the earth, at a place of Israel TM."""
    u, v = x * scale, -y * scale
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return 178_000 + u * cos - v * sin, 659_000 + u * sin + v * cos


def points(
    turn: float = 0.0, noise: float = 0.0, seed: int = 1, count: int = 5, stretch: float = 1.0
) -> list[ControlPoint]:
    """Control points of such a picture, metres of noise on each; `stretch` across the picture."""
    dice = random.Random(seed)
    made = []
    for number, (x, y) in enumerate(PIXELS[:count]):
        east, north = laid(x * stretch, y, turn=turn)
        made.append(
            ControlPoint(
                str(number), x, y,
                Decimal(repr(east + dice.gauss(0, noise))),
                Decimal(repr(north + dice.gauss(0, noise))),
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize("turn", [0, 17.5, 90, 181, -33])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_georeference_when_points_are_exact_then_every_place_comes_back(
    turn: float, count: int
) -> None:
    fit = georeference(points(turn, count=count))
    assert fit.kind is Fit.SIMILARITY
    assert fit.rms < 1e-7
    assert fit.proven == (count > 2)
    dice = random.Random(count)
    for _ in range(50):
        pixel = dice.uniform(0, 2000), dice.uniform(0, 1500)
        place = laid(*pixel, turn=turn)
        assert fit.to_itm(*pixel) == pytest.approx(place, abs=1e-6)
        assert fit.to_picture(*place) == pytest.approx(pixel, abs=1e-5)


def test_lengths_and_areas_when_measured_then_are_metres_of_the_grid() -> None:
    fit = georeference(points(turn=30))
    ring = ((0.0, 0.0), (400.0, 0.0), (400.0, 200.0), (0.0, 200.0))
    hole = ((10.0, 10.0), (50.0, 10.0), (50.0, 50.0), (10.0, 50.0))
    assert fit.metres_per_pixel == pytest.approx(0.25, rel=1e-9)
    assert fit.length(ring[:2]) == pytest.approx(100)
    assert fit.perimeter(ring) == pytest.approx(300)
    assert fit.area(ring) == pytest.approx(5000)
    assert fit.area(ring, [hole]) == pytest.approx(4900)


@pytest.mark.parametrize("turn", [0, 45, -120])
def test_north_when_the_picture_is_turned_then_is_where_grid_north_points(turn: float) -> None:
    fit = georeference(points(turn))
    assert fit.north == pytest.approx(turn, abs=1e-6)


def test_georeference_when_the_picture_is_stretched_then_it_is_affine() -> None:
    fit = georeference(points(stretch=1.03))
    assert fit.kind is Fit.AFFINE
    assert fit.rms < 1e-7
    assert fit.to_itm(500, 500) == pytest.approx(laid(515, 500), abs=1e-6)


def test_three_points_when_stretched_then_are_affine_and_prove_nothing() -> None:
    fit = georeference(points(stretch=1.05, count=3))
    assert fit.kind is Fit.AFFINE
    assert not fit.proven


def test_georeference_when_points_are_noisy_then_a_similarity_suffices() -> None:
    kinds = [georeference(points(noise=0.3, seed=seed)).kind for seed in range(200)]
    assert kinds.count(Fit.SIMILARITY) > 180


def test_rms_when_points_are_noisy_then_it_is_of_that_size() -> None:
    rms = [georeference(points(noise=0.5, seed=seed)).rms for seed in range(100)]
    assert 0.3 < sum(rms) / len(rms) < 0.9


def test_georeference_when_the_noise_is_small_then_places_are_right_to_it() -> None:
    for seed in range(100):
        fit = georeference(points(noise=0.2, seed=seed))
        away = geometry.distance(fit.to_itm(800, 600), laid(800, 600))
        assert away < 0.8


def test_residuals_when_one_point_is_wrong_then_it_alone_is_marked() -> None:
    for wrong in range(5):
        given = points(noise=0.1, seed=wrong)
        given[wrong] = replace(given[wrong], east=given[wrong].east + 40)
        fit = georeference(given)
        assert [each.outlier for each in fit.residuals] == [n == wrong for n in range(5)]


def test_residuals_when_points_are_merely_noisy_then_none_is_marked() -> None:
    fits = [georeference(points(noise=0.3, seed=seed)) for seed in range(100)]
    assert not any(each.outlier for fit in fits for each in fit.residuals)


def test_georeference_when_the_order_is_another_then_nothing_changes() -> None:
    given = points(noise=0.4)
    one, other = georeference(given), georeference(given[::-1])
    assert one.to_itm(333, 444) == pytest.approx(other.to_itm(333, 444), abs=1e-7)
    assert one.rms == pytest.approx(other.rms)


def refusal(given: list[ControlPoint]) -> str:
    """The code with which points are refused."""
    with pytest.raises(Refused) as caught:
        georeference(given)
    return caught.value.code


def test_points_when_they_do_not_suffice_then_the_reason_is_said() -> None:
    good = points()
    assert refusal([]) == "control_points_too_few"
    assert refusal(good[:1]) == "control_points_too_few"
    assert refusal([good[0], replace(good[0], id="b")]) == "control_points_coincide"
    same_place = replace(good[1], east=good[0].east, north=good[0].north)
    assert refusal([good[0], same_place]) == "control_points_coincide"
    far = replace(good[1], east=good[1].east + 10_000_000)
    assert refusal([good[0], far]) == "control_points_implausible"
    swapped = [replace(good[0], east=good[1].east, north=good[1].north),
               replace(good[1], east=good[0].east, north=good[0].north), good[2]]  # fmt: skip
    assert refusal(swapped) == "control_points_mirrored"


def test_points_on_one_line_when_fitted_then_stay_a_similarity() -> None:
    given = [
        ControlPoint(str(n), x, 500, Decimal(repr(laid(x, 500)[0])), Decimal(repr(laid(x, 500)[1])))
        for n, x in enumerate((0, 500, 1000, 2000))
    ]
    fit: Georeference = georeference(given)
    assert fit.kind is Fit.SIMILARITY
    assert fit.to_itm(700, 900) == pytest.approx(laid(700, 900), abs=1e-6)


def test_grid_scale_when_far_from_the_middle_then_is_larger() -> None:
    assert grid_scale(219_529.584) == pytest.approx(1.0000067)
    assert grid_scale(140_000) == pytest.approx(1.0000846, abs=1e-6)


def test_points_when_north_stands_before_east_then_that_is_said_and_nothing_is_laid() -> None:
    """Two swapped points alone fit well, on a place turned by a quarter."""
    swapped = [replace(each, east=each.north, north=each.east) for each in points()]
    assert refusal(swapped[:2]) == "control_points_swapped"
    assert refusal([points()[0], swapped[1], *points()[2:]]) == "control_points_swapped"
