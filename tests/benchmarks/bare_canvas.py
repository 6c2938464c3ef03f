"""A bare QGraphicsView with the same plan in tiles and the same shapes, and our canvas, each moved
in the same way; a process measures one of them and says its frames on stdout.

`python -m tests.benchmarks.bare_canvas bare|ours|open HOME PLAN`
"""

import json
import math
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer, SignalInstance
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsPolygonItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind, Sheet
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.application import SWITCH_SECONDS
from shamay_desktop.ui.canvases.canvas_frame import CanvasFrame
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.ui.canvases.measuring.choosing_tools import CornersTool, SelectTool
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.sheet_items import SheetItems
from shamay_desktop.ui.garbage import UiGarbage
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.file_ports import TILE
from shamay_desktop.usecases.services import Services
from tests.benchmarks.large_plan import DPI, outlines
from tests.benchmarks.memory import held_kib
from tests.benchmarks.prepared_home import services_of

SIZE = 1280, 860
FRAMES = 60
LIMIT_MS = 60_000
MOST_WAIT_S = 0.1
SCALES = (("actual", 1.0, 0.0), ("fitted", 0.45, 0.0), ("turned", 0.8, 1.3))
MIDDLE = QPointF(1290, 13_500)

Frame = tuple[float, float]
"""Seconds by the clock, and of the UI thread's processor time."""


class Moved(Protocol):
    """What is measured: a view that goes to a place and lets itself be moved."""

    view: QGraphicsView

    def go(self, scale: float, turn: float, movement: str) -> None:
        """Show the plan's middle so large and so turned, all of it sharp, ready for that."""
        ...

    def step(self, across: int, down: int) -> None:
        """Move the view by pixels."""
        ...

    def give_up(self) -> None:
        """What is held stays where it was."""
        ...


