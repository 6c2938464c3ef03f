"""The audit trail and the outbox of the actor's office."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import RowMapping

from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import ActivityLine, Happened
from shamay_desktop.storage.chain import BEGINNING, Line, broken_at
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import activity_logs, organizations, outbox


class SqlTrail:
    """Lines are written last, just before the commit: the chain's lock is held shortest then,
    and always taken after the rows' locks, so that two units cannot wait for each other."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows
        self._waiting: list[Happened] = []

    def write(self, happened: Happened) -> None:
        """Add what happened to this unit's lines; the commit fails when one cannot be written."""
        self._waiting.append(happened)

    def flush(self) -> None:
        """Write the waiting lines to the chain and to the outbox."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        self._rows.lock_office(organizations)
        chained = self._chained(waiting)
        self._rows.insert(activity_logs, *chained)
        self._rows.insert(outbox, *(_outbox_row(line) for line in chained))

    def lines(self, subject_id: str | None = None) -> Sequence[ActivityLine]:
        """The office's lines in order, or those of one subject."""
        self.flush()
        statement = self._rows.select(activity_logs).order_by(activity_logs.c.n)
        if subject_id is not None:
            statement = statement.where(activity_logs.c.subject_id == subject_id)
        return [_line_of(row) for row in self._rows.read(statement)]

    def last_at(self) -> datetime | None:
        """When the last line was written, None before the first."""
        head = self._rows.head(activity_logs, "n", "at")
        return None if head is None else head["at"]

    def broken_at(self) -> int | None:
        """The first line that does not fit the chain, None when it is whole."""
        self.flush()
        return broken_at(self._rows.read(self._rows.select(activity_logs).order_by("n")))

    def _chained(self, waiting: Sequence[Happened]) -> list[dict[str, object]]:
        head = self._rows.head(activity_logs, "n", "n", "hash")
        n, prev = (0, BEGINNING) if head is None else (int(head["n"]), str(head["hash"]))
        at, made = self._rows.now(), []
        for number, happened in enumerate(waiting, start=n + 1):
            line = Line(
                organization_id=self._rows.organization_id,
                n=number,
                subject_type=happened.subject_type,
                subject_id=happened.subject_id,
                action=happened.action,
                actor_id=self._rows.user_id,
                at=at,
                payload=happened.payload,
                prev=prev,
            ).columns()
            made.append({"id": new_id(), **line})
            prev = str(line["hash"])
        return made


def _outbox_row(line: Mapping[str, object]) -> dict[str, object]:
    said = ("subject_type", "subject_id", "actor_id", "payload", "n")
    return {
        "id": new_id(),
        "event_type": line["action"],
        "payload": {name: line[name] for name in said},
        "processed": False,
    }


def _line_of(row: RowMapping) -> ActivityLine:
    return ActivityLine(
        n=row["n"],
        subject_type=row["subject_type"],
        subject_id=row["subject_id"],
        action=row["action"],
        actor_id=row["actor_id"],
        at=row["at"],
        payload=row["payload"],
        prev=row["prev"],
        hash=row["hash"],
    )
