"""A form made from the registry: groups of fields that show a case and tell what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case, State
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.fields import Field, Group
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.market.overriding import stated
from shamay_desktop.domain.standards import Finding
from shamay_desktop.domain.steps import answered, asked_for
from shamay_desktop.ui import theme
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.widgets.field_row import FieldRow, Note
from shamay_desktop.ui.widgets.form_actions import FormActions
from shamay_desktop.ui.widgets.form_bar import LONG_FORM, FormBar
from shamay_desktop.ui.widgets.form_group import FormGroup, FormLayout, Row
from shamay_desktop.ui.widgets.form_view import FormView
from shamay_desktop.ui.widgets.kept_choices import FOLDED_GROUPS, keep_names, kept_names
from shamay_desktop.ui.widgets.list_editor import ListEditor
from shamay_desktop.ui.widgets.read_only import make_read_only
from shamay_desktop.ui.widgets.record_row import RecordRow
from shamay_desktop.ui.widgets.source_mark import SourceMark
from shamay_desktop.ui.widgets.story import StoryPopup
from shamay_desktop.ui.widgets.tab_order import put_behind
from shamay_desktop.ui.widgets.wording import finding_words

Groups = Iterable[tuple[Group, tuple[Field, ...]]]
OWN_WORDS = frozenset({"mandatory", "range"})
"""Rules whose findings the form says by itself: the mark of what is asked, the range's line."""


