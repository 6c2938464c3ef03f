"""Where a case lies: put into the archive, thrown into the trash, taken back, deleted for good."""

import math
from datetime import date, datetime, timedelta

from shamay_desktop.domain.access import Actor, Permission, Role, require
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.records import Happened, Status, Valuation, ValuationLine
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import existing

TRASH_DAYS = 30
"""So long a case lies in the trash before it is forgotten."""

_DRAFTS = (Status.DRAFT, Status.IN_PROGRESS)


def archive(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """Put a case into the archive; it keeps its state, so a signed one stays signed.

    Raises Refused(`case_unknown`, `case_in_trash`), NotAllowed, WorldFailed.
    """
    with services.database.work(actor) as work:
        _standing(work, actor, valuation_id)
        work.valuations.put_away(valuation_id, services.clock.now())
        return _told(work, "case_archived", valuation_id)


def unarchive(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """Take a case out of the archive as it was. Raises as `archive`."""
    with services.database.work(actor) as work:
        _standing(work, actor, valuation_id)
        work.valuations.put_away(valuation_id, None)
        return _told(work, "case_unarchived", valuation_id)


def throw_away(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """Lay a case into the trash, where it stays 30 days.

    An unfinished session stays as it is: what another window still has of the case is refused
    from now on (`case_in_trash`), and goes on where it was when the case is taken back.
    Raises Refused(`case_unknown`, `case_in_trash`, `case_signed_stays`), NotAllowed, WorldFailed.
    """
    with services.database.work(actor) as work:
        valuation = _standing(work, actor, valuation_id)
        if valuation.status in (Status.SIGNED, Status.ARCHIVED):
            raise Refused("case_signed_stays", case=valuation.title)
        work.valuations.throw_away(valuation_id)
        return _told(work, "case_thrown_away", valuation_id)


def take_back(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """Take a case out of the trash, back to where it lay.

    Raises Refused(`case_unknown`, `case_not_in_trash`; `version_begun`, `superseded`: it was to
    replace a report that another case replaces by now), NotAllowed, WorldFailed.
    """
    with services.database.work(actor) as work:
        thrown = _thrown_away(work, valuation_id)
        _require_shelving(actor, thrown)
        _require_alone(work, thrown)
        work.valuations.take_back(valuation_id)
        return _told(work, "case_taken_back", valuation_id)


def delete_for_good(services: Services, actor: Actor, valuation_id: str) -> Changes:
    """Forget a case of the trash: values, journal, papers' and photos' rows. Only the owner may.

    The audit trail keeps its lines. Files that no other case names stay in the content store as
    orphans, which `store verify` names. Raises Refused(`case_unknown`, `case_not_in_trash`),
    NotAllowed, WorldFailed.
    """
    require(actor, Permission.DELETE_FOR_GOOD)
    with services.database.work(actor) as work:
        _thrown_away(work, valuation_id)
        work.valuations.remove_for_good(valuation_id)
        return _told(work, "case_deleted", valuation_id)


def empty_trash_of_old(services: Services, actor: Actor) -> int:
    """Forget what lies in the trash for more than 30 days; returns how many cases.

    It is the office's rule, not the actor's wish, so no permission is asked; each is logged. A
    case is noted as due first and forgotten on a later day: a clock that stands wrong for a day
    loses nothing. One that was turned back makes cases younger: they stay longer, never shorter.
    Raises WorldFailed.
    """
    today, forgotten = services.clock.today(), 0
    with services.database.work(actor) as work:
        old = work.valuations.trash_before(services.clock.now() - timedelta(days=TRASH_DAYS))
        for valuation_id in old:
            noted = _due_since(work, valuation_id)
            if noted is not None and noted < today:
                work.valuations.remove_for_good(valuation_id)
                days = {"days": str(TRASH_DAYS)}
                work.trail.write(Happened("case_expired", "valuation", valuation_id, dict(days)))
                forgotten += 1
            elif noted != today:
                day = {"day": today.isoformat()}
                work.trail.write(Happened("case_due", "valuation", valuation_id, dict(day)))
        if old:
            work.commit()
    return forgotten


def _due_since(work: UnitOfWork, valuation_id: str) -> date | None:
    """The day on which a case of the trash was noted as due last, None when it never was."""
    for line in reversed(work.trail.lines(valuation_id)):
        if line.action == "case_thrown_away":
            return None
        if line.action == "case_due":
            return date.fromisoformat(str(line.payload["day"]))
    return None


def days_left(line: ValuationLine, now: datetime) -> int | None:
    """Whole days until a case of the trash is forgotten, 0 for its last; None outside the trash."""
    if line.deleted_at is None:
        return None
    lain = max((now - line.deleted_at) / timedelta(days=1), 0)
    return max(math.ceil(TRASH_DAYS - lain), 0)


def _require_alone(work: UnitOfWork, thrown: Valuation) -> None:
    """Of what was begun to replace a signed report one is at work, whatever lies in the trash."""
    version = work.versions.of(thrown.id)
    before = None if version is None else version.replaces_id
    replaced = None if before is None else work.versions.get(before)
    if version is None or replaced is None:
        return
    work.valuations.hold(replaced.valuation_id)
    if replaced.superseded_by_id not in (None, version.id):
        raise Refused("superseded", case=thrown.title)
    if work.versions.drafts_for(replaced.id):
        raise Refused("version_begun", case=thrown.title)


def _standing(work: UnitOfWork, actor: Actor, valuation_id: str) -> Valuation:
    valuation = existing(work, valuation_id)
    _require_shelving(actor, valuation)
    return valuation


def _thrown_away(work: UnitOfWork, valuation_id: str) -> Valuation:
    valuation = work.valuations.thrown_away(valuation_id)
    if valuation is None:
        raise Refused("case_not_in_trash", case=existing(work, valuation_id).title)
    return valuation


def _require_shelving(actor: Actor, valuation: Valuation) -> None:
    """Who runs the office moves every case; an appraiser only own drafts (`roles`)."""
    require(actor, Permission.ARCHIVE_CASE, owner_id=valuation.created_by_id)
    if actor.role is Role.APPRAISER and valuation.status not in _DRAFTS:
        # What was sent to review or signed is not the appraiser's alone any more.
        raise NotAllowed("own_drafts_only", case=valuation.title)


def _told(work: UnitOfWork, action: str, valuation_id: str) -> Changes:
    work.trail.write(Happened(action, "valuation", valuation_id))
    work.commit()
    return Changes(valuation_id, cases=True)
