"""A form made from the registry: groups of fields that show a case and tell what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case, State
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.fields import Field, Group
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.standards import Finding
from shamay_desktop.domain.steps import answered, asked_for
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.field_row import FieldRow, Note
from shamay_desktop.ui.widgets.form_group import FormGroup, FormLayout, Row
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.record_row import RecordRow
from shamay_desktop.ui.widgets.story import StoryPopup
from shamay_desktop.ui.widgets.wording import finding_words

Groups = Iterable[tuple[Group, tuple[Field, ...]]]
OWN_WORDS = frozenset({"mandatory", "range"})
"""Rules whose findings the form says by itself: the mark of what is asked, the range's line."""


class Form(QWidget):
    """Rows by path. It never changes the case: it emits changes and shows what comes back.

    The first groups are built at once, the others when the window is idle, so that a page
    opens without a stall; whatever needs a row that is not there yet builds it first.
    """

    edited = Signal(object)
    focused = Signal(str)
    paper_asked = Signal(object)

    def __init__(
        self,
        context: PageContext,
        groups: Groups,
        *,
        layout: FormLayout | None = None,
        at_once: int = 2,
    ) -> None:
        super().__init__()
        self.context = context
        self.rows: dict[str, Row] = {}
        self._section_of: dict[str, FormGroup] = {}
        self._case: Case | None = None
        self._notes: Mapping[str, tuple[Note, ...]] = {}
        self._cell_notes: Mapping[str, Mapping[tuple[str, str], str]] = {}
        self._sections = QVBoxLayout()
        self._sections.setSpacing(2 * theme.SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        column.addLayout(self._sections)
        column.addStretch(1)
        self._waiting = [partial(self._build, *pair, layout or FormLayout()) for pair in groups]
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_idle)
        for _ in range(at_once):
            self._build_next()
        self._later.start()
        self._bind()

    def show_case(self, case: Case) -> None:
        """Show the case; only what is not as it was is touched."""
        before, self._case = self._case, case
        if before is case:
            return
        for path, row in self.rows.items():
            if before is None or before.values.get(path) is not case.values.get(path):
                row.show_value(case.values.get(path))
        self._show_asked(case)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings under their fields."""
        notes: dict[str, list[Note]] = {}
        cells: dict[str, dict[tuple[str, str], str]] = {}
        for finding in findings:
            if finding.rule in OWN_WORDS:
                continue
            note = Note(finding.severity.value, finding_words(finding, self.context.texts))
            for path in dict.fromkeys(map(_noted_at, finding.fields)):
                notes.setdefault(path, []).append(note)
            for head, row_id, column in (p.split("/") for p in finding.fields if p.count("/") == 2):
                cells.setdefault(head, {})[row_id, column] = note.sentence
        self._notes = {path: tuple(listed) for path, listed in notes.items()}
        self._cell_notes = cells
        self._show_notes(self._all_rows())

    def focus_field(self, path: str) -> bool:
        """Give a field or cell the focus; False when the form has none of that path."""
        head = path.partition("/")[0]
        while head not in self.rows and self._waiting:
            self._build_next()
        row = self.rows.get(head)
        if row is None:
            return False
        if not row.isVisibleTo(self):
            return False
        if isinstance(row, ListEditor):
            row.focus_cell(path)
        elif isinstance(row, RecordRow) and path.partition("/")[2] in row.cells:
            row.cells[path.partition("/")[2]].focus_editor()
        else:
            row.focus_editor()
        return True

    def widget_of(self, path: str) -> Row:
        """The row of a path that `focus_field` found; a record's cell is a row of its own."""
        row = self.rows[path.partition("/")[0]]
        return row.cells.get(path.partition("/")[2], row) if isinstance(row, RecordRow) else row

    def commit_typing(self) -> None:
        """Keep what stands in the editors and was not kept yet."""
        for row in tuple(self.rows.values()):
            row.commit()

    def build_all(self) -> None:
        """Build the groups that still wait."""
        while self._waiting:
            self._build_next()

    def open_menu(self, path: str) -> StoryPopup | None:
        """Open the story of a path at its mark."""
        for row_path, row in self._all_rows():
            if row_path == path or (isinstance(row, ListEditor) and path.startswith(row.path)):
                field = row.field_of(path) if isinstance(row, ListEditor) else row.field
                popup = StoryPopup(self.context, field, path, self)
                popup.none_chosen.connect(self._on_none_chosen)
                popup.cleared.connect(lambda cleared: self._set(cleared, None))
                popup.paper_asked.connect(self.paper_asked)
                popup.open_at(row.mark)
                return popup
        return None

    # -- building -------------------------------------------------------------------------

    def _build_next(self) -> None:
        if self._waiting:
            self._waiting.pop(0)()

    def _on_idle(self) -> None:
        self._build_next()
        if self._waiting:
            self._later.start()

    def _build(self, group: Group, fields: tuple[Field, ...], layout: FormLayout) -> None:
        section = FormGroup(self.context, group, fields, layout)
        self._sections.addWidget(section)
        section.show()
        for row in section.rows:
            self.rows[row.path] = row
            self._section_of[row.path] = section
            self._connect(row)
            if self._case is not None:
                row.show_value(self._case.values.get(row.path))
        self._show_notes(self._all_rows())
        if self._case is not None:
            self._show_asked(self._case)

    def _connect(self, row: Row) -> None:
        row.menu_asked.connect(self.open_menu)
        if isinstance(row, ListEditor):
            row.edited.connect(self.edited)
            row.none_chosen.connect(self._on_none_chosen)
            row.cell_focused.connect(self.focused)
            return
        row.committed.connect(self._on_row_committed)
        if isinstance(row, FieldRow):
            row.split.connect(partial(self._on_row_split, row.path))

    def _bind(self) -> None:
        menu = QShortcut(QKeySequence("F4"), self)
        menu.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        menu.activated.connect(self._on_menu_key)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    # -- what the person does -------------------------------------------------------------

    def _on_row_committed(self, path: str, content: Scalar | None) -> None:
        session = self.context.session
        self._emit(setting(session.case, path, None if content is None else session.typed(content)))

    def _on_row_split(self, path: str, parts: Mapping[str, str]) -> None:
        """A pasted whole: its parts belong to neighbours of the same prefix."""
        prefix, session = path.rpartition(".")[0], self.context.session
        changes: list[Change] = []
        for name, content in parts.items():
            if session.case.content(f"{prefix}.{name}") == content:
                continue
            changes += setting(session.case, f"{prefix}.{name}", session.typed(content))
        self._emit(tuple(changes))
        row = self.rows[path]
        row.show_value(session.case.values.get(path))

    def _on_none_chosen(self, path: str) -> None:
        self._set(path, State.NONE)

    def _set(self, path: str, state: State | None) -> None:
        session = self.context.session
        value = None if state is None else session.typed(None, state)
        self._emit(setting(session.case, path, value))

    def _emit(self, changes: tuple[Change, ...]) -> None:
        if changes:
            self.edited.emit(changes)

    def _on_menu_key(self) -> None:
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, ListEditor):
                self.open_menu(widget.current_path)
                return
            if isinstance(widget, FieldRow):
                self.open_menu(widget.path)
                return
            widget = widget.parentWidget()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        widget: QWidget | None = new
        while widget is not None and widget is not self:
            if isinstance(widget, FieldRow):
                self.focused.emit(widget.path)
                return
            if isinstance(widget, ListEditor):
                self.focused.emit(widget.current_path)
                return
            widget = widget.parentWidget()

    # -- what is asked --------------------------------------------------------------------

    def _show_asked(self, case: Case) -> None:
        """Conditional fields are there when they are asked for or hold something."""
        touched = set()
        for row in self.rows.values():
            asked = asked_for(case, row.field)
            row.set_asked(asked and not answered(case, row.field))
            section = self._section_of[row.path]
            if section.want(row, asked=asked, case=case):
                touched.add(section)
        for section in touched:
            section.arrange()

    def _all_rows(self) -> Iterable[tuple[str, Row]]:
        for path, row in self.rows.items():
            if isinstance(row, RecordRow):
                yield from ((cell.path, cell) for cell in row.cells.values())
            yield path, row

    def _show_notes(self, rows: Iterable[tuple[str, Row]]) -> None:
        for path, row in rows:
            row.show_notes(self._notes.get(path, ()))
            if isinstance(row, ListEditor):
                row.show_cell_notes(self._cell_notes.get(path, {}))


def _noted_at(path: str) -> str:
    """Cells of lists are noted under their list, cells of records under themselves."""
    return path.partition("/")[0] if path.count("/") == 2 else path
