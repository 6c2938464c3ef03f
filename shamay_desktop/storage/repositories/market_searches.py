"""Searches that were saved and run in the market database, and what was decided of its rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Conflict
from shamay_desktop.domain.market.query import SavedSearch, SearchRun
from shamay_desktop.domain.market.rows import ComparableDecision
from shamay_desktop.storage.mapping.market_sources import (
    decision_columns,
    decision_of,
    run_columns,
    run_of,
    search_columns,
    search_of,
)
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import comparable_decisions, saved_searches, search_runs

_DECIDED = comparable_decisions.c


class SqlMarketSearches:
    """The part of the port `Market` that people leave behind when they look for evidence."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def saved_searches(self) -> Sequence[SavedSearch]:
        """The office's searches and the actor's own, in their order."""
        mine = or_(
            saved_searches.c.user_id.is_(None), saved_searches.c.user_id == self._rows.user_id
        )
        statement = self._rows.select(saved_searches).where(mine)
        ordered = statement.order_by(saved_searches.c.position, saved_searches.c.id)
        return [search_of(row) for row in self._rows.read(ordered)]

    def save_search(self, search: SavedSearch) -> None:
        """Write a search, new or known. Raises Conflict(`search_of_other`)."""
        written = self._rows.select(saved_searches, saved_searches.c.user_id, deleted=True)
        found = self._rows.read_held(written.where(saved_searches.c.id == search.id))
        if found and found[0]["user_id"] not in (None, self._rows.user_id):
            raise Conflict("search_of_other", search=search.id)
        self._rows.put(saved_searches, search.id, search_columns(search))

    def remove_search(self, search_id: str) -> None:
        """Forget a search; one that is not there is none. Runs of it stay."""
        self._rows.update(saved_searches, search_id, {"deleted_at": self._rows.now()})

    def add_run(self, run: SearchRun) -> None:
        """Note that someone searched."""
        self._rows.insert(search_runs, run_columns(run))

    def runs(self, valuation_id: str) -> Sequence[SearchRun]:
        """The searches for a case, the last first."""
        of_case = self._rows.select(search_runs).where(search_runs.c.valuation_id == valuation_id)
        last = (search_runs.c.searched_at.desc(), search_runs.c.id.desc())
        return [run_of(row) for row in self._rows.read(of_case.order_by(*last))]

    def decisions(self, valuation_id: str) -> Sequence[ComparableDecision]:
        """What stands decided for a case, in the order of the decisions."""
        return [decision_of(row) for row in self._rows.read(self._decided(valuation_id))]

    def seen(self, valuation_id: str) -> Mapping[str, Mapping[str, Json]]:
        """Row -> what it told when it was decided of: its import may have been undone since."""
        found = self._rows.read(self._decided(valuation_id))
        return {row["comparable_id"]: row["seen"] or {} for row in found}

    def save_decision(
        self, decision: ComparableDecision, seen: Mapping[str, Json] | None = None
    ) -> None:
        """Write a decision; it replaces what was decided of the row for the case before."""
        columns: dict[str, object] = decision_columns(decision)
        if seen is not None:
            columns["seen"] = dict(seen)
        same = self._rows.select(comparable_decisions, _DECIDED.id).where(
            _DECIDED.valuation_id == decision.valuation_id,
            _DECIDED.comparable_id == decision.comparable_id,
        )
        found = self._rows.read_held(same)
        self._rows.put(comparable_decisions, found[0]["id"] if found else decision.id, columns)

    def _decided(self, valuation_id: str) -> Any:
        of_case = self._rows.select(comparable_decisions).where(
            _DECIDED.valuation_id == valuation_id
        )
        return of_case.order_by(_DECIDED.decided_at, _DECIDED.id)