class BareDragging(QGraphicsView):
    """Moves the item under the pointer, or its first corner, in the shortest way Python has."""

    def __init__(self) -> None:
        super().__init__()
        self.by_corner = False
        self._held: QGraphicsPolygonItem | None = None
        self._from = QPointF()
        self._before = QPolygonF()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take what is there."""
        self._from = self.mapToScene(event.position().toPoint())
        items = self.items(event.position().toPoint())
        self._held = next((each for each in items if isinstance(each, QGraphicsPolygonItem)), None)
        if self._held is not None:
            self._before = self._held.polygon()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move it along."""
        if self._held is None:
            return
        place = self.mapToScene(event.position().toPoint())
        if self.by_corner:
            self._held.setPolygon(QPolygonF([place, *self._before.toList()[1:]]))
        else:
            self._held.setPos(place - self._from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let it go, where it was."""
        del event
        if self._held is not None:
            self._held.setPos(0, 0)
            self._held.setPolygon(self._before)
        self._held = None


class BareView:
    """Qt's own view, scene and items: the same tiles, outlines and words, smooth as ours."""

    def __init__(self, picture: Path) -> None:
        self.bare = BareDragging()
        self.view: QGraphicsView = self.bare
        smooth = QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        self.view.setRenderHints(smooth)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scene = QGraphicsScene(self.view)
        QImageReader.setAllocationLimit(0)  # all of the plan takes 288 MB
        whole = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
        for top in range(0, whole.height(), TILE):
            for left in range(0, whole.width(), TILE):
                scene.addPixmap(QPixmap.fromImage(whole.copy(left, top, TILE, TILE))).setPos(
                    left, top
                )
        del whole
        self.view.setScene(scene)
        for number, ring in enumerate(outlines()):
            scene.addItem(_polygon(number, ring))
        self.view.resize(*SIZE)
        self.view.show()

    def go(self, scale: float, turn: float, movement: str) -> None:
        """As said."""
        self.bare.by_corner = movement == "corner"
        self.view.resetTransform()
        self.view.rotate(turn)
        self.view.scale(scale, scale)
        self.view.centerOn(MIDDLE)
        _turn_loop(50)

    def step(self, across: int, down: int) -> None:
        """As said."""
        bars = self.view.horizontalScrollBar(), self.view.verticalScrollBar()
        for bar, way in zip(bars, (across, down), strict=True):
            bar.setValue(bar.value() + way)

    def give_up(self) -> None:
        """As said."""


class OurView:
    """The canvas with bar, minimap and magnifier, and the plan table's own items and tools."""

    def __init__(self, services: Services, plan: Path) -> None:
        self.tasks = Tasks()
        texts = Texts(Language.HE)
        self.frame = CanvasFrame(texts, self.tasks)
        self.canvas: CanvasView = self.frame.view
        self.view: QGraphicsView = self.canvas
        self.frame.resize(SIZE[0] + self.frame.minimap.width(), SIZE[1] + 60)
        self.frame.show()
        stored = services.store.add(plan)
        self.began = time.perf_counter()
        self.canvas.open_sheet(services, stored.sha256, 1, DPI, file_name="plan.pdf")
        _wait(self.canvas.sharp_shown)
        self.first_sharp = time.perf_counter() - self.began
        session = SimpleNamespace(case=Case("bench"))
        context = SimpleNamespace(texts=texts, session=session, read_only=False)
        self.state = PlanState(cast(PageContext, context), self.canvas)
        self.items = SheetItems(self.state, self.canvas.content, self.canvas)
        self.state.sheets = (_sheet(stored.sha256),)
        self.state.open_sheet("plan")
        self.canvas.snap_to = self.state.snap_lines
        self.tools = {
            "pan": SelectTool(self.state),
            "drag": SelectTool(self.state),
            "corner": CornersTool(self.state),
        }

    def go(self, scale: float, turn: float, movement: str) -> None:
        """As said."""
        canvas = self.canvas
        canvas.set_turn(turn)
        canvas.zoom_by(scale / canvas.scale_now, QPointF(canvas.viewport().rect().center()))
        canvas.centre_on(MIDDLE)
        _wait(canvas.sharp_shown)
        canvas.set_tool(self.tools[movement])
        _turn_loop(300)  # what lies around is fetched too

    def step(self, across: int, down: int) -> None:
        """As said."""
        self.canvas.pan_by(across, down)

    def give_up(self) -> None:
        """As said."""
        self.canvas.give_up()


class Painted(QObject):
    """Counts what a viewport paints."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.times = 0
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Only looks."""
        self.times += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


def frames_of(moved: Moved) -> dict[str, list[Frame]]:
    """The frames of moving the sheet, a shape, and a corner of one, at each zoom."""
    found: dict[str, list[Frame]] = {}
    painted = Painted(moved.view.viewport())
    for name, scale, turn in SCALES:
        moved.go(scale, turn, "pan")
        found[f"pan_{name}"] = [_pan(moved, painted, number) for number in range(FRAMES)]
        for movement, grip in (("drag", (90, 100)), ("corner", (4, 4))):
            moved.go(scale, turn, movement)
            found[f"{movement}_{name}"] = _drag(moved, painted, grip)
    return found


def _pan(moved: Moved, painted: Painted, number: int) -> Frame:
    way = 1 if number < FRAMES // 2 else -1
    return _frame(painted, lambda: moved.step(3 * way, 5 * way))


def _drag(moved: Moved, painted: Painted, grip: tuple[int, int]) -> list[Frame]:
    """The shape under the view's middle goes round."""
    viewport = moved.view.viewport()
    start = moved.view.mapFromScene(_place(moved.view, grip))
    _send(viewport, QMouseEvent.Type.MouseButtonPress, start)
    times = []
    for number in range(1, FRAMES + 1):
        place = start + QPoint(4 + number % 60 * 2, 4 + number % 40)
        moving = partial(_send, viewport, QMouseEvent.Type.MouseMove, place)
        times.append(_frame(painted, moving))
    moved.give_up()
    _send(viewport, QMouseEvent.Type.MouseButtonRelease, start)
    return times


def _place(view: QGraphicsView, grip: tuple[int, int]) -> QPointF:
    """A place in the shape that is nearest to the view's middle."""
    middle = view.mapToScene(view.viewport().rect().center())
    at = middle.x(), middle.y()
    ring = min(outlines(), key=lambda ring: math.dist(ring[0], at))
    return QPointF(ring[0][0] + grip[0], ring[0][1] + grip[1])


def _send(viewport: QWidget, kind: QMouseEvent.Type, place: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    changed = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseMove else button
    held = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseButtonRelease else button
    there = QPointF(place)
    event = QMouseEvent(kind, there, there, changed, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def _frame(painted: Painted, move: Callable[[], None]) -> Frame:
    """From a movement until everything that it made old is painted."""
    before, began, own = painted.times, time.perf_counter(), time.thread_time()
    move()
    while painted.times == before and time.perf_counter() - began < MOST_WAIT_S:
        QApplication.processEvents()
    took, worked = time.perf_counter() - began, time.thread_time() - own
    rest = 0.016 - took
    if rest > 0.001:
        _turn_loop(int(rest * 1000))
    return took, worked


def _polygon(number: int, ring: list[tuple[float, float]]) -> QGraphicsPolygonItem:
    item = QGraphicsPolygonItem(QPolygonF([QPointF(x, y) for x, y in ring]))
    pen = QPen(QColor("#0b6470"), 1.6)
    pen.setCosmetic(True)
    item.setPen(pen)
    item.setBrush(QColor(11, 100, 112, 41))
    words = QGraphicsSimpleTextItem(f"room {number}", item)
    words.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
    words.setPos(ring[0][0] + 150, ring[0][1] + 120)
    return item


def _sheet(sha256: str) -> Sheet:
    shapes = tuple(
        Shape(str(number), ShapeKind.AREA, tuple(ring), name=f"room {number}", category="flat")
        for number, ring in enumerate(outlines())
    )
    return Sheet("plan", sha256, dpi=DPI, stated_scale=Decimal(100), shapes=shapes)


def _wait(signal: SignalInstance) -> None:
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(LIMIT_MS, loop.quit)
    loop.exec()


def _turn_loop(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _opened(services: Services, plan: Path) -> dict[str, float]:
    """Seconds to the first sharp frame, of the whole and of a part; MiB with the plan open."""
    ours = OurView(services, plan)
    began = time.perf_counter()
    canvas = ours.canvas
    canvas.centre_on(MIDDLE)
    canvas.zoom_by(1 / canvas.scale_now, QPointF(canvas.viewport().rect().center()))
    _wait(canvas.sharp_shown)
    actual = time.perf_counter() - began
    own = _resident()
    for place in range(2_000, 26_000, 600):  # all of it is looked at
        canvas.centre_on(QPointF(1300, place))
        _wait(canvas.sharp_shown)
    return {
        "fit_s": ours.first_sharp,
        "actual_s": actual,
        "opened_mib": own / 1024,
        "looked_through_mib": _resident() / 1024,
        "with_workers_mib": held_kib()[0] / 1024,
        "tiles_mib": canvas.tiles.bytes / 1024 / 1024,
    }


def _resident() -> int:
    """KiB of the window's own process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def main(what: str, home: Path, plan: Path) -> None:
    """Measure one of them."""
    app = QApplication(["bench", *theme.STYLE])
    garbage = UiGarbage(app)  # as in the window: Python's own would fall into frames
    sys.setswitchinterval(SWITCH_SECONDS)
    theme.apply_theme(app, Language.HE)
    if what == "bare":
        answer: object = frames_of(BareView(plan.with_suffix(".jpg")))
    else:
        services = services_of(home)
        answer = frames_of(OurView(services, plan)) if what == "ours" else _opened(services, plan)
        services.close()
    garbage.stop()
    print(json.dumps(answer), flush=True)  # noqa: T201 — the answer to the bench


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
