"""Taking a claim: the value with its paper and who confirmed it, the decision, the identity."""

from shamay_desktop.domain.case import Case, Origin
from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.reading.claim import Contradiction
from shamay_desktop.domain.reading.contradictions import contradictions
from shamay_desktop.domain.reading.decisions import decision_on
from shamay_desktop.domain.reading.paper_reading import Doubt
from shamay_desktop.domain.reading.proposals import Proposal, proposals
from shamay_desktop.domain.standards import check
from shamay_desktop.usecases.checks.deciding import (
    accept_proposals,
    correct_identity,
    take_claim,
)
from tests.readings import EXTRACT, document_of, extract, order, reading_of_data, subject_case
from tests.ui.bench import ACTOR, NOW, a_session, rules

AREA = "unit.registered_area"


def of(case: Case, evidence: CaseEvidence, path: str) -> Contradiction:
    """The contradiction on a path."""
    return next(each for each in contradictions(case, evidence) if each.path == path)


def test_what_already_stands_when_it_is_taken_then_only_the_decision_is_written() -> None:
    session = a_session(encode_values(subject_case(unit__registered_area="55").values))
    evidence = CaseEvidence((document_of(extract(), name="a.pdf"),))
    found = of(session.case, evidence, AREA)
    standing = session.case.value(AREA)
    assert standing is not None
    changes = take_claim(session, found, standing, "נמדד")
    case = after(session.case, changes)
    assert {change.path.partition("/")[0] for change in changes} == {"checks.decisions"}
    assert case.value(AREA) == standing
    assert of(case, evidence, AREA).settled


def test_a_list_when_a_papers_word_is_taken_then_each_cell_names_its_page_and_who_confirmed() -> (
    None
):
    owners = [{"id": "o1", "name": "אחר לגמרי", "id_number": "000000034", "share": "1/1"}]
    session = a_session(encode_values(subject_case(rights__owners=owners).values))
    evidence = CaseEvidence((document_of(extract(), name="a.pdf"),))
    found = of(session.case, evidence, "rights.owners")
    taken = next(claim for claim in found.claims if claim.document is not None)
    case = after(session.case, take_claim(session, found, taken.value))
    sources = [cell.provenance for row in case.rows("rights.owners") for cell in row.cells.values()]
    assert sources
    assert {source.origin for source in sources if source} == {Origin.DOCUMENT}
    assert {source.confirmed_by for source in sources if source} == {ACTOR.email}
    assert [row.content("name") for row in case.rows("rights.owners")] == [
        "אלמוג רבקה", "אלמוג נתן",
    ]  # fmt: skip
    left = [each for each in contradictions(case, evidence) if each.path == "rights.owners"]
    assert all(each.settled for each in left)


def test_a_list_when_a_papers_word_is_taken_then_typed_cells_and_ids_of_its_rows_stay() -> None:
    mortgages = [
        {"id": "m1", "rank": "2", "lender": "בנק הדוגמה בעמ", "deed": "1234/2015/2",
         "remark": "לפי מכתב הבנק"},
        {"id": "m2", "rank": "3", "lender": "בנק אחר", "deed": "9/2001/1"},
    ]  # fmt: skip
    session = a_session(encode_values(subject_case(rights__mortgages=mortgages).values))
    evidence = CaseEvidence((document_of(extract(), name="a.pdf"),))
    found = of(session.case, evidence, "rights.mortgages")
    taken = next(claim for claim in found.claims if claim.document is not None)
    proposed = proposals(session.case, evidence)
    case = after(session.case, take_claim(session, found, taken.value, proposals=proposed))
    (row,) = case.rows("rights.mortgages")
    assert row.id == "m1"
    assert row.content("remark") == "לפי מכתב הבנק", "typed, and the paper says nothing of it"
    assert row.content("rank") == "1"
    assert row.content("borrower"), "the paper's, though no borrower is compared"
    rank = row.cells["rank"].provenance
    assert rank is not None
    assert rank.confirmed_by == ACTOR.email
    decided = decision_on(case, "rights.mortgages")
    assert decided is not None
    assert "בנק אחר" in str(decided.content("refused"))
    left = [each for each in contradictions(case, evidence) if each.path == "rights.mortgages"]
    assert all(each.settled for each in left)


def test_what_was_typed_when_it_is_taken_then_stands_as_typed() -> None:
    session = a_session(encode_values(subject_case(unit__registered_area="55").values))
    evidence = CaseEvidence((document_of(extract(), name="a.pdf"),))
    found = of(session.case, evidence, AREA)
    case = after(session.case, take_claim(session, found, session.typed("60")))
    value = case.value(AREA)
    assert value is not None
    assert value.content == "60"
    assert value.provenance is not None
    assert value.provenance.origin is Origin.TYPED
    assert of(case, evidence, AREA).settled


def test_the_identity_when_corrected_by_a_paper_then_another_sub_parcel_is_forgotten() -> None:
    session = a_session(encode_values(subject_case().values))
    paper = document_of(order(gush="9905", helka="88"), name="צו.pdf")
    case = after(session.case, correct_identity(session, paper, 0))
    assert (case.text("parcel.gush"), case.text("parcel.helka")) == ("9905", "88")
    assert case.value("parcel.tat_helka") is None
    gush = case.value("parcel.gush")
    assert gush is not None
    assert gush.provenance is not None
    assert gush.provenance.document == paper.sha256
    assert gush.provenance.confirmed_by == ACTOR.email
    assert correct_identity(session, paper, 3) == ()
    assert correct_identity(session, document_of(name="b.pdf"), 0) == ()


