"""Above the grid: how percentages are put together, the index of time, and the grid's buttons."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton, QWidget

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.adjustments import INDEX, MODE
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.valuation.grid import Grid
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.flow_layout import FlowLayout

_BUTTONS = (
    ("take_all", "clock"),
    ("facts", "list"),
    ("running", "chart"),
    ("double", "copy"),
    ("swap", "compare"),
    ("include", "eye"),
    ("head", "plus"),
    ("indexes", "refresh"),
)
"""Name and icon; each has its word beside it."""


class GridBar(QWidget):
    """It flows into two lines where one is too narrow."""

    pressed = Signal(str)
    chosen = Signal(str, str)
    """The path of a field and the chosen code, "" for none."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.mode = self._combo(MODE)
        self.mode.addItem(texts("grid.mode_unsaid"), "")
        for choice in BY_ID[MODE].choices:
            self.mode.addItem(texts(f"grid.mode_{choice.code}"), choice.code)
        self.index = self._combo(INDEX)
        self.buttons = {name: self._button(name, icon) for name, icon in _BUTTONS}
        row = FlowLayout(self, theme.SPACE)
        for part in self._parts():
            row.addWidget(part)

    def show_grid(self, grid: Grid, indexes: Mapping[str, PriceIndex]) -> None:
        """Show what the case says of both."""
        self.mode.setCurrentIndex(self.mode.findData(grid.mode.value) if grid.mode_stated else 0)
        codes = [self.index.itemData(at) for at in range(self.index.count())]
        if codes != list(indexes):
            self.index.clear()
            for code, index in indexes.items():
                self.index.addItem(index.name(self._texts.language.value), code)
        place = self.index.findData("" if grid.index is None else grid.index.code)
        self.index.setCurrentIndex(place)
        self.index.setEnabled(bool(indexes))
        self.buttons["take_all"].setEnabled(
            any(
                column.time.percent is not None and "time" not in column.steps
                for column in grid.columns
            )
        )

    def focus_field(self, path: str) -> None:
        """The focus to the mode or the index."""
        (self.mode if path == MODE else self.index).setFocus(Qt.FocusReason.OtherFocusReason)

    def _parts(self) -> list[QWidget]:
        parts: list[QWidget] = []
        for path, combo in ((MODE, self.mode), (INDEX, self.index)):
            label = QLabel(BY_ID[path].label(self._texts.language.value))
            label.setBuddy(combo)
            label.setMinimumHeight(combo.sizeHint().height())
            parts += [label, combo]
        return [*parts, *self.buttons.values()]

    def _combo(self, path: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(f"field:{path}")
        combo.setAccessibleName(BY_ID[path].label(self._texts.language.value))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.activated.connect(lambda at: self.chosen.emit(path, combo.itemData(at) or ""))
        return combo

    def _button(self, name: str, icon: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"grid:{name}")
        button.setIcon(theme.icon(icon))
        button.setText(self._texts(f"grid.button.{name}"))
        button.setAccessibleName(self._texts(f"actions.grid_{name}"))
        button.setToolTip(self._texts(f"grid.hint.{name}"))
        button.setMinimumHeight(self.mode.sizeHint().height())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(partial(self.pressed.emit, name))
        return button
