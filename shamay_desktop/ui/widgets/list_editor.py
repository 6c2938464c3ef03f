"""A list of the registry in a form: its table, its buttons, and what is said when it is empty."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Row, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.fields import Field
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import pasted_cells
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.list_model import ListModel, ListOptions
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets import list_changes
from shamay_desktop.ui.widgets.field_row import Note
from shamay_desktop.ui.widgets.list_table import ListTable
from shamay_desktop.ui.widgets.source_mark import SourceMark
from shamay_desktop.ui.widgets.wording import label_of, none_choice, none_words, problem_words

BUTTONS = (
    ("add", "plus", "Insert"),
    ("copy", "copy", "Ctrl+D"),
    ("up", "up", "Alt+↑"),
    ("down", "down", "Alt+↓"),
    ("remove", "trash", "Ctrl+Delete"),
)


class ListEditor(QWidget):
    """The table is made when there are rows to show."""

    edited = Signal(object)
    cell_focused = Signal(str)
    menu_asked = Signal(str)
    none_chosen = Signal(str)

    wide = True

    def __init__(
        self, context: PageContext, field: Field, *, options: ListOptions | None = None
    ) -> None:
        super().__init__()
        self.setObjectName(f"list:{field.id}")
        self.path = field.id
        self.field = field
        self.model = ListModel(field, context.texts, options)
        self.table: ListTable | None = None
        self._context = context
        self._texts = context.texts
        self._follow = None if options is None else options.follow
        self._value: Value | None = None
        self._asked = False
        self._notes: Sequence[Note] = ()
        self._lay_out()
        self.model.typed.connect(self._on_cell_typed)
        self.model.refused.connect(self._show_problem)
        self._show_state()

    # -- showing --------------------------------------------------------------------------

    def show_value(self, value: Value | None) -> None:
        """Show what the case holds; the current cell stays the current one."""
        if value is self._value:
            return
        self._value = value
        content = None if value is None else value.content
        rows = content if isinstance(content, tuple) else ()
        self._show_rows(tuple(row for row in rows if isinstance(row, Row)))
        self.mark.show_source(value, asked=self._asked)
        self._show_state()

    def set_asked(self, asked: bool) -> None:
        """Whether the case must have the list."""
        if asked != self._asked:
            self._asked = asked
            self.mark.show_source(self._value, asked=asked)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show sentences under the table."""
        if notes != self._notes:
            self._notes = notes
            self._show_problem()

    def show_cell_notes(self, notes: Mapping[tuple[str, str], str]) -> None:
        """Mark the cells that findings name, by (row id, column)."""
        self.model.show_notes(notes)

    def commit(self) -> None:
        """Keep what is being typed in a cell."""
        if self.table is not None:
            self.table.commit_cell()

    def focus_editor(self) -> None:
        """Give the table the focus, or the button that adds the first row."""
        if self.table is None or self.table.isHidden():
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.table.currentIndex().isValid():
            self.table.make_current(self.model.index(self.model.first, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_cell(self, path: str) -> None:
        """Go to list/row/column, or to the list as a whole."""
        parts = path.split("/")
        row_id = parts[1] if len(parts) > 1 else ""
        names = {member.id for member in self.field.columns}
        column = parts[2] if len(parts) > 2 and parts[2] in names else ""
        index = self.model.index_of(row_id, column)
        if self.table is not None and index.isValid():
            self.table.go_to(index)
        else:
            self.focus_editor()

    @property
    def current_path(self) -> str:
        """The path of the current cell, or of the list."""
        index = QModelIndex() if self.table is None else self.table.currentIndex()
        row, column = self.model.row_at(index), self.model.column_at(index)
        if row is None or column is None:
            return self.path
        return f"{self.path}/{row.id}/{column.id}"

    def field_of(self, path: str) -> Field:
        """The declaration of the list or of one of its cells."""
        parts = path.split("/")
        return self.field.column(parts[2]) if len(parts) > 2 else self.field

    @property
    def problem(self) -> str:
        """The words under the table."""
        return "" if self._words.isHidden() else self._words.text()

    # -- gestures -------------------------------------------------------------------------

    def add_row(self) -> None:
        """A new row at the end, its first cell the current one."""
        row_id, changes = list_changes.new_row(self._context.session.case, self.field)
        self._emit(changes)
        self.focus_cell(f"{self.path}/{row_id}/{self.field.columns[0].id}")

    def paste(self, text: str, index: QModelIndex) -> None:
        """Put the clipboard's cells at a cell; what cannot be read stays in its cell, marked."""
        row = max(index.row() - self.model.first, 0) if index.isValid() else len(self.model.rows)
        columns = self.model.columns[max(index.column(), 0) :]
        changes, unread = list_changes.pasted(
            self._context.session,
            self.field,
            pasted_cells(text),
            row,
            [column for column in columns if isinstance(column, Field)],
        )
        self._emit(changes)
        for cell in unread:
            self.model.keep_refused(cell.row_id, cell.column, cell.text, cell.problem)

    def _on_cell_typed(self, row_id: str, column: str, content: Scalar | None) -> None:
        session = self._context.session
        value = None if content is None else session.typed(content)
        changes = setting(session.case, f"{self.path}/{row_id}/{column}", value)
        if changes and self._follow is not None:
            changes += self._follow(row_id, column, content)
        self._emit(changes)

    def _on_rows_removed(self, row_ids: Sequence[str]) -> None:
        self._emit(list_changes.removed(self._context.session.case, self.field, row_ids))

    def _on_row_copied(self, row_id: str) -> None:
        copy, changes = list_changes.doubled(self._context.session.case, self.field, row_id)
        self._emit(changes)
        self.focus_cell(f"{self.path}/{copy}/{self.field.columns[0].id}")

    def _on_row_moved(self, row_id: str, by: int) -> None:
        self._emit(list_changes.moved(self._context.session.case, self.field, row_id, by))

    def _on_cells_cleared(self, indexes: Sequence[QModelIndex]) -> None:
        cells = []
        for index in indexes:
            row, column = self.model.row_at(index), self.model.column_at(index)
            if row is not None and column is not None:
                cells.append((row.id, column.id))
                self.model.drafts.pop((row.id, column.id), None)
        self._emit(list_changes.cleared(self._context.session.case, self.field, cells))
        self._show_problem()

    def _on_button_clicked(self, name: str) -> None:
        if name == "add" or self.table is None:
            self.add_row()
            return
        chosen = self.table.selected_rows()
        if not chosen:
            return
        if name == "copy":
            self._on_row_copied(chosen[0])
        elif name == "remove":
            self._on_rows_removed(chosen)
        else:
            self._on_row_moved(chosen[0], -1 if name == "up" else 1)

    def _emit(self, changes: tuple[Change, ...]) -> None:
        if changes:
            self.edited.emit(changes)

    # -- parts ----------------------------------------------------------------------------

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        if rows and self.table is None:
            self._make_table()
        here = self.current_path
        if self.model.show_rows(rows) and self.table is not None:
            self.table.fit()
            _, row_id, column = (*here.split("/"), "", "")[:3]
            index = self.model.index_of(row_id, column)
            if index.isValid():
                self.table.make_current(index)
        self._show_problem()

    def _make_table(self) -> None:
        for name, icon, key in BUTTONS:
            self._buttons[name] = self._tool(name, icon, key)
            self._tools.addWidget(self._buttons[name])
        table = self.table = ListTable(self.model, self._texts)
        table.setObjectName(f"field:{self.path}")
        table.setAccessibleName(label_of(self.field, self._texts))
        table.row_wanted.connect(self.add_row)
        table.rows_removed.connect(self._on_rows_removed)
        table.row_copied.connect(self._on_row_copied)
        table.row_moved.connect(self._on_row_moved)
        table.cells_cleared.connect(self._on_cells_cleared)
        table.pasted.connect(self.paste)
        table.cell_entered.connect(lambda: self.cell_focused.emit(self.current_path))
        self._column.insertWidget(1, table)

    def _show_state(self) -> None:
        some = bool(self.model.rows)
        if self.table is not None:
            self.table.setVisible(some)
        self._empty.setVisible(not some)
        says_none = self.mark.source == "none"
        empty = self._texts("forms.list.empty")
        self._sentence.setText(none_words(self.field, self._texts) if says_none else empty)
        self._none.setVisible(not says_none)
        for button in self._buttons.values():
            button.setVisible(some)

    def _show_problem(self) -> None:
        refused = [problem for _text, problem in self.model.drafts.values()]
        lines = [note.sentence for note in self._notes]
        if refused:
            first = problem_words(refused[0], self._texts)
            lines.insert(0, self._texts("forms.list.unread", n=len(refused), first=first))
        tone = "error" if refused else (self._notes[0].tone if self._notes else "muted")
        theme.set_tone(self._words, tone)
        self._words.setText("\n".join(lines))
        self._words.setVisible(bool(lines))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE // 2)
        head = QHBoxLayout()
        head.setSpacing(2)
        label = QLabel(label_of(self.field, self._texts))
        theme.set_tone(label, "accent")
        head.addWidget(label)
        self._empty = self._make_empty()
        head.addSpacing(theme.SPACE)
        head.addWidget(self._empty)
        head.addStretch(1)
        self._buttons: dict[str, QToolButton] = {}
        self._tools = QHBoxLayout()
        self._tools.setSpacing(2)
        head.addLayout(self._tools)
        self.mark = SourceMark(self.field, self._texts, self.path)
        self.mark.clicked.connect(lambda: self.menu_asked.emit(self.path))
        head.addWidget(self.mark)
        self._column.addLayout(head)
        self._words = QLabel(wordWrap=True)
        self._words.hide()
        self._words.setObjectName(f"problem:{self.path}")
        self._column.addWidget(self._words)

    def _tool(self, name: str, icon: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        words = self._texts(f"forms.list.{name}")
        button.setToolTip(f"{words} ({key})")
        button.setAccessibleName(f"{label_of(self.field, self._texts)}: {words}")
        button.setObjectName(f"action:{name}:{self.path}")
        button.clicked.connect(lambda: self._on_button_clicked(name))
        return button

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        row = QHBoxLayout(empty)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._sentence = QLabel()
        theme.set_tone(self._sentence, "muted")
        row.addWidget(self._sentence)
        self._first = self._flat("add-first", self._texts("forms.list.add_first"))
        self._first.clicked.connect(self.add_row)
        row.addWidget(self._first)
        self._none = self._flat("none", none_choice(self.field, self._texts))
        self._none.clicked.connect(lambda: self.none_chosen.emit(self.path))
        row.addWidget(self._none)
        return empty

    def _flat(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"action:{name}:{self.path}")
        theme.set_kind(button, "flat")
        return button
