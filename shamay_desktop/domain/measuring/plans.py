"""A sheet of a plan as it is measured: its scale's references, regions, and the drawn shapes."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shamay_desktop.domain.drawing.points import Ring

DPI = 200
"""Dots an inch at which a PDF page's points are counted when nobody says otherwise."""

POINTING = Decimal("1.5")
"""Pixels by which a corner is pointed at wrongly (one standard deviation), unless said otherwise:
half of a wall's drawn line at 200 dots an inch."""


class Correction(StrEnum):
    """What a scan is straightened by before it is measured; the codes stand in cases."""

    NONE = "none"
    AFFINE = "affine"
    PROJECTIVE = "projective"


class ShapeKind(StrEnum):
    """What is measured of a shape: a closed area, or a length along its points."""

    AREA = "area"
    LENGTH = "length"


class AreaRule(StrEnum):
    """By which rule the appraiser drew the outline; the distances stand in `resources/rules`."""

    STANDARD_9_0 = "9.0"
    STANDARD_9_1 = "9.1"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Reference:
    """A known length on the sheet: two points and what is written between them, in metres.

    `metres` may be any text of a number as it stands in the case; whether it can be used is
    decided when the scale is made. `ignored` ones are kept and shown and take no part.
    """

    id: str
    points: Ring
    metres: Decimal | None
    region: str = ""
    ignored: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the sheet with a scale of its own, e.g. a section drawn at 1:50."""

    id: str
    name: str
    points: Ring
    stated_scale: Decimal | None = None
    correction: Correction = Correction.NONE


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape; holes only in areas. `category` is one of the area categories, "" for none."""

    id: str
    kind: ShapeKind
    points: Ring
    holes: tuple[Ring, ...] = ()
    name: str = ""
    category: str = ""
    floor: str = ""
    note: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of one paper that is measured.

    `paper` is the SHA-256 of the file, `page` counts from 1. `stated_scale` is N of 1:N at `dpi`
    (Decimal, None when not stated). `turn` in degrees clockwise is how it is shown. `pointing` in
    pixels: see `POINTING`. `source` names the paper in words ("permit 2019/123"), `date` is ISO.
    `north`: where it is on the unturned sheet, in degrees clockwise from up (None: not known).
    """

    id: str
    paper: str
    page: int = 1
    title: str = ""
    dpi: int = DPI
    stated_scale: Decimal | None = None
    correction: Correction = Correction.NONE
    turn: Decimal = Decimal(0)
    pointing: Decimal = POINTING
    source: str = ""
    date: str = ""
    rule: AreaRule | None = None
    excerpt: Ring = ()
    excerpt_ground: str = "kept"
    references: tuple[Reference, ...] = ()
    regions: tuple[Region, ...] = ()
    shapes: tuple[Shape, ...] = ()
    north: Decimal | None = None

    def ratio_of(self, region: str) -> Decimal | None:
        """The stated ratio of one of its regions, "" for the sheet's own; None: not stated."""
        if not region:
            return self.stated_scale
        return next((each.stated_scale for each in self.regions if each.id == region), None)
