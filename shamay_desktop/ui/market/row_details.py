"""A row with all that is known: each figure beside its source's cell, doubts, twins, likeness."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.market.reason_words import words_of_target
from shamay_desktop.domain.market.rows import ComparableDecision, MarketRow, RowStanding
from shamay_desktop.domain.market.similarity import Part, Similarity
from shamay_desktop.domain.market.taking import cells_of
from shamay_desktop.domain.market.words import key_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.elided_label import ElidedLabel
from shamay_desktop.ui.market.columns import reason_words, shown, whole
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.market.looking import RowTold

WIDTH = 42 * theme.SPACE
FACTS = (
    "date", "address", "parcel", "city", "neighborhood", "rooms", "floor", "floors", "area",
    "area_basis", "year_built", "price", "share_sold", "whole_price", "assessed_value", "per_sqm",
    "asset_kind", "evidence", "place", "parts",
)  # fmt: skip


class RowDetails(QFrame):
    """Says nothing until a row is chosen; its tables are walked by keyboard."""

    twin_asked = Signal(str)
    """Id of another row that tells of the same sale."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("market-details")
        self.setProperty("surface", "true")
        self.setAccessibleName(texts("market.details"))
        self.setMinimumWidth(WIDTH)
        self._texts = texts
        self.title = ElidedLabel()
        theme.set_tone(self.title, "heading")
        self.source = ElidedLabel()
        theme.set_tone(self.source, "muted")
        self.doubts = QLabel(wordWrap=True)
        self.doubts.setObjectName("market-doubts")
        theme.align_leading(self.doubts)
        theme.set_tone(self.doubts, "warning")
        self.decided = QLabel(wordWrap=True)
        self.decided.setObjectName("market-decided")
        theme.align_leading(self.decided)
        self.parts = self._table("market-parts", "market.parts", ("part", "likeness", "compared"))
        head = self.parts.horizontalHeader()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.facts = self._table("market-facts", "market.details", ("fact", "value", "cell"))
        self._twins = QVBoxLayout()
        self._lay_out()
        self.show_row(None)

    def show_row(self, told: RowTold | None, similarity: Similarity | None = None) -> None:
        """Show a row, or that none is chosen."""
        texts = self._texts
        for part in (self.source, self.doubts, self.parts, self.facts):
            part.setVisible(told is not None)
        self._show_twins(told)
        if told is None:
            self.title.show_text(texts("market.details_none"))
            self.decided.hide()
            return
        row, source = told.row, told.source
        name = shown(row, "address", texts, {}) or shown(row, "parcel", texts, {})
        self.title.show_text(directed(name or texts("market.details_nameless"), texts))
        where = texts("market.from_source", source=source.name, number=row.number)
        self.source.show_text(directed(where, texts))
        self._show_doubts(row)
        self._show_parts(similarity)
        self._fill(self.facts, list(self._facts(told)))

    def show_decision(self, decision: ComparableDecision | None, person: str = "") -> None:
        """What was decided of the row for the case, and why."""
        self.decided.setVisible(decision is not None)
        if decision is not None:
            self.decided.setText(decision_words(decision, self._texts, person))

    # -- inside ---------------------------------------------------------------------------

    def _show_doubts(self, row: MarketRow) -> None:
        words = list(reason_words(row, self._texts))
        if row.standing is RowStanding.QUARANTINED:
            words.insert(0, self._texts("market.quarantined"))
        self.doubts.setText("\n".join(words))
        self.doubts.setVisible(bool(words))

    def _show_parts(self, similarity: Similarity | None) -> None:
        self.parts.setVisible(similarity is not None)
        if similarity is not None:
            lines = [part_words(part, self._texts) for part in similarity.parts]
            if similarity.known < _ALL:
                told = f"{similarity.known}%", self._texts("market.known_why")
                lines.append((self._texts("market.known"), *told))
            self._fill(self.parts, lines)
            head = self.parts.horizontalHeader().sizeHint().height() + 2
            height = sum(self.parts.rowHeight(row) for row in range(len(lines)))
            self.parts.setFixedHeight(height + head)

    def _facts(self, told: RowTold) -> Iterator[tuple[str, str, str]]:
        """Each figure with the cell that gave it; then the cells that became none."""
        row, texts = told.row, self._texts
        cells = cells_of(row, told.source)
        used = {key_of(text) for text in cells.values()}
        for name in FACTS:
            words = self._fact(row, name)
            cell = cells.get({"address": "street"}.get(name, name), "") or cells.get(name, "")
            if words:
                yield texts(f"market.column.{name}"), words, cell
        for name, content in row.other.items():
            yield words_of_target(name, texts), content, cells.get(name, "")
        for heading, text in row.raw.items():
            if text and key_of(text) not in used:
                yield heading, "", text

    def _fact(self, row: MarketRow, name: str) -> str:
        if name == "whole_price":
            return whole(row.whole_price) if row.share_sold not in (None, 1) else ""
        if name == "floors":
            return "" if row.floors is None else str(row.floors)
        return shown(row, name, self._texts, {})

    def _show_twins(self, told: RowTold | None) -> None:
        while (item := self._twins.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, source in () if told is None else told.twins:
            words = self._texts("market.twin", source=source.name, number=row.number)
            button = QPushButton(theme.icon("link"), words)
            button.setObjectName(f"twin:{row.id}")
            button.setToolTip(words)
            theme.set_kind(button, "flat")
            button.clicked.connect(lambda _checked, row_id=row.id: self.twin_asked.emit(row_id))
            self._twins.addWidget(button)

    def _fill(self, table: QTableWidget, lines: Sequence[tuple[str, str, str]]) -> None:
        table.setRowCount(len(lines))
        for row, cells in enumerate(lines):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column == 2:
                    item.setForeground(theme.colour("muted"))
                table.setItem(row, column, item)
        if lines:
            table.setCurrentCell(0, 0)

    def _table(self, name: str, title: str, heads: Sequence[str]) -> QTableWidget:
        table = QTableWidget(0, len(heads))
        table.setObjectName(name)
        table.setAccessibleName(self._texts(title))
        table.setHorizontalHeaderLabels([self._texts(f"market.details_{head}") for head in heads])
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(3 * theme.SPACE + 2)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        # Names take what they need; what was compared, or value and cell, share the rest.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for place in range(len(heads) - (2 if name == "market-facts" else 1)):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE,) * 4)
        column.setSpacing(theme.SPACE // 2)
        for part in (self.title, self.source, self.doubts, self.decided, self.parts):
            column.addWidget(part)
        column.addLayout(self._twins)
        column.addWidget(self.facts, 1)
        column.addStretch(0)


_ALL = 100


def part_words(part: Part, texts: Texts) -> tuple[str, str, str]:
    """A part of the score: its name with its weight, how like, and what was compared."""
    name = f"{texts(f'market.part.{part.name}')} ({part.weight.normalize():f})"
    if part.likeness is None:
        return name, texts("market.part_unknown"), _pair(part, texts)
    return name, f"{int(part.likeness * 100 + part.likeness.__class__('0.5'))}%", _pair(part, texts)


def _pair(part: Part, texts: Texts) -> str:
    if part.name == "place":
        key = f"market.near.{part.mine or 'unknown'}"
        return texts(key, what=part.theirs or "–")
    mine, theirs = (_fact_words(part.name, fact) for fact in (part.mine, part.theirs))
    return texts("market.compared", mine=mine or "–", theirs=theirs or "–")


def _fact_words(name: str, fact: str) -> str:
    if name == "date" and fact:
        return formats.date(fact)
    return formats.identifier(fact) if fact.startswith("-") else fact  # a floor below ground


def decision_words(decision: ComparableDecision, texts: Texts, person: str = "") -> str:
    """A decision in a sentence: what, how good, why, by whom and when."""
    day = formats.date(decision.decided_at.astimezone().date())
    words = [texts(f"market.verdict.{decision.verdict.value}")]
    if decision.rating:
        words.append("★" * decision.rating)
    if decision.reason:
        words.append(texts("market.decision_reason", reason=decision.reason))
    if decision.note:
        words.append(texts("market.decision_note", note=decision.note))
    words.append(f"({person}, {day})" if person else f"({day})")
    return " · ".join(words)
