"""The desk: new case and search above, places and views at the side, the list, a quick look."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import SavedView, Shelf, SortKey, Status, ValuationQuery
from shamay_desktop.domain.saved_queries import query_json, query_of
from shamay_desktop.ui.cases.case_model import CaseModel
from shamay_desktop.ui.cases.case_table import CaseTable, sortable
from shamay_desktop.ui.cases.columns import COLUMNS
from shamay_desktop.ui.cases.desk_actions import declare_actions, fill_menu
from shamay_desktop.ui.cases.empty_list import EmptyList
from shamay_desktop.ui.cases.filter_bar import FilterBar
from shamay_desktop.ui.cases.filter_panel import FilterPanel
from shamay_desktop.ui.cases.places import (
    ALL,
    QUEUE,
    Place,
    chips,
    is_narrowed,
    place_of,
    widened,
)
from shamay_desktop.ui.cases.quick_look import QuickLookPanel
from shamay_desktop.ui.cases.row_gestures import RowGestures
from shamay_desktop.ui.cases.saved_views import SavedViews
from shamay_desktop.ui.cases.side_list import SideList
from shamay_desktop.ui.cases.top_bar import TopBar
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.usecases.cases.listing import ListChoices, list_choices
from shamay_desktop.usecases.changes import Changes

if TYPE_CHECKING:
    from shamay_desktop.ui.market.market_page import MarketPage

MARKET = "shamay_desktop.ui.market.market_page"
SEARCH_PAUSE_MS = 150
KEEP_PAUSE_MS = 500
LAYOUT = "window.case_columns"
QUERY = "window.case_list"


class CasesDesk(QWidget):
    """Says what is asked; the main window does it."""

    new_asked = Signal()
    open_asked = Signal(str)
    """Id of the valuation to open."""

    review_asked = Signal(str)
    """Id of the valuation of which the review is wanted."""

    copied = Signal(object)
    """Copied: a copy that is to be opened."""

    settings_asked = Signal()
    lock_asked = Signal()

    def __init__(
        self,
        context: OfficeContext,
        *,
        model: CaseModel | None = None,
        query: ValuationQuery | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """query: what the list shows first; else what was shown when the program was left."""
        super().__init__(parent)
        self.setObjectName("desk")
        self._context = context
        texts = context.texts
        self.model = model or CaseModel(context)
        self.model.setParent(self)
        self._people: Mapping[str, str] = {}
        self._are_choices_due = True
        self.notice = NoticeBar(texts)
        self.top = TopBar(context)
        self.side = SideList(texts)
        self.bar = FilterBar(texts)
        self.panel = FilterPanel(texts)
        self.table = CaseTable(texts, self.model)
        self.look = QuickLookPanel(context)
        self.empty = EmptyList(texts)
        self.rows = RowGestures(context, self.table, self.notice, self)
        self.views = SavedViews(context, self)
        self._stack = QStackedWidget()
        self._screens = QStackedWidget()
        self.market: MarketPage | None = None
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._keep_pause = QTimer(self, singleShot=True, interval=KEEP_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.action_set, self.row_action_set = declare_actions(self)
        self._begin(query)

    @property
    def search(self) -> QLineEdit:
        """The field of the words."""
        return self.top.search

    @property
    def context(self) -> OfficeContext:
        """What the desk's parts are built with."""
        return self._context

    def refresh(self) -> None:
        """Show what the database holds now."""
        self.table.note_seen()
        self._are_choices_due = True
        self.model.refresh()

    def show_query(self, query: ValuationQuery) -> None:
        """List these cases: every place that shows what is listed follows.

        Words that are being typed at this moment hold over the query's.
        """
        self._show_screen(market=False)
        if self._pause.isActive():
            query = replace(query, words=self.search.text().strip())
        if self.search.text().strip() != query.words:
            self.search.setText(query.words)  # heard a moment later, when it says nothing new
        self.model.show_query(query)
        self.side.show_query(query)
        self.panel.show_query(query)
        self._show_chips()
        self.table.show_order()
        self.table.show_shelf(query.shelf)
        self._keep_pause.start()

    def show_error(self, error: ShamayError) -> None:
        """Say what failed, over the list."""
        self.notice.say(error_words(self._context.texts, error), "error")

    def panes(self) -> list[QWidget]:
        """What F6 walks, in reading order."""
        if self.market is not None and self.is_market_shown:
            return [self.top, self.side, *self.market.panes()]
        return [self.top, self.side, self.bar, self.panel, self.table, self.empty]

    def show_market(self) -> None:
        """Show the office's market data in the place of the cases."""
        if self.market is None:
            context = self._context
            context.tasks.run(
                import_module, MARKET, owner=self, on_done=self._on_market_imported, lane="work"
            )
            self.side.show_market()
            return
        self._show_screen(market=True)
        self.market.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_market_shown(self) -> bool:
        """Whether the market data stand in the place of the cases."""
        return self.market is not None and self._screens.currentWidget() is self.market

    # -- what the actions do --------------------------------------------------------------

    def begin_case(self) -> None:
        """Ask for a new case, when the person may begin one."""
        if self.may_create:
            self.new_asked.emit()

    @property
    def may_create(self) -> bool:
        """Whether the person may begin cases."""
        return may(self._context.actor, Permission.CREATE_CASE)

    @property
    def may_open(self) -> bool:
        """Whether a case is chosen that opens: one in the trash is taken back first."""
        return self.table.current_line is not None and self.model.query.shelf is not Shelf.TRASH

    def open_current(self) -> None:
        """Ask to open the current case."""
        line = self.table.current_line
        if line is not None and self.may_open:
            self.open_asked.emit(line.id)
        elif line is not None:
            texts = self._context.texts
            self.notice.say(
                texts("cases.in_trash"), action=texts("cases.take_back"), do=self.rows.take_back
            )

    @property
    def may_see_review(self) -> bool:
        """Whether a case is chosen that waits for review, or was signed after it: whoever may
        read it may look.
        """
        line = self.table.current_line
        looked_at = (Status.READY, Status.SIGNED)
        return line is not None and line.status in looked_at and self.may_open

    def review_current(self) -> None:
        """Ask for the review of the current case."""
        line = self.table.current_line
        if line is not None and self.may_see_review:
            self.review_asked.emit(line.id)

    def enter_current(self) -> None:
        """Enter on a line: in the reviewer's queue its review opens, elsewhere the case."""
        line, actor = self.table.current_line, self._context.actor
        owner = None if line is None else line.created_by_id
        is_queue = place_of(self.model.query) is QUEUE
        if is_queue and owner and may(actor, Permission.REVIEW, owner_id=owner):
            self.review_current()
        else:
            self.open_current()

    def find_case(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def toggle_filter(self) -> None:
        """Show the filter's editors, or put them away."""
        self.panel.setVisible(not self.panel.isVisible())
        self.bar.filter.setChecked(self.panel.isVisible())
        if self.panel.isVisible():
            self.panel.begin()
            self._read_choices()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def widen(self) -> None:
        """Show the whole place again."""
        self._pause.stop()
        self.show_query(widened(self.model.query))

    def save_view(self) -> None:
        """Ask for a name for what is listed now."""
        self.views.ask_and_save(self.model.query)

    def go_to(self, place: Place) -> None:
        """Show a place: the words and the filter stay, its states and shelf are the place's."""
        query = replace(self.model.query, shelf=place.shelf, statuses=place.statuses)
        if place is QUEUE:  # whoever waits longest comes first
            query = replace(query, sort=SortKey.UPDATED, descending=False)
        elif place_of(self.model.query) is QUEUE and query.sort is SortKey.UPDATED:
            query = replace(query, descending=True)
        self.show_query(query)

    def open_view(self, view: SavedView) -> None:
        """List what a saved view lists."""
        self._pause.stop()
        self.show_query(view.query)

    def sort_menu(self) -> QMenu:
        """What the list can be sorted by; opens at the header."""
        texts, query = self._context.texts, self.model.query
        menu = QMenu(self)
        menu.setObjectName("sort-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for place, key in sortable():
            entry = menu.addAction(texts(f"cases.column.{COLUMNS[place].key}"))
            entry.setCheckable(True)
            entry.setChecked(query.sort is key)
            entry.triggered.connect(partial(self.table.sort_by, place))
        header = self.table.horizontalHeader()
        menu.popup(header.mapToGlobal(header.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])
        return menu

    # -- slots ----------------------------------------------------------------------------

    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.cases or changes.evidence:
            self.refresh()

    def _on_market_imported(self, module: object) -> None:
        if self.market is None:
            self.market = module.MarketPage(self._context, self)  # type: ignore[attr-defined]
            self._screens.addWidget(self.market)
            self.market.left.connect(lambda: self.show_query(self.model.query))
        self.show_market()

    def _on_search_changed(self) -> None:
        words = self.search.text().strip()
        if words != self.model.query.words:
            self.show_query(replace(self.model.query, words=words))

    def _on_sort_asked(self, key: SortKey, descending: bool) -> None:
        self.show_query(replace(self.model.query, sort=key, descending=descending))

    def _on_model_loaded(self) -> None:
        self._show_list_or_empty()
        self._choose_again()

    def _on_model_counted(self) -> None:
        model = self.model
        if model.query.shelf is Shelf.DESK:
            self.side.show_counts(model.counts)
        self.bar.show_count(model.total)
        if self._are_choices_due:
            self._read_choices()  # last: nobody waits for them

    def _on_model_failed(self, error: ShamayError) -> None:
        texts = self._context.texts
        self.notice.say(
            error_words(texts, error),
            "error",
            action=texts("shell.try_again"),
            do=self.model.refresh,
        )

    def _on_row_changed(self) -> None:
        self.look.show_line(self.table.current_line)

    def _on_row_menu_asked(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("row-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        fill_menu(menu, self.row_action_set, self._context.texts)
        menu.popup(point)

    def _on_columns_asked(self) -> None:
        button = self.bar.columns
        self.table.columns_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_views_changed(self) -> None:
        self.side.show_views(self.views.all)

    def _on_choices_read(self, choices: ListChoices) -> None:
        self._people = choices.people
        self.panel.show_choices(choices.people, choices.cities)
        self.side.show_shelf_counts(choices.shelves)
        self._show_chips()

    def _on_layout_changed(self) -> None:
        self._keep(LAYOUT, self.table.layout_kept())

    def _on_keep_pause_ended(self) -> None:
        # Words and the trash are of the moment: who comes back tomorrow does not look there still.
        if self.model.query.shelf is not Shelf.TRASH:
            self._keep(QUERY, query_json(replace(self.model.query, words="")))

    # -- inside ---------------------------------------------------------------------------

    def _begin(self, query: ValuationQuery | None) -> None:
        settings = self._context.services.settings
        self.table.show_layout(settings.get(LAYOUT))
        kept = settings.get(QUERY)
        self.panel.hide()
        self.show_query(query or query_of(kept if isinstance(kept, Mapping) else {}))
        self.views.read()

    def _show_screen(self, *, market: bool) -> None:
        """One of the two has the keys that both know."""
        if self.market is None:
            return
        self.action_set.rest(resting=market)
        self.market.action_set.rest(resting=not market)
        self._screens.setCurrentIndex(1 if market else 0)
        if market:
            self.side.show_market()

    def _read_choices(self) -> None:
        context = self._context
        self._are_choices_due = False
        context.tasks.run(
            list_choices,
            context.services,
            context.actor,
            owner=self,
            on_done=self._on_choices_read,
            on_failed=self._on_model_failed,
        )

    def _keep(self, name: str, choice: object) -> None:
        settings, tasks = self._context.services.settings, self._context.tasks
        tasks.run(settings.set, name, choice, owner=self)

    def _show_chips(self) -> None:
        query = self.model.query
        shown = chips(query, self._people, self._context.texts)
        self.bar.show_chips(shown, is_narrowed=is_narrowed(query))

    def _show_list_or_empty(self) -> None:
        total = self.model.total
        # Behind an open case the desk must not take the focus from the form.
        had_focus = self.isVisible() and self._stack.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentWidget(self.table if total else self.empty)
        if not total:
            self.empty.show_query(self.model.query, may_create=self.may_create)
            self.look.show_line(None)
            if had_focus:
                self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus and not self.table.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look.setVisible(bool(total))

    def _choose_again(self) -> None:
        """Without a chosen row the one of the case shown before is chosen, else the first."""
        if self.model.total and not self.table.selectionModel().hasSelection():
            known = self.look.line
            row = None if known is None else self.model.row_of(known.id)
            self.table.choose_row(row or 0)
        self._on_row_changed()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(self._stack)
        right.addWidget(self.look)
        right.setStretchFactor(0, 1)
        cases = QWidget()
        listed = QVBoxLayout(cases)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(0)
        for part in (self.bar, self.panel, right):
            listed.addWidget(part, 1 if part is right else 0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        self._screens.addWidget(cases)
        middle.addWidget(self._screens, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notice)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._on_search_changed)
        self._keep_pause.timeout.connect(self._on_keep_pause_ended)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self.table.setFocus)
        self.top.new_asked.connect(self.begin_case)
        self.top.settings_asked.connect(self.settings_asked)
        self.top.lock_asked.connect(self.lock_asked)
        self.side.place_chosen.connect(self.go_to)
        self.side.view_chosen.connect(self.open_view)
        self.side.market_chosen.connect(self.show_market)
        self.side.view_menu_asked.connect(self.views.menu)
        self.views.changed.connect(self._on_views_changed)
        self.views.failed.connect(self.show_error)
        self.bar.filter_asked.connect(self.toggle_filter)
        self.bar.columns_asked.connect(self._on_columns_asked)
        self.bar.save_asked.connect(self.save_view)
        self.bar.clear_asked.connect(self.widen)
        self.bar.chip_cleared.connect(self.show_query)
        self.panel.changed.connect(self.show_query)
        self._connect_table()
        self._context.hub.changed.connect(self._on_hub_changed)

    def _connect_table(self) -> None:
        table = self.table
        self.model.loaded.connect(self._on_model_loaded)
        self.model.counted.connect(self._on_model_counted)
        self.model.failed.connect(self._on_model_failed)
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        table.opened.connect(self.enter_current)
        table.sort_asked.connect(self._on_sort_asked)
        table.layout_changed.connect(self._on_layout_changed)
        table.row_menu_asked.connect(self._on_row_menu_asked)
        self.empty.widen_asked.connect(self.widen)
        self.empty.new_asked.connect(self.begin_case)
        self.empty.all_asked.connect(lambda: self.go_to(ALL))
        self.rows.copied.connect(self.copied)
