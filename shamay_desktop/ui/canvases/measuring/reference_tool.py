"""A known length: a line over a written dimension, its length typed at once beside it."""

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.measuring.units import Units
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint
from shamay_desktop.ui.canvases.measuring.tool import AskingTool, PathTool


class ReferenceTool(PathTool, AskingTool):
    """Two points, then the written length; Enter. It may be typed later too (an empty Enter)."""

    key, letter = "reference", "F"
    most, drags_out = 2, True
    needs_scale = False
    angles = None

    def draw(self, path: Ring) -> None:
        """Ask what is written there; the line stays until it is said."""
        if self.draft is not None:
            self.draft.show((path,), closed=False)
        self._path: Ring | None = path
        middle = ((path[0][0] + path[1][0]) / 2, (path[0][1] + path[1][1]) / 2)
        unit = "plan.ask_feet" if self._in_feet else "plan.ask_metres"
        self.asked.ask(self.texts(unit), self.on_screen(middle))

    def press(self, at: CanvasPoint) -> bool:
        """A new line keeps the one that waits, with its length where one is typed already."""
        typed = self.asked.line.text() if getattr(self, "_path", None) is not None else ""
        self._keep_waiting(typed)
        return super().press(at)

    def take(self, text: str) -> None:
        """The length; what is no number is said and asked again."""
        if text.strip() and self.state.words.typed(text) is None:
            self.state.say(self.texts("plan.no_number", given=text.strip()))
            self.asked.line.selectAll()
            return
        self._keep_waiting(text)

    def cancel(self) -> bool:
        """The line that waits is given up too."""
        waited, self._path = getattr(self, "_path", None), None
        self.close_line()
        return super().cancel() or waited is not None

    def _keep_waiting(self, text: str) -> None:
        path, self._path = getattr(self, "_path", None), None
        self.close_line()
        if path is None:
            return
        if self.draft is not None:
            self.draft.hide()
        self.state.say("")
        self.state.add_reference(path, self.state.words.typed(text), self.state.region_at(path))

    @property
    def _in_feet(self) -> bool:
        return self.state.words.units is Units.FEET
