"""Valuations of the actor's office, and their list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func

from shamay_desktop.domain.errors import Conflict
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Status, Valuation, ValuationLine, ValuationQuery
from shamay_desktop.storage.mapping.search import folded
from shamay_desktop.storage.mapping.valuations import CaseEncoder, row_of, step_row_of, valuation_of
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import images, users, valuations

_LINE = (
    "id", "title", "status", "address_full", "block", "parcel", "subparcel", "client",
    "reference", "final_valuation", "created_by_id", "updated_at",
)  # fmt: skip


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
        """A window of the list, latest first."""
        front = (
            self._rows.select(images, images.c.sha256)
            .where(images.c.valuation_id == valuations.c.id, images.c.is_front.is_(True))
            .order_by(images.c.id)
            .limit(1)
            .correlate(valuations)
            .scalar_subquery()
        )
        columns = [valuations.c[name] for name in _LINE]
        statement = (
            self._rows.select(
                valuations, *columns, users.c.name.label("creator"), front.label("front")
            )
            .join(users, users.c.id == valuations.c.created_by_id)
            .order_by(valuations.c.updated_at.desc(), valuations.c.id.desc())
            .limit(query.limit)
            .offset(query.offset)
        )
        return [_line_of(row) for row in self._rows.read(_fitting(statement, query))]

    def count(self, query: ValuationQuery) -> int:
        """How many fit, whatever the window."""
        statement = self._rows.select(valuations, func.count().label("counted"))
        return int(self._rows.read(_fitting(statement, query))[0]["counted"])

    def counts(self, query: ValuationQuery) -> Mapping[Status, int]:
        """How many fit the words in each state, in one question."""
        state, wanted = valuations.c.status, replace(query, statuses=frozenset())
        statement = self._rows.select(valuations, state, func.count().label("counted"))
        rows = self._rows.read(_fitting(statement, wanted).group_by(state))
        found = {row["status"]: int(row["counted"]) for row in rows}
        return {status: found.get(status.value, 0) for status in Status}

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


def _fitting(statement: Select[Any], query: ValuationQuery) -> Select[Any]:
    conditions: list[ColumnElement[bool]] = [
        valuations.c.search_text.contains(word, autoescape=True)
        for word in folded(query.words).split()
    ]
    if query.statuses:
        wanted = sorted(status.value for status in query.statuses)
        conditions.append(valuations.c.status.in_(wanted))
    return statement.where(*conditions)


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
    )
