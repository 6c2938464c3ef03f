"""A sheet in the scene: its tiles where they are there, coarser ones or the whole elsewhere."""

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.sheet_source import SheetSource, TileKey, tiles_of
from shamay_desktop.ui.canvases.sheet_tiles import SheetTiles
from shamay_desktop.usecases.evidence.sheets import OVERLAP, TILE

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: a frame has time for few objects of Qt's."""

_EDGE = 2.0
"""Pixels of the screen within which the sheet's edge is seen."""

SHARP_ENOUGH = 1.05
"""A picture may be enlarged by this before a finer level is shown."""


def level_for(pixels: float) -> int:
    """The coarsest level that is sharp where a sheet's pixel takes so many of the screen's."""
    return max(math.floor(math.log2(SHARP_ENOUGH / max(pixels, 1e-9))), 0)


class SheetItem(QGraphicsItem):
    """Paints from what is there and fetches nothing; in pixels of the sheet."""

    def __init__(self, tiles: SheetTiles) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._tiles = tiles
        self._source: SheetSource | None = None
        self._base: list[QPixmap] = []
        self.rect = QRectF()
        self.only: Sequence[QRectF] = ()
        """Parts of the sheet that are to be painted now, when somebody knows better than Qt: it
        tells the bounds of all, which are the whole view when a strip at each side is new."""

        self._edge = QPen(theme.colour("edge"), 1.0)
        self._edge.setCosmetic(True)

    def show_sheet(self, source: SheetSource | None) -> None:
        """A blank sheet of the right size, until its pictures come."""
        self.prepareGeometryChange()
        self._source = source
        self._base = []
        self.rect = QRectF() if source is None else QRectF(0, 0, source.width, source.height)
        self.update()

    def show_base(self, images: Sequence[QImage]) -> None:
        """The whole sheet and its halves."""
        self._base = [QPixmap.fromImage(image) for image in images]
        self.update()

    @property
    def base(self) -> Sequence[QPixmap]:
        """The whole sheet and its halves, none until they are read."""
        return self._base

    def boundingRect(self) -> QRectF:
        """The sheet."""
        return self.rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Only what is to be painted anew."""
        del widget
        source = self._source
        if source is None:
            return
        device = painter.device()
        pixels = option.levelOfDetailFromTransform(painter.worldTransform())
        level = level_for(pixels * device.devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # tiles would show seams
        for place in self.only or (option.exposedRect,):
            part = place.intersected(self.rect)
            if part.isEmpty():
                continue
            if level >= source.levels:
                self._paint_base(painter, part, level)
            else:
                self._paint_tiles(painter, source, part, level)
        edge = _EDGE / max(pixels, 1e-9)
        if not self.rect.adjusted(edge, edge, -edge, -edge).contains(option.exposedRect):
            painter.setPen(self._edge)
            painter.drawRect(self.rect)

    def paint_whole(self, painter: QPainter) -> None:
        """All of the sheet from the picture of the whole, by the painter's own transform."""
        if self._source is not None:
            pixels = QStyleOptionGraphicsItem.levelOfDetailFromTransform(painter.worldTransform())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._paint_base(painter, self.rect, level_for(pixels))

    def keys(self, part: QRectF, level: int) -> Iterator[TileKey]:
        """The tiles of a level that touch a part of the sheet, row by row."""
        assert self._source is not None  # noqa: S101 — asked while a sheet is shown
        columns, rows = tiles_of(self._source, level)
        side = TILE << level
        left, right = int(part.left() // side), math.ceil(part.right() / side)
        top, bottom = int(part.top() // side), math.ceil(part.bottom() / side)
        for row in range(max(top, 0), min(bottom, rows)):
            for column in range(max(left, 0), min(right, columns)):
                yield level, column, row

    def rect_of(self, key: TileKey) -> QRectF:
        """The part of the sheet that a tile shows, its overlap with the neighbours left out."""
        level, column, row = key
        side = TILE << level
        return QRectF(column * side, row * side, side, side).intersected(self.rect)

    def _paint_tiles(
        self, painter: QPainter, source: SheetSource, part: QRectF, level: int
    ) -> None:
        found = [(key, self._tiles.get(key)) for key in self.keys(part, level)]
        if any(pixmap is None for _key, pixmap in found):
            self._paint_base(painter, part, level)
        box = part.left(), part.top(), part.right(), part.bottom()
        for key, pixmap in found:
            if pixmap is not None:
                self._paint_tile(painter, key, pixmap, box)
            else:
                self._paint_instead(painter, source, key, part)

    def _paint_instead(
        self, painter: QPainter, source: SheetSource, key: TileKey, part: QRectF
    ) -> None:
        """What is nearest to a missing tile: the next coarser one, then finer ones over it."""
        level, column, row = key
        place = self.rect_of(key).intersected(part)
        box = place.left(), place.top(), place.right(), place.bottom()
        for up in range(1, source.levels - level):
            coarser = level + up, column >> up, row >> up
            pixmap = self._tiles.get(coarser)
            if pixmap is not None:
                self._paint_tile(painter, coarser, pixmap, box)
                break
        if level:
            for finer in self.keys(place, level - 1):
                pixmap = self._tiles.get(finer)
                if pixmap is not None:
                    self._paint_tile(painter, finer, pixmap, box)

    def _paint_tile(self, painter: QPainter, key: TileKey, pixmap: QPixmap, part: Box) -> None:
        """A tile as far as it lies in a part, with its overlap."""
        assert self._source is not None  # noqa: S101 — its tiles are there
        level, column, row = key
        step = 1 << level
        at_left = column * TILE - (OVERLAP if column else 0)
        at_top = row * TILE - (OVERLAP if row else 0)
        more = OVERLAP * step
        left = max(at_left * step, part[0] - more, 0.0)
        top = max(at_top * step, part[1] - more, 0.0)
        right = min((at_left + pixmap.width()) * step, part[2] + more, self._source.width)
        bottom = min((at_top + pixmap.height()) * step, part[3] + more, self._source.height)
        across, down = right - left, bottom - top
        if across <= 0 or down <= 0:
            return
        inside = QRectF(left / step - at_left, top / step - at_top, across / step, down / step)
        painter.drawPixmap(QRectF(left, top, across, down), pixmap, inside)

    def _paint_base(self, painter: QPainter, part: QRectF, level: int) -> None:
        source = self._source
        if not self._base or source is None:
            painter.fillRect(part, QColor("white"))
            return
        pixmap = self._base[min(max(level - source.levels, 0), len(self._base) - 1)]
        step = 1 << source.levels
        across = self._base[0].width() * step / pixmap.width()
        down = self._base[0].height() * step / pixmap.height()
        # A pixel more on each side: the smoothing of a part's edge asks for its neighbours.
        shown = part.adjusted(-across, -down, across, down).intersected(self.rect)
        inside = QRectF(
            shown.x() / across, shown.y() / down, shown.width() / across, shown.height() / down
        )
        painter.drawPixmap(shown, pixmap, inside)
