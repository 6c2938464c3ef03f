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
from shamay_desktop.domain.measuring.handed import TABLE
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


def test_everything_handed_over_is_taken_out_when_all_shapes_are_gone() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))
    typed = Value.of("בלי שינוי")
    handed = after(handed, setting(handed, "unit.description", typed))
    bare = after(handed, gestures.removing_shapes(handed, ["shape-1", "shape-2", "shape-3"]))

    told = [line.label for line in lines(bare)]
    again = after(bare, hand_over(bare))

    assert "Built area" in told
    assert "Table of measures" in told
    assert again.rows(AREAS) == ()
    assert again.rows("measuring.table") == ()
    for path in ("unit.built_area", "unit.built_area_source", "unit.plan_scale",
                 "unit.calibration", "measuring.plan", "measuring.metres_per_pixel"):  # fmt: skip
        assert again.content(path) is None, path
    assert again.content("unit.description") == "בלי שינוי"
    assert hand_over(again) == ()


def test_everything_handed_over_is_taken_out_when_the_sheets_are_gone_too() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))
    for sheet in sheets_of(handed):
        handed = after(handed, gestures.removing_sheet(handed, sheet.id))

    again = after(handed, hand_over(handed))

    assert "Built area" in [line.label for line in lines(handed)]
    assert again.rows(AREAS) == ()
    assert again.content("unit.built_area") is None


def test_figures_stay_when_their_shapes_stand_and_only_the_scale_is_gone() -> None:
    case = drawn_case()
    handed = after(case, hand_over(case))
    sheet = sheets_of(handed)[1]
    ids = [each.id for each in sheet.references]
    bare = after(handed, gestures.removing_references(handed, ids))
    sheet = sheets_of(bare)[1]
    bare = after(bare, gestures.changing_sheet(bare, sheet, replace(sheet, stated_scale=None)))

    again = after(bare, hand_over(bare))

    assert again.content("unit.built_area") == "99"
    assert again.rows(AREAS) == handed.rows(AREAS)
    kept = [row.id for row in again.rows("measuring.table")]
    assert kept == ["shape-1", "shape-2", "shape-3"], "the dimensions are drawn no more"


def two_floors() -> Case:
    """The flat goes on upstairs: 16 m² on the other sheet, drawn at 1:100 of its own."""
    case = drawn_case()
    first = sheets_of(case)[0]
    scaled = replace(first, stated_scale=Decimal(100), dpi=254)
    case = after(case, gestures.changing_sheet(case, first, scaled))
    upstairs = Shape("up", ShapeKind.AREA, square(0, 0, 400), category="flat", floor="4")
    return after(case, gestures.adding_shapes(case, "sheet-0", [upstairs]))


def test_the_built_area_is_of_both_floors_when_one_sheet_is_handed_over_after_the_other() -> None:
    case = two_floors()
    upstairs, downstairs = sheets_of(case)

    first = after(case, hand_over(case, [downstairs]))
    both = after(first, hand_over(first, [upstairs]))

    assert first.content("unit.built_area") == "99"
    assert both.content("unit.built_area") == "115"
    floors = [(row.content("level"), row.content("area")) for row in both.rows(AREAS)
              if row.content("category") == "flat"]  # fmt: skip
    assert sorted(floors) == [("3", "99"), ("4", "16")]


def test_a_sheet_goes_from_the_figures_when_it_is_handed_over_without_it() -> None:
    case = two_floors()
    handed = after(case, hand_over(case))
    sheets = sheets_of(handed)
    changes = taking(
        handed, sheets[1:], map(measured, sheets), EVIDENCE, by="dana@example.org",
        at=NOON.isoformat(), without={sheets[0].id},
    )  # fmt: skip

    alone = after(handed, changes)

    assert handed.content("unit.built_area") == "115"
    assert alone.content("unit.built_area") == "99"
    assert "up" not in [row.id for row in alone.rows("measuring.table")]


def test_each_area_names_the_plan_of_its_own_sheet_when_two_sheets_are_of_one_page() -> None:
    case = two_floors()
    first = sheets_of(case)[0]
    named = replace(first, page=2, source="תשריט בית משותף", date="")
    case = after(case, gestures.changing_sheet(case, first, named))

    handed = after(case, hand_over(case))

    sources = {row.content("level"): str(row.content("source")) for row in handed.rows(AREAS)
               if row.content("category") == "flat"}  # fmt: skip
    assert "תשריט בית משותף" in sources["4"]
    assert "היתר 2019/123" in sources["3"]


def test_nameless_shapes_are_called_in_the_language_in_which_measures_are_handed_over() -> None:
    """By their category, as all the other words of the hand-over."""
    case = drawn_case()
    nameless = [(one, replace(one, name="")) for one in sheets_of(case)[1].shapes]
    case = after(case, gestures.changing_shapes(case, nameless))
    sheets = sheets_of(case)

    for language, flat in ((Language.HE, "דירה"), (Language.EN, "Flat")):
        changes = taking(
            case, sheets, map(measured, sheets), EVIDENCE, by="d", at="", language=language
        )
        handed = after(case, changes)
        names = {
            str(row.content("name") or "") for row in (*handed.rows(AREAS), *handed.rows(TABLE))
        }
        typed = {"קיר צפוני"}
        hebrew = [each for each in names - typed if any("א" <= one <= "ת" for one in each)]
        assert flat in names
        assert bool(hebrew) == (language is Language.HE), names


def test_nothing_is_offered_when_measures_stand_in_the_language_they_are_written_in() -> None:
    case = drawn_case()
    sheets = sheets_of(case)
    changes = taking(
        case, sheets, map(measured, sheets), EVIDENCE, by="d", at="", language=Language.EN
    )

    then = after(case, changes)

    again = offered(then, sheets, map(measured, sheets), EVIDENCE, Language.HE, written=Language.EN)
    assert again == ()
    now = offered(case, sheets, map(measured, sheets), EVIDENCE, Language.HE, written=Language.EN)
    words = {line.path: line.then for line in now}
    assert words["unit.calibration"] == then.text("unit.calibration")
