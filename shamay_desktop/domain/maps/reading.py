"""The map pictures of a case: rows of `maps.*` as typed, frozen objects; broken rows are told."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.drawing.points import decode_points
from shamay_desktop.domain.drawing.rows import (
    Broken,
    flag_of,
    number_of,
    points_of,
    read_by,
    read_rows,
    text_of,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.pictures import (
    Annotation,
    AnnotationKind,
    ControlPoint,
    MapPicture,
    Slot,
    Style,
)

PICTURES = "maps.pictures"
ANNOTATIONS = "maps.annotations"
CONTROL_POINTS = "maps.control_points"

_TWO = (2, 2)
POINTS: Mapping[AnnotationKind, tuple[int, int | None]] = {
    AnnotationKind.MARKER: (1, 1),
    AnnotationKind.NORTH: (1, 1),
    AnnotationKind.TEXT: (1, 2),
    AnnotationKind.ARROW: _TWO,
    AnnotationKind.LINE: (2, None),
    AnnotationKind.RECTANGLE: _TWO,
    AnnotationKind.ELLIPSE: _TWO,
    AnnotationKind.HIGHLIGHT: _TWO,
    AnnotationKind.BLUR: _TWO,
    AnnotationKind.POLYGON: (3, None),
    AnnotationKind.PARCEL: (3, None),
    AnnotationKind.FREEHAND: (2, None),
}
"""How many points each kind has, at least and at most."""


def pictures_of(case: Case) -> tuple[MapPicture, ...]:
    """The pictures with what is drawn on them, in the case's order; without the broken rows."""
    return _read(case)[0]


def broken(case: Case) -> tuple[tuple[str, Refused], ...]:
    """Path and reason of each row that cannot be read: bad points, or on no picture of the case."""
    return tuple((one.path, one.problem) for one in broken_rows(case))


def broken_rows(case: Case) -> tuple[Broken, ...]:
    """The rows that cannot be read, by list and id."""
    return _read(case)[1]


def _read(case: Case) -> tuple[tuple[MapPicture, ...], tuple[Broken, ...]]:
    told: list[Broken] = []
    pictures = read_rows(case, PICTURES, _picture, told)
    known = {picture.id for picture in pictures}
    annotations = read_by(case, ANNOTATIONS, "picture", known, _annotation, told)
    points = read_by(case, CONTROL_POINTS, "picture", known, _control_point, told)
    whole = tuple(
        replace(
            picture,
            annotations=annotations.get(picture.id, ()),
            control_points=points.get(picture.id, ()),
        )
        for picture in pictures
    )
    return whole, tuple(told)


def _picture(row: Row) -> MapPicture:
    paper, crop = text_of(row, "file"), decode_points(text_of(row, "crop"))
    if not paper:
        raise Refused("drawing_without_file")
    return MapPicture(
        id=row.id,
        paper=paper,
        page=int(number_of(row, "page") or 1),
        slot=Slot(text_of(row, "slot") or Slot.OTHER),
        title=text_of(row, "title"),
        source=text_of(row, "source"),
        date=text_of(row, "date"),
        credit=text_of(row, "credit"),
        illustration=flag_of(row, "illustration", otherwise=True),
        scale_bar=flag_of(row, "scale_bar", otherwise=True),
        printed=flag_of(row, "printed", otherwise=True),
        turn=number_of(row, "turn") or Decimal(0),
        crop=crop if len(crop) == 2 else (),
        drawn=text_of(row, "drawn"),
        drawn_of=text_of(row, "drawn_of"),
    )


def _annotation(row: Row) -> Annotation:
    kind = text_of(row, "kind")
    if not kind:
        raise Refused("annotation_without_kind")
    least, most = POINTS[AnnotationKind(kind)]
    return Annotation(
        id=row.id,
        kind=AnnotationKind(kind),
        points=points_of(row, "points", least, most),
        text=text_of(row, "text"),
        style=_style(row),
        turn=number_of(row, "turn") or Decimal(0),
        group=text_of(row, "group"),
        locked=flag_of(row, "locked"),
    )


def _style(row: Row) -> Style:
    usual = Style()
    width, opacity, size = (number_of(row, name) for name in ("width", "opacity", "size"))
    return Style(
        colour=text_of(row, "colour") or usual.colour,
        width=usual.width if width is None else width,
        fill=text_of(row, "fill"),
        opacity=usual.opacity if opacity is None else opacity,
        size=usual.size if size is None else size,
    )


def _control_point(row: Row) -> ControlPoint:
    ((x, y),) = points_of(row, "point", 1, 1)
    east, north = number_of(row, "east"), number_of(row, "north")
    if east is None or north is None:
        raise Refused("control_point_without_place")
    return ControlPoint(row.id, x, y, east, north, text_of(row, "note"))
