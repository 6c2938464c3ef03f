"""Facts of a building: which fields they are, how two cases are compared, what taking one does."""

from datetime import date
from types import MappingProxyType

import pytest

from shamay_desktop.domain.building_facts import (
    FACTS,
    ROW_KEYS,
    UNIT_COLUMNS,
    UNIT_OWN,
    FactGroup,
    Offer,
    agreeing,
    case_note,
    case_of_note,
    day_of,
    group_of,
    offers,
    reused,
)
from shamay_desktop.domain.case import Case, Content, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.fields import BY_ID, FIELDS, Kind
from shamay_desktop.domain.parcels import joint_area
from tests.filled_case import filled_case

DAY = date(2026, 3, 2)
READ = Provenance(
    Origin.DOCUMENT, by="dana@example.com", at="2026-03-05T08:00:00.000+00:00", document="ab" * 32,
    page=3, text="ייעוד: מגורים ב'", confirmed_by="dana@example.com",
)  # fmt: skip


def case(**contents: Content | Value | None) -> Case:
    """A case with these fields (`planning__floors` is `planning.floors`)."""
    values = {
        name.replace("__", "."): given if isinstance(given, Value) else Value.of(given, READ)
        for name, given in contents.items()
        if given is not None
    }
    return Case("case", MappingProxyType(values))


def plan(row_id: str, number: str, **cells: str) -> Row:
    """A row of the list of plans."""
    given = {"number": number, **cells}
    return Row(
        row_id, MappingProxyType({name: Value.of(text, READ) for name, text in given.items()})
    )


def offered(earlier: Case, present: Case) -> tuple[Offer, ...]:
    """What a case of 2 March offers."""
    return offers(earlier, present, "2026-0012", DAY)


def taken(present: Case, *chosen: Offer) -> Case:
    """The present case after taking facts over."""
    at = "2026-11-02T08:00:00.000+00:00"
    return after(present, reused(present, chosen, "noa@example.com", at))


def test_fields_when_declared_as_the_buildings_then_all_of_them_stand_in_the_registry() -> None:
    assert [field_id for field_id in UNIT_OWN if field_id not in BY_ID] == []
    for patterns in FACTS.values():
        for pattern in patterns:
            stem = pattern.rstrip("*")
            assert any(each.id.startswith(stem) for each in FIELDS), pattern
    for field_id, columns in ROW_KEYS.items():
        assert [BY_ID[field_id].column(column).id for column in columns] == [*columns]


def test_units_own_facts_when_declared_then_would_be_offered_without_that() -> None:
    for field_id in UNIT_OWN:
        assert any(
            field_id == pattern or (pattern.endswith("*") and field_id.startswith(pattern[:-1]))
            for patterns in FACTS.values()
            for pattern in patterns
        ), field_id


def test_facts_when_the_registry_is_walked_then_no_person_date_or_value_is_offered() -> None:
    heads = {each.id.partition(".")[0] for each in FIELDS if group_of(each) is not None}
    assert heads <= {
        "planning", "licensing", "parcel", "parcels", "order", "rights", "address",
        "environment", "building",
    }  # fmt: skip
    assert not [each.id for each in FIELDS if group_of(each) is not None and each.personal]
    for field_id in ("rights.owners", "rights.mortgages", "rights.extract_date", "unit.floor"):
        assert group_of(BY_ID[field_id]) is None


def test_groups_when_asked_then_every_one_has_fields() -> None:
    assert {group_of(each) for each in FIELDS} == {*FactGroup, None}


def test_whole_case_when_offered_to_an_empty_one_then_taking_all_makes_them_agree() -> None:
    earlier, empty = filled_case(), Case("new")
    found = offered(earlier, empty)
    assert {offer.field.id for offer in found} == {
        each.id for each in FIELDS if group_of(each) is not None and each.applies(earlier)
    }
    assert not any(offer.differs for offer in found)
    assert not agreeing(earlier, empty)
    full = taken(empty, *found)
    assert offered(earlier, full) == ()
    assert agreeing(earlier, full) == len({offer.field.id for offer in found})


