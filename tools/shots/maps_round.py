"""The pictures of the table of map pictures: slots, tools, what is drawn, what is asked for."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.maps.gestures import adding_picture
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture, Slot, Style
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.pages.analysis import TABS, AnalysisPage
from shamay_desktop.ui.pages.maps_place import MapsPlace
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.evidence.adding import add_files
from tools.shots.photographer import Photographer

RED, BLUE, GREEN = "#d7263d", "#1257c9", "#1b7f3b"


def write_map(path: Path, *, aerial: bool = False) -> Path:
    """A town seen from above, drawn: streets, blocks, houses, trees."""
    chance = random.Random(7)
    image = QImage(1600, 1100, QImage.Format.Format_RGB32)
    image.fill(QColor("#6f7a5c" if aerial else "#f3efe6"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(800, 550)
    painter.rotate(-8)
    painter.translate(-1000, -800)
    for row in range(7):
        for column in range(9):
            x, y = column * 230 + 30, row * 230 + 30
            painter.setPen(QPen(QColor("#4d5548" if aerial else "#c9bfa8"), 2))
            painter.setBrush(QColor("#8b8f79" if aerial else "#e9e1cd"))
            painter.drawRect(x, y, 190, 190)
            for house in range(4):
                tone = chance.choice(
                    ("#b9a58a", "#c7b8a1", "#a08c74", "#d8d2c4") if aerial
                    else ("#d6c6a5", "#d9cdb2", "#cbb993")
                )  # fmt: skip
                painter.setBrush(QColor(tone))
                place = QPointF(x + 20 + 85 * (house % 2), y + 20 + 85 * (house // 2))
                painter.drawRect(int(place.x()), int(place.y()), 60, chance.randint(45, 65))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#3f5a36" if aerial else "#b6d3a1"))
            for _ in range(5):
                painter.drawEllipse(
                    QPointF(x + chance.randint(5, 185), y + chance.randint(5, 185)), 8, 8
                )
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    return path


def marks() -> tuple[Annotation, ...]:
    """One annotation of each kind."""
    kind = AnnotationKind
    red, blue, green = Style(RED), Style(BLUE), Style(GREEN)
    parcel = ((700.0, 420.0), (905.0, 391.0), (934.0, 590.0), (728.0, 622.0))
    return (
        Annotation("m1", kind.POLYGON, parcel, style=replace(red, fill=RED)),
        Annotation("m2", kind.MARKER, ((815.0, 505.0),), "הנכס", red),
        Annotation("m3", kind.TEXT, ((1190.0, 300.0), (905.0, 391.0)), "חלקה 396", blue),
        Annotation("m4", kind.ARROW, ((420.0, 800.0), (700.0, 640.0)), "הכניסה", blue),
        Annotation("m5", kind.LINE, ((150.0, 160.0), (560.0, 105.0)), "רחוב הרי הגלעד", green),
        Annotation("m6", kind.ELLIPSE, ((1150.0, 700.0), (1400.0, 880.0)), "גן ציבורי",
                   replace(green, fill=GREEN)),
        Annotation("m7", kind.HIGHLIGHT, ((200.0, 480.0), (600.0, 545.0)),
                   style=Style("#ffd23f", fill="#ffd23f", opacity=Decimal("0.5"))),
        Annotation("m8", kind.BLUR, ((1250.0, 480.0), (1330.0, 560.0))),
        Annotation("m9", kind.NORTH, ((1500.0, 130.0),), style=Style("#1f2430"), turn=Decimal(8)),
        Annotation("m10", kind.FREEHAND, ((900.0, 900.0), (960.0, 860.0), (1010.0, 930.0),
                                          (1070.0, 880.0)), style=red),
    )  # fmt: skip


def maps_round(camera: Photographer) -> None:
    """The tab empty, with a marked picture, with a crop, and the list of annotations."""
    imported = import_case(camera.services, camera.person, resource("sample_case"))
    shell = camera.open_case(imported.valuation_id)
    shell.open_step(Step.ANALYSIS)
    page = shell.pages[Step.ANALYSIS]
    if not isinstance(page, AnalysisPage):
        raise TypeError("step 4 is another page")
    page.tabs.setCurrentIndex(list(TABS).index("maps"))
    place = page.canvases["maps"]
    if not isinstance(place, MapsPlace):
        raise TypeError("the tab has no table")
    camera.take("maps-empty")
    put_pictures(camera, page, imported.valuation_id)
    walk(camera, place)
    camera.leave_case()


def put_pictures(camera: Photographer, page: AnalysisPage, valuation_id: str) -> None:
    """A marked area map, and an aerial photo that is cropped and says no source."""
    folder = camera.home.root.parent / "maps"
    files = [write_map(folder / "map.png"), write_map(folder / "aerial.png", aerial=True)]
    added = add_files(
        camera.services, camera.person, valuation_id, files, kind=DocType.GIS_SCREENSHOT
    )
    page.evidence_changed.emit()
    first, second = (each.sha256 for each in added.documents)
    one = MapPicture(
        "pic-1", first, slot=Slot.AREA_MAP, source="GovMap", date="2026-03-01",
        credit="המרכז למיפוי ישראל", annotations=marks(),
    )  # fmt: skip
    two = MapPicture("pic-2", second, slot=Slot.AERIAL, crop=((300, 200), (1300, 900)))
    for picture in (one, two):
        page.edited.emit(adding_picture(page.context.session.case, picture))


def walk(camera: Photographer, place: MapsPlace) -> None:
    """Both pictures, each panel, a tool at work."""
    place.strip.go_to("pic-1")
    camera.wait(lambda: place.desk.canvas.has_sheet)
    camera.take("maps-drawn")
    place.desk.annotating.choose(("m1",))
    place.side.setCurrentWidget(place.list)
    camera.take("maps-chosen")
    place.side.setCurrentWidget(place.places)
    camera.take("maps-places")
    place.side.setCurrentWidget(place.details)
    place.strip.go_to("pic-2")
    camera.wait(lambda: place.desk.canvas.has_sheet)
    place.desk.take_tool("crop")
    camera.take("maps-crop")
    place.desk.take_tool("text")
    place.desk.annotating.words_asked.emit(
        Annotation("", AnnotationKind.TEXT, ((800.0, 400.0),), "הנכס הנדון")
    )
    camera.take("maps-words")
    place.desk.words.give_up()
