"""What papers and the visit gave, in print: in lines where short, in tables where not."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import DocType, Image
from shamay_desktop.domain.report_content import Figure, ReportContent, Table
from shamay_desktop.domain.report_text import plain, text_blocks
from shamay_desktop.i18n.language import Language
from tests.usecases.report.inputs import lines_of, paper, photo, report_of


def _tables(content: ReportContent, chapter: str) -> list[Table]:
    return [
        block
        for part in content.chapters
        if part.key == chapter
        for block in part.blocks
        if isinstance(block, Table)
    ]


def test_former_parcels_when_there_are_two_then_one_line_names_both() -> None:
    former: list[Json] = [{"gush": "99214", "helka": "12"}, {"gush": "99213", "helka": "7"}]
    said = lines_of({"parcel.former": former})
    assert "המספרים הישנים של החלקה גוש 99214, חלקה 12; גוש 99213, חלקה 7" in said


def test_building_lines_when_in_metres_then_one_line_has_side_distance_and_remark() -> None:
    setbacks: list[Json] = [
        {"side": "front", "distance": "5"},
        {"side": "side_2", "distance": "4", "remark": "ללא פתחים"},
    ]
    said = lines_of({"planning.setbacks": setbacks})
    assert "קווי בניין במטרים חזית: 5 מ', צד 2: 4 מ' (ללא פתחים)" in said


def test_boundaries_when_their_length_is_known_then_it_stands_with_the_neighbour() -> None:
    sides: list[Json] = [
        {"side": "south", "text": "חלקה 61", "length": "24.5", "description": "מפלס נמוך"},
        {"side": "south", "text": "חלקה 60"},
    ]
    said = lines_of({"parcel.boundaries": sides})
    assert "גבולות החלקה דרום: חלקה 61 (24.5 מ'), מפלס נמוך; חלקה 60" in said


def test_several_parcels_when_their_areas_are_known_then_the_sum_is_named_a_sum() -> None:
    parcels: list[Json] = [{"gush": "6109", "helka": "397", "area": "212.5"}]
    fields: dict[str, Json] = {
        "parcel.gush": "6109", "parcel.helka": "396", "parcel.area": "1896", "parcels": parcels,
    }  # fmt: skip
    said = lines_of(fields)
    assert 'שטח החלקה 1,896 מ"ר' in said
    assert 'שטח כולל של כל החלקות יחד 2,108.5 מ"ר' in said
    assert not any("יחד" in line for line in lines_of({**fields, "parcel.area": None}))


def test_the_subject_when_described_then_the_building_comes_before_the_unit() -> None:
    said = lines_of(
        {
            "building.type": "tower", "building.floors": "20", "building.condition": "good",
            "unit.rooms": "4", "unit.view": "פתוח לים", "unit.systems": ["vrf", "alarm"],
        }
    )  # fmt: skip
    start = said.index("הבניין מגדל מגורים, קומות: 20")
    assert said[start + 1 : start + 5] == [
        "מצב הבניין טוב", "היחידה 4 חדרים", "נוף פתוח לים", "מערכות מיזוג VRF, אזעקה",
    ]  # fmt: skip


def test_a_permit_when_more_is_known_of_it_then_each_detail_has_its_line() -> None:
    permits: list[Json] = [
        {"number": "7", "permitted_text": "בניין", "session": "2011004", "valid_years": "3",
         "conditions": "נטיעת עצים", "execution": "built"},
    ]  # fmt: skip
    said = lines_of({"licensing.permits": permits})
    for line in ("ישיבה מאשרת 2011004", "תוקף בשנים 3", "תנאי ההיתר נטיעת עצים",
                 "ביצוע נבנה במלואו"):  # fmt: skip
        assert line in said


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ({"state": "none"}, "טופס 4 (אישור אכלוס) לא אותר"),
        ({"number": "118", "date": "2013-12-12", "address": "השקד 12"},
         "טופס 4 (אישור אכלוס) מספר: 118, תאריך: 12.12.2013, כתובת: השקד 12"),
    ],
)  # fmt: skip
def test_an_occupancy_form_when_found_or_not_then_one_line_says_it(state: Json, line: str) -> None:
    assert line in lines_of({"licensing.occupancy_form": state})


def test_the_table_of_all_units_when_read_from_the_order_then_it_is_not_printed() -> None:
    units: list[Json] = [{"number": str(at), "area": "97.6"} for at in range(1, 200)]
    assert report_of({"order.units": units}).printed_fields() == frozenset()


@pytest.mark.parametrize(
    ("kind", "chapter"), [(DocType.CONDO, "rights"), (DocType.PLANNING_INFO, "planning")]
)
def test_a_paper_when_it_is_one_picture_then_it_stands_beside_what_was_read_from_it(
    kind: DocType, chapter: str
) -> None:
    papers = [paper(kind, "drawing.png"), paper(kind, "pages.pdf")]
    content = report_of({}, papers=papers)
    figures = {
        part.key: [block.picture for block in part.blocks if isinstance(block, Figure)]
        for part in content.chapters
    }
    assert [name.split("#")[0] for name in figures[chapter]] == ["drawing.png"]


def test_photos_when_the_camera_knew_the_time_then_the_annex_says_it() -> None:
    taken: Image = replace(photo("a.jpg"), taken_at="2026-10-20T09:41:07")
    content = report_of({}, photos=[taken, photo("b.jpg")])
    (table,) = _tables(content, "annex_photos")
    assert [column.head for column in table.columns][2] == "צולמה"
    cells = [plain("".join(run.text for run in row.cells[2])) for row in table.rows]  # type: ignore[union-attr]
    assert cells == ["20.10.2026 09:41", ""]


def test_photos_when_no_camera_knew_the_time_then_there_is_no_column_for_it() -> None:
    (table,) = _tables(report_of({}, photos=[photo("a.jpg")]), "annex_photos")
    assert len(table.columns) == 3


def test_lists_when_reported_in_english_then_their_titles_are_english() -> None:
    notes: list[Json] = [{"act": "תקנה 27", "scope": "parcel"}]
    assert "Notes – the parcel" in text_blocks(
        report_of({"rights.notes": notes}, language=Language.EN)
    )


def test_a_note_when_it_says_only_what_it_burdens_then_that_is_printed() -> None:
    assert report_of({"rights.notes": [{"scope": "parcel"}]}).printed_fields() == {"rights.notes"}


@pytest.mark.parametrize(("how", "said"), [("last_four", "*****0118"), ("none", None)])
def test_numbers_of_lenders_when_the_export_hides_numbers_then_theirs_too(
    how: str, said: str | None
) -> None:
    mortgages: list[Json] = [{"lender": "בנק", "lender_id_number": "520000118"}]
    lines = lines_of({"rights.mortgages": mortgages, "export.id_numbers": how})
    assert not any("520000118" in line for line in lines)
    assert said is None or said in lines