class Form(QWidget):
    """Rows by path. It never changes the case: it emits changes and shows what comes back.

    The first groups are built at once, the others when the window is idle, so that a page
    opens without a stall; whatever needs a row that is not there yet builds it first. Groups
    that the case's purpose does not have are not built until they are asked for.
    """

    edited = Signal(object)
    focused = Signal(str)
    paper_asked = Signal(object)

    go_asked = Signal(str)
    """The path of what a value's story leads to: shapes on a plan."""

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
        self.sections: dict[str, FormGroup] = {}
        self.last_focus: QWidget | None = None
        self._groups = list(groups)
        self._layout = layout or FormLayout()
        self._case: Case | None = None
        self._notes: Mapping[str, tuple[Note, ...]] = {}
        self._cell_notes: Mapping[str, Mapping[tuple[str, str], str]] = {}
        self._waiting = list(range(len(self._groups)))
        self.view = FormView([field for _group, fields in self._groups for field in fields])
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._on_idle)
        for _ in range(at_once):
            self._build_next()
        self._later.start()
        self.actions_of = FormActions(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def show_case(self, case: Case) -> None:
        """Show the case; only what is not as it was is touched."""
        before, self._case = self._case, case
        if before is case:
            return
        for path, row in self.rows.items():
            if before is None or before.values.get(path) is not case.values.get(path):
                row.show_value(case.values.get(path))
        self.show_asked()

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
        """Give a field or cell the focus; False when the form has none of that path, or its
        case does not show it. What hides it for the moment (fold, filter) gives way.
        """
        head = path.partition("/")[0]
        if not self._uncover(head):
            return False
        row = self.rows[head]
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
        """Build the groups that still wait and belong to the case."""
        while self._build_next():
            pass

    def open_menu(self, path: str) -> StoryPopup | None:
        """Open the story of a path at its mark."""
        row = self.rows.get(path.partition("/")[0])
        if row is None:
            return None
        cell = row.cells.get(path.partition("/")[2]) if isinstance(row, RecordRow) else None
        field = row.field_of(path) if isinstance(row, ListEditor) else (cell or row).field
        popup = StoryPopup(self.context, field, path, self)
        popup.state_chosen.connect(self.set_state)
        popup.paper_asked.connect(self.paper_asked)
        popup.go_asked.connect(self.go_asked)
        popup.open_at(self._mark_of(row if cell is None else cell, path))
        return popup

    def set_state(self, path: str, state: State | None) -> None:
        """Answer a field or cell with "none" or "left empty", or forget the answer."""
        self.set_states([path], state)

    def set_states(self, paths: Sequence[str], state: State | None) -> None:
        """Answer several fields or cells in one gesture; one that must be known says so."""
        session, changes = self.context.session, list[Change]()
        refused: list[str] = []
        for path in paths:
            field = self._field_of(path)
            if field is None or (state is State.NONE and field.must_be_known):
                refused += [path] if field is not None else []
                continue
            value = None if state is None else session.typed(None, state)
            if path.count("/") > 1:  # a cell of a list keeps what a file brought
                value = stated(field, session.case.value(path), value)
            changes += setting(session.case, path, value)
        self.tell(tuple(changes))
        for path in paths:
            self._forget_typing(path, kept=path in refused)

    def tell(self, changes: tuple[Change, ...]) -> None:
        """Tell one gesture, if it changes anything."""
        if changes:
            self.edited.emit(changes)

    def row_at(self, widget: QWidget | None) -> FieldRow | RecordRow | ListEditor | None:
        """The row in which a widget stands: a cell's own row inside a record or a row's form."""
        while widget is not None and widget is not self:
            if isinstance(widget, FieldRow | ListEditor | RecordRow):
                return widget
            widget = widget.parentWidget()
        return None

    @property
    def current_row(self) -> FieldRow | RecordRow | ListEditor | None:
        """The row that has the focus, or had it before a palette or menu took it."""
        alive = self.last_focus is not None and shiboken6.isValid(self.last_focus)
        return self.row_at(self.last_focus) if alive else None

    # -- groups ---------------------------------------------------------------------------

    def go_to_group(self, key: str) -> None:
        """Unfold a group, bring its beginning into view and give its first row the focus."""
        index = next(at for at, (group, _) in enumerate(self._groups) if group.key == key)
        if index in self._waiting:
            self._build(index)
        section = self.sections[key]
        self.fold(section, folded=False)
        row = next((row for row in section.rows if row.isVisibleTo(self)), None)
        if row is not None:
            row.focus_editor()

    def fold(self, section: FormGroup, folded: bool) -> None:
        """Fold or unfold a group; this machine remembers it."""
        section.fold(folded)
        names = [each.group.key for each in self.sections.values() if each.is_folded]
        unbuilt = {self._groups[at][0].key for at in self._waiting}
        names += [name for name in self._folded_before() if name in unbuilt]
        keep_names(self.context, self, FOLDED_GROUPS, self._step, names)

    def fold_all(self, folded: bool) -> None:
        """Fold or unfold all groups."""
        self.build_all()
        for section in self.sections.values():
            self.fold(section, folded)

    def show_missing_only(self, on: bool) -> None:
        """Show only the fields that must be answered and are not."""
        self.view.missing_only = on
        self.bar.missing.setChecked(on)
        if on:
            self.build_all()
        self.show_asked()

    def show_kept(self, on: bool) -> None:
        """Show the values of fields that the case's purpose does not have, or hide them again."""
        self.view.kept_too = on
        self.bar.kept.setChecked(on)
        if on and self._case is not None:
            kept = {field.id for field in self.view.kept(self._case)}
            for index in tuple(self._waiting):
                if any(field.id in kept for field in self._groups[index][1]):
                    self._build(index)
        self.show_asked()

    def counted_groups(self) -> list[tuple[Group, int]]:
        """The groups that the case shows, each with how many of its fields are missing."""
        case = self.context.session.case
        return [
            (group, sum(self.view.is_missing(case, field) for field in fields))
            for group, fields in self._groups
            if any(field.applies(case) for field in fields)
        ]

    # -- building -------------------------------------------------------------------------

    def _build_next(self) -> bool:
        """Build the first waiting group that belongs to the case; False when none does."""
        case = self._case or self.context.session.case
        for index in self._waiting:
            if self._groups[index][0].applies(case):
                self._build(index)
                return True
        return False

    def _on_idle(self) -> None:
        if self._build_next() and self._waiting:
            self._later.start()

    def _build(self, index: int) -> None:
        self._waiting.remove(index)
        group, fields = self._groups[index]
        section = FormGroup(self.context, group, fields, self._layout)
        earlier = [self._groups[at][0].key for at in range(index)]
        above = [self.sections[key] for key in earlier if key in self.sections]
        self._sections.insertWidget(len(above), section)
        if len(above) < len(self.sections):
            put_behind(above[-1] if above else self.bar, section)
        self.sections[group.key] = section
        section.folded.connect(partial(self._on_section_folded, section))
        section.show()
        for row in _flat(section.rows):
            if isinstance(row, FieldRow):
                row.phrase_asked.connect(partial(self._on_phrase_asked, row))
        for row in section.rows:
            self.rows[row.path] = row
            self._connect(row)
            if self._case is not None:
                row.show_value(self._case.values.get(row.path))
        if self._notes or self._cell_notes:
            self._show_notes((row.path, row) for row in _flat(section.rows))
        if self.context.read_only:
            make_read_only(section)
        self._show_asked_in(section)
        section.fold(group.key in self._folded_before())
        self._make_room()

    def _make_room(self) -> None:
        """Grow at once: a scroll area follows events later, and squeezes the rows until then."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)

    def _connect(self, row: Row) -> None:
        row.menu_asked.connect(self.open_menu)
        if isinstance(row, ListEditor):
            row.edited.connect(self.edited)
            row.none_chosen.connect(lambda path: self.set_state(path, State.NONE))
            row.cell_focused.connect(self.focused)
            return
        row.committed.connect(self._on_row_committed)
        if isinstance(row, FieldRow):
            row.split.connect(partial(self._on_row_split, row.path))

    def _lay_out(self) -> None:
        self._sections = QVBoxLayout()
        self._sections.setSpacing(2 * theme.SPACE)
        self.bar = FormBar(self.context.texts, self.counted_groups)
        self.bar.jump_asked.connect(self.go_to_group)
        self.bar.missing_only_asked.connect(self.show_missing_only)
        self.bar.kept_asked.connect(self.show_kept)
        self.bar.fold_asked.connect(self.fold_all)
        self.is_long = len(self._groups) >= LONG_FORM
        self.bar.jump.setVisible(self.is_long)
        self.bar.missing.setVisible(self.is_long)
        self.bar.setVisible(self.is_long)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        column.addWidget(self.bar)
        column.addLayout(self._sections)
        column.addStretch(1)

    # -- what the person does -------------------------------------------------------------

    def _on_row_committed(self, path: str, content: Scalar | None) -> None:
        session = self.context.session
        self.tell(setting(session.case, path, None if content is None else session.typed(content)))

    def _on_row_split(self, path: str, parts: Mapping[str, str]) -> None:
        """A pasted whole: its parts belong to neighbours of the same prefix."""
        prefix, session = path.rpartition(".")[0], self.context.session
        changes: list[Change] = []
        for name, content in parts.items():
            if session.case.content(f"{prefix}.{name}") == content:
                continue
            changes += setting(session.case, f"{prefix}.{name}", session.typed(content))
        self.tell(tuple(changes))
        row = self.rows[path]
        row.show_value(session.case.values.get(path))

    def _on_section_folded(self, section: FormGroup, folded: bool) -> None:
        self.fold(section, folded)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.isAncestorOf(new):
            return
        self.last_focus = new
        row = self.row_at(new)
        if isinstance(row, FieldRow):
            self.focused.emit(row.path)
        elif isinstance(row, ListEditor):
            self.focused.emit(row.current_path)

    def _on_phrase_asked(self, row: FieldRow) -> None:
        row.focus_editor()
        self.actions_of.phrases.pick()

    def _field_of(self, path: str) -> Field | None:
        row = self.rows.get(path.partition("/")[0])
        if isinstance(row, ListEditor):
            return row.field_of(path)
        if isinstance(row, RecordRow) and path.partition("/")[2] in row.cells:
            return row.cells[path.partition("/")[2]].field
        return None if row is None else row.field

    def _forget_typing(self, path: str, *, kept: bool) -> None:
        """What was typed gives way to the answer; an answer that is refused says why."""
        row = self.widget_of(path)
        words = self.context.texts("forms.must_be_known")
        if isinstance(row, ListEditor):
            row.say(words) if kept else row.forget_typing([path])
        elif isinstance(row, FieldRow):
            row.say(words) if kept else row.forget_typing()

    def _mark_of(self, row: Row, path: str) -> SourceMark:
        """The mark at which a story opens: a cell's own in the row's form, else the row's."""
        if isinstance(row, ListEditor) and row.panel is not None and row.panel.isVisible():
            for cell in row.panel.cells.values():
                if cell.path == path:
                    return cell.mark
        return row.mark

    # -- what is asked --------------------------------------------------------------------

    def show_asked(self) -> None:
        """Rows are there when the case has them and what is looked at shows them."""
        case = self._case
        if case is None:
            return
        for section in self.sections.values():
            self._show_asked_in(section)
        missing = sum(self.view.is_missing(case, field) for field in self.view.fields)
        kept = len(self.view.kept(case))
        self.bar.show_counts(missing, kept)
        self.bar.setVisible(self.is_long or kept > 0)
        if self._waiting and not self._later.isActive():
            self._later.start()

    def _show_asked_in(self, section: FormGroup) -> None:
        case, focused = self._case, QApplication.focusWidget()
        if case is None:
            return
        touched = False
        for row in section.rows:
            asked = asked_for(case, row.field)
            lacking = asked and not answered(case, row.field)
            row.set_asked(lacking)
            held = focused is not None and row.isAncestorOf(focused)
            shown = held or self.view.shows(case, row.field, asked=asked, lacking=lacking)
            touched = section.want(row, shown) or touched
        if touched:
            section.arrange()
            section.setVisible(section.has_rows)

    def _uncover(self, head: str) -> bool:
        """Build and show the row of a field; False when the case has no such row."""
        self._build_through(head)
        row = self.rows.get(head)
        if row is None:
            return False
        section = next(each for each in self.sections.values() if row in each.rows)
        if section.is_folded:
            self.fold(section, folded=False)
        if not row.isVisibleTo(self) and self.view.missing_only:
            self.show_missing_only(on=False)
        kept = () if self._case is None else self.view.kept(self._case)
        if not row.isVisibleTo(self) and row.field in kept:
            self.show_kept(on=True)
        return row.isVisibleTo(self)

    def _build_through(self, head: str) -> None:
        """Build the group of a field and those above it, which would push it away later."""
        of_field = (
            index
            for index in self._waiting
            if any(field.id == head for field in self._groups[index][1])
        )
        last = next(of_field, None)
        if last is None:
            return
        case = self._case or self.context.session.case
        for index in tuple(self._waiting):
            if index == last or (index < last and self._groups[index][0].applies(case)):
                self._build(index)

    @property
    def _step(self) -> str:
        return self._groups[0][0].step.value if self._groups else ""

    def _folded_before(self) -> list[str]:
        return kept_names(self.context.services.settings, FOLDED_GROUPS, self._step)

    def _all_rows(self) -> Iterable[tuple[str, Row]]:
        return ((row.path, row) for row in _flat(self.rows.values()))

    def _show_notes(self, rows: Iterable[tuple[str, Row]]) -> None:
        for path, row in rows:
            row.show_notes(self._notes.get(path, ()))
            if isinstance(row, ListEditor):
                row.show_cell_notes(self._cell_notes.get(path, {}))


def _flat(rows: Iterable[Row]) -> Iterable[Row]:
    """Rows, and the cells of records as rows of their own."""
    for row in rows:
        if isinstance(row, RecordRow):
            yield from row.cells.values()
        yield row


def _noted_at(path: str) -> str:
    """Cells of lists are noted under their list, cells of records under themselves."""
    return path.partition("/")[0] if path.count("/") == 2 else path
