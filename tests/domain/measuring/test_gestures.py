"""Gestures on sheets: what they write reads back, is minimal, and can be taken back."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_case, encode_values
from shamay_desktop.domain.drawing.rows import Changes
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.edits import applied
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.plans import Reference, Shape, ShapeKind, Sheet
from shamay_desktop.domain.measuring.reading import broken_rows, sheets_of
from tests.drawn_case import drawn_case, measured_sheet, square


def test_a_sheet_reads_back_as_it_was_when_it_is_added() -> None:
    assert sheets_of(drawn_case())[1] == measured_sheet()


def test_only_the_cell_that_differs_changes_when_a_shape_is_renamed() -> None:
    case = drawn_case()
    flat = measured_sheet().shapes[0]

    changes = gestures.changing_shape(case, flat, replace(flat, name="סלון"))

    assert [(one.path, one.old, one.new) for one in changes] == [
        ("plans.shapes/shape-1/name", "דירה", "סלון")
    ]


def test_nothing_changes_when_a_number_is_written_in_another_way() -> None:
    case = drawn_case()
    reference = measured_sheet().references[0]

    assert not gestures.changing_reference(case, reference, replace(reference, metres=Decimal(10)))


def test_a_number_is_kept_with_ten_places_when_it_has_more() -> None:
    case = drawn_case()
    sheet = measured_sheet()

    changes = gestures.changing_sheet(case, sheet, replace(sheet, turn=Decimal(1) / 3))

    assert [one.new for one in changes] == ["0.3333333333"]
    assert sheets_of(after(case, changes))[1].turn == Decimal("0.3333333333")


def test_all_that_is_drawn_on_it_goes_when_a_sheet_is_removed() -> None:
    case = drawn_case()

    removed = after(case, gestures.removing_sheet(case, "sheet-1"))

    assert [sheet.id for sheet in sheets_of(removed)] == ["sheet-0"]
    assert removed.rows("plans.shapes") == ()
    assert removed.rows("plans.references") == ()


def test_its_references_stay_and_take_no_part_when_a_region_is_removed() -> None:
    case = drawn_case()
    sheet = measured_sheet()
    used = replace(sheet.references[3], ignored=False)
    case = after(case, gestures.changing_reference(case, sheet.references[3], used))

    left = sheets_of(after(case, gestures.removing_region(case, "region-1")))[1]

    assert left.regions == ()
    assert left.references[3] == replace(used, region="", ignored=True)


def test_those_of_other_sheets_keep_their_places_when_shapes_are_ordered() -> None:
    case = drawn_case()
    other = Shape("other", ShapeKind.AREA, square(0, 0, 10))
    case = after(case, gestures.adding_shapes(case, "sheet-0", [other], behind="shape-1"))

    ordered = after(case, gestures.ordering_shapes(case, ["shape-3", "shape-2", "shape-1"]))

    ids = [row.id for row in ordered.rows("plans.shapes")]
    assert ids == ["shape-3", "other", "shape-2", "shape-1"]


def test_a_split_is_one_gesture_when_shapes_change_and_come() -> None:
    case = drawn_case()
    flat = measured_sheet().shapes[0]
    halves = (
        replace(flat, points=square(100, 100, 400), holes=()),
        replace(flat, id="shape-9", points=square(600, 100, 400), holes=()),
    )

    split = after(
        case,
        gestures.replacing_shapes(
            case, "sheet-1", changed=[(flat, halves[0])], added=[halves[1]], behind=flat.id
        ),
    )

    assert sheets_of(split)[1].shapes[:2] == halves


def test_broken_rows_are_told_and_kept_when_points_cannot_be_read() -> None:
    case = decode_case(
        "c1",
        {
            "plans.sheets": [{"id": "s", "file": "a" * 64}, {"id": "t"}],
            "plans.shapes": [
                {"id": "good", "sheet": "s", "points": "0,0 1,0 1,1"},
                {"id": "few", "sheet": "s", "points": "0,0 1,0"},
                {"id": "bad", "sheet": "s", "points": "0,0 x,0 1,1"},
                {"id": "lost", "sheet": "gone", "points": "0,0 1,0 1,1"},
            ],
            "plans.references": [{"id": "three", "sheet": "s", "points": "0,0 1,0 1,1"}],
        },
    )

    assert [(row.path, row.problem.code) for row in broken_rows(case)] == [
        ("plans.sheets/t", "drawing_without_file"),
        ("plans.references/three", "points_too_many"),
        ("plans.shapes/few", "points_too_few"),
        ("plans.shapes/bad", "points_broken"),
        ("plans.shapes/lost", "drawn_on_nothing"),
    ]
    assert [shape.id for shape in sheets_of(case)[0].shapes] == ["good"]


def test_nothing_changes_when_what_is_meant_is_gone_meanwhile() -> None:
    flat = measured_sheet().shapes[0]

    assert not gestures.changing_shape(Case("c1"), flat, replace(flat, name="x"))
    assert not gestures.removing_shapes(Case("c1"), ["shape-1"])
    assert not gestures.ordering_shapes(Case("c1"), ["shape-1"])


def test_both_stay_when_two_laptops_draw_in_one_case() -> None:
    bare = Case("c1")
    here = gestures.adding_sheet(bare, measured_sheet())
    sheet = replace(measured_sheet(), id="other", references=(), regions=(), shapes=())
    there = gestures.adding_sheet(bare, sheet)

    merged = after(after(bare, here), there)

    assert {each.id for each in sheets_of(merged)} == {"sheet-1", "other"}


def test_what_another_draws_stays_when_the_last_shape_is_removed() -> None:
    case = drawn_case()
    ids = [shape.id for shape in measured_sheet().shapes]
    gone = gestures.removing_shapes(case, ids)
    drawn = gestures.adding_shapes(case, "sheet-0", [Shape("new", ShapeKind.AREA, square(0, 0, 9))])

    merged = after(after(case, drawn), gone)

    assert [row.id for row in merged.rows("plans.shapes")] == ["new"]


@st.composite
def _gesture(draw: st.DrawFn, case: Case, number: int) -> Changes:
    sheets = sheets_of(case)
    if not sheets or draw(st.integers(0, 5)) == 0:
        return gestures.adding_sheet(case, Sheet(f"s{number}", "c" * 64))
    sheet = draw(st.sampled_from(sheets))
    numbers = st.floats(-1e5, 1e5, allow_nan=False)
    points = tuple(draw(st.lists(st.tuples(numbers, numbers), min_size=3, max_size=5)))
    made = Shape(f"p{number}", ShapeKind.AREA, points, (points,))
    metres = draw(st.decimals(-5, 50, places=3))
    known = Reference(f"r{number}", points[:2], metres)
    possible = [
        gestures.adding_shapes(case, sheet.id, [made]),
        gestures.adding_references(case, sheet.id, [known]),
        gestures.removing_sheet(case, sheet.id),
    ]
    if sheet.shapes:
        shape = draw(st.sampled_from(sheet.shapes))
        ids = draw(st.permutations([each.id for each in sheet.shapes]))
        possible += [
            gestures.changing_shape(case, shape, replace(shape, points=points, floor="2")),
            gestures.removing_shapes(case, [shape.id]),
            gestures.ordering_shapes(case, ids),
        ]
    return draw(st.sampled_from(possible))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_case_is_as_it_was_when_every_gesture_is_taken_back(data: st.DataObject) -> None:
    cases, done = [drawn_case()], list[Changes]()
    for number in range(data.draw(st.integers(1, 12))):
        done.append(data.draw(_gesture(cases[-1], number)))
        cases.append(after(cases[-1], done[-1]))

    assert broken_rows(cases[-1]) == ()
    case = cases[-1]
    for changes, earlier in zip(reversed(done), reversed(cases[:-1]), strict=True):
        for change in reversed(changes):
            case = applied(case, change.stamped(1, "", "").reversed(2, ""))
        assert encode_values(case.values) == encode_values(earlier.values)
