"""Paints a cell of the contact sheet: picture, star, marks, words; captions are typed in it."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from shamay_desktop.domain.evidence import Image
from shamay_desktop.domain.photo_hints import hints
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.photo_words import finish_words, time_words
from shamay_desktop.ui.papers.photos_model import (
    ALIKE,
    BROKEN,
    FRONT,
    PHOTO,
    PICTURE,
    shown_name,
)

_Index = QModelIndex | QPersistentModelIndex
WIDTHS = (112, 144, 176, 224, 288)
"""Of the pictures, in pixels; four to three."""

USUAL_WIDTH = 144
EDGE = 8
STAR = 20
MARK = 14
CAPTION_MOST = 300


class CaptionEditor(QLineEdit):
    """Keeps every key that is typing: the sheet's own keys are for when nothing is typed."""

    def event(self, event: QEvent) -> bool:
        """Claim keys before the shortcuts around it do."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
            if not event.modifiers() & others:
                event.accept()
                return True
        return super().event(event)


class PhotoDelegate(QStyledItemDelegate):
    """One photo with what is said of it."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.width = USUAL_WIDTH

    @property
    def picture_size(self) -> QSize:
        """The room of the picture."""
        return QSize(self.width, self.width * 3 // 4)

    def cell(self, line: int) -> QSize:
        """The whole cell, when a line of text is so high."""
        size = self.picture_size
        return QSize(size.width() + 2 * EDGE, size.height() + 2 * (line + 2) + 3 * EDGE)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All cells are alike."""
        return self.cell(option.fontMetrics.height())

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
        frame = self._frame(option.rect)
        self._paint_picture(painter, frame, index, photo.rotation)
        self._paint_star(painter, frame, str(index.data(FRONT)))
        self._paint_marks(painter, frame, index, photo)
        self._paint_words(painter, frame, photo, option)
        painter.restore()

    # -- typing a caption -----------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A line where the caption stands."""
        editor = CaptionEditor(parent)
        editor.setObjectName("field:photo-caption-here")
        editor.setAccessibleName(self._texts("documents.caption"))
        editor.setMaxLength(CAPTION_MOST)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin at the caption that stands."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand the words on."""
        if isinstance(editor, QLineEdit):
            model.setData(model.index(index.row(), index.column()), editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Over the caption, as wide as the picture; what is below stays readable."""
        frame = self._frame(option.rect)
        height = editor.sizeHint().height()
        bottom = frame.bottom() + 5 + option.fontMetrics.height()
        editor.setGeometry(frame.left(), bottom - height, frame.width(), height)

    # -- painting -------------------------------------------------------------------------

    def _frame(self, cell: QRect) -> QRect:
        size = self.picture_size
        left = cell.left() + (cell.width() - size.width()) // 2
        return QRect(left, cell.top() + EDGE, size.width(), size.height())

    def _paint_picture(self, painter: QPainter, frame: QRect, index: _Index, rotation: int) -> None:
        picture = index.data(PICTURE)
        painter.fillRect(frame, theme.colour("desk"))
        if isinstance(picture, QPixmap):
            draw_turned(painter, frame, picture, rotation)
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

    def _paint_marks(self, painter: QPainter, frame: QRect, index: _Index, photo: Image) -> None:
        """At the picture's foot: others like it, notes, and where and when as the camera says."""
        time = time_words(photo)
        marks = [("alike", "warning", "")] if index.data(ALIKE) else []
        marks += [(hint.value, "warning", "") for hint in hints(photo)]
        marks += [("note", "muted", "")] if photo.notes else []
        marks += [("place", "muted", "")] if photo.latitude is not None else []
        marks += [("clock", "muted", time)] if time else []
        left = frame.left() + 4
        for name, tone, words in marks:
            wide = painter.fontMetrics().horizontalAdvance(words) + 4 if words else 0
            plate = QRect(left, frame.bottom() - MARK - 6, MARK + 4 + wide, MARK + 4)
            painter.fillRect(plate, theme.colour("surface"))
            painter.drawPixmap(plate.left() + 2, plate.top() + 2, theme.pixmap(name, tone, MARK))
            painter.setPen(theme.colour(tone))
            beside = plate.adjusted(MARK + 4, 0, 0, 0)
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), words)
            left = plate.right() + 2

    def _paint_words(
        self, painter: QPainter, frame: QRect, photo: Image, option: QStyleOptionViewItem
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
            parts.append(finish_words(self._texts, photo.finish_level))
        return " · ".join(parts)


def draw_turned(painter: QPainter, frame: QRect, picture: QPixmap, rotation: int) -> None:
    """A picture as large as it fits into a frame, turned clockwise by 0, 90, 180 or 270."""
    sides = picture.size().transposed() if rotation in (90, 270) else picture.size()
    fitted = sides.scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    drawn = fitted.transposed() if rotation in (90, 270) else fitted
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    middle = frame.center()
    painter.setTransform(
        QTransform().translate(middle.x() + 1, middle.y() + 1).rotate(rotation), combine=True
    )
    width, height = drawn.width(), drawn.height()
    painter.drawPixmap(QRect(-width // 2, -height // 2, width, height), picture)
    painter.restore()
