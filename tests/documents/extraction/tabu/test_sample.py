"""The sample extract: every value that a careful reader finds in it."""

from pathlib import Path

import pytest

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.evidence import DocType

SAMPLE = Path(__file__).resolve().parents[5] / "shared/samples/tabu_condominium_unit.pdf"

READER = {
    "register": "condominium", "gush": "7245", "helka": "113", "tat_helka": "21",
    "extract_number": "51422", "extract_date": "2025-08-17", "extract_time": "09:41",
    "registration_office": "חדרה", "unit_area": "97.60", "floor": "רביעית",
    "unit_description": "דירה", "building": "I", "common_property_share": "97/6128",
    "additional_areas[0].kind": "מרפסת פתוחה", "additional_areas[0].area": "12.40",
    "attachments[0].description": "חניה", "attachments[0].mark": "כא",
    "attachments[0].colour": "ירוק", "attachments[0].area": "12.40",
    "owners[0].name": "כהן דוד", "owners[0].id_number": "000000018", "owners[0].share": "1/2",
    "owners[1].name": "כהן רותי", "owners[1].id_number": "000000026", "owners[1].share": "1/2",
    "mortgages[0].rank": "1", "mortgages[0].amount": "940000", "mortgages[0].share": "1/1",
    "mortgages[0].deed": "8812/2017/2", "mortgages[0].borrowers[1]": "כהן דוד",
    "notes[0].scope": "unit", "notes[0].beneficiary": "מדינת ישראל",
    "notes[1].scope": "parcel", "notes[2].terms": "1177/2008/2",
    "notes[3].text": "הצמדת חניות ללא שינוי בתכניות",
    "easements[0].direction": "benefits", "easements[0].area": "174",
    "easements[1].direction": "burdens", "easements[1].other_parcel": "7245/114",
    "parcel_area": "4318", "sub_parcel_count": "48", "building_count": "2", "by_laws": "agreed",
    "addresses[0].address": "הגפן 6, חדרה", "addresses[1].address": "התמר 14, חדרה",
    "former_parcels[0]": "7245/12", "origin.deed": "31245/2016", "origin.date": "2016-11-06",
}  # fmt: skip
ROWS = {"owners": 2, "mortgages": 1, "notes": 4, "easements": 2, "attachments": 1,
        "additional_areas": 1, "addresses": 2, "former_parcels": 1}  # fmt: skip


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the samples are for development only")
def test_a_careful_readers_values_are_all_read_when_the_sample_is_read() -> None:
    (read,) = documents_in(pages_of(SAMPLE), None)
    assert (read.kind, read.form, read.last_page) == (DocType.TABU, "condominium_full", 3)
    assert {path: read.content(path) for path in READER} == READER
    assert {key: read.rows(key) for key in ROWS} == ROWS
    assert (read.nones, read.missed) == (("leases",), ())
    assert not [found.path for found in read.found if found.needs_review]
