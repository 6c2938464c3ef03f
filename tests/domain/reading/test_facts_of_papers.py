"""Where each value of a paper stands in the case: tables, rows, and what follows for step 1."""

from collections.abc import Mapping

import pytest

from shamay_desktop.documents.extraction.catalogue import EXTRACTORS
from shamay_desktop.domain.case import Case, Content, Row, State
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.fields import Kind, registry
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.facts_of_papers import (
    FIELDS_OF,
    LISTS_OF,
    PERMIT_COLUMNS,
    UNIT_OF_ORDER,
)
from shamay_desktop.domain.reading.gathering import Unit, field_at
from shamay_desktop.domain.reading.paper_facts import PaperFacts, facts_of
from shamay_desktop.domain.reading.paper_reading import Doubt, Reading
from shamay_desktop.domain.reading.proposals import proposals
from shamay_desktop.domain.reading.row_matching import IDENTITIES
from shamay_desktop.domain.reading.sources import unfit
from shamay_desktop.usecases.reading_ports import ExtractorFacts
from tests.readings import (
    case_of,
    document_of,
    extract,
    order,
    papers_of_one_property,
    permit,
    planning,
    reading_of_data,
    subject_case,
)

SHA = "ab" * 32


def facts(reading: Reading, unit: Unit = Unit("21", "1")) -> PaperFacts:  # noqa: B008 — frozen
    """What a reading says of the subject's case."""
    return facts_of(reading, SHA, unit)


def fields(reading: Reading, unit: Unit = Unit("21", "1")) -> Mapping[str, object]:  # noqa: B008
    """Path -> content."""
    return {path: value.value.content for path, value in facts(reading, unit).fields.items()}


def rows(reading: Reading, list_id: str) -> list[dict[str, object]]:
    """The rows of a list, as contents."""
    return [
        {name: cell.value.content for name, cell in row.cells.items()}
        for row in facts(reading).rows
        if row.list_id == list_id
    ]


# -- the tables ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted({path for table in FIELDS_OF.values() for path in table.values()})
)
def test_a_path_of_the_table_when_looked_up_then_the_registry_has_it(path: str) -> None:
    field = field_at(path)
    assert field is not None
    assert field.kind not in (Kind.LIST, Kind.RECORD)


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind, table in LISTS_OF.items() for key in table]
)
def test_a_list_of_the_table_when_looked_up_then_the_registry_has_it_and_its_columns(
    kind: DocType, key: str
) -> None:
    target = LISTS_OF[kind][key]
    field = registry.BY_ID[target.list_id]
    columns = {column.id for column in field.columns}
    named = {*target.columns.values(), *target.joined.values(), target.whole} - {""}
    assert field.kind is Kind.LIST
    assert named <= columns
    assert target.list_id in IDENTITIES


def test_columns_that_tell_rows_apart_when_looked_up_then_the_registry_has_them() -> None:
    for list_id, identities in IDENTITIES.items():
        columns = {column.id for column in registry.BY_ID[list_id].columns}
        assert {name for identity in identities for name in identity} <= columns, list_id
    permits = {column.id for column in registry.BY_ID["licensing.permits"].columns}
    assert set(PERMIT_COLUMNS.values()) <= permits
    assert all(registry.BY_ID[list_id].kind is Kind.LIST for list_id in UNIT_OF_ORDER.values())


def test_the_whole_of_four_papers_when_taken_then_each_value_stands_where_it_belongs() -> None:
    case, evidence = case_of(), CaseEvidence(papers_of_one_property())
    chosen = [each for each in proposals(case, evidence) if each.is_clean]
    taken = after(case, accepting(case, chosen, by="a@b.example", at="2026-11-02T10:00:00+00:00"))
    plain = {path: value for path, value in _plain(taken).items() if "/" not in path}
    assert plain == {
        "parcel.gush": "7245", "parcel.helka": "113", "parcel.tat_helka": "21",
        "address.city": "כפר הדוגמה", "address.street": "האלה", "address.house_number": "12",
        "unit.description": "דירה", "unit.floor": "4", "building.floors": "6",
        "building.units": "2", "rights.kind": "ownership", "rights.register": "condominium",
        "rights.extract_kind": "full", "rights.extract_number": "51422",
        "rights.extract_date": "2026-10-17", "rights.office": "חדרה",
        "parcel.area": "4318", "parcel.sub_parcels": "48", "parcel.buildings": "2",
        "unit.registered_description": "דירה", "unit.building": "1",
        "unit.registered_floor": "רביעית", "unit.registered_area": "97.6",
        "rights.common_property_share": "97/6128", "rights.by_laws": "agreed",
        "order.file_number": "88832374", "order.total_units": "3",
        "planning.authority": "השומרון", "planning.information_date": "2026-09-01",
        "planning.designation": "מגורים ג",
    }  # fmt: skip
    assert {path: len(taken.rows(path)) for path in taken.values if taken.rows(path)} == {
        "rights.addresses": 2, "rights.additional_areas": 1, "rights.attachments": 1,
        "rights.owners": 2, "rights.mortgages": 1, "rights.notes": 1, "rights.easements": 1,
        "parcel.former": 1, "order.buildings": 2, "order.units": 3, "order.attachments": 1,
        "order.other_areas": 1, "licensing.permits": 1, "licensing.areas": 2,
        "planning.plans": 2,
    }  # fmt: skip
    assert taken.state("rights.leases") is State.NONE


