"""The bar over the desk: the program's name, a new case, the search, lock and settings."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.ui import theme
from shamay_desktop.ui.context import OfficeContext


class TopBar(QFrame):
    """Says what was pressed; the search field is read by the desk."""

    new_asked = Signal()
    settings_asked = Signal()
    lock_asked = Signal()

    def __init__(self, context: OfficeContext) -> None:
        super().__init__()
        self.setObjectName("top-bar")
        self._texts = context.texts
        self.search = self._make_search()
        self.new = QPushButton(theme.icon("plus", "on_accent"), self._texts("cases.new"))
        self.new.setObjectName("action:new-case")
        self.new.setToolTip(self._texts("cases.new_tip"))
        if not may(context.actor, Permission.CREATE_CASE):
            self.new.hide()  # only hidden: shown without a parent it would be a window
        theme.set_kind(self.new, "primary")
        self.new.clicked.connect(self.new_asked)
        name = QLabel(self._texts("shell.program"))
        theme.set_tone(name, "heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(name)
        row.addWidget(self.new)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        row.addWidget(self._tool("lock", self.lock_asked))
        row.addWidget(self._tool("settings", self.settings_asked))

    def _make_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setObjectName("field:search")
        search.setPlaceholderText(self._texts("cases.search"))
        search.setAccessibleName(self._texts("cases.search"))
        search.setToolTip(self._texts("cases.search_tip"))
        search.setClearButtonEnabled(True)
        search.setMaximumWidth(60 * theme.SPACE)
        search.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        return search

    def _tool(self, name: str, signal: SignalInstance) -> QToolButton:
        tool = QToolButton()
        tool.setIcon(theme.icon(name))
        tool.setObjectName(f"action:{name}")
        tip = self._texts(f"cases.{name}_tip")
        tool.setToolTip(tip)
        tool.setAccessibleName(tip)
        tool.clicked.connect(signal)
        return tool
