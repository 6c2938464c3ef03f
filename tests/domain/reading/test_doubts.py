"""What was read with a doubt keeps it: in a claim, in its rows, in what follows, in the case."""

import pytest

from shamay_desktop.domain.case import Case, State
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document
from shamay_desktop.domain.reading.accepting import accepting, is_waiting
from shamay_desktop.domain.reading.claim import Contradiction, DoubtfulCell
from shamay_desktop.domain.reading.contradictions import contradictions
from shamay_desktop.domain.reading.paper_reading import Doubt, Reading
from shamay_desktop.domain.reading.proposals import Proposal, Standing, proposals
from shamay_desktop.domain.reading.witnesses import Witness, witnesses
from shamay_desktop.domain.severity import Severity
from tests.readings import (
    EXTRACT,
    ORDER,
    PERMIT,
    TAT_HELKA,
    document_of,
    extract,
    reading_of_data,
    subject_case,
)

SCAN = Doubt.NUMBER_FROM_SCAN
BY, AT = "dana@example.com", "2026-11-02T10:00:00+00:00"
OTHERS = [{"id": "o1", "name": "אחר לגמרי", "id_number": "000000034", "share": "1/1"}]
SHARE = "rights.common_property_share"


def scanned(data: object, kind: DocType, **doubts: Doubt) -> Reading:
    """A reading some of whose values are doubtful: `units_1__area` is "units[1].area"."""
    assert isinstance(data, dict)
    return reading_of_data(kind, data, doubts={_path(name): each for name, each in doubts.items()})


def _path(name: str) -> str:
    head, *rest = name.split("__")
    key, _, number = head.rpartition("_")
    start = f"{key}[{number}]" if number.isdigit() else head
    return ".".join((start, *rest))


def tabu(**doubts: Doubt) -> Document:
    return document_of(scanned(dict(EXTRACT), DocType.TABU, **doubts), name="נסח.pdf")


def condo(changes: dict[str, object] | None = None, **doubts: Doubt) -> Document:
    data = {**ORDER, **(changes or {})}
    return document_of(scanned(data, DocType.CONDO, **doubts), name="צו.pdf")


def found(case: Case, *papers: Document) -> dict[str, Contradiction]:
    return {each.subject: each for each in contradictions(case, CaseEvidence(papers))}


def of_order(case: Case, *papers: Document) -> Witness:
    heard = witnesses(case, CaseEvidence(papers))
    return next(each for each in heard if each.kind is DocType.CONDO)


def offered(case: Case, *papers: Document) -> dict[str, Proposal]:
    return {each.path: each for each in proposals(case, CaseEvidence(papers))}


# -- lists -----------------------------------------------------------------------------------


def test_a_list_when_some_cells_are_doubtful_then_its_claim_names_them() -> None:
    paper = tabu(owners_1__share=SCAN, owners_0__id_number=Doubt.CHECK_DIGIT)
    each = found(subject_case(rights__owners=OTHERS), paper)["rights.owners"]
    own, read = each.claims
    assert not own.is_doubtful
    assert read.is_doubtful
    assert read.cells == (
        DoubtfulCell(1, "id_number", Doubt.CHECK_DIGIT), DoubtfulCell(2, "share", SCAN),
    )  # fmt: skip
    assert read.doubt is Doubt.CHECK_DIGIT


def test_a_list_when_it_was_read_without_doubt_then_its_claim_has_none() -> None:
    each = found(subject_case(rights__owners=OTHERS), tabu(unit_area=SCAN))["rights.owners"]
    assert [claim.is_doubtful for claim in each.claims] == [False, False]


def test_a_newer_extract_when_doubtful_then_an_older_clean_one_is_not_proposed_for_it() -> None:
    older = document_of(
        extract(extract_date="2020-01-01", extract_number="1", unit_area="90"), name="ישן.pdf"
    )
    each = found(subject_case(unit__registered_area="55"), tabu(unit_area=SCAN), older)
    proposed = each["unit.registered_area"].proposed
    assert proposed is not None
    assert proposed.value.content == "97.6"
    assert proposed.is_doubtful


# -- the subject's row of an order -------------------------------------------------------------


def test_the_orders_row_when_its_number_is_doubtful_then_all_that_it_says_is() -> None:
    case = subject_case(unit__registered_area="55", rights__attachments=[
        {"id": "a", "description": "חניה", "mark": "צ", "area": "9"}])  # fmt: skip
    each = found(case, condo(units_1__number=SCAN))
    (area,) = [claim for claim in each["unit.registered_area"].claims if claim.document]
    assert area.doubt is SCAN
    (attached,) = [claim for claim in each["rights.attachments"].claims if claim.document]
    assert {cell.doubt for cell in attached.cells} == {SCAN}
    assert len(attached.cells) == 4


