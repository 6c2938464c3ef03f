"""A small table of computed figures: read-only, as high as its rows, walked by arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from shamay_desktop.ui import theme

Line = tuple[str, Sequence[str]]
"""What a line is of, and its cells."""


class FiguresTable(QTableWidget):
    """Enter or a double click on a line asks for what it is of."""

    chosen = Signal(str)

    cell_chosen = Signal(str, int)
    """What the line is of, and the column."""

    def __init__(self, name: str, title: str, *, scrolls: bool = False) -> None:
        super().__init__()
        self._scrolls = scrolls
        self._of: list[str] = []
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setProperty("framed", "true")
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not scrolls:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda item: self._choose(item.row(), item.column()))

    def show_lines(self, heads: Sequence[str], lines: Sequence[Line], strong: int = -1) -> None:
        """Show these; `strong` is the place of a line that stands out."""
        row, current = self.currentRow(), self.currentColumn()
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(lines))
        self._of = [of for of, _ in lines]
        for place, (_, cells) in enumerate(lines):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                font = item.font()
                font.setBold(place == strong)
                item.setFont(font)
                self.setItem(place, column, item)
        if 0 <= row < len(lines):
            self.setCurrentCell(row, min(max(current, 0), len(heads) - 1))
        if not self._scrolls:  # rows of one height are laid out at once, however many there are
            self.resizeRowsToContents()
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks for the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentRow(), self.currentColumn())
            event.accept()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """All rows, none of them behind a scroll bar, unless it `scrolls`."""
        if self._scrolls:
            return super().sizeHint()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return QSize(0, self.horizontalHeader().sizeHint().height() + rows + 4)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return super().minimumSizeHint() if self._scrolls else self.sizeHint()

    def choose_cells(self) -> None:
        """One cell is chosen at a time, not the whole line: each is a figure of its own."""
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    def _choose(self, row: int, column: int) -> None:
        if 0 <= row < len(self._of) and self._of[row]:
            self.chosen.emit(self._of[row])
            self.cell_chosen.emit(self._of[row], column)


class FiguresCard(QFrame):
    """A heading, a table of figures and a sentence under it; hidden without lines."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        heading = QLabel(title)
        theme.set_tone(heading, "heading")
        self.table = FiguresTable(name, title)
        self.note = QLabel(wordWrap=True)
        self.note.setObjectName(f"{name}-note")
        column.addWidget(heading)
        column.addWidget(self.table)
        self.foot = QHBoxLayout()
        self.foot.addWidget(self.note, 1)
        column.addLayout(self.foot)

    def say(self, words: str, tone: theme.Tone = "muted") -> None:
        """The sentence under the table."""
        theme.set_tone(self.note, tone)
        self.note.setText(words)
        self.note.setVisible(bool(words))
