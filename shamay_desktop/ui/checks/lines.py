"""The lines of step 3's table of sources: papers, facts in question, and what each source says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.case import Case, Provenance, State, Value
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.claim import Claim, Contradiction
from shamay_desktop.domain.reading.decisions import spelling
from shamay_desktop.domain.reading.paper_reading import Doubt
from shamay_desktop.domain.reading.proposals import Proposal, Standing
from shamay_desktop.domain.standards import Finding
from shamay_desktop.usecases.checks.live import Checked


class Kind(StrEnum):
    """What a line is."""

    HEAD = "head"
    FACT = "fact"
    CLAIM = "claim"
    MISSING = "missing"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `document` is the paper that it stands under or that says it, None for the case.

    A FACT or a SETTLED one has its contradiction, a CLAIM also the claim (and whether it is what
    the case says now), a MISSING one its proposal. `count` of a HEAD: facts and missing ones
    beneath it.
    """

    kind: Kind
    document: Document | None = None
    contradiction: Contradiction | None = None
    claim: Claim | None = None
    proposal: Proposal | None = None
    taken: bool = False
    count: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same line after the next look."""
        if self.claim is not None and self.contradiction is not None:
            place = self.claim.place or (self.document.id if self.document else "")
            said = "" if self.claim.found is None else self.claim.found.path
            return (self.kind.value, self.contradiction.subject, place, said)
        if self.contradiction is not None:
            return (self.kind.value, self.contradiction.subject)
        if self.proposal is not None:
            return (self.kind.value, self.proposal.path)
        return (self.kind.value, self.document.id if self.document else "")

    @property
    def path(self) -> str:
        """The path of the case that the line is about, "" for a heading."""
        if self.contradiction is not None:
            return self.contradiction.path
        return "" if self.proposal is None else self.proposal.path

    @property
    def value(self) -> Value | None:
        """What would be taken: the claim, the proposal, or the program's own choice of a fact."""
        if self.claim is not None:
            return self.claim.value
        if self.proposal is not None:
            return self.proposal.value
        if self.contradiction is not None and self.contradiction.proposed is not None:
            return self.contradiction.proposed.value
        return None

    @property
    def doubt(self) -> Doubt | None:
        """Why a person must look at the page before it is believed."""
        if self.claim is not None:
            return None if self.claim.found is None else self.claim.found.doubt
        return None if self.proposal is None else self.proposal.doubt

    @property
    def source(self) -> Provenance | None:
        """Where the value of the line stands on a paper, None for what no paper says."""
        value = self.value
        source = None if value is None else value.provenance
        return None if source is None or source.document is None else source


def lines_of(checked: Checked, order: Sequence[Document], *, settled: bool) -> list[Line]:
    """All lines: papers in their order, under each the facts that it contradicts, then what it
    could give; what was decided comes last, when it is asked for.
    """
    open_ones = [each for each in checked.contradictions if not each.settled]
    by_paper = _by_paper(open_ones, order)
    missing = _by_document(missing_of(checked))
    lines: list[Line] = []
    for paper in (*order, None):
        key = None if paper is None else paper.id
        facts, lacking = by_paper.get(key, []), missing.get(key or "", [])
        if facts or lacking:
            lines.append(Line(Kind.HEAD, paper, count=len(facts) + len(lacking)))
            for each in facts:
                lines += _fact(checked.case, each)
            lines += [Line(Kind.MISSING, paper, proposal=each) for each in lacking]
    decided = [each for each in checked.contradictions if each.settled]
    if settled and decided:
        lines.append(Line(Kind.SETTLED, count=len(decided)))
        for each in decided:
            lines += _fact(checked.case, each)
    return lines


def missing_of(checked: Checked) -> tuple[Proposal, ...]:
    """What a finding misses and a paper of the property says: it can be taken in place."""
    wanted = {path for finding in checked.findings for path in _lacking(checked.case, finding)}
    return tuple(
        each
        for each in checked.proposals
        if each.standing is Standing.ABSENT
        and (each.path in wanted or each.path.partition("/")[0] in wanted)
    )


def _lacking(case: Case, finding: Finding) -> Iterator[str]:
    unanswered = (None, State.EMPTY)
    return (path for path in finding.fields if case.state(path) in unanswered)


def _by_paper(
    contradictions: Iterable[Contradiction], order: Sequence[Document]
) -> Mapping[str | None, list[Contradiction]]:
    """Under the paper whose word is the strongest, None for what no paper of the list says."""
    known = {document.id for document in order}
    grouped: dict[str | None, list[Contradiction]] = {}
    for each in contradictions:
        papers = (claim.document for claim in each.claims)
        first = next((one.id for one in papers if one is not None and one.id in known), None)
        grouped.setdefault(first, []).append(each)
    return grouped


def _by_document(proposals: Iterable[Proposal]) -> Mapping[str, list[Proposal]]:
    grouped: dict[str, list[Proposal]] = {}
    for each in proposals:
        grouped.setdefault(each.document.id, []).append(each)
    return grouped


def _fact(case: Case, contradiction: Contradiction) -> Iterator[Line]:
    standing = case.value(contradiction.path)
    stands = None if standing is None else spelling(standing)
    paper = next((claim.document for claim in contradiction.claims if claim.document), None)
    yield Line(Kind.FACT, paper, contradiction)
    for claim in contradiction.claims:
        taken = spelling(claim.value) == stands
        yield Line(Kind.CLAIM, claim.document, contradiction, claim, taken=taken)