def _plain(case: Case) -> dict[str, Content]:
    return {
        path: value.content
        for path, value in case.walk()
        if value.content is not None and isinstance(value.content, str | bool)
    }


# -- extracts ------------------------------------------------------------------------------


def test_a_mortgage_when_several_borrow_then_one_cell_names_all_with_a_box_around() -> None:
    cells = next(row.cells for row in facts(extract()).rows if row.list_id == "rights.mortgages")
    borrower = cells["borrower"].value
    assert borrower.content == "אלמוג רבקה; אלמוג נתן"
    source = borrower.provenance
    assert source is not None
    assert source.text == "אלמוג רבקה אלמוג נתן"
    assert source.box is not None
    single = extract().get("mortgages[0].borrowers[0]")
    last = extract().get("mortgages[0].borrowers[1]")
    assert single is not None
    assert last is not None
    assert (source.box[1], source.box[3]) == (single.box[1], last.box[3])


def test_borrowers_when_they_have_numbers_then_the_numbers_have_a_cell_of_their_own() -> None:
    borrowers = [{"name": "אלמוג רבקה", "id_number": "000000018"}, {"name": "אלמוג נתן"}]
    plain = {"rank": "1", "borrowers": ["א", "ב"], "borrower_id_numbers": ["1", "2"]}
    read = rows(extract(mortgages=[{"rank": "1", "borrowers": borrowers}, plain]),
                "rights.mortgages")  # fmt: skip
    assert read == [
        {"rank": "1", "borrower": "אלמוג רבקה; אלמוג נתן", "borrower_id_number": "000000018"},
        {"rank": "1", "borrower": "א; ב", "borrower_id_number": "1; 2"},
    ]


def test_a_former_parcel_when_written_as_one_text_then_its_numbers_are_apart() -> None:
    read = rows(extract(former_parcels=["7245/12", "7246/3/4", "לא ידוע"]), "parcel.former")
    assert read == [{"gush": "7245", "helka": "12"}, {"gush": "7246", "helka": "3"}]


def test_addresses_when_bare_texts_then_rows_of_addresses() -> None:
    assert rows(extract(addresses=["האלה 12, כפר הדוגמה"]), "rights.addresses") == [
        {"address": "האלה 12, כפר הדוגמה"}
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [("האלה 12, כפר הדוגמה", ("האלה", "12", "כפר הדוגמה")),
     ("רייך בני 21, נתניה", ("רייך בני", "21", "נתניה")),
     ("שד' הארזים 8 א', חיפה", ("שד' הארזים", "8א", "חיפה")),
     ("האלה 12-14, חיפה", ("האלה", "12-14", "חיפה")),
     ("האלה 12", None), ("האלה, חיפה", None), ("12, חיפה", None), ("א 3, ב 4, חיפה", None)],
)  # fmt: skip
def test_an_address_when_it_can_be_told_apart_then_step_one_has_its_parts(
    address: str, expected: tuple[str, str, str] | None
) -> None:
    read = fields(extract(addresses=[{"building": "1", "address": address}]))
    told = [read.get(f"address.{name}") for name in ("street", "house_number", "city")]
    assert told == (list(expected) if expected else [None] * 3)


def test_the_address_when_the_unit_is_in_the_second_building_then_that_ones() -> None:
    assert fields(extract(building="2"))["address.house_number"] == "14"
    unknown = fields(extract(building=None), Unit("21", ""))
    assert "address.street" not in unknown  # two houses, and nobody says which


@pytest.mark.parametrize(
    ("words", "expected"),
    [("רביעית", "4"), ("שביעית, שמינית", "7, 8"), ("קרקע", "קרקע"), ("מרתף", "מרתף"),
     ("קומה 3", "3"), ("גג עליון", None)],
)  # fmt: skip
def test_floor_words_when_understood_then_step_one_has_the_floor(
    words: str, expected: str | None
) -> None:
    read = fields(extract(floor=words))
    assert read["unit.registered_floor"] == words
    assert read.get("unit.floor") == expected


