"""Wizard sessions of the actor's office and the journal of their edits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, or_

from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import SessionStatus, Status, WizardSessionRecord
from shamay_desktop.storage.mapping.valuations import CaseEncoder
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import session_edits, valuation_sessions, valuations

_SESSION = valuation_sessions.c
_EDIT = session_edits.c


class SqlSessions:
    """The journal only grows; `last_seq` and `folded_seq` never go back."""

    def __init__(self, rows: OfficeRows, encoder: CaseEncoder) -> None:
        self._rows = rows
        self._encoder = encoder

    def add(self, session: WizardSessionRecord) -> None:
        """Insert a new session."""
        identity = {
            "id": session.id,
            "session_id": session.session_id,
            "valuation_id": session.valuation_id,
            "user_id": session.user_id,
            "created_at": session.created_at,
        }
        self._rows.insert(valuation_sessions, {**identity, **_columns_of(session, self._encoder)})

    def save(self, session: WizardSessionRecord) -> None:
        """Write a session's state and values. Raises Refused(`session_unknown`)."""
        written = self._rows.update(
            valuation_sessions,
            session.id,
            {**_columns_of(session, self._encoder), "valuation_id": session.valuation_id},
            growing=("last_seq", "folded_seq"),
        )
        if not written:
            raise Refused("session_unknown", session=session.session_id)

    def get(self, session_id: str) -> WizardSessionRecord | None:
        """The session, None when the office has none of this id."""
        found = self._rows.read(
            self._rows.select(valuation_sessions).where(_SESSION.session_id == session_id)
        )
        return _session_of(found[0]) if found else None

    def active_of(self, valuation_id: str, *, hold: bool = False) -> WizardSessionRecord | None:
        """The unfinished session of a valuation, the latest if there are several.

        Held, nobody else begins one before this unit ends.
        """
        if hold:
            self._rows.hold(valuations, valuation_id)
        statement = (
            self._rows.select(valuation_sessions)
            .where(
                _SESSION.valuation_id == valuation_id,
                _SESSION.status == SessionStatus.ACTIVE.value,
            )
            .order_by(_SESSION.updated_at.desc(), _SESSION.id.desc())
            .limit(1)
        )
        found = self._rows.read(statement)
        return _session_of(found[0]) if found else None

    def active(self, user_id: str) -> Sequence[WizardSessionRecord]:
        """A person's unfinished sessions, latest first."""
        statement = (
            self._rows.select(valuation_sessions)
            .where(_SESSION.user_id == user_id, _SESSION.status == SessionStatus.ACTIVE.value)
            .order_by(_SESSION.updated_at.desc(), _SESSION.id.desc())
        )
        return [_session_of(row) for row in self._rows.read(statement)]

    def lapsed(self, moment: datetime, idle_since: datetime) -> Sequence[WizardSessionRecord]:
        """Unfinished sessions that expired by a moment and were not touched since another."""
        statement = self._rows.select(valuation_sessions).where(
            _SESSION.status == SessionStatus.ACTIVE.value,
            _SESSION.expires_at <= moment,
            _SESSION.updated_at <= idle_since,
        )
        return [_session_of(row) for row in self._rows.read(statement.order_by(_SESSION.id))]

    def done(self, idle_since: datetime) -> Sequence[WizardSessionRecord]:
        """Unfinished sessions of cases that are ready or signed, not touched since a moment."""
        same = (valuations.c.organization_id == _SESSION.organization_id) & (
            valuations.c.id == _SESSION.valuation_id
        )
        statement = (
            self._rows.select(valuation_sessions)
            .join(valuations, same)
            .where(
                _SESSION.status == SessionStatus.ACTIVE.value,
                _SESSION.updated_at <= idle_since,
                valuations.c.status.in_([Status.READY.value, Status.SIGNED.value]),
            )
        )
        return [_session_of(row) for row in self._rows.read(statement.order_by(_SESSION.id))]

    def journal(self, session_id: str, edits: Sequence[Edit], focus: str | None) -> None:
        """Append edits in order; those that stand there already are passed over.

        A session that another program closed meanwhile is open again: its edits must be found.

        Raises Refused(`session_unknown`); Conflict(`journal_gap`) when edits before the first
        one are missing; Conflict(`session_elsewhere`) when another program wrote other edits.
        """
        row_id, last_seq = self._place(session_id, hold=True)
        self._check_order(row_id, last_seq, edits)
        self._rows.insert(
            session_edits, *(_edit_row(row_id, edit) for edit in edits), passing_over=True
        )
        reached: dict[str, object] = {"last_seq": last_seq, "focus": focus}
        if edits:
            reached |= {"last_seq": edits[-1].seq, "status": SessionStatus.ACTIVE.value}
        self._rows.update(valuation_sessions, row_id, reached, growing=("last_seq",))

    def edits(self, session_id: str, after: int = 0) -> Sequence[Edit]:
        """A session's edits behind a number, in order."""
        statement = (
            self._rows.select(session_edits, *_EDIT_COLUMNS)
            .join(valuation_sessions, _of_same_session())
            .where(_SESSION.session_id == session_id, _EDIT.seq > after)
            .order_by(_EDIT.seq)
        )
        return [_edit_of(row) for row in self._rows.read(statement)]

    def last_seq(self, session_id: str) -> int:
        """The number of the last journalled edit, held: none comes behind it before the end.

        Raises Refused(`session_unknown`).
        """
        # Who asks is about to fold; read outside the write it would cost a transaction more.
        return self._place(session_id, hold=True)[1]

    def history(self, valuation_id: str, path: str) -> Sequence[Edit]:
        """Edits at a path or below it in all sessions of a valuation, oldest first."""
        below = f"{path}/"
        statement = (
            self._rows.select(session_edits, *_EDIT_COLUMNS)
            .join(valuation_sessions, _of_same_session())
            .where(
                _SESSION.valuation_id == valuation_id,
                or_(_EDIT.path == path, func.substr(_EDIT.path, 1, len(below)) == below),
            )
            .order_by(_SESSION.created_at, _SESSION.id, _EDIT.seq)
        )
        return [_edit_of(row) for row in self._rows.read(statement)]

    def _place(self, session_id: str, *, hold: bool = False) -> tuple[str, int]:
        """The session's row and last number; held, no other program's edits come behind it."""
        columns = self._rows.select(valuation_sessions, _SESSION.id, _SESSION.last_seq)
        statement = columns.where(_SESSION.session_id == session_id)
        found = self._rows.read_held(statement) if hold else self._rows.read(statement)
        if not found:
            raise Refused("session_unknown", session=session_id)
        return str(found[0]["id"]), int(found[0]["last_seq"])

    def _check_order(self, row_id: str, last_seq: int, edits: Sequence[Edit]) -> None:
        expected = edits[0].seq if edits else 0
        if expected > last_seq + 1 or any(
            edit.seq != seq for seq, edit in enumerate(edits, start=expected)
        ):
            raise Conflict("journal_gap", last=last_seq)
        if not edits or expected > last_seq:
            return
        known = {edit.seq: edit for edit in self._standing(row_id, edits)}
        if any(known.get(edit.seq, edit) != edit for edit in edits):
            raise Conflict("session_elsewhere")

    def _standing(self, row_id: str, edits: Sequence[Edit]) -> Sequence[Edit]:
        statement = self._rows.select(session_edits, *_EDIT_COLUMNS).where(
            _EDIT.valuation_session_id == row_id,
            _EDIT.seq.between(edits[0].seq, edits[-1].seq),
        )
        return [_edit_of(row) for row in self._rows.read(statement)]


