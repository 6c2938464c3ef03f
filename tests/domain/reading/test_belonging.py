"""Which property a paper speaks of: another's is flagged, a former number is the same one's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence, Document
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.belonging import Belongs, belonging, properties
from shamay_desktop.domain.reading.paper_reading import Reading
from shamay_desktop.domain.reading.proposals import proposals
from tests.readings import (
    case_of,
    document_of,
    extract,
    order,
    papers_of_one_property,
    papers_of_three_properties,
    permit,
    planning,
    subject_case,
)

SUBJECT, OTHER, UNSURE = Belongs.SUBJECT, Belongs.OTHER, Belongs.UNSURE


def said(case: Case, *papers: Document) -> list[Belongs]:
    """What is said of each paper, in the order given."""
    found = belonging(case, CaseEvidence(papers))
    return [found[paper.id, 0] for paper in papers]


def of(case: Case, reading: Reading) -> Belongs:
    """What is said of a paper alone."""
    return said(case, document_of(reading))[0]


def test_papers_of_one_property_when_the_case_is_of_it_then_all_are_the_subjects() -> None:
    assert said(subject_case(), *papers_of_one_property()) == [SUBJECT] * 4


def test_a_case_without_a_property_when_all_papers_agree_then_the_extract_says_which() -> None:
    assert said(case_of(), *papers_of_one_property()) == [SUBJECT] * 4


def test_a_case_without_a_property_when_papers_disagree_then_nobody_knows() -> None:
    assert said(case_of(), *papers_of_three_properties()) == [UNSURE] * 3


def test_a_case_without_a_property_when_there_is_no_extract_then_nobody_knows() -> None:
    assert said(case_of(), document_of(order())) == [UNSURE]


def test_a_case_that_names_another_block_alone_when_an_extract_comes_then_nobody_knows() -> None:
    assert of(case_of(parcel__gush="6109"), extract()) is UNSURE
    assert of(case_of(parcel__gush="7245"), extract()) is SUBJECT


def test_papers_of_three_properties_when_the_case_is_of_the_first_then_two_are_others() -> None:
    papers = papers_of_three_properties()
    assert said(subject_case(), *papers) == [SUBJECT, OTHER, OTHER]
    found = properties(CaseEvidence(papers))
    assert [(each.gush, each.helka, each.tat_helka) for each in found] == [
        ("7245", "113", "21"), ("9905", "30", ""), ("9905", "88", ""),
    ]  # fmt: skip
    assert [len(each.places) for each in found] == [1, 1, 1]


def test_an_extract_of_another_unit_of_the_house_when_it_comes_then_another_property() -> None:
    neighbour = document_of(extract(tat_helka="22"), name="22.pdf")
    assert said(subject_case(), neighbour) == [OTHER]
    own = document_of(extract(), name="21.pdf")
    house = document_of(order(), name="צו.pdf")
    found = properties(CaseEvidence((neighbour, own, house)))
    assert [each.tat_helka for each in found] == ["21", "22"]
    assert all(house in [place[0] for place in each.places] for each in found)


def test_another_unit_when_the_case_names_it_among_its_parcels_then_the_subjects() -> None:
    further = [{"gush": "7245", "helka": "113", "tat_helka": "22"}]
    assert of(subject_case(parcels=further), extract(tat_helka="22")) is SUBJECT


def test_a_permit_by_the_former_number_when_only_an_extract_tells_then_the_subjects() -> None:
    old = document_of(permit(), name="היתר.pdf")
    assert said(subject_case(), old) == [OTHER]
    assert said(subject_case(), old, document_of(extract(), name="נסח.pdf"))[0] is SUBJECT
    former = [{"gush": "7245", "helka": "12"}]
    assert said(subject_case(parcel__former=former), old) == [SUBJECT]


def test_a_parcel_of_the_same_former_one_when_its_extract_comes_then_another_property() -> None:
    beside = document_of(extract(helka="114"), name="114.pdf")
    own = document_of(extract(), name="113.pdf")
    assert said(subject_case(), own, beside) == [SUBJECT, OTHER]
    found = properties(CaseEvidence((own, beside)))
    assert [(each.helka, each.tat_helka) for each in found] == [("113", "21"), ("114", "21")]
    assert [len(each.places) for each in found] == [1, 1]
    both = document_of(permit(helka="12", additional_parcels=None), name="היתר.pdf")
    one = document_of(order(helka="114"), name="צו.pdf")
    found = properties(CaseEvidence((own, beside, both, one)))
    names = [{document.file_name for document, _ in each.places} for each in found]
    assert names == [{"113.pdf", "היתר.pdf"}, {"114.pdf", "היתר.pdf", "צו.pdf"}]


def test_an_extract_of_the_former_parcel_when_it_comes_then_the_same_property() -> None:
    before = document_of(extract(helka="12", former_parcels=None), name="12.pdf")
    own = document_of(extract(), name="113.pdf")
    assert said(subject_case(), own, before) == [SUBJECT, SUBJECT]
    (found,) = properties(CaseEvidence((own, before)))
    assert (found.helka, len(found.places)) == ("113", 2)


def test_a_case_by_the_former_number_when_the_new_extract_comes_then_the_same_property() -> None:
    case = case_of(parcel__gush="7245", parcel__helka="12", parcel__tat_helka="21")
    assert of(case, extract()) is SUBJECT


def test_an_extract_of_another_property_when_it_has_former_numbers_then_it_links_nothing() -> None:
    foreign = document_of(extract(gush="9905", helka="88"), name="זר.pdf")
    old = document_of(permit(gush="7245", helka="12"), name="היתר.pdf")
    assert said(subject_case(), foreign, old) == [OTHER, OTHER]


def test_a_permit_on_several_parcels_when_one_is_the_subjects_then_the_subjects() -> None:
    assert of(subject_case(), permit(helka="99", additional_parcels=["113"])) is SUBJECT
    assert of(subject_case(), permit(helka="99", additional_parcels=["7245/113"])) is SUBJECT
    assert of(subject_case(), permit(helka="99", additional_parcels=["9905/113"])) is OTHER


def test_an_order_of_a_parcel_that_only_a_permit_joins_when_it_comes_then_a_person_is_asked() -> (
    None
):
    joined = document_of(permit(helka="113", additional_parcels=["114"]), name="היתר.pdf")
    beside = document_of(order(helka="114"), name="צו.pdf")
    assert said(subject_case(), joined, beside) == [SUBJECT, UNSURE]
    found = properties(CaseEvidence((joined, beside)))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("stated", "asked", "expected"),
    [({"unit__building": "I"}, {"building_number": "1"}, SUBJECT),
     ({"unit__building": "ב"}, {"building_number": "2"}, SUBJECT),
     ({"unit__building": "1"}, {"building_number": "2"}, UNSURE),
     ({"parcel__plot": "7"}, {"plot": "8"}, UNSURE),
     ({"parcel__plot": "7"}, {"plot": "7א"}, SUBJECT)],
)  # fmt: skip
def test_a_permit_of_the_parcel_when_it_names_another_house_then_a_person_is_asked(
    stated: dict[str, str], asked: dict[str, str], expected: Belongs
) -> None:
    assert of(subject_case(**stated), permit(helka="113", **asked)) is expected


def test_a_paper_when_it_names_no_parcel_then_a_person_is_asked() -> None:
    assert of(subject_case(), permit(gush=None)) is UNSURE
    assert properties(CaseEvidence((document_of(permit(helka=None)),))) == ()


@pytest.mark.parametrize("gush", ["07245", "7245"])
def test_a_number_with_leading_zeros_when_compared_then_the_same(gush: str) -> None:
    assert of(subject_case(), planning(gush=gush, helka="0113")) is SUBJECT


READINGS = st.sampled_from(
    [extract(), extract(tat_helka="22"), extract(extract_date="2020-01-01", unit_area="97"),
     extract(gush="9905", helka="88"), order(), order(helka="114"), permit(),
     permit(helka="113", additional_parcels=["114"], number="1"), permit(gush=None), planning()]
)  # fmt: skip
CASES = st.sampled_from([case_of(), subject_case(), subject_case(unit__building="2")])


@given(CASES, st.lists(READINGS, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_papers_when_it_changes_then_nothing_else_does(
    case: Case, readings: list[Reading], chance: st.DrawFn
) -> None:
    papers = [document_of(each, name=f"{n}.pdf") for n, each in enumerate(readings)]
    mixed = list(papers)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a Random
    one, other = CaseEvidence(tuple(papers)), CaseEvidence(tuple(mixed))
    assert belonging(case, one) == belonging(case, other)
    assert properties(one) == properties(other)
    assert proposals(case, one) == proposals(case, other)
    taken = [
        accepting(case, [each for each in proposals(case, evidence) if each.is_clean],
                  by="a@b.example", at="2026-11-02T10:00:00+00:00")
        for evidence in (one, other)
    ]  # fmt: skip
    assert taken[0] == taken[1]