def test_people_and_the_unit_when_a_lists_columns_name_them_then_stay_behind() -> None:
    full = taken(Case("new"), *offered(filled_case(), Case("new")))
    for field_id, columns in UNIT_COLUMNS.items():
        assert {column for row in full.rows(field_id) for column in row.cells}
        for column in columns:
            assert BY_ID[field_id].column(column).id == column
            assert not [row for row in full.rows(field_id) if column in row.cells]
    for path, value in full.walk():
        parts = path.split("/")
        if len(parts) > 1 and BY_ID[parts[0]].kind in (Kind.LIST, Kind.RECORD):
            assert not BY_ID[parts[0]].column(parts[-1]).personal, (path, value)


def test_fact_when_taken_then_names_the_case_and_keeps_its_paper() -> None:
    (offer,) = offered(case(planning__designation="מגורים ב'"), Case("new"))
    value = taken(Case("new"), offer).values["planning.designation"]
    origin = value.provenance
    assert origin is not None
    assert (value.content, origin.origin, origin.by) == (
        "מגורים ב'", Origin.IMPORTED, "noa@example.com",
    )  # fmt: skip
    assert (origin.document, origin.page, origin.text) == (READ.document, 3, READ.text)
    assert origin.confirmed_by is None
    assert case_of_note(origin.note) == ("2026-0012", DAY)
    assert offer.document == READ.document


def test_fact_when_the_earlier_case_had_it_from_another_then_names_the_first_one() -> None:
    old = Provenance(Origin.IMPORTED, note=case_note("2021-0003", date(2021, 5, 9)))
    earlier = case(planning__designation=Value.of("מגורים", old))
    (offer,) = offered(earlier, Case("new"))
    assert (offer.reference, offer.known_since) == ("2021-0003", date(2021, 5, 9))
    origin = taken(Case("new"), offer).values["planning.designation"].provenance
    assert origin is not None
    assert case_of_note(origin.note) == ("2021-0003", date(2021, 5, 9))


def test_fact_when_something_else_stands_then_differs_and_is_replaced_only_when_chosen() -> None:
    earlier = case(planning__floors="4", address__city="חולון")
    present = case(planning__floors="6", address__city="חולון")
    (offer,) = offered(earlier, present)
    assert (offer.path, offer.differs) == ("planning.floors", True)
    assert taken(present).text("planning.floors") == "6"
    assert taken(present, offer).text("planning.floors") == "4"


def test_answers_when_the_paper_said_none_then_are_offered_and_empty_ones_are_not() -> None:
    earlier = case(planning__floors=Value(State.NONE), planning__units=Value(State.EMPTY))
    (offer,) = offered(earlier, case(planning__floors=Value(State.EMPTY)))
    assert (offer.path, offer.differs) == ("planning.floors", False)
    assert taken(Case("new"), offer).state("planning.floors") is State.NONE


def test_facts_when_the_present_form_would_not_show_them_then_are_not_offered() -> None:
    earlier = case(rights__register="condominium", order__file_number="12/1980")
    assert [offer.path for offer in offered(earlier, Case("new"))] == [
        "rights.register", "order.file_number",
    ]  # fmt: skip
    deeds = case(rights__register="deeds")
    assert [offer.path for offer in offered(earlier, deeds)] == ["rights.register"]


def test_rows_when_the_list_knows_some_then_the_others_are_offered_one_by_one() -> None:
    earlier = case(planning__plans=(plan("a", "רג/340"), plan("b", "תמא/38"), plan("c", "רג/1")))
    present = case(planning__plans=(plan("x", "רג/340"), plan("y", "רג/1", name="אחרת")))
    found = offered(earlier, present)
    assert [offer.path for offer in found] == ["planning.plans/b"]
    both = taken(present, *found)
    assert [row.content("number") for row in both.rows("planning.plans")] == [
        "רג/340", "רג/1", "תמא/38",
    ]  # fmt: skip
    assert both.rows("planning.plans")[2].id != "b"


