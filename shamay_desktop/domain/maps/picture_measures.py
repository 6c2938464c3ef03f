"""What is drawn on a picture that lies on the earth, in metres."""

import math
from dataclasses import dataclass

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.maps.georeference import Georeference
from shamay_desktop.domain.maps.handles import RINGED
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind

_LINES = frozenset({AnnotationKind.LINE, AnnotationKind.ARROW, AnnotationKind.FREEHAND})
_BOXES = frozenset({AnnotationKind.RECTANGLE, AnnotationKind.ELLIPSE})
_STEPS = 180


@dataclass(frozen=True, slots=True)
class PictureMeasure:
    """Metres along a line or around an area, its square metres, or the place of a marker.

    `crosses`: an outline that crosses itself, of which no area is told.
    """

    length: float | None = None
    area: float | None = None
    place: Point | None = None
    crosses: bool = False


def measure_of(annotation: Annotation, fit: Georeference) -> PictureMeasure | None:
    """None for what has no measure: words, north arrows, what hides or lights something."""
    points, kind = annotation.points, annotation.kind
    if kind is AnnotationKind.MARKER and points:
        return PictureMeasure(place=fit.to_itm(*points[0]))
    if kind in _LINES and len(points) > 1:
        return PictureMeasure(length=fit.length(points))
    ring = points if kind in RINGED else _outline(annotation) if kind in _BOXES else ()
    if len(ring) < 3:
        return None
    if kind in RINGED and geometry.crossing(ring) is not None:
        return PictureMeasure(length=fit.perimeter(ring), crosses=True)
    return PictureMeasure(length=fit.perimeter(ring), area=fit.area(ring))


def _outline(annotation: Annotation) -> Ring:
    """Of a rectangle or an ellipse, given by two opposite corners."""
    if len(annotation.points) != 2:
        return ()
    (ax, ay), (bx, by) = annotation.points
    if annotation.kind is AnnotationKind.RECTANGLE:
        return (ax, ay), (bx, ay), (bx, by), (ax, by)
    x, y, across, down = (ax + bx) / 2, (ay + by) / 2, (bx - ax) / 2, (by - ay) / 2
    # corners a little outside, so that the polygon is as large as the ellipse
    grown = math.sqrt((2 * math.pi / _STEPS) / math.sin(2 * math.pi / _STEPS))
    turns = (2 * math.pi * step / _STEPS for step in range(_STEPS))
    return tuple(
        (x + across * grown * math.cos(turn), y + down * grown * math.sin(turn)) for turn in turns
    )
