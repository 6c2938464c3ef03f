"""The one canvas under both drawing tables: tools on a sheet, by mouse and by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.drawing.geometry import Edge
from shamay_desktop.domain.drawing.nearby import Nearby
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.snapping import Snap, snapped
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.canvas_keys import KeyboardPointer
from shamay_desktop.ui.canvases.canvas_marks import Layer, SnapMark
from shamay_desktop.ui.canvases.canvas_tool import NEAR, CanvasPoint, CanvasTool
from shamay_desktop.ui.canvases.edge_scroll import EdgeScroll
from shamay_desktop.ui.canvases.sheet_source import SheetSource
from shamay_desktop.ui.canvases.sheet_view import SheetView
from shamay_desktop.ui.tasks import Tasks

ZOOM_STEP = 1.25
NOTCH = 120
WHEEL_STEP = 80
"""Pixels that a notch of the wheel pans by."""

ALONG = 40
"""Of how many times `NEAR` around the pointer the corners are looked at."""

_CONTENT, _DRAFT, _MARKS = 1.0, 2.0, 3.0
_SHIFT = Qt.KeyboardModifier.ShiftModifier.value
_CTRL = Qt.KeyboardModifier.ControlModifier.value
_ALT = Qt.KeyboardModifier.AltModifier.value

Snapping = Callable[[], tuple[Sequence[Point], Sequence[Edge]]]


class CanvasView(SheetView):
    """A sheet to draw on; what is drawn are items under `content` and `draft`."""

    hovered = Signal(object)
    """CanvasPoint: where the pointer is, after snapping."""

    left = Signal()
    """The mouse is no more over the canvas."""

    tool_changed = Signal()

    def __init__(self, texts: Texts, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(texts, tasks, parent)
        self.tool: CanvasTool | None = None
        self.snap_to: Snapping = lambda: ((), ())
        self._nearby = Nearby((), ())
        self.base_angle = 0.0
        """Degrees clockwise of the sheet's own main direction: steps of angles count from it."""

        self._pan_from: QPoint | None = None
        self._pressed = False
        self._space = self._space_used = False
        self.content, self.draft = Layer(_CONTENT), Layer(_DRAFT)
        self.snap_mark = SnapMark(_MARKS)
        for item in (self.content, self.draft, self.snap_mark):
            self.scene().addItem(item)
        self.keyboard = KeyboardPointer(self)
        self.edges = EdgeScroll(self)
        self.show_cursor()

    def show_sheet(self, source: SheetSource, turn: float = 0.0) -> None:
        """Show a sheet, all of it; blank until its pictures come."""
        self.keyboard.hide()
        super().show_sheet(source, turn)

    def clear(self) -> None:
        """Show no sheet; a half-drawn thing is given up, what is drawn is the table's to take."""
        if self.tool is not None:
            self.tool.cancel()
        self._pressed = False
        self.snap_mark.hide()
        self.keyboard.hide()
        super().clear()

    def pointer(self) -> QPointF | None:
        """Where the hand is in the viewport, by keyboard or mouse."""
        return self.keyboard.place if self.keyboard.is_shown else super().pointer()

    # -- tools ----------------------------------------------------------------------------

    def set_tool(self, tool: CanvasTool | None) -> None:
        """Take another tool in hand; None: select nothing, drag the sheet."""
        if tool is self.tool:
            return
        if self.tool is not None:
            self.tool.cancel()
            self.tool.end()
            self.draft.clear()
        self.snap_mark.hide()
        self._pressed = False
        self.tool = tool
        if tool is not None:
            tool.begin(self)
        self.show_cursor()
        self.tool_changed.emit()

    def point_at(
        self,
        place: QPointF,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        free: bool | None = None,
    ) -> CanvasPoint:
        """A place of the viewport in pixels of the sheet, taken to what is near."""
        scene = self.to_sheet(place)
        raw = scene.x(), scene.y()
        held = modifiers.value  # Python's own flags are slow, and this is asked at each move
        shift = bool(held & _SHIFT)
        snap = Snap(raw, "")
        tool, radius = self.tool, self.on_screen(NEAR)
        if tool is not None and tool.snaps and not (shift if free is None else free):
            around = self._around()
            snap = snapped(
                raw, corners=around.corners_near(raw, ALONG * radius),
                edges=around.edges_near(raw, radius),
                anchor=tool.anchor, before=tool.before,
                radius=radius, angles=tool.angles, base_angle=self.base_angle,
                earlier=tool.earlier,
            )  # fmt: skip
        return CanvasPoint(
            *snap.point, raw, snap, shift,
            bool(held & _CTRL), bool(held & _ALT),
            radius,
        )  # fmt: skip

    def press(self, at: CanvasPoint) -> bool:
        """The tool's press at a place, by mouse or key; False when there is no one to take it."""
        self._pressed = self.tool is not None and self.has_sheet and self.tool.press(at)
        return self._pressed

    def release(self, at: CanvasPoint) -> None:
        """The end of a press that was taken."""
        if self._pressed and self.tool is not None:
            self._pressed = False
            self.tool.release(at)

    @property
    def is_pressed(self) -> bool:
        """Whether a press was taken and not released yet."""
        return self._pressed

    def point_to(self, at: CanvasPoint) -> None:
        """The pointer is here now."""
        if self.tool is not None:
            self.snap_mark.show_snap(at.snap)
            self.tool.move(at)
        self.hovered.emit(at)

    def give_up(self) -> None:
        """Esc: what is half drawn, then the tool."""
        if self.tool is None:
            self.keyboard.hide()
            return
        self._pressed = False
        if not self.tool.cancel():
            self.set_tool(None)

    # -- events ---------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms to the pointer; else the sheet moves, with Shift across."""
        angle, pixels = event.angleDelta(), event.pixelDelta()
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (angle.y() / NOTCH), event.position())
            return
        if not pixels.isNull():
            self.pan_by(-pixels.x(), -pixels.y())
            return
        across, down = (round(-delta * WHEEL_STEP / NOTCH) for delta in (angle.x(), angle.y()))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across, down = down, across
        self.pan_by(across, down)

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers zoom to where they are."""
        if event.type() is QEvent.Type.Leave:
            self.snap_mark.hide()
            self.left.emit()
        if event.type() is QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
                return True
            if event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
                if self.is_fitted:
                    self.actual_size()
                else:
                    self.fit()
                return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Middle, Space, or what no tool takes: move the sheet."""
        event.accept()
        self.keyboard.hide()
        left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (left and self._space):
            self._begin_pan(event)
        elif left:
            at = self.point_at(event.position(), event.modifiers())
            if not self.press(at):
                self._begin_pan(event)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The sheet under the hand, or the tool's pointer."""
        event.accept()
        place = event.position().toPoint()
        if self._pan_from is not None:
            moved, self._pan_from = place - self._pan_from, place
            self.pan_by(-moved.x(), -moved.y())
            return
        self.keyboard.hide()
        if self.has_sheet:
            self.point_to(self.point_at(event.position(), event.modifiers()))
            self.edges.follow(event.position(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a move or of a tool's press."""
        event.accept()
        if self._pan_from is not None:
            self._pan_from = None
            self.show_cursor()
        elif event.button() is Qt.MouseButton.LeftButton:
            self.release(self.point_at(event.position(), event.modifiers()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A tool's, or a press like any other."""
        at = self.point_at(event.position(), event.modifiers())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and self.tool is not None and self.tool.double(at):
            event.accept()
            return
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The tool's first, then the canvas's own."""
        if self.tool is not None and self.tool.key_pressed(event):
            event.accept()
        elif not self.keyboard.press_key(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space ends its move."""
        if not self.keyboard.release_key(event):
            super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """The canvas's keys are its own while it has the focus, not the window's."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.keyboard.takes(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A key that is let go elsewhere is not heard here."""
        self.hold_space(held=False)
        super().focusOutEvent(event)

    def hold_space(self, *, held: bool) -> None:
        """While Space is held the left button moves the sheet."""
        if held != self._space:
            self._space, self._space_used = held, False
            self.show_cursor()

    def end_space(self) -> bool:
        """Space is let go; True when nothing was moved with it."""
        unused = self._space and not self._space_used
        self.hold_space(held=False)
        return unused

    def show_cursor(self) -> None:
        """What the next press does."""
        shape = Qt.CursorShape.OpenHandCursor
        if self._pan_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self.tool is not None and not self._space:
            shape = self.tool.cursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    # -- inside ---------------------------------------------------------------------------

    def _begin_pan(self, event: QMouseEvent) -> None:
        self._pan_from = event.position().toPoint()
        self._space_used = True
        self.show_cursor()

    def _around(self) -> Nearby:
        """What there is to be taken to, by place; made anew when it is another."""
        corners, edges = self.snap_to()
        if not self._nearby.is_of(corners, edges):
            self._nearby = Nearby(corners, edges)
        return self._nearby
