"""Contradictions between the papers of a property, and between them and what stands in the case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading import sameness
from shamay_desktop.domain.reading.claim import Claim, Contradiction
from shamay_desktop.domain.reading.claims_of_rest import further_contradictions
from shamay_desktop.domain.reading.claims_of_rows import row_contradictions
from shamay_desktop.domain.reading.claims_of_streets import address_contradictions
from shamay_desktop.domain.reading.decisions import decision_on, is_settled, spelling
from shamay_desktop.domain.reading.gathering import fitted
from shamay_desktop.domain.reading.kept import Kept
from shamay_desktop.domain.reading.row_comparing import Compared, compare, said_in
from shamay_desktop.domain.reading.subjects import LISTS, SUBJECTS, ListSubject, Subject
from shamay_desktop.domain.reading.witnesses import Witness, list_of, value_of_found, witnesses
from shamay_desktop.domain.severity import Severity

__all__ = ["Claim", "Contradiction", "contradictions"]


def contradictions(case: Case, evidence: CaseEvidence) -> tuple[Contradiction, ...]:
    """Every fact on which the sources of the subject's property disagree, settled ones included.

    A source is a paper that belongs to the property, and what stands in the case. Where nothing
    stands in the case, the papers may still contradict each other. Pure; the answer for the same
    case and evidence is kept.
    """
    return _kept.of(case, lambda: (evidence, _found(case, evidence)), id(evidence))[1]


_kept: "Kept[Case, tuple[CaseEvidence, tuple[Contradiction, ...]]]" = Kept(8)
"""The evidence is held with the answer, so that no other object has its id."""


def _found(case: Case, evidence: CaseEvidence) -> tuple[Contradiction, ...]:
    papers = witnesses(case, evidence)
    if not papers:
        return ()
    found = (
        *(each for one in SUBJECTS if (each := _of_value(case, papers, one)) is not None),
        *address_contradictions(case, papers),
        *(each for one in LISTS if (each := _of_list(case, papers, one)) is not None),
        *row_contradictions(case, papers),
        *further_contradictions(case, evidence),
    )
    subjects = {each.subject for each in found}
    # The floor as it was counted waits until the register's own floor is agreed upon.
    waiting = {"unit.floor"} if "unit.registered_floor" in subjects else set()
    return tuple(_settled(case, each) for each in found if each.subject not in waiting)


# -- facts of one value ----------------------------------------------------------------------


def _of_value(case: Case, papers: tuple[Witness, ...], subject: Subject) -> Contradiction | None:
    claims = [*_papers_claims(papers, subject)]
    if not claims:
        return None
    claims = [*_case_claims(case, subject, papers), *claims]
    meanings = [_meaning(subject, claim) for claim in claims]
    if _all_agree(meanings):
        return None
    severity = _gravity(subject, claims, meanings)
    return Contradiction(subject.path, subject.path, tuple(claims), severity, settled=False)


def _papers_claims(papers: Iterable[Witness], subject: Subject) -> Iterator[Claim]:
    for witness in papers:
        key = subject.key(witness.kind)
        read = witness.at(key) if key else None
        if read is None or (subject.newest and witness.superseded):
            continue
        found = fitted(subject.path, read)
        if found is None:  # nobody can take it; `unfit` tells of it
            continue
        value = value_of_found(found, witness.document)
        yield Claim(value, witness.document, found, superseded=witness.superseded)


def _case_claims(case: Case, subject: Subject, papers: tuple[Witness, ...]) -> Iterator[Claim]:
    """What stands in the case; further places only when they are not copies of these papers."""
    known = {witness.document.sha256 for witness in papers}
    for path in (subject.path, *subject.also):
        value = case.value(path)
        if value is None or value.state is State.EMPTY:
            continue
        paper = value.provenance.document if value.provenance is not None else None
        if path == subject.path or (value.state is State.VALUE and paper not in known):
            yield Claim(value, None, None, path)


def _meaning(subject: Subject, claim: Claim) -> object:
    content = claim.value.content
    return subject.meaning(content) if isinstance(content, str) else claim.value.state


def _gravity(subject: Subject, claims: list[Claim], meanings: list[object]) -> Severity:
    """A note when only an extract that a newer one replaces, or the common property, differs.

    Where the sure sources agree, and what was read unsurely differs, nothing is blocked by it.
    """
    weighty = [
        meaning for claim, meaning in zip(claims, meanings, strict=True) if not claim.superseded
    ]
    if _all_agree(weighty):
        return Severity.NOTE
    if subject.one_is_common and _one_apart(weighty):
        return Severity.NOTE
    sure = [
        meaning
        for claim, meaning in zip(claims, meanings, strict=True)
        if not claim.superseded and not claim.is_doubtful
    ]
    if subject.severity is Severity.BLOCK and _all_agree(sure):
        return Severity.WARN
    return subject.severity


def _all_agree(meanings: list[object]) -> bool:
    """Each with each: two halves of a joint block agree with the whole, and not with another."""
    return all(sameness.agree(one, other) for one, other in combinations(meanings, 2))


def _one_apart(meanings: list[object]) -> bool:
    counts = [meaning for meaning in meanings if isinstance(meaning, Decimal)]
    return len(counts) == len(meanings) and max(counts) - min(counts) == 1


# -- lists -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    claim: Claim
    rows: tuple[Row, ...]


def _of_list(case: Case, papers: tuple[Witness, ...], subject: ListSubject) -> Contradiction | None:
    said = [*_lists_of_papers(papers, subject)]
    newest = next((one for one in said if not one.claim.superseded), None)
    if newest is None:
        return None
    own = _list_of_case(case, subject)
    others = [] if own is None else [own]
    others += [one for one in said if one is not newest]
    compared = [(one, compare(subject, one.rows, newest.rows)) for one in others]
    apart = [(one, found) for one, found in compared if not found.agree]
    if not apart:
        return None
    lacking = next((found for one, found in apart if one is own), Compared()).lacking
    claims = [one.claim for one in (*((own,) if own else ()), *said)]
    return Contradiction(
        subject.path, subject.path, tuple(claims), _list_gravity(subject, apart, lacking, newest),
        settled=False, lacking=tuple(said_in(subject, row) for row in lacking),
    )  # fmt: skip


def _list_gravity(
    subject: ListSubject,
    apart: list[tuple[_Said, Compared]],
    lacking: tuple[Row, ...],
    newest: _Said,
) -> Severity:
    if all(one.claim.superseded for one, _ in apart):
        return Severity.NOTE
    if lacking and newest.claim.document is not None:
        return subject.severity
    return Severity.WARN


def _lists_of_papers(papers: Iterable[Witness], subject: ListSubject) -> Iterator[_Said]:
    for witness in papers:
        key = subject.key(witness.kind)
        read = list_of(witness, key, subject.path, dict(subject.columns)) if key else None
        if read is not None:
            claim = Claim(
                read.value, witness.document, None, superseded=witness.superseded,
                cells=read.doubtful,
            )  # fmt: skip
            yield _Said(claim, _rows(read.value))


def _list_of_case(case: Case, subject: ListSubject) -> _Said | None:
    value = case.value(subject.path)
    if value is None or value.state is State.EMPTY:
        return None
    return _Said(Claim(value, None, None, subject.path), _rows(value))


def _rows(value: Value) -> tuple[Row, ...]:
    content = value.content
    if not isinstance(content, tuple):
        return ()
    return tuple(row for row in content if isinstance(row, Row))


def _agrees(found: Contradiction, said: Value, standing: Value | None) -> bool:
    subject = _LISTS.get(found.subject)
    if subject is None or standing is None or said.state is not standing.state:
        return False
    return compare(subject, _rows(standing), _rows(said)).agree


_LISTS = {each.path: each for each in LISTS}


# -- decisions -------------------------------------------------------------------------------


def _settled(case: Case, found: Contradiction) -> Contradiction:
    """Whether a person decided on all that is said now, and what was taken still stands.

    A list that agrees with the one that stands asks for no decision, though it is spelled with
    fewer columns: it may be the paper's that was taken.
    """
    row = decision_on(case, found.subject)
    if row is None:
        return found
    standing = case.value(found.path)
    values = [each.value for each in found.claims if not _agrees(found, each.value, standing)]
    kept = standing is not None and spelling(standing) == row.content("taken")
    return replace(found, settled=kept and is_settled(case, found.subject, values))
