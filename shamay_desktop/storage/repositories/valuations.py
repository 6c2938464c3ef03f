"""Valuations of the actor's office, and their list."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, and_, case, func

from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import (
    CaseFilter,
    Shelf,
    Status,
    Valuation,
    ValuationLine,
    ValuationQuery,
)
from shamay_desktop.storage.mapping.valuations import (
    CaseEncoder,
    identity_of,
    row_of,
    step_row_of,
    valuation_of,
)
from shamay_desktop.storage.repositories.case_list import fitting, of_states, on_shelf, ordered
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import (
    assets,
    documents,
    images,
    session_edits,
    users,
    valuation_sessions,
    valuations,
)

_LINE = (
    "id", "title", "status", "address_full", "block", "parcel", "subparcel", "client",
    "reference", "final_valuation", "created_by_id", "updated_at", "purpose", "archived_at",
    "deleted_at", "created_at", "copied_from_id",
)  # fmt: skip
_FEW = 200
"""Up to here all that fit are read at once: their states are then counted from the lines."""

_DEEP = 2000
"""From here on it is worth a count to know from which end a window is nearer."""

_AT_ONCE = 500
"""So many ids a statement; SQLite allows 32,766 parameters, its planner likes fewer."""


class SqlValuations:
    """Every write counts the version; the version that was read must still stand."""

    def __init__(self, rows: OfficeRows, encoder: CaseEncoder) -> None:
        self._rows = rows
        self._encoder = encoder

    def get(self, valuation_id: str) -> Valuation | None:
        """The valuation, None when the office has none of this id or it was deleted."""
        found = self._rows.read(
            self._rows.select(valuations).where(valuations.c.id == valuation_id)
        )
        return valuation_of(found[0]) if found else None

    def add(self, valuation: Valuation) -> None:
        """Insert a new one. Raises Conflict(`row_exists`) when the id is taken."""
        columns = row_of(valuation, self._encoder)
        if valuation.created_at is not None:
            columns["created_at"] = valuation.created_at
        self._rows.insert(
            valuations,
            {
                "id": valuation.id,
                "created_by_id": valuation.created_by_id,
                "version": valuation.version,
                **columns,
            },
        )

    def save(self, valuation: Valuation) -> Valuation:
        """Write all of it. Raises Conflict(`valuation_changed`)."""
        return self._write(valuation, row_of(valuation, self._encoder))

    def save_step(self, valuation: Valuation, step: Step) -> Valuation:
        """Write one step's data and what is not a step's. Raises Conflict(`valuation_changed`)."""
        return self._write(valuation, step_row_of(valuation, step, self._encoder))

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

    def found(self, query: ValuationQuery) -> tuple[Sequence[ValuationLine], Mapping[Status, int]]:
        """`lines` and `counts`: rare words cost one walk over the index instead of two."""
        if query.offset == 0 and _is_narrowed(query):
            ids = self._ids(replace(query, limit=_FEW), self._fitting(query))
            if len(ids) < min(_FEW, query.limit):
                lines = self._lines_of(ids)
                counted = Counter(line.status for line in lines)
                wanted = [each for each in lines if each.status in (query.statuses or Status)]
                return wanted, {status: counted[status] for status in Status}
        return self.lines(query), self.counts(query)

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

    def thrown_away(self, valuation_id: str) -> Valuation | None:
        """A valuation of the trash; None when it does not lie there."""
        statement = self._rows.select(valuations, deleted=True)
        found = self._rows.read(
            statement.where(valuations.c.id == valuation_id, on_shelf(Shelf.TRASH))
        )
        return valuation_of(found[0]) if found else None

    def put_away(self, valuation_id: str, archived_at: datetime | None) -> None:
        """Lay it into the archive or back onto the desk. Raises Refused(`case_unknown`)."""
        self._move(valuation_id, {"archived_at": archived_at}, deleted=False)

    def throw_away(self, valuation_id: str) -> None:
        """Lay it into the trash. Raises Refused(`case_unknown`)."""
        self._move(valuation_id, {"deleted_at": self._rows.now()}, deleted=False)

    def take_back(self, valuation_id: str) -> None:
        """Back from the trash as it was. Raises Refused(`case_unknown`)."""
        self._move(valuation_id, {"deleted_at": None}, deleted=True)

    def trash_before(self, moment: datetime) -> Sequence[str]:
        """Ids of those that were thrown away before a moment, the oldest first."""
        column = valuations.c.deleted_at
        statement = self._rows.select(valuations, valuations.c.id, deleted=True)
        rows = self._rows.read(statement.where(column < moment).order_by(column))
        return [row["id"] for row in rows]

    def remove_for_good(self, valuation_id: str) -> None:
        """Forget a valuation of the trash with all its rows. Raises Refused(`case_unknown`)."""
        if self.thrown_away(valuation_id) is None:
            raise Refused("case_unknown", case=valuation_id)
        own = valuation_sessions.c.valuation_id == valuation_id
        sessions = self._rows.select(valuation_sessions, valuation_sessions.c.id).where(own)
        self._rows.remove(session_edits, session_edits.c.valuation_session_id.in_(sessions))
        for table in (valuation_sessions, documents, images, assets):
            self._rows.remove(table, table.c.valuation_id == valuation_id)
        columns = (valuations.c.id, valuations.c.updated_at)
        copies = self._rows.select(valuations, *columns, deleted=True)
        for row in self._rows.read(copies.where(valuations.c.copied_from_id == valuation_id)):
            alone = {"copied_from_id": None, "updated_at": row["updated_at"]}
            self._rows.update(valuations, row["id"], alone, deleted=True)
        self._rows.remove(valuations, valuations.c.id == valuation_id)

    def in_building(self, valuation: Valuation) -> Sequence[ValuationLine]:
        """Others at the same address or on the same block and parcel, latest first."""
        row = identity_of(valuation.case)
        same: list[ColumnElement[bool]] = []
        if row["address_key"]:
            same.append(valuations.c.address_key == row["address_key"])
        if row["block"] and row["parcel"]:
            same.append(_equal(row, "block", "parcel"))
        return self._others(valuation, same)

    def copies_of(self, valuation: Valuation) -> Sequence[ValuationLine]:
        """Others of the same case, latest first."""
        row, origin = identity_of(valuation.case), valuations.c.copied_from_id
        same = [origin == valuation.id]
        if valuation.copied_from_id is not None:
            same.append(origin == valuation.copied_from_id)
            same.append(valuations.c.id == valuation.copied_from_id)
        if row["reference"]:
            same.append(_equal(row, "reference"))
        if row["block"] and row["parcel"] and row["client"]:
            same.append(_equal(row, "block", "parcel", "subparcel", "client"))
        return self._others(valuation, same)

    def status_of(self, valuation_id: str) -> Status | None:
        """The state alone; the case is not read."""
        statement = self._rows.select(valuations, valuations.c.status)
        found = self._rows.read(statement.where(valuations.c.id == valuation_id))
        return Status(found[0]["status"]) if found else None

    def references(self, prefix: str) -> Sequence[str]:
        """The references in use that begin so, deleted valuations' too."""
        column = valuations.c.reference
        statement = self._rows.select(valuations, column, deleted=True).where(
            func.substr(column, 1, len(prefix)) == prefix
        )
        return [row["reference"] for row in self._rows.read(statement.order_by(column))]

    def _fitting(self, query: ValuationQuery) -> list[ColumnElement[bool]]:
        return fitting(query, self._rows.dialect)

    def _ids(
        self, query: ValuationQuery, conditions: Sequence[ColumnElement[bool]]
    ) -> Sequence[str]:
        """The ids of a window, in order: the list's index says all that is needed for them."""
        limit, offset, backwards = query.limit, query.offset, False
        if offset >= _DEEP and (total := self.count(query)) < 2 * offset:
            # All ids before a window are sorted: behind the middle it is nearer from the end.
            limit, backwards = max(min(limit, total - offset), 0), True
            offset = total - offset - limit if limit else 0
        statement = self._rows.select(valuations, valuations.c.id, deleted=True)
        order = ordered(query, self._rows.dialect, backwards=backwards)
        window = statement.where(*conditions).order_by(*order)
        ids = [row["id"] for row in self._rows.read(window.limit(limit).offset(offset))]
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

    def _others(
        self, valuation: Valuation, same: Sequence[ColumnElement[bool]]
    ) -> list[ValuationLine]:
        """Lines of other cases outside the trash that fulfil one of the conditions."""
        # Asked for a column that the list's index lacks, and for tombstones too, SQLite takes the
        # condition's own index; else it would walk the list's.
        one = self._rows.select(valuations, valuations.c.id, valuations.c.version, deleted=True)
        ids = {row["id"] for each in same for row in self._rows.read(one.where(each))}
        found = self._lines_of(sorted(ids - {valuation.id}))
        lines = [line for line in found if line.deleted_at is None]
        return sorted(lines, key=lambda line: (line.updated_at, line.id), reverse=True)

    def _move(self, valuation_id: str, columns: Mapping[str, object], *, deleted: bool) -> None:
        """To another shelf; the time of the last change stays, for nothing in the case changed."""
        statement = self._rows.select(valuations, valuations.c.updated_at, deleted=deleted)
        if deleted:
            statement = statement.where(on_shelf(Shelf.TRASH))
        found = self._rows.read(statement.where(valuations.c.id == valuation_id))
        kept = {**columns, "updated_at": found[0]["updated_at"]} if found else {}
        if not kept or not self._rows.update(valuations, valuation_id, kept, deleted=deleted):
            raise Refused("case_unknown", case=valuation_id)

    def _write(self, valuation: Valuation, columns: Mapping[str, object]) -> Valuation:
        now = self._rows.now()
        written = self._rows.update(
            valuations, valuation.id, {**columns, "updated_at": now}, version=valuation.version
        )
        if not written:
            raise Conflict("valuation_changed", case=valuation.title)
        return replace(
            valuation,
            version=valuation.version + 1,
            updated_at=now,
            updated_by=self._rows.user_id,
        )


def _is_narrowed(query: ValuationQuery) -> bool:
    return bool(query.words.strip()) or query.narrowed != CaseFilter()


def _equal(row: Mapping[str, object], *names: str) -> ColumnElement[bool]:
    return and_(*(valuations.c[name] == row[name] for name in names))


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
