"""What was decided of rows for a case, and what was searched: to be shown years later."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.file_names import portable_name
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.market.decision_words import (
    DECIDED,
    RUNS,
    History,
    Listing,
    decisions_listing,
    history_of,
    runs_listing,
)
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.market.exporting import export_lines

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_STARS = DECIDED.index("rating")
_WIDEST = 34


class DecisionsDialog(QDialog):
    """Two tables, walked by keyboard, printed and written to CSV; nothing is changed here."""

    def __init__(self, means: Means, valuation_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = means.texts
        self.setObjectName("decisions")
        self.setWindowTitle(texts("market.decisions_title"))
        self.resize(140 * theme.SPACE, 66 * theme.SPACE)
        self._texts, self._means = texts, means
        self._history: History | None = None
        self.listings: tuple[Listing, ...] = ()
        self.decided = _table("decided-table", texts("market.decisions"), DECIDED, texts)
        self.runs = _table("runs-table", texts("market.runs"), RUNS, texts)
        what = RUNS.index("what")
        self.runs.horizontalHeader().setSectionResizeMode(what, QHeaderView.ResizeMode.Stretch)
        self.runs.horizontalHeader().setStretchLastSection(False)
        self.words = QLabel(wordWrap=True)
        theme.set_tone(self.words, "muted")
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.decided, texts("market.decisions"))
        tabs.addTab(self.runs, texts("market.runs"))
        self.tabs = tabs
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(tabs, 1)
        column.addLayout(self._make_foot())
        means.run(
            history_of,
            valuation_id,
            owner=self,
            on_done=self._on_read,
            on_failed=lambda error: self.words.setText(error_words(texts, error)),
        )

    # -- out ------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where to, and write the list that is shown."""
        if not self.listings:
            return
        texts, listing = self._texts, self.listings[self.tabs.currentIndex()]
        name = portable_name(f"{listing.title} {self._title()}".strip()) + ".csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, texts("market.decisions_where"), name, "CSV (*.csv)"
        )
        if chosen:
            self.write(listing, Path(chosen))

    def write(self, listing: Listing, target: Path) -> None:
        """Write a list as CSV that sheets open."""
        texts = self._texts
        self._say(texts("market.writing", file=target.name))
        self._means.run(
            export_lines,
            (listing.heads, *listing.lines),
            target,
            owner=self,
            on_done=lambda path: self._say(texts("market.written", file=str(path))),
            on_failed=self._on_failed,
        )

    def print_lists(self) -> None:
        """Ask which printer, and print both lists."""
        if not self.listings:
            return
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)  # its own `open` wants a receiver

    def print_on(self, printer: "QPrinter") -> None:
        """Send both lists to a printer, off the UI thread."""
        from shamay_desktop.ui.market.listing_print import print_listings

        texts = self._texts
        self._say(texts("export.printing"))
        self._means.tasks.run(
            lambda: print_listings(
                f"{self.windowTitle()} – {self._title()}",
                self._printed_words(),
                self.listings,
                printer,
                rtl=texts.language.right_to_left,
            ),
            owner=self,
            on_done=lambda pages: self._say(texts("export.printed", n=pages)),
            on_failed=self._on_failed,
            lane="work",
        )

    # -- inside ---------------------------------------------------------------------------

    def _title(self) -> str:
        return "" if self._history is None else self._history.title

    def _printed_words(self) -> str:
        """Who printed it and when, behind the counts."""
        now = day_and_time(self._means.services.clock.now())
        who = "" if self._history is None else self._history.people.get(self._means.actor.user_id)
        return (
            f"{self.words.text()} {self._texts('market.decisions_printed', at=now, by=who or '')}"
        )

    def _on_read(self, history: History) -> None:
        texts = self._texts
        taken, runs = history.taken, len(history.runs)
        self._history = history
        self.words.setText(
            texts("market.decisions_words", taken=taken, left=len(history.decided) - taken, n=runs)
        )
        self.listings = (decisions_listing(history, texts), runs_listing(history, texts))
        _fill(self.decided, [_starred(line) for line in self.listings[0].lines])
        _fill(self.runs, self.listings[1].lines)
        self._enable()

    def _on_failed(self, error: ShamayError) -> None:
        self._say(error_words(self._texts, error), "error")

    def _say(self, words: str, tone: theme.Tone = "muted") -> None:
        theme.set_tone(self.said, tone)
        self.said.setText(words)

    def _enable(self) -> None:
        """What has no line is not written; what has none at all is not printed."""
        shown = self.listings[self.tabs.currentIndex()].lines if self.listings else ()
        self.save_button.setEnabled(bool(shown))
        self.print_button.setEnabled(any(listing.lines for listing in self.listings))

    def _make_foot(self) -> QHBoxLayout:
        texts = self._texts
        self.save_button = action(texts, "decisions-csv", "market.decisions_csv", "export")
        self.print_button = action(texts, "decisions-print", "market.decisions_print", "printer")
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("decisions-said")
        close = button("close-decisions", texts("market.close"))
        for each, do in (
            (self.save_button, self.save),
            (self.print_button, self.print_lists),
            (close, self.accept),
        ):
            each.setAutoDefault(False)
            each.clicked.connect(do)
        self.tabs.currentChanged.connect(self._enable)
        self._enable()
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE)
        foot.addWidget(self.save_button)
        foot.addWidget(self.print_button)
        foot.addWidget(self.said, 1)
        foot.addWidget(close)
        return foot


def _starred(line: Sequence[str]) -> tuple[str, ...]:
    """The rating as stars, for the eye."""
    return (*line[:_STARS], "★" * int(line[_STARS] or 0), *line[_STARS + 1 :])


def _table(name: str, title: str, heads: Sequence[str], texts: Texts) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setObjectName(name)
    table.setAccessibleName(title)
    table.setHorizontalHeaderLabels([texts(f"market.decided_{head}") for head in heads])
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table


def _fill(table: QTableWidget, lines: Sequence[Sequence[str]]) -> None:
    table.setRowCount(len(lines))
    for row, cells in enumerate(lines):
        for column, words in enumerate(cells):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    for column in range(table.columnCount()):
        wide = min(table.columnWidth(column) + theme.SPACE, _WIDEST * theme.SPACE)
        table.setColumnWidth(column, wide)
    table.resizeRowsToContents()
    if lines:
        table.setCurrentCell(0, 0)
