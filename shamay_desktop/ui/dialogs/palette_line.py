"""How a line of the palette is drawn: icon and title where the language begins, keys at the end."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from shamay_desktop.ui import theme


class PaletteDelegate(QStyledItemDelegate):
    """Draws what `Line` says."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground by selection; a line that cannot run is pale."""
        line = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        inner = rect.adjusted(theme.SPACE, 0, -theme.SPACE, 0)
        icon = QStyle.alignedRect(
            direction,
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
            rect.size().boundedTo(rect.size().scaled(16, 16, Qt.AspectRatioMode.IgnoreAspectRatio)),
            inner,
        )
        tone = "ink" if line.can else "disabled"
        if line.action.icon:
            painter.drawPixmap(
                icon, theme.pixmap(line.action.icon, "muted" if line.can else "disabled", 16)
            )
        text = inner.adjusted(3 * theme.SPACE, 0, 0, 0)
        if direction is Qt.LayoutDirection.RightToLeft:
            text = inner.adjusted(0, 0, -3 * theme.SPACE, 0)
        leading = QStyle.visualAlignment(
            direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        trailing = QStyle.visualAlignment(
            direction, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        painter.setPen(theme.colour(tone))
        painter.drawText(text, int(leading | Qt.AlignmentFlag.AlignAbsolute), line.title)
        painter.setPen(theme.colour("muted"))
        painter.drawText(text, int(trailing | Qt.AlignmentFlag.AlignAbsolute), line.keys)
        painter.restore()
