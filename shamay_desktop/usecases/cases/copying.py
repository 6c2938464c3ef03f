"""Duplicating a case: a real copy with a life of its own, without what must be done anew."""

from dataclasses import dataclass, replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.copying import copied
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.reading.versions import carry_versions
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import Opened, new_session, new_valuation
from shamay_desktop.usecases.wizard.valued import valued


@dataclass(frozen=True, slots=True)
class Copied:
    """A duplicate, opened; `cleared` are fields that the original has and the copy lacks.

    They are in the registry's order; why each was left out: `domain.copying.CLEARED`.
    """

    opened: Opened
    cleared: tuple[str, ...]


def duplicate_case(services: Services, actor: Actor, valuation_id: str) -> Copied:
    """Copy a case as last typed, of the desk or the archive, signed ones too.

    Values keep their provenance. Papers and photos are rows of the copy's own that name the same
    stored files, with all that was read from them; produced reports are not copied. The copy is
    the actor's draft with the next free reference. Raises Refused(`case_unknown`), NotAllowed,
    WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    require(actor, Permission.CREATE_CASE)
    with services.database.work(actor) as work:
        original = valuation_now(work, valuation_id)
        fresh = new_valuation(services, work, actor, new_id())
        case, cleared = copied(original.case, fresh.case)
        valuation = replace(valued(fresh, case), copied_from_id=valuation_id)
        work.valuations.add(valuation)
        files = copy_evidence(services, actor, work, valuation_id, valuation.id)
        record = new_session(valuation, actor, services.clock.now())
        work.sessions.add(record)
        told = {"from": valuation_id, "files": str(files)}
        work.trail.write(Happened("case_duplicated", "valuation", valuation.id, dict(told)))
        work.commit()
    return Copied(Opened(valuation, record, resumed=False), cleared)


def copy_evidence(
    services: Services, actor: Actor, work: UnitOfWork, from_id: str, to_id: str
) -> int:
    """Rows of the copy for each paper and photo; returns how many."""
    evidence, now = read_evidence(work, from_id), services.clock.now()
    for paper in evidence.documents:
        copy = replace(paper, id=new_id(), valuation_id=to_id, created_at=now,
                       uploaded_by_id=actor.user_id)  # fmt: skip
        work.evidence.add_document(copy)
        carry_versions(work, paper.id, copy.id)
    for photo in evidence.images:
        work.evidence.add_image(
            replace(photo, id=new_id(), valuation_id=to_id, created_at=now,
                    uploaded_by_id=actor.user_id)
        )  # fmt: skip
    return len(evidence.documents) + len(evidence.images)
