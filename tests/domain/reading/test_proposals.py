"""What papers propose: shown with what stands, clean only beyond doubt, never over a person's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Origin, Provenance, State, Value
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.belonging import Belongs
from shamay_desktop.domain.reading.paper_reading import Doubt, Reading
from shamay_desktop.domain.reading.proposals import (
    Hindrance,
    Proposal,
    Standing,
    proposals,
)
from tests.readings import (
    case_of,
    document_of,
    extract,
    order,
    papers_of_one_property,
    papers_of_three_properties,
    permit,
    planning,
    reading_of_data,
    subject_case,
)

BY, AT = "dana@example.org", "2026-11-02T10:00:00.000+00:00"


def made(case: Case, *papers: Document) -> dict[str, Proposal]:
    """The first proposal of each path."""
    found: dict[str, Proposal] = {}
    for proposal in proposals(case, CaseEvidence(papers)):
        found.setdefault(proposal.path, proposal)
    return found


def of(case: Case, *readings: Reading) -> dict[str, Proposal]:
    """The same of papers of one reading each."""
    return made(case, *(document_of(each, name=f"{n}.pdf") for n, each in enumerate(readings)))


def taking(case: Case, chosen: list[Proposal], *, confirmed: bool = True) -> Case:
    """The case after the chosen proposals."""
    return after(case, accepting(case, chosen, by=BY, at=AT, confirmed=confirmed))


def columns(found: dict[str, Proposal], list_id: str) -> list[tuple[str, str]]:
    """Column and content of a list's proposals."""
    return [
        (path.split("/")[2], str(each.value.content))
        for path, each in found.items()
        if each.list_id == list_id
    ]


# -- what stands ---------------------------------------------------------------------------


def test_a_field_when_nothing_stands_the_same_or_another_then_said_so() -> None:
    case = subject_case(unit__registered_area="97.60", rights__office="נתניה")
    found = of(case, extract())
    assert found["unit.registered_area"].standing is Standing.SAME
    assert found["rights.office"].standing is Standing.DIFFERS
    assert found["rights.extract_number"].standing is Standing.ABSENT
    assert [found[path].is_clean for path in (
        "unit.registered_area", "rights.office", "rights.extract_number")] == [
        False, False, True]  # fmt: skip


def test_a_field_when_a_person_left_it_empty_then_a_paper_may_fill_it() -> None:
    assert of(subject_case(rights__office={"state": "empty"}), extract())["rights.office"].is_clean


def test_a_field_when_a_person_said_none_then_the_paper_differs() -> None:
    case = subject_case(rights__owners={"state": "none"}, order__unit={"state": "none"})
    found = of(case, extract(), order())
    owners = [each for each in found.values() if each.list_id == "rights.owners"]
    assert owners
    assert {each.standing for each in owners} == {Standing.DIFFERS}
    assert found["order.unit/area"].standing is Standing.DIFFERS


def test_none_of_a_list_when_rows_stand_then_it_differs_and_taking_it_removes_none() -> None:
    case = subject_case(rights__leases=[{"id": "r1", "name": "אלמוג"}])
    none = of(case, extract())["rights.leases"]
    assert none.standing is Standing.DIFFERS
    assert taking(case, [none]) == case
    assert taking(subject_case(), [none]).state("rights.leases") is State.NONE


def test_texts_when_they_differ_in_blanks_and_quotes_alone_then_the_same() -> None:
    case = subject_case(rights__office="חדרה", address__city="כפר־הדוגמה")
    assert of(case, extract())["address.city"].standing is Standing.SAME


# -- rows ----------------------------------------------------------------------------------


def test_a_row_when_its_number_stands_then_it_is_that_row_whatever_its_place() -> None:
    case = subject_case(
        rights__owners=[{"id": "b", "id_number": "000000026", "name": "אלמוג נתן"},
                        {"id": "a", "id_number": "000000018", "share": "1/3"}]
    )  # fmt: skip
    found = of(case, extract())
    assert found["rights.owners/a/share"].standing is Standing.DIFFERS
    assert found["rights.owners/b/share"].standing is Standing.ABSENT
    assert found["rights.owners/b/name"].standing is Standing.SAME
    assert {path.split("/")[1] for path in found if path.startswith("rights.owners/")} == {
        "a", "b"
    }  # fmt: skip
    taken = taking(case, [each for each in found.values() if each.is_clean])
    assert [row.id for row in taken.rows("rights.owners")] == ["b", "a"]
    assert taken.text("rights.owners/a/share") == "1/3"
    assert taken.text("rights.owners/b/share") == "1/2"


