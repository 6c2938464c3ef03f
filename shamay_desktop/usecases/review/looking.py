"""What a reviewer sees of a case: comments, approval, findings, and what differs from before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_values
from shamay_desktop.domain.differences import Difference, differences
from shamay_desktop.domain.file_differences import FileDifferences, ShownFile, file_differences
from shamay_desktop.domain.records import Valuation
from shamay_desktop.domain.report_differences import (
    BlockDifference,
    BlockText,
    block_differences,
    block_texts,
)
from shamay_desktop.domain.review import Approval, Thread, threads
from shamay_desktop.domain.sealing import ReportVersion, content_hash
from shamay_desktop.domain.standards import Finding
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.checks.findings import findings_of
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.office.rules import rules_of
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.report.printed import printed_report
from shamay_desktop.usecases.report.producing import content_of
from shamay_desktop.usecases.review.sent import (
    FindingKey,
    SentState,
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
    """What differs from an earlier state: fields, files, findings.

    `at` is when that state was, `number` the version's, 0 for what was sent. `blocks` is what its
    report said in `language`, empty where that is not kept. `gone_findings` are
    keys (rule, severity, fields), for their words are no more. `new_findings` and `gone_findings`
    are empty for a version.
    """

    since: Since
    at: datetime
    number: int
    before: Case
    fields: tuple[Difference, ...]
    files: FileDifferences = field(default_factory=FileDifferences)
    language: Language = Language.HE
    blocks: tuple[BlockText, ...] = ()
    new_findings: tuple[Finding, ...] = ()
    gone_findings: tuple[FindingKey, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not any((self.fields, self.files, self.new_findings, self.gone_findings))


@dataclass(frozen=True, slots=True)
class ReviewOf:
    """All that is to be seen of a case's review. `people` are names by user id.

    `content_sha256` is what an approval would be of; `approval` the one that stands for exactly
    this content, None when there is none. `version` is the report's, None of a first draft.
    """

    valuation: Valuation
    content_sha256: str
    threads: tuple[Thread, ...]
    approval: Approval | None
    findings: Sequence[Finding]
    compared: tuple[Compared, ...]
    people: Mapping[str, str]
    version: ReportVersion | None = None

    @property
    def open_comments(self) -> int:
        """How many wait for being settled."""
        return sum(thread.comment.is_open for thread in self.threads)


def review_of(services: Services, actor: Actor, valuation_id: str) -> ReviewOf:
    """The review of a case as it stands. Whoever may read the case may look at it.

    Raises Refused(`case_unknown`, `case_in_trash`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    rules_of(services, actor)  # read first: a unit of work of its own
    with services.database.work(actor) as work:
        valuation = valuation_now(work, valuation_id)
        evidence = read_evidence(work, valuation_id)
        printed = printed_report(services, work, actor, valuation, evidence)
        content = content_hash(valuation.case, evidence, printed.sha256)
        comments = work.reviews.of(valuation_id)
        standing = work.reviews.standing(valuation_id)
        people = {each.id: each.name or each.email for each in work.offices.people()}
        sent = sent_states(services, work, valuation_id)
        own = work.versions.of(valuation_id)
        version = _version_before(services, work, valuation, own, files_of(evidence))
    findings = tuple(findings_of(services, valuation.case, evidence, actor))
    files = files_of(evidence)
    compared = [
        Compared(
            since, state.at, 0, state.case, differences(state.case, valuation.case),
            file_differences(state.files, files), state.language, state.blocks,
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
        version=own,
    )


def _version_before(
    services: Services,
    work: UnitOfWork,
    valuation: Valuation,
    own: ReportVersion | None,
    files: tuple[ShownFile, ...],
) -> tuple[Compared, ...]:
    """What differs from the sealed version that this case replaces; what its report said is what
    was sent of it the last time, for nothing else may be signed.
    """
    if own is None or own.replaces_id is None:
        return ()
    before = work.versions.get(own.replaces_id)
    if before is None or before.case_json_sha256 is None:
        return ()
    raw = read_json(services, before.case_json_sha256)
    if raw is None:
        return ()
    case = Case(valuation.id, decode_values(raw.get("fields"))[0])
    earlier = files_of(read_evidence(work, before.valuation_id))
    said = next(iter(sent_states(services, work, before.valuation_id)), None)
    compared = Compared(
        Since.VERSION, before.created_at, before.number, case, differences(case, valuation.case),
        file_differences(earlier, files),
    )  # fmt: skip
    return (compared if said is None else _saying(compared, said),)


def _saying(compared: Compared, said: SentState) -> Compared:
    return replace(compared, language=said.language, blocks=said.blocks)


def report_differences(
    services: Services, actor: Actor, compared: Compared, after: Case, language: Language
) -> tuple[BlockDifference, ...]:
    """What the report of a case says otherwise than that of an earlier state, block by block.

    The earlier one is what was kept of it; where nothing is kept in this language it is made of
    that case with what the office, papers and photos are now. Raises Refused(`case_unknown`),
    NotAllowed, WorldFailed.
    """
    kept = compared.blocks if compared.language is language else ()
    before = kept or block_texts(content_of(services, actor, compared.before, language))
    return block_differences(before, block_texts(content_of(services, actor, after, language)))
