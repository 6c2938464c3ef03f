"""Sources that disagree: what is found, how gravely, what is proposed, and when it is settled."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading import sameness
from shamay_desktop.domain.reading.contradictions import (
    Contradiction,
    _all_agree,
    contradictions,
)
from shamay_desktop.domain.reading.decisions import deciding
from shamay_desktop.domain.reading.facts_of_papers import FIELDS_OF
from shamay_desktop.domain.reading.paper_reading import Doubt
from shamay_desktop.domain.reading.subjects import LISTS, SUBJECTS
from shamay_desktop.domain.severity import Severity
from tests.readings import (
    EXTRACT,
    ORDER,
    PERMIT,
    document_of,
    extract,
    order,
    papers_of_one_property,
    permit,
    planning,
    reading_of_data,
    subject_case,
)

WHOLE = {"total_units": "48"}
OWNERS = [
    {"id": "a", "name": "אלמוג רבקה", "id_kind": "ID", "id_number": "000000018", "share": "1/2"},
    {"id": "b", "name": "אלמוג נתן", "id_kind": "ID", "id_number": "000000026", "share": "1/2"},
]


def found(case: Case, *papers: Document) -> dict[str, Contradiction]:
    return {each.subject: each for each in contradictions(case, CaseEvidence(tuple(papers)))}


def tabu(name: str = "נסח.pdf", **changes: object) -> Document:
    return document_of(extract(**changes), name=name)


def condo(**changes: object) -> Document:
    return document_of(order(**{**WHOLE, **changes}), name="צו.pdf")


def units(**changes: object) -> list[object]:
    """The order's units with the subject's row changed."""
    rows = ORDER["units"]
    assert isinstance(rows, list)
    return [{**row, **changes} if row["number"] == "21" else row for row in rows]


def test_papers_when_of_one_property_and_one_mind_then_nothing_contradicts() -> None:
    first, _, *rest = papers_of_one_property()
    assert found(subject_case(), first, condo(), *rest) == {}


def test_the_plot_when_planning_information_is_of_another_one_then_a_warning_says_so() -> None:
    paper = document_of(planning(plot="8"), name="מידע.pdf")
    each = found(subject_case(parcel__plot="7"), tabu(), paper)["parcel.plot"]
    assert each.severity is Severity.WARN
    assert [claim.value.content for claim in each.claims] == ["7", "8"]
    assert "parcel.plot" not in found(subject_case(parcel__plot="8"), tabu(), paper)


def test_papers_when_none_was_read_then_nothing_contradicts() -> None:
    assert found(subject_case(unit__registered_area="3"), document_of(name="x.pdf")) == {}


@pytest.mark.parametrize(
    ("subject", "papers"),
    [
        ("unit.registered_area", {"units": units(area="98.6")}),
        ("unit.registered_floor", {"units": units(floor="חמישית")}),
        ("unit.building", {"units": units(building="2")}),
        ("rights.common_property_share", {"units": units(share="98/6128")}),
        ("parcel.area", {"parcel_area": "4381"}),
        ("parcel.sub_parcels", {"total_units": "46"}),
        ("rights.attachments", {"units": units(attachments=[
            {"description": "חניה", "mark": "כב", "colour": "ירוק", "area": "12.4"}])}),
        ("rights.attachments", {"units": units(attachments=[
            {"description": "חניה", "mark": "כא", "colour": "ירוק", "area": "13.4"}])}),
        ("rights.additional_areas", {"units": units(other_areas=[
            {"kind": "מרפסת פתוחה", "area": "8.5"}])}),
    ],
)  # fmt: skip
def test_extract_and_order_when_they_disagree_then_a_warning_names_the_fact(
    subject: str, papers: dict[str, object]
) -> None:
    each = found(subject_case(), tabu(), condo(**papers))[subject]
    assert (each.severity, each.settled) == (Severity.WARN, False)
    assert [claim.document.file_name for claim in each.claims if claim.document] == [
        "נסח.pdf", "צו.pdf",
    ]  # fmt: skip
    assert each.proposed is not None
    assert each.proposed.document is not None
    assert each.proposed.document.file_name == "נסח.pdf"


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({"unit__registered_area": "79.6"}, "unit.registered_area"),
        ({"unit__registered_floor": "3"}, "unit.registered_floor"),
        ({"unit__floor": "3"}, "unit.floor"),
        ({"unit__building": "2"}, "unit.building"),
        ({"rights__common_property_share": "97/6182"}, "rights.common_property_share"),
        ({"rights__extract_number": "51442"}, "rights.extract_number"),
        ({"rights__extract_date": "2026-10-07"}, "rights.extract_date"),
        ({"rights__by_laws": "statutory"}, "rights.by_laws"),
        ({"parcel__area": "4381"}, "parcel.area"),
        ({"parcel__buildings": "3"}, "parcel.buildings"),
        ({"address__street": "הדקל"}, "address.street"),
        ({"address__street": "האלה", "address__house_number": "21"}, "address.house_number"),
    ],
)
def test_typed_value_when_the_extract_says_otherwise_then_both_stand_side_by_side(
    fields: dict[str, object], subject: str
) -> None:
    each = found(subject_case(**fields), tabu())[subject]
    typed, read = each.claims[:2]
    assert typed.document is None
    assert typed.place == subject
    assert read.document is not None
    assert read.found is not None
    assert read.value.provenance is not None
    assert read.value.provenance.box == read.found.box


@pytest.mark.parametrize(
    "fields",
    [
        {"unit__registered_area": "97.60"},
        {"unit__registered_floor": "4", "unit__floor": "קומה 4"},
        {"rights__common_property_share": "97/6128"},
        {"rights__office": "לשכת רישום המקרקעין חדרה"},
        {"unit__building": "א'"},
        {"unit__building": "I"},
        {"address__street": "רח' אלה", "address__house_number": "14"},
        {"address__street": "רחוב האלה", "address__house_number": "12"},
        {"rights__owners": OWNERS},
        {"rights__attachments": [{"id": "x", "mark": "כ״א", "area": "12.40"}]},
    ],
)
def test_typed_value_when_it_says_the_same_in_another_way_then_nothing_contradicts(
    fields: dict[str, object],
) -> None:
    assert found(subject_case(**fields), tabu()) == {}


def test_description_when_papers_word_it_otherwise_then_it_is_a_note() -> None:
    each = found(subject_case(), tabu(), condo(units=units(description="מחסן")))
    assert each["unit.registered_description"].severity is Severity.NOTE


def test_counts_when_they_differ_by_exactly_one_then_it_is_a_note() -> None:
    each = found(subject_case(), tabu(), condo(total_units="47"))["parcel.sub_parcels"]
    assert each.severity is Severity.NOTE


@pytest.mark.parametrize("wrong", [{"parcel__helka": "131"}, {"parcel__gush": "7254"},
                                   {"parcel__tat_helka": "12"}])  # fmt: skip
def test_identity_when_the_papers_agree_on_another_then_it_blocks(
    wrong: dict[str, object],
) -> None:
    (path,) = (name.replace("__", ".") for name in wrong)
    each = found(subject_case(**wrong), tabu(), document_of(order(**WHOLE), name="צו.pdf"))[path]
    assert each.severity is Severity.BLOCK


def test_paper_when_of_another_property_then_it_makes_no_claim() -> None:
    other = document_of(extract(helka="999", former_parcels=None, unit_area="55"), name="b.pdf")
    assert found(subject_case(unit__registered_area="97.6"), tabu(), other) == {}


def test_encumbrance_when_dropped_by_hand_then_it_blocks_and_is_named() -> None:
    case = subject_case(rights__mortgages={"state": "none"}, rights__notes={"state": "none"})
    each = found(case, tabu())
    assert each["rights.mortgages"].severity is Severity.BLOCK
    assert each["rights.mortgages"].lacking == ("בנק הדוגמה בעמ",)
    assert each["rights.notes"].lacking == ("הערת אזהרה סעיף 126",)


def test_encumbrance_when_the_extract_has_none_and_one_was_typed_then_a_warning() -> None:
    case = subject_case(rights__leases=[{"id": "l", "name": "פלוני", "share": "1/1"}])
    each = found(case, tabu())["rights.leases"]
    assert (each.severity, each.lacking) == (Severity.WARN, ())


def test_note_when_repeated_in_the_extract_and_told_once_then_nothing_is_lacking() -> None:
    note = {"act": "תקנה 27", "beneficiary": "הועדה המקומית"}
    case = subject_case(rights__notes=[{"id": "n", **note}])
    assert found(case, tabu(notes=[{**note, "deed": "1"}, {**note, "deed": "2"}])) == {}


def test_owner_when_missing_from_the_case_then_it_blocks_without_a_number() -> None:
    each = found(subject_case(rights__owners=OWNERS[:1]), tabu())["rights.owners"]
    assert each.severity is Severity.BLOCK
    assert each.lacking == ("אלמוג נתן",)


def test_extracts_when_the_case_follows_the_newest_then_an_older_one_is_a_note() -> None:
    older = tabu("ישן.pdf", extract_date="2020-01-01", extract_number="1", unit_area="90")
    each = found(subject_case(unit__registered_area="97.6"), older, tabu())
    assert set(each) == {"unit.registered_area"}
    assert each["unit.registered_area"].severity is Severity.NOTE


def test_extracts_when_the_case_follows_the_older_then_the_newest_is_proposed() -> None:
    older = tabu("ישן.pdf", extract_date="2020-01-01", extract_number="1", unit_area="90")
    each = found(subject_case(unit__registered_area="90"), older, tabu())["unit.registered_area"]
    assert each.severity is Severity.WARN
    assert each.proposed is not None
    assert each.proposed.value.content == "97.6"


def test_number_from_a_scan_when_it_alone_differs_then_it_is_proposed_last() -> None:
    doubt = {"units[1].area": Doubt.NUMBER_FROM_SCAN}
    data = {**ORDER, **WHOLE, "units": units(area="91.6")}
    scan = document_of(reading_of_data(DocType.CONDO, data, doubts=doubt), name="צו.pdf")
    each = found(subject_case(), tabu(), scan)["unit.registered_area"]
    assert each.proposed is not None
    assert not each.proposed.is_doubtful


def test_identity_when_only_a_doubtful_number_differs_then_it_does_not_block() -> None:
    doubts = {"helka": Doubt.NUMBER_FROM_SCAN}
    scan = document_of(reading_of_data(DocType.TABU, EXTRACT, doubts=doubts), name="סריקה.pdf")
    each = found(subject_case(parcel__helka="118"), scan)["parcel.helka"]
    assert each.severity is Severity.WARN


def test_permit_when_its_date_was_typed_otherwise_then_the_row_is_named() -> None:
    case = subject_case(
        licensing__permits=[{"id": "p", "number": "20110140", "date": "2011-01-18"}]
    )
    each = found(case, tabu(), document_of(permit(), name="היתר.pdf"))
    assert set(each) == {"licensing.permits/p/date"}


def test_permit_when_its_number_was_typed_wrongly_then_it_is_found_by_its_request() -> None:
    rows = [{"id": "p", "number": "20110104", "request_number": "20080204"}]
    case = subject_case(licensing__permits=rows)
    assert set(found(case, tabu(), document_of(permit(), name="היתר.pdf"))) == {
        "licensing.permits/p/number"
    }


def test_permits_when_they_are_two_then_each_stays_its_own() -> None:
    rows = [{"id": "p", "number": "20110140", "date": "2011-01-08"},
            {"id": "q", "number": "20150001", "date": "2015-03-03"}]  # fmt: skip
    case = subject_case(licensing__permits=rows)
    second = permit(number="20150001", issue_date="2015-03-03", request_number="9")
    papers = [document_of(permit(), name="1.pdf"), document_of(second, name="2.pdf")]
    assert found(case, tabu(), *papers) == {}


def test_plan_when_its_status_differs_then_the_row_is_named() -> None:
    rows = [{"id": "n", "number": "353-0123456", "status": "in_force"}]
    case = subject_case(planning__plans=rows)
    each = found(case, tabu(), document_of(planning(), name="מידע.pdf"))
    assert set(each) == {"planning.plans/n/status"}


def test_street_when_spelled_another_way_then_it_is_a_note() -> None:
    paper = tabu(addresses=[{"building": "1", "address": "ז'בוטינסקי 12, כפר הדוגמה"}])
    case = subject_case(address__street="זבוטינסקי", address__house_number="12")
    assert found(case, paper) == {}
    alike = subject_case(address__street="ז'בוטינסקיי", address__house_number="12")
    assert found(alike, paper) == {}
    other = subject_case(address__street="ז'בוטנסקי", address__house_number="12")
    assert found(other, paper)["address.street"].severity is Severity.NOTE


# -- settling --------------------------------------------------------------------------------


def settle(case: Case, each: Contradiction, taken: Value) -> Case:
    values = [claim.value for claim in each.claims]
    by, day = Value.of("dana@example.org"), Value.of("2026-11-21")
    return after(case, deciding(case, each.subject, taken, values, by=by, day=day))


def test_contradiction_when_a_person_decided_then_it_is_settled_until_somebody_says_more() -> None:
    case = subject_case(unit__registered_area="98.6")
    (each,) = found(case, tabu()).values()
    decided = settle(case, each, each.claims[0].value)
    assert found(decided, tabu())["unit.registered_area"].settled
    third = condo(units=units(area="99"))
    assert not found(decided, tabu(), third)["unit.registered_area"].settled


def test_contradiction_when_what_was_taken_is_edited_away_then_it_is_open_again() -> None:
    case = subject_case(unit__registered_area="98.6")
    (each,) = found(case, tabu()).values()
    decided = settle(case, each, each.claims[0].value)
    changed = decided.with_value("unit.registered_area", Value.of("50"))
    assert not found(changed, tabu())["unit.registered_area"].settled


def test_list_when_a_person_decided_for_the_case_then_it_is_settled() -> None:
    case = subject_case(rights__owners=OWNERS[:1])
    (each,) = found(case, tabu()).values()
    decided = settle(case, each, each.claims[0].value)
    assert found(decided, tabu())["rights.owners"].settled


# -- the tables ------------------------------------------------------------------------------


def test_subjects_when_an_extract_states_them_then_it_is_where_its_values_are_taken_to() -> None:
    taken = FIELDS_OF[DocType.TABU]
    for subject in SUBJECTS:
        if subject.tabu and subject.path != "unit.floor":
            assert taken[subject.tabu] == subject.path


def test_subjects_when_listed_then_each_stands_once() -> None:
    paths = [subject.path for subject in SUBJECTS] + [subject.path for subject in LISTS]
    assert len(paths) == len(set(paths))


def test_answer_when_the_evidence_is_another_then_is_made_anew() -> None:
    case = subject_case(unit__registered_area="98.6")
    assert set(found(case, tabu())) == {"unit.registered_area"}
    assert found(case, tabu(unit_area="98.6")) == {}
    assert found(case) == {}
    turned = replace(tabu(), rotation=90)
    assert set(found(case, turned)) == {"unit.registered_area"}


def test_permit_when_it_has_the_parcels_former_number_then_the_identity_stands() -> None:
    assert PERMIT["helka"] == "12"
    assert found(subject_case(), tabu(), document_of(permit(), name="היתר.pdf")) == {}


def test_flats_when_the_order_counts_shops_too_then_they_are_not_held_against_each_other() -> None:
    shop = [{**row, "description": "חנות"} if row["number"] == "20" else row
            for row in units() if isinstance(row, dict)]  # fmt: skip
    paper = condo(units=shop)
    assert "building.units" not in found(subject_case(building__units="1"), paper)
    each = found(subject_case(building__units="2"), paper)["building.units"]
    assert [claim.value.content for claim in each.claims] == ["2", "1"]


def test_halves_of_a_joint_block_when_each_is_another_then_they_disagree() -> None:
    case = subject_case(parcel__gush="7245-7246")
    assert "parcel.gush" not in found(case, tabu(gush="7245"), condo(gush="7245-7246"))
    meanings: list[object] = [sameness.blocks(each) for each in ("7245-7246", "7245", "7246")]
    assert not _all_agree(meanings)
    assert _all_agree(meanings[:2])


# -- all the rest ----------------------------------------------------------------------------


def test_permits_areas_when_typed_otherwise_then_each_number_is_named() -> None:
    paper = document_of(
        permit(total_area="120.5", areas=[{"kind": "main", "floor": "1", "area": "97"}]),
        name="היתר.pdf",
    )
    number = permit().content("number")
    case = subject_case(
        licensing__permits=[{"id": "p", "number": number, "total_area": "102.5"}],
        licensing__areas=[
            {"id": "a", "permit": number, "kind": "main", "floor": "1", "area": "79"}
        ],
    )
    each = found(case, tabu(), paper)
    for path, here, there in (
        ("licensing.permits/p/total_area", "102.5", "120.5"),
        ("licensing.areas/a/area", "79", "97"),
    ):
        assert [claim.value.content for claim in each[path].claims] == [here, there]
        assert each[path].severity is Severity.WARN
        assert each[path].proposed is not None


def test_a_number_of_an_order_when_typed_otherwise_then_it_is_named_and_can_be_decided() -> None:
    other = subject_case(order__date="2010-01-01")
    dated = found(other, tabu(), condo(date="2011-01-01"))["order.date"]
    assert [claim.value.content for claim in dated.claims] == ["2010-01-01", "2011-01-01"]
    assert dated.claims[1].found is not None
    decided = after(
        other, deciding(other, "order.date", dated.claims[0].value,
                        [claim.value for claim in dated.claims],
                        by=Value.of("d@example.org"), day=Value.of("2026-11-02")),
    )  # fmt: skip
    assert found(decided, tabu(), condo(date="2011-01-01"))["order.date"].settled


def test_words_when_a_person_tells_them_otherwise_then_nothing_contradicts() -> None:
    case = subject_case(order__building_description="בית בן שש קומות")
    paper = condo(building_description="בית מגורים, קומת קרקע וחמש קומות")
    assert found(case, tabu(), paper) == {}
