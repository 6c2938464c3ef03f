"""A list of the registry in a form: its table, its buttons, one row as a form, and gestures."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Row, State, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.fields import Field
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import pasted_cells
from shamay_desktop.domain.market.overriding import stated
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.list_model import ListModel, ListOptions
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets import list_changes
from shamay_desktop.ui.widgets.field_row import Note
from shamay_desktop.ui.widgets.kept_choices import LIST_COLUMNS, keep_names, kept_names
from shamay_desktop.ui.widgets.list_head import ListHead
from shamay_desktop.ui.widgets.list_table import ListTable
from shamay_desktop.ui.widgets.read_only import make_read_only
from shamay_desktop.ui.widgets.row_panel import RowPanel, bring_into_view
from shamay_desktop.ui.widgets.source_mark import SourceMark
from shamay_desktop.ui.widgets.tab_order import put_behind
from shamay_desktop.ui.widgets.wording import label_of, problem_words


class ListEditor(QWidget):
    """The table is made when there are rows to show, the row's form when it is asked for."""

    edited = Signal(object)
    cell_focused = Signal(str)
    menu_asked = Signal(str)
    none_chosen = Signal(str)

    chains_asked = Signal(object)
    """The figures that a computed cell opens into, by Enter or a double click."""

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
        self.panel: RowPanel | None = None
        self._context = context
        self._texts = context.texts
        self._follow = None if options is None else options.follow
        self._value: Value | None = None
        self._asked = False
        self._notes: Sequence[Note] = ()
        self._cell_notes: Mapping[tuple[str, str], str] = {}
        self._said = ""
        self._wanted: list[str] = []
        self._lay_out()
        self.model.typed.connect(self._on_cell_typed)
        self.model.split.connect(self._on_cell_split)
        self.model.refused.connect(self._show_problem)
        self.head.show_state(None)

    # -- showing --------------------------------------------------------------------------

    def show_value(self, value: Value | None) -> None:
        """Show what the case holds; the current cell stays the current one."""
        if value is self._value:
            return
        self._value = value
        self._said = ""
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
        self._cell_notes = notes
        self.model.show_notes(notes)
        if self.panel is not None:
            self.panel.show_notes(notes)

    def say(self, sentence: str) -> None:
        """Say something passing under the table, until the list is another one."""
        self._said = sentence
        self._show_problem()

    def commit(self) -> None:
        """Keep what is being typed in a cell."""
        if self.table is not None:
            self.table.commit_cell()
        if self.panel is not None:
            self.panel.commit()

    def focus_editor(self) -> None:
        """Give the table the focus, or the button that adds the first row."""
        if self.table is None or self.table.isHidden():
            self.head.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.table.currentIndex().isValid():
            self.table.make_current(self.model.index(self.model.first, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_cell(self, path: str) -> None:
        """Go to list/row/column, or to the list as a whole; a hidden column is shown for it."""
        parts = path.split("/")
        row_id = parts[1] if len(parts) > 1 else ""
        names = {member.id for member in self.field.columns}
        column = parts[2] if len(parts) > 2 and parts[2] in names else ""
        if column and not self.model.is_seen(self.field.column(column)):
            self._on_column_chosen(column, shown=True)
        index = self.model.index_of(row_id, column)
        if self.table is not None and index.isValid():
            self.table.go_to(index)
        else:
            self.focus_editor()

    @property
    def current_path(self) -> str:
        """The path of the current cell, or of the list."""
        index = QModelIndex() if self.table is None else self.table.currentIndex()
        cell = self.model.cell_at(index)
        return self.path if cell is None else f"{self.path}/{cell[0]}/{cell[1]}"

    @property
    def state_paths(self) -> list[str]:
        """What an answer by key means: the selected cells, or the list where it has no rows."""
        if self.table is None or not self.model.rows:
            return [self.path]
        indexes = self.table.selectedIndexes() or [self.table.currentIndex()]
        cells = filter(None, map(self.model.cell_at, indexes))
        return [f"{self.path}/{row_id}/{column}" for row_id, column in cells]

    def field_of(self, path: str) -> Field:
        """The declaration of the list or of one of its cells."""
        parts = path.split("/")
        return self.field.column(parts[2]) if len(parts) > 2 else self.field

    @property
    def mark(self) -> SourceMark:
        """The mark of the list as a whole."""
        return self.head.mark

    @property
    def problem(self) -> str:
        """The words under the table."""
        return "" if self._words.isHidden() else self._words.text()

    # -- gestures -------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Do what a button or an action of lists says; rows are those with a selected cell."""
        if name == "add" or self.table is None:
            self.add_row()
            return
        chosen = self.table.selected_rows()
        if not chosen:
            return
        gestures: dict[str, Callable[[], object]] = {
            "above": self.add_above,
            "copy": lambda: self._on_row_copied(chosen[0]),
            "remove": lambda: self._on_rows_removed(chosen),
            "up": lambda: self._on_row_moved(chosen[0], -1),
            "down": lambda: self._on_row_moved(chosen[0], 1),
            "form": self.toggle_row_form,
            "fill": self.fill_down,
        }
        gestures[name]()

    def add_row(self) -> None:
        """A new row at the end, its first cell the current one."""
        self._add(None)

    def add_above(self) -> None:
        """A new row above the current one."""
        index = QModelIndex() if self.table is None else self.table.currentIndex()
        self._add(max(index.row() - self.model.first, 0) if index.isValid() else None)

    def fill_down(self) -> None:
        """The first selected row's cells in the others; one cell alone takes from above it."""
        if self.table is None:
            return
        rows, columns = self.table.selected_rows(), self.table.selected_columns()
        if len(rows) == 1:
            ids = [row.id for row in self.model.rows]
            place = ids.index(rows[0])
            rows = ids[place - 1 : place + 1] if place else rows
        if len(rows) > 1:
            session = self._context.session
            self._emit(list_changes.filled_down(session, self.field, rows, columns))

    def paste(self, text: str, index: QModelIndex) -> None:
        """Put the clipboard's cells at a cell; what cannot be read stays in its cell, marked."""
        row = max(index.row() - self.model.first, 0) if index.isValid() else len(self.model.rows)
        columns = self.model.columns[max(index.column(), 0) :]
        done = list_changes.pasted(
            self._context.session,
            self.field,
            pasted_cells(text),
            row,
            [column for column in columns if isinstance(column, Field)],
        )
        self._emit(done.changes)
        for cell in done.unread:
            self.model.keep_refused(cell.row_id, cell.column, cell.text, cell.problem)
        if done.unknown:
            names = ", ".join(done.unknown)
            self.say(self._texts("forms.list.unknown_columns", n=len(done.unknown), names=names))

    def toggle_row_form(self) -> None:
        """Show the current row as a form, or take the form away."""
        if self.panel is not None and not self.panel.isHidden():
            self._on_panel_closed()
            return
        if self.table is None or not self.model.rows:
            return
        if self.model.row_at(self.table.currentIndex()) is None:
            self.table.make_current(self.model.index(self.model.first, 0))
        panel = self.panel or self._make_panel()
        panel.show()
        self._show_in_panel()
        column = self.model.column_at(self.table.currentIndex())
        panel.focus_column("" if column is None else column.id)
        bring_into_view(panel)

    def forget_typing(self, paths: Sequence[str]) -> None:
        """Refused texts of these cells go: another answer takes their place."""
        for path in paths:
            parts = path.split("/")
            if len(parts) > 2:
                self.model.drafts.pop((parts[1], parts[2]), None)
        self._show_problem()

    def _add(self, place: int | None) -> None:
        row_id, changes = list_changes.new_row(self._context.session.case, self.field, place)
        self._emit(changes)
        self.focus_cell(f"{self.path}/{row_id}/{self.field.columns[0].id}")

    def _on_cell_typed(self, row_id: str, column: str, content: Scalar | None) -> None:
        session = self._context.session
        path = f"{self.path}/{row_id}/{column}"
        value = None if content is None else session.typed(content)
        # What a file brought is kept with it.
        value = stated(self.field.column(column), session.case.value(path), value)
        changes = setting(session.case, path, value)
        if changes and self._follow is not None:
            changes += self._follow(row_id, column, content)
        self._emit(changes)

    def _on_cell_split(self, row_id: str, parts: Mapping[str, str]) -> None:
        """A whole parcel given in one cell goes into its columns, one gesture."""
        session, changes = self._context.session, list[Change]()
        known = {member.id for member in self.field.columns}
        for name, content in parts.items():
            path = f"{self.path}/{row_id}/{name}"
            standing = session.case.value(path)
            if name in known and (standing is None or standing.content != content):
                value = stated(self.field.column(name), standing, session.typed(content))
                changes += setting(session.case, path, value)
        self._emit(tuple(changes))

    def _on_panel_committed(self, path: str, content: Scalar | None) -> None:
        _, row_id, column = path.split("/")
        self.model.drafts.pop((row_id, column), None)
        self._on_cell_typed(row_id, column, content)

    def _on_panel_split(self, path: str, parts: Mapping[str, str]) -> None:
        self._on_cell_split(path.split("/")[1], parts)

    def _on_panel_turned(self, by: int) -> None:
        """To the next row; the focus stays in its column of the form."""
        if self.table is None:
            return
        index = self.table.currentIndex()
        following = self.model.index(index.row() + by, index.column())
        if self.model.row_at(following) is not None:
            self.table.make_current(following)
            self.table.scrollTo(following)

    def _on_panel_closed(self) -> None:
        if self.panel is not None:
            self._keep_panel()
            self.panel.hide()
        self.focus_editor()

    def _on_rows_removed(self, row_ids: Sequence[str]) -> None:
        self._emit(list_changes.removed(self._context.session.case, self.field, row_ids))

    def _on_row_copied(self, row_id: str) -> None:
        copy, changes = list_changes.doubled(self._context.session.case, self.field, row_id)
        self._emit(changes)
        self.focus_cell(f"{self.path}/{copy}/{self.field.columns[0].id}")

    def _on_row_moved(self, row_id: str, by: int) -> None:
        self._emit(list_changes.moved(self._context.session.case, self.field, row_id, by))

    def _on_cells_cleared(self, indexes: Sequence[QModelIndex]) -> None:
        cells = list(filter(None, map(self.model.cell_at, indexes)))
        for cell in cells:
            self.model.drafts.pop(cell, None)
        self._emit(list_changes.cleared(self._context.session.case, self.field, cells))
        self._show_problem()

    def _on_column_chosen(self, name: str, shown: bool) -> None:
        wanted = [column for column in self._wanted if column != name] + ([name] if shown else [])
        self._wanted = wanted
        keep_names(self._context, self, LIST_COLUMNS, self.path, wanted)
        self._want_columns(wanted)

    def _on_cell_activated(self, index: QModelIndex) -> None:
        roots = self.model.figures_at(index)
        if roots:
            self.chains_asked.emit(roots)

    def _on_cell_entered(self) -> None:
        self.cell_focused.emit(self.current_path)
        if self.panel is not None and not self.panel.isHidden():
            self._keep_panel()
            self._show_in_panel()

    def _emit(self, changes: tuple[Change, ...]) -> None:
        if changes:
            self.edited.emit(changes)

    # -- parts ----------------------------------------------------------------------------

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        if rows and self.table is None:
            self._make_table()
        here = self.current_path
        if self.model.show_rows(rows) and self.table is not None:
            self._stay_at(here)
        if self.panel is not None and not self.panel.isHidden():
            self._show_in_panel()
        self._show_problem()

    def _stay_at(self, path: str) -> None:
        """After rows or columns came, went or moved: the same cell, where it is now."""
        if self.table is None:
            return
        self.table.fit()
        _, row_id, column = (*path.split("/"), "", "")[:3]
        index = self.model.index_of(row_id, column)
        if index.isValid():
            self.table.make_current(index)
        self._list_columns()

    def _make_table(self) -> None:
        self.head.make_buttons(has_extra=bool(self.model.extra_columns))
        if self.model.extra_columns:
            settings = self._context.services.settings
            self._wanted = kept_names(settings, LIST_COLUMNS, self.path)
            self.model.want_columns(self._wanted)
        table = self.table = ListTable(self.model, self._texts)
        table.setObjectName(f"field:{self.path}")
        table.setAccessibleName(label_of(self.field, self._texts))
        table.wanted.connect(self.press)
        table.rows_removed.connect(self._on_rows_removed)
        table.cells_cleared.connect(self._on_cells_cleared)
        table.pasted.connect(self.paste)
        table.cell_entered.connect(self._on_cell_entered)
        table.activated.connect(self._on_cell_activated)
        self._column.insertWidget(1, table)
        put_behind(self.head, table)
        self._list_columns()

    def _make_panel(self) -> RowPanel:
        panel = self.panel = RowPanel(self.field, self._texts)
        panel.committed.connect(self._on_panel_committed)
        panel.split.connect(self._on_panel_split)
        panel.menu_asked.connect(self.menu_asked)
        panel.turned.connect(self._on_panel_turned)
        panel.closed.connect(self._on_panel_closed)
        self._column.insertWidget(2, panel)
        if self.table is not None:
            put_behind(self.table, panel)
        if self._context.read_only:
            make_read_only(panel)
        return panel

    def _show_in_panel(self) -> None:
        row = None if self.table is None else self.model.row_at(self.table.currentIndex())
        if self.panel is None or self.table is None:
            return
        if row is None:
            self.panel.setVisible(bool(self.model.rows))
            return
        number = self.table.currentIndex().row() - self.model.first + 1
        self.panel.show_row(row, number, len(self.model.rows), self.model.drafts)
        self.panel.show_notes(self._cell_notes)

    def _keep_panel(self) -> None:
        """What is typed in the form goes to its row before another is shown."""
        if self.panel is None:
            return
        self.panel.commit()
        for column, text, problem in self.panel.refused():
            self.model.keep_refused(self.panel.row_id, column, text, problem)

    def _want_columns(self, names: Sequence[str]) -> None:
        here = self.current_path
        self.model.want_columns(names)
        self._stay_at(here)

    def _list_columns(self) -> None:
        model = self.model
        self.head.show_columns(
            (column, model.is_seen(column), model.is_filled(column))
            for column in model.extra_columns
        )

    def _show_state(self) -> None:
        if self.table is not None:
            self.table.setVisible(bool(self.model.rows))
        if self.panel is not None and not self.model.rows:
            self.panel.hide()
        state = None if self._value is None else self._value.state
        self.head.show_state(State.VALUE if self.model.rows else _without_rows(state))

    def _show_problem(self) -> None:
        refused = [problem for _text, problem in self.model.drafts.values()]
        lines = [self._said] if self._said else []
        lines += [note.sentence for note in self._notes]
        if refused:
            first = problem_words(refused[0], self._texts)
            lines.insert(0, self._texts("forms.list.unread", n=len(refused), first=first))
        tone = "error" if refused else (self._notes[0].tone if self._notes else "muted")
        theme.set_tone(self._words, "warning" if self._said and not refused else tone)
        self._words.setText("\n".join(lines))
        self._words.setVisible(bool(lines))

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE // 2)
        self.head = ListHead(self.field, self._texts)
        self.head.mark.clicked.connect(lambda: self.menu_asked.emit(self.path))
        self.head.pressed.connect(self.press)
        self.head.none_chosen.connect(lambda: self.none_chosen.emit(self.path))
        self.head.column_chosen.connect(self._on_column_chosen)
        self._column.addWidget(self.head)
        self._words = QLabel(wordWrap=True)
        self._words.hide()
        self._words.setObjectName(f"problem:{self.path}")
        self._column.addWidget(self._words)


def _without_rows(state: State | None) -> State | None:
    """A list that holds a value but no row says the same as one that was left empty."""
    return State.EMPTY if state is State.VALUE else state