def test_the_orders_row_when_its_number_is_sure_then_it_is_believed() -> None:
    each = found(subject_case(unit__registered_area="55"), condo(units_0__number=SCAN))
    assert not any(claim.is_doubtful for claim in each["unit.registered_area"].claims)


def test_a_sub_parcel_when_doubtful_in_the_extract_then_it_picks_no_row_of_the_order() -> None:
    case = subject_case(parcel__tat_helka=None)
    assert of_order(case, tabu(), condo()).unit == "units[1]."
    assert of_order(case, tabu(tat_helka=SCAN), condo()).unit == ""
    assert of_order(subject_case(), tabu(tat_helka=SCAN), condo()).unit == "units[1]."


@pytest.mark.parametrize("key", ["units", "buildings"])
def test_a_table_when_two_rows_have_the_number_then_neither_is_the_subjects(key: str) -> None:
    rows = ORDER[key]
    assert isinstance(rows, list)
    column = "number" if key == "units" else "building"
    same = [{**row, column: TAT_HELKA if key == "units" else "1"} for row in rows]
    heard = of_order(subject_case(), condo({key: same}))
    assert (heard.unit if key == "units" else heard.building) == ""


def test_a_building_when_its_mark_is_doubtful_then_its_floors_are_too() -> None:
    case = subject_case(building__floors="9")
    (read,) = found(case, condo(units_1__building=SCAN))["building.floors"].claims[1:]
    assert read.doubt is SCAN
    (read,) = found(case, condo(buildings_0__building=SCAN))["building.floors"].claims[1:]
    assert read.doubt is SCAN
    (read,) = found(case, condo(buildings_1__building=SCAN))["building.floors"].claims[1:]
    assert read.doubt is None


# -- what follows from a paper -----------------------------------------------------------------


def test_floors_and_flats_when_the_units_building_is_doubtful_then_they_are_not_clean() -> None:
    sure = offered(subject_case(), condo())
    assert sure["building.floors"].is_clean
    assert sure["building.units"].is_clean
    unsure = offered(subject_case(), condo(units_1__building=SCAN))
    for path in ("building.floors", "building.units", "address.street"):
        assert unsure[path].doubt is SCAN, path


def test_flats_when_a_description_is_doubtful_then_their_number_is() -> None:
    unsure = offered(subject_case(), condo(units_0__description=Doubt.UNSURE_WORDS))
    assert unsure["building.units"].doubt is Doubt.UNSURE_WORDS
    assert unsure["building.floors"].is_clean


def test_the_address_when_the_building_in_the_extract_is_doubtful_then_it_is_not_clean() -> None:
    case = subject_case(address__street=None, address__house_number=None)
    assert offered(case, tabu())["address.house_number"].is_clean
    assert offered(case, tabu(building=SCAN))["address.house_number"].doubt is SCAN
    assert offered(case, tabu(addresses_0__building=SCAN))["address.street"].doubt is SCAN


def test_a_concentrated_extract_when_the_units_number_is_doubtful_then_says_no_none() -> None:
    data = {
        "gush": "7245", "helka": "113",
        "units": [{"number": TAT_HELKA, "owners": [{"name": "אלמוג", "share": "1/1"}]}],
    }  # fmt: skip

    def said(**doubts: Doubt) -> dict[str, Proposal]:
        return offered(subject_case(), document_of(scanned(data, DocType.TABU, **doubts)))

    assert said()["rights.mortgages"].value.state is State.NONE
    assert "rights.mortgages" not in said(units_0__number=SCAN)


# -- what was taken ----------------------------------------------------------------------------


def test_a_doubtful_value_when_taken_without_a_look_then_waits_until_somebody_confirms() -> None:
    case, paper = subject_case(**{SHARE.replace(".", "__"): None}), tabu(common_property_share=SCAN)
    (chosen,) = [offered(case, paper)[SHARE]]
    taken = after(case, accepting(case, [chosen], by=BY, at=AT, unseen=frozenset((SHARE,))))
    waiting = offered(taken, paper)[SHARE]
    assert waiting.standing is Standing.SAME
    assert is_waiting(taken, waiting)
    confirmed = after(taken, accepting(taken, [waiting], by=BY, at=AT))
    assert not is_waiting(confirmed, offered(confirmed, paper)[SHARE])


