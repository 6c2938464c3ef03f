"""A search and what it finds: words, editors, chips, the table, a row's details, the map."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
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

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.market.query import MarketQuery, MarketSort, SavedSearch
from shamay_desktop.domain.market.query_json import query_of
from shamay_desktop.domain.market.relative import relative_query, unmet
from shamay_desktop.domain.market.rows import MarketRow, Verdict
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.i18n import formats
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.filter_bar import FilterBar
from shamay_desktop.ui.market.about import About, is_placed
from shamay_desktop.ui.market.chips import chips, is_narrowed, widened
from shamay_desktop.ui.market.columns import OF_A_CASE, address_of
from shamay_desktop.ui.market.empty_rows import EmptyRows
from shamay_desktop.ui.market.kept_search import kept_search
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.market.relative_bounds import RelativeBounds
from shamay_desktop.ui.market.row_details import RowDetails
from shamay_desktop.ui.market.rows_model import Asked, RowsModel
from shamay_desktop.ui.market.saved_searches import Relative, SavedSearches
from shamay_desktop.ui.market.search_panel import SearchPanel
from shamay_desktop.ui.qt_types import with_all_types
from shamay_desktop.ui.widgets.column_table import ColumnTable
from shamay_desktop.usecases.market.localities import Locality, centre_for
from shamay_desktop.usecases.market.looking import MarketChoices, RowTold, market_choices, row_told
from shamay_desktop.usecases.market.searching import Hit

if TYPE_CHECKING:
    from shamay_desktop.ui.plots.scatter_map import ScatterMap

MAP = "shamay_desktop.ui.plots.scatter_map"
TYPING_MS = 200
DETAILS_MS = 80
MOST_ON_MAP = 2000
MAP_SHARES = (42, 32, 26)
"""Of the width in hundredths: the table, the map, the row's details."""


