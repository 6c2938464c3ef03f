"""A record in a form: its cells as fields under one heading, and the whole as one answer."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.fields import Field
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.field_row import FieldRow, Note
from shamay_desktop.ui.widgets.source_mark import SourceMark
from shamay_desktop.ui.widgets.wording import label_of, none_words

HALF = 380
"""Half of a form in a small window."""


class RecordRow(QWidget):
    """Cells two beside each other; long texts take the whole width."""

    committed = Signal(str, object)
    menu_asked = Signal(str)

    wide = True

    def __init__(self, field: Field, texts: Texts) -> None:
        super().__init__()
        self.path = field.id
        self.field = field
        self._texts = texts
        self._value: Value | None = None
        self._asked = False
        self.cells = {
            column.id: FieldRow(column, texts, path=f"{field.id}/{column.id}")
            for column in field.columns
        }
        self.mark = SourceMark(field, texts, field.id)
        self._words = QLabel(wordWrap=True)
        self._words.hide()
        self._words.setObjectName(f"problem:{self.path}")
        self._lay_out()
        self.mark.clicked.connect(lambda: self.menu_asked.emit(self.path))
        for cell in self.cells.values():
            cell.committed.connect(self.committed)
            cell.menu_asked.connect(self.menu_asked)

    def show_value(self, value: Value | None) -> None:
        """Show what the case holds."""
        if value is self._value:
            return
        self._value = value
        content = None if value is None else value.content
        cells = content if isinstance(content, Mapping) else {}
        for name, row in self.cells.items():
            row.show_value(cells.get(name))
        self.mark.show_source(value, asked=self._asked)
        self._state.setText(
            none_words(self.field, self._texts) if self.mark.source == "none" else ""
        )

    def set_asked(self, asked: bool) -> None:
        """Whether the case must have the record."""
        if asked != self._asked:
            self._asked = asked
            self.mark.show_source(self._value, asked=asked)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show sentences under the record."""
        self._words.setText("\n".join(note.sentence for note in notes))
        self._words.setVisible(bool(notes))
        if notes:
            theme.set_tone(self._words, notes[0].tone)

    @property
    def problem(self) -> str:
        """The words under the record."""
        return "" if self._words.isHidden() else self._words.text()

    def commit(self) -> None:
        """Keep what is being typed in a cell."""
        for cell in self.cells.values():
            cell.commit()

    def focus_editor(self) -> None:
        """Give the first cell the focus."""
        next(iter(self.cells.values())).focus_editor()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE // 2)
        label = QLabel(label_of(self.field, self._texts))
        theme.set_tone(label, "accent")
        self._state = QLabel()
        theme.set_tone(self._state, "muted")
        top = QGridLayout()
        top.addWidget(label, 0, 0)
        top.addWidget(self._state, 0, 1)
        top.setColumnStretch(1, 1)
        top.addWidget(self.mark, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(top, 0, 0, 1, 2)
        line, column = 1, 0
        for cell in self.cells.values():
            wide = cell.wide or cell.least_width > HALF
            if wide and column:
                line, column = line + 1, 0
            grid.addWidget(cell, line, column, 1, 2 if wide else 1)
            column = 0 if wide else 1 - column
            line += 1 if column == 0 else 0
        grid.addWidget(self._words, line + 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
