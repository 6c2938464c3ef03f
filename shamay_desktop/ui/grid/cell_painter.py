"""Cells of the grid: the amount, the running price under it, and marks that tell cells apart."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shamay_desktop.ui import theme
from shamay_desktop.ui.grid.facts import fact, is_word
from shamay_desktop.ui.grid.rows import KIND, MARK, NAME, RUNNING, Kind, Mark

Index = QModelIndex | QPersistentModelIndex
CELL = "grid-cell"
"""The name of a cell's editor."""

INSET = 6
CORNER = 7
_INKS = {
    Mark.PROPOSED: "muted",
    Mark.TAKEN: "ink",
    Mark.OVERRIDDEN: "accent",
    Mark.REFUSED: "error",
    Mark.FOUND: "warning",
}
_CORNERS = {Mark.UNREASONED: "warning", Mark.REFUSED: "error", Mark.FOUND: "warning"}


class CellPainter(QStyledItemDelegate):
    """A proposed amount is muted and slanted, an overridden one accented with a bar at its edge,
    a missing reason a coloured corner; tooltip and screen reader say the same in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.with_running = True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell; those of heads have two lines and a mark."""
        if index.data(KIND) != Kind.HEAD:  # Qt gives the word, not the member
            super().paint(painter, option, index)
            if index.data(KIND) == Kind.FACT:
                painter.save()
                self._paint_mark(painter, option, Mark(str(index.data(MARK) or "")))
                painter.restore()
            return
        self._paint_ground(painter, option, index)
        mark = Mark(str(index.data(MARK) or ""))
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_mark(painter, option, mark)
        self._paint_lines(painter, option, index, mark)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for an amount or a fact; figures in reading order, of choices their names."""
        line = QLineEdit(parent)
        line.setObjectName(CELL)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        if index.data(KIND) == Kind.FACT:
            name = str(index.data(NAME))
            if choices := fact(name).choices:
                hebrew = option.direction is Qt.LayoutDirection.RightToLeft
                known = QCompleter([one.he if hebrew else one.en for one in choices], line)
                known.setFilterMode(Qt.MatchFlag.MatchContains)
                line.setCompleter(known)
            if is_word(name):
                line.setAlignment(Qt.AlignmentFlag.AlignLeading)
                return line
        line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The amount as it is typed, all of it selected; what is being typed is left alone.

        Figures that were computed meanwhile refresh the cell under its editor.
        """
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QLineEdit) and not editor.isModified() and editor.text() != text:
            editor.setText(text)
            editor.selectAll()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = QApplication.style() if option.widget is None else option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)

    def _paint_mark(self, painter: QPainter, option: QStyleOptionViewItem, mark: Mark) -> None:
        rect = QRectF(option.rect)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        if mark is Mark.OVERRIDDEN:
            edge = rect.right() - 2 if mirrored else rect.left()
            painter.fillRect(QRectF(edge, rect.top() + 3, 3, rect.height() - 6), _ink("accent"))
        elif mark in _CORNERS:
            x = rect.left() if mirrored else rect.right()
            inner = x + CORNER if mirrored else x - CORNER
            top = rect.top()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_ink(_CORNERS[mark]))
            painter.drawPolygon(
                QPolygonF([QPointF(x, top), QPointF(inner, top), QPointF(x, top + CORNER)])
            )

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, mark: Mark
    ) -> None:
        running = str(index.data(RUNNING) or "") if self.with_running else ""
        whole = option.rect.adjusted(INSET, 1, -INSET, -1)
        upper = QRect(whole)
        if running:
            upper.setHeight(whole.height() * 3 // 5)
        edge = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        edge |= (
            Qt.AlignmentFlag.AlignLeft
            if option.direction is Qt.LayoutDirection.RightToLeft
            else Qt.AlignmentFlag.AlignRight
        )
        font = QFont(option.font)
        font.setItalic(mark is Mark.PROPOSED)
        font.setBold(mark is Mark.OVERRIDDEN)
        muted = index.data(Qt.ItemDataRole.ForegroundRole)
        ink = muted if isinstance(muted, QColor) else _ink(_INKS.get(mark, "ink"))
        painter.setFont(font)
        painter.setPen(QPen(ink))
        painter.drawText(upper, edge, str(index.data() or ""))
        if running:
            lower = QRect(whole)
            lower.setTop(upper.bottom())
            small = QFont(option.font)
            small.setPointSizeF(max(option.font.pointSizeF() * 0.82, 6))
            painter.setFont(small)
            painter.setPen(QPen(_ink("muted")))
            painter.drawText(lower, edge, running)


def _ink(name: str) -> QColor:
    return theme.colour(name)
