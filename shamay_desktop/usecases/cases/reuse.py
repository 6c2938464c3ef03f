"""Facts of a building from earlier cases in it: what they offer, taking it over, their papers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.building_facts import (
    PAPERS,
    Offer,
    agreeing,
    day_of,
    offers,
    reused,
)
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened, Status, Valuation, ValuationLine
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.changing import changing_evidence
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.session import WizardSession

MOST_CASES = 12
"""How many earlier cases of a tower are read: the latest say all that the older ones said."""


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """An earlier case in the same building and what it offers.

    `day` is the day of its facts (report, else visit, else valuation), `appraiser` who signs it.
    `offers` differ from the present case or are new to it; `agreeing` counts those that both
    hold alike. `papers` are those of the building that the present case does not have.
    """

    id: str
    title: str
    reference: str
    status: Status
    day: date
    appraiser: str
    offers: tuple[Offer, ...]
    agreeing: int
    papers: tuple[Document, ...]


def cases_in_building(
    services: Services, actor: Actor, valuation_id: str, case: Case | None = None
) -> tuple[ValuationLine, ...]:
    """Other cases at the same address or on the same parcel, latest first; no values are read.

    case: the case as it stands in a wizard, None for what is kept. Raises Refused
    (`case_unknown`), NotAllowed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return tuple(work.valuations.in_building(_standing(work, valuation_id, case)))


def reusable(
    services: Services, actor: Actor, valuation_id: str, case: Case | None = None
) -> tuple[EarlierCase, ...]:
    """Earlier cases in the building with what they offer, latest first; silent ones are left out.

    case: as in `cases_in_building`. Raises Refused(`case_unknown`), NotAllowed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        present = _standing(work, valuation_id, case)
        evidence = read_evidence(work, valuation_id)
        lines = work.valuations.in_building(present)[:MOST_CASES]
        read = [_earlier(work, line, present.case, evidence) for line in lines]
    return tuple(case for case in read if case.offers or case.papers)


def reusing(
    services: Services, actor: Actor, session: WizardSession, chosen: Sequence[Offer]
) -> tuple[Change, ...]:
    """The changes that take the chosen facts over, for a page to hand in as one gesture."""
    at = services.clock.now().isoformat(timespec="milliseconds")
    return reused(session.case, chosen, actor.email, at)


def copy_papers(
    services: Services,
    actor: Actor,
    valuation_id: str,
    earlier_id: str,
    document_ids: Sequence[str],
) -> Changes:
    """Give a case papers of the building from an earlier one: the same files, as rows of its own.

    One that the case has already is passed over, and a place among the annexes comes along unless
    the case has papers that all stand by kind. Raises Refused(`evidence_unknown` when it is no
    such paper of that case, `case_unknown`, `case_signed`), NotAllowed, WorldFailed.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        known = {paper.id: paper for paper in _papers_of(work, earlier_id)}
        standing = read_evidence(work, valuation_id)
        taken = set(standing.hashes)
        for document_id in document_ids:
            paper = known.get(document_id)
            if paper is None:
                raise Refused("evidence_unknown", evidence=document_id)
            if paper.sha256 not in taken:
                taken.add(paper.sha256)
                order = None if standing.by_kind else paper.order
                _copy(services, actor, work, valuation_id, replace(paper, order=order))
    return Changes(valuation_id, evidence=True)


def _standing(work: UnitOfWork, valuation_id: str, case: Case | None) -> Valuation:
    valuation = valuation_now(work, valuation_id)
    return valuation if case is None else replace(valuation, case=case)


def _earlier(
    work: UnitOfWork, line: ValuationLine, present: Case, evidence: CaseEvidence
) -> EarlierCase:
    case = valuation_now(work, line.id).case
    day = day_of(case, line.updated_at.astimezone().date())
    papers = [paper for paper in _papers_of(work, line.id) if paper.sha256 not in evidence.hashes]
    return EarlierCase(
        id=line.id,
        title=line.title,
        reference=line.reference,
        status=line.status,
        day=day,
        appraiser=case.text("appraiser.name") or line.created_by_name,
        offers=offers(case, present, line.reference, day),
        agreeing=agreeing(case, present),
        papers=tuple(papers),
    )


def _papers_of(work: UnitOfWork, valuation_id: str) -> list[Document]:
    return [paper for paper in work.evidence.documents(valuation_id) if paper.doc_type in PAPERS]


def _copy(
    services: Services, actor: Actor, work: UnitOfWork, valuation_id: str, paper: Document
) -> None:
    copied = replace(
        paper,
        id=new_id(),
        valuation_id=valuation_id,
        created_at=services.clock.now(),
        uploaded_by_id=actor.user_id,
    )
    work.evidence.add_document(copied)
    payload = {"valuation": valuation_id, "sha256": paper.sha256, "from": paper.valuation_id}
    work.trail.write(Happened("file_added", "evidence", copied.id, dict(payload)))
