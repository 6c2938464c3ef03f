"""The caption and the scale bar where they will be printed, on the picture as it is cropped."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from shamay_desktop.domain.maps.marks import Size
from shamay_desktop.domain.maps.pictures import MapPicture
from shamay_desktop.domain.maps.printed_frame import FurnitureWords, frame_of, furniture
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.mark_painting import DrawnMarks

_Z = 1_500_000


def furniture_words(texts: Texts, *, illustration: bool) -> FurnitureWords:
    """The words of caption and bar; the bar's lengths are put into theirs."""
    return FurnitureWords(
        texts("drawings.illustration") if illustration else "",
        texts("drawings.metres", length="{length}"),
        texts("drawings.kilometres", length="{length}"),
    )


class FurnitureItem(QGraphicsItem):
    """Shows them; they are no annotations and cannot be taken hold of."""

    def __init__(self, texts: Texts, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._texts = texts
        self._marks = DrawnMarks(())
        self.setZValue(_Z)

    def show_picture(
        self, picture: MapPicture | None, size: Size, metres_per_pixel: float | None
    ) -> None:
        """As the picture is printed."""
        self.prepareGeometryChange()
        if picture is None or not all(size):
            self._marks = DrawnMarks(())
            return
        frame = frame_of(picture, size)
        words = furniture_words(self._texts, illustration=picture.illustration)
        metres = metres_per_pixel if picture.scale_bar else None
        self._marks = DrawnMarks(furniture(frame.size, metres, words))
        left, top, right, bottom = frame.box
        placed = QTransform.fromTranslate((left + right) / 2, (top + bottom) / 2)
        placed.rotate(-frame.turn)
        placed.translate(-frame.size[0] / 2, -frame.size[1] / 2)
        self.setTransform(placed)
        self.update()

    def boundingRect(self) -> QRectF:
        """All that is painted."""
        return self._marks.bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the marks."""
        self._marks.paint(painter)
