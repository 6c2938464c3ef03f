"""The comparables' tab: the case's own table, or in its place the finder that fills it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.ui import theme
from shamay_desktop.ui.market.finder import Finder
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action


class FinderPlace(QWidget):
    """The finder is built when it is first opened, and keeps its search while the page stands."""

    edited = Signal(object)
    """tuple[Change, ...]."""

    def __init__(self, context: PageContext, table: QWidget) -> None:
        super().__init__()
        self._context = context
        self._table = table
        self.finder: Finder | None = None
        self.bar = QWidget()
        self.button = action(context.texts, "open-finder", "market.finder_open", "search")
        self.button.clicked.connect(self.open)
        words = QLabel(context.texts("market.finder_words"))
        theme.set_tone(words, "muted")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, 0)
        row.addWidget(self.button)
        row.addWidget(words, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)

    @property
    def is_open(self) -> bool:
        """Whether the finder stands in the place of the table."""
        return self.finder is not None and self._stack.currentWidget() is self.finder

    def show_case(self, case: Case) -> None:
        """The finder compares with the subject as it stands now."""
        if self.finder is not None:
            self.finder.show_case(case)

    def open(self) -> None:
        """Find comparables."""
        if self.finder is None:
            self.finder = Finder(self._context)
            self.finder.edited.connect(self.edited)
            self.finder.closed.connect(self.close_finder)
            self._stack.addWidget(self.finder)
        self.finder.show_case(self._context.session.case)
        self.bar.hide()
        self._stack.setCurrentWidget(self.finder)
        self.finder.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_finder(self) -> None:
        """Back to the case's own table."""
        if not self.is_open:
            return
        self._stack.setCurrentWidget(self._table)
        self.bar.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
