"""The table of map pictures over a real case: gestures by mouse and key, undone and done again."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.maps.gestures import adding_picture
from shamay_desktop.domain.maps.pictures import Annotation, MapPicture, Slot
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.ui.canvases.annotation.annotating import Annotating
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.maps_place import MapsPlace
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession

SIZE = (800, 600)
NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def a_map(path: Path, size: tuple[int, int] = SIZE, tint: str = "#cfe3cf") -> Path:
    """A picture file that looks a little like a map; another tint makes other bytes."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(tint))
    painter = QPainter(image)
    painter.setPen(QColor("#777777"))
    for place in range(0, max(size), 50):
        painter.drawLine(place, 0, place, size[1])
        painter.drawLine(0, place, size[0], place)
    painter.fillRect(300, 200, 120, 90, QColor("#c9a36a"))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    return path


@dataclass
class MapsBench:
    """The place in a window; what it says is applied as the shell applies it."""

    qtbot: QtBot
    place: MapsPlace
    session: WizardSession
    gestures: list[tuple[Change, ...]] = field(default_factory=list)

    @property
    def canvas(self) -> CanvasView:
        """Where is drawn."""
        return self.place.desk.canvas

    @property
    def annotating(self) -> Annotating:
        """What is chosen and done."""
        return self.place.desk.annotating

    @property
    def case(self) -> Case:
        """As it stands."""
        return self.session.case

    @property
    def pictures(self) -> tuple[MapPicture, ...]:
        """The case's pictures."""
        return pictures_of(self.case)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """Of the picture that is looked at."""
        shown = self.place.picture
        return next(each for each in self.pictures if shown and each.id == shown.id).annotations

    def apply(self, changes: tuple[Change, ...]) -> None:
        """As the shell does."""
        self.gestures.append(changes)
        self.session.apply(changes)
        self.place.show_case(self.session.case)

    def undo(self) -> None:
        """Take the last gesture back."""
        self.session.undo()
        self.place.show_case(self.session.case)

    def redo(self) -> None:
        """Do it again."""
        self.session.redo()
        self.place.show_case(self.session.case)

    def at(self, point: Point) -> QPoint:
        """A place of the picture on the canvas."""
        return self.canvas.mapFromScene(QPointF(*point))

    def tool(self, key: str) -> None:
        """Take a tool."""
        self.place.desk.take_tool(key)

    def press(self, point: Point, held: Qt.KeyboardModifier = NONE) -> None:
        """The left button goes down."""
        QTest.mousePress(self.canvas.viewport(), LEFT, held, self.at(point))

    def move(self, point: Point) -> None:
        """The pointer goes on."""
        QTest.mouseMove(self.canvas.viewport(), self.at(point))

    def release(self, point: Point, held: Qt.KeyboardModifier = NONE) -> None:
        """The left button goes up."""
        QTest.mouseRelease(self.canvas.viewport(), LEFT, held, self.at(point))

    def click(self, point: Point, held: Qt.KeyboardModifier = NONE) -> None:
        """Press and release."""
        self.press(point, held)
        self.release(point, held)

    def drag(self, start: Point, *way: Point, held: Qt.KeyboardModifier = NONE) -> None:
        """From place to place with the button down."""
        self.press(start, held)
        for point in way:
            self.move(point)
        self.release(way[-1], held)

    def double(self, point: Point) -> None:
        """A double click as the system gives it."""
        self.click(point)
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NONE, self.at(point))

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """A key while the canvas has the focus."""
        for _ in range(times):
            QTest.keyClick(self.canvas, key, held)

    def cross_to(self, point: Point) -> None:
        """Put the keyboard's cross somewhere, as arrows do."""
        self.canvas.keyboard.point_at(QPointF(*point))

    def wait_for_sheet(self) -> None:
        """Until the picture can be drawn on."""
        self.qtbot.waitUntil(lambda: self.canvas.has_sheet, timeout=20_000)
        self.qtbot.waitUntil(lambda: all(self.annotating.size), timeout=20_000)


def a_context(office: OfficeContext) -> PageContext:
    """A new case of the office."""
    opened = create_case(office.services, office.actor)
    session = WizardSession(opened.record, opened.valuation, office.actor, office.services.clock)
    return PageContext(office.services, office.actor, session, office.texts, office.tasks)


def with_picture(context: PageContext, file: Path, slot: Slot = Slot.AREA_MAP) -> str:
    """A map picture in the case; its id."""
    added = add_files(
        context.services, context.actor, context.session.valuation.id, [file],
        kind=DocType.GIS_SCREENSHOT,
    )  # fmt: skip
    sha256 = (*[each.sha256 for each in added.documents], *added.linked_hashes)[0]
    picture = MapPicture(new_row_id(), sha256, slot=slot)
    context.session.apply(adding_picture(context.session.case, picture))
    return picture.id


def a_bench(qtbot: QtBot, context: PageContext) -> MapsBench:
    """The place on the screen, showing the case."""
    place = MapsPlace(context)
    qtbot.addWidget(place)
    bench = MapsBench(qtbot, place, context.session)
    place.edited.connect(bench.apply)
    place.resize(1300, 800)
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    place.show_case(context.session.case)
    return bench