def test_a_value_when_typed_as_the_doubtful_paper_says_then_it_does_not_wait() -> None:
    case = subject_case(rights__common_property_share="97/6128")
    assert not is_waiting(case, offered(case, tabu(common_property_share=SCAN))[SHARE])


# -- what cannot stand in its field --------------------------------------------------------------


def test_what_does_not_fit_its_field_when_read_then_nobody_can_take_it_for_the_field() -> None:
    read = extract(
        unit_area="97,6", common_property_share="97 / x",
        mortgages=[{"lender": "בנק", "amount": "לא קריא", "rank": "1"}],
    )  # fmt: skip
    case = subject_case(
        unit__registered_area="55", rights__common_property_share="1/3",
        rights__mortgages=[{"id": "m", "lender": "אחר", "rank": "1"}],
    )  # fmt: skip
    each = found(case, document_of(read, name="נסח.pdf"))
    assert not {"unit.registered_area", SHARE} & each.keys()
    (paper,) = [claim for claim in each["rights.mortgages"].claims if claim.document]
    assert isinstance(paper.value.content, tuple)
    (row,) = paper.value.content
    assert not isinstance(row, str)
    assert set(row.cells) == {"lender", "rank"}


def test_a_permit_when_its_number_is_doubtful_then_what_it_says_of_that_row_is() -> None:
    rows = [{"id": "p", "number": "20110140", "date": "2010-01-01"}]
    paper = document_of(scanned(dict(PERMIT), DocType.PERMIT, number=SCAN), name="היתר.pdf")
    each = found(subject_case(licensing__permits=rows), paper)["licensing.permits/p/date"]
    assert [claim.doubt for claim in each.claims] == [None, SCAN]


# -- one person in several rows ------------------------------------------------------------------


def owner(share: str, row: str = "o", number: str = "000000018") -> dict[str, object]:
    return {"id": row, "name": "אלמוג רבקה", "id_number": number, "share": share}


TWICE = [
    {"name": "אלמוג רבקה", "id_number": "000000018", "share": "1/4", "deed": "1/2001"},
    {"name": "אלמוג רבקה", "id_number": "000000018", "share": "1/4", "deed": "2/2002"},
    {"name": "אלמוג נתן", "id_number": "000000026", "share": "1/2", "deed": "2/2002"},
]


@pytest.mark.parametrize(
    ("owners", "differs"),
    [
        ([owner("1/4"), owner("1/4", "p")], False),
        ([owner("1/2")], False),
        ([owner("1/4")], True),
        ([owner("1/4"), owner("1/2", "p")], True),
    ],
)
def test_an_owner_of_two_rows_when_the_case_has_it_then_the_shares_are_compared_together(
    owners: list[object], differs: bool
) -> None:
    case = subject_case(rights__owners=[*owners, owner("1/2", "n", "000000026")])
    read = document_of(extract(owners=TWICE), name="נסח.pdf")
    assert ("rights.owners" in found(case, read)) is differs


# -- one deed, several notes ---------------------------------------------------------------------

NOTES = [
    {"act": "הערת אזהרה סעיף 126", "beneficiary": "לוי דן", "deed": "77/2019"},
    {"act": "הערת אזהרה סעיף 126", "beneficiary": "כהן רות", "deed": "77/2019"},
]


@pytest.mark.parametrize(
    ("beneficiaries", "lacking"),
    [(("לוי דן",), 1), (("לוי דן", "כהן רות"), 0), (("לוי", "כהן"), 0), (("א", "ב"), 0)],
)
def test_notes_of_one_deed_when_the_case_has_some_then_the_others_are_lacking(
    beneficiaries: tuple[str, ...], lacking: int
) -> None:
    own = [{**NOTES[0], "id": name, "beneficiary": name} for name in beneficiaries]
    read = document_of(extract(notes=NOTES), name="נסח.pdf")
    each = found(subject_case(rights__notes=own), read).get("rights.notes")
    assert (0 if each is None else len(each.lacking)) == lacking
    assert each is None or each.severity is Severity.BLOCK


def test_a_note_when_each_parcel_repeats_it_then_one_row_of_the_case_is_it() -> None:
    read = document_of(extract(notes=[NOTES[0], NOTES[0], NOTES[0]]), name="נסח.pdf")
    own = [{**NOTES[0], "id": "n", "act": "אזהרה"}]
    assert "rights.notes" not in found(subject_case(rights__notes=own), read)
