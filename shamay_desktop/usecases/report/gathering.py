"""What a report is made of, gathered from the database: in a unit of work, or in one of its own."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.file_differences import file_differences, shown_files
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.market.price_index_json import all_indexes, office_indexes
from shamay_desktop.domain.plots.choosing import PRINTED
from shamay_desktop.domain.plots.plot import PlotKind
from shamay_desktop.domain.records import Office, Person, Status, Valuation
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.grid import chosen_index
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.report.inputs import Replaced, ReportInputs
from shamay_desktop.usecases.report.papers import annexed
from shamay_desktop.usecases.report.pinning import unpinned
from shamay_desktop.usecases.services import Services

_AT_WORK = (Status.DRAFT, Status.IN_PROGRESS)


def report_inputs(services: Services, actor: Actor, case: Case) -> ReportInputs:
    """What a report of this case is made of. Raises Refused(`case_unknown`), NotAllowed."""
    rules_of(services, actor)  # read first: a unit of work of its own
    with services.database.work(actor) as work:
        valuation = work.valuations.get(case.id)
        if valuation is None:
            raise Refused("case_unknown", case=case.id)
        require(actor, Permission.READ_CASE, owner_id=valuation.created_by_id)
        evidence = read_evidence(work, case.id)
        return inputs_of(services, work, actor, valuation, case, evidence)


def inputs_of(
    services: Services,
    work: UnitOfWork,
    actor: Actor,
    valuation: Valuation,
    case: Case,
    evidence: CaseEvidence,
) -> ReportInputs:
    """The same of what a unit of work has read already; `case` may be newer than the stored one.

    Whoever calls it inside a unit of work has read the office's rules before (`rules_of`).
    """
    office = work.offices.office(actor.organization_id)
    rules = rules_of(services, actor).rules
    status = _status_of(valuation, case)
    if status in _AT_WORK:
        case = unpinned(case)
    return ReportInputs(
        case=case,
        evidence=evidence,
        office=office,
        signer=_signer(work.offices.person(valuation.created_by_id), case),
        status=status,
        result=value_of(case),
        annex_pages={document.sha256: document.pages for document in evidence.documents},
        clauses={rule.id: rule.clause for rule in rules if rule.clause is not None},
        index=_index(services, office, case),
        replaces=_replaced(work, case, evidence),
    )


def _replaced(work: UnitOfWork, case: Case, evidence: CaseEvidence) -> Replaced | None:
    """The signed version before this one, for the list of what was changed."""
    version = work.versions.of(case.id)
    before = None
    if version is not None and version.replaces_id is not None:
        before = work.versions.get(version.replaces_id)
    signed = None if before is None else work.valuations.get(before.valuation_id)
    if version is None or before is None or signed is None:
        return None
    at = before.signers[0].at if before.signers else before.created_at
    earlier, now = (
        shown_files(annexed(each), each.images)
        for each in (read_evidence(work, signed.id), evidence)
    )
    return Replaced(
        version.number, at.date().isoformat(), signed.case, file_differences(earlier, now),
        version.note,
    )  # fmt: skip


def _index(services: Services, office: Office, case: Case) -> PriceIndex | None:
    """The index of the case; its table is read only where a plot of the report shows it."""
    asked = case.content(PRINTED)
    if not isinstance(asked, tuple) or PlotKind.DATE.value not in asked:
        return None
    known = all_indexes(services.indexes(), office_indexes(office.practice))
    return chosen_index(case, known)


def _status_of(valuation: Valuation, case: Case) -> Status:
    """The stored state, but what differs from a case that was sent to review is a draft again."""
    changed = case.values != valuation.case.values
    return Status.IN_PROGRESS if changed and valuation.status is Status.READY else valuation.status


def _signer(person: Person, case: Case) -> Person:
    """Who made the case; without the picture of the signature when the report names another."""
    named = case.text("appraiser.licence_number")
    own = not named or not person.licence_number or named == person.licence_number
    return person if own else replace(person, signature_sha256=None)
