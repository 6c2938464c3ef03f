"""The table of sources by keyboard: arrows walk, Enter takes, typing gives another value."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.checks.claims_model import LINE_ROLE, ClaimsModel
from shamay_desktop.ui.checks.lines import Kind, Line

ROW_HEIGHT = 28
MOST_ROWS_SEEN = 9
INDENT = 3 * theme.SPACE
_WIDTHS = {1: 0.34, 2: 0.16}
_LEAST = {1: 150, 2: 96}
_PLAIN = (Kind.MISSING, Kind.WAITING, Kind.DECISION)


class ClaimDelegate(QStyledItemDelegate):
    """Headings stand out, and what a source says stands in from its fact."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Fill the whole cell before the words, which begin further in."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        background = _background(index.data(LINE_ROLE), chosen)
        if background:
            painter.fillRect(option.rect, theme.colour(background))
        shifted = QStyleOptionViewItem(option)
        if index.column() == 0 and index.data(LINE_ROLE).kind is Kind.CLAIM:
            mirrored = option.direction is Qt.LayoutDirection.RightToLeft
            shifted.rect = option.rect.adjusted(
                0 if mirrored else INDENT, 0, -INDENT if mirrored else 0, 0
            )
        super().paint(painter, shifted, index)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Facts and headings are bold."""
        super().initStyleOption(option, index)
        line = index.data(LINE_ROLE)
        if line.kind is not Kind.CLAIM and index.column() == 0:
            option.font.setBold(line.kind not in _PLAIN)


def _background(line: Line, chosen: bool) -> str:
    if chosen:
        return "accent_soft"
    return "desk" if line.kind in (Kind.HEAD, Kind.SETTLED) else ""


class ClaimsTable(QTableView):
    """It says what is wanted of its current line; the panel makes changes of it."""

    line_changed = Signal()
    """Another line is the current one."""

    taken = Signal()
    """Enter: take what the current line says."""

    typed = Signal(str)
    """Letters of another value; "" when only its editor is wanted (F2)."""

    page_wanted = Signal()
    field_wanted = Signal()

    def __init__(self, model: ClaimsModel, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("claims-table")
        self.setAccessibleName(texts("checks.title"))
        self.setModel(model)
        self.setItemDelegate(ClaimDelegate(self))
        self.setProperty("framed", "true")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.line_changed.emit())
        self.doubleClicked.connect(lambda _index: self.taken.emit())
        model.modelReset.connect(self.fit)
        self.fit()

    @property
    def line(self) -> Line | None:
        """The current line."""
        return self._model.line(self.currentIndex().row())

    def fit(self) -> None:
        """As high as its rows, up to a limit."""
        seen = min(self._model.rowCount(), MOST_ROWS_SEEN)
        head = max(self.horizontalHeader().sizeHint().height(), 26)
        self.setFixedHeight(head + seen * ROW_HEIGHT + 4)

    def select(self, row: int) -> None:
        """Make a row the current one; Qt's own `selectRow` fails from right to left."""
        if self._model.line(row) is None:
            return
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Space shows the page, F2 and letters give another value."""
        key, held = event.key(), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.field_wanted if control else self.taken).emit()
        elif key == Qt.Key.Key_Space:
            self.page_wanted.emit()
        elif key == Qt.Key.Key_F2:
            self.typed.emit("")
        elif event.text().isprintable() and event.text().strip() and not _with_command(held):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Source and state take their share of the width."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in _WIDTHS.items():
            self.setColumnWidth(column, max(round(width * share), _LEAST[column]))


def _with_command(held: Qt.KeyboardModifier) -> bool:
    """Whether a key is meant as a command; Shift and AltGr make letters."""
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    return bool(held & control) != bool(held & alt)
