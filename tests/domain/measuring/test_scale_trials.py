"""The stated error of a scale holds the truth in 95 % of many trials, and is not too wide."""

from decimal import Decimal
from math import cos, hypot, pi, sin
from random import Random

import pytest

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.measuring.plans import Correction, Reference, Sheet
from shamay_desktop.domain.measuring.scale import Scale, scale_of

TRIALS = 2_000
SIZE = 0.0127
HAND = 1.5


def marked(
    random: Random,
    count: int,
    hand: float = HAND,
    metric: Metric | None = None,
    turn: float | None = None,
) -> tuple[Reference, ...]:
    """References of two to seven metres as a hand marks them, written in whole centimetres."""
    known = metric or Metric.even(SIZE)
    made = []
    for number in range(count):
        way = random.uniform(0, pi) if turn is None else turn
        long = random.uniform(160, 550)
        start = (random.uniform(0, 1_400), random.uniform(0, 1_200))
        end = (start[0] + long * cos(way), start[1] + long * sin(way))
        a, b = known.to_metres((start, end))
        written = Decimal(f"{hypot(b[0] - a[0], b[1] - a[1]):.2f}")
        ends = tuple(
            (x + random.gauss(0, hand), y + random.gauss(0, hand)) for x, y in (start, end)
        )
        made.append(Reference(f"r{number}", ends, written))
    return tuple(made)


def fitted(references: tuple[Reference, ...], correction: Correction = Correction.NONE) -> Scale:
    return scale_of(Sheet("s", "", references=references, correction=correction))


@pytest.mark.parametrize(("count", "widest"), [(1, 1.5), (2, 1.5), (3, 1.45), (5, 1.5), (10, 1.3)])
def test_stated_error_when_tried_often_then_holds_the_known_scale_and_is_not_wide(
    count: int, widest: float
) -> None:
    """Widest: against the interval of somebody who knows the hand's error exactly."""
    random, held, widths = Random(f"scale of {count}"), 0, 0.0
    for _ in range(TRIALS):
        references = marked(random, count)
        scale = fitted(references)
        found = float(scale.metres_per_pixel)
        held += abs(found - SIZE) <= found * scale.plus_minus
        squares = sum(geometry.distance(*each.points) ** 2 for each in references)
        widths += scale.plus_minus / (1.96 * 2**0.5 * HAND / squares**0.5)
    assert held >= 0.95 * TRIALS
    assert 1 < widths / TRIALS < widest


@pytest.mark.parametrize("count", [5, 10])
def test_stated_error_when_the_hand_is_twice_as_unsteady_then_the_residuals_widen_it(
    count: int,
) -> None:
    random, held = Random(f"hand of {count}"), 0
    for _ in range(TRIALS // 2):
        scale = fitted(marked(random, count, 2 * HAND))
        found = float(scale.metres_per_pixel)
        held += abs(found - SIZE) <= found * scale.plus_minus
    assert held >= 0.93 * TRIALS // 2


@pytest.mark.parametrize("turn", [0.0, pi / 2, 0.6])
def test_area_when_references_lie_one_way_on_a_stretched_scan_then_is_held(turn: float) -> None:
    """A stretch of half a percent is one deviation of what is expected of scans."""
    random, held = Random(f"one way {turn:.1f}"), 0
    ring = ((100, 100), (900, 100), (900, 700), (100, 700))
    for _ in range(TRIALS):
        stretch = random.gauss(0, 0.0025)
        metric = Metric.even(SIZE, stretch)
        scale = fitted(marked(random, 3, metric=metric, turn=turn))
        area = scale.area(ring)
        held += abs(area.value - geometry.area(metric.to_metres(ring))) <= area.from_scale
    assert held >= 0.95 * TRIALS


@pytest.mark.parametrize(
    ("correction", "metric", "count"),
    [
        (Correction.AFFINE, Metric.even(SIZE, 0.02, -0.015), 5),
        (Correction.AFFINE, Metric.even(SIZE, -0.03, 0.02), 10),
        (
            Correction.PROJECTIVE,
            Metric(Metric.even(SIZE).log_size, 0.01, 0.01, (0.12, -0.08), (700, 600), 900),
            14,
        ),
    ],
)
def test_corrected_area_and_length_when_tried_often_then_are_held(
    correction: Correction, metric: Metric, count: int
) -> None:
    trials = 120 if correction is Correction.PROJECTIVE else 500
    random, areas, lengths, done = Random(f"{correction} {count}"), 0, 0, 0
    codes: set[str] = set()
    ring = ((300, 250), (1_000, 200), (1_100, 900), (250, 950))
    while done < trials:
        references = marked(random, count, metric=metric)
        try:
            scale = fitted(references, correction)
        except Refused as refused:  # by chance the directions may not suffice
            codes.add(refused.code)
            continue
        done += 1
        area, length = scale.area(ring), scale.length(ring)
        true_area = geometry.area(metric.to_metres(ring))
        true_length = geometry.length(metric.to_metres(ring))
        areas += abs(area.value - true_area) <= area.from_scale
        lengths += abs(length.value - true_length) <= length.from_scale
    assert codes <= {"references_one_way", "references_too_near"}
    assert areas >= 0.95 * trials
    assert lengths >= 0.95 * trials


def test_reference_when_good_then_is_hardly_ever_called_an_outlier() -> None:
    random, called = Random("good"), 0
    for _ in range(TRIALS):
        called += any(each.outlier for each in fitted(marked(random, 6)).residuals)
    assert called <= 0.02 * TRIALS


def test_reference_when_half_a_metre_off_then_is_nearly_always_called_an_outlier() -> None:
    random, right, wrong = Random("bad"), 0, 0
    for _ in range(500):
        references = marked(random, 6)
        slipped = references[2]
        spoilt = Reference("bad", slipped.points, (slipped.metres or Decimal(0)) + Decimal("0.5"))
        residuals = fitted((*references[:2], spoilt, *references[3:])).residuals
        right += residuals[2].outlier
        wrong += any(each.outlier for each in residuals if each.reference.id != "bad")
    assert right >= 490
    assert wrong <= 15
