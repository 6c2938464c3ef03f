"""A map picture as an appraiser marks it: annotations over an untouched background."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shamay_desktop.domain.drawing.points import Ring


class Slot(StrEnum):
    """What a map picture is for; the first three have a place of their own in the report."""

    AREA_MAP = "area_map"
    PARCEL_SKETCH = "parcel_sketch"
    AERIAL = "aerial"
    OTHER = "other"


class Corner(StrEnum):
    """Where on the printed picture its caption stands; the scale bar keeps out of its way."""

    BOTTOM_RIGHT = "bottom_right"
    BOTTOM_LEFT = "bottom_left"
    TOP_RIGHT = "top_right"
    TOP_LEFT = "top_left"


class AnnotationKind(StrEnum):
    """What an annotation is; the codes stand in cases and case folders.

    Points: MARKER, TEXT 1 (with a leader TEXT has 2: the label's corner, then what it points at) ·
    ARROW, LINE, RECTANGLE, ELLIPSE, HIGHLIGHT, BLUR 2 (opposite corners; the arrow's head is the
    second) · POLYGON 3 and more, PARCEL the same (an outline from a layer) · FREEHAND 2 and more ·
    NORTH 1 (its middle).
    """

    MARKER = "marker"
    ARROW = "arrow"
    LINE = "line"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    POLYGON = "polygon"
    PARCEL = "parcel"
    FREEHAND = "freehand"
    TEXT = "text"
    NORTH = "north"
    HIGHLIGHT = "highlight"
    BLUR = "blur"


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


@dataclass(frozen=True, slots=True)
class Style:
    """How an annotation looks. Colours are "#rrggbb"; `fill` "" for none; `width` and `size` in
    thousandths of the picture's longer side, so that they print alike whatever its pixels;
    `opacity` of the fill from 0 to 1."""

    colour: str = "#d7263d"
    width: Decimal = Decimal(3)
    fill: str = ""
    opacity: Decimal = Decimal("0.25")
    size: Decimal = Decimal(18)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One thing drawn on a picture; `group` is shared by those that move together, "" for none.

    `turn` in degrees clockwise: where north is for NORTH, of the label for TEXT.
    """

    id: str
    kind: AnnotationKind
    points: Ring
    text: str = ""
    style: Style = Style()
    turn: Decimal = Decimal(0)
    group: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A point of the picture whose place on the earth is known, in Israel TM metres."""

    id: str
    x: float
    y: float
    east: Decimal
    north: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map picture with everything drawn on it, in the order in which it is drawn.

    `paper` is the SHA-256 of the untouched file, `page` counts from 1. `crop` is () or two
    opposite corners; what lies outside is not printed. `source`, `date` (ISO, or only its month
    or year) and `credit` are what standards 4.2 and 5.1 ask for. `corner` is that of the caption
    ("illustration"). `trimmed`: of a freely turned picture the largest upright part without white
    corners is printed. `scale_bar` shows only where the picture is georeferenced.
    `drawn` is the SHA-256 of the picture as it was last drawn for print, `drawn_of` the
    fingerprint of what was drawn.
    """

    id: str
    paper: str
    page: int = 1
    slot: Slot = Slot.OTHER
    title: str = ""
    source: str = ""
    date: str = ""
    credit: str = ""
    illustration: bool = True
    corner: Corner = Corner.BOTTOM_RIGHT
    scale_bar: bool = True
    printed: bool = True
    turn: Decimal = Decimal(0)
    crop: Ring = ()
    trimmed: bool = False
    drawn: str = ""
    drawn_of: str = ""
    annotations: tuple[Annotation, ...] = ()
    control_points: tuple[ControlPoint, ...] = ()
