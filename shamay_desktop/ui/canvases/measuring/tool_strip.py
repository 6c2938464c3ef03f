"""The tools as buttons, and what a new shape will be: its category and floor."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.shapes_model import category_box
from shamay_desktop.ui.canvases.measuring.tool import MeasuringTool
from shamay_desktop.ui.widgets.flow_layout import FlowLayout


class ToolStrip(QWidget):
    """One button a tool; its tip names its key. Breaks into lines where there is little room."""

    tool_asked = Signal(str)

    def __init__(self, state: PlanState, tools: Sequence[MeasuringTool]) -> None:
        super().__init__()
        self.setObjectName("plan-tools")
        self._state = state
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = FlowLayout(self, theme.SPACE // 2)
        for each in tools:
            row.addWidget(self._button(each))
        texts = state.texts
        label = QLabel(texts("plan.new_category"))
        self.category = category_box(state)
        self.category.setObjectName("plan-category")
        self.category.setAccessibleName(texts("plan.new_category"))
        self.category.setCurrentIndex(self.category.findData(state.category))
        self.category.activated.connect(self._on_category)
        label.setBuddy(self.category)
        self.floor = QLineEdit()
        self.floor.setObjectName("plan-floor")
        self.floor.setPlaceholderText(texts("plan.shape_floor"))
        self.floor.setAccessibleName(texts("plan.new_floor"))
        self.floor.setFixedWidth(9 * theme.SPACE)
        self.floor.textChanged.connect(self._on_floor)
        new = QWidget()
        beside = QHBoxLayout(new)
        beside.setContentsMargins(0, 0, 0, 0)
        for part in (label, self.category, self.floor):
            beside.addWidget(part)
        row.addWidget(new)
        new.setVisible(not state.read_only)
        state.chosen_changed.connect(self._follow)
        state.shown.connect(self._follow)

    def show_tool(self, key: str) -> None:
        """Press the button of the tool that is chosen."""
        if (button := self.buttons.get(key)) is not None:
            button.setChecked(True)

    def _button(self, each: MeasuringTool) -> QToolButton:
        texts = self._state.texts
        button = QToolButton()
        button.setObjectName(f"tool:{each.key}")
        button.setIcon(theme.icon(f"tool-{each.key}"))
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        button.setCheckable(True)
        name = texts(f"plan.tool.{each.key}")
        button.setToolTip(texts("plan.tool_tip", name=name, letter=each.letter))
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on, key=each.key: self.tool_asked.emit(key))
        if self._state.read_only and each.key != "select":
            button.setEnabled(False)
        self._group.addButton(button)
        self.buttons[each.key] = button
        return button

    def _follow(self) -> None:
        for box, value in ((self.category, self._state.category),):
            if box.currentData() != value:
                box.setCurrentIndex(max(box.findData(value), 0))
        if self.floor.text() != self._state.floor and not self.floor.hasFocus():
            self.floor.setText(self._state.floor)

    def _on_category(self) -> None:
        self._state.category = str(self.category.currentData() or "")

    def _on_floor(self, text: str) -> None:
        self._state.floor = text.strip()
