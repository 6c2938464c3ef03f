"""Keeping what was typed: the journal, leaving and finishing steps, closing a session."""

from dataclasses import dataclass, replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import (
    Happened,
    SessionStatus,
    Status,
    Valuation,
    WizardSessionRecord,
)
from shamay_desktop.domain.titles import title_of
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import SESSION_LIFE, editable, replayed
from shamay_desktop.usecases.wizard.session import Snapshot
from shamay_desktop.usecases.wizard.valued import valued


@dataclass(frozen=True, slots=True)
class Journalled:
    """The journal holds the snapshot's edits, the last as `through`; the valuation now.

    `others` are edits that another program had journalled in this session meanwhile; the
    snapshot's edits then stand behind them, with later numbers.
    """

    through: int
    valuation: Valuation
    others: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished step: the valuation as written, and what changed."""

    valuation: Valuation
    changes: Changes


def journal_edits(services: Services, actor: Actor, snapshot: Snapshot) -> Journalled:
    """Append the snapshot's unsaved edits to the journal, in order; no audit line.

    The first edit of a draft or of a case that was ready makes it IN_PROGRESS (audited).
    When another program wrote into the session meanwhile, the edits go behind its own.
    """
    _require_edit(actor, snapshot)
    try:
        return _journal(services, actor, snapshot)
    except Conflict:
        with services.database.work(actor) as work:
            first = snapshot.unsaved[0].seq if snapshot.unsaved else snapshot.seq + 1
            others = tuple(work.sessions.edits(snapshot.session_id, after=first - 1))
        shift = len(others)
        behind = tuple(replace(edit, seq=edit.seq + shift) for edit in snapshot.unsaved)
        moved = replace(snapshot, unsaved=behind, seq=snapshot.seq + shift)
        return replace(_journal(services, actor, moved), others=others)


def _journal(services: Services, actor: Actor, snapshot: Snapshot) -> Journalled:
    with services.database.work(actor) as work:
        work.sessions.journal(snapshot.session_id, snapshot.unsaved, snapshot.focus)
        valuation = snapshot.valuation
        if snapshot.unsaved and valuation.status in (Status.DRAFT, Status.READY):
            stored = editable(work, actor, valuation.id)
            valuation = work.valuations.save(replace(stored, status=Status.IN_PROGRESS))
            work.trail.write(_happened("case_in_progress", valuation))
        work.commit()
    return Journalled(snapshot.seq, valuation)


def leave_step(services: Services, actor: Actor, snapshot: Snapshot) -> Journalled:
    """Fold the session: step data and wizard data hold all that was typed so far."""
    _require_edit(actor, snapshot)
    with services.database.work(actor) as work:
        work.sessions.journal(snapshot.session_id, snapshot.unsaved, snapshot.focus)
        work.sessions.save(_folded(services, actor, snapshot, SessionStatus.ACTIVE))
        work.commit()
    return Journalled(snapshot.seq, snapshot.valuation)


def finish_step(services: Services, actor: Actor, snapshot: Snapshot, step: Step) -> Finished:
    """Write a step's data, the session, the audit line and the outbox line in one transaction.

    When the case was changed elsewhere since (another program, another version), this
    session's edits are replayed over what stands there now. Raises WorldFailed, NotAllowed.
    """
    _require_edit(actor, snapshot)
    try:
        return _finish(services, actor, snapshot, snapshot.valuation, step)
    except Conflict:
        with services.database.work(actor) as work:
            stored = editable(work, actor, snapshot.valuation.id)
            edits = work.sessions.edits(snapshot.session_id)
        known = {edit.seq for edit in edits}
        edits = (*edits, *(edit for edit in snapshot.unsaved if edit.seq not in known))
        merged = replace(snapshot, case=replayed(stored.case, edits))
        return _finish(services, actor, merged, stored, step)


def _finish(
    services: Services, actor: Actor, snapshot: Snapshot, stored: Valuation, step: Step
) -> Finished:
    valuation = replace(
        valued(stored, snapshot.case),
        finished=stored.finished | {step},
        status=Status.IN_PROGRESS if stored.status is Status.DRAFT else stored.status,
    )
    with services.database.work(actor) as work:
        if snapshot.unsaved:
            work.sessions.journal(snapshot.session_id, snapshot.unsaved, snapshot.focus)
        saved = work.valuations.save_step(valuation, step)
        work.sessions.save(_folded(services, actor, snapshot, SessionStatus.ACTIVE))
        work.trail.write(_happened("step_finished", saved, step=step.value))
        work.commit()
    return Finished(saved, Changes(saved.id, cases=True, saved=True))


def close_session(services: Services, actor: Actor, snapshot: Snapshot) -> None:
    """Keep all that was typed; the session ends when its steps hold everything."""
    _require_edit(actor, snapshot)
    with services.database.work(actor) as work:
        work.sessions.journal(snapshot.session_id, snapshot.unsaved, snapshot.focus)
        stored = work.valuations.get(snapshot.valuation.id)
        whole = stored is not None and stored.case.values == snapshot.case.values
        title = title_of(snapshot.case)
        if stored is not None and stored.title != title:
            # The list must call a case by what was typed, though no step was finished yet.
            work.valuations.save(replace(stored, title=title))
        status = SessionStatus.COMPLETED if whole else SessionStatus.ACTIVE
        work.sessions.save(_folded(services, actor, snapshot, status))
        work.commit()


def abandon_session(services: Services, actor: Actor, session_id: str) -> None:
    """Go back to what the finished steps hold; the abandoned edits stay in the journal."""
    with services.database.work(actor) as work:
        record = work.sessions.get(session_id)
        if record is None or record.valuation_id is None:
            raise Refused("session_unknown", session=session_id)
        valuation = editable(work, actor, record.valuation_id)
        work.sessions.save(replace(record, status=SessionStatus.ABANDONED))
        work.trail.write(_happened("session_abandoned", valuation, session=session_id))
        work.commit()


def story_of(services: Services, actor: Actor, valuation_id: str, path: str) -> tuple[Edit, ...]:
    """Every edit of a path or below it, oldest first: who, when, what it replaced."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return tuple(work.sessions.history(valuation_id, path))


def _require_edit(actor: Actor, snapshot: Snapshot) -> None:
    require(actor, Permission.EDIT_CASE, owner_id=snapshot.valuation.created_by_id)


def _folded(
    services: Services, actor: Actor, snapshot: Snapshot, status: SessionStatus
) -> WizardSessionRecord:
    now = services.clock.now()
    return WizardSessionRecord(
        id=snapshot.record_id,
        session_id=snapshot.session_id,
        valuation_id=snapshot.valuation.id,
        user_id=actor.user_id,
        status=status,
        step=snapshot.step,
        case=snapshot.case,
        last_seq=snapshot.seq,
        folded_seq=snapshot.seq,
        focus=snapshot.focus,
        expires_at=now + SESSION_LIFE,
        created_at=now,
        updated_at=now,
    )


def _happened(action: str, valuation: Valuation, **payload: str) -> Happened:
    return Happened(action, "valuation", valuation.id, dict(payload))
