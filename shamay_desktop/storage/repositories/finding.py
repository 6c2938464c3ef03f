"""What the list of cases asks of the actor's office: windows of lines, and counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, case, func

from shamay_desktop.domain.records import (
    CaseFilter,
    Shelf,
    SortKey,
    Status,
    ValuationLine,
    ValuationQuery,
)
from shamay_desktop.storage.repositories.case_list import (
    beyond,
    fitting,
    of_states,
    on_shelf,
    ordered,
    sort_keys,
)
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import images, users, valuations

_LINE = (
    "id", "title", "status", "address_full", "block", "parcel", "subparcel", "client",
    "reference", "final_valuation", "created_by_id", "updated_at", "purpose", "archived_at",
    "deleted_at", "created_at", "copied_from_id",
)  # fmt: skip
_FEW = 200
"""Up to here all that fit are read at once: their states are then counted from the lines."""

_DEEP = 2000
"""From here on it is worth a count to know from which end a window is nearer."""

_FAR = 10_000
"""From here on SQLite sorts all texts and numbers quicker than it keeps the first in order."""

_BY_TIME = frozenset({SortKey.UPDATED, SortKey.STATUS})
"""Orders in which the index stands, or nearly: there it is the other way round."""

_AT_ONCE = 500
"""So many ids a statement; SQLite allows 32,766 parameters, its planner likes fewer."""


class ListedValuations:
    """Each question is answered from the list's indexes; rows are read for one window only."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def lines(self, query: ValuationQuery) -> Sequence[ValuationLine]:
        """A window of the list in the asked order."""
        conditions = [*self._fitting(query), *of_states(query)]
        return self._lines_of(self._ids(query, conditions))

    def count(self, query: ValuationQuery) -> int:
        """How many fit, whatever the window."""
        counts = self.counts(query)
        return sum(counts[status] for status in query.statuses or Status)

    def counts(self, query: ValuationQuery) -> Mapping[Status, int]:
        """How many fit in each state, whatever the window and the states that are asked for."""
        state, fits = valuations.c.status, self._fitting(query)
        if not _is_narrowed(query):
            statement = self._rows.select(valuations, state, func.count().label("n"), deleted=True)
            rows = self._rows.read(statement.where(*fits).group_by(state))
            counted = {row["status"]: int(row["n"]) for row in rows}
            return {status: counted.get(status.value, 0) for status in Status}
        # One count a state: grouping would lead SQLite to an index that lacks the words.
        columns = [func.count(case((state == each.value, 1))).label(each.value) for each in Status]
        statement = self._rows.select(valuations, *columns, deleted=True)
        row = self._rows.read(statement.where(*fits))[0]
        return {status: int(row[status.value]) for status in Status}

    def window(
        self, query: ValuationQuery
    ) -> tuple[Sequence[ValuationLine], Mapping[Status, int] | None]:
        """`lines`, and `counts` where they cost nothing more: where few cases fit."""
        if query.offset or not _is_narrowed(query):
            return self.lines(query), None
        most = max(_FEW, query.limit)
        ids = self._ids(replace(query, limit=most), self._fitting(query))
        if len(ids) == most:
            return self.lines(query) if query.statuses else self._lines_of(ids[: query.limit]), None
        lines = self._lines_of(ids)
        counted = Counter(line.status for line in lines)
        wanted = [line for line in lines if line.status in (query.statuses or Status)]
        return wanted[: query.limit], {status: counted[status] for status in Status}

    def shelves(self) -> Mapping[Shelf, int]:
        """How many cases lie on each shelf."""
        counted = self._rows.select(valuations, func.count().label("counted"), deleted=True)
        return {
            shelf: int(self._rows.read(counted.where(on_shelf(shelf)))[0]["counted"])
            for shelf in Shelf
        }

    def cities(self) -> Sequence[str]:
        """The cities of all cases outside the trash, by their letters."""
        city = valuations.c.city
        statement = self._rows.select(valuations, city).where(city != "").distinct()
        return sorted(row["city"] for row in self._rows.read(statement))

    def _fitting(self, query: ValuationQuery) -> list[ColumnElement[bool]]:
        return fitting(query, self._rows.dialect)

    def _ids(
        self, query: ValuationQuery, conditions: Sequence[ColumnElement[bool]]
    ) -> Sequence[str]:
        """The ids of a window, in order: the list's index says all that is needed for them."""
        statement = self._rows.select(valuations, valuations.c.id, deleted=True).where(*conditions)
        beside = self._beside(query, statement)
        if beside is not None:
            return beside
        limit, offset, backwards = query.limit, query.offset, False
        if offset >= _DEEP and (total := self.count(query)) < 2 * offset:
            # All ids before a window are sorted: behind the middle it is nearer from the end.
            limit, backwards = max(min(limit, total - offset), 0), True
            offset = total - offset - limit if limit else 0
        return self._cut(query, statement, limit, offset, backwards=backwards)

    def _beside(self, query: ValuationQuery, statement: Select[Any]) -> Sequence[str] | None:
        """The window next to a case that was seen, however deep: nothing before it is sorted.

        None when there is no such case any more, or the list around it became another: nothing
        behind it, or less before it than there should be.
        """
        neighbour = query.after or query.before
        if not neighbour:
            return None
        keys = sort_keys(query, self._rows.dialect)
        named = [key.label(f"key{place}") for place, key in enumerate(keys)]
        one = self._rows.select(valuations, *named, deleted=True)
        found = self._rows.read(one.where(valuations.c.id == neighbour))
        if not found:
            return None
        backwards = not query.after
        values = [found[0][key.name] for key in named]
        further = beyond(query, self._rows.dialect, values, backwards=backwards)
        ids = self._cut(query, statement.where(further), query.limit, 0, backwards=backwards)
        return ids if len(ids) >= (query.limit if backwards else 1) else None

    def _cut(
        self,
        query: ValuationQuery,
        statement: Select[Any],
        limit: int,
        offset: int,
        *,
        backwards: bool,
    ) -> Sequence[str]:
        """So many ids from a place on, counted from the end when backwards; in the list's order."""
        dialect = self._rows.dialect
        statement = statement.order_by(*ordered(query, dialect, backwards=backwards))
        if dialect == "sqlite" and offset >= _FAR and query.sort not in _BY_TIME:
            rows = self._rows.read_some(statement, limit, skipping=offset)
        else:
            rows = self._rows.read(statement.limit(limit).offset(offset))
        ids = [row["id"] for row in rows]
        return ids[::-1] if backwards else ids

    def _lines_of(self, ids: Sequence[str]) -> list[ValuationLine]:
        """The lines of cases in the order of their ids."""
        front = (
            self._rows.select(images, images.c.sha256)
            .where(images.c.valuation_id == valuations.c.id, images.c.is_front.is_(True))
            .order_by(images.c.id)
            .limit(1)
            .correlate(valuations)
            .scalar_subquery()
        )
        columns = [valuations.c[name] for name in _LINE]
        statement = self._rows.select(
            valuations, *columns, users.c.name.label("creator"), front.label("front"), deleted=True
        ).join(users, users.c.id == valuations.c.created_by_id)
        found: dict[str, ValuationLine] = {}
        for first in range(0, len(ids), _AT_ONCE):
            some = valuations.c.id.in_(ids[first : first + _AT_ONCE])
            found |= {row["id"]: _line_of(row) for row in self._rows.read(statement.where(some))}
        return [found[each] for each in ids if each in found]


def _is_narrowed(query: ValuationQuery) -> bool:
    return bool(query.words.strip()) or query.narrowed != CaseFilter()


def _line_of(row: RowMapping) -> ValuationLine:
    parts = [row["block"], row["parcel"], row["subparcel"]]
    known = parts[: parts.index("")] if "" in parts else parts
    return ValuationLine(
        id=row["id"],
        title=row["title"],
        status=Status(row["status"]),
        address=row["address_full"],
        parcel="/".join(known),
        client=row["client"],
        reference=row["reference"],
        final_valuation=row["final_valuation"],
        created_by_id=row["created_by_id"],
        created_by_name=row["creator"],
        updated_at=row["updated_at"],
        front_sha256=row["front"],
        purpose=row["purpose"],
        archived_at=row["archived_at"],
        deleted_at=row["deleted_at"],
        created_at=row["created_at"],
        copied_from_id=row["copied_from_id"],
    )
