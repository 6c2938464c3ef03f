"""Handing measures over: what the case says then, where it is from, and that nothing is doubled."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from shamay_desktop.domain.case import Case, Origin, Value
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.drawing.rows import Changes
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.evidence import CaseEvidence, DocSource, DocType, Document
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import Correction, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.domain.measuring.scale import measured
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.measuring.offering import Offered, offered
from shamay_desktop.usecases.measuring.taking import taking
from tests.drawn_case import PLAN, measured_sheet, square
from tests.drawn_case import drawn_case as all_drawn

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAPER = Document(
    "d", "c1", DocType.GARMUSHKA, "plan.pdf", "", PLAN, DocSource.USER_UPLOAD, NOON, pages=2
)  # fmt: skip
EVIDENCE = CaseEvidence((PAPER,))
AREAS = "valuation.areas"


def drawn_case() -> Case:
    """At exactly 100 pixels a metre, so that areas are known."""
    case = all_drawn()
    sheet = sheets_of(case)[1]
    exact = [(one, replace(one, metres=Decimal(10))) for one in sheet.references[:3]]
    return after(case, gestures.changing_references(case, exact))


def hand_over(case: Case, sheets: Iterable[Sheet] | None = None) -> Changes:
    """All of the case's sheets, or those given."""
    chosen = sheets_of(case) if sheets is None else tuple(sheets)
    return taking(
        case, chosen, map(measured, chosen), EVIDENCE, by="dana@example.org", at=NOON.isoformat()
    )


def lines(case: Case) -> tuple[Offered, ...]:
    """What is offered, in English."""
    sheets = sheets_of(case)
    return offered(case, sheets, map(measured, sheets), EVIDENCE, Language.EN)


def test_the_case_says_what_was_measured_when_measures_are_handed_over() -> None:
    case = drawn_case()

    handed = after(case, hand_over(case))

    assert handed.text("unit.built_area") == "99"
    assert handed.text("unit.built_area_source") == "graphic_measure"
    assert handed.text("unit.plan_scale") == "1:100"
    assert handed.text("measuring.plan") == "היתר 2019/123"
    assert handed.text("measuring.plan_date") == "2019-05-01"
    assert handed.number("measuring.metres_per_pixel") == Decimal("0.01")
    assert handed.text("unit.calibration") == (
        "מידה 1: נמדד 10.00 מ', רשום 10.00 מ' (הפרש 0.0 ס\"מ); "
        "קיר צפוני: נמדד 10.00 מ', רשום 10.00 מ' (הפרש 0.0 ס\"מ); "
        "מידה 3: נמדד 10.00 מ', רשום 10.00 מ' (הפרש 0.0 ס\"מ). "
        "קנה המידה אומת ב־3 מידות ארוכות"
    )


def test_areas_stand_by_category_and_floor_when_measures_are_handed_over() -> None:
    case = drawn_case()

    rows = after(case, hand_over(case)).rows(AREAS)

    assert [
        tuple(row.content(name) for name in ("name", "category", "area", "level", "source"))
        for row in rows
    ] == [
        ("דירה", "flat", "99", "3", "מדידה גרפית מהיתר 2019/123 מיום 01.05.2019"),
        ("מרפסת", "balcony", "9", "3", "מדידה גרפית מהיתר 2019/123 מיום 01.05.2019"),
    ]
    assert all(row.content("coefficient") is None for row in rows)


def test_paper_page_box_and_person_are_told_when_a_figure_is_opened() -> None:
    case = drawn_case()

    value = after(case, hand_over(case)).value("unit.built_area")

    assert value is not None
    source = value.provenance
    assert source is not None
    assert (source.origin, source.document, source.page) == (Origin.DOCUMENT, PLAN, 2)
    assert source.box == ("24.0", "24.0", "264.0", "264.0")
    assert (source.by, source.confirmed_by) == ("dana@example.org", "dana@example.org")
    assert source.note == "plans.shapes/shape-1"
    assert source.text is not None
    assert source.text.startswith("99.00 ± ")


def test_nothing_changes_when_measures_are_handed_over_once_more() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))

    assert hand_over(handed) == ()
    assert lines(handed) == ()


def test_rows_are_updated_and_coefficients_left_when_a_shape_changes_after_the_hand_over() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))
    row_id = handed.rows(AREAS)[0].id
    handed = after(handed, setting(handed, f"{AREAS}/{row_id}/coefficient", Value.of("1")))
    flat = sheets_of(handed)[1].shapes[0]
    wider = after(handed, gestures.changing_shape(handed, flat, replace(flat, holes=())))

    told = [(line.label, strip_marks(line.now), strip_marks(line.then)) for line in lines(wider)]
    again = after(wider, hand_over(wider))

    assert ("Built area", "99\u00a0m²", "100\u00a0m²") in told
    assert ("Table of measures", "6 rows", "6 rows, updated") in told
    assert [row.id for row in again.rows(AREAS)] == [row.id for row in handed.rows(AREAS)]
    assert again.content(f"{AREAS}/{row_id}/area") == "100"
    assert again.content(f"{AREAS}/{row_id}/coefficient") == "1"


