"""One row of a list as a small form under its table: every column, also those not in the table."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field
from shamay_desktop.domain.fields.typed_input import typed_parcel
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.field_row import FieldRow, Note
from shamay_desktop.ui.widgets.record_row import HALF
from shamay_desktop.ui.widgets.wording import label_of

Drafts = Mapping[tuple[str, str], tuple[str, Refused]]


class RowPanel(QFrame):
    """Follows the current row of the table; what is typed is told by the path of its cell."""

    committed = Signal(str, object)
    split = Signal(str, object)
    menu_asked = Signal(str)
    turned = Signal(int)
    """Another row is asked for: -1 the one above, 1 the one below."""

    closed = Signal()

    def __init__(self, field: Field, texts: Texts) -> None:
        super().__init__()
        self.setObjectName(f"row-form:{field.id}")
        self.setProperty("inset", "true")
        self._field = field
        self._texts = texts
        self.row_id = ""
        self.cells = {column.id: self._cell(column) for column in field.columns}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, theme.SPACE, 12, 12)
        column.setSpacing(theme.SPACE)
        column.addLayout(self._make_head())
        column.addLayout(self._make_grid())

    def show_row(self, row: Row, number: int, total: int, drafts: Drafts) -> None:
        """Show a row; typing that the case does not hold yet stays in the row it belongs to."""
        turned = row.id != self.row_id
        self.row_id = row.id
        for name, cell in self.cells.items():
            if turned:
                cell.turn_to(f"{self._field.id}/{row.id}/{name}", row.cells.get(name))
            else:
                cell.show_value(row.cells.get(name))
            if turned and (kept := drafts.get((row.id, name))) is not None:
                cell.editor.retype(kept[0])
        words = self._texts("forms.row.title", n=number, total=total)
        self._title.setText(f"{label_of(self._field, self._texts)} · {words}")
        self._buttons["above"].setEnabled(number > 1)
        self._buttons["below"].setEnabled(number < total)

    def show_notes(self, notes: Mapping[tuple[str, str], str]) -> None:
        """Show the sentences of findings under the cells that they name."""
        for name, cell in self.cells.items():
            sentence = notes.get((self.row_id, name))
            cell.show_notes(() if sentence is None else (Note("warn", sentence),))

    def commit(self) -> None:
        """Keep what is being typed."""
        for cell in self.cells.values():
            cell.commit()

    def refused(self) -> list[tuple[str, str, Refused]]:
        """Column, text and reason of each text that was refused."""
        return [
            (name, cell.refused_text, cell.refusal)
            for name, cell in self.cells.items()
            if cell.refusal is not None
        ]

    def focus_column(self, name: str) -> None:
        """Give the editor of a column the focus."""
        self.cells[name if name in self.cells else self._field.columns[0].id].focus_editor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the table, Alt+PgUp and Alt+PgDn to the next rows."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif alt and event.key() in steps:
            self.turned.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _cell(self, column: Field) -> FieldRow:
        names = {member.id for member in self._field.columns}
        splitter = typed_parcel if column.id == "gush" and "helka" in names else None
        cell = FieldRow(column, self._texts, path=f"{self._field.id}//{column.id}",
                        splitter=splitter)  # fmt: skip
        cell.committed.connect(self.committed)
        cell.menu_asked.connect(self.menu_asked)
        cell.split.connect(lambda parts: self.split.emit(cell.path, parts))
        return cell

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(2)
        self._title = QLabel()
        theme.set_tone(self._title, "accent")
        head.addWidget(self._title)
        head.addStretch(1)
        self._buttons = {
            "above": self._button("above", "up", "Alt+PgUp"),
            "below": self._button("below", "down", "Alt+PgDn"),
            "close": self._button("close", "close", "Esc"),
        }
        self._buttons["above"].clicked.connect(lambda: self.turned.emit(-1))
        self._buttons["below"].clicked.connect(lambda: self.turned.emit(1))
        self._buttons["close"].clicked.connect(self.closed)
        for button in self._buttons.values():
            head.addWidget(button)
        return head

    def _button(self, name: str, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        words = self._texts(f"forms.row.{name}")
        button.setToolTip(f"{words} ({key})")
        button.setAccessibleName(words)
        button.setObjectName(f"action:row-{name}:{self._field.id}")
        return button

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        line = column = 0
        for cell in self.cells.values():
            wide = cell.wide or cell.least_width > HALF
            if wide and column:
                line, column = line + 1, 0
            grid.addWidget(cell, line, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            line, column = (line + 1, 0) if wide or column else (line, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid


def bring_into_view(panel: QWidget) -> None:
    """Scroll the form so far that the panel is seen, once the layout has given it its place."""
    area = panel.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        QTimer.singleShot(0, panel, partial(area.ensureWidgetVisible, panel, 0, theme.SPACE))
