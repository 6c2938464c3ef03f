"""NAME.annotations.json: what is drawn on a map picture, as case folders keep it.

    {"picture": "site.png", "page": 1, "slot": "area_map", "source": "...", "date": "2026-10-30",
     "annotations": [{"id": "a", "kind": "arrow", "points": [[x, y], [x, y]], "text": "..."}],
     "control_points": [{"point": [x, y], "east": "180000.5", "north": "665000"}]}

and what else a `MapPicture` says, under the names of its attributes. Coordinates are numbers in
pixels of the picture, everything else that is a number an exact string (numbers are read as well).
The picture as it was drawn last is not told: it is drawn anew from this.
"""

from decimal import Decimal

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing.json_parts import (
    Part,
    Reading,
    exact,
    listed,
    points_json,
    said,
)
from shamay_desktop.domain.drawing.points import Ring
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

_PICTURE = frozenset(
    {
        "picture", "page", "id", "order", "slot", "title", "source", "date", "credit",
        "illustration", "corner", "scale_bar", "printed", "turn", "crop", "trimmed", "annotations",
        "control_points",
    }
)  # fmt: skip
_ANNOTATION = frozenset(
    {
        "id", "kind", "points", "text", "colour", "width", "fill", "opacity", "size", "turn",
        "group", "locked",
    }
)  # fmt: skip
_CONTROL = frozenset({"id", "point", "east", "north", "note"})


def picture_to_json(picture: MapPicture, file_name: str) -> Json:
    """Everything that is drawn on a picture and said of it; `file_name` of the file beside.

    Read back it is the same picture, but for `paper` and what was drawn of it last.
    """
    return {
        "picture": file_name,
        "page": picture.page,
        **said(
            id=picture.id,
            slot=picture.slot.value,
            title=picture.title,
            source=picture.source,
            date=picture.date,
            credit=picture.credit,
        ),
        "illustration": picture.illustration,
        **said(corner="" if picture.corner is Corner.BOTTOM_RIGHT else picture.corner.value),
        "scale_bar": picture.scale_bar,
        "printed": picture.printed,
        **said(turn=exact(picture.turn or None), crop=points_json(picture.crop)),
        **said(trimmed=picture.trimmed),
        "annotations": [_annotation_json(each) for each in picture.annotations],
        "control_points": [_control_json(each) for each in picture.control_points],
    }


def picture_from_json(raw: object) -> MapPicture:
    """The picture that a document describes; `paper` is "", and so is each id that is not given.

    Raises as `measure_json.sheet_from_json`, each problem with its place as `field`, e.g.
    annotations[2].points.
    """
    reading = Reading()
    picture = _picture(Part(raw, "", reading))
    reading.refuse()
    return picture


def _annotation_json(annotation: Annotation) -> Json:
    style = annotation.style
    return {
        **said(id=annotation.id),
        "kind": annotation.kind.value,
        "points": points_json(annotation.points),
        **said(text=annotation.text, colour=style.colour, width=exact(style.width)),
        **said(fill=style.fill, opacity=exact(style.opacity), size=exact(style.size)),
        **said(
            turn=exact(annotation.turn or None), group=annotation.group, locked=annotation.locked
        ),
    }


def _control_json(point: ControlPoint) -> Json:
    placed = points_json([(point.x, point.y)])
    return {
        **said(id=point.id),
        "point": placed[0] if isinstance(placed, list) else None,
        "east": exact(point.east),
        "north": exact(point.north),
        **said(note=point.note),
    }


def _picture(part: Part) -> MapPicture:
    part.knows(_PICTURE)
    part.text("picture")
    part.whole("order", 0, 0, 1_000_000)
    crop = part.points("crop")
    if len(crop) not in (0, 2):
        part.reading.wrong(part.at("crop"), len(crop))
    return MapPicture(
        id=part.text("id"),
        paper="",
        page=part.whole("page", 1, 1, 100_000),
        slot=part.code("slot", Slot, Slot.OTHER),
        title=part.text("title"),
        source=part.text("source"),
        date=part.day_or_part("date"),
        credit=part.text("credit"),
        illustration=_flag(part, "illustration"),
        corner=part.code("corner", Corner, Corner.BOTTOM_RIGHT),
        scale_bar=_flag(part, "scale_bar"),
        printed=_flag(part, "printed"),
        turn=part.number("turn") or Decimal(0),
        crop=crop,
        trimmed=part.flag("trimmed"),
        annotations=listed(part, "annotations", _annotation),
        control_points=listed(part, "control_points", _control_point),
    )


def _flag(part: Part, name: str) -> bool:
    """A yes or no that is yes unless it is said otherwise."""
    return part.flag(name) if name in part.raw else True


def _annotation(part: Part) -> Annotation:
    part.knows(_ANNOTATION)
    if "kind" not in part.raw:
        part.missing("kind")
    kind = part.code("kind", AnnotationKind, AnnotationKind.MARKER)
    return Annotation(
        id=part.text("id"),
        kind=kind,
        points=_points(part, kind),
        text=part.text("text"),
        style=_style(part),
        turn=part.number("turn") or Decimal(0),
        group=part.text("group"),
        locked=part.flag("locked"),
    )


def _points(part: Part, kind: AnnotationKind) -> Ring:
    """The points, as many as the kind has."""
    points, (least, most) = part.points("points"), POINTS[kind]
    if len(points) < least or (most is not None and len(points) > most):
        part.reading.wrong(part.at("points"), len(points))
    return points


def _style(part: Part) -> Style:
    usual = Style()
    width, opacity, size = (part.number(name) for name in ("width", "opacity", "size"))
    return Style(
        colour=part.text("colour") or usual.colour,
        width=usual.width if width is None else width,
        fill=part.text("fill"),
        opacity=usual.opacity if opacity is None else opacity,
        size=usual.size if size is None else size,
    )


def _control_point(part: Part) -> ControlPoint:
    part.knows(_CONTROL)
    ((x, y),) = part.point("point") or ((0.0, 0.0),)
    return ControlPoint(
        part.text("id"), x, y, _metres(part, "east"), _metres(part, "north"), part.text("note")
    )


def _metres(part: Part, name: str) -> Decimal:
    if name not in part.raw:
        part.missing(name)
    return part.number(name) or Decimal(0)
