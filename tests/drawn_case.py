"""A case with a measured sheet and a marked map picture, as gestures leave it."""

from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.drawing.rows import several
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.maps.gestures import adding_picture
from shamay_desktop.domain.maps.pictures import (
    Annotation,
    AnnotationKind,
    ControlPoint,
    MapPicture,
    Slot,
    Style,
)
from shamay_desktop.domain.measuring.gestures import adding_sheet
from shamay_desktop.domain.measuring.plans import (
    AreaRule,
    Correction,
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)

PLAN = "a" * 64
MAP = "b" * 64


def square(left: float, top: float, side: float) -> Ring:
    """A square of the sheet, in pixels."""
    right, bottom = left + side, top + side
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def measured_sheet(paper: str = PLAN) -> Sheet:
    """A sheet at 100 pixels a metre: a flat of 100 m² with a shaft of 1 m², and a balcony."""
    return Sheet(
        id="sheet-1",
        paper=paper,
        page=2,
        title="קומה ג",
        dpi=300,
        stated_scale=Decimal(100),
        turn=Decimal("-1.5"),
        source="היתר 2019/123",
        date="2019-05-01",
        rule=AreaRule.STANDARD_9_1,
        excerpt=square(0, 0, 1400),
        excerpt_ground="whitened",
        references=(
            Reference("ref-1", ((100, 100), (1100, 100)), Decimal("10.00")),
            Reference("ref-2", ((100, 100), (100, 1100)), Decimal("10.02"), note="קיר צפוני"),
            Reference("ref-3", ((1100, 100), (1100, 1100)), Decimal("9.99")),
            Reference("ref-4", ((0, 0), (40.25, 0)), Decimal("0.5"), "region-1", ignored=True),
        ),
        regions=(Region("region-1", "חתך", square(2000, 0, 900), Decimal(50),
                        Correction.PROJECTIVE),),
        shapes=(
            Shape("shape-1", ShapeKind.AREA, square(100, 100, 1000), (square(500, 500, 100),),
                  name="דירה", category="flat", floor="3"),
            Shape("shape-2", ShapeKind.AREA, square(1100, 100, 300), name="מרפסת",
                  category="balcony", floor="3", note="לא מקורה", colour="#d7263d"),
            Shape("shape-3", ShapeKind.LENGTH, ((100, 100), (1100.5, 100.25)), name="חזית"),
        ),
    )  # fmt: skip


def marked_picture(paper: str = MAP) -> MapPicture:
    """An area map with a marker, a label on two lines and a blurred plate."""
    return MapPicture(
        id="picture-1",
        paper=paper,
        slot=Slot.AREA_MAP,
        title="מפת הסביבה",
        source="אתר המפות הממשלתי",
        date="2026-10-30",
        credit="המרכז למיפוי ישראל",
        scale_bar=False,
        turn=Decimal(90),
        crop=((10, 10), (800, 600)),
        annotations=(
            Annotation("mark-1", AnnotationKind.MARKER, ((400, 300),), "הנכס", group="g"),
            Annotation("mark-2", AnnotationKind.TEXT, ((500, 350), (400.5, 300)), "רחוב\nשקט",
                       Style(fill="#ffffff", opacity=Decimal("0.8"), size=Decimal(24)),
                       group="g"),
            Annotation("mark-3", AnnotationKind.BLUR, ((10, 10), (90, 40)), locked=True),
        ),
        control_points=(
            ControlPoint("at-1", 12.5, 40.0, Decimal("180000.5"), Decimal("665000")),
            ControlPoint("at-2", 700.0, 500.25, Decimal("180700"), Decimal("664500"), "צומת"),
        ),
    )  # fmt: skip


def drawn_case(case: Case | None = None, plan: str = PLAN, picture: str = MAP) -> Case:
    """The case with two sheets of one plan and two pictures."""
    sheet, marked = measured_sheet(plan), marked_picture(picture)
    standing = Case("c1") if case is None else case
    bare = replace(
        sheet, id="sheet-0", page=1, references=(), regions=(), shapes=(), excerpt=(), rule=None
    )
    other = replace(marked, id="picture-2", annotations=(), control_points=(), slot=Slot.OTHER)
    steps = (
        lambda now: adding_sheet(now, bare),
        lambda now: adding_sheet(now, sheet),
        lambda now: adding_picture(now, marked),
        lambda now: adding_picture(now, other),
    )
    return after(standing, several(standing, steps))