def test_row_when_it_speaks_of_the_same_plan_then_its_cells_are_changed_and_no_row_is_added() -> (
    None
):
    earlier = case(planning__plans=(plan("a", "רג/340", name="תיקון", status="in_force"),))
    present = case(planning__plans=(plan("x", "רג/340", name="אחר", gazette="4410"),))
    (offer,) = offered(earlier, present)
    assert offer.differs
    (row,) = taken(present, offer).rows("planning.plans")
    assert (row.id, row.content("name"), row.content("gazette"), row.content("status")) == (
        "x", "תיקון", "4410", "in_force",
    )  # fmt: skip


def test_rows_when_the_list_was_answered_with_none_then_taking_one_differs() -> None:
    earlier = case(planning__plans=(plan("a", "רג/340"), plan("b", "רג/1")))
    present = case(planning__plans=Value(State.NONE))
    found = offered(earlier, present)
    assert [offer.differs for offer in found] == [True, True]
    assert len(taken(present, *found).rows("planning.plans")) == 2


def test_taking_when_done_then_the_same_offers_do_not_come_again() -> None:
    earlier = case(planning__plans=(plan("a", "רג/340"), plan("b", "רג/1")), building__floors="8")
    once = taken(Case("new"), *offered(earlier, Case("new")))
    assert offered(earlier, once) == ()


@pytest.mark.parametrize(("today", "old"), [(date(2026, 9, 1), False), (date(2026, 9, 2), True)])
def test_planning_when_half_a_year_passed_then_is_old_and_surroundings_are_not(
    today: date, old: bool
) -> None:
    planning, city = offered(case(planning__floors="4", address__city="חולון"), Case("new"))[::-1]
    assert {planning.group, city.group} == {FactGroup.PLANNING, FactGroup.SURROUNDINGS}
    assert planning.is_old(today) is old
    assert not city.is_old(today)


def test_fact_when_it_is_older_than_its_case_then_its_own_day_counts() -> None:
    old = Provenance(Origin.TYPED, at="2024-06-01T10:00:00.000+00:00")
    (offer,) = offered(case(planning__floors=Value.of("4", old)), Case("new"))
    assert offer.known_since == date(2024, 6, 1)
    told = case(planning__floors="4", planning__information_date="2025-01-15")
    assert {offer.known_since for offer in offered(told, Case("new"))} == {date(2025, 1, 15)}


def test_fact_when_its_origin_tells_no_day_then_is_as_old_as_its_case() -> None:
    other = Provenance(Origin.IMPORTED, at="yesterday")
    (offer,) = offered(case(planning__floors=Value.of("4", other)), Case("new"))
    assert offer.known_since == DAY


def parcel(row_id: str, helka: str, area: str) -> Row:
    """A further parcel of block 6109."""
    cells = {"gush": "6109", "helka": helka, "area": area}
    return Row(row_id, MappingProxyType({name: Value.of(text) for name, text in cells.items()}))


def test_parcel_when_its_area_differs_then_is_the_same_one_and_is_counted_once() -> None:
    earlier = case(parcels=Value.of((parcel("a", "397", "512"),)))
    present = case(
        parcel__gush="6109", parcel__helka="396", parcel__area="488",
        parcels=Value.of((parcel("b", "397", "500"),)),
    )  # fmt: skip
    (offer,) = offered(earlier, present)
    assert offer.differs
    full = taken(present, offer)
    assert [row.content("area") for row in full.rows("parcels")] == ["512"]
    assert joint_area(full) == 1000


def test_parcel_when_it_is_the_present_subject_then_is_not_offered_as_a_further_one() -> None:
    earlier = case(parcels=Value.of((parcel("a", "397", "512"),)))
    assert offered(earlier, case(parcel__gush="6109", parcel__helka="397")) == ()


def test_day_when_a_case_has_several_dates_then_is_the_reports() -> None:
    assert day_of(case(visit__date="2026-01-05", report__date="2026-02-01"), DAY) == date(
        2026, 2, 1
    )
    assert day_of(case(visit__date="2026-01-05"), DAY) == date(2026, 1, 5)
    assert day_of(Case("new"), DAY) == DAY


def test_note_when_it_is_no_cases_then_names_none() -> None:
    assert [case_of_note(note) for note in (None, "", "by table 3", "case:nonsense")] == [None] * 4
    assert case_of_note(case_note("א:ב/3", DAY)) == ("א:ב/3", DAY)