def test_two_rows_of_one_person_when_told_apart_by_deeds_then_each_finds_its_own() -> None:
    twice = [{"name": "א", "id_number": "18", "share": "1/4", "deed": "2/2015/1"},
             {"name": "א", "id_number": "18", "share": "1/2", "deed": "1/2015/1"}]  # fmt: skip
    case = subject_case(rights__owners=[
        {"id": "x", "id_number": "18", "deed": "1/2015/1"},
        {"id": "y", "id_number": "18", "deed": "2/2015/1"},
    ])  # fmt: skip
    found = of(case, extract(owners=twice))
    assert found["rights.owners/x/share"].value.content == "1/2"
    assert found["rights.owners/y/share"].value.content == "1/4"


def test_rows_that_only_the_case_has_when_a_paper_lists_others_then_they_stay() -> None:
    case = subject_case(rights__owners=[{"id": "old", "name": "בעלים קודמים", "id_number": "1"}])
    found = of(case, extract())
    new = [each for each in found.values() if each.list_id == "rights.owners"]
    assert {each.hindrance for each in new} == {Hindrance.ROWS_DIFFER}
    assert not any(each.is_clean for each in new)
    taken = taking(case, new)
    assert [row.content("name") for row in taken.rows("rights.owners")] == [
        "בעלים קודמים", "אלמוג רבקה", "אלמוג נתן"
    ]  # fmt: skip


def test_a_row_of_nothing_that_identifies_when_it_is_read_again_then_it_has_the_same_id() -> None:
    bare = extract(owners=[{"share": "1/2"}, {"share": "1/2"}])
    first, again = of(subject_case(), bare), of(subject_case(), bare)
    rows = {path.split("/")[1] for path in first if path.startswith("rights.owners")}
    assert len(rows) == 2
    assert first.keys() == again.keys()


def test_a_new_row_when_taken_bit_by_bit_then_it_is_one_row() -> None:
    case, evidence = subject_case(), CaseEvidence((document_of(extract()),))
    while True:
        owners = [each for each in proposals(case, evidence) if each.list_id == "rights.owners"]
        left = [each for each in owners if each.standing is Standing.ABSENT]
        if not left:
            break
        case = taking(case, left[-1:])
    assert [row.content("share") for row in case.rows("rights.owners")] == ["1/2", "1/2"]


def test_the_same_row_when_two_papers_have_it_then_it_is_added_once() -> None:
    again = extract(extract_number="9", extract_date="2026-10-17", registration_office=None)
    case = subject_case()
    chosen = proposals(
        case, CaseEvidence((document_of(extract(), name="1"), document_of(again, name="2")))
    )
    assert len(taking(case, list(chosen)).rows("rights.owners")) == 2


def test_plans_when_the_case_has_others_then_new_ones_are_still_clean() -> None:
    case = subject_case(planning__plans=[{"id": "p", "number": "תמא/38"}])
    new = [each for each in of(case, planning()).values() if each.list_id == "planning.plans"]
    assert new
    assert all(each.is_clean for each in new)


# -- what is clean -------------------------------------------------------------------------


def test_a_doubtful_value_when_read_then_shown_and_not_clean_until_a_person_takes_it() -> None:
    doubtful = reading_of_data(
        DocType.TABU, {"gush": "7245", "helka": "113", "tat_helka": "21", "unit_area": "97.6"},
        doubts={"unit_area": Doubt.NUMBER_FROM_SCAN},
    )  # fmt: skip
    area = of(subject_case(), doubtful)["unit.registered_area"]
    assert (area.doubt, area.is_clean) == (Doubt.NUMBER_FROM_SCAN, False)
    taken = taking(subject_case(), [area]).value("unit.registered_area")
    assert taken is not None
    assert taken.provenance is not None
    assert taken.provenance.confirmed_by == BY


def test_cells_of_a_row_when_what_identifies_it_is_doubtful_then_none_is_clean() -> None:
    data = {"gush": "7245", "helka": "113",
            "units": [{"number": "21", "area": "97.6", "floor": "רביעית"}]}  # fmt: skip
    doubtful = reading_of_data(DocType.CONDO, data,
                               doubts={"units[0].number": Doubt.NUMBER_FROM_SCAN})  # fmt: skip
    cells = [each for each in of(subject_case(), doubtful).values() if each.list_id]
    assert {each.path.split("/")[2]: each.hindrance for each in cells} == {
        "number": None, "area": Hindrance.ROW_UNSURE, "floor": Hindrance.ROW_UNSURE,
    }  # fmt: skip
    assert not any(each.is_clean for each in cells)


