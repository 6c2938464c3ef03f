"""A case as it stands now: what its steps hold, with the edits of an unfinished session."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.records import Valuation
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import existing, replayed


def case_now(services: Services, actor: Actor, valuation_id: str) -> tuple[Valuation, CaseEvidence]:
    """The valuation with its case as last typed, and its evidence.

    Raises Refused(`case_unknown`, `case_in_trash`), NotAllowed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return valuation_now(work, valuation_id), read_evidence(work, valuation_id)


def valuation_now(work: UnitOfWork, valuation_id: str) -> Valuation:
    """The same within a unit of work; a signed case is what was signed, whatever a session says."""
    valuation = existing(work, valuation_id)
    record = work.sessions.active_of(valuation_id)
    if record is None or valuation.is_sealed:
        return valuation
    edits = work.sessions.edits(record.session_id, after=record.folded_seq)
    return replace(valuation, case=replayed(record.case, edits))
