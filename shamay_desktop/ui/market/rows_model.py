"""The rows that a search finds, as a virtual table; for a case with likeness and decisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.query import MarketQuery, SearchRun
from shamay_desktop.domain.market.rows import ComparableDecision, MarketSource, Verdict
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.market.columns import COLUMNS, SCORE, VERDICT, shown
from shamay_desktop.ui.models.window_model import Answer, Column, WindowModel
from shamay_desktop.ui.tasks import Handle, Tasks
from shamay_desktop.usecases.market.searching import Found, Hit, search
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
    """Search; only the first window of a question is a search of its own for the case's record."""
    case = asked.valuation_id if first else None
    saved = asked.saved if first else None
    found = search(services, actor, query, subject=asked.subject, valuation_id=case, saved=saved)
    return Rows(found)


class RowsModel(WindowModel):
    """`sources` by id and `decisions` by row are told from outside; `run` is the case's record."""

    columns = COLUMNS
    query: MarketQuery

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
            return "" if hit.similarity is None else str(hit.similarity.score)
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
        first = not query.offset
        return self._tasks.run(
            _looked(self._look, first),
            self._services,
            self._actor,
            query,
            self.asked,
            owner=self,
            on_done=on_done,
            on_failed=on_failed,
        )

    def note_found(self, found: Any) -> None:
        """Keep the record of the search, and whether more fits than was counted."""
        self.more = not found.found.counted_all
        if found.found.run is not None:
            self.run = found.found.run

    def _repaint(self) -> None:
        if self.total:
            last = self.index(self.total - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _looked(look: Callable[..., Rows], first: bool) -> Callable[..., Rows]:
    def looked(services: Services, actor: Actor, query: MarketQuery, asked: Asked) -> Rows:
        return look(services, actor, query, asked, first=first)

    return looked