def test_the_right_when_owners_hold_and_nobody_leases_then_ownership() -> None:
    assert fields(extract())["rights.kind"] == "ownership"


@pytest.mark.parametrize(
    "reading",
    [
        reading_of_data(DocType.TABU, {"owners": [{"name": "אלמוג"}]}),
        reading_of_data(DocType.TABU, {"owners": [{"name": "רשות מקרקעי ישראל"}]},
                        nones=["leases"]),
        reading_of_data(DocType.TABU, {"owners": [{"name": "א"}], "leases": [{"name": "ב"}]}),
        reading_of_data(DocType.TABU, {"gush": "7245"}, nones=["leases"]),
        reading_of_data(DocType.TABU, {"owners": [{"share": "1/2"}]}, nones=["leases"]),
    ],
)  # fmt: skip
def test_the_right_when_anything_is_open_then_nothing_is_said(reading: Reading) -> None:
    assert "rights.kind" not in fields(reading)


def test_a_list_when_the_paper_has_none_then_none_is_said_and_not_of_a_list_with_rows() -> None:
    read = facts(reading_of_data(DocType.TABU, {"owners": [{"name": "א"}]},
                                 nones=["mortgages", "owners", "odd"]))  # fmt: skip
    assert list(read.nones) == ["rights.mortgages"]
    assert read.nones["rights.mortgages"].value.state is State.NONE


def _concentrated() -> Reading:
    units = [
        {"number": number, "unit_area": area, "floor": "שלישית",
         "owners": [{"name": name, "share": "1/1"}], "notes": [{"deed": f"{number}/2020/1"}]}
        for number, area, name in (("20", "88", "שכן"), ("21", "97.6", "אלמוג"))
    ]  # fmt: skip
    return reading_of_data(
        DocType.TABU,
        {"gush": "7245", "helka": "113", "notes": [{"deed": "1/2016/1"}], "units": units},
        form="condominium_concentrated",
    )


def test_a_concentrated_extract_when_the_unit_is_known_then_what_it_says_of_that_one() -> None:
    read = fields(_concentrated())
    assert (read["unit.registered_area"], read["unit.floor"]) == ("97.6", "3")
    assert rows(_concentrated(), "rights.owners") == [{"name": "אלמוג", "share": "1/1"}]
    assert rows(_concentrated(), "rights.notes") == [{"deed": "1/2016/1"}, {"deed": "21/2020/1"}]


def test_a_concentrated_extract_when_the_unit_is_not_in_it_then_nothing_of_any() -> None:
    read = facts(_concentrated(), Unit("7", ""))
    assert read.fields.keys() == {"parcel.gush", "parcel.helka"}
    assert [row.list_id for row in read.rows] == ["rights.notes"]


# -- what has no key of its own -------------------------------------------------------------


def test_a_permit_when_it_names_the_neighbourhood_then_the_case_may_take_it() -> None:
    assert fields(permit(neighbourhood="הדר"))["address.neighborhood"] == "הדר"


def test_an_order_when_it_tells_of_the_by_laws_then_they_are_those_of_the_rights() -> None:
    assert fields(order(by_laws="agreed"))["rights.by_laws"] == "agreed"


def test_planning_information_when_it_names_plot_and_address_then_the_case_may_take_them() -> None:
    read = fields(planning(plot="5001", address="האלה 12, כפר הדוגמה"))
    assert read["parcel.plot"] == "5001"
    assert (read["address.street"], read["address.house_number"], read["address.city"]) == (
        "האלה", "12", "כפר הדוגמה",
    )  # fmt: skip
    assert "address.street" not in fields(planning(address="מתחם האלה"))


# -- what extractors declare ---------------------------------------------------------------

_ELSEWHERE = {
    DocType.TABU: {"units"},
    DocType.CONDO: set(),
    DocType.PERMIT: {"neighbourhood", "gush", "helka", "plot", "plans", "additional_parcels"},
    DocType.PLANNING_INFO: {"gush", "helka", "address"},
}
"""Keys taken by name: to find the unit or the property, to compare, or for a permit's row."""


@pytest.mark.parametrize("facts_of_extractor", [each.facts for each in EXTRACTORS],
                         ids=lambda facts: facts.name)  # fmt: skip
def test_a_key_that_an_extractor_declares_when_looked_up_then_a_field_takes_it(
    facts_of_extractor: ExtractorFacts,
) -> None:
    kind = facts_of_extractor.kind
    known = {*FIELDS_OF.get(kind, {}), *LISTS_OF.get(kind, {}), *_ELSEWHERE.get(kind, set())}
    known |= set(PERMIT_COLUMNS) if kind is DocType.PERMIT else set()
    declared = {each.key.partition("[")[0] for each in facts_of_extractor.declared}
    records = {path.partition(".")[0] for path in known if "." in path}
    assert declared - known - records == set()


