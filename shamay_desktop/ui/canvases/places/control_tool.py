"""The tool that points at a place of the picture whose coordinates are known."""

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint, CanvasTool


class ControlPointTool(CanvasTool):
    """One press: that is the pixel; its coordinates are asked for afterwards."""

    pointed = Signal(object)
    """Point: the pixel."""

    key = "control_point"
    snaps = False
    angles = None

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def press(self, at: CanvasPoint) -> bool:
        """The pixel, exactly where the hand is."""
        point: Point = at.raw
        self.pointed.emit(point)
        return True

    def hint(self) -> str:
        """What the next press does."""
        return self._texts("places.control_hint")