def test_a_typed_row_is_taken_over_and_keeps_its_name_when_it_is_of_the_category() -> None:
    typed = decode_case(
        "c1",
        {AREAS: [{"id": "mine", "name": "הדירה", "category": "flat", "area": "98",
                  "coefficient": "1"}]},
    )  # fmt: skip
    case = all_drawn(typed)

    rows = after(case, hand_over(case)).rows(AREAS)

    assert [row.content("category") for row in rows] == ["flat", "balcony"]
    assert (rows[0].id, rows[0].content("name"), rows[0].content("coefficient")) == (
        "mine", "הדירה", "1",
    )  # fmt: skip
    assert rows[0].content("area") != "98"


def test_a_row_goes_when_its_shapes_are_drawn_no_more() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))
    without = after(handed, gestures.removing_shapes(handed, ["shape-2"]))

    again = after(without, hand_over(without))

    assert [row.content("category") for row in again.rows(AREAS)] == ["flat"]
    assert "shape-2" not in [row.id for row in again.rows("measuring.table")]


def test_the_flat_goes_when_its_shapes_are_a_balcony_now() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))
    flat = sheets_of(handed)[1].shapes[0]
    other = after(handed, gestures.changing_shape(handed, flat, replace(flat, category="balcony")))

    again = after(other, hand_over(other))

    assert [line.label for line in lines(other)][:1] == ["Built area"]
    assert again.content("unit.built_area") is None
    assert again.content("unit.built_area_source") is None
    assert [row.content("category") for row in again.rows(AREAS)] == ["balcony"]
    assert hand_over(again) == ()


def test_a_typed_built_area_stays_when_no_flat_is_measured() -> None:
    case = after(drawn_case(), setting(drawn_case(), "unit.built_area", Value.of("120")))
    flat = sheets_of(case)[1].shapes[0]
    other = after(case, gestures.changing_shape(case, flat, replace(flat, category="balcony")))

    assert after(other, hand_over(other)).content("unit.built_area") == "120"


def test_a_floor_goes_from_its_row_when_the_shapes_name_none_any_more() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))
    shapes = [(one, replace(one, floor="")) for one in sheets_of(handed)[1].shapes]
    bare = after(handed, gestures.changing_shapes(handed, shapes))

    again = after(bare, hand_over(bare))

    assert [row.id for row in again.rows(AREAS)] == [row.id for row in handed.rows(AREAS)]
    assert [row.content("level") for row in again.rows(AREAS)] == [None, None]
    assert hand_over(again) == ()


def test_the_scale_of_the_region_is_told_when_the_flat_lies_in_it() -> None:
    case = drawn_case()
    sheet = sheets_of(case)[1]
    flat = sheet.shapes[0]
    inside = replace(flat, points=square(2100, 100, 400), holes=())
    region = sheet.regions[0]
    even = replace(region, correction=Correction.NONE)
    moved = after(case, gestures.changing_region(case, region, even))
    moved = after(moved, gestures.ordering_shapes(moved, ["shape-2", "shape-1", "shape-3"]))
    moved = after(moved, gestures.changing_shape(moved, flat, inside))

    handed = after(moved, hand_over(moved))

    assert handed.text("unit.plan_scale") == "1:50"
    assert handed.number("measuring.metres_per_pixel") == Decimal("0.0042333333")


def test_rows_of_another_sheet_stay_when_one_sheet_alone_is_handed_over() -> None:
    case = drawn_case()
    sheet = sheets_of(case)[1]
    store = Shape("store", ShapeKind.AREA, square(0, 0, 200), category="storage", name="מחסן")
    first = replace(sheets_of(case)[0], stated_scale=Decimal(100))
    case = after(case, gestures.changing_sheet(case, sheets_of(case)[0], first))
    case = after(case, gestures.adding_shapes(case, "sheet-0", [store]))
    handed = after(case, hand_over(case))

    alone = after(handed, hand_over(handed, [sheet]))

    assert [row.content("category") for row in alone.rows(AREAS)] == ["storage", "flat", "balcony"]
    assert "store" in [row.id for row in alone.rows("measuring.table")]


def test_each_measure_and_each_dimension_has_a_row_when_measures_are_handed_over() -> None:
    case = drawn_case()

    rows = after(case, hand_over(case)).rows("measuring.table")

    kinds = [(row.id, row.content("kind")) for row in rows]
    assert kinds == [
        ("shape-1", "area"), ("shape-2", "area"), ("shape-3", "length"),
        ("ref-1", "calibration"), ("ref-2", "calibration"), ("ref-3", "calibration"),
    ]  # fmt: skip
    assert str(rows[1].content("note")).startswith("לא מקורה (± ")


def test_nothing_is_handed_over_when_nothing_can_be_measured() -> None:
    case = all_drawn()
    unscaled = replace(measured_sheet(), references=(), stated_scale=None, regions=())

    assert taking(case, [unscaled], [measured(unscaled)], EVIDENCE, by="x", at="y") == ()


def test_the_permit_of_the_case_is_named_when_the_sheet_names_no_source() -> None:
    permits = {"licensing.permits": [{"id": "p", "number": "2020/77", "date": "2020-02-03"}]}
    case = all_drawn(decode_case("c1", permits))
    sheet = sheets_of(case)[1]
    bare = after(case, gestures.changing_sheet(case, sheet, replace(sheet, source="", date="")))

    rows = after(bare, hand_over(bare)).rows(AREAS)

    assert rows[0].content("source") == "מדידה גרפית מהיתר 2020/77 מיום 03.02.2020"
