"""Areas and lengths: the same however a shape is turned, moved or listed; their error as it is."""

from dataclasses import replace
from decimal import Decimal
from math import cos, hypot, pi, sin
from random import Random
from statistics import pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.measuring.errors import drawing_of_area, drawing_of_length, quantile
from shamay_desktop.domain.measuring.metric import Metric
from shamay_desktop.domain.measuring.plans import Correction, Reference, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.scale import Measured, Scale, measured, scale_of

SIZE = 0.0127
HOLE: Ring = ((120.0, 110.0), (180.0, 110.0), (170.0, 190.0), (125.0, 180.0))
SHEET = Sheet(
    "s",
    "",
    references=(
        Reference("a", ((0, 0), (400, 0)), Decimal("5.08")),
        Reference("b", ((0, 0), (0, 300)), Decimal("3.81")),
    ),
)
SCALE = scale_of(SHEET)

places = st.floats(-20_000, 20_000)
turns = st.floats(-pi, pi)


@st.composite
def stars(draw: st.DrawFn) -> Ring:
    """A simple ring around (150, 150) that the hole lies in: corners at growing angles."""
    count = draw(st.integers(5, 12))
    radii = draw(st.lists(st.floats(160, 900), min_size=count, max_size=count))
    return tuple(
        (150 + radius * cos(2 * pi * n / count), 150 + radius * sin(2 * pi * n / count))
        for n, radius in enumerate(radii)
    )


def placed(ring: Ring, turn: float, along: Point) -> Ring:
    return tuple(
        (x * cos(turn) - y * sin(turn) + along[0], x * sin(turn) + y * cos(turn) + along[1])
        for x, y in ring
    )


def measured_of(scale: Scale, outer: Ring, holes: tuple[Ring, ...]) -> tuple[float, float]:
    return scale.area(outer, holes).value, scale.length(outer, closed=True).value


@settings(deadline=None)
@given(stars(), turns, places, places)
def test_area_and_length_when_moved_and_turned_then_are_the_same(
    ring: Ring, turn: float, x: float, y: float
) -> None:
    known = geometry.area(ring, [HOLE]) * SIZE**2, geometry.perimeter(ring) * SIZE
    moved = placed(ring, turn, (x, y))
    found = measured_of(SCALE, moved, (placed(HOLE, turn, (x, y)),))
    assert found == pytest.approx(known, rel=1e-9)


@settings(deadline=None)
@given(stars(), st.integers(0, 11), st.booleans(), st.booleans())
def test_area_and_length_when_listed_otherwise_then_are_the_same(
    ring: Ring, first: int, back: bool, hole_back: bool
) -> None:
    known = SCALE.area(ring, (HOLE,)), SCALE.length(ring, closed=True)
    first %= len(ring)
    listed = (*ring[first:], *ring[:first])
    listed = listed[::-1] if back else listed
    hole = HOLE[::-1] if hole_back else HOLE
    found = SCALE.area(listed, (hole,)), SCALE.length(listed, closed=True)
    for one, other in zip(found, known, strict=True):
        assert one.value == pytest.approx(other.value, rel=1e-9)
        assert one.plus_minus == pytest.approx(other.plus_minus, rel=1e-9)


@settings(deadline=None)
@given(stars(), turns, places, places)
def test_whole_sheet_when_turned_then_gives_the_same_areas(
    ring: Ring, turn: float, x: float, y: float
) -> None:
    """References and shapes together, as when a page is scanned upside down."""
    shapes = (Shape("a", ShapeKind.AREA, ring, (HOLE,)),)
    turned = replace(
        SHEET,
        references=tuple(
            replace(each, points=placed(each.points, turn, (x, y))) for each in SHEET.references
        ),
        shapes=(
            Shape("a", ShapeKind.AREA, placed(ring, turn, (x, y)), (placed(HOLE, turn, (x, y)),)),
        ),
    )
    one = measured(replace(SHEET, shapes=shapes)).shapes["a"]
    other = measured(turned).shapes["a"]
    assert isinstance(one, Measured)
    assert isinstance(other, Measured)
    assert other.value == pytest.approx(one.value, rel=1e-9)
    assert other.plus_minus == pytest.approx(one.plus_minus, rel=1e-6)


@settings(deadline=None)
@given(stars())
def test_area_when_split_then_its_parts_sum_to_it(ring: Ring) -> None:
    whole = SCALE.area(ring).value
    middle = (150.0, 150.0)
    parts = [SCALE.area((middle, a, b)).value for a, b in geometry.edges(ring)]
    assert sum(parts) == pytest.approx(whole, rel=1e-9)


