"""What a reviewer sees of a case: comments, approval, findings, and what differs from before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_values
from shamay_desktop.domain.differences import Difference, differences
from shamay_desktop.domain.records import Valuation
from shamay_desktop.domain.report_differences import (
    BlockDifference,
    block_differences,
    block_texts,
)
from shamay_desktop.domain.review import Approval, Thread, threads
from shamay_desktop.domain.sealing import content_hash
from shamay_desktop.domain.standards import Finding
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.evidence.adding import read_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.report.producing import content_of
from shamay_desktop.usecases.review.sent import (
    FindingKey,
    files_of,
    finding_key,
    read_json,
    sent_states,
)
from shamay_desktop.usecases.services import Services


class Since(StrEnum):
    """What a case is compared with.

    SENT: what the appraiser saw when sending. EARLIER: what was sent the time before.
    VERSION: the sealed version that this one replaces.
    """

    SENT = "sent"
    EARLIER = "earlier"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs from an earlier state: fields, files that came and went (names), findings.

    `at` is when that state was, `number` the version's, 0 for what was sent. `gone_findings` are
    keys (rule, severity, fields), for their words are no more. `new_findings` and `gone_findings`
    are empty for a version: what was found then is not kept.
    """

    since: Since
    at: datetime
    number: int
    before: Case
    fields: tuple[Difference, ...]
    files_come: tuple[str, ...] = ()
    files_gone: tuple[str, ...] = ()
    new_findings: tuple[Finding, ...] = ()
    gone_findings: tuple[FindingKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        told = (self.fields, self.files_come, self.files_gone)
        return not any((*told, self.new_findings, self.gone_findings))


@dataclass(frozen=True, slots=True)
class ReviewOf:
    """All that is to be seen of a case's review. `people` are names by user id.

    `content_sha256` is what an approval would be of; `approval` the one that stands for exactly
    this content, None when there is none.
    """

    valuation: Valuation
    content_sha256: str
    threads: tuple[Thread, ...]
    approval: Approval | None
    findings: Sequence[Finding]
    compared: tuple[Compared, ...]
    people: Mapping[str, str]

    @property
    def open_comments(self) -> int:
        """How many wait for being settled."""
        return sum(thread.comment.is_open for thread in self.threads)


def review_of(services: Services, actor: Actor, valuation_id: str) -> ReviewOf:
    """The review of a case as it stands. Whoever may read the case may look at it.

    Raises Refused(`case_unknown`, `case_in_trash`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        valuation = valuation_now(work, valuation_id)
        evidence = read_evidence(work, valuation_id)
        comments = work.reviews.of(valuation_id)
        standing = work.reviews.standing(valuation_id)
        people = {each.id: each.name or each.email for each in work.offices.people()}
        sent = sent_states(services, work, valuation_id)
        version = _version_before(services, work, valuation)
    findings = tuple(findings_of(services, valuation.case, evidence, actor))
    files, content = files_of(evidence), content_hash(valuation.case, evidence)
    compared = [
        Compared(
            since, state.at, 0, state.case, differences(state.case, valuation.case),
            tuple(name for sha, name in files.items() if sha not in state.files),
            tuple(name for sha, name in state.files.items() if sha not in files),
            tuple(each for each in findings if finding_key(each) not in state.findings),
            tuple(sorted(state.findings - {finding_key(each) for each in findings})),
        )
        for since, state in zip((Since.SENT, Since.EARLIER), sent, strict=False)
    ]  # fmt: skip
    return ReviewOf(
        valuation=valuation,
        content_sha256=content,
        threads=threads(comments),
        approval=standing if standing and standing.content_sha256 == content else None,
        findings=findings,
        compared=(*compared, *version),
        people=people,
    )


def _version_before(
    services: Services, work: UnitOfWork, valuation: Valuation
) -> tuple[Compared, ...]:
    """What differs from the sealed version that this case replaces."""
    own = work.versions.of(valuation.id)
    if own is None or own.replaces_id is None:
        return ()
    before = work.versions.get(own.replaces_id)
    if before is None or before.case_json_sha256 is None:
        return ()
    raw = read_json(services, before.case_json_sha256)
    if raw is None:
        return ()
    case = Case(valuation.id, decode_values(raw.get("fields"))[0])
    fields = differences(case, valuation.case)
    return (Compared(Since.VERSION, before.created_at, before.number, case, fields),)


def report_differences(
    services: Services, actor: Actor, before: Case, after: Case, language: Language
) -> tuple[BlockDifference, ...]:
    """What the report of a case says otherwise than that of an earlier state, block by block.

    Both are made with what the office, papers and photos are now. Raises Refused(`case_unknown`),
    NotAllowed, WorldFailed.
    """
    told = [block_texts(content_of(services, actor, case, language)) for case in (before, after)]
    return block_differences(told[0], told[1])
