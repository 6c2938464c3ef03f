"""Rows of what a paper proposes: what was taken with a doubt stays marked until it is confirmed."""

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.paper_reading import Doubt
from shamay_desktop.domain.reading.proposals import proposals
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.papers.proposal_entries import Entry, Mark, entries_of
from tests.readings import EXTRACT, document_of, reading_of_data, subject_case

DOUBTS = {"owners[1].share": Doubt.NUMBER_FROM_SCAN}
PAPER = document_of(reading_of_data(DocType.TABU, EXTRACT, doubts=DOUBTS), name="נסח.pdf")
PAPERS = CaseEvidence((PAPER,))


def owners(case: Case) -> list[Entry]:
    """The rows of the owners."""
    read = reading_of(PAPER)
    assert read is not None
    texts = load_texts(Language.EN)
    entries = entries_of(PAPER, read, proposals(case, PAPERS), case, texts)
    return [
        each for each in entries if each.proposals and each.proposals[0].list_id == "rights.owners"
    ]


def taken(case: Case, *, unseen: bool) -> Case:
    """The case with the owners taken, the doubtful cell looked at or not."""
    found = [each for each in proposals(case, PAPERS) if each.list_id == "rights.owners"]
    left = frozenset(each.path for each in found if each.doubt is not None)
    made = accepting(case, found, by="a@b.example", at="t", unseen=left if unseen else frozenset())
    return after(case, made)


def test_a_row_when_taken_with_an_unconfirmed_cell_then_asks_for_a_look_and_says_why() -> None:
    first, second = owners(taken(subject_case(rights__owners=None), unseen=True))
    assert (first.mark, second.mark) == (Mark.TAKEN, Mark.LOOK)
    assert second.can_take
    assert any("recognised from a scan" in reason for reason in second.reasons)


def test_a_row_when_its_doubtful_cell_was_confirmed_then_it_is_taken() -> None:
    case = taken(subject_case(rights__owners=None), unseen=True)
    rows = owners(taken(case, unseen=False))
    assert [row.mark for row in rows] == [Mark.TAKEN, Mark.TAKEN]
    assert not any(row.reasons for row in rows)
