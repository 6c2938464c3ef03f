"""Finding comparables for a case: like rows first, each accepted or rejected with its reason."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import ComparableDecision, MarketSource, Verdict
from shamay_desktop.domain.market.subject import subject_of
from shamay_desktop.domain.market.taking import is_taken
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action, ActionSet
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.market.columns import address_of, parcel_of
from shamay_desktop.ui.market.deciding import Deciding, NoteDialog, ReasonDialog, Wish
from shamay_desktop.ui.market.kept_search import search_kept
from shamay_desktop.ui.market.means import Means
from shamay_desktop.ui.market.relative_bounds import USUAL
from shamay_desktop.ui.market.rows_model import Asked
from shamay_desktop.ui.market.rows_view import RowsView
from shamay_desktop.ui.notice_bar import NoticeBar
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.market.searching import Hit

RATINGS = range(1, 6)


class Finder(QWidget):
    """It never changes the case itself: it emits what a gesture means, as a page does."""

    edited = Signal(object)
    """tuple[Change, ...]."""

    closed = Signal()
    """Back to the table of comparables."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("finder")
        self._context = context
        self.means = Means(context.services, context.actor, context.texts, context.tasks)
        self._case = context.session.case
        self._begun = False
        self.notice = NoticeBar(context.texts)
        self.view = RowsView(self.means, "finder", of_case=True)
        self.deciding = Deciding(self.means, context.session.valuation.id, lambda: self._case)
        self.deciding.setParent(self)
        self._lay_out()
        self._connect()
        self._declare_actions()

    def show_case(self, case: Case) -> None:
        """The case as it stands: likeness is reckoned with its subject from the next search on."""
        self._case = case
        if self._begun:
            self.view.show_subject(self._asked())
            self._show_current()

    def showEvent(self, event: QShowEvent) -> None:
        """The first search is made when it is first seen."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self.deciding.read()
            kept = self._context.services.settings.get("window.finder_search")
            last = search_kept(kept, self._context.session.valuation.id)
            query, bounds = last or (MarketQuery(sort=MarketSort.LIKENESS), USUAL)
            self.view.relative = bounds
            self.view.begin(self._asked(), query)
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- gestures -----------------------------------------------------------------------------

    @property
    def may_decide(self) -> bool:
        """Whether there is a row, and the case may be changed."""
        return self.view.current is not None and not self._context.read_only

    def accept(self) -> None:
        """Take the row into the case."""
        self._decide(Wish(Verdict.ACCEPTED))

    def reject(self) -> None:
        """Ask why not, and keep that."""
        hit = self.view.current
        if hit is None or not self.may_decide:
            return
        ask = ReasonDialog(self._context.texts, self._name(hit), self)
        ask.given.connect(lambda reason: self._decide(Wish(Verdict.REJECTED, reason), hit))
        ask.finished.connect(ask.deleteLater)
        ask.finished.connect(lambda _result: self.view.table.setFocus())
        ask.open()

    def rate(self, rating: int) -> None:
        """How good the row is as evidence; of one that is not decided yet it is kept until then."""
        hit = self.view.current
        if hit is None or not self.may_decide:
            return
        known = self._decision_of(hit)
        if known is None:
            self.deciding.marks.ratings[hit.row.id] = rating
            self._show_current()
            return
        self._decide(Wish(known.verdict, known.reason, rating, known.note), hit, stay=True)

    def note(self) -> None:
        """Words of one's own about the row."""
        hit = self.view.current
        if hit is None or not self.may_decide:
            return
        known = self._decision_of(hit)
        words = self.deciding.marks.notes.get(hit.row.id, "") if known is None else known.note
        ask = NoteDialog(self._context.texts, self._name(hit), words, self)
        ask.given.connect(lambda note: self._on_note_given(hit, note))
        ask.finished.connect(ask.deleteLater)
        ask.open()

    def show_decisions(self) -> None:
        """The chosen set, the reason of each rejection, and what was searched."""
        from shamay_desktop.ui.market.decisions_dialog import DecisionsDialog

        dialog = DecisionsDialog(self.means, self._context.session.valuation.id, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def leave(self) -> None:
        """Back to the table of comparables."""
        self.closed.emit()

    # -- slots --------------------------------------------------------------------------------

    def _on_note_given(self, hit: Hit, note: str) -> None:
        known = self._decision_of(hit)
        if known is None:
            self.deciding.marks.notes[hit.row.id] = note
            self._show_current()
            return
        self._decide(Wish(known.verdict, known.reason, known.rating, note), hit, stay=True)

    def _on_decisions_changed(self) -> None:
        self.view.model.show_decisions(self.deciding.decisions)
        self.view.show_decisions_on_map()
        self._show_current()

    def _on_failed(self, error: ShamayError) -> None:
        self.notice.say(error_words(self._context.texts, error), "error")

    def _on_unrecorded(self, error: ShamayError) -> None:
        texts = self._context.texts
        words = texts("market.search_unrecorded", reason=error_words(texts, error))
        self.notice.say(words, "warning", action=texts("shell.try_again"), do=self.view.refresh)

    def _on_row_menu_asked(self, point: QPoint) -> None:
        from shamay_desktop.ui.market.row_menu import fill_menu

        menu = QMenu(self)
        menu.setObjectName("finder-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        fill_menu(menu, self.row_actions, self._context.texts)
        menu.popup(point)

    # -- inside -------------------------------------------------------------------------------

    def _asked(self) -> Asked:
        """A case that is only looked at is not searched for on record."""
        valuation = None if self._context.read_only else self._context.session.valuation.id
        return Asked(subject_of(self._case), valuation)

    def _decide(self, wish: Wish, hit: Hit | None = None, *, stay: bool = False) -> None:
        hit = hit or self.view.current
        if hit is None or self._context.read_only:
            return
        source = self._source_of(hit)
        if source is None:
            return
        run = self.view.model.run
        self.deciding.decide(hit.row, source, wish, None if run is None else run.id)
        if not stay:
            self._step()

    def _source_of(self, hit: Hit) -> MarketSource | None:
        return self.view.choices.sources.get(hit.row.source_id)

    def _step(self) -> None:
        """To the next row, so that one hand decides of a whole list."""
        row = self.view.table.currentIndex().row() + 1
        if row < self.view.model.total:
            self.view.table.choose_row(row)

    def _decision_of(self, hit: Hit) -> ComparableDecision | None:
        return self.deciding.decisions.get(hit.row.id)

    def _name(self, hit: Hit) -> str:
        return hit.row.address or address_of(hit.row) or parcel_of(hit.row) or hit.row.id

    def _show_current(self) -> None:
        """What stands decided of the current row, and what may be done with it."""
        hit = self.view.current
        texts = self._context.texts
        for part in (self.take, self.refuse, self.write, *self.stars):
            part.setEnabled(self.may_decide)
        if hit is None:
            self.state.setText("")
            return
        known = self._decision_of(hit)
        self.view.details.show_decision(known)
        rating = self.deciding.marks.ratings.get(hit.row.id)
        if known is not None and rating is None:
            rating = known.rating
        for number, star in zip(RATINGS, self.stars, strict=True):
            filled = rating is not None and number <= rating
            star.setIcon(theme.icon("star-filled" if filled else "star"))
        if known is None:
            self.state.setText(texts("market.undecided"))
        elif known.verdict is Verdict.ACCEPTED and not is_taken(self._case, hit.row.id):
            self.state.setText(texts("market.accepted_not_in_case"))
        else:
            self.state.setText(texts(f"market.verdict.{known.verdict.value}"))

    def _declare_actions(self) -> None:
        view = self.view
        self.action_set = ActionSet(self)
        self.action_set.add(
            Action("finder_close", self.leave, ("Escape",), "market", "previous"),
            Action("market_find", view.find_words, ("Ctrl+F",), "market", "search"),
            Action("market_filter", view.toggle_filter, ("Ctrl+Shift+F",), "market", "filter"),
            Action("market_clear", view.widen, ("Ctrl+Shift+X",), "market", "close"),
            Action("market_searches", view.searches_menu, ("Ctrl+Shift+S",), "market", "star"),
            Action("market_sort", view.sort_menu, ("Ctrl+Shift+O",), "market", "list"),
            Action("market_map", view.toggle_map, ("Ctrl+Shift+P",), "market", "place"),
            Action("market_refresh", view.refresh, ("F5",), "market", "refresh"),
        )
        self.row_actions = ActionSet(view.table)
        self.row_actions.add(
            self._row_action("row_accept", self.accept, ("Return", "Enter"), "check"),
            self._row_action("row_reject", self.reject, ("Del",), "close"),
            self._row_action("row_note", self.note, ("F2",), "typed"),
            *(
                self._row_action(
                    "row_rate", partial(self.rate, rating), (str(rating),), "star", str(rating)
                )
                for rating in RATINGS
            ),
            Action("market_around", view.around_current, ("Alt+R",), "market", "place"),
        )

    def _row_action(
        self, name: str, do: Callable[[], object], keys: tuple[str, ...], icon: str, word: str = ""
    ) -> Action:
        return Action(name, do, keys, "market", icon, word, enabled=lambda: self.may_decide)

    def _lay_out(self) -> None:
        texts = self._context.texts
        self.back = action(texts, "finder-close", "market.finder_close", "previous")
        self.map_button = action(texts, "market-map", "market.map_button", "place")
        self.history = action(texts, "finder-decisions", "market.decisions", "history")
        head = self.view.head
        for button in (self.back, self.map_button, self.history):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head.insertWidget(0, self.back)
        head.addWidget(self.map_button)
        head.addWidget(self.history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(self._deciding_bar())

    def _deciding_bar(self) -> QFrame:
        texts = self._context.texts
        bar = QFrame()
        bar.setObjectName("deciding-bar")
        bar.setProperty("surface", "true")
        self.take = action(texts, "accept-row", "market.accept", "check", "primary")
        self.refuse = action(texts, "reject-row", "market.reject", "close")
        self.write = action(texts, "note-row", "market.note", "typed")
        self.stars: list[QPushButton] = []
        for number in RATINGS:
            star = QPushButton()
            star.setObjectName(f"action:rate-{number}")
            star.setIcon(theme.icon("star"))
            words = texts("market.rate", rating=number)
            star.setToolTip(words)
            star.setAccessibleName(words)
            theme.set_kind(star, "flat")
            star.clicked.connect(partial(self.rate, number))
            self.stars.append(star)
        self.state = QLabel()
        self.state.setObjectName("deciding-state")
        theme.set_tone(self.state, "muted")
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE // 2, 2 * theme.SPACE, theme.SPACE // 2)
        row.setSpacing(theme.SPACE)
        for part in (self.take, self.refuse, self.write, *self.stars):
            # A click leaves the focus in the table, where the next row is decided by key.
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(part)
        row.addWidget(self.state, 1)
        if self._context.read_only:  # to show it before it stands anywhere would open a window
            bar.hide()
        return bar

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.map_button.clicked.connect(self.view.toggle_map)
        self.history.clicked.connect(self.show_decisions)
        self.take.clicked.connect(self.accept)
        self.refuse.clicked.connect(self.reject)
        self.write.clicked.connect(self.note)
        self.view.opened.connect(self.accept)
        self.view.row_changed.connect(self._show_current)
        self.view.failed.connect(self._on_failed)
        self.view.unrecorded.connect(self._on_unrecorded)
        self.view.row_menu_asked.connect(self._on_row_menu_asked)
        self.deciding.edited.connect(self.edited)
        self.deciding.changed.connect(self._on_decisions_changed)
        self.deciding.failed.connect(self._on_failed)