class RowsView(QWidget):
    """With a subject rows have their likeness, and bounds may follow it."""

    failed = Signal(object)
    """ShamayError."""

    unrecorded = Signal(object)
    """ShamayError: what was found is shown, but is not on the case's record."""

    import_asked = Signal()
    row_changed = Signal()
    row_menu_asked = Signal(QPoint)
    opened = Signal()
    searched = Signal()
    """The rows of a new question are here."""

    def __init__(self, means: Means, name: str, *, of_case: bool = False) -> None:
        """name: under which the columns and the search are kept for the next start."""
        super().__init__()
        self.setObjectName(f"{name}-rows")
        self.means = means
        self._name = name
        texts = means.texts
        self.query = MarketQuery()
        self.relative: Relative = ()
        self.choices = MarketChoices({})
        self._asked = Asked()
        self.about = About()
        self.told: RowTold | None = None
        self._map: ScatterMap | None = None
        self._map_asked = False
        self.words = QLineEdit()
        self.bar = FilterBar(texts, area="market")
        self.panel = SearchPanel(texts, self._today)
        self.bounds = RelativeBounds(texts) if of_case else None
        self.model = RowsModel(means.services, means.actor, texts, means.tasks, self)
        self.table = ColumnTable(
            texts, self.model, area="market", wide="address", passing=OF_A_CASE
        )
        self.details = RowDetails(texts)
        self.empty = EmptyRows(means)
        self.searches = SavedSearches(means, self)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._choosing = QTimer(self, singleShot=True, interval=DETAILS_MS)
        self._lay_out()
        self._connect()
        for key in OF_A_CASE:
            self.table.show_passing(key, shown=of_case)
        self.table.show_layout(means.services.settings.get(f"window.{name}_columns"))
        self.panel.hide()

    # -- what is shown ----------------------------------------------------------------------

    def begin(self, asked: Asked | None = None, query: MarketQuery | None = None) -> None:
        """Show the first rows; without a query those that were shown when the program was left."""
        self._asked = asked or Asked()
        self.model.asked = self._asked
        kept = self.means.services.settings.get(f"window.{self._name}_search")
        first = query or query_of(kept if isinstance(kept, Mapping) else {})
        self._find_centre(partial(self.show_query, first))
        self.refresh_choices()
        self.searches.read()

    @property
    def subject(self) -> Subject | None:
        """The subject that rows are compared with."""
        return self._asked.subject

    def show_subject(self, asked: Asked) -> None:
        """The case says otherwise of the subject: the next search compares with that."""
        before, self._asked = self._asked.subject, asked
        self.model.asked = asked
        if before != asked.subject:
            self._find_centre(self._show_bounds)

    def _find_centre(self, then: Callable[[], object]) -> None:
        """Look up the town's centre where the subject has no place of its own, then go on."""
        subject = self.subject
        if subject is None or is_placed(subject):
            then()
            return

        def found(centre: Locality | None) -> None:
            self.about = replace(self.about, centre=centre)
            then()

        # The list of towns is read from its file the first time.
        self.means.tasks.run(centre_for, subject, owner=self, on_done=found, lane="work")

    def show_query(self, query: MarketQuery, relative: Relative | None = None) -> None:
        """Look for these rows: every place that shows what is asked follows."""
        if self._typing.isActive():
            query = replace(query, words=self.words.text().strip())
        self.query = query
        self.relative = self.relative if relative is None else relative
        if self.words.text().strip() != query.words:
            self.words.setText(query.words)
        self.panel.show_query(query)
        self._show_bounds()
        self._show_chips()
        self.model.show_query(self.asked_query())
        self.table.show_order()
        case = self._asked.valuation_id
        if case is not None or self.bounds is None:  # a case that is only looked at keeps nothing
            kept = kept_search(query, self.relative, case)
            self.means.keep(f"window.{self._name}_search", kept, self)

    def asked_query(self) -> MarketQuery:
        """What is asked of the database: the bounds that follow the subject are amounts in it."""
        if self.subject is None or not self.relative:
            return self.query
        placed = self.about.placed(self.subject, self.relative)
        return relative_query(SavedSearch("", "", self.query, self.relative), placed)

    def turn_about(self) -> None:
        """The radius about the town's centre, or no longer."""
        used = self.about.used(self.subject, self.relative)
        self.about = replace(self.about, wanted=used is None)
        self.show_query(self.query)

    def refresh(self) -> None:
        """Show what the database holds now."""
        self.table.note_seen()
        self.model.refresh()
        self.refresh_choices()

    def refresh_choices(self) -> None:
        """Read anew which imports, towns and kinds there are."""
        self.means.run(
            market_choices, owner=self, on_done=self._on_choices_read, on_failed=self.failed.emit
        )

    def open_search(self, search: SavedSearch) -> None:
        """Look for what a saved search looks for."""
        self._typing.stop()
        self.model.asked = replace(self._asked, saved=search.id)
        self.show_query(search.query, search.relative)

    def widen(self) -> None:
        """Show all rows of the kind again."""
        self._typing.stop()
        self.model.asked = self._asked
        self.show_query(widened(self.query), ())

    @property
    def current(self) -> Hit | None:
        """The row with the focus."""
        hit: Hit | None = self.table.any_current()
        return hit

    def chosen_rows(self) -> list[MarketRow]:
        """The chosen rows from the top."""
        return [hit.row for hit in self.table.any_chosen()]

    # -- what the actions do ----------------------------------------------------------------

    def find_words(self) -> None:
        """Go to the words."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def toggle_filter(self) -> None:
        """Show the editors, or put them away."""
        shown = self.panel.isHidden()
        self.panel.setVisible(shown)
        self.bar.filter.setChecked(shown)
        if shown:
            self.panel.begin()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def searches_menu(self) -> None:
        """Saved searches, and keeping this one."""
        at = self.bar.save.mapToGlobal(self.bar.save.rect().bottomLeft())
        save = partial(self.searches.ask_and_save, self.query, self.relative)
        self.searches.menu(at, save, can_save=is_narrowed(self.query) or bool(self.relative))

    def sort_menu(self) -> QMenu:
        """What the rows can be sorted by; opens at the header."""
        menu = QMenu(self)
        menu.setObjectName("market-sort-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for place, column in self.table.sortable():
            if self.table.isColumnHidden(place):
                continue
            entry = menu.addAction(self.model.title_of(column))
            entry.setCheckable(True)
            entry.setChecked(self.query.sort is column.sort)
            entry.triggered.connect(partial(self.table.sort_by, place))
        header = self.table.horizontalHeader()
        menu.popup(header.mapToGlobal(header.rect().bottomLeft()))
        return menu

    def toggle_map(self) -> None:
        """Show where the rows lie, or put the map away."""
        if self._map is not None:
            self._map.setVisible(self._map.isHidden())
            self._show_map()
            return
        if not self._map_asked:
            self._map_asked = True
            with_all_types(self._import_map, self)

    def _import_map(self) -> None:
        self.means.tasks.run(
            import_module, MAP, owner=self, on_done=self._on_map_imported, lane="work"
        )

    @property
    def map(self) -> "ScatterMap | None":
        """The map, None before it was asked for."""
        return self._map

    def around_current(self) -> None:
        """Look around the place of the current row, 500 m wide unless a radius is set."""
        from shamay_desktop.domain.market.query import Around

        hit = self.current
        if hit is None or hit.row.east is None or hit.row.north is None:
            return
        radius = 500 if self.query.around is None else self.query.around.radius
        around = Around(hit.row.east, hit.row.north, radius)
        self.show_query(replace(self.query, around=around))

    # -- slots ------------------------------------------------------------------------------

    def _on_words_changed(self) -> None:
        words = self.words.text().strip()
        if words != self.query.words:
            self.show_query(replace(self.query, words=words))

    def _on_panel_changed(self, query: MarketQuery) -> None:
        self.show_query(replace(query, words=self.query.words))

    def _on_bounds_changed(self, relative: Relative) -> None:
        self.show_query(self.query, relative)

    def _on_sort_asked(self, sort: MarketSort, descending: bool) -> None:
        self.show_query(replace(self.query, sort=sort, descending=descending))

    def _on_choices_read(self, choices: MarketChoices) -> None:
        self.choices = choices
        self.model.show_sources(choices.sources)
        self.panel.show_choices(choices)
        self._show_chips()
        self._show_empty()

    def _on_model_loaded(self) -> None:
        had_focus = self.isVisible() and self._stack.isAncestorOf(self.focusWidget() or self)
        self._stack.setCurrentWidget(self.table if self.model.total else self.empty)
        self._show_empty()
        if self.model.total and not self.table.selectionModel().hasSelection():
            known = None if self.told is None else self.model.row_of(self.told.row.id)
            self.table.choose_row(known or 0)
        if had_focus:
            target = self.table if self.model.total else self.empty.button
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choosing.start()
        self._show_map()
        self.searched.emit()

    def _on_model_counted(self) -> None:
        self.bar.show_count(self.model.total, more=self.model.more)

    def _on_row_chosen(self) -> None:
        self._choosing.start()
        if self._map is not None:
            hit = self.current
            self._map.choose(None if hit is None else hit.row.id)

    def _on_choosing_ended(self) -> None:
        hit = self.current
        if hit is None:
            self.told = None
            self.details.show_row(None)
            self.row_changed.emit()
            return
        self.show_row(hit.row.id)

    def show_row(self, row_id: str) -> None:
        """Show a row's details, also one that is not in the table (a twin)."""
        self.means.run(
            row_told, row_id, owner=self, on_done=self._on_row_told, on_failed=self._on_row_gone
        )

    def _on_row_told(self, told: RowTold) -> None:
        self.told = told
        hit = self.current
        same = hit is not None and hit.row.id == told.row.id
        self.details.show_row(told, hit.similarity if hit is not None and same else None)
        self.row_changed.emit()

    def _on_row_gone(self, _error: ShamayError) -> None:
        """An import was undone meanwhile: the rows are read anew."""
        self.details.show_row(None)
        self.model.refresh()

    def _on_columns_asked(self) -> None:
        button = self.bar.columns
        self.table.columns_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_layout_changed(self) -> None:
        self.means.keep(f"window.{self._name}_columns", self.table.layout_kept(), self)

    def _on_map_imported(self, module: object) -> None:
        texts = self.means.texts
        self._map = module.ScatterMap(  # type: ignore[attr-defined]  # the module of `MAP`
            texts("market.map"), lambda metres: formats.quantity(metres, "metre", texts.language)
        )
        self._split.insertWidget(1, self._map)
        width = self._split.width()
        self._split.setSizes([width * share // 100 for share in MAP_SHARES])
        self._map.chosen.connect(self._on_map_chosen)
        self._show_map()

    def _on_map_chosen(self, row_id: str) -> None:
        row = self.model.row_of(row_id)
        if row is not None:
            self.table.choose_row(row)

    # -- inside -----------------------------------------------------------------------------

    def _today(self) -> date:
        return self.means.services.clock.now().astimezone().date()

    def _show_bounds(self) -> None:
        if self.bounds is not None and self.subject is not None:
            placed = self.about.placed(self.subject, self.relative)
            lacking = unmet(SavedSearch("", "", self.query, self.relative), placed)
            self.bounds.show_bounds(self.relative, lacking)
            self.bounds.show_about(*self.about.words(self.subject, self.relative, self.means.texts))

    def _show_chips(self) -> None:
        shown = chips(self.query, self.choices.sources, self.means.texts)
        self.bar.show_chips(shown, is_narrowed=True)
        self.bar.clear.setVisible(bool(shown) or bool(self.relative))

    def _show_empty(self) -> None:
        narrowed = is_narrowed(self.query) or bool(self.relative)
        self.empty.show_state(narrowed=narrowed and bool(self.choices.sources))

    def _show_map(self) -> None:
        """The rows that are in memory and have a place; decided ones look so."""
        if self._map is None or self._map.isHidden():
            return
        from shamay_desktop.ui.plots.scatter_map import MapPoint

        looks = {
            row_id: "accepted" if each.verdict is Verdict.ACCEPTED else "rejected"
            for row_id, each in self.model.decisions.items()
        }
        points = [
            MapPoint(
                hit.row.id,
                float(hit.row.east),
                float(hit.row.north),
                looks.get(hit.row.id, "row"),
                hit.row.address or address_of(hit.row),
            )
            for hit in self.model.lines_here()[:MOST_ON_MAP]
            if hit.row.east is not None and hit.row.north is not None
        ]
        subject, around = self.subject, self.asked_query().around
        own = middle = None
        if subject is not None and subject.east is not None and subject.north is not None:
            own = (float(subject.east), float(subject.north))
        if around is not None:  # of another place than the subject's there is a ring, no star
            middle = (float(around.east), float(around.north))
        words = self.means.texts("market.map_words", shown=len(points), n=self.model.total)
        radius = 0 if around is None else around.radius
        self._map.show_rows(points, own, radius, middle=middle, words=words)
        hit = self.current
        self._map.choose(None if hit is None else hit.row.id)

    def show_decisions_on_map(self) -> None:
        """Decided rows look otherwise from now on."""
        self._show_map()

    def _lay_out(self) -> None:
        texts = self.means.texts
        self.words.setObjectName("field:market-words")
        self.words.setPlaceholderText(texts("market.words"))
        self.words.setAccessibleName(texts("market.words"))
        self.words.setToolTip(texts("market.words_tip"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(60 * theme.SPACE)
        self.words.addAction(
            theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.table.setObjectName("market-table")
        self.table.setAccessibleName(texts("market.list"))
        self.head = QHBoxLayout()
        self.head.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, theme.SPACE, 0)
        self.head.setSpacing(theme.SPACE)
        self.head.addWidget(self.words, 3)
        self.head.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._split = QSplitter()
        self._split.setObjectName("market-splitter")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._stack)
        self._split.addWidget(self.details)
        self._split.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        parts = (self.bar, self.bounds, self.panel, self._split)
        for part in parts:
            if part is not None:
                column.addWidget(part, 1 if part is self._split else 0)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._on_words_changed)
        self._choosing.timeout.connect(self._on_choosing_ended)
        self.words.textChanged.connect(self._typing.start)
        self.words.returnPressed.connect(self.table.setFocus)
        self.bar.filter_asked.connect(self.toggle_filter)
        self.bar.columns_asked.connect(self._on_columns_asked)
        self.bar.save_asked.connect(self.searches_menu)
        self.bar.clear_asked.connect(self.widen)
        self.bar.chip_cleared.connect(self.show_query)
        self.panel.changed.connect(self._on_panel_changed)
        if self.bounds is not None:
            self.bounds.changed.connect(self._on_bounds_changed)
            self.bounds.turned.connect(self.turn_about)
        self.model.loaded.connect(self._on_model_loaded)
        self.model.counted.connect(self._on_model_counted)
        self.model.failed.connect(self.failed)
        self.model.unrecorded.connect(self.unrecorded)
        self.searches.opened.connect(self.open_search)
        self.searches.failed.connect(self.failed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self.table.sort_asked.connect(self._on_sort_asked)
        self.table.layout_changed.connect(self._on_layout_changed)
        self.table.row_menu_asked.connect(self.row_menu_asked)
        self.table.opened.connect(self.opened)
        self.details.twin_asked.connect(self.show_row)
        self.empty.import_asked.connect(self.import_asked)
        self.empty.widen_asked.connect(self.widen)
