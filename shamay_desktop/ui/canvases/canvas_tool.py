"""What a tool of a drawing table is: it gets points of the sheet and says finished gestures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.drawing.snapping import Snap

if TYPE_CHECKING:
    from shamay_desktop.ui.canvases.canvas_view import CanvasView

NEAR = 8
"""Pixels of the screen within which something is near the pointer."""


@dataclass(frozen=True, slots=True)
class CanvasPoint:
    """A place that a person points at, in pixels of the sheet.

    `x` and `y` are where it was taken to (`snap` says why), `raw` is where the hand is. `radius`
    is how far `NEAR` pixels of the screen reach.
    """

    x: float
    y: float
    raw: Point
    snap: Snap
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    radius: float = float(NEAR)

    @property
    def point(self) -> Point:
        """Where it was taken to."""
        return self.x, self.y


class CanvasTool(QObject):
    """One tool; the canvas hands it what mouse and keys do, and draws nothing for it.

    What it shows while it works are items under the canvas's `draft`, which is emptied when the
    tool ends. A finished gesture is said by `finished`; until then nothing is in the case.
    """

    finished = Signal(object)
    hint_changed = Signal()

    key: str = ""
    cursor: Qt.CursorShape = Qt.CursorShape.CrossCursor

    snaps: bool = True
    """Whether points are taken to corners and edges (with Shift they never are)."""

    angles: float | None = 15.0
    """The steps of directions from `anchor` that points are taken to; None: right angles alone."""

    loupe: bool = True
    """Whether the magnifier stands beside the pointer while it is on."""

    drags: bool = False
    """By keyboard the first Enter presses and the next one releases; else each does both.

    It is asked after the press, so a tool may say what the press took hold of.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.anchor: Point | None = None
        self.before: Point | None = None
        self.earlier: Sequence[Point] | None = None
        self.canvas: CanvasView | None = None

    def begin(self, canvas: "CanvasView") -> None:
        """The tool is chosen. Whoever overrides this calls it."""
        self.canvas = canvas

    def end(self) -> None:
        """Another is chosen; `draft` is emptied right after. Whoever overrides this calls it."""
        self.anchor = self.before = self.earlier = None
        self.canvas = None

    def press(self, at: CanvasPoint) -> bool:
        """The left button goes down; True when the tool takes it, else the canvas pans."""
        return False

    def move(self, at: CanvasPoint) -> None:
        """The pointer is elsewhere, with the button down or up."""

    def release(self, at: CanvasPoint) -> None:
        """The left button goes up after a press that was taken."""

    def double(self, at: CanvasPoint) -> bool:
        """A second press right after the first (by keyboard Ctrl+Enter); True when it is taken."""
        return False

    def key_pressed(self, event: QKeyEvent) -> bool:
        """A key, before the canvas looks at it; True when it is taken."""
        return False

    def cancel(self) -> bool:
        """Give up what is half drawn; True when something was."""
        return False

    def hint(self) -> str:
        """One line: what the next press does."""
        return ""