_EDIT_COLUMNS = (_EDIT.seq, _EDIT.path, _EDIT.old, _EDIT.new, _EDIT.by, _EDIT.at)


def _of_same_session() -> Any:
    return (_SESSION.organization_id == _EDIT.organization_id) & (
        _SESSION.id == _EDIT.valuation_session_id
    )


def _columns_of(session: WizardSessionRecord, encoder: CaseEncoder) -> dict[str, object]:
    return {
        "status": session.status.value,
        "step": session.step.value,
        "last_seq": session.last_seq,
        "folded_seq": session.folded_seq,
        "focus": session.focus,
        "expires_at": session.expires_at,
        "updated_at": session.updated_at,
        "step_data": encoder.step(session.case, session.step),
        "wizard_data": encoder.whole(session.case),
    }


def _session_of(row: RowMapping) -> WizardSessionRecord:
    return WizardSessionRecord(
        id=row["id"],
        session_id=row["session_id"],
        valuation_id=row["valuation_id"],
        user_id=row["user_id"],
        status=SessionStatus(row["status"]),
        step=Step(row["step"]),
        case=decode_case(row["valuation_id"] or row["session_id"], row["wizard_data"] or {}),
        last_seq=row["last_seq"],
        folded_seq=row["folded_seq"],
        focus=row["focus"],
        expires_at=row["expires_at"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )


def _edit_row(row_id: str, edit: Edit) -> dict[str, object]:
    return {
        "valuation_session_id": row_id,
        "seq": edit.seq,
        "path": edit.path,
        "old": edit.old,
        "new": edit.new,
        "by": edit.by,
        "at": edit.at,
    }


def _edit_of(row: RowMapping) -> Edit:
    return Edit(row["seq"], row["path"], row["old"], row["new"], row["by"], row["at"])
