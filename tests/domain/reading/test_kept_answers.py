"""What is kept between two looks at a case is never the answer to another case."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.belonging import belonging
from shamay_desktop.domain.reading.contradictions import contradictions
from shamay_desktop.domain.reading.proposals import Standing, proposals
from shamay_desktop.domain.standards import check
from tests.domain.standards.rule_sets import ISRAEL
from tests.readings import document_of, extract, order, papers_of_one_property, subject_case

TODAY = date(2026, 11, 2)


def papers() -> CaseEvidence:
    """The subject's papers, and another order of the house that says otherwise."""
    rival = document_of(order(), name="rival.pdf")
    return CaseEvidence((*papers_of_one_property(), rival, document_of(extract(), name="2.pdf")))


def read_anew(evidence: CaseEvidence) -> CaseEvidence:
    """Equal papers that nothing is kept of."""
    return CaseEvidence(
        tuple(replace(each, extracted=deepcopy(each.extracted)) for each in evidence.documents)
    )


def looked(case: Case, evidence: CaseEvidence) -> tuple[object, ...]:
    """All that a look tells."""
    found = check(case, ISRAEL, today=TODAY, evidence=evidence)
    told = contradictions(case, evidence), proposals(case, evidence), belonging(case, evidence)
    return (found, *told)


def edited(case: Case, evidence: CaseEvidence) -> Iterator[Case]:
    """The case after each of many edits: identity, rows, "none", and what was there before."""
    taken = after(case, accepting(case, proposals(case, evidence), by="a@example.org", at="t"))
    row = taken.rows("rights.owners")[0].id
    yield taken
    yield after(taken, setting(taken, f"rights.owners/{row}/name", Value.of("אחר לגמרי")))
    yield after(taken, setting(taken, f"rights.owners/{row}/share", Value.of("1/7")))
    yield taken.with_value("rights.owners", Value(State.NONE))
    yield taken.with_value("rights.owners", None)
    for path, text in (("parcel.tat_helka", "99"), ("parcel.gush", "1"), ("unit.building", "7")):
        yield taken.with_value(path, Value.of(text))
        yield taken.with_value(path, None)
    yield taken
    yield case


@pytest.mark.parametrize("start", [subject_case(), Case("case")])
def test_a_look_when_the_case_was_edited_then_it_is_that_of_papers_read_anew(start: Case) -> None:
    evidence = papers()
    for case in edited(start, evidence):
        assert looked(case, evidence) == looked(case, read_anew(evidence))


def test_proposals_when_a_row_is_edited_then_only_its_cell_differs() -> None:
    evidence = papers()
    taken = next(edited(subject_case(), evidence))
    row = taken.rows("rights.owners")[0].id
    path = f"rights.owners/{row}/name"
    before = {each.path: each.standing for each in proposals(taken, evidence)}
    other = after(taken, setting(taken, path, Value.of("אחר לגמרי")))
    now = {each.path: each.standing for each in proposals(other, evidence)}
    assert before[path] is Standing.SAME
    assert {each for each in now if now[each] is not before.get(each)} == {path}


def test_a_paper_when_it_leaves_the_case_then_its_proposals_leave_too() -> None:
    evidence, case = papers(), subject_case()
    looked(case, evidence)
    left = CaseEvidence(evidence.documents[1:])
    assert looked(case, left) == looked(case, read_anew(left))
    assert evidence.documents[0] not in [each.document for each in proposals(case, left)]
