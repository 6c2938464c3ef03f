"""A case with three marked map pictures and a measured scanned plan, all of them invented."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Content, Value
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
from shamay_desktop.domain.measuring.plans import Correction
from shamay_desktop.resource_files import resource
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.services import Services
from tests.measured_plan import drawn_plan, pointed

PLATE = (1000, 700, 1200, 760)
Kind = AnnotationKind


@dataclass(frozen=True, slots=True)
class Scene:
    """The case as gestures left it, and the SHA-256 of its papers by file name."""

    case: Case
    papers: dict[str, str]


def map_image(plate: str = "12-345-67") -> Image.Image:
    """Streets and houses, a car with its plate."""
    dice = random.Random(3)
    image = Image.new("RGB", (1400, 1000), "#e8e4da")
    painter = ImageDraw.Draw(image)
    for _ in range(14):
        x = dice.randrange(1400)
        painter.line((x, 0, x + dice.randrange(-300, 300), 1000), fill="#ffffff", width=22)
    for _ in range(60):
        x, y = dice.randrange(1350), dice.randrange(950)
        colour = dice.choice(["#c9bda4", "#a7c7a1", "#5a6b57", "#26313a"])
        painter.rectangle((x, y, x + 60, y + 40), fill=colour)
    painter.rectangle(PLATE, fill="#f5c518")
    font = ImageFont.truetype(str(resource("fonts", "Heebo-Bold.ttf")), 44)
    painter.text((1100, 730), plate, fill="black", font=font, anchor="mm")
    return image


def area_map(paper: str) -> MapPicture:
    """A georeferenced area map with a pin, a polygon, a leader, a north arrow, a hidden plate."""
    return MapPicture(
        "area", paper, slot=Slot.AREA_MAP, title="מפת הסביבה", source="אתר המפות הממשלתי",
        date="2026-10-30", credit="המרכז למיפוי ישראל",
        annotations=(
            Annotation("m1", Kind.MARKER, ((700.0, 500.0),), "הנכס, רח' הרצל 12"),
            Annotation("m2", Kind.POLYGON,
                       ((560.0, 560.0), (860.0, 590.0), (830.0, 800.0), (600.0, 780.0)),
                       "חלקה 61\nגוש 6158", Style(colour="#b3261e", fill="#f6c64b")),
            Annotation("m3", Kind.TEXT, ((1150.0, 480.0), (960.0, 600.0)), "תחנת אוטובוס (קו 42)"),
            Annotation("m4", Kind.NORTH, ((1300.0, 140.0),), turn=Decimal(15)),
            Annotation("m5", Kind.BLUR, ((1000.0, 700.0), (1200.0, 760.0))),
            Annotation("m6", Kind.HIGHLIGHT, ((60.0, 560.0), (300.0, 680.0)), "",
                       Style(fill="#ffe600", opacity=Decimal("0.6"))),
        ),
        control_points=(
            ControlPoint("c1", 100.0, 100.0, Decimal(180000), Decimal(665000)),
            ControlPoint("c2", 1300.0, 100.0, Decimal(180600), Decimal(665000)),
            ControlPoint("c3", 100.0, 900.0, Decimal(180000), Decimal(664600)),
        ),
    )  # fmt: skip


def pictures(papers: dict[str, str]) -> tuple[MapPicture, ...]:
    """An area map, a parcel sketch, an aerial (of the same file as the map), and a further one."""
    base = area_map(papers["area.png"])
    parcel = Annotation(
        "s1", Kind.PARCEL, ((300.0, 200.0), (900.0, 240.0), (880.0, 640.0), (320.0, 600.0)), "61"
    )
    arrow = Annotation("s2", Kind.ARROW, ((100.0, 800.0), (320.0, 600.0)), "כניסה")
    return (
        base,
        MapPicture("sketch", papers["sketch.png"], slot=Slot.PARCEL_SKETCH, title="תשריט החלקה",
                   source="GovMap", date="2026-10-31", annotations=(parcel, arrow)),
        MapPicture("aerial", papers["area.png"], slot=Slot.AERIAL, title="תצלום אוויר",
                   source="המרכז למיפוי ישראל", illustration=False,
                   annotations=(replace(parcel, id="e1"),), crop=((200.0, 100.0), (1300.0, 900.0))),
        MapPicture("far", papers["far.png"], title="השכונה כולה",
                   annotations=(replace(arrow, id="f1"),)),
    )  # fmt: skip


def scene(
    services: Services, actor: Actor, folder: Path, said: Mapping[str, Content] | None = None
) -> Scene:
    """Import the papers as a case folder and draw on them; the database holds what is drawn.

    `said` are further values of the case by field.
    """
    (folder / "maps").mkdir(parents=True)
    (folder / "plans").mkdir()
    for number, name in enumerate(("area.png", "sketch.png", "far.png")):
        image = map_image()
        image.putpixel((0, 0), (number, 0, 0))
        image.save(folder / "maps" / name)
    plan = drawn_plan(folder / "plans", scanned=True)
    described = {"case": {"id": "c1"}, "fields": {}}
    (folder / "case.json").write_text(json.dumps(described), encoding="utf-8")
    import_case(services, actor, folder)
    valuation, evidence = case_now(services, actor, "c1")
    papers = {each.file_name: each.sha256 for each in evidence.documents}
    sheet = replace(
        pointed(plan, 5, correction=Correction.AFFINE), id="sheet", paper=papers[plan.path.name],
        title="קומה ג'", source="היתר בנייה 2019/123", date="2019-05-01",
        excerpt_ground="whitened", turn=Decimal("-1.3"),
        excerpt=((120.0, 120.0), (1250.0, 140.0), (1230.0, 1100.0), (100.0, 1080.0)),
    )  # fmt: skip
    shapes = (replace(each, id=f"room-{at}") for at, each in enumerate(sheet.shapes))
    sheet = replace(sheet, shapes=tuple(shapes))
    steps = (
        partial(adding_sheet, sheet=sheet),
        *(partial(adding_picture, picture=each) for each in pictures(papers)),
    )
    case = after(valuation.case, several(valuation.case, steps))
    for path, content in (said or {}).items():
        case = case.with_value(path, Value.of(content))
    with services.database.work(actor) as work:
        standing, session = work.valuations.get("c1"), work.sessions.active_of("c1")
        assert standing is not None
        work.valuations.save(replace(standing, case=case))
        if session is not None:
            work.sessions.save(replace(session, case=case))
        work.commit()
    return Scene(case, papers)
