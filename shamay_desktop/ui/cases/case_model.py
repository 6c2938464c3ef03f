"""The list of cases as a virtual table; lines are shown at once and counted afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject

from shamay_desktop.domain.records import Status, ValuationLine, ValuationQuery
from shamay_desktop.ui.cases.columns import COLUMNS, shown
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.models.window_model import WAITING, WINDOW, Answer, Column, WindowModel
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.cases.listing import (
    CaseCounts,
    CaseList,
    count_cases,
    list_window,
)
from shamay_desktop.usecases.cases.shelving import days_left

__all__ = ["WAITING", "WINDOW", "CaseModel"]

Fetch = Callable[..., CaseList]
Count = Callable[..., CaseCounts]


class CaseModel(WindowModel):
    """Cases; `counts` by state are those of what is shown when `counted` is emitted."""

    columns = COLUMNS
    query: ValuationQuery

    def __init__(
        self,
        context: OfficeContext,
        fetch: Fetch = list_window,
        parent: QObject | None = None,
        *,
        count: Count = count_cases,
    ) -> None:
        super().__init__(ValuationQuery(), parent)
        self._context = context
        self._fetch = fetch
        self._count = count
        self.counts: Mapping[Status, int] = MappingProxyType({})

    def line(self, row: int) -> ValuationLine | None:
        """The line of a row; None, and fetched, when it is not here yet."""
        line: ValuationLine | None = self.any_line(row)
        return line

    def days_left(self, line: ValuationLine) -> int | None:
        """Days until the trash lets a case go, None for one that is not in it."""
        return days_left(line, self._context.services.clock.now())

    def title_of(self, column: Column) -> str:
        """The name of a column."""
        return self._context.texts(f"cases.column.{column.key}")

    def tip_of(self, column: Column) -> str:
        """That the list can be sorted by it."""
        if column.sort is None:
            return ""
        return self._context.texts("cases.sort_tip", column=self.title_of(column))

    def words_of(self, line: Any, column: Column) -> str:
        """The words of a case in a column."""
        return shown(line, column.key, self._context.texts, self.days_left(line))

    def begin_fetch(self, query: Any, on_done: Answer, on_failed: Answer) -> Handle:
        """Ask for a window."""
        return self._run(self._fetch, query, on_done, on_failed)

    def begin_count(self, query: Any, on_done: Answer, on_failed: Answer) -> Handle:
        """Count what fits."""
        return self._run(self._count, query, on_done, on_failed)

    def note_found(self, found: Any) -> None:
        """Keep the counts by state."""
        self.counts = found.counts

    def query_of(self, window: int) -> ValuationQuery:
        """A window's question; beside a window that is here its place need not be looked for."""
        query: ValuationQuery = super().query_of(window)
        lines = self.fresh(window - 1)
        if len(lines) == WINDOW:
            return replace(query, after=lines[-1].id)
        lines = self.fresh(window + 1)
        return replace(query, before=lines[0].id) if lines and window else query

    def _run(
        self, operation: Callable[..., object], query: Any, on_done: Answer, on_failed: Answer
    ) -> Handle:
        context = self._context
        return context.tasks.run(
            operation,
            context.services,
            context.actor,
            query,
            owner=self,
            on_done=on_done,
            on_failed=on_failed,
        )
