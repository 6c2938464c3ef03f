"""Gestures on map pictures: what they write reads back, is minimal, and stays on its picture."""

from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.maps import gestures
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, Slot
from shamay_desktop.domain.maps.reading import broken_rows, pictures_of
from tests.drawn_case import drawn_case, marked_picture


def test_a_picture_reads_back_as_it_was_when_it_is_added() -> None:
    assert pictures_of(drawn_case())[0] == marked_picture()


def test_only_points_change_when_several_annotations_are_moved() -> None:
    case, marks = drawn_case(), marked_picture().annotations
    pairs = [(one, replace(one, points=tuple((x + 5, y) for x, y in one.points))) for one in marks]

    changes = gestures.changing_annotations(case, pairs)

    assert [one.path for one in changes] == [f"maps.annotations/{one.id}/points" for one in marks]
    assert pictures_of(after(case, changes))[0].annotations == tuple(new for _old, new in pairs)


def test_the_other_picture_leaves_its_slot_when_one_takes_it() -> None:
    case = drawn_case()
    second = pictures_of(case)[1]

    changes = gestures.changing_picture(case, second, replace(second, slot=Slot.AREA_MAP))

    assert [one.slot for one in pictures_of(after(case, changes))] == [Slot.OTHER, Slot.AREA_MAP]


def test_a_slot_is_kept_when_only_a_title_changes() -> None:
    case = drawn_case()
    first = pictures_of(case)[0]

    changes = gestures.changing_picture(case, first, replace(first, title="אחרת"))

    assert [one.path for one in changes] == ["maps.pictures/picture-1/title"]


def test_all_that_is_drawn_on_it_goes_when_a_picture_is_removed() -> None:
    case = drawn_case()

    removed = after(case, gestures.removing_picture(case, "picture-1"))

    assert [one.id for one in pictures_of(removed)] == ["picture-2"]
    assert removed.rows("maps.annotations") == ()
    assert removed.rows("maps.control_points") == ()


def test_annotations_are_a_group_and_none_when_they_are_grouped_and_apart_again() -> None:
    case, marks = drawn_case(), marked_picture().annotations

    grouped = after(case, gestures.grouping(case, marks, "h"))
    apart = after(grouped, gestures.grouping(grouped, pictures_of(grouped)[0].annotations, ""))

    assert {one.group for one in pictures_of(grouped)[0].annotations} == {"h"}
    assert {one.group for one in pictures_of(apart)[0].annotations} == {""}


def test_annotations_of_one_picture_are_ordered_when_another_lies_between() -> None:
    case = drawn_case()
    other = Annotation("other", AnnotationKind.MARKER, ((1, 1),))
    case = after(case, gestures.adding_annotations(case, "picture-2", [other], behind="mark-1"))

    ordered = after(case, gestures.ordering_annotations(case, ["mark-3", "mark-1", "mark-2"]))

    assert [one.id for one in pictures_of(ordered)[0].annotations] == ["mark-3", "mark-1", "mark-2"]
    assert [row.id for row in ordered.rows("maps.annotations")][1] == "other"


def test_control_points_change_when_their_place_is_known_better() -> None:
    case = drawn_case()
    point = marked_picture().control_points[0]
    better = replace(point, x=13.0, east=Decimal("180001"))

    changes = gestures.changing_control_point(case, point, better)

    assert [(one.path, one.new) for one in changes] == [
        ("maps.control_points/at-1/point", "13,40"),
        ("maps.control_points/at-1/east", "180001"),
    ]


def test_broken_rows_are_told_when_a_mark_has_too_few_points_or_no_kind() -> None:
    case = decode_case(
        "c1",
        {
            "maps.pictures": [{"id": "p", "file": "a" * 64}],
            "maps.annotations": [
                {"id": "arrow", "picture": "p", "kind": "arrow", "points": "1,1"},
                {"id": "what", "picture": "p", "points": "1,1"},
            ],
            "maps.control_points": [{"id": "nowhere", "picture": "p", "point": "1,1"}],
        },
    )

    assert [(row.path, row.problem.code) for row in broken_rows(case)] == [
        ("maps.annotations/arrow", "points_too_few"),
        ("maps.annotations/what", "annotation_without_kind"),
        ("maps.control_points/nowhere", "control_point_without_place"),
    ]
    assert len(pictures_of(case)) == 1


def test_words_of_blanks_alone_say_nothing_when_they_are_written() -> None:
    case, blur = drawn_case(), marked_picture().annotations[2]

    changes = gestures.adding_annotations(case, "picture-1", [replace(blur, id="n", text=" \n")])

    row = after(case, changes).row("maps.annotations", "n")
    assert row is not None
    assert "text" not in row.cells


def test_only_the_row_that_changed_is_read_anew_when_one_annotation_is_moved() -> None:
    case, marks = drawn_case(), marked_picture().annotations
    before = pictures_of(case)[0].annotations

    moved = replace(marks[0], points=((1.0, 2.0),))
    now = pictures_of(after(case, gestures.changing_annotation(case, marks[0], moved)))[0]

    assert now.annotations[0] == moved
    assert [new is old for new, old in zip(now.annotations, before, strict=True)] == [
        False, True, True,
    ]  # fmt: skip
