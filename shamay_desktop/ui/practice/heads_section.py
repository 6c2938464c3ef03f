"""The office's own heads of adjustment, and the ways to its indexes and to its texts."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QVBoxLayout

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.valuation.heads import (
    COMMON,
    LONGEST_NAME,
    MOST_HEADS,
    Head,
    heads_of,
    read_heads,
)
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.grid.indexes_dialog import IndexesDialog
from shamay_desktop.ui.practice.cell_table import CellTable
from shamay_desktop.ui.practice.section import Section, beside, scrolled, stacked
from shamay_desktop.usecases.office.heads import PRACTICE, save_heads
from shamay_desktop.usecases.office.practice import practice_of

Draft = tuple[tuple[str, str], ...]
"""Hebrew and English name of each head."""


class HeadsSection(Section):
    """A head that is taken out here stays in the cases that were adjusted for it."""

    def __init__(self, context: OfficeContext) -> None:
        super().__init__(context, "heads")
        self._raw: Json = None
        self._draft = self._kept = ()
        self._make()
        self.changed.connect(self._enable)
        self._enable()

    @property
    def draft(self) -> Draft:
        """What is typed."""
        return self._draft if isinstance(self._draft, tuple) else ()

    def read(self) -> None:
        """Read the office's own heads."""
        self.run(practice_of, on_done=self._on_read)

    def save(self) -> None:
        """Keep the heads; what is wrong is said at its cell."""
        problems = self._problems()
        heads: tuple[Head, ...] = ()
        try:
            heads = read_heads([{"he": he, "en": en} for he, en in self.draft])
        except Refused as problem:
            if problems:
                self.table.setCurrentCell(*next(iter(problems)))
                self.table.setFocus()
            self.say(error_words(self.texts, problem))
            return
        self.keep(save_heads, heads, read=self._raw)

    def read_beside(self) -> None:
        """What somebody else kept is what is compared with; what is typed stays."""

        def done(practice: Mapping[str, Json]) -> None:
            self._raw = practice.get(PRACTICE)

        self.run(practice_of, on_done=done)

    def _on_read(self, practice: Mapping[str, Json]) -> None:
        self._raw = practice.get(PRACTICE)
        heads: tuple[Head, ...] = ()
        try:
            heads = heads_of(practice)
        except Refused as problem:  # written by another version of the program
            self.say(error_words(self.texts, problem))
        self.begin(tuple((head.he, head.en) for head in heads))

    def show_draft(self) -> None:
        """The heads as rows."""
        self.table.show_rows(self.draft)

    def note_draft(self) -> None:
        """Problems at their cells."""
        texts = self.texts
        self.table.mark({at: texts(f"practice.problem.{code}")
                         for at, code in self._problems().items()})  # fmt: skip

    def _problems(self) -> dict[tuple[int, int], str]:
        taken = {head.he for head in COMMON} | {head.code for head in COMMON}
        problems: dict[tuple[int, int], str] = {}
        for row, names in enumerate(self.draft):
            he, en = (" ".join(name.split()) for name in names)
            if not he:
                problems[row, 0] = "unnamed"
            elif he in taken:
                problems[row, 0] = "named_twice"
            for column, name in enumerate((he, en)):
                if len(name) > LONGEST_NAME:
                    problems[row, column] = "too_long"
            taken.add(he)
        return problems

    def _enable(self) -> None:
        can = self.may_edit and not self.is_busy
        self._add.setEnabled(can and len(self.draft) < MOST_HEADS)
        self._remove.setEnabled(can and bool(self.draft))

    def _on_cell_typed(self, row: int, column: int, text: str) -> None:
        rows = [list(each) for each in self.draft]
        rows[row][column] = text
        self.change(tuple((each[0], each[1]) for each in rows), shown=True)

    def _on_add_pressed(self) -> None:
        self.change((*self.draft, ("", "")))
        self.table.setCurrentCell(len(self.draft) - 1, 0)
        self.table.setFocus()

    def _on_remove_pressed(self) -> None:
        row, draft = self.table.currentRow(), self.draft
        if 0 <= row < len(draft):
            self.change((*draft[:row], *draft[row + 1 :]))

    def show_indexes(self) -> None:
        """The indexes with their dates; a file with newer points is taken there."""
        dialog = IndexesDialog(self.context, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make(self) -> None:
        texts = self.texts
        lead = QLabel(texts("practice.heads_lead"), wordWrap=True)
        theme.set_tone(lead, "muted")
        language = texts.language.value
        common = QLabel(
            texts("practice.heads_common", heads=", ".join(h.label(language) for h in COMMON)),
            wordWrap=True,
        )
        theme.align_leading(common)
        heads = [texts("grid.head.he"), texts("grid.head.en")]
        self.table = CellTable("practice-heads", texts("practice.heads"), heads)
        self.table.is_read_only = not self.may_edit
        self.table.typed.connect(self._on_cell_typed)
        self._add = self.button("add-head", "add_head", self._on_add_pressed)
        self._remove = self.button("remove-head", "remove_row", self._on_remove_pressed)
        indexes = QLabel(texts("practice.indexes_lead"), wordWrap=True)
        theme.set_tone(indexes, "muted")
        opened = self.button("show-indexes", "indexes", self.show_indexes)
        words = QLabel(texts("practice.texts_lead"), wordWrap=True)
        theme.set_tone(words, "muted")
        column = QVBoxLayout(self)
        column.addWidget(scrolled(stacked(
            lead, common, self.table, beside(self._add, self._remove), indexes, beside(opened),
            words,
        )))  # fmt: skip
