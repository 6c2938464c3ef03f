"""A card in the middle of an empty window: heading, words, content, buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.ui import theme

WIDTH = 60 * theme.SPACE


class Card(QScrollArea):
    """What first run, sign-in and the like are shown on."""

    def __init__(self, heading: str, why: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(WIDTH)
        title = QLabel(heading)
        title.setObjectName("card-title")
        theme.set_tone(title, "title")
        self.body = QVBoxLayout(card)
        self.body.setContentsMargins(*(4 * theme.SPACE,) * 4)
        self.body.setSpacing(2 * theme.SPACE)
        self.body.addWidget(title)
        self.why = QLabel(why, wordWrap=True)
        theme.set_tone(self.why, "muted")
        self.why.setVisible(bool(why))
        self.body.addWidget(self.why)
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("card-problem")
        theme.set_tone(self.problem, "error")
        self.problem.hide()
        self._buttons = QHBoxLayout()
        middle = QWidget()
        grid = QGridLayout(middle)
        grid.addWidget(card, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self.setWidget(middle)

    def finish(self, *buttons: QPushButton) -> None:
        """Close the card with the problem line and its buttons, the main one first."""
        self.body.addWidget(self.problem)
        for button in buttons:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.body.addLayout(self._buttons)

    def show_problem(self, words: str) -> None:
        """Say what went wrong; empty words take it back."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


def button(name: str, words: str, kind: theme.ButtonKind = "plain") -> QPushButton:
    """A button called `action:<name>`; Enter presses it, in a card as in a dialog."""
    made = QPushButton(words)
    made.setAutoDefault(True)
    made.setObjectName(f"action:{name}")
    theme.set_kind(made, kind)
    return made


def doing(
    name: str,
    words: str,
    do: Callable[[], object],
    kind: theme.ButtonKind = "plain",
    keys: str = "",
) -> QPushButton:
    """A button that calls `do`, and that Enter elsewhere in the window does not press.

    `keys` that do the same stand in its tip.
    """
    made = button(name, words, kind)
    made.setAutoDefault(False)
    if keys:
        made.setToolTip(f"{words} ({keys})")
    made.clicked.connect(lambda _checked=False: do())
    return made
