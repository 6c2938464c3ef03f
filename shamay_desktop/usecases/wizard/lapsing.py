"""Ending sessions that nobody ends: lapsed ones expire, those of finished cases are completed."""

from dataclasses import replace
from datetime import timedelta

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.records import (
    Happened,
    SessionStatus,
    Status,
    Valuation,
    WizardSessionRecord,
)
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import SESSION_LIFE, expire, has_lapsed, replayed

IDLE = timedelta(days=1)
"""A session untouched for so long is in no window any more."""


def end_idle_sessions(services: Services, actor: Actor) -> int:
    """End what is over; returns how many sessions. Raises WorldFailed.

    Lapsed: what was typed goes into the draft, the session is EXPIRED. Of a case that is ready or
    signed and holds all that was typed: COMPLETED. Of a case in the trash nothing is touched, as
    it may be taken back. It is care, not an edit: no permission is asked, each end is audited.
    """
    now, ended = services.clock.now(), 0
    with services.database.work(actor) as work:
        waiting = [*work.sessions.lapsed(now, now - SESSION_LIFE), *work.sessions.done(now - IDLE)]
    for record in waiting:
        try:
            ended += _end(services, actor, record.session_id)
        except Conflict:  # somebody works in it after all
            continue
    return ended


def _end(services: Services, actor: Actor, session_id: str) -> bool:
    """End one session in a transaction of its own, if it is still over as it is read then."""
    with services.database.work(actor) as work:
        record = _held(work, session_id)
        if record is None or record.valuation_id is None:
            return False
        valuation = work.valuations.get(record.valuation_id)
        if valuation is None:
            return False
        edits = work.sessions.edits(session_id, after=record.folded_seq)
        case = replayed(record.case, edits)
        if valuation.status in (Status.SIGNED, Status.ARCHIVED) or _holds_all(valuation, case):
            _complete(work, valuation, record)
        elif has_lapsed(record, services.clock.now()):
            expire(work, valuation, record)
        else:
            return False
        work.commit()
    return True


def _held(work: UnitOfWork, session_id: str) -> WizardSessionRecord | None:
    """The session as it stands, if it is unfinished; nobody writes into it before the end."""
    try:
        work.sessions.last_seq(session_id)
    except Refused:
        return None
    record = work.sessions.get(session_id)
    return record if record is not None and record.status is SessionStatus.ACTIVE else None


def _holds_all(valuation: Valuation, case: Case) -> bool:
    return case.values == valuation.case.values


def _complete(work: UnitOfWork, valuation: Valuation, record: WizardSessionRecord) -> None:
    """A signed case is what was signed: edits behind it stay in the journal alone."""
    work.sessions.save(replace(record, status=SessionStatus.COMPLETED))
    told = {"session": record.session_id}
    work.trail.write(Happened("session_completed", "valuation", valuation.id, dict(told)))
