"""Lengths and areas of what is drawn on a picture that lies on the earth."""

import math
from decimal import Decimal

import pytest

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.maps.georeference import georeference
from shamay_desktop.domain.maps.picture_measures import PictureMeasure, measure_of
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, ControlPoint

FIT = georeference(
    [
        ControlPoint("a", 0, 0, Decimal(178000), Decimal(659500)),
        ControlPoint("b", 1000, 0, Decimal(178500), Decimal(659500)),
        ControlPoint("c", 0, 1000, Decimal(178000), Decimal(659000)),
    ]
)
"""Half a metre a pixel."""


def measure(kind: AnnotationKind, points: Ring) -> PictureMeasure | None:
    """Of one annotation."""
    return measure_of(Annotation("x", kind, points), FIT)


@pytest.mark.parametrize("kind", [AnnotationKind.LINE, AnnotationKind.ARROW])
def test_line_when_measured_then_is_metres_long(kind: AnnotationKind) -> None:
    found = measure(kind, ((10, 10), (310, 410)))
    assert found is not None
    assert found.length == pytest.approx(250)
    assert found.area is None


@pytest.mark.parametrize("kind", [AnnotationKind.POLYGON, AnnotationKind.PARCEL])
def test_polygon_when_measured_then_has_area_and_border(kind: AnnotationKind) -> None:
    found = measure(kind, ((0, 0), (60, 0), (60, 40), (0, 40)))
    assert found is not None
    assert (found.length, found.area) == pytest.approx((100, 600))


def test_boxes_when_measured_then_are_rectangle_and_ellipse() -> None:
    found = measure(AnnotationKind.RECTANGLE, ((60, 40), (0, 0)))
    assert found is not None
    assert (found.length, found.area) == pytest.approx((100, 600))
    found = measure(AnnotationKind.ELLIPSE, ((0, 0), (80, 40)))
    assert found is not None
    assert found.area == pytest.approx(math.pi * 20 * 10, rel=1e-9)


def test_polygon_when_it_crosses_itself_then_has_no_area() -> None:
    found = measure(AnnotationKind.POLYGON, ((0, 0), (40, 40), (40, 0), (0, 40)))
    assert found is not None
    assert found.crosses
    assert found.area is None


def test_marker_when_measured_then_tells_its_place() -> None:
    found = measure(AnnotationKind.MARKER, ((100, 200),))
    assert found is not None
    assert found.place == pytest.approx((178050, 659400))


@pytest.mark.parametrize("kind", [AnnotationKind.TEXT, AnnotationKind.NORTH, AnnotationKind.BLUR])
def test_what_has_no_size_when_measured_then_is_none(kind: AnnotationKind) -> None:
    assert measure(kind, ((1, 1), (5, 5))) is None
