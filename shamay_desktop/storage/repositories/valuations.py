"""Valuations of the actor's office, and their list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func

from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import (
    Shelf,
    Status,
    Valuation,
    ValuationLine,
)
from shamay_desktop.storage.mapping.valuations import (
    CaseEncoder,
    identity_of,
    row_of,
    step_row_of,
    valuation_of,
)
from shamay_desktop.storage.repositories.case_list import on_shelf
from shamay_desktop.storage.repositories.finding import ListedValuations
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import (
    approvals,
    assets,
    chat_messages,
    chat_sessions,
    comparable_decisions,
    comparable_sources,
    documents,
    extractions,
    images,
    report_versions,
    review_comments,
    search_runs,
    session_edits,
    valuation_sessions,
    valuations,
)


class SqlValuations(ListedValuations):
    """Every write counts the version; the version that was read must still stand."""

    def __init__(self, rows: OfficeRows, encoder: CaseEncoder) -> None:
        super().__init__(rows)
        self._encoder = encoder

    def get(self, valuation_id: str) -> Valuation | None:
        """The valuation, None when the office has none of this id or it was deleted."""
        found = self._rows.read(
            self._rows.select(valuations).where(valuations.c.id == valuation_id)
        )
        return valuation_of(found[0]) if found else None

    def hold(self, valuation_id: str) -> None:
        """Let nobody else change it before this unit of work ends."""
        self._rows.hold(valuations, valuation_id)

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
        papers = self._rows.select(documents, documents.c.id, deleted=True)
        of_case = papers.where(documents.c.valuation_id == valuation_id)
        self._rows.remove(extractions, extractions.c.document_id.in_(of_case))
        self._remove_evidence(valuation_id)
        sealed = (report_versions, review_comments, approvals)
        for table in (valuation_sessions, documents, images, assets, *sealed):
            self._rows.remove(table, table.c.valuation_id == valuation_id)
        columns = (valuations.c.id, valuations.c.updated_at)
        copies = self._rows.select(valuations, *columns, deleted=True)
        for row in self._rows.read(copies.where(valuations.c.copied_from_id == valuation_id)):
            alone = {"copied_from_id": None, "updated_at": row["updated_at"]}
            self._rows.update(valuations, row["id"], alone, deleted=True)
        self._rows.remove(valuations, valuations.c.id == valuation_id)

    def _remove_evidence(self, valuation_id: str) -> None:
        """Its conversations, searches and decisions; what it gave the market database stays."""
        chats = self._rows.select(chat_sessions, chat_sessions.c.id, deleted=True)
        own = chats.where(chat_sessions.c.valuation_id == valuation_id)
        self._rows.remove(chat_messages, chat_messages.c.session_id.in_(own))
        for table in (chat_sessions, comparable_decisions, search_runs):
            self._rows.remove(table, table.c.valuation_id == valuation_id)
        sources = self._rows.select(comparable_sources, comparable_sources.c.id, deleted=True)
        given = sources.where(comparable_sources.c.valuation_id == valuation_id)
        for row in self._rows.read(given):
            self._rows.update(comparable_sources, row["id"], {"valuation_id": None}, deleted=True)

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


def _equal(row: Mapping[str, object], *names: str) -> ColumnElement[bool]:
    return and_(*(valuations.c[name] == row[name] for name in names))