def test_area_in_perspective_when_cut_in_thousands_then_is_the_sum_of_the_pieces() -> None:
    """Between straight lines the mapped corners give the area exactly; pieces only come near."""
    metric = Metric(Metric.even(SIZE).log_size, 0.02, -0.01, (0.3, 0.2), (500, 500), 700)
    scale = Scale("", Correction.PROJECTIVE, metric, SCALE.spread)
    whole = scale.area(((200, 200), (800, 200), (800, 800), (200, 800))).value
    pieces = [
        scale.area(((x, y), (x + 20, y), (x + 20, y + 20), (x, y + 20))).value
        for x in range(200, 800, 20)
        for y in range(200, 800, 20)
    ]
    assert sum(pieces) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize(
    "metric",
    [
        Metric.even(SIZE),
        Metric.even(SIZE, 0.03, -0.02),
        Metric(Metric.even(SIZE).log_size, 0.02, -0.01, (0.3, 0.2), (300, 300), 600),
    ],
)
def test_drawing_error_when_corners_are_pointed_at_often_then_is_that_of_the_trials(
    metric: Metric,
) -> None:
    """Analytic against 4,000 hands, of a ring with a hole and of a line."""
    random = Random(str(metric))
    ring: Ring = ((0, 0), (600, 30), (620, 400), (300, 410), (290, 260), (10, 250))
    path: Ring = ((0, 0), (200, 50), (260, 300), (500, 320))
    hand = 1.5

    def shaken(points: Ring) -> Ring:
        return tuple((x + random.gauss(0, hand), y + random.gauss(0, hand)) for x, y in points)

    areas, lengths, around = [], [], []
    for _ in range(4_000):
        flat = metric.to_metres(shaken(ring))
        areas.append(geometry.area(flat, [metric.to_metres(shaken(HOLE))]))
        lengths.append(geometry.length(metric.to_metres(shaken(path))))
        around.append(geometry.perimeter(metric.to_metres(shaken(ring))))
    spread = replace(SCALE.spread, pointing=hand, hand=1.0)
    found = (
        drawing_of_area(spread, metric, (ring, HOLE)),
        drawing_of_length(spread, metric, path),
        drawing_of_length(spread, metric, ring, closed=True),
    )
    assert found == pytest.approx((pstdev(areas), pstdev(lengths), pstdev(around)), rel=0.05)


def test_area_error_when_propagated_then_is_twice_the_scales_and_the_corners_in_squares() -> None:
    square: Ring = ((0, 0), (400, 0), (400, 400), (0, 400))
    balanced = replace(SCALE, spread=replace(SCALE.spread, drift=(0.0, 0.0)))
    area = balanced.area(square)
    assert area.from_scale == pytest.approx(2 * SCALE.plus_minus * area.value, rel=1e-6)
    by_hand = 1.5 * SIZE**2 * 0.5 * (4 * (400**2 + 400**2)) ** 0.5
    assert area.from_drawing == pytest.approx(SCALE.spread.hand * by_hand, rel=1e-9)
    assert area.plus_minus == pytest.approx(hypot(area.from_scale, area.from_drawing), rel=1e-12)


def test_length_error_when_along_the_references_then_no_stretch_is_added() -> None:
    one_way = scale_of(replace(SHEET, references=SHEET.references[:1]))
    along = one_way.length(((0, 0), (300, 0)))
    across = one_way.length(((0, 0), (0, 300)))
    assert along.from_scale == pytest.approx(one_way.plus_minus * along.value, rel=1e-9)
    assert across.from_scale > along.from_scale


def test_quantiles_when_few_degrees_then_are_the_published_ones() -> None:
    """Two-sided 95 %, from the usual printed table."""
    printed = {1: 12.706, 2: 4.303, 3: 3.182, 5: 2.571, 8: 2.306, 10: 2.228, 30: 2.042}
    assert {freedom: round(quantile(freedom), 3) for freedom in printed} == printed


@pytest.mark.parametrize("points", [((0.0, 0.0),), ((5.0, 5.0), (5.0, 5.0)), ()])
def test_half_drawn_shape_when_measured_then_is_nothing_and_no_error(points: Ring) -> None:
    assert SCALE.area(points).value == 0
    assert SCALE.length(points).value == 0
    assert SCALE.length(points, closed=True).value == 0
