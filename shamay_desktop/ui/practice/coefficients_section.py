"""The coefficient tables of the office: their versions, a new one by hand or from a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.valuation.coefficients import MODE
from shamay_desktop.domain.valuation.equivalent_area import CoefficientTable, TierMode
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry_form import EntryForm
from shamay_desktop.ui.practice.cell_table import CellTable
from shamay_desktop.ui.practice.example_area import ExampleArea
from shamay_desktop.ui.practice.section import LIST_WIDTH, Section, beside, scrolled, stacked
from shamay_desktop.ui.practice.table_draft import (
    TableDraft,
    draft_of,
    next_version,
    read_draft,
    with_tier,
    without_tier,
)
from shamay_desktop.ui.practice.versions_list import VersionsList, version_words
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.office.tables import (
    KnownTables,
    add_version,
    coefficient_tables,
    lead_by,
    read_tables_file,
    take_tables,
    write_tables,
)

FILES = "JSON, CSV (*.json *.csv)"
LINES = ("name", "version", "valid_from", "note")


class CoefficientsSection(Section):
    """A kept version is only read; a new one begins from it, and is kept beside it."""

    conflict_key = "practice.conflict_tables"

    def __init__(self, context: OfficeContext) -> None:
        super().__init__(context, "coefficients")
        self._known = KnownTables(())
        self._wanted = ""
        self._begin_draft(TableDraft())
        self.list = VersionsList(self.texts)
        self.list.currentCellChanged.connect(self._on_row_changed)
        self._make_card()
        self._lay_out()
        self._enable()
        self.changed.connect(self._enable)

    @property
    def draft(self) -> TableDraft:
        """What is shown or typed."""
        found = self._draft
        return found if isinstance(found, TableDraft) else TableDraft()

    @property
    def current(self) -> CoefficientTable | None:
        """The version that is chosen in the list."""
        row = self.list.currentRow()
        return self._known.tables[row] if 0 <= row < len(self._known.tables) else None

    def read(self) -> None:
        """Read the office's tables."""
        self.run(coefficient_tables, on_done=self._on_read)

    def save(self) -> None:
        """Keep the new version; what is wrong is said at its cell, and nothing is kept."""
        read = read_draft(self.draft)
        if read.table is None:
            self._go_to_problem()
            self.say(self.texts("practice.has_problems", n=len(read.problems)))
            return
        self._wanted = f"{read.table.name} {read.table.version}"
        self.keep(add_version, self._known, read.table)

    def read_beside(self) -> None:
        """Their versions come into the list; what is typed here stays a new one."""
        draft, before = self.draft, list(self._before)

        def done(known: KnownTables) -> None:
            self._known = known
            self._show_list(keep_draft=True)
            self._draft, self._before = draft, before
            self.show_draft()
            self.note_draft()

        self.run(coefficient_tables, on_done=done)

    # -- showing --------------------------------------------------------------------------

    def _begin_draft(self, draft: TableDraft) -> None:
        self._draft, self._kept = draft, draft

    def _on_read(self, known: KnownTables) -> None:
        self._known = known
        self._show_list()

    def _show_list(self, *, keep_draft: bool = False) -> None:
        names = [f"{each.name} {each.version}" for each in self._known.tables]
        wanted = names.index(self._wanted) if self._wanted in names else 0
        self._wanted = ""
        still = QSignalBlocker(self.list)
        self.list.show_versions(self._known.tables)
        self.list.setCurrentCell(wanted, 0)
        still.unblock()
        if not keep_draft:
            self._show_current()

    def _on_row_changed(self) -> None:
        if not self.is_changed:
            self._show_current()
        else:
            self.say(self.texts("practice.finish_first"), "warning")

    def _show_current(self) -> None:
        if self.current is not None:
            self.begin(draft_of(self.current))

    def show_draft(self) -> None:
        """Names, mode and tiers; a kept version is only read."""
        draft = self.draft
        for name in LINES:
            if self.form.text(name) != getattr(draft, name):
                self.form.set_text(name, getattr(draft, name))
            self.form.editors[name].setReadOnly(not draft.is_new)
        self.mode.setCurrentIndex(self.mode.findData(draft.mode.value))
        self.mode.setEnabled(draft.is_new)
        self.tiers.is_read_only = not draft.is_new
        self.tiers.show_rows(
            [(self._category(row), each.up_to, each.coefficient)
             for row, each in enumerate(draft.rows)]
        )  # fmt: skip

    def note_draft(self) -> None:
        """Problems at their cells; the example follows."""
        read = read_draft(self.draft)
        texts = self.texts
        problems = read.problems if self.draft.is_new else {}
        for name in LINES:
            code = problems.get(name)
            self.form.show_problem(name, texts(f"practice.problem.{code}") if code else "")
        cells = {at: texts(f"practice.problem.{code}") for at, code in problems.items()
                 if isinstance(at, tuple)}  # fmt: skip
        doubts = {at: texts(f"practice.problem.{code}") for at, code in read.doubts.items()
                  if isinstance(at, tuple)}  # fmt: skip
        self.tiers.mark(cells, doubts)
        self.problem.setText("\n".join(self._cell_words(at, said) for at, said in
                                       sorted({**doubts, **cells}.items())))  # fmt: skip
        theme.set_tone(self.problem, "error" if cells else "warning")
        self.problem.setVisible(bool(cells or doubts))
        self.example.show_table(read.table)

    def _cell_words(self, at: tuple[int, int], words: str) -> str:
        row = self.draft.rows[at[0]]
        column = self.texts(f"practice.head.{('category', 'up_to', 'coefficient')[at[1]]}")
        said = self.texts("practice.at_cell", category=self._category_name(row.category),
                          column=column, problem=words)  # fmt: skip
        return directed(said, self.texts)

    def _category(self, row: int) -> str:
        rows = self.draft.rows
        return self._category_name(rows[row].category)

    def _category_name(self, code: str) -> str:
        choice = BY_ID["valuation.areas"].column("category").choice(code)
        return choice.label(self.texts.language.value)

    def _enable(self) -> None:
        draft, can = self.draft, self.may_edit and not self.is_busy
        idle = can and not self.is_changed and self.current is not None
        self._new.setEnabled(idle)
        self._copy.setEnabled(idle)
        self._import.setEnabled(idle)
        leading = bool(self._known.tables) and self.current is not None
        leading = leading and self.current.name != self._known.tables[0].name  # type: ignore[union-attr]  # by the line above
        self._lead.setEnabled(idle and leading)
        self._export.setEnabled(bool(self._known.tables))
        for each in (self._add, self._remove):
            each.setEnabled(can and draft.is_new)
        key = "practice.version_new" if draft.is_new else "practice.version_kept"
        self.state.setText(self.texts(key))

    def _go_to_problem(self) -> None:
        problems = read_draft(self.draft).problems
        for at in problems:
            if isinstance(at, tuple):
                self.tiers.setCurrentCell(*at)
                self.tiers.setFocus()
                return
        name = next((str(at) for at in problems if at in LINES), "")
        if name:
            self.form.editors[name].setFocus()

    # -- doing ----------------------------------------------------------------------------

    def begin_version(self) -> None:
        """A new version of the table that is chosen, with its figures to begin with."""
        self._begin(rename="")

    def begin_copy(self) -> None:
        """Another table with the figures of the one that is chosen."""
        if self.current is not None:
            self._begin(rename=self.texts("practice.copy_of", name=self.current.name))

    def _begin(self, rename: str) -> None:
        current = self.current
        if current is None:
            return
        name = rename or current.name
        versions = frozenset(t.version for t in self._known.tables if t.name == name)
        draft = replace(draft_of(current), name=name)
        today = self.context.services.clock.today()
        self.change(next_version(draft, versions, today))
        self.form.editors["name" if rename else "version"].setFocus()

    def _on_lead_pressed(self) -> None:
        if self.current is not None:
            self._wanted = f"{self.current.name} {self.current.version}"
            self.keep(lead_by, self._known, self.current.name)

    def _on_typed(self, name: str, text: str) -> None:
        if self.draft.is_new:
            draft = replace(self.draft, **{name: text})  # type: ignore[arg-type]  # LINES are texts
            self.change(draft, shown=True, place=name)

    def _on_mode_chosen(self) -> None:
        mode = TierMode(str(self.mode.currentData()))
        self.change(replace(self.draft, mode=mode), shown=True)

    def _on_cell_typed(self, row: int, column: int, text: str) -> None:
        if not self.draft.is_new or column == 0:
            return
        name = ("", "up_to", "coefficient")[column]
        rows = list(self.draft.rows)
        rows[row] = replace(rows[row], **{name: text.strip()})
        self.change(replace(self.draft, rows=tuple(rows)), shown=True)

    def _on_add_pressed(self) -> None:
        row = self.tiers.currentRow()
        if 0 <= row < len(self.draft.rows):
            self.change(with_tier(self.draft, row))
            self.tiers.setCurrentCell(row, 1)
            self.tiers.setFocus()

    def _on_remove_pressed(self) -> None:
        row = self.tiers.currentRow()
        if 0 <= row < len(self.draft.rows):
            self.change(without_tier(self.draft, row))
            self.tiers.setFocus()

    def _on_import_pressed(self) -> None:
        path = self.file_to_read("import_tables", FILES)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Keep the versions of a file that are not known."""

        def take(services: object, actor: object, source: Path) -> object:
            tables = read_tables_file(source)
            return take_tables(services, actor, self._known, tables)  # type: ignore[arg-type]  # the services and the actor as `run` gives them

        self.keep(take, path)

    def _on_export_pressed(self) -> None:
        path = self.file_to_write("export_tables", "coefficients.json", FILES)
        if path is not None:
            self.write_file(path)

    def write_file(self, path: Path) -> None:
        """Write all versions."""
        tables: Sequence[CoefficientTable] = self._known.tables

        def write(services: object, _actor: object) -> Path:
            return write_tables(services, path, tables)  # type: ignore[arg-type]  # the services as `run` gives them

        self.run(write, on_done=lambda made: self.say(
            self.texts("practice.written", file=made.name), "ok"))  # fmt: skip

    # -- building -------------------------------------------------------------------------

    def _make_card(self) -> None:
        texts = self.texts
        self.form = EntryForm(texts)
        for name in LINES:
            label = texts(f"practice.line.{name}")
            hint = texts("practice.valid_from_hint") if name == "valid_from" else ""
            latin = name in ("version", "valid_from")
            editor = self.form.add_line(name, label, hint=hint, latin=latin)
            editor.setObjectName(f"field:table-{name}")
            editor.textEdited.connect(lambda text, of=name: self._on_typed(of, text))
        self.mode = QComboBox()
        self.mode.setObjectName("field:table-mode")
        for choice in BY_ID[MODE].choices:
            self.mode.addItem(choice.label(texts.language.value), choice.code)
        self.mode.activated.connect(self._on_mode_chosen)
        self.form.add_widget("mode", texts("practice.line.mode"), self.mode)
        heads = [texts(f"practice.head.{name}") for name in ("category", "up_to", "coefficient")]
        self.tiers = CellTable("practice-tiers", texts("practice.tiers"), heads, fixed=(0,))
        self.tiers.typed.connect(self._on_cell_typed)
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("practice-problem")
        self.problem.hide()
        self.example = ExampleArea(texts)
        self.state = QLabel(wordWrap=True)
        self.state.setObjectName("practice-state")
        theme.set_tone(self.state, "muted")

    def _lay_out(self) -> None:
        self._new = self.button("new-version", "new_version", self.begin_version, "primary")
        self._copy = self.button("copy-table", "copy_table", self.begin_copy)
        self._lead = self.button("lead-table", "lead", self._on_lead_pressed)
        self._import = self.button("import-tables", "import_tables", self._on_import_pressed)
        self._export = self.button("export-tables", "export_tables", self._on_export_pressed)
        self._add = self.button("add-tier", "add_tier", self._on_add_pressed)
        self._remove = self.button("remove-tier", "remove_tier", self._on_remove_pressed)
        side = QWidget()
        side.setMinimumWidth(LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(beside(self._new, self._copy, self._lead))
        column.addWidget(beside(self._import, self._export))
        column.addWidget(self.example)
        card = stacked(
            self.state, self.form, self.problem, beside(self._add, self._remove), self.tiers
        )
        row = QHBoxLayout(self)
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(side, 2)
        row.addWidget(scrolled(card), 3)

    @property
    def title_words(self) -> str:
        """The version that is shown."""
        return "" if self.current is None else version_words(self.current, self.texts)
