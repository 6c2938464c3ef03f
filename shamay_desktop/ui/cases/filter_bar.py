"""The line over a list: how many lines there are, and a chip for each thing that narrows it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.chip_flow import ChipFlow
from shamay_desktop.ui.cases.places import Chip

COUNT_WIDTH = 14 * theme.SPACE
"""Room for a number of six digits, so that the bar does not move while one types."""


class FilterBar(QFrame):
    """Chips are buttons: a click, Space or Delete takes its narrowing away."""

    filter_asked = Signal()
    columns_asked = Signal()
    save_asked = Signal()
    clear_asked = Signal()
    chip_cleared = Signal(object)
    """The list's query without what the chip stood for."""

    def __init__(self, texts: Texts, parent: QWidget | None = None, *, area: str = "cases") -> None:
        """area: the catalogue that has the bar's words (`<area>.filter`, `<area>.count` …)."""
        super().__init__(parent)
        self.setObjectName("filter-bar")
        self._texts = texts
        self._area = area
        self.filter = self._button("filter", "filter", self.filter_asked)
        self.filter.setCheckable(True)
        self.filter.setText(texts(f"{area}.filter"))
        self.filter.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.count = QLabel()
        self.count.setObjectName("case-count")
        self.count.setMinimumWidth(COUNT_WIDTH)
        self.count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        theme.set_tone(self.count, "muted")
        self.save = self._button("save-view", "star", self.save_asked)
        self.columns = self._button("columns", "columns", self.columns_asked)
        self.clear = QPushButton(texts(f"{area}.clear_filter"))
        self.clear.setObjectName("action:clear-filter")
        theme.set_kind(self.clear, "flat")
        self.clear.clicked.connect(self.clear_asked)
        self._chips = ChipFlow()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, theme.SPACE, theme.SPACE // 2)
        row.setSpacing(theme.SPACE)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.filter, 0, top)
        row.addWidget(self._chips, 1)
        for widget in (self.clear, self.count, self.save, self.columns):
            # On the line of the first chip, also where the chips take several.
            widget.setMinimumHeight(self.filter.sizeHint().height())
            row.addWidget(widget, 0, top)

    def show_chips(self, chips: Sequence[Chip], *, is_narrowed: bool) -> None:
        """Show what narrows the list."""
        focused = self.focusWidget()
        was_on_chip = focused is not None and focused.property("chip") == "true"
        while (item := self._chips.flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for chip in chips:
            self._chips.flow.addWidget(self._chip(chip))
        self._chips.updateGeometry()
        self.clear.setVisible(bool(chips))
        self.save.setEnabled(is_narrowed)
        if was_on_chip:
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_count(self, total: int, *, more: bool = False) -> None:
        """Show how many lines fit; `more`: there are still more, which nobody counted."""
        key = f"{self._area}.count_more" if more else f"{self._area}.count"
        self.count.setText(self._texts(key, n=f"{total:,}" if total != 1 else 1))

    def _chip(self, chip: Chip) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"chip:{chip.key}")
        button.setProperty("chip", "true")
        button.setText(chip.words)
        button.setIcon(theme.icon("close", "muted"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setMaximumWidth(32 * theme.SPACE)
        words = self._texts(f"{self._area}.chip_clear", chip=chip.words)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(partial(self.chip_cleared.emit, chip.without))
        return button

    def _button(self, name: str, icon: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"action:{name}")
        button.setIcon(theme.icon(icon))
        words = self._texts(f"{self._area}.{name.replace('-', '_')}_tip")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(signal)
        return button