def test_the_identity_when_the_paper_says_the_same_then_nothing_changes() -> None:
    session = a_session()
    read = document_of(extract(), name="a.pdf")
    session.apply(correct_identity(session, read, 0))
    assert correct_identity(session, read, 0) == ()
    assert session.case.text("parcel.gush") == "7245"


def test_a_list_when_the_newest_papers_is_taken_then_settled_though_an_older_one_differs() -> None:
    older = extract(
        extract_date="2020-01-01", extract_number="1",
        mortgages=[{"rank": "1", "lender": "בנק ישן", "amount": "5", "deed": "9/2009/1"}],
    )  # fmt: skip
    papers = CaseEvidence((document_of(extract(), name="a"), document_of(older, name="b")))
    typed = [{"id": "m", "rank": "1", "lender": "בנק אחר", "amount": "1"}]
    session = a_session(encode_values(subject_case(rights__mortgages=typed).values))

    def mortgages(case: Case) -> Contradiction:
        found = contradictions(case, papers)
        return next(each for each in found if each.subject == "rights.mortgages")

    asked = mortgages(session.case)
    newest = next(each for each in asked.claims if each.document is papers.documents[0])
    proposed = proposals(session.case, papers)
    taken = after(session.case, take_claim(session, asked, newest.value, "", proposed))
    assert not asked.settled
    assert mortgages(taken).settled
    assert taken.rows("rights.mortgages")[0].content("borrower") is not None


# -- lists from a scan -------------------------------------------------------------------------

SCANNED = {
    "owners[1].share": Doubt.NUMBER_FROM_SCAN,
    "mortgages[0].borrowers[1]": Doubt.UNSURE_WORDS,
}


def scanned() -> CaseEvidence:
    """The extract as a scan: the second owner's share and a borrower are doubtful."""
    read = reading_of_data(DocType.TABU, EXTRACT, doubts=SCANNED)
    return CaseEvidence((document_of(read, name="a.pdf"),))


def unconfirmed(case: Case, evidence: CaseEvidence) -> list[str]:
    """Places of the case that the rules say nobody confirmed, by list, row and column."""
    rows = {
        f"{path}/{row.id}": f"{path}/{number}"
        for path in ("rights.owners", "rights.mortgages")
        for number, row in enumerate(case.rows(path), 1)
    }
    found = check(case, rules(), today=NOW.date(), evidence=evidence)
    paths = [each.fields[0].rpartition("/") for each in found if each.rule == "values-unconfirmed"]
    return [f"{rows.get(row, row)}/{column}" for row, _, column in paths]


def test_a_list_when_taken_from_a_scan_then_doubtful_cells_wait_and_the_others_are_confirmed() -> (
    None
):
    owners = [{"id": "o1", "name": "אחר לגמרי", "id_number": "000000034", "share": "1/1"}]
    session = a_session(encode_values(subject_case(rights__owners=owners).values))
    evidence = scanned()
    found = of(session.case, evidence, "rights.owners")
    taken = next(claim for claim in found.claims if claim.document is not None)
    proposed = proposals(session.case, evidence)
    for known in (proposed, ()):
        case = after(session.case, take_claim(session, found, taken.value, proposals=known))
        waiting = [
            (row.content("name"), name)
            for row in case.rows("rights.owners")
            for name, cell in row.cells.items()
            if cell.provenance is not None and cell.provenance.confirmed_by is None
        ]
        assert waiting == [("אלמוג נתן", "share")]
        assert unconfirmed(case, evidence) == ["rights.owners/2/share"]
        assert of_all(case, evidence, "rights.owners") == [True]


def test_a_list_when_accepted_whole_then_doubtful_cells_wait_until_each_is_confirmed() -> None:
    session = a_session(encode_values(subject_case(rights__mortgages=None).values))
    evidence = scanned()

    def of_list() -> list[Proposal]:
        found = proposals(session.case, evidence)
        return [each for each in found if each.list_id == "rights.mortgages"]

    session.apply(accept_proposals(session, of_list()))
    waiting = unconfirmed(session.case, evidence)
    assert waiting == ["rights.mortgages/1/borrower"], "though the cell has several places"
    (one,) = [each for each in of_list() if each.doubt is not None]
    session.apply(accept_proposals(session, [one]))
    assert unconfirmed(session.case, evidence) == []
    (row,) = session.case.rows("rights.mortgages")
    assert {cell.provenance.confirmed_by for cell in row.cells.values() if cell.provenance} == {
        ACTOR.email
    }


def of_all(case: Case, evidence: CaseEvidence, path: str) -> list[bool]:
    """Whether each contradiction on a path is settled."""
    return [each.settled for each in contradictions(case, evidence) if each.path == path] or [True]


def test_the_identity_when_a_number_of_the_paper_is_doubtful_then_it_waits_to_be_confirmed() -> (
    None
):
    session = a_session(encode_values(subject_case().values))
    data = {"gush": "9905", "helka": "88", "tat_helka": "4"}
    doubts = {"tat_helka": Doubt.NUMBER_FROM_SCAN}
    paper = document_of(reading_of_data(DocType.TABU, data, doubts=doubts), name="a.pdf")
    case = after(session.case, correct_identity(session, paper, 0))
    sources = [case.value(f"parcel.{key}") for key in ("gush", "helka", "tat_helka")]
    assert [each.provenance.confirmed_by for each in sources if each and each.provenance] == [
        ACTOR.email, ACTOR.email, None,
    ]  # fmt: skip


def test_the_identity_when_the_papers_parcel_cannot_stand_in_its_field_then_nothing_changes() -> (
    None
):
    session = a_session(encode_values(subject_case().values))
    data = {"gush": "לא קריא", "helka": "88"}
    paper = document_of(reading_of_data(DocType.TABU, data), name="a.pdf")
    assert correct_identity(session, paper, 0) == ()
