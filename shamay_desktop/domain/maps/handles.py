"""Where an annotation can be taken hold of, and what becomes of it when a handle is dragged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from shamay_desktop.domain.drawing.geometry import Box, bounds, direction, distance, edges
from shamay_desktop.domain.drawing.points import MOST_POINTS, Point, Ring, rounded
from shamay_desktop.domain.drawing.reshaping import turned
from shamay_desktop.domain.maps.arranging import scaled
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture

BOXED = frozenset(
    {
        AnnotationKind.RECTANGLE, AnnotationKind.ELLIPSE, AnnotationKind.HIGHLIGHT,
        AnnotationKind.BLUR,
    }
)  # fmt: skip
"""Two opposite corners say all; taken hold of at corners and sides."""

ENDED = frozenset({AnnotationKind.LINE, AnnotationKind.ARROW})
RINGED = frozenset({AnnotationKind.POLYGON, AnnotationKind.PARCEL})
PLACED = frozenset({AnnotationKind.MARKER, AnnotationKind.NORTH, AnnotationKind.TEXT})
"""They stand at a point, as large as their style says."""

_LEAST = 1.0
"""Pixels: no side becomes shorter."""

_TURN_STEP = 15


class Hold(StrEnum):
    """What a handle takes hold of."""

    POINT = "point"
    BETWEEN = "between"
    SIDE = "side"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Handle:
    """`number`: of a POINT or the edge it lies BETWEEN; of a SIDE 0 to 7 clockwise from the top
    left corner, odd ones in the middles."""

    hold: Hold
    number: int
    at: Point


def handles_of(annotation: Annotation, reach: float) -> tuple[Handle, ...]:
    """The handles in the order in which the keyboard walks them; none of a locked one.

    `reach` is how far the handle that turns a north arrow stands from its middle.
    """
    kind, points = annotation.kind, annotation.points
    if annotation.locked or not points:
        return ()
    if kind in BOXED or kind is AnnotationKind.FREEHAND:
        return tuple(
            Handle(Hold.SIDE, number, at) for number, at in enumerate(_around(bounds(points)))
        )
    if kind is AnnotationKind.NORTH:
        (x, y) = points[0]
        (at,) = turned(((x, y - reach),), float(annotation.turn), (x, y))
        return (Handle(Hold.TURN, 0, at),)
    found = [Handle(Hold.POINT, number, at) for number, at in enumerate(points)]
    if kind in RINGED:
        found += [
            Handle(Hold.BETWEEN, number, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
            for number, (a, b) in enumerate(edges(points))
        ]
    return tuple(found) if len(points) > 1 else ()


def dragged(annotation: Annotation, handle: Handle, to: Point, *, even: bool = False) -> Annotation:
    """The annotation with the handle at another place.

    `even` keeps the sides' proportion, or turns a north arrow by steps of 15 degrees.
    """
    points = annotation.points
    if handle.hold is Hold.TURN:
        return replace(annotation, turn=_turn(points[0], to, even=even))
    if handle.hold is Hold.SIDE:
        before = bounds(points)
        after = _resized(before, handle.number, to, even=even)
        return replace(annotation, points=_kept(scaled(points, before, after)))
    if handle.hold is Hold.BETWEEN:
        if len(points) >= MOST_POINTS:
            return annotation
        at = handle.number + 1
        return replace(annotation, points=_kept((*points[:at], to, *points[at:])))
    at = handle.number
    return replace(annotation, points=_kept((*points[:at], to, *points[at + 1 :])))


def handles_around(annotations: Sequence[Annotation]) -> tuple[Handle, ...]:
    """The handles of the one frame around several; none where one of them is locked."""
    if len(annotations) < 2 or any(each.locked for each in annotations):
        return ()
    box = bounds([point for each in annotations for point in each.points])
    return tuple(Handle(Hold.SIDE, number, at) for number, at in enumerate(_around(box)))


def resized(
    annotations: Sequence[Annotation], handle: Handle, to: Point, *, even: bool = False
) -> tuple[Annotation, ...]:
    """All of them in their common frame as its handle is dragged to another place."""
    before = bounds([point for each in annotations for point in each.points])
    then = _resized(before, handle.number, to, even=even)
    return tuple(
        replace(each, points=_kept(scaled(each.points, before, then))) for each in annotations
    )


def without_corner(annotation: Annotation, number: int) -> Annotation:
    """A polygon with a corner less; one of three corners, and what is no polygon, stays."""
    points = annotation.points
    if annotation.kind not in RINGED or len(points) <= 3 or not 0 <= number < len(points):
        return annotation
    return replace(annotation, points=(*points[:number], *points[number + 1 :]))


def shifted(annotation: Annotation, by: Point) -> Annotation:
    """The annotation elsewhere by that way."""
    return replace(
        annotation, points=_kept(tuple((x + by[0], y + by[1]) for x, y in annotation.points))
    )


OFF_NORTH = 1.0
"""Degrees: an arrow set by hand is no truer."""


def off_north(picture: MapPicture, north: float) -> tuple[tuple[Annotation, float], ...]:
    """The north arrows that point elsewhere than to `north`, and by how many degrees."""
    arrows = (
        (each, abs((float(each.turn) - north + 180) % 360 - 180))
        for each in picture.annotations
        if each.kind is AnnotationKind.NORTH and not each.locked
    )
    return tuple((each, off) for each, off in arrows if off > OFF_NORTH)


def whole_turn(degrees: float) -> Decimal:
    """Degrees from 0 to 360 as an annotation keeps them: to a tenth."""
    return Decimal(str(round(degrees, 1) % 360)).normalize() + 0


def corners_of(annotations: Sequence[Annotation]) -> tuple[Point, ...]:
    """What the pointer snaps to: corners, ends and middles of sides."""
    found: list[Point] = []
    for each in annotations:
        if each.kind in BOXED:
            around = _around(bounds(each.points))
            found += [*around, _middle(bounds(each.points))]
        elif each.kind is not AnnotationKind.FREEHAND:
            found += each.points
            if each.kind in RINGED:
                found += [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in edges(each.points)]
            elif each.kind in ENDED:
                found.append(_middle(bounds(each.points)))
    return tuple(found)


def edges_of(annotations: Sequence[Annotation]) -> tuple[tuple[Point, Point], ...]:
    """The straight lines that the pointer snaps to."""
    found: list[tuple[Point, Point]] = []
    for each in annotations:
        if each.kind in BOXED and each.kind is not AnnotationKind.ELLIPSE:
            found += edges(_around(bounds(each.points))[::2])
        elif each.kind in RINGED:
            found += edges(each.points)
        elif each.kind in ENDED:
            found.append((each.points[0], each.points[1]))
    return tuple(found)


def _turn(middle: Point, to: Point, *, even: bool) -> Decimal:
    """Degrees clockwise from upwards, to a tenth; 0 where the handle stands on the middle."""
    if distance(middle, to) == 0:
        return Decimal(0)
    degrees = (direction(middle, to) + 90) % 360
    if even:
        degrees = round(degrees / _TURN_STEP) * _TURN_STEP % 360
    return whole_turn(degrees)


def _around(box: Box) -> tuple[Point, ...]:
    """Corners and middles of sides, clockwise from the top left."""
    left, top, right, bottom = box
    x, y = _middle(box)
    return (
        (left, top), (x, top), (right, top), (right, y),
        (right, bottom), (x, bottom), (left, bottom), (left, y),
    )  # fmt: skip


def _middle(box: Box) -> Point:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _resized(box: Box, number: int, to: Point, *, even: bool) -> Box:
    left, top, right, bottom = box
    x, y = to
    if number in (0, 6, 7):
        left = min(x, right - _LEAST)
    if number in (2, 3, 4):
        right = max(x, left + _LEAST)
    if number in (0, 1, 2):
        top = min(y, bottom - _LEAST)
    if number in (4, 5, 6):
        bottom = max(y, top + _LEAST)
    if not even or number % 2 or box[0] == box[2] or box[1] == box[3]:
        return left, top, right, bottom
    share = max((right - left) / (box[2] - box[0]), (bottom - top) / (box[3] - box[1]))
    across, down = (box[2] - box[0]) * share, (box[3] - box[1]) * share
    if number in (0, 6):
        left = right - across
    else:
        right = left + across
    if number in (0, 2):
        top = bottom - down
    else:
        bottom = top + down
    return left, top, right, bottom


def _kept(points: Ring) -> Ring:
    return tuple(rounded(point) for point in points)
