"""What was decided of rows for a case, and what was searched: to be shown years later."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import SearchRun
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.columns import day_and_time
from shamay_desktop.ui.dialogs.card import button
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.market.chips import chips
from shamay_desktop.ui.market.columns import address_of, amount, parcel_of
from shamay_desktop.ui.market.means import Means
from shamay_desktop.usecases.cases.listing import list_choices
from shamay_desktop.usecases.market.deciding import Decided, decided_of
from shamay_desktop.usecases.market.looking import MarketChoices, market_choices
from shamay_desktop.usecases.market.searching import runs_of
from shamay_desktop.usecases.services import Services

DECIDED = (
    "verdict", "rating", "row", "date", "price", "area", "reason", "note", "by", "at", "stands",
)  # fmt: skip
RUNS = ("at", "by", "what", "total")

History = tuple[tuple[Decided, ...], tuple[SearchRun, ...], dict[str, str], MarketChoices]


class DecisionsDialog(QDialog):
    """Two tables, walked by keyboard; nothing is changed here."""

    def __init__(self, means: Means, valuation_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = means.texts
        self.setObjectName("decisions")
        self.setWindowTitle(texts("market.decisions_title"))
        self.resize(120 * theme.SPACE, 60 * theme.SPACE)
        self._texts = texts
        self.decided = _table("decided-table", texts("market.decisions"), DECIDED, texts)
        self.runs = _table("runs-table", texts("market.runs"), RUNS, texts)
        self.words = QLabel(wordWrap=True)
        theme.set_tone(self.words, "muted")
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.decided, texts("market.decisions"))
        tabs.addTab(self.runs, texts("market.runs"))
        self.tabs = tabs
        close = button("close-decisions", texts("market.close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(tabs, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        means.run(
            history_of,
            valuation_id,
            owner=self,
            on_done=self._on_read,
            on_failed=lambda error: self.words.setText(error_words(texts, error)),
        )

    def _on_read(self, history: History) -> None:
        decided, runs, people, choices = history
        texts = self._texts
        taken = sum(each.decision.verdict.value == "accepted" for each in decided)
        self.words.setText(
            texts("market.decisions_words", taken=taken, left=len(decided) - taken, n=len(runs))
        )
        _fill(self.decided, [decided_words(each, people, texts) for each in decided])
        _fill(self.runs, [run_words(each, people, choices, texts) for each in runs])


def history_of(services: Services, actor: Actor, valuation_id: str) -> History:
    """Decisions, searches, and the names of who made them."""
    return (
        decided_of(services, actor, valuation_id),
        runs_of(services, actor, valuation_id),
        dict(list_choices(services, actor).people),
        market_choices(services, actor),
    )


def decided_words(told: Decided, people: dict[str, str], texts: Texts) -> tuple[str, ...]:
    """A decision with the row as it stood then."""
    decision, row = told.decision, told.row
    return (
        texts(f"market.verdict.{decision.verdict.value}"),
        "★" * (decision.rating or 0),
        row.address or address_of(row) or parcel_of(row),
        "" if row.date is None else f"{row.date:%d.%m.%Y}",
        amount(row.price),
        amount(row.area),
        decision.reason,
        decision.note,
        people.get(decision.decided_by, ""),
        day_and_time(decision.decided_at),
        "" if told.stands else texts("market.row_gone"),
    )


def run_words(
    run: SearchRun, people: dict[str, str], choices: MarketChoices, texts: Texts
) -> tuple[str, ...]:
    """A search: when, who, what was asked, and how many it found."""
    asked = ", ".join(strip_marks(chip.words) for chip in chips(run.query, choices.sources, texts))
    return (
        day_and_time(run.searched_at),
        people.get(run.searched_by, ""),
        asked or texts("market.run_all"),
        f"{run.total:,}",
    )


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
    table.horizontalHeader().setStretchLastSection(True)
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
        table.setColumnWidth(column, min(table.columnWidth(column) + theme.SPACE, 34 * theme.SPACE))
    if lines:
        table.setCurrentCell(0, 0)
