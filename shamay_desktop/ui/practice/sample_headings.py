"""The headings of a sample file: which a mapping knows, and which it shall learn."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.domain.market.reason_words import words_of_target
from shamay_desktop.domain.market.recognising import fit, names_people
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.figures_table import FiguresTable
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.market.mapping_care import SampleTable


class SampleHeadings(QWidget):
    """Enter on a heading asks what it shall become."""

    asked = Signal(str)
    """A heading of the file."""

    def __init__(self, texts: Texts, *, can_add: bool) -> None:
        super().__init__()
        self._texts = texts
        self._can_add = can_add
        self._tables: Sequence[SampleTable] = ()
        self.words = QLabel(wordWrap=True)
        self.words.setObjectName("sample-words")
        self.table = FiguresTable("practice-sample", texts("practice.sample_headings"))
        self.table.setToolTip(texts("practice.sample_hint"))
        self.table.chosen.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.table)
        self.hide()

    def show_tables(self, tables: Sequence[SampleTable]) -> None:
        """Show the headings of the file's tables; of several the one that fits best."""
        self._tables = sorted(tables, key=lambda each: -each.fit.score)[:1]
        self._show()

    def note(self, mapping: SourceMapping) -> None:
        """The mapping is another: what it recognises now."""
        self._tables = [
            SampleTable(each.headings, each.cells, fit(mapping, each.headings))
            for each in self._tables
        ]
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._tables))
        if not self._tables:
            return
        table, texts = self._tables[0], self._texts
        heads = [texts(f"practice.head.{name}") for name in ("heading", "first_cell", "becomes")]
        cells = (*table.cells, *("" for _ in table.headings))
        self.table.show_lines(heads, [
            (heading, (directed(heading, texts), directed(cells[index], texts),
                       self._becomes(table, index)))
            for index, heading in enumerate(table.headings)
        ])  # fmt: skip
        missing = table.fit.missing
        words = texts("practice.sample_whole", n=len(table.fit.columns))
        if missing:
            listed = ", ".join(words_of_target(each, texts) for each in missing)
            words = texts("practice.sample_missing", columns=listed)
        self.words.setText(directed(words, texts))
        theme.set_tone(self.words, "warning" if missing else "ok")

    def _becomes(self, table: SampleTable, index: int) -> str:
        target = table.fit.columns.get(index)
        if target is not None:
            return words_of_target(target, self._texts)
        key = "people" if names_people(table.headings[index]) else "unknown"
        return self._texts(f"practice.heading_{key}")

    def _on_chosen(self, heading: str) -> None:
        if self._can_add and heading.strip() and not names_people(heading):
            self.asked.emit(heading)
