"""The rows that a search finds, as a virtual table; for a case with likeness and decisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import MarketQuery, SearchRun
from shamay_desktop.domain.market.rows import ComparableDecision, MarketSource, Verdict
from shamay_desktop.domain.market.similarity import Similarity, Subject
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.market.columns import COLUMNS, SCORE, VERDICT, shown
from shamay_desktop.ui.models.window_model import Answer, Column, WindowModel
from shamay_desktop.ui.tasks import Handle, Tasks
from shamay_desktop.usecases.market.searching import Found, Hit, record, search
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom rows are looked for: the case with its subject, or nobody's (the office's page)."""

    subject: Subject | None = None
    valuation_id: str | None = None
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """A window of what was found."""

    found: Found
    is_counted: bool = True

    @property
    def lines(self) -> Sequence[Hit]:
        """The rows with their likeness."""
        return self.found.hits

    @property
    def total(self) -> int:
        """How many there are, as far as they are counted."""
        return self.found.total


def look_for(
    services: Services, actor: Actor, query: MarketQuery, asked: Asked, *, first: bool
) -> Rows:
    """Search; the first window of a question for a case is put on its record afterwards."""
    found = search(services, actor, query, subject=asked.subject)
    return Rows(found, is_counted=not first or asked.valuation_id is None)


def put_on_record(
    services: Services, actor: Actor, query: MarketQuery, asked: Asked, shown: Rows
) -> Rows:
    """The same rows with the record of their search: they are not kept waiting for it."""
    case = asked.valuation_id
    if case is None:
        return Rows(shown.found)
    found = record(services, actor, query, shown.found, valuation_id=case, saved=asked.saved)
    return Rows(found)


class RowsModel(WindowModel):
    """`sources` by id and `decisions` by row are told from outside; `run` is the case's record."""

    columns = COLUMNS
    query: MarketQuery

    unrecorded = Signal(object)
    """ShamayError: why a search for the case is not on its record; its rows are shown."""

    def __init__(
        self,
        services: Services,
        actor: Actor,
        texts: Texts,
        tasks: Tasks,
        parent: QObject | None = None,
        look: Callable[..., Rows] = look_for,
    ) -> None:
        super().__init__(MarketQuery(), parent)
        self._services = services
        self._actor = actor
        self._texts = texts
        self._tasks = tasks
        self._look = look
        self.asked = Asked()
        self.sources: Mapping[str, MarketSource] = {}
        self.decisions: Mapping[str, ComparableDecision] = {}
        self.run: SearchRun | None = None
        self._to_record = MarketQuery(), Asked(), Rows(Found(0, ()))
        self.more = False
        """Whether there are more rows than are counted."""

    def line(self, row: int) -> Hit | None:
        """The hit of a row; None, and fetched, when it is not here yet."""
        line: Hit | None = self.any_line(row)
        return line

    def id_of(self, line: Any) -> str:
        """The row's own id."""
        return str(line.row.id)

    def title_of(self, column: Column) -> str:
        """The name of a column."""
        return self._texts(f"market.column.{column.key}")

    def tip_of(self, column: Column) -> str:
        """That the table can be sorted by it."""
        if column.sort is None:
            return ""
        return self._texts("market.sort_tip", column=self.title_of(column))

    def words_of(self, line: Any, column: Column) -> str:
        """The words of a row in a column."""
        hit: Hit = line
        if column.key == SCORE:
            return "" if hit.similarity is None else score_words(hit.similarity)
        if column.key == VERDICT:
            return self.verdict_words(hit.row.id)
        return shown(hit.row, column.key, self._texts, self.sources)

    def verdict_words(self, row_id: str) -> str:
        """What was decided of a row for the case, with its rating."""
        decision = self.decisions.get(row_id)
        if decision is None:
            return ""
        words = self._texts(f"market.verdict.{decision.verdict.value}")
        return f"{words} ★{decision.rating}" if decision.rating else words

    def decoration_of(self, line: Any, column: Column, role: int) -> object:
        """Decided rows are marked; rejected ones are quiet, so are twins."""
        decision = self.decisions.get(line.row.id)
        rejected = decision is not None and decision.verdict is Verdict.REJECTED
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("muted") if rejected or line.row.twin_of else None
        if role == Qt.ItemDataRole.DecorationRole and column.key == VERDICT and decision:
            return theme.icon("close", "error") if rejected else theme.icon("check", "ok")
        return None

    def show_sources(self, sources: Mapping[str, MarketSource]) -> None:
        """Names of the imports."""
        self.sources = sources
        self._repaint()

    def show_decisions(self, decisions: Mapping[str, ComparableDecision]) -> None:
        """What was decided for the case, by row."""
        self.decisions = decisions
        self._repaint()

    def begin_fetch(self, query: Any, on_done: Answer, on_failed: Answer) -> Handle:
        """Ask for a window."""
        first, asked = not query.offset, self.asked

        def shown(rows: Any) -> object:
            self._to_record = query, asked, rows
            return on_done(rows)

        return self._tasks.run(
            _looked(self._look, first),
            self._services,
            self._actor,
            query,
            asked,
            owner=self,
            on_done=shown if first else on_done,
            on_failed=on_failed,
        )

    def begin_count(self, query: Any, on_done: Answer, on_failed: Answer) -> Handle | None:
        """What is shown was counted with it: put it on the case's record."""
        searched, asked, rows = self._to_record
        return self._tasks.run(
            put_on_record,
            self._services,
            self._actor,
            searched,
            asked,
            rows,
            owner=self,
            on_done=on_done,
            on_failed=on_failed,
        )

    def note_found(self, found: Any) -> None:
        """Keep the record of the search, and whether more fits than was counted."""
        self.more = not found.found.counted_all
        if found.found.run is not None:
            self.run = found.found.run
        if found.found.unrecorded is not None:
            self.run = None
            self.unrecorded.emit(found.found.unrecorded)

    def _repaint(self) -> None:
        if self.total:
            last = self.index(self.total - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _looked(look: Callable[..., Rows], first: bool) -> Callable[..., Rows]:
    def looked(services: Services, actor: Actor, query: MarketQuery, asked: Asked) -> Rows:
        return look(services, actor, query, asked, first=first)

    return looked


def score_words(similarity: Similarity) -> str:
    """The score; behind it how much of the weight was known, where it was not all of it."""
    known = similarity.known
    return f"{similarity.score}" if known == _ALL else f"{similarity.score} ({known}%)"


_ALL = 100
