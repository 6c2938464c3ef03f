"""A part of the places panel: a heading that folds it, what stands in it, and lines of words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.figures_table import FiguresTable, Line
from shamay_desktop.ui.widgets.flow_layout import FlowLayout

EDITOR = 9 * theme.SPACE
"""The narrowest editor."""


class Section(QFrame):
    """The heading is a button: it folds by mouse, Enter and Space."""

    def __init__(self, texts: Texts, name: str, *, is_open: bool = True) -> None:
        super().__init__()
        self.texts = texts
        self.setObjectName(f"places-{name}")
        self.heading = QToolButton()
        self.heading.setObjectName(f"action:places-fold-{name}")
        self.heading.setText(texts(f"places.{name}"))
        self.heading.setProperty("heading", "true")
        self.heading.setIconSize(QSize(12, 12))
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setToolTip(texts("places.fold_tip"))
        self.body = QWidget()
        self.heading.clicked.connect(self.turn)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(theme.SPACE, 0, theme.SPACE, theme.SPACE)
        self.column.setSpacing(theme.SPACE // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        column.addWidget(self.heading)
        column.addWidget(self.body)
        self._fold(is_open=is_open)

    def turn(self) -> None:
        """Fold what is open, unfold what is folded."""
        self._fold(is_open=self.body.isHidden())

    def open(self) -> None:
        """Unfold."""
        self._fold(is_open=True)

    def _fold(self, *, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.heading.setIcon(theme.icon("chevron-down" if is_open else "next", "muted"))


class WrappedTable(FiguresTable):
    """Rows as high as their words need at the width that there is."""

    def __init__(self, name: str, title: str, stretched: int = 0) -> None:
        super().__init__(name, title)
        self._stretched = stretched

    def show_lines(self, heads: Sequence[str], lines: Sequence[Line], strong: int = -1) -> None:
        """As any table of figures; one column takes the room that the others leave."""
        super().show_lines(heads, lines, strong)
        head = self.horizontalHeader()
        for column in range(self.columnCount()):
            is_wide = column == self._stretched
            mode = QHeaderView.ResizeMode
            head.setSectionResizeMode(column, mode.Stretch if is_wide else mode.ResizeToContents)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        self.updateGeometry()


def words(tone: theme.Tone = "muted") -> QLabel:
    """A line of words that may be marked and copied; hidden while there are none."""
    label = QLabel(wordWrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    theme.set_tone(label, tone)
    theme.align_leading(label)
    label.hide()
    return label


def say(label: QLabel, text: str, tone: theme.Tone | None = None) -> None:
    """Show words, or nothing."""
    if tone is not None:
        theme.set_tone(label, tone)
    label.setText(text)
    label.setVisible(bool(text))


def editor(texts: Texts, name: str) -> QLineEdit:
    """A line to type into; its words are `places.<name>`, and `places.<name>_hint` in it."""
    line = QLineEdit()
    line.setObjectName(f"field:places-{name.replace('_', '-')}")
    line.setAccessibleName(texts(f"places.{name}"))
    line.setMinimumWidth(EDITOR)
    if texts.has(f"places.{name}_hint"):
        line.setPlaceholderText(texts(f"places.{name}_hint"))
    return line


def side_by_side(*parts: QWidget) -> QWidget:
    """Lines to type into share the width; buttons break into lines where it ends."""
    box = QWidget()
    if not any(isinstance(part, QLineEdit) for part in parts):
        flow = FlowLayout(box, theme.SPACE // 2)
        for part in parts:
            flow.addWidget(part)
        return box
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE // 2)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QLineEdit) else 0)
    return box


def under_names(texts: Texts, editors: Mapping[str, QLineEdit]) -> QWidget:
    """Lines to type into, each under its name `places.<name>`: a number alone does not say it."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.SPACE // 2)
    grid.setVerticalSpacing(2)
    for column, (name, line) in enumerate(editors.items()):
        label = QLabel(texts(f"places.{name}"))
        label.setBuddy(line)
        theme.set_tone(label, "muted")
        grid.addWidget(label, 0, column)
        grid.addWidget(line, 1, column)
        grid.setColumnStretch(column, 1)
    return box
