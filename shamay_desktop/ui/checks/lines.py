"""The lines of step 3's table of sources: papers, facts in question, and what each source says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Provenance, Row, State, Value
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.accepting import is_waiting
from shamay_desktop.domain.reading.belonging import Belongs
from shamay_desktop.domain.reading.claim import Claim, Contradiction
from shamay_desktop.domain.reading.decisions import DECISIONS, spelling
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
    WAITING = "waiting"
    SETTLED = "settled"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `document` is the paper that it stands under or that says it, None for the case.

    A FACT has its contradiction, a CLAIM also the claim (and whether it is what
    the case says now), a MISSING one what a paper proposes: a value, or all cells of a list. A
    WAITING one was taken with a doubt, and nobody has confirmed it; `number` is its row's in the
    case's list, from 1. `count` of a HEAD: the facts beneath it, missing and waiting ones too; of
    SETTLED: decisions. A DECISION is one after which all sources agree: only its row is left.
    """

    kind: Kind
    document: Document | None = None
    contradiction: Contradiction | None = None
    claim: Claim | None = None
    proposals: tuple[Proposal, ...] = ()
    decision: Row | None = None
    taken: bool = False
    count: int = 0
    number: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same line after the next look."""
        if self.claim is not None and self.contradiction is not None:
            place = self.claim.place or (self.document.id if self.document else "")
            said = "" if self.claim.found is None else self.claim.found.path
            return (self.kind.value, self.contradiction.subject, place, said)
        if self.contradiction is not None:
            return (self.kind.value, self.contradiction.subject)
        if self.decision is not None:
            return (self.kind.value, self.decision.id)
        paper = self.document.id if self.document else ""
        return (self.kind.value, self.path, paper) if self.proposals else (self.kind.value, paper)

    @property
    def path(self) -> str:
        """The path of the case that the line is about, "" for a heading."""
        if self.contradiction is not None:
            return self.contradiction.path
        if not self.proposals:
            return self.subject
        first = self.proposals[0]
        return first.list_id if self.is_list else first.path

    @property
    def is_list(self) -> bool:
        """Whether it is about all rows of a list at once."""
        return len(self.proposals) > 1

    @property
    def subject(self) -> str:
        """The fact by its name for good, "" for what is none or cannot be decided."""
        if self.contradiction is not None:
            return self.contradiction.subject
        return "" if self.decision is None else str(self.decision.content("subject") or "")

    @property
    def value(self) -> Value | None:
        """What would be taken: the claim, the proposal, or the program's own choice of a fact."""
        if self.claim is not None:
            return self.claim.value
        if self.proposals:
            return _proposed(self.proposals)
        if self.contradiction is not None and self.contradiction.proposed is not None:
            return self.contradiction.proposed.value
        return None

    @property
    def doubt(self) -> Doubt | None:
        """Why a person must look at the page before it is believed."""
        if self.claim is not None:
            return self.claim.doubt
        return next((each.doubt for each in self.proposals if each.doubt is not None), None)

    @property
    def source(self) -> Provenance | None:
        """Where the value of the line stands on a paper, None for what no paper says."""
        value = self.proposals[0].value if self.proposals else self.value
        source = None if value is None else value.provenance or _first_cell(value)
        return None if source is None or source.document is None else source


def lines_of(checked: Checked, order: Sequence[Document], *, settled: bool) -> list[Line]:
    """All lines: papers in their order, under each the facts that it contradicts, then what it
    could give; what was decided comes last, when it is asked for.
    """
    open_ones = [each for each in checked.contradictions if not each.settled]
    by_paper = _by_paper(open_ones, order)
    missing, waiting = _by_document(missing_of(checked)), _by_document(_waiting(checked))
    lines: list[Line] = []
    for paper in (*order, None):
        key = None if paper is None else paper.id
        facts, lacking = by_paper.get(key, []), missing.get(key or "", [])
        unsure = waiting.get(key or "", [])
        if count := len(facts) + len(lacking) + len(unsure):
            lines.append(Line(Kind.HEAD, paper, count=count))
            for each in facts:
                lines += _fact(checked.case, each)
            lines += [_to_confirm(checked.case, paper, each) for each in unsure]
            lines += [Line(Kind.MISSING, paper, proposals=each) for each in lacking]
    return [*lines, *_decisions(checked)] if settled else lines