# -- orders and permits --------------------------------------------------------------------


def test_an_order_when_the_units_row_is_known_then_its_record_and_its_lists() -> None:
    read = fields(order())
    assert {path: text for path, text in read.items() if path.startswith("order.unit/")} == {
        "order.unit/number": "21", "order.unit/building": "1", "order.unit/area": "97.6",
        "order.unit/description": "דירה", "order.unit/floor": "רביעית",
        "order.unit/share": "97/6128",
    }  # fmt: skip
    assert rows(order(), "order.attachments") == [
        {"description": "חניה", "mark": "כא", "colour": "ירוק", "area": "12.4"}
    ]
    assert rows(order(), "order.other_areas") == [{"kind": "מרפסת פתוחה", "area": "12.4"}]
    assert rows(order(), "order.units")[1]["attachments"] == "חניה כא ירוק 12.4"


def test_an_order_when_the_number_of_the_unit_was_read_in_two_rows_then_no_row_is_its_own() -> None:
    twice = order(units=[{"number": "21", "area": "97.6"}, {"number": "21", "area": "88"}])
    assert not [path for path in fields(twice) if path.startswith("order.unit/")]


def test_an_order_when_the_unit_is_not_known_then_no_row_is_its_own() -> None:
    assert not [path for path in fields(order(), Unit()) if path.startswith("order.unit/")]


def test_flats_of_the_building_when_not_every_row_was_read_then_nothing_is_said() -> None:
    assert fields(order())["building.units"] == "2"
    more = [{"building": "1", "floors": "6", "units": "3"}]
    assert "building.units" not in fields(order(buildings=more))


def test_a_permit_when_read_then_one_row_with_its_plans_and_parcels() -> None:
    assert rows(permit(), "licensing.permits") == [
        {"number": "20110140", "request_number": "20080204", "date": "2011-01-08",
         "committee": "השומרון", "plan": "ש/36/750", "further_plans": "ש/120",
         "parcel_then": "7245/12/7", "further_parcels": "14", "building_file": "112",
         "permitted_text": "בניין מגורים בן 6 קומות, 24 יחידות דיור", "building": "1",
         "floors": "6", "dwelling_units": "24"}
    ]  # fmt: skip
    assert rows(permit(), "licensing.areas") == [
        {"permit": "20110140", "kind": "מגורים", "area": "2210.4"},
        {"permit": "20110140", "kind": "מרפסות", "area": "310"},
    ]


# -- what does not fit ---------------------------------------------------------------------


def test_a_value_when_it_cannot_stand_in_its_field_then_it_is_set_aside_and_told() -> None:
    read = facts(extract(helka="לא קריא", unit_area="97,6", by_laws="?"))
    assert [found.path for found in read.unfit] == ["helka", "by_laws", "unit_area"]
    assert "parcel.helka" not in read.fields


def test_what_does_not_fit_when_asked_for_then_named_with_its_paper_but_of_no_other_property() -> (
    None
):
    odd = document_of(extract(unit_area="?"), name="own.pdf")
    foreign = document_of(extract(gush="9905", unit_area="?"), name="other.pdf")
    told = unfit(subject_case(), CaseEvidence((odd, foreign)))
    assert [(paper.file_name, found.path) for paper, found in told] == [("own.pdf", "unit_area")]


def test_a_doubt_when_a_value_follows_from_a_doubtful_one_then_it_goes_along() -> None:
    doubtful = reading_of_data(DocType.TABU, {"floor": "רביעית"},
                               doubts={"floor": Doubt.UNSURE_WORDS})  # fmt: skip
    assert facts(doubtful).fields["unit.floor"].doubt is Doubt.UNSURE_WORDS


@pytest.mark.parametrize("reading", [extract(), order(), permit(), planning()])
def test_a_value_when_taken_then_it_knows_its_paper_page_box_words_and_confidence(
    reading: Reading,
) -> None:
    read = facts(reading)
    values = [*read.fields.values(), *(cell for row in read.rows for cell in row.cells.values())]
    assert len(values) > 8
    for value in values:
        source = value.value.provenance
        assert source is not None
        assert (source.document, source.page) == (SHA, 1)
        assert source.text
        assert source.box is not None
        assert len(source.box) == 4
        assert source.confidence == "0.99"
        assert (source.by, source.confirmed_by) == (None, None)
        assert not isinstance(value.value.content, Row)
