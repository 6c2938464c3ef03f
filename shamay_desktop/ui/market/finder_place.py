"""The comparables' tab: the case's own table, or in its place the finder that fills it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.ui.grid.place import ComparablesPlace
from shamay_desktop.ui.market.finder import Finder
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action


class FinderPlace(QWidget):
    """The finder is built when it is first opened, and keeps its search while the page stands."""

    edited = Signal(object)
    """tuple[Change, ...]."""

    def __init__(self, context: PageContext, table: ComparablesPlace) -> None:
        super().__init__()
        self._context = context
        self._table = table
        self.finder: Finder | None = None
        self.button = action(context.texts, "open-finder", "market.finder_open", "search")
        self.button.clicked.connect(self.open)
        self.history = action(context.texts, "decisions", "market.decisions", "history", "flat")
        self.history.clicked.connect(self.show_decisions)
        for button in (self.history, self.button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            table.head.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
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
        self._stack.setCurrentWidget(self.finder)
        self.finder.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_decisions(self) -> None:
        """The chosen set, the reason of each rejection, and what was searched."""
        from shamay_desktop.ui.market.decisions_dialog import DecisionsDialog

        context = self._context
        means = Means(context.services, context.actor, context.texts, context.tasks)
        dialog = DecisionsDialog(means, context.session.valuation.id, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def close_finder(self) -> None:
        """Back to the case's own table."""
        if not self.is_open:
            return
        self._stack.setCurrentWidget(self._table)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