def test_papers_of_other_properties_when_proposed_then_none_is_clean_and_none_is_merged() -> None:
    case = subject_case(licensing__permits=[{"id": "p", "number": "20110140"}])
    found = proposals(case, CaseEvidence(papers_of_three_properties()))
    foreign = [each for each in found if each.document.file_name != "נסח.pdf"]
    assert {each.belongs for each in foreign} == {Belongs.OTHER}
    assert not any(each.is_clean for each in foreign)
    assert not any(each.path.startswith("licensing.permits/p/") for each in foreign)
    assert found.index(foreign[0]) == len(found) - len(foreign)


def test_papers_of_three_properties_when_the_case_names_none_then_nothing_is_clean() -> None:
    found = proposals(case_of(), CaseEvidence(papers_of_three_properties()))
    assert found
    assert not any(each.is_clean for each in found)


def test_two_papers_when_they_say_otherwise_then_neither_is_clean_but_by_doubt() -> None:
    other = order(buildings=[{"building": "1", "floors": "6", "units": "2",
                              "address": "האלון 12, כפר הדוגמה"}])  # fmt: skip
    case = subject_case()
    papers = CaseEvidence((document_of(extract(), name="1"), document_of(other, name="2")))
    streets = [each for each in proposals(case, papers) if each.path == "address.street"]
    assert [each.value.content for each in streets] == ["האלה", "האלון"]
    assert {each.hindrance for each in streets} == {Hindrance.OTHER_PAPER}
    unsure = replace(other, found=tuple(
        replace(each, doubt=Doubt.UNSURE_WORDS) if each.path.endswith("address") else each
        for each in other.found
    ))  # fmt: skip
    papers = CaseEvidence((document_of(extract(), name="1"), document_of(unsure, name="2")))
    streets = [each for each in proposals(case, papers) if each.path == "address.street"]
    assert [each.is_clean for each in streets] == [True, False]


def test_an_older_extract_when_a_newer_one_is_there_then_nothing_of_it_is_clean() -> None:
    older = extract(extract_date="2020-01-01", unit_area="97", extract_number="1")
    found = proposals(
        subject_case(),
        CaseEvidence((document_of(older, name="a"), document_of(extract(), name="b"))),
    )
    assert {each.hindrance for each in found if each.document.file_name == "a"} == {Hindrance.OLDER}
    newer = [each for each in found if each.document.file_name == "b"]
    assert all(each.is_clean for each in newer if each.standing is Standing.ABSENT)
    assert found[0].document.file_name == "b"


def test_permits_when_there_are_several_then_the_subjects_house_comes_first() -> None:
    case = subject_case(parcel__former=[{"id": "f", "gush": "7245", "helka": "12"}],
                        parcel__plot="7", unit__building="1")  # fmt: skip
    near = permit(number="1", issue_date="1990-01-01", helka="113")
    plain = permit(number="2", issue_date="2015-01-01", plot=None, building_number=None)
    beside = permit(number="3", building_number="2")
    papers = [document_of(each, name=str(n)) for n, each in enumerate((beside, plain, near))]
    found = proposals(case, CaseEvidence(tuple(papers)))
    numbers = [each for each in found if each.path.startswith("licensing.permits/")
               and each.path.endswith("/number")]  # fmt: skip
    assert [each.value.content for each in numbers] == ["1", "2", "3"]
    assert [each.is_clean for each in numbers] == [True, True, False]
    assert len(taking(case, numbers).rows("licensing.permits")) == 3


# -- taking --------------------------------------------------------------------------------


def test_clean_values_when_taken_unlooked_then_nobody_confirmed_them() -> None:
    case, evidence = case_of(), CaseEvidence(papers_of_one_property())
    clean = [each for each in proposals(case, evidence) if each.is_clean]
    taken = taking(case, clean, confirmed=False)
    value = taken.value("rights.extract_number")
    assert value is not None
    assert value.provenance == replace(
        clean[1].value.provenance or Provenance(Origin.TYPED), by=BY, at=AT
    )
    assert value.provenance.confirmed_by is None
    assert all(each.standing is Standing.SAME for each in proposals(taken, evidence))
    assert accepting(taken, proposals(taken, evidence), by=BY, at=AT, confirmed=False) == ()


def test_values_that_stand_when_a_person_confirms_them_then_once() -> None:
    case, evidence = case_of(), CaseEvidence(papers_of_one_property())
    taken = taking(case, list(proposals(case, evidence)), confirmed=False)
    looked = taking(taken, list(proposals(taken, evidence)))
    value = looked.value("rights.owners/" + looked.rows("rights.owners")[0].id + "/share")
    assert value is not None
    assert value.provenance is not None
    assert value.provenance.confirmed_by == BY
    assert accepting(looked, proposals(looked, evidence), by=BY, at="later") == ()


