"""The keyboard sketch: from a place on the sheet, walls by typed lengths and turns."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.drawing.geometry import main_direction
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.drawing.walking import (
    CLOSED_WITHIN,
    MOST_SPREAD,
    Closing,
    Walk,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import ShapeKind
from shamay_desktop.domain.measuring.scale import Scale
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint
from shamay_desktop.ui.canvases.measuring.tool import AskingTool

_ARROWS = {
    Qt.Key.Key_Right: "→", Qt.Key.Key_Left: "←", Qt.Key.Key_Up: "↑", Qt.Key.Key_Down: "↓",
}  # fmt: skip
_LEAST = 3


class WalkingTool(AskingTool):
    """A press is the start. Then "3.20 r 1.5 l 2" Enter, …; an empty Enter closes the ring.

    Arrows give a wall its direction; Backspace in an empty line takes the last step back.
    """

    key, letter = "walk", "K"

    walk: Walk | None = None

    def press(self, at: CanvasPoint) -> bool:
        """Begin here; a sketch that goes on is not thrown away by a press."""
        if self.state.read_only:
            return self.state.do(lambda _case: ()) or True
        if self.walk is not None or not self.state.may_measure():
            return True
        if isinstance(self.state.scale_at((at.point,)), Refused):
            self.state.may_measure()
            return True
        base = main_direction(self.state.snap_lines()[1])
        self.walk = Walk(at.point, base)
        self._ask()
        return True

    def take(self, text: str) -> None:
        """Walk on; with an empty line the ring is closed."""
        if self.walk is None:
            return
        if not text.strip():
            self.close()
            return
        try:
            self.walk = self.walk.typed(text, metres_of_one=self._unit)
            self._show(self.walk)
        except Refused as problem:
            self.state.say(problem)
            return
        self.state.say("")
        self._ask()

    def close(self) -> None:
        """The walked ring becomes an area; what cannot be closed is said and goes on."""
        walk, scale = self.walk, self._scale()
        if walk is None or scale is None:
            return
        if not walk.legs:
            self.cancel()
            return
        if len(walk.legs) < _LEAST - 1:
            ring, kind = walk.corners(scale), ShapeKind.LENGTH
        else:
            closing = Closing.SPREAD if walk.gap().share <= MOST_SPREAD else Closing.STRAIGHT
            try:
                ring, kind = walk.closed(scale, closing), ShapeKind.AREA
            except Refused as problem:
                self.state.say(problem)
                return
        self.cancel()
        self.state.add_shape(kind, ring)
        self.finished.emit(ring)

    def cancel(self) -> bool:
        """Give the sketch up."""
        was, self.walk = self.walk is not None, None
        self.close_line()
        if self.draft is not None:
            self.draft.hide()
        return was

    def _ask(self) -> None:
        walk, scale = self.walk, self._scale()
        if walk is None or scale is None:
            return
        end = walk.corners(scale)[-1]
        title = self.texts("plan.ask_walk")
        self.asked.ask(title, self.on_screen(end), typed=self._on_typed, wide=22 * theme.SPACE)
        self.asked.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.asked.keys = self._key
        self._show(walk)

    def _key(self, event: QKeyEvent) -> bool:
        line = self.asked.line
        if event.key() in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            line.setText(f"{line.text().rstrip()} {_ARROWS[Qt.Key(event.key())]} ".lstrip())
            return True
        if event.key() == Qt.Key.Key_Backspace and not line.text() and self.walk is not None:
            self.walk = self.walk.undone()
            self._ask()
            return True
        return False

    def _on_typed(self, text: str) -> None:
        """What is typed is seen at once; what cannot be read yet is seen when it can."""
        if self.walk is None:
            return
        try:
            self._show(self.walk.typed(text, metres_of_one=self._unit))
        except Refused:
            return

    def _show(self, walk: Walk) -> None:
        scale = self._scale()
        if scale is None or self.draft is None:
            return
        path = walk.corners(scale)
        if len(path) > 1:
            self.draft.show((path,), closed=False, at=path[-1], lines=self._said(walk, path))
        else:
            self.draft.show((path,), closed=False)

    def _said(self, walk: Walk, path: Ring) -> tuple[str, ...]:
        words, gap = self.state.words, walk.gap()
        lines = [words.metres(walk.legs[-1][0])]
        if len(walk.legs) >= _LEAST - 1:
            if gap.length > CLOSED_WITHIN:
                lines.append(self.texts("plan.walk_gap", gap=words.metres(gap.length)))
            lines.append(words.area(self.state.area_now(path)))
        return tuple(lines)

    def _scale(self) -> Scale | None:
        if self.walk is None:
            return None
        scale = self.state.scale_at((self.walk.start,))
        return None if isinstance(scale, Refused) else scale

    @property
    def _unit(self) -> float:
        return float(self.state.words.units.metres)
