"""Words on a canvas: what is wrong with the sheet, and what stands there while there is none."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from shamay_desktop.ui import theme

if TYPE_CHECKING:
    from shamay_desktop.ui.canvases.sheet_view import SheetView

_WIDEST = 520


class CanvasWords:
    """A line over the sheet for problems, and words in the middle of an empty canvas.

    The line has room of its own: what covers a part of the view would make moving it slow.
    """

    def __init__(self, view: "SheetView") -> None:
        self._view = view
        self.problem = QLabel(view, wordWrap=True)
        self.problem.setObjectName("canvas-problem")
        theme.set_tone(self.problem, "error")
        self.problem.setMargin(theme.SPACE)
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem.hide()
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("canvas-empty")
        theme.set_tone(self.empty, "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMaximumWidth(_WIDEST)
        # Words keep the window's direction; the sheet alone is never mirrored.
        direction = Qt.LayoutDirection
        right_to_left = view.texts.language.right_to_left
        for label in (self.problem, self.empty):
            label.setLayoutDirection(
                direction.RightToLeft if right_to_left else direction.LeftToRight
            )
        middle = QGridLayout(view.viewport())
        middle.addWidget(self.empty, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()

    def say(self, problem: str, tone: theme.Tone = "error") -> None:
        """A problem at the top, or in another tone what was done; "" takes it away."""
        theme.set_tone(self.problem, tone)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.place()

    def show_empty(self, words: str) -> None:
        """Words in the middle; "" takes them away."""
        self.empty.setText(words)
        self.empty.setVisible(bool(words))

    def clear(self) -> None:
        """Say nothing."""
        if self.problem.isVisibleTo(self._view):
            self.say("")
        self.show_empty("")

    def place(self) -> None:
        """Give the line its room at the top."""
        if not self.problem.isVisibleTo(self._view):
            self._view.leave_room(0)
            return
        wide = self._view.width()
        high = self.problem.heightForWidth(wide)
        self.problem.setGeometry(0, 0, wide, high)
        self._view.leave_room(high)