def test_a_typed_value_when_papers_say_otherwise_then_only_choosing_it_replaces_it() -> None:
    case = subject_case(unit__registered_area="100")
    found = of(case, extract())
    clean = taking(case, [each for each in found.values() if each.is_clean])
    assert clean.text("unit.registered_area") == "100"
    chosen = taking(case, [found["unit.registered_area"]])
    assert chosen.text("unit.registered_area") == "97.6"


def test_two_values_for_one_place_when_both_are_chosen_then_the_first_is_taken() -> None:
    case = subject_case()
    papers = CaseEvidence((document_of(extract(), name="1"),
                           document_of(extract(extract_date="2020-01-01", unit_area="90"),
                                       name="2")))  # fmt: skip
    areas = [each for each in proposals(case, papers) if each.path == "unit.registered_area"]
    assert taking(case, areas).text("unit.registered_area") == "97.6"


@pytest.mark.parametrize("missing", ["owners", "unit_area", "mortgages", "gush"])
def test_a_new_reading_when_it_lacks_what_stands_then_it_takes_nothing_away(missing: str) -> None:
    case, first = case_of(), CaseEvidence((document_of(extract()),))
    taken = taking(case, list(proposals(case, first)))
    again = CaseEvidence((document_of(extract(**{missing: None})),))
    assert taking(taken, list(proposals(taken, again))).values.keys() == taken.values.keys()
    assert all(each.value != Value(State.EMPTY) for each in proposals(taken, again))


KEYS = st.sampled_from(sorted({found.path.partition("[")[0] for found in extract().found}))


@given(st.lists(KEYS, max_size=6), st.lists(KEYS, max_size=6), st.booleans())
def test_papers_when_read_and_taken_twice_then_the_second_time_changes_nothing(
    lost: list[str],
    typed: list[str],
    confirmed: bool,
) -> None:
    evidence = CaseEvidence((document_of(extract(**dict.fromkeys(lost))), document_of(order())))
    some = subject_case(**({"rights__office": "אחר"} if "gush" in typed else {}))
    clean = [each for each in proposals(some, evidence) if each.is_clean]
    once = taking(some, clean, confirmed=confirmed)
    left = [each for each in proposals(once, evidence) if each.is_clean]
    assert left == []
    assert set(some.values) <= set(once.values)


def test_proposals_when_asked_again_for_the_same_case_then_made_once() -> None:
    case, evidence = subject_case(), CaseEvidence(papers_of_one_property())
    assert proposals(case, evidence) is proposals(case, evidence)
    assert proposals(replace(case), evidence) == proposals(case, evidence)


def _with_doubts(reading: Reading, *paths: str) -> Reading:
    found = (
        replace(each, doubt=Doubt.NUMBER_FROM_SCAN) if each.path in paths else each
        for each in reading.found
    )
    return replace(reading, found=tuple(found))


def test_the_units_row_of_an_order_when_its_number_is_doubtful_then_nothing_of_it_is_clean() -> (
    None
):
    units = [{"number": "21", "area": "97.6", "attachments": [{"mark": "כא", "area": "12.4"}]}]
    data = {"gush": "7245", "helka": "113", "units": units}
    read = reading_of_data(DocType.CONDO, data)
    sure, unsure = (
        of(subject_case(), each) for each in (read, _with_doubts(read, "units[0].number"))
    )
    own = [path for path in sure if path.startswith(("order.unit/", "order.attachments/"))]
    assert len(own) == 4
    assert all(sure[path].is_clean for path in own)
    assert not any(unsure[path].is_clean for path in own)


def test_the_unit_of_an_order_when_only_a_doubtful_extract_names_it_then_no_row_is_chosen() -> None:
    case = case_of(parcel__gush="7245", parcel__helka="113")
    units = [{"number": "21", "area": "97.6"}, {"number": "27", "area": "61"}]
    house = reading_of_data(DocType.CONDO, {"gush": "7245", "helka": "113", "units": units})
    assert "order.unit/area" in of(case, extract(), house)
    assert "order.unit/area" not in of(case, _with_doubts(extract(), "tat_helka"), house)


@pytest.mark.parametrize("day", [None, "2099-01-01"])
def test_an_extract_when_its_day_is_not_known_for_sure_then_it_is_neither_older_nor_newer(
    day: str | None,
) -> None:
    unsure = _with_doubts(extract(extract_date=day, parcel_area="4319"), "extract_date")
    papers = (document_of(unsure, name="a"), document_of(extract(), name="b"))
    found = proposals(subject_case(), CaseEvidence(papers))
    areas = {each.value.content: each for each in found if each.path == "parcel.area"}
    assert {content: each.hindrance for content, each in areas.items()} == {
        "4318": Hindrance.OTHER_PAPER, "4319": Hindrance.OTHER_PAPER,
    }  # fmt: skip
