"""Drawings brought into a case: nothing doubled, nothing lost, one gesture that can be undone."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing_files import Drawing
from shamay_desktop.domain.drawings_in import ArrivedDrawing, Became, BroughtIn, bringing_in
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.edits import standing
from shamay_desktop.domain.fields.drawing_tables import LISTS
from shamay_desktop.domain.maps.gestures import adding_picture
from shamay_desktop.domain.maps.pictures import MapPicture, Slot
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.plans import Reference, Sheet
from shamay_desktop.domain.measuring.reading import broken_rows, sheets_of
from tests.drawn_case import MAP, PLAN, drawn_case, marked_picture, measured_sheet


def bring(case: Case, *drawings: Drawing) -> tuple[Case, BroughtIn]:
    """The case with the drawings, and what is told."""
    papers = [PLAN if isinstance(each, Sheet) else MAP for each in drawings]
    files = [
        ArrivedDrawing("x.json", paper, "x.png", replace(each, paper=""))
        for paper, each in zip(papers, drawings, strict=True)
    ]
    brought = bringing_in(case, files)
    assert brought.case is case
    return after(case, brought.changes), brought


def became(brought: BroughtIn) -> list[Became]:
    """What became of each."""
    return [each.became for each in brought.told]


def ids(case: Case) -> Sequence[str]:
    """Every id of what is drawn."""
    return [row.id for name in LISTS for row in case.rows(name)]


def without_ids(sheet: Sheet) -> Sheet:
    """A sheet without what its parts are called inside."""
    names = {region.id: str(number) for number, region in enumerate(sheet.regions)}
    return replace(
        sheet,
        id="",
        regions=tuple(replace(each, id=names[each.id]) for each in sheet.regions),
        references=tuple(
            replace(each, id="", region=names.get(each.region, each.region))
            for each in sheet.references
        ),
        shapes=tuple(replace(each, id="") for each in sheet.shapes),
    )


def test_a_sheet_when_it_comes_in_then_all_of_it_stands_under_ids_of_its_own() -> None:
    case, brought = bring(Case("c1"), measured_sheet())
    (sheet,) = sheets_of(case)
    assert without_ids(sheet) == without_ids(measured_sheet())
    assert sheet.references[3].region == sheet.regions[0].id
    assert not set(ids(case)) & {"sheet-1", "region-1", "ref-1", "ref-4", "shape-1", "shape-3"}
    assert len(set(ids(case))) == len(ids(case)) == 9
    assert became(brought) == [Became.CAME]
    assert (brought.told[0].row_id, brought.told[0].parts) == (sheet.id, 3)
    assert brought.told[0].is_plan


def test_a_picture_when_it_comes_in_then_its_marks_and_words_come_too() -> None:
    case, brought = bring(Case("c1"), marked_picture())
    (picture,) = pictures_of(case)
    given = marked_picture()
    assert replace(picture, id="", annotations=(), control_points=()) == replace(
        given, id="", annotations=(), control_points=()
    )
    assert [replace(each, id="") for each in picture.annotations] == [
        replace(each, id="") for each in given.annotations
    ]
    assert [replace(each, id="") for each in picture.control_points] == [
        replace(each, id="") for each in given.control_points
    ]
    assert (became(brought), brought.told[0].parts) == ([Became.CAME], 3)


def test_drawings_when_brought_then_their_changes_taken_back_leave_the_case_as_it_was() -> None:
    before = drawn_case()
    now, brought = bring(before, replace(measured_sheet(), title="אחרת"), marked_picture("c" * 64))
    assert now != before
    for change in reversed(brought.changes):
        assert standing(now, change.path) == change.new
        now = after(now, [replace(change, old=change.new, new=change.old)])
    assert now.values.keys() >= before.values.keys()
    assert {name: now.rows(name) for name in LISTS} == {name: before.rows(name) for name in LISTS}


def test_a_drawing_when_the_case_has_it_under_other_ids_then_nothing_changes() -> None:
    case, _ = bring(Case("c1"), measured_sheet(), marked_picture())
    again, brought = bring(case, measured_sheet(), marked_picture())
    assert (again, brought.changes) == (case, ())
    assert became(brought) == [Became.LINKED, Became.LINKED]
    assert brought.told[0].row_id == sheets_of(case)[0].id


def test_the_same_file_twice_when_of_one_lot_then_it_comes_in_once() -> None:
    case, brought = bring(Case("c1"), measured_sheet(), measured_sheet())
    assert became(brought) == [Became.CAME, Became.LINKED]
    assert len(sheets_of(case)) == 1


def test_another_drawing_when_the_page_is_measured_already_then_both_stand() -> None:
    case, _ = bring(Case("c1"), measured_sheet())
    other = replace(measured_sheet(), shapes=measured_sheet().shapes[:1])
    more, brought = bring(case, other)
    assert became(brought) == [Became.FURTHER]
    assert [len(each.shapes) for each in sheets_of(more)] == [3, 1]
    assert sheets_of(more)[0] == sheets_of(case)[0]


def test_another_page_when_it_comes_in_then_it_is_no_further_sheet() -> None:
    case, _ = bring(Case("c1"), measured_sheet())
    _, brought = bring(case, replace(measured_sheet(), page=1))
    assert became(brought) == [Became.CAME]


def test_other_marks_when_the_picture_has_marks_then_it_is_left_as_it_is() -> None:
    case, _ = bring(Case("c1"), marked_picture())
    other = replace(marked_picture(), annotations=marked_picture().annotations[:1])
    now, brought = bring(case, other)
    assert (now, became(brought)) == (case, [Became.KEPT_OUT])


def test_marks_when_the_picture_has_none_then_they_stand_on_it_and_its_words_stay() -> None:
    bare = MapPicture("mine", MAP, slot=Slot.AERIAL, source="מקור אחר", printed=False)
    case = after(Case("c1"), adding_picture(Case("c1"), bare))
    now, brought = bring(case, marked_picture())
    (picture,) = pictures_of(now)
    assert became(brought) == [Became.MARKED]
    assert (picture.id, picture.slot, picture.source) == ("mine", Slot.AERIAL, "מקור אחר")
    assert (picture.title, picture.date, picture.printed) == ("מפת הסביבה", "2026-10-30", False)
    assert len(picture.annotations) == 3
    assert picture.crop == marked_picture().crop


def test_a_picture_when_another_stands_in_its_slot_then_neither_is_lost() -> None:
    there = replace(marked_picture("c" * 64), id="mine")
    case = after(Case("c1"), adding_picture(Case("c1"), there))
    now, brought = bring(case, marked_picture())
    assert became(brought) == [Became.OUT_OF_SLOT]
    assert [each.slot for each in pictures_of(now)] == [Slot.AREA_MAP, Slot.OTHER]


def test_a_reference_of_a_region_that_is_not_there_when_it_comes_in_then_it_takes_no_part() -> None:
    lost = Reference("r", ((0, 0), (100, 0)), Decimal(1), region="nowhere")
    case, _ = bring(Case("c1"), replace(measured_sheet(), regions=(), references=(lost,)))
    assert sheets_of(case)[0].references[0].region == "nowhere"
    assert broken_rows(case) == ()
