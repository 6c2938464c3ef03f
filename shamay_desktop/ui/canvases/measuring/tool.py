"""What every tool of the plan table is: it works on the state and shows a draft."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QObject, QPoint

from shamay_desktop.domain.drawing.geometry import distance
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint, CanvasTool
from shamay_desktop.ui.canvases.measuring.drafts import Draft
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.typed_value import TypedValue

if TYPE_CHECKING:
    from shamay_desktop.ui.canvases.canvas_view import CanvasView


class MeasuringTool(CanvasTool):
    """Texts are `plan.tool.<key>`, `plan.hint.<key>`; `needs_scale` ones lead to the scale."""

    needs_scale = True
    letter = ""
    """The key that chooses it."""

    def __init__(self, state: PlanState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.texts = state.texts
        self.draft: Draft | None = None

    def begin(self, canvas: "CanvasView") -> None:
        """A draft of its own."""
        super().begin(canvas)
        self.draft = Draft(canvas.draft)

    def end(self) -> None:
        """Nothing stays half drawn."""
        self.cancel()
        self.draft = None
        super().end()

    def hint(self) -> str:
        """What the next press does."""
        return self.texts(f"plan.hint.{self.key}")

    def again(self) -> None:
        """Its key was pressed while it is in hand."""

    def is_far(self, at: CanvasPoint, start: Point) -> bool:
        """Whether the pointer was dragged away from where it went down."""
        return distance(at.raw, start) > at.radius


class AskingTool(MeasuringTool):
    """A tool that asks for a number over the canvas, in the line that it was given (`over`)."""

    asked: TypedValue

    def over(self, asked: TypedValue) -> Self:
        """Ask there."""
        self.asked = asked
        return self

    def begin(self, canvas: "CanvasView") -> None:
        """The line is this tool's now."""
        super().begin(canvas)
        self.asked.taken.connect(self.take)
        self.asked.given_up.connect(self._on_given_up)

    def end(self) -> None:
        """And no longer."""
        self.asked.taken.disconnect(self.take)
        self.asked.given_up.disconnect(self._on_given_up)
        super().end()

    def take(self, text: str) -> None:
        """What was typed."""

    def close_line(self) -> None:
        """Put the line away; the keys are the canvas's again."""
        if not self.asked.isHidden():
            self.asked.hide()
            if self.canvas is not None:
                self.canvas.setFocus()

    def on_screen(self, point: Point) -> QPoint:
        """Where a point of the sheet is seen, in the line's parent."""
        canvas = self.canvas
        parent = self.asked.parentWidget()
        if canvas is None or parent is None:
            return QPoint()
        seen = canvas.mapFromScene(*point)
        return parent.mapFromGlobal(canvas.viewport().mapToGlobal(seen))

    def _on_given_up(self) -> None:
        self.cancel()


class PathTool(MeasuringTool):
    """Corners one after the other; double-click, Ctrl+Enter or the last corner again ends it.

    Backspace takes the last corner back. `most` corners end it by themselves (0: any number).
    """

    least = 2
    most = 0
    closed = False
    drags_out = False
    """Whether a press, a drag and a release draw it too."""

    def __init__(self, state: PlanState, parent: QObject | None = None) -> None:
        super().__init__(state, parent)
        self.path: list[Point] = []
        self._pressed: Point | None = None
        self._at: Point | None = None

    def press(self, at: CanvasPoint) -> bool:
        """A corner; near the first one a closed shape is done, near the last one a line."""
        if self.state.read_only or (self.needs_scale and not self.state.may_measure()):
            self.state.do(lambda _case: ()) if self.state.read_only else None
            return True
        if self._ends_at(at):
            self.finish()
            return True
        if not self.path or distance(self.path[-1], at.point) > 1e-6:
            self.path.append(at.point)
        self._pressed = at.raw
        self._note(at.point)
        if self.most and len(self.path) >= self.most:
            self.finish()
        return True

    def move(self, at: CanvasPoint) -> None:
        """The draft follows."""
        self._at = at.point
        if self.path:
            self._show()

    def release(self, at: CanvasPoint) -> None:
        """Of a drag the other end."""
        start, self._pressed = self._pressed, None
        if self.drags_out and len(self.path) == 1 and start is not None and self.is_far(at, start):
            self.path.append(at.point)
            self.finish()

    def double(self, at: CanvasPoint) -> bool:
        """Done; by keyboard the place itself is a corner too."""
        if self.path and distance(self.path[-1], at.point) > at.radius:
            self.path.append(at.point)
        if len(self.path) >= self.least:
            self.finish()
        return True

    def back(self) -> bool:
        """Take the last corner back."""
        if not self.path:
            return False
        self.path.pop()
        self._note(self._at)
        return True

    def cancel(self) -> bool:
        """Give the half-drawn path up."""
        was = bool(self.path)
        self.path.clear()
        self._pressed = None
        self._note(None)
        return was

    def finish(self) -> None:
        """Hand the path over and begin anew."""
        path = tuple(self.path)
        self.cancel()
        if len(path) < self.least:
            return
        self.draw(path)
        self.finished.emit(path)

    def draw(self, path: Ring) -> None:
        """What a finished path means."""

    def said(self, path: Ring) -> Sequence[str]:
        """The words beside the pointer."""
        return ()

    def _ends_at(self, at: CanvasPoint) -> bool:
        if len(self.path) < self.least:
            return False
        last = self.path[0] if self.closed else self.path[-1]
        return distance(last, at.point) <= at.radius / 2 or distance(last, at.raw) <= at.radius / 2

    def _note(self, at: Point | None) -> None:
        self.anchor = self.path[-1] if self.path else None
        self.before = self.path[-2] if len(self.path) > 1 else None
        self.earlier = tuple(self.path) or None
        self._at = at
        if self.path:
            self._show()
        elif self.draft is not None:
            self.draft.hide()
        self.hint_changed.emit()

    def _show(self) -> None:
        if self.draft is None:
            return
        path = (*self.path, self._at) if self._at is not None else tuple(self.path)
        lines = partial(self.said, path)
        self.draft.show((self.shown(path),), closed=self.closed, at=self._at, lines=lines)

    def shown(self, path: Ring) -> Ring:
        """What is seen of a half-drawn path."""
        return path