def _waiting(checked: Checked) -> Iterator[tuple[Proposal, ...]]:
    """What stands in the case as a paper was read with a doubt, until a person confirms it."""
    return ((each,) for each in checked.proposals if is_waiting(checked.case, each))


def _to_confirm(case: Case, paper: Document | None, found: tuple[Proposal, ...]) -> Line:
    list_id = found[0].list_id
    rows = [f"{list_id}/{row.id}" for row in case.rows(list_id)] if list_id else []
    row = found[0].path.rpartition("/")[0]
    number = rows.index(row) + 1 if row in rows else 0
    return Line(Kind.WAITING, paper, proposals=found, number=number)


def _decisions(checked: Checked) -> Iterator[Line]:
    """What was decided: facts on which sources still differ, then those on which all agree now."""
    rows = checked.case.rows(DECISIONS)
    if not rows:
        return
    yield Line(Kind.SETTLED, count=len(rows))
    decided = [each for each in checked.contradictions if each.settled]
    for each in decided:
        yield from _fact(checked.case, each)
    facts = {each.subject for each in checked.contradictions}
    yield from (
        Line(Kind.DECISION, decision=row) for row in rows if row.content("subject") not in facts
    )


def missing_of(checked: Checked) -> tuple[tuple[Proposal, ...], ...]:
    """What a finding misses and a paper says: a value, or a list as a whole, to be taken."""
    wanted = {path for finding in checked.findings for path in _lacking(checked.case, finding)}
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for each in checked.proposals:
        if each.standing is not Standing.ABSENT or each.belongs is Belongs.OTHER:
            continue
        whole = each.list_id if each.list_id and not checked.case.rows(each.list_id) else each.path
        if whole in wanted or each.path in wanted:
            groups.setdefault((each.document.id, whole), []).append(each)
    return tuple(tuple(group) for group in groups.values())


def _proposed(proposals: Sequence[Proposal]) -> Value:
    """A value as it is proposed; of a list its rows."""
    if len(proposals) == 1:
        return proposals[0].value
    rows: dict[str, dict[str, Value]] = {}
    for each in proposals:
        _, row_id, column = each.path.split("/")
        rows.setdefault(row_id, {})[column] = each.value
    return Value.of(tuple(Row(row_id, MappingProxyType(cells)) for row_id, cells in rows.items()))


def _first_cell(value: Value) -> Provenance | None:
    """Where a list begins on its paper."""
    content = value.content if isinstance(value.content, tuple) else ()
    cells = (cell for row in content if isinstance(row, Row) for cell in row.cells.values())
    return next((cell.provenance for cell in cells if cell.provenance is not None), None)


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


def _by_document(
    groups: Iterable[tuple[Proposal, ...]],
) -> Mapping[str, list[tuple[Proposal, ...]]]:
    grouped: dict[str, list[tuple[Proposal, ...]]] = {}
    for group in groups:
        grouped.setdefault(group[0].document.id, []).append(group)
    return grouped


def _fact(case: Case, contradiction: Contradiction) -> Iterator[Line]:
    standing = case.value(contradiction.path)
    stands = None if standing is None else spelling(standing)
    paper = next((claim.document for claim in contradiction.claims if claim.document), None)
    yield Line(Kind.FACT, paper, contradiction)
    for claim in contradiction.claims:
        taken = spelling(claim.value) == stands
        yield Line(Kind.CLAIM, claim.document, contradiction, claim, taken=taken)
