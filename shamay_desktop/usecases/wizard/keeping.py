"""Keeping what was typed: the journal, leaving and finishing steps, closing a session."""

from dataclasses import dataclass, replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
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
from shamay_desktop.usecases.market.own_cases import keep_case_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import (
    SESSION_LIFE,
    begun,
    editable,
    replayed,
    void_approval,
)
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
    Raises Refused(`case_signed`, `case_unknown`), NotAllowed, WorldFailed.
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
        if snapshot.unsaved:
            # Whoever sends or signs it in this instant comes before or behind, not in between.
            work.valuations.hold(snapshot.valuation.id)
        # Saving and sending carry the same edits: what stands there already begins nothing anew.
        known = work.sessions.last_seq(snapshot.session_id)
        new = any(edit.seq > known for edit in snapshot.unsaved)
        work.sessions.journal(snapshot.session_id, snapshot.unsaved, snapshot.focus)
        valuation = snapshot.valuation
        # The stored state decides: another program may have sent the case to review meanwhile.
        if new and work.valuations.status_of(valuation.id) is not Status.IN_PROGRESS:
            valuation = begun(work, editable(work, actor, valuation.id))
        work.commit()
    return Journalled(snapshot.seq, valuation)


def leave_step(services: Services, actor: Actor, snapshot: Snapshot) -> Journalled:
    """Fold the session: step data and wizard data hold all that was typed so far.

    `others` are then all edits that the snapshot does not know. Raises as `journal_edits`.
    """
    done = journal_edits(services, actor, snapshot)
    with services.database.work(actor) as work:
        if _is_sealed(work, snapshot):
            return done
        more = tuple(work.sessions.edits(snapshot.session_id, after=done.through))
        settled = _settled(work, snapshot)
        work.sessions.save(_folded(services, actor, settled, SessionStatus.ACTIVE))
        work.commit()
    return replace(done, others=(*done.others, *more))


def finish_step(services: Services, actor: Actor, snapshot: Snapshot, step: Step) -> Finished:
    """Write a step's data, the session, the audit line and the outbox line in one transaction.

    When the case was changed elsewhere since (another program, another version), this
    session's edits are replayed over what stands there now. Raises Refused(`case_signed`,
    `case_unknown`), NotAllowed, WorldFailed.
    """
    _require_edit(actor, snapshot)
    try:
        return _finish(services, actor, snapshot, snapshot.valuation, step)
    except Conflict:
        done = journal_edits(services, actor, snapshot)
        with services.database.work(actor) as work:
            stored = editable(work, actor, snapshot.valuation.id)
            case = replayed(stored.case, work.sessions.edits(snapshot.session_id))
        merged = replace(snapshot, case=case, unsaved=(), seq=done.through)
        return _finish(services, actor, merged, stored, step)


def _finish(
    services: Services, actor: Actor, snapshot: Snapshot, stored: Valuation, step: Step
) -> Finished:
    with services.database.work(actor) as work:
        work.valuations.hold(stored.id)
        if snapshot.unsaved:
            work.sessions.journal(snapshot.session_id, snapshot.unsaved, snapshot.focus)
        settled = _settled(work, snapshot)
        valuation = replace(
            valued(stored, settled.case),
            finished=stored.finished | {step},
            status=_status_after(stored, settled.case),
        )
        saved = work.valuations.save_step(valuation, step)
        if stored.status is Status.READY is not saved.status:
            void_approval(work, saved)
        work.sessions.save(_folded(services, actor, settled, SessionStatus.ACTIVE))
        work.trail.write(_happened("step_finished", saved, step=step.value))
        if step is Step.EXPORT:
            keep_case_evidence(services, actor, work, saved, settled.case)
        work.commit()
    return Finished(saved, Changes(saved.id, cases=True, saved=True, market=step is Step.EXPORT))


def _status_after(stored: Valuation, case: Case) -> Status:
    """A finished step begins a draft; what was ready stays so only when nothing changed."""
    if stored.status is Status.READY and stored.case.values == case.values:
        return Status.READY
    begins = stored.status in (Status.DRAFT, Status.READY)
    return Status.IN_PROGRESS if begins else stored.status


def _settled(work: UnitOfWork, snapshot: Snapshot) -> Snapshot:
    """The snapshot, with the edits that another program journalled behind its last one.

    Without them a fold would put the older values in the place of what was folded already.
    """
    if work.sessions.last_seq(snapshot.session_id) <= snapshot.seq:
        return snapshot
    record = work.sessions.get(snapshot.session_id)
    if record is None:
        return snapshot
    edits = work.sessions.edits(snapshot.session_id, after=record.folded_seq)
    return replace(snapshot, case=replayed(record.case, edits), seq=record.last_seq)


def close_session(services: Services, actor: Actor, snapshot: Snapshot) -> None:
    """Keep all that was typed; the session ends when its steps hold everything.

    One whose case was signed elsewhere has ended already, and nothing of it is kept. Raises as
    `journal_edits`.
    """
    journal_edits(services, actor, snapshot)
    with services.database.work(actor) as work:
        if _is_sealed(work, snapshot):
            return
        settled = _settled(work, snapshot)
        stored = work.valuations.get(snapshot.valuation.id)
        whole = stored is not None and stored.case.values == settled.case.values
        title = title_of(settled.case)
        if stored is not None and stored.title != title:
            # The list must call a case by what was typed, though no step was finished yet.
            work.valuations.save(replace(stored, title=title))
        status = SessionStatus.COMPLETED if whole else SessionStatus.ACTIVE
        work.sessions.save(_folded(services, actor, settled, status))
        work.commit()


def _is_sealed(work: UnitOfWork, snapshot: Snapshot) -> bool:
    """Whether the case was signed since; held, so that nobody signs it in this very instant."""
    work.valuations.hold(snapshot.valuation.id)
    stored = work.valuations.get(snapshot.valuation.id)
    return stored is not None and stored.is_sealed


def abandon_session(services: Services, actor: Actor, session_id: str) -> None:
    """Go back to what the finished steps hold; the abandoned edits stay in the journal.

    Raises Refused(`session_unknown`, `case_unknown`, `case_signed`), NotAllowed, WorldFailed.
    """
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
