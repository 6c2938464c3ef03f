"""A bench for editing the report: the page over real writers, edits applied as the shell does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.report_edits.arrangement import ReportChange, arrangement_of
from shamay_desktop.domain.report_edits.walking import Part
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.pages.export import ExportPage
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.report.editing.report_editing import ReportEditing
from shamay_desktop.usecases.wizard.opening import create_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.ui.bench import type_in

TEXT = "words:environment.description"
FACTS: dict[str, str] = {
    "address.city": "חיפה",
    "address.street": "הזית",
    "address.house_number": "12",
    "client.name": "רבקה אלמוג",
    "environment.description": "שכונה שקטה ליד הפארק, רחובות רחבים ובתי ספר קרובים.",
    "unit.rooms": "4",
    "unit.description": "דירה מרווחת הפונה לשלושה כיווני אוויר.",
}


class Bench:
    """The page on the screen, its session behind it."""

    def __init__(self, qtbot: QtBot, page: ExportPage) -> None:
        self.qtbot = qtbot
        self.page = page
        page.edited.connect(self._on_edited)
        self.asked: list[str] = []
        page.go_asked.connect(self.asked.append)

    @property
    def editing(self) -> ReportEditing:
        """What is tested."""
        return self.page.preview.editing

    @property
    def session(self) -> WizardSession:
        """The session of the case."""
        return self.page.context.session

    @property
    def changes(self) -> tuple[ReportChange, ...]:
        """The changes of the case."""
        return arrangement_of(self.session.case).changes

    @property
    def viewport(self) -> QWidget:
        """Where the mouse goes."""
        return self.page.preview.viewer.canvas.viewport()

    @property
    def canvas(self) -> QWidget:
        """Where the keys go."""
        return self.page.preview.viewer.canvas

    def order(self) -> list[str]:
        """The parts of the pages as they stand."""
        return [part.key for part in self.editing.layer.parts]

    def part(self, key: str) -> Part:
        """A part that is there."""
        return next(part for part in self.editing.layer.parts if part.key == key)

    def settle(self) -> None:
        """Until nothing is under way and the page is shown."""
        viewer = self.page.preview.viewer
        idle = self.page.context.tasks
        self.qtbot.waitUntil(
            lambda: (
                idle.idle
                and not self.page.preview.busy
                and not self.page.preview.stale
                and viewer.base is not None
                and not viewer._pause.isActive()
            ),
            timeout=30_000,
        )

    def select(self, key: str) -> None:
        """Go to a part, its page shown."""
        assert self.editing.layer.select(key), (key, self.order())
        self.settle()

    def point(self, key: str) -> QPoint:
        """The middle of a part on the page that is shown, in the viewport."""
        rect = self.editing.layer.rect_of(key)
        assert rect is not None
        box = (rect.left(), rect.top(), rect.right(), rect.bottom())
        return self.page.preview.viewer.canvas.place_of(box).center().toPoint()

    def click(self, key: str) -> None:
        """Click on a part."""
        QTest.mouseClick(self.viewport, Qt.MouseButton.LeftButton, pos=self.point(key))

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key on the page."""
        QTest.keyClick(self.canvas, key, held)

    def do(self, name: str) -> None:
        """Press a button of the bar."""
        button = self.editing.bar.buttons.get(name)
        if button is None:
            self.editing.bar.actions_by_id[name].trigger()
        else:
            assert button.isVisible(), name
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def write(self, words: str) -> None:
        """Type words over all that stands in the open editor."""
        editor = self.editing.frame.editor
        assert editor.isVisible()
        editor.selectAll()
        type_in(editor, words)

    def keep(self) -> None:
        """Ctrl+Enter."""
        QTest.keyClick(
            self.editing.frame.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
        self.settle()

    def undo(self) -> None:
        """As Ctrl+Z in the window."""
        self.session.undo()
        self.page.show_case(self.session.case)
        self.settle()

    def _on_edited(self, changes: tuple[Change, ...]) -> None:
        self.session.edit(changes)
        self.page.show_case(self.session.case)


def opened(qtbot: QtBot, office: OfficeContext, folder: Path) -> Iterator[Bench]:
    """A case with some facts, its report on the screen."""
    services = replace(office.services)
    case = create_case(services, office.actor)
    session = WizardSession(case.record, case.valuation, office.actor, services.clock)
    for path, content in FACTS.items():
        session.type(path, content)
    context = PageContext(services, office.actor, session, office.texts, office.tasks)
    page = ExportPage(context)
    qtbot.addWidget(page)
    page.output.place.setText(str(folder / "out"))
    page.resize(1280, 900)
    page.show_case(session.case)
    page.show()
    qtbot.waitUntil(lambda: page.preview.preview is not None, timeout=30_000)
    bench = Bench(qtbot, page)
    bench.settle()
    yield bench
    page.context.tasks.wait_idle()
