"""What a reviewer decides: the case goes back with reasons, or is approved as it stands."""

from collections.abc import Iterator
from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened, Status, Valuation
from shamay_desktop.domain.review import Approval, Comment
from shamay_desktop.domain.sealing import content_hash
from shamay_desktop.domain.standards import Severity
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.report.printed import Printed, obstacles, printed_report
from shamay_desktop.usecases.review.commenting import checked_text
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import existing


def return_case(services: Services, actor: Actor, valuation_id: str, reasons: str) -> Changes:
    """READY -> IN_PROGRESS; the reasons stand as a comment on the whole, approvals are void.

    Raises Refused(`return_reason_missing`, `comment_too_long`, `review_not_waiting`,
    `case_unknown`, `case_in_trash`), NotAllowed, Conflict(`valuation_changed`: another person
    was at it in the same instant), WorldFailed.
    """
    text = checked_text(reasons, "return_reason_missing")
    with services.database.work(actor) as work:
        valuation = _waiting(work, actor, valuation_id)
        now = services.clock.now()
        said = Comment(new_id(), valuation_id, actor.user_id, now, text)
        work.valuations.save(replace(valuation, status=Status.IN_PROGRESS))
        work.reviews.add(said)
        work.reviews.void(valuation_id, now)
        work.trail.write(Happened("case_returned", "valuation", valuation_id, {"comment": said.id}))
        work.commit()
    return Changes(valuation_id, cases=True, review=True)


def approve(services: Services, actor: Actor, valuation_id: str, seen: str) -> Approval:
    """Approve a case as it stands; whatever is edited afterwards voids it.

    seen: the content hash of what the reviewer looked at (`ReviewOf.content_sha256`), so that
    nobody approves what they have not seen. Two reviewers: the first one's approval stands.
    Raises Refused(`review_changed`, `review_not_waiting`, `approved_already`,
    `approval_blocked`, `report_remarks_open`, `report_part_missing`, `case_unknown`,
    `case_in_trash`), NotAllowed, WorldFailed.
    """
    rules_of(services, actor)  # read first: a unit of work of its own
    try:
        return _approve(services, actor, valuation_id, seen)
    except Conflict:  # another reviewer, or an edit, in the same instant: look again
        return _approve(services, actor, valuation_id, seen)


def _approve(services: Services, actor: Actor, valuation_id: str, seen: str) -> Approval:
    with services.database.work(actor) as work:
        valuation = _waiting(work, actor, valuation_id)
        now, evidence = valuation_now(work, valuation_id), read_evidence(work, valuation_id)
        printed = printed_report(services, work, actor, now, evidence)
        if content_hash(now.case, evidence, printed.sha256) != seen:
            raise Refused("review_changed", case=valuation.title)
        standing = work.reviews.standing(valuation_id)
        if standing is not None and standing.content_sha256 == seen:
            name = work.offices.person(standing.approved_by).name
            raise Refused("approved_already", person=name)
        for reason in _in_the_way(services, actor, now.case, evidence, printed):
            raise reason
        approval = Approval(new_id(), valuation_id, seen, actor.user_id, services.clock.now())
        # Saved unchanged: its version is what keeps a return of the same instant apart.
        work.valuations.save(valuation)
        work.reviews.void(valuation_id, approval.at)
        work.reviews.add_approval(approval)
        told = {"content_sha256": seen, "approval": approval.id}
        work.trail.write(Happened("case_approved", "valuation", valuation_id, dict(told)))
        work.commit()
    return approval


def _in_the_way(
    services: Services, actor: Actor, case: Case, evidence: CaseEvidence, printed: Printed
) -> Iterator[Refused]:
    findings = findings_of(services, case, evidence, actor)
    blocking = sum(finding.severity is Severity.BLOCK for finding in findings)
    if blocking:
        yield Refused("approval_blocked", n=blocking)
    yield from obstacles(printed)


def _waiting(work: UnitOfWork, actor: Actor, valuation_id: str) -> Valuation:
    valuation = existing(work, valuation_id)
    require(actor, Permission.REVIEW, owner_id=valuation.created_by_id)
    if valuation.status is not Status.READY or valuation.archived_at is not None:
        raise Refused("review_not_waiting", case=valuation.title)
    return valuation
