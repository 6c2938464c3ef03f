"""What the database refused comes back: edits from the side journal, a case from memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.edits import Edit
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import SessionStatus, Status, Valuation, WizardSessionRecord
from shamay_desktop.domain.titles import title_of
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.side_journal import LeftBehind
from shamay_desktop.usecases.wizard.opening import begun, editable, new_session
from shamay_desktop.usecases.wizard.session import Snapshot


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A case whose edits came back from the second place: how many, and until when (ISO UTC)."""

    title: str
    number: int
    through: str


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Edits that no case of this home takes any more, and the file in which they are kept."""

    number: int
    file: Path


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """What was found at a start. waiting: sessions of others, who find them when they enter, and
    of cases in the archive or the trash, which may be taken back.
    """

    taken: tuple[TakenUp, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    waiting: int = 0


def keep_aside(services: Services, session_id: str, edits: Sequence[Edit]) -> int:
    """Keep edits in the second place; returns the number of the last. Raises WorldFailed."""
    services.side_journal.append(session_id, edits)
    return edits[-1].seq


def take_up(services: Services, actor: Actor) -> SecondPlace:
    """Journal what an earlier run left in the second place, in its order and each edit once.

    An edit that the journal holds already, whatever its number there, is passed over. Whoever
    may not edit a case leaves its edits where they are; so does a case in archive or trash.
    Raises WorldFailed; what was not taken by then stays.
    """
    taken: list[TakenUp] = []
    unclaimed: list[Unclaimed] = []
    waiting = 0
    for left in services.side_journal.left_behind():
        found = _valuation_of(services, actor, left.session_id)
        if found is None or found.status in (Status.SIGNED, Status.ARCHIVED):
            file = services.side_journal.set_aside(left.session_id)
            unclaimed.append(Unclaimed(len(left.edits), file))
            continue
        try:
            number = _journal(services, actor, left)
        except Refused:
            waiting += 1
            continue
        services.side_journal.forget(left.session_id)
        if number:
            taken.append(TakenUp(found.title, number, left.edits[-1].at))
    return SecondPlace(tuple(taken), tuple(unclaimed), waiting)


def _valuation_of(services: Services, actor: Actor, session_id: str) -> Valuation | None:
    with services.database.work(actor) as work:
        record = work.sessions.get(session_id)
        if record is None or record.valuation_id is None:
            return None
        found = work.valuations.get(record.valuation_id)
        return found or work.valuations.thrown_away(record.valuation_id)


def _journal(services: Services, actor: Actor, left: LeftBehind) -> int:
    """Append what the journal lacks behind its last edit; returns how many edits that were."""
    with services.database.work(actor) as work:
        record = work.sessions.get(left.session_id)
        if record is None or record.valuation_id is None:
            return 0
        work.valuations.hold(record.valuation_id)  # nobody sends or signs it in between
        valuation = editable(work, actor, record.valuation_id)
        last = work.sessions.last_seq(left.session_id)
        known = {_said(edit) for edit in work.sessions.edits(left.session_id)}
        missing: list[Edit] = []
        for edit in left.edits:
            if _said(edit) not in known:
                known.add(_said(edit))
                missing.append(replace(edit, seq=last + len(missing) + 1))
        if not missing:
            return 0
        if record.status is not SessionStatus.ACTIVE:
            # It ended, and others may have gone on since: the edits go on from how the case stands.
            case = valuation_now(work, valuation.id).case
            work.sessions.save(replace(record, case=case, last_seq=last, folded_seq=last))
        work.sessions.journal(left.session_id, missing, record.focus)
        begun(work, valuation)
        work.commit()
        return len(missing)


def _said(edit: Edit) -> tuple[str, str, str, str, str]:
    """An edit without its number, which changes when another program wrote in between."""
    return edit.path, repr(edit.old), repr(edit.new), edit.by, edit.at


def bring_back(services: Services, actor: Actor, snapshot: Snapshot) -> None:
    """Write the case as it stands in memory into a database that lacks some or all of it.

    For a database that was restored, or put in the place of a lost one, while the case was
    open. The case, its session and its edits are there afterwards, to be opened again.
    Raises Refused(`case_signed`, `case_archived`, `case_in_trash`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.EDIT_CASE, owner_id=snapshot.valuation.created_by_id)
    with services.database.work(actor) as work:
        known = snapshot.valuation.id
        if work.valuations.get(known) is None and work.valuations.thrown_away(known) is None:
            stored = replace(snapshot.valuation, title=title_of(snapshot.case), copied_from_id=None)
            work.valuations.add(stored)
        else:
            stored = editable(work, actor, known)
        _hold(services, actor, work, stored, snapshot)
        work.commit()


def _hold(
    services: Services, actor: Actor, work: UnitOfWork, stored: Valuation, snapshot: Snapshot
) -> None:
    """A session that holds the case as it is in memory: what stood there before, and one fold."""
    now = services.clock.now()
    record = work.sessions.get(snapshot.session_id)
    if record is None:
        record = new_session(stored, actor, now)
        work.sessions.add(record)
    last = work.sessions.last_seq(record.session_id)
    known = {_said(edit) for edit in work.sessions.edits(record.session_id)}
    lacking = [edit for edit in snapshot.unsaved if _said(edit) not in known]
    numbered = [replace(edit, seq=last + place) for place, edit in enumerate(lacking, start=1)]
    if numbered:
        work.sessions.journal(record.session_id, numbered, snapshot.focus)
    work.sessions.save(_folded(record, stored, snapshot, last + len(numbered), now))


def _folded(
    record: WizardSessionRecord, stored: Valuation, snapshot: Snapshot, seq: int, now: datetime
) -> WizardSessionRecord:
    return replace(
        record,
        valuation_id=stored.id,
        status=SessionStatus.ACTIVE,
        step=snapshot.step,
        case=snapshot.case,
        last_seq=seq,
        folded_seq=seq,
        focus=snapshot.focus,
        updated_at=now,
    )
