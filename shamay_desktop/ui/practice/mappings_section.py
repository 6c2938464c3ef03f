"""The mappings of sources: looked at, changed, copied, tried on a sample file, given out and in."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.market.dates import ORDERS
from shamay_desktop.domain.market.mapping import TYPES, MappedColumn, SourceMapping
from shamay_desktop.domain.market.mapping_problems import Problem, choices_of, mapping_problems
from shamay_desktop.domain.market.reason_words import words_of_target
from shamay_desktop.domain.market.rows import RowKind
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.dialogs.entry_form import EntryForm
from shamay_desktop.ui.dialogs.named_choice import Choice, NamedChoice
from shamay_desktop.ui.practice.column_card import ColumnCard
from shamay_desktop.ui.practice.mapping_list import MappingList, label_of, state_of
from shamay_desktop.ui.practice.sample_headings import SampleHeadings
from shamay_desktop.ui.practice.section import LIST_WIDTH, Section, beside, scrolled, stacked
from shamay_desktop.ui.widgets.figures_table import FiguresTable
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.market.mapping_care import (
    MappingsInUse,
    SampleTable,
    copy_of,
    mappings_in_use,
    sample_of,
    with_alias,
)
from shamay_desktop.usecases.market.mappings import (
    read_mapping_file,
    remove_mapping,
    save_mapping,
    write_mapping_file,
)

FILES = "JSON (*.json)"
COLUMNS_HEIGHT = 30 * theme.SPACE
TEXTS = ("he", "en", "needed", "excluded")
NOBODY = SourceMapping("", "", "", ())


class MappingsSection(Section):
    """Saving a shipped one keeps the office's own version of it; removing that brings it back."""

    def __init__(self, context: OfficeContext) -> None:
        super().__init__(context, "mappings")
        self._used: MappingsInUse | None = None
        self._listed: Sequence[SourceMapping] = ()
        self._wanted = ""
        self._removing = False
        self._draft = self._kept = NOBODY
        self._read: SourceMapping | None = None
        self.list = MappingList(self.texts)
        self.list.currentCellChanged.connect(self._on_row_changed)
        self._make_card()
        self._lay_out()
        self.changed.connect(self._enable)
        self._enable()

    @property
    def draft(self) -> SourceMapping:
        """What is shown or typed."""
        return self._draft if isinstance(self._draft, SourceMapping) else NOBODY

    @property
    def current(self) -> SourceMapping | None:
        """The mapping that is chosen in the list."""
        row = self.list.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def read(self) -> None:
        """Read what the office knows."""
        self.run(mappings_in_use, on_done=self._on_read)

    def save(self) -> None:
        """Keep the mapping for the office; what is wrong is said by its place."""
        problems = mapping_problems(self.draft)
        if problems:
            self._go_to(problems[0])
            self.say(self._problem_words(problems[0]))
            return
        self._wanted = self.draft.id
        self.keep(save_mapping, self.draft, read=self._read)

    def read_beside(self) -> None:
        """What somebody else kept is what is compared with; what is typed stays."""

        def done(used: MappingsInUse) -> None:
            self._used = used
            self._read = used.own(self.draft.id)

        self.run(mappings_in_use, on_done=done)

    # -- showing --------------------------------------------------------------------------

    def _on_read(self, used: MappingsInUse) -> None:
        self._used = used
        own = [each for each in used.known.all if each.own]
        self._listed = (*own, *(each for each in used.known.all if not each.own))
        ids = [each.id for each in self._listed]
        wanted = ids.index(self._wanted) if self._wanted in ids else 0
        still = QSignalBlocker(self.list)
        self.list.show_mappings(used, self._listed)
        self.list.setCurrentCell(wanted, 0)
        still.unblock()
        self._show_current()

    def _on_row_changed(self) -> None:
        if self.is_changed:
            self.say(self.texts("practice.finish_first"), "warning")
        else:
            self._show_current()

    def _show_current(self) -> None:
        current = self.current
        if current is not None and self._used is not None:
            self._wanted = current.id
            self._read = self._used.own(current.id)
            self.columns.setCurrentCell(0, 0)
            self.begin(current)

    def show_draft(self) -> None:
        """Names, kinds and columns."""
        draft = self.draft
        lines = {"he": draft.he, "en": draft.en, "needed": ", ".join(draft.needed),
                 "excluded": ", ".join(draft.excluded)}  # fmt: skip
        for name, said in lines.items():
            if self.form.text(name) != said:
                self.form.set_text(name, said)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind.value))
        self.evidence.setCurrentIndex(self.evidence.findData(draft.evidence))
        self.order.setCurrentIndex(self.order.findData(draft.date_order))
        self._show_columns()

    def note_draft(self) -> None:
        """The columns' table follows; problems at their lines."""
        self._show_columns()
        problems = mapping_problems(self.draft) if self.draft is not NOBODY else ()
        for name in TEXTS:
            said = next((each for each in problems if each[0] == name), None)
            self.form.show_problem(name, "" if said is None else self._problem_words(said))
        rest = [each for each in problems if each[0].startswith("column/")]
        self.problem.setText("\n".join(self._problem_words(each) for each in rest[:6]))
        self.problem.setVisible(bool(rest))

    def _show_columns(self) -> None:
        texts, row = self.texts, max(self.columns.currentRow(), 0)
        heads = [texts(f"practice.column.{name}") for name in ("target", "aliases", "default")]
        still = QSignalBlocker(self.columns)
        self.columns.show_lines(heads, [
            (str(number), (words_of_target(each.target, texts),
                           directed(" · ".join(each.aliases), texts), each.default))
            for number, each in enumerate(self.draft.columns)
        ])  # fmt: skip
        head = self.columns.horizontalHeader()
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.columns.resizeRowsToContents()
        if self.draft.columns:
            self.columns.setCurrentCell(min(row, len(self.draft.columns) - 1), 0)
        still.unblock()
        self._show_column()

    def _show_column(self) -> None:
        row = self.columns.currentRow()
        columns = self.draft.columns
        self.card.show_column(columns[row] if 0 <= row < len(columns) else None)

    def _problem_words(self, problem: Problem) -> str:
        place, code, fact = problem
        words = self.texts(f"practice.mapping_problem.{code}", fact=fact)
        if code in ("needed_missing", "nothing_read"):
            words = self.texts(f"practice.mapping_problem.{code}",
                               fact=words_of_target(fact, self.texts))  # fmt: skip
        if place.startswith("column/"):
            number = int(place.split("/")[1])
            target = words_of_target(self.draft.columns[number].target, self.texts)
            words = self.texts("practice.at_column", column=target, problem=words)
        return directed(words, self.texts)

    def _go_to(self, problem: Problem) -> None:
        place = problem[0]
        if place.startswith("column/"):
            _, number, part = place.split("/")
            self.columns.setCurrentCell(int(number), 0)
            editor = self.card.default if part == "default" else self.card.aliases
            editor.setFocus()
        elif place in self.form.editors:
            self.form.editors[place].setFocus()

    def _enable(self) -> None:
        current, can = self.current, self.may_edit and not self.is_busy
        idle = can and not self.is_changed and current is not None
        self._copy.setEnabled(idle)
        self._import.setEnabled(can and not self.is_changed)
        self._remove.setEnabled(idle and current is not None and current.own)
        shipped = current is not None and state_of(current) == "changed"
        self._remove.setText(self.texts(f"practice.mapping_{'back' if shipped else 'remove'}"))
        self._sample.setEnabled(current is not None and not self.is_busy)
        self._export.setEnabled(current is not None)
        for each in (self._add, self._drop):
            each.setEnabled(can and current is not None)
        self._removing = self._removing and idle

    # -- doing ----------------------------------------------------------------------------

    def _on_typed(self, name: str, text: str) -> None:
        given: object = text
        if name in ("needed", "excluded"):
            given = tuple(part for each in text.split(",") if (part := each.strip()))
        draft = replace(self.draft, **{name: given})  # type: ignore[arg-type]  # TEXTS are texts or lists of them
        self.change(draft, shown=True, place=name)

    def _on_chosen(self, name: str, box: QComboBox) -> None:
        given = box.currentData()
        draft = replace(self.draft, **{name: RowKind(given) if name == "kind" else str(given)})  # type: ignore[arg-type]  # by the name of the box
        self.change(draft, shown=True)

    def _on_column_typed(self, column: MappedColumn, part: str) -> None:
        row = self.columns.currentRow()
        columns = list(self.draft.columns)
        columns[row] = column
        place = f"column/{row}/{part}"
        self.change(replace(self.draft, columns=tuple(columns)), shown=True, place=place)

    def _on_add_pressed(self) -> None:
        told = {column.target for column in self.draft.columns}
        free = next((target for target in TYPES if target not in told), "note")
        columns = (*self.draft.columns, MappedColumn(free, (), TYPES[free]))
        self.change(replace(self.draft, columns=columns))
        self.columns.setCurrentCell(len(columns) - 1, 0)
        self.card.target.setFocus()

    def _on_drop_pressed(self) -> None:
        row, columns = self.columns.currentRow(), self.draft.columns
        if 0 <= row < len(columns):
            self.change(replace(self.draft, columns=(*columns[:row], *columns[row + 1 :])))
            self.columns.setFocus()

    def begin_copy(self) -> None:
        """The office's own copy of the mapping that is chosen, to be saved."""
        current, used = self.current, self._used
        if current is None or used is None:
            return
        he, en = (self.texts("practice.copy_of", name=name) for name in (current.he, current.en))
        self._read = None
        self.change(copy_of(current, used.known.all, he, en))
        self.form.editors["he" if self.texts.language.right_to_left else "en"].setFocus()

    def discard(self) -> None:
        """Back to what is kept, also of a copy."""
        super().discard()
        if self._used is not None:
            self._read = self._used.own(self.draft.id)

    def _on_remove_pressed(self) -> None:
        current, used = self.current, self._used
        if current is None or used is None:
            return
        n = used.imports.get(current.id, 0)
        if not self._removing:
            self._removing = True
            name = label_of(current, self.texts)
            self.say(self.texts("practice.remove_again", name=name, n=n), "warning")
            return
        self._removing = False
        self._wanted = current.id
        self.keep(remove_mapping, current.id)

    def _on_import_pressed(self) -> None:
        path = self.file_to_read("import_mapping", FILES)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """A mapping of a file stands as typed here; it is kept when it is saved."""

        def read(_services: object, _actor: object) -> SourceMapping:
            return read_mapping_file(path)

        def done(mapping: SourceMapping) -> None:
            self._read = None if self._used is None else self._used.own(mapping.id)
            self.change(replace(mapping, own=True))
            self.say(self.texts("practice.taken_to_save"), "accent")

        self.run(read, on_done=done)

    def _on_export_pressed(self) -> None:
        path = self.file_to_write("export_mapping", f"{self.draft.id}.json", FILES)
        if path is not None:
            self.write_file(path)

    def write_file(self, path: Path) -> None:
        """Write the mapping as it stands here."""
        mapping = self.draft

        def write(services: object, _actor: object) -> Path:
            return write_mapping_file(services, path, mapping)  # type: ignore[arg-type]  # the services as `run` gives them

        self.run(write, on_done=lambda made: self.say(
            self.texts("practice.written", file=made.name), "ok"))  # fmt: skip

    def _on_sample_pressed(self) -> None:
        path = self.file_to_read("sample", "*.*")
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Show which headings of a sample file the mapping knows."""
        self.run(sample_of, path, self.draft, on_done=self._on_sample)

    def _on_sample(self, tables: Sequence[SampleTable]) -> None:
        self.sample.show_tables(tables)

    def _on_heading_asked(self, heading: str) -> None:
        """An unknown heading: which target shall it be?"""
        texts = self.texts
        told = {column.target for column in self.draft.columns}
        others = [each for each in TYPES if each not in told]
        new = texts("practice.new_column")
        choices = [Choice(each, words_of_target(each, texts), "") for each in sorted(told)]
        choices += [Choice(each, words_of_target(each, texts), new) for each in others]
        choice = NamedChoice(
            texts, choices, partial(self.add_alias, heading=heading), self.window(),
            title=texts("practice.which_target", heading=heading),
            hint=texts("practice.which_target", heading=heading),
        )  # fmt: skip
        choice.open()

    def add_alias(self, target: str, heading: str) -> None:
        """One more heading for a target, which becomes a column where it was none."""
        draft = self.draft
        if draft.column(target) is None:
            columns = (*draft.columns, MappedColumn(target, (), TYPES[target]))
            draft = replace(draft, columns=columns)
        self.change(with_alias(draft, target, heading))
        self.sample.note(self.draft)

    # -- building -------------------------------------------------------------------------

    def _make_card(self) -> None:
        texts = self.texts
        self.form = EntryForm(texts)
        self.kind, self.evidence, self.order = QComboBox(), QComboBox(), QComboBox()
        for name in TEXTS:
            hint = texts("practice.needed_hint") if name == "needed" else ""
            label = texts(f"practice.mapping.{name}")
            editor = self.form.add_line(name, label, hint=hint, latin=name in ("en", "needed"))
            editor.setObjectName(f"field:mapping-{name}")
            editor.setReadOnly(not self.may_edit)
            editor.textEdited.connect(lambda text, of=name: self._on_typed(of, text))
        for kind in RowKind:
            self.kind.addItem(texts(f"practice.kind.{kind.value}"), kind.value)
        for code in choices_of("evidence"):
            self.evidence.addItem(texts(f"market.evidence.{code}"), code)
        for order in ("", *ORDERS):
            self.order.addItem(texts(f"practice.order.{order or 'none'}"), order)
        boxes = {"kind": self.kind, "evidence": self.evidence, "date_order": self.order}
        for name, box in boxes.items():
            box.setObjectName(f"field:mapping-{name}")
            box.setEnabled(self.may_edit)
            box.activated.connect(lambda _at, of=name, at=box: self._on_chosen(of, at))
            self.form.add_widget(name, texts(f"practice.mapping.{name}"), box)
        self.columns = FiguresTable("practice-columns", texts("practice.columns"), scrolls=True)
        self.columns.setFixedHeight(COLUMNS_HEIGHT)
        self.columns.currentCellChanged.connect(self._show_column)
        self.card = ColumnCard(texts)
        self.card.set_read_only(read_only=not self.may_edit)
        self.card.changed.connect(self._on_column_typed)
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("mapping-problem")
        theme.set_tone(self.problem, "error")
        self.sample = SampleHeadings(texts, can_add=self.may_edit)
        self.sample.asked.connect(self._on_heading_asked)

    def _lay_out(self) -> None:
        self._copy = self.button("copy-mapping", "copy_mapping", self.begin_copy)
        self._remove = self.button(
            "remove-mapping", "mapping_remove", self._on_remove_pressed, "danger"
        )
        self._import = self.button("import-mapping", "import_mapping", self._on_import_pressed)
        self._export = self.button("export-mapping", "export_mapping", self._on_export_pressed)
        self._sample = self.button("sample-file", "sample", self._on_sample_pressed)
        self._add = self.button("add-column", "add_column", self._on_add_pressed)
        self._drop = self.button("drop-column", "drop_column", self._on_drop_pressed)
        side = QWidget()
        side.setMinimumWidth(LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(beside(self._copy, self._remove))
        column.addWidget(beside(self._import, self._export))
        card = stacked(
            self.form, self.columns, self.problem, beside(self._add, self._drop), self.card,
            beside(self._sample), self.sample,
        )  # fmt: skip
        row = QHBoxLayout(self)
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(side, 2)
        row.addWidget(scrolled(card), 3)
