"""One unit out of a concentrated extract."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.evidence import CaseEvidence, DocType
from shamay_desktop.domain.reading.paper_reading import Doubt, Found, Missed, Reading
from shamay_desktop.domain.reading.sources import sources_of
from shamay_desktop.domain.reading.units_of_extracts import listed_units, unit_of_extract
from tests.readings import case_of, document_of


def found(path: str, content: str) -> Found:
    return Found(path, content, 1, ("0", "0", "9", "9"), content, "0.99")


def extract(*values: tuple[str, str], missed: tuple[Missed, ...] = ()) -> Reading:
    return Reading(
        DocType.TABU, "condominium_concentrated", "tabu", 1, 1, 3,
        tuple(found(*each) for each in values), missed, ("former_parcels",),
    )  # fmt: skip


HOUSE = (
    ("gush", "7245"), ("helka", "113"), ("notes[0].act", "הפקעה"),
    ("units[0].number", "1"), ("units[0].owners[0].share", "1/1"),
    ("units[1].number", "21"), ("units[1].unit_area", "97.60"),
    ("units[1].owners[0].share", "1/2"), ("units[1].owners[1].share", "1/2"),
    ("units[1].notes[0].act", "עיקול"),
)  # fmt: skip


def test_a_unit_stands_at_the_extracts_own_keys_when_it_is_the_subject() -> None:
    unit = unit_of_extract(extract(*HOUSE), "21")
    assert {each.path: each.content for each in unit.found} == {
        "gush": "7245", "helka": "113", "tat_helka": "21", "unit_area": "97.60",
        "owners[0].share": "1/2", "owners[1].share": "1/2",
        "notes[0].act": "הפקעה", "notes[1].act": "עיקול",
    }  # fmt: skip
    assert unit.nones == ("former_parcels", "attachments", "leases", "mortgages")


def test_the_parcel_alone_is_told_when_the_unit_is_not_listed_or_not_known() -> None:
    for sub in ("", "22"):
        unit = unit_of_extract(extract(*HOUSE), sub)
        assert {each.path for each in unit.found} == {"gush", "helka", "notes[0].act"}
        assert unit.nones == ("former_parcels",)


def test_the_parcel_alone_is_told_when_a_number_is_listed_twice() -> None:
    twice = extract(*HOUSE, ("units[2].number", "21"), ("units[2].unit_area", "50"))
    assert unit_of_extract(twice, "21").content("unit_area") is None


def test_no_list_is_none_when_the_extract_is_cut() -> None:
    cut = extract(*HOUSE, missed=(Missed("former_parcels", "paper_cut"),))
    assert unit_of_extract(cut, "21").nones == ("former_parcels",)


def test_a_reading_is_untouched_when_it_lists_no_units() -> None:
    plain = extract(("gush", "7245"), ("tat_helka", "3"))
    assert unit_of_extract(plain, "3") is plain


def test_the_units_of_a_house_are_listed_when_the_extract_is_concentrated() -> None:
    assert [each.content for each in listed_units(extract(*HOUSE))] == ["1", "21"]


def test_a_case_hears_of_its_own_unit_when_its_paper_is_a_concentrated_extract() -> None:
    document = document_of(extract(*HOUSE))
    case = case_of(parcel__gush="7245", parcel__helka="113", parcel__tat_helka="21")
    (source,) = sources_of(case, CaseEvidence((document,)))
    assert source.facts.fields["unit.registered_area"].content == "97.6"
    owners = [row for row in source.facts.rows if row.list_id == "rights.owners"]
    assert len(owners) == 2


@pytest.mark.parametrize(
    ("path", "untold"),
    [
        ("units", ("attachments", "leases", "mortgages")),
        ("rows", ("attachments", "leases", "mortgages")),
        ("units[1].mortgages", ("mortgages",)),
        ("units[1].leases[0].share", ("leases",)),
        ("units[0].mortgages", ()),
    ],
)
def test_a_list_of_the_unit_is_not_told_none_when_it_may_be_there_unread(
    path: str, untold: tuple[str, ...]
) -> None:
    nones = unit_of_extract(extract(*HOUSE, missed=(Missed(path, "not_seen"),)), "21").nones
    told = tuple(key for key in ("attachments", "leases", "mortgages") if key not in untold)
    assert nones == ("former_parcels", *told)


def test_all_of_a_unit_is_doubtful_when_its_number_is() -> None:
    read = extract(*HOUSE)
    unsure = tuple(
        replace(each, doubt=Doubt.NUMBER_FROM_SCAN) if each.path == "units[1].number" else each
        for each in read.found
    )
    unit = unit_of_extract(replace(read, found=unsure), "21")
    doubted = {each.path for each in unit.found if each.needs_review}
    assert doubted == {
        "tat_helka", "unit_area", "owners[0].share", "owners[1].share", "notes[1].act",
    }  # fmt: skip
