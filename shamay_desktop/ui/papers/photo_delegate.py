"""Paints a cell of the contact sheet: picture, star, room, caption."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shamay_desktop.domain.evidence import Image
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.photos_model import BROKEN, FRONT, PHOTO, PICTURE, shown_name

_Index = QModelIndex | QPersistentModelIndex
PICTURE_SIZE = QSize(160, 120)
CELL = QSize(PICTURE_SIZE.width() + 16, PICTURE_SIZE.height() + 64)
STAR = 20


class PhotoDelegate(QStyledItemDelegate):
    """One photo with what is said of it."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All cells are alike."""
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The picture above, two lines below."""
        photo = index.data(PHOTO)
        if not isinstance(photo, Image):
            return
        painter.save()
        cell: QRect = option.rect.adjusted(2, 2, -2, -2)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, theme.colour("accent_soft"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(cell.adjusted(0, 0, -1, -1))
        frame = QRect(cell.left() + 6, cell.top() + 6, *PICTURE_SIZE.toTuple())
        self._paint_picture(painter, frame, index)
        self._paint_star(painter, frame, str(index.data(FRONT)))
        self._paint_words(painter, cell, frame, photo, option)
        painter.restore()

    def _paint_picture(self, painter: QPainter, frame: QRect, index: _Index) -> None:
        picture = index.data(PICTURE)
        painter.fillRect(frame, theme.colour("desk"))
        if isinstance(picture, QPixmap):
            size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(frame.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, picture)
        elif index.data(BROKEN):
            mark = theme.pixmap("warn", "warning")
            painter.drawPixmap(frame.center().x() - 10, frame.center().y() - 10, mark)
        painter.setPen(theme.colour("hairline"))
        painter.drawRect(frame.adjusted(0, 0, -1, -1))

    def _paint_star(self, painter: QPainter, frame: QRect, front: str) -> None:
        if not front:
            return
        plate = QRect(frame.right() - STAR - 7, frame.top() + 4, STAR + 4, STAR + 4)
        painter.fillRect(plate, theme.colour("surface"))
        name = "star-filled" if front == "chosen" else "star"
        painter.drawPixmap(plate.left() + 2, plate.top() + 2, theme.pixmap(name, "accent"))

    def _paint_words(
        self,
        painter: QPainter,
        cell: QRect,
        frame: QRect,
        photo: Image,
        option: QStyleOptionViewItem,
    ) -> None:
        metrics = option.fontMetrics
        lines = [
            (shown_name(photo), "ink" if photo.caption else "muted"),
            (self._about(photo), "muted"),
        ]
        top = frame.bottom() + 4
        for words, tone in lines:
            place = QRect(frame.left(), top, frame.width(), metrics.height())
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.setPen(theme.colour(tone))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
            top = place.bottom() + 2

    def _about(self, photo: Image) -> str:
        parts = [self._texts(f"documents.room.{photo.room_type}")]
        if photo.finish_level is not None:
            parts.append(self._texts(f"documents.finish.{photo.finish_level}"))
        return " · ".join(parts)
