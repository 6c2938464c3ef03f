"""What a gesture on a map picture changes in the case: minimal, exactly undoable.

Each answers the changes of one gesture; `before` is what was read, `after` what shall stand. What
is gone meanwhile is passed over. Raises Refused, where what is given cannot stand in a case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import encode_points
from shamay_desktop.domain.drawing.rows import (
    Cells,
    Changes,
    adding,
    changing,
    changing_each,
    ordering,
    removing,
    removing_with,
    several,
)
from shamay_desktop.domain.maps.pictures import Annotation, ControlPoint, Corner, MapPicture, Slot
from shamay_desktop.domain.maps.reading import ANNOTATIONS, CONTROL_POINTS, PICTURES, pictures_of

ON_A_PICTURE = (ANNOTATIONS, CONTROL_POINTS)


def adding_picture(case: Case, picture: MapPicture) -> Changes:
    """A picture at the end, with all that is drawn on it; it takes its named slot over."""
    return several(
        case,
        (
            lambda now: _clearing_slot(now, picture.slot, picture.id),
            lambda now: adding(now, PICTURES, [(picture.id, picture_cells(picture))]),
            lambda now: adding_annotations(now, picture.id, picture.annotations),
            lambda now: adding_control_points(now, picture.id, picture.control_points),
        ),
    )


def changing_picture(case: Case, before: MapPicture, after: MapPicture) -> Changes:
    """The picture's own cells that differ; a named slot that it takes is left by the other."""
    moved = after.slot if after.slot is not before.slot else Slot.OTHER
    return several(
        case,
        (
            lambda now: _clearing_slot(now, moved, before.id),
            lambda now: changing(
                now, PICTURES, before.id, picture_cells(before), picture_cells(after)
            ),
        ),
    )


def _clearing_slot(case: Case, slot: Slot, but: str) -> Changes:
    """A named slot holds one picture: the one that stood there becomes one of the others."""
    if slot is Slot.OTHER:
        return ()
    return tuple(
        change
        for one in pictures_of(case)
        if one.slot is slot and one.id != but
        for change in changing(
            case, PICTURES, one.id, picture_cells(one), picture_cells(replace(one, slot=Slot.OTHER))
        )
    )


def removing_picture(case: Case, picture_id: str) -> Changes:
    """A picture taken out with all that is drawn on it."""
    return removing_with(case, PICTURES, picture_id, column="picture", lists=ON_A_PICTURE)


def ordering_pictures(case: Case, picture_ids: Sequence[str]) -> Changes:
    """The pictures in another order."""
    return ordering(case, PICTURES, picture_ids)


def adding_annotations(
    case: Case, picture_id: str, annotations: Iterable[Annotation], behind: str | None = None
) -> Changes:
    """Annotations drawn over those of a picture, or right behind one of them."""
    rows = [(one.id, annotation_cells(picture_id, one)) for one in annotations]
    return adding(case, ANNOTATIONS, rows, behind)


def changing_annotations(case: Case, pairs: Iterable[tuple[Annotation, Annotation]]) -> Changes:
    """The cells that differ, of several annotations (before, after) in one gesture."""
    return changing_each(case, ANNOTATIONS, pairs, partial(annotation_cells, ""))


def changing_annotation(case: Case, before: Annotation, after: Annotation) -> Changes:
    """The annotation's cells that differ."""
    return changing_annotations(case, [(before, after)])


def removing_annotations(case: Case, annotation_ids: Iterable[str]) -> Changes:
    """Annotations taken out."""
    return removing(case, ANNOTATIONS, annotation_ids)


def ordering_annotations(case: Case, annotation_ids: Sequence[str]) -> Changes:
    """Annotations of one picture in another order, the last one on top; others keep their place."""
    return ordering(case, ANNOTATIONS, annotation_ids)


def grouping(case: Case, annotations: Iterable[Annotation], group: str) -> Changes:
    """The annotations as one group, or each for itself when the group is ""."""
    return changing_annotations(case, [(one, replace(one, group=group)) for one in annotations])


def adding_control_points(case: Case, picture_id: str, points: Iterable[ControlPoint]) -> Changes:
    """Points whose place on the earth is known."""
    return adding(
        case, CONTROL_POINTS, [(one.id, control_cells(picture_id, one)) for one in points]
    )


def changing_control_point(case: Case, before: ControlPoint, after: ControlPoint) -> Changes:
    """The point's cells that differ."""
    return changing_each(case, CONTROL_POINTS, [(before, after)], partial(control_cells, ""))


def removing_control_points(case: Case, point_ids: Iterable[str]) -> Changes:
    """Control points taken out."""
    return removing(case, CONTROL_POINTS, point_ids)


def picture_cells(picture: MapPicture) -> Cells:
    """The picture's own cells as they are written."""
    return {
        "file": picture.paper,
        "page": picture.page,
        "slot": picture.slot,
        "title": picture.title,
        "source": picture.source,
        "date": picture.date,
        "credit": picture.credit,
        "illustration": picture.illustration,
        "corner": "" if picture.corner is Corner.BOTTOM_RIGHT else picture.corner,
        "scale_bar": picture.scale_bar,
        "printed": picture.printed,
        "turn": picture.turn or None,
        "crop": encode_points(picture.crop),
        "trimmed": picture.trimmed or None,
        "drawn": picture.drawn,
        "drawn_of": picture.drawn_of,
    }


def annotation_cells(picture_id: str, annotation: Annotation) -> Cells:
    """An annotation's cells as they are written: its looks always, so that they never shift."""
    style = annotation.style
    return {
        "picture": picture_id,
        "kind": annotation.kind,
        "points": encode_points(annotation.points),
        "text": annotation.text,
        "colour": style.colour,
        "width": style.width,
        "fill": style.fill,
        "opacity": style.opacity,
        "size": style.size,
        "turn": annotation.turn or None,
        "group": annotation.group,
        "locked": annotation.locked or None,
    }


def control_cells(picture_id: str, point: ControlPoint) -> Cells:
    """A control point's cells as they are written."""
    return {
        "picture": picture_id,
        "point": encode_points([(point.x, point.y)]),
        "east": point.east,
        "north": point.north,
        "note": point.note,
    }
