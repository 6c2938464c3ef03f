"""A sheet in a view that zooms and turns: what is seen of it is fetched and shown sharp.

Scene units are pixels of the sheet; the view zooms and turns, items never do.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QTransform,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.canvas_words import CanvasWords
from shamay_desktop.ui.canvases.sheet_item import SheetItem, level_for
from shamay_desktop.ui.canvases.sheet_source import SheetSource, TileKey, source_of
from shamay_desktop.ui.canvases.sheet_tiles import SheetTiles, read_base
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.tasks import Handle, Tasks
from shamay_desktop.usecases.services import Services

LEAST_SCALE, MOST_SCALE = 0.002, 32.0
PLAN_MS = 20
"""Between two looks at which tiles the view needs, while it moves."""

AROUND = 0.25
"""Share of the view around it that is fetched too, when nothing in it is missing."""

MOST_PARTS = 6
"""Parts of the view that are painted one by one; of more, their bounds."""

SPARSE = 0.7
"""Of their bounds: parts that cover less are painted one by one. What is dragged makes parts that
lie over each other; painting their bounds once is the quicker then."""

_FIT_ROOM = 8

Closer = Callable[[], tuple[QRectF, float] | None]


class SheetView(QGraphicsView):
    """Shows a sheet of any size."""

    view_changed = Signal()
    """Zoom, turn or place of the view."""

    sheet_shown = Signal()
    """The sheet's size is known and it can be drawn on; its picture may still come."""

    sharp_shown = Signal()
    """All that is seen is as sharp as the screen shows it."""

    base_shown = Signal()
    """The whole sheet's picture is there."""

    turned = Signal(float)
    """Degrees clockwise by which the view is turned now."""

    def __init__(self, texts: Texts, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = texts
        self._tasks = tasks
        self._set_up()
        self.source: SheetSource | None = None
        self.scale_now = 1.0
        """Logical pixels of the screen a pixel of the sheet."""

        self.turn_now = 0.0
        self.is_fitted = True
        self.closer: Closer = lambda: None
        """What else is to be sharp: a part of the sheet, and how many times closer it is seen."""

        self._opening: Handle | None = None
        self._base_work: Handle | None = None
        self._sharp = self._moving = False
        self.tiles = SheetTiles(tasks, self)
        self.sheet = SheetItem(self.tiles)
        self.scene().addItem(self.sheet)
        self.words = CanvasWords(self)
        self._plan = QTimer(self, singleShot=True, interval=PLAN_MS)
        self._plan.timeout.connect(self._plan_tiles)
        self.tiles.arrived.connect(self._on_tiles_arrived)
        self.tiles.failed.connect(lambda problem: self.say(error_words(texts, problem)))
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._on_bar_moved)

    # -- what is shown --------------------------------------------------------------------

    def open_sheet(
        self,
        services: Services,
        sha256: str,
        page: int,
        dpi: int,
        *,
        file_name: str | None = None,
        turn: float = 0.0,
    ) -> None:
        """Show a page (from 1) of a stored file; what fails is said on the canvas."""
        self.clear()
        self.words.show_empty(self.texts("canvas.opening"))
        self._opening = self._tasks.run(
            source_of, services, sha256, page, dpi, file_name,
            owner=self, lane="tiles",
            on_done=partial(self._on_source_made, sha256, turn),
            on_failed=self._on_sheet_failed,
        )  # fmt: skip

    def show_sheet(self, source: SheetSource, turn: float = 0.0) -> None:
        """Show a sheet, all of it; blank until its pictures come."""
        self._let_go()
        self.source = source
        self.words.clear()
        self.sheet.show_sheet(source)
        self.tiles.show(source)
        self.turn_now = turn % 360
        self.is_fitted = True
        self._place()
        self._base_work = self._tasks.run(
            read_base, source,
            owner=self, lane="tiles",
            on_done=partial(self._on_base_read, source), on_failed=self._on_sheet_failed,
        )  # fmt: skip
        self.turned.emit(self.turn_now)
        self.sheet_shown.emit()

    def clear(self) -> None:
        """Show no sheet; what is drawn is the table's to take away."""
        self._let_go()
        self.source = None
        self.sheet.show_sheet(None)
        self.tiles.show(None)
        self.words.clear()
        self.view_changed.emit()

    def show_empty(self, words: str) -> None:
        """What stands where the sheet would be, while there is none."""
        self.words.show_empty(words)

    def say(self, problem: str, tone: theme.Tone = "error") -> None:
        """A clear word at the canvas's top; "" takes it away."""
        self.words.say(problem, tone)

    @property
    def has_sheet(self) -> bool:
        """Whether a sheet is shown."""
        return self.source is not None

    # -- zooming and turning --------------------------------------------------------------

    def on_screen(self, pixels: float) -> float:
        """So many pixels of the screen in pixels of the sheet."""
        return pixels / self.scale_now

    def to_viewport(self, point: QPointF) -> QPointF:
        """Where a point of the sheet is in the viewport."""
        return self.viewportTransform().map(point)

    def to_sheet(self, place: QPointF) -> QPointF:
        """A place of the viewport in pixels of the sheet."""
        return self.viewportTransform().inverted()[0].map(place)

    def seen_polygon(self) -> QPolygonF:
        """The view's corners in pixels of the sheet."""
        return self.mapToScene(self.viewport().rect())

    def seen(self) -> QRectF:
        """The bounds of what is seen of the sheet, in its pixels."""
        return self.seen_polygon().boundingRect().intersected(self.sheet.rect)

    def magnify(self, painter: QPainter, target: QRectF, part: QRect) -> None:
        """Paint a part of the viewport larger: the sheet and what is drawn on it."""
        # Not QGraphicsView.render: it paints every label of the sheet, wherever it stands.
        times = target.width() / part.width()
        closer = QTransform.fromTranslate(-part.left(), -part.top())
        closer *= QTransform.fromScale(times, times)
        closer *= QTransform.fromTranslate(target.left(), target.top())
        seen, before = self.viewportTransform() * closer, painter.transform()
        option = QStyleOptionGraphicsItem()
        painter.setClipRect(target)
        self.sheet.only = (self.mapToScene(part).boundingRect(),)
        around = Qt.ItemSelectionMode.IntersectsItemBoundingRect  # shapes are costly to ask for
        for item in self.items(part, around)[::-1]:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setTransform(item.deviceTransform(seen) * before)
            painter.setOpacity(item.effectiveOpacity())
            item.paint(painter, option, self.viewport())
            painter.restore()
        self.sheet.only = ()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Of the sheet only what is new."""
        region = event.region()
        if 1 < region.rectCount() <= MOST_PARTS:
            rects, bounds = _rects(region), event.rect()
            covered = sum(each.width() * each.height() for each in rects)
            if covered < SPARSE * bounds.width() * bounds.height():
                self.sheet.only = [self._new_part(rect) for rect in rects]
        super().paintEvent(event)
        self.sheet.only = ()

    def plan_soon(self) -> None:
        """Look anew which tiles are needed."""
        if self.has_sheet and not self._plan.isActive():
            self._plan.start()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge about a place of the viewport: the pointer's, else the middle."""
        if not self.has_sheet:
            return
        if at is None:
            at = self.pointer() or QPointF(self.viewport().rect().center())
        target = min(max(self.scale_now * factor, LEAST_SCALE), MOST_SCALE)
        self.is_fitted = False
        point, at = self._held(at)
        self._set_view(target, self.turn_now, point, at)

    def zoom_to(self, rect: QRectF, margin: float = 0.1) -> None:
        """Bring a part of the sheet into view, as large as it goes."""
        if not self.has_sheet:
            return
        more = max(rect.width(), rect.height(), 1.0) * margin
        wanted = rect.adjusted(-more, -more, more, more)
        self.is_fitted = False
        self._set_view(self._scale_for(wanted), self.turn_now, wanted.center(), self._middle())

    def bring(self, rect: QRectF) -> None:
        """Bring a part of the sheet into view; the zoom changes only when it must."""
        shown = self.mapFromScene(rect).boundingRect()
        if self.viewport().rect().contains(shown):
            return
        if shown.width() > self.viewport().width() or shown.height() > self.viewport().height():
            self.zoom_to(rect)
        else:
            self._set_view(self.scale_now, self.turn_now, rect.center(), self._middle())

    def fit(self) -> None:
        """All of the sheet, also while the window changes."""
        self.is_fitted = True
        self._place()

    def actual_size(self) -> None:
        """A pixel of the sheet on a pixel of the screen, about the pointer."""
        self.zoom_by(1 / self.devicePixelRatioF() / self.scale_now)

    def turn_by(self, degrees: float) -> None:
        """Turn the view clockwise about its middle."""
        self.set_turn(self.turn_now + degrees)

    def set_turn(self, degrees: float) -> None:
        """Turn the view to so many degrees clockwise."""
        degrees = round(degrees % 360, 4) % 360
        if degrees == self.turn_now or not self.has_sheet:
            return
        middle = self._middle()
        centre = self.to_sheet(middle)
        if self.is_fitted:
            self.turn_now = degrees
            self._place()
        else:
            self._set_view(self.scale_now, degrees, centre, middle)
        self.turned.emit(degrees)

    def pan_by(self, across: int, down: int) -> None:
        """Move the view by pixels of the screen."""
        self._moving = True
        for bar, way in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            if way:
                bar.setValue(bar.value() + way)
        self._moving = False
        self._on_bar_moved()

    def centre_on(self, point: QPointF) -> None:
        """Bring a place of the sheet to the view's middle."""
        self._put(point, self._middle())

    def pointer(self) -> QPointF | None:
        """Where the hand is in the viewport; None when it is elsewhere."""
        if self.viewport().underMouse():
            return QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A fit holds while the window changes."""
        super().resizeEvent(event)
        self.words.place()
        if not self.has_sheet:
            return
        if self.is_fitted:
            self._place()
        else:
            before = event.oldSize()
            middle = self.to_sheet(QPointF(before.width() / 2, before.height() / 2))
            self._set_view(self.scale_now, self.turn_now, middle, self._middle())

    def showEvent(self, event: QShowEvent) -> None:
        """What is seen now is fetched."""
        super().showEvent(event)
        self.plan_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not looked at is not fetched."""
        self.tiles.want(())
        super().hideEvent(event)

    def leave_room(self, top: int) -> None:
        """Keep so many pixels over the sheet free for words."""
        if self.viewportMargins().top() != top:
            self.setViewportMargins(0, top, 0, 0)

    # -- inside ---------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setObjectName("canvas-view")
        # A sheet is not mirrored, whatever the window's direction.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundBrush(theme.colour("hairline"))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)  # items that Qt paints by itself
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setScene(QGraphicsScene(self))
        self.setAccessibleName(self.texts("canvas.name"))

    def _let_go(self) -> None:
        for handle in (self._opening, self._base_work):
            if handle is not None:
                handle.cancel()
        self._opening = self._base_work = None
        self._plan.stop()
        self._sharp = False

    def _scale_for(self, rect: QRectF) -> float:
        turned = QTransform().rotate(self.turn_now).mapRect(rect)
        room = self.viewport().size()
        across = max(room.width() - 2 * _FIT_ROOM, 16) / max(turned.width(), 1.0)
        down = max(room.height() - 2 * _FIT_ROOM, 16) / max(turned.height(), 1.0)
        return min(max(min(across, down), LEAST_SCALE), MOST_SCALE)

    def _place(self) -> None:
        """All of the sheet in the middle."""
        if self.has_sheet:
            rect = self.sheet.rect
            self._set_view(self._scale_for(rect), self.turn_now, rect.center(), self._middle())

    def _set_view(self, scale: float, turn: float, point: QPointF, place: QPointF) -> None:
        """Zoom and turn with a point of the sheet at a place of the viewport."""
        # 1:1 to the bit: Qt then copies pixels, and does not smooth what is not scaled.
        scale = round(scale, 9)
        self.scale_now, self.turn_now = scale, turn
        self._moving = True
        self._set_edges()
        self.setTransform(QTransform().rotate(turn).scale(scale, scale))
        self._put(point, place)

    def _set_edges(self) -> None:
        """As far as the sheet may be moved: its edges to the view's middle."""
        room = self.viewport().size()
        more = self.on_screen(max(room.width() + room.height(), 1))
        self.setSceneRect(self.sheet.rect.adjusted(-more, -more, more, more))

    def _put(self, point: QPointF, place: QPointF) -> None:
        there = self.viewportTransform().map(point)
        self.pan_by(round(there.x() - place.x()), round(there.y() - place.y()))

    def _new_part(self, rect: QRect) -> QRectF:
        # A pixel more: what is smoothed asks for its neighbours.
        return self.mapToScene(rect.adjusted(-1, -1, 1, 1)).boundingRect()

    def _held(self, at: QPointF) -> tuple[QPointF, QPointF]:
        """What stays where it is: beside a narrow sheet its nearest edge, lest it goes away."""
        point, rect = self.to_sheet(at), self.sheet.rect
        if rect.contains(point):
            return point, at
        point = QPointF(
            min(max(point.x(), rect.left()), rect.right()),
            min(max(point.y(), rect.top()), rect.bottom()),
        )
        seen = self.to_viewport(point)
        inside = QRectF(self.viewport().rect()).contains(seen)
        return point, seen if inside else self._middle()

    def _middle(self) -> QPointF:
        return QPointF(self.viewport().width() / 2, self.viewport().height() / 2)

    def _on_bar_moved(self, _value: int = 0) -> None:
        if self.has_sheet and not self._moving:
            self._sharp = False
            self.plan_soon()
            self.view_changed.emit()

    def _on_sheet_failed(self, problem: ShamayError) -> None:
        self.words.show_empty("")
        self.say(error_words(self.texts, problem))

    def _on_source_made(self, sha256: str, turn: float, source: SheetSource) -> None:
        # Work that was given up may answer all the same.
        if self._opening is not None and source.name.startswith(sha256):
            self.show_sheet(source, turn)

    def _on_base_read(self, source: SheetSource, images: Sequence[QImage]) -> None:
        if source is not self.source:
            return
        self._base_work = None
        self.sheet.show_base(images)
        self.plan_soon()
        self.base_shown.emit()

    def _on_tiles_arrived(self, key: TileKey) -> None:
        self.sheet.update(self.sheet.rect_of(key))
        self.plan_soon()

    def _plan_tiles(self) -> None:
        """Ask for the tiles that the view needs, from its middle outwards."""
        if self.source is None or not self.isVisible():
            return
        part, pixels = self.seen(), self.scale_now * self.devicePixelRatioF()
        keys = self._from_middle(part, pixels)
        there = self.tiles.has(keys) and bool(self.sheet.base)
        closer = self.closer()
        if closer is not None:
            place, times = closer
            keys += self._from_middle(place.intersected(part), pixels * times)
        if there:
            across, down = part.width() * AROUND, part.height() * AROUND
            wider = part.adjusted(-across, -down, across, down).intersected(self.sheet.rect)
            keys += self._from_middle(wider, pixels)
        self.tiles.want(keys)
        self._note_sharp(there=there)

    def _from_middle(self, part: QRectF, pixels: float) -> list[TileKey]:
        """The tiles of a part where a pixel of the sheet takes so many of the screen's."""
        level, middle = level_for(pixels), part.center()
        if self.source is None or level >= self.source.levels or part.isEmpty():
            return []
        return sorted(
            self.sheet.keys(part, level),
            key=lambda key: (self.sheet.rect_of(key).center() - middle).manhattanLength(),
        )

    def _note_sharp(self, *, there: bool) -> None:
        if there and not self._sharp:
            self._sharp = True
            self.sharp_shown.emit()


def _rects(region: QRegion) -> list[QRect]:
    rects: list[QRect] = list(region)  # type: ignore[call-overload]  # not in its stubs
    return rects
