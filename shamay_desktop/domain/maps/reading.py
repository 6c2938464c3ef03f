"""The map pictures of a case: rows of `maps.*` as typed, frozen objects; broken rows are told."""

from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.drawing.kept import Kept
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
    POINTS,
    Annotation,
    AnnotationKind,
    ControlPoint,
    Corner,
    MapPicture,
    Slot,
    Style,
)

PICTURES = "maps.pictures"
ANNOTATIONS = "maps.annotations"
CONTROL_POINTS = "maps.control_points"

Reading = tuple[tuple[MapPicture, ...], tuple[Broken, ...]]

_NONE = object()
_readings: Kept[Reading] = Kept(16)
_wholes: Kept[MapPicture] = Kept(64)


def pictures_of(case: Case) -> tuple[MapPicture, ...]:
    """The pictures with what is drawn on them, in the case's order; without the broken rows."""
    return _read(case)[0]


def broken_rows(case: Case) -> tuple[Broken, ...]:
    """The rows that cannot be read, by list and id, with the reason of each: bad points, or on no
    picture of the case."""
    return _read(case)[1]


def _read(case: Case) -> Reading:
    """Read once, as long as the three lists are the very same."""
    lists = [case.values.get(name, _NONE) for name in (PICTURES, ANNOTATIONS, CONTROL_POINTS)]
    lists.sort(key=lambda value: value is _NONE)  # by one that is there, where there is any
    return _readings.of(*lists) or _readings.keep(_read_anew(case), *lists)


def _read_anew(case: Case) -> Reading:
    told: list[Broken] = []
    pictures = read_rows(case, PICTURES, _picture, told)
    known = {picture.id for picture in pictures}
    annotations = read_by(case, ANNOTATIONS, "picture", known, _annotation, told)
    points = read_by(case, CONTROL_POINTS, "picture", known, _control_point, told)
    whole = tuple(
        _with_drawn(picture, annotations.get(picture.id, ()), points.get(picture.id, ()))
        for picture in pictures
    )
    return whole, tuple(told)


def _with_drawn(
    picture: MapPicture, annotations: tuple[Annotation, ...], points: tuple[ControlPoint, ...]
) -> MapPicture:
    """The picture with what is drawn on it; the same object while nothing on it is another."""
    drawn = (picture, *annotations, None, *points)
    known = _wholes.of(*drawn)
    if known is not None:
        return known
    made = replace(picture, annotations=annotations, control_points=points)
    return _wholes.keep(made, *drawn)


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
        corner=Corner(text_of(row, "corner") or Corner.BOTTOM_RIGHT),
        scale_bar=flag_of(row, "scale_bar", otherwise=True),
        printed=flag_of(row, "printed", otherwise=True),
        turn=number_of(row, "turn") or Decimal(0),
        crop=crop if len(crop) == 2 else (),
        trimmed=flag_of(row, "trimmed"),
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
