"""The market data of the office: bring in, search, look at, and give out."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.market.query import MarketQuery, SavedSearch
from shamay_desktop.domain.market.rows import MarketSource
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.market.chips import widened
from shamay_desktop.ui.market.import_flow import ImportFlow
from shamay_desktop.ui.market.imports_dialog import ImportsDialog
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.market.row_menu import fill_menu
from shamay_desktop.ui.market.rows_view import RowsView
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.papers.buttons import action, tool
from shamay_desktop.ui.papers.file_drops import FileDrops
from shamay_desktop.usecases.changes import Changes


class MarketPage(QWidget):
    """Stands in the desk, whose keys it has while it is shown."""

    left = Signal()
    """Back to the list of cases."""

    def __init__(self, context: OfficeContext, keys_of: QWidget | None = None) -> None:
        """keys_of: the screen in which the page's keys hold; without one only in the page."""
        super().__init__()
        self.setObjectName("market-page")
        self.context = context
        self.means = Means(context.services, context.actor, context.texts, context.tasks)
        self.notice = NoticeBar(context.texts)
        self.view = RowsView(self.means, "market")
        self.flow = ImportFlow(self.means, self)
        self.drops = FileDrops(self, context.texts("market.drop"))
        self._lay_out()
        self._connect()
        self._declare_actions(keys_of or self)
        self.view.begin()

    def panes(self) -> list[QWidget]:
        """What F6 walks, in reading order."""
        view = self.view
        return [view.bar, view.panel, view.table, view.empty, view.details]

    def refresh(self) -> None:
        """Show what the database holds now."""
        self.view.refresh()

    def show_imports(self) -> None:
        """The list of imports."""
        dialog = ImportsDialog(self.means, self)
        dialog.account_asked.connect(self.flow.save_account)
        dialog.undo_asked.connect(self.flow.undo)
        dialog.rows_asked.connect(self._on_rows_asked)
        dialog.rows_asked.connect(dialog.accept)
        self.flow.changed.connect(dialog.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self) -> None:
        """Write the chosen rows as CSV, when there are several; else all that are listed."""
        rows = self.view.chosen_rows()
        self.flow.save_rows(self.view.asked_query(), rows if len(rows) > 1 else ())

    # -- slots ----------------------------------------------------------------------------------

    def _on_rows_asked(self, source: MarketSource) -> None:
        query = widened(MarketQuery())
        self.view.show_query(replace(query, sources=frozenset({source.id}), with_twins=True))

    def _on_flow_changed(self, changes: Changes) -> None:
        self.context.hub.changed.emit(changes)
        self.view.refresh()

    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.market and not self.flow.busy:
            self.view.refresh()

    def _on_failed(self, error: ShamayError) -> None:
        texts = self.context.texts
        self.notice.say(
            error_words(texts, error), "error", action=texts("shell.try_again"), do=self.refresh
        )

    def _on_search_opened(self, search: SavedSearch) -> None:
        """What follows the subject has none here: the rest of the search holds."""
        if search.relative:
            self.notice.say(self.context.texts("market.relative_in_case"), passing=True)

    def _on_refused(self, words: str) -> None:
        self.notice.say(words, "warning")

    def _on_dropped(self, paths: list[Path]) -> None:
        self.flow.take_files(paths)

    def _on_row_menu_asked(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("market-row-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        fill_menu(menu, self.row_actions, self.context.texts)
        menu.popup(point)

    def _on_opened(self) -> None:
        """Enter goes to what is known of the row."""
        self.view.details.facts.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        texts = self.context.texts
        self.bring = action(texts, "market-import", "market.import_file", "import", "primary")
        self.paste = action(texts, "market-paste", "market.import_paste", "paste")
        self.imports = tool(texts, "history", "market.imports_button", words=True)
        self.give = tool(texts, "export", "market.export_button", words=True)
        self.map_button = tool(texts, "place", "market.map_button", words=True)
        may_import = self.flow.may_import
        for button in (self.bring, self.paste, self.give):
            button.setEnabled(may_import)
            if not may_import:
                button.setToolTip(texts("market.may_not"))
                button.setAccessibleDescription(texts("market.may_not"))
        for button in (self.bring, self.paste, self.map_button, self.imports, self.give):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.view.head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(self.flow.tray)
        if not may_import:
            self.notice.say(texts("market.may_not"))

    def _connect(self) -> None:
        self.bring.clicked.connect(self.flow.choose_file)
        self.paste.clicked.connect(self.flow.paste)
        self.imports.clicked.connect(self.show_imports)
        self.give.clicked.connect(self.export)
        self.map_button.clicked.connect(self.view.toggle_map)
        self.drops.dropped.connect(self._on_dropped)
        self.flow.changed.connect(self._on_flow_changed)
        self.flow.refused.connect(self._on_refused)
        self.view.failed.connect(self._on_failed)
        self.view.searches.opened.connect(self._on_search_opened)
        self.view.import_asked.connect(self.flow.choose_file)
        self.view.row_menu_asked.connect(self._on_row_menu_asked)
        self.view.opened.connect(self._on_opened)
        self.context.hub.changed.connect(self._on_hub_changed)

    def _declare_actions(self, keys_of: QWidget) -> None:
        view, flow = self.view, self.flow
        able = lambda: flow.may_import  # noqa: E731 — asked by each action that writes
        self.action_set = ActionSet(keys_of)
        self.action_set.add(
            Action(
                "market_import", flow.choose_file, ("Ctrl+O",), "market", "import", enabled=able
            ),
            Action("market_paste", flow.paste, ("Ctrl+Shift+V",), "market", "paste", enabled=able),
            Action("market_imports", self.show_imports, ("Ctrl+Shift+L",), "market", "history"),
            Action(
                "market_export", self.export, ("Ctrl+Shift+E",), "market", "export", enabled=able
            ),
            Action("market_find", view.find_words, ("Ctrl+F",), "market", "search"),
            Action("market_filter", view.toggle_filter, ("Ctrl+Shift+F",), "market", "filter"),
            Action("market_clear", view.widen, ("Ctrl+Shift+X",), "market", "close"),
            Action("market_searches", view.searches_menu, ("Ctrl+Shift+S",), "market", "star"),
            Action("market_sort", view.sort_menu, ("Ctrl+Shift+O",), "market", "list"),
            Action("market_map", view.toggle_map, ("Ctrl+Shift+P",), "market", "place"),
            Action("market_refresh", view.refresh, ("F5",), "market", "refresh"),
            Action("market_columns", view.table.reset_layout, (), "market", "columns"),
            Action("market_leave", self.left.emit, ("Ctrl+W",), "market", "previous"),
        )
        self.row_actions = ActionSet(view.table)
        self.row_actions.add(
            Action("market_details", self._on_opened, ("Return", "Enter"), "market", "row-form"),
            Action("market_around", view.around_current, ("Alt+R",), "market", "place"),
        )
