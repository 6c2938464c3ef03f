"""Asks for the coordinates of a point of the picture: typed, pasted, or a parcel's corner."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.maps.pictures import ControlPoint
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.places.said import came_by, pair
from shamay_desktop.ui.canvases.places.section import editor, say, side_by_side, words
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.latest import Latest
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.places.placing import KnownPlace, read_place

Corner = tuple[str, Point]
"""What a corner is called, and its place in Israel TM."""


class ControlDialog(QDialog):
    """What is typed is read as one types, and said back before it is kept."""

    given = Signal(object)
    """ControlPoint."""

    def __init__(
        self,
        context: PageContext,
        pixel: Point,
        corners: Sequence[Corner] = (),
        standing: ControlPoint | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        texts = context.texts
        self._context, self._pixel, self._standing = context, pixel, standing
        self._place: KnownPlace | None = None
        self.setObjectName("control-point")
        self.setWindowTitle(texts("places.control_title"))
        self.setMinimumWidth(60 * theme.SPACE)
        self.typed, self.note = editor(texts, "control_typed"), editor(texts, "control_note")
        self.corners = QComboBox()
        self.corners.setObjectName("field:places-corner")
        self.corners.setAccessibleName(texts("places.control_corner"))
        self.corners.addItem(texts("places.control_corner_none"))
        for name, place in corners:
            self.corners.addItem(f"{name} · {pair(*place)}", place)
        self.corners.setVisible(bool(corners))
        self.said = words()
        self.said.setMinimumHeight(4 * self.said.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.keep = action(texts, "places-keep-control", "places.control_keep", kind="primary")
        cancel = action(texts, "places-cancel-control", "shell.cancel")
        self.keep.setEnabled(False)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self.reject)
        self._lay_out(side_by_side(self.keep, cancel), has_corners=bool(corners))
        self._latest = Latest(context.tasks, self)
        self.typed.textChanged.connect(self._on_typed)
        self.corners.currentIndexChanged.connect(self._on_corner_chosen)
        if standing is not None:
            self.typed.setText(f"{standing.east:f}, {standing.north:f}")
            self.note.setText(standing.note)
        self.typed.setFocus()

    def _lay_out(self, buttons: QWidget, *, has_corners: bool) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        texts = self._context.texts
        lines: list[tuple[str, QWidget]] = [
            ("control_typed", self.typed),
            ("control_note", self.note),
        ]
        if has_corners:
            lines.insert(1, ("control_corner", self.corners))
        for key, part in lines:
            label = QLabel(texts(f"places.{key}"))
            label.setBuddy(part)
            column.addWidget(label)
            column.addWidget(part)
        column.addWidget(self.said)
        column.addWidget(buttons)

    def _on_corner_chosen(self) -> None:
        place = self.corners.currentData()
        if place is not None:
            self.typed.setText(f"{place[0]:.2f}, {place[1]:.2f}")
            if not self.note.text():
                self.note.setText(self.corners.currentText().partition(" · ")[0])

    def _on_typed(self, text: str) -> None:
        self._place = None
        self.keep.setEnabled(False)
        theme.set_problem(self.typed, "")
        say(self.said, "")
        if text.strip():
            self._latest.ask(lambda: _read(self._context, text), self._on_read)

    def _on_read(self, answer: KnownPlace | ShamayError) -> None:
        texts = self._context.texts
        if isinstance(answer, ShamayError):
            theme.set_problem(self.typed, "error")
            say(self.said, error_words(texts, answer), "error")
            return
        if not self.typed.text().strip():
            return
        self._place = answer
        grid = texts("places.grid", pair=pair(float(answer.east), float(answer.north)))
        say(self.said, f"{grid}\n{came_by(texts, answer)}", "muted")
        self.keep.setEnabled(True)

    def _on_keep(self) -> None:
        if self._place is None:
            return
        row = new_row_id() if self._standing is None else self._standing.id
        x, y = self._pixel
        point = ControlPoint(
            row, x, y, self._place.east, self._place.north, self.note.text().strip()
        )
        self.accept()
        self.given.emit(point)


def _read(context: PageContext, text: str) -> KnownPlace | ShamayError:
    try:
        return read_place(context.services, text)
    except ShamayError as problem:
        return problem
