"""Differences between two states of a case, and their words."""

from dataclasses import replace
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.differences import NOTHING, differences, worded
from shamay_desktop.domain.editing import after
from shamay_desktop.domain.edits import ORDER
from shamay_desktop.domain.maps.gestures import (
    changing_annotations,
    changing_picture,
    removing_picture,
)
from shamay_desktop.domain.maps.reading import pictures_of
from shamay_desktop.domain.measuring.gestures import changing_shapes
from shamay_desktop.domain.measuring.reading import sheets_of
from shamay_desktop.i18n.language import Language
from tests.drawn_case import drawn_case
from tests.filled_case import filled_case


def _case(**contents: Value | str) -> Case:
    values = {
        name.replace("__", "."): told if isinstance(told, Value) else Value.of(told)
        for name, told in contents.items()
    }
    return Case("c", MappingProxyType(values))


def _rows(*rows: tuple[str, dict[str, str]]) -> Value:
    made = (Row(key, {name: Value.of(told) for name, told in cells.items()}) for key, cells in rows)
    return Value.of(tuple(made))


def _told(before: Case, later: Case) -> list[tuple[str, str, str]]:
    found = (worded(each, Language.EN) for each in differences(before, later))
    return [(each.label, each.before, each.after) for each in found]


def test_a_field_when_it_says_something_else_then_both_words_stand_beside_its_label() -> None:
    before, after = _case(address__city="חיפה"), _case(address__city="עכו")
    assert _told(before, after) == [("City", "חיפה", "עכו")]


def test_a_choice_when_changed_then_its_labels_are_told_and_not_its_codes() -> None:
    before, after = _case(report__kind="full"), _case(report__kind="comprehensive")
    assert [words[1:] for words in _told(before, after)] == [
        ("Full valuation", "Comprehensive valuation")
    ]


def test_a_value_when_only_its_source_changed_then_nothing_differs() -> None:
    typed = Value.of("חיפה", Provenance(Origin.TYPED, by="a@b"))
    read = Value.of("חיפה", Provenance(Origin.DOCUMENT, document="ab"))
    assert differences(_case(address__city=typed), _case(address__city=read)) == ()


def test_a_value_when_left_empty_then_it_is_as_if_it_was_never_asked() -> None:
    assert differences(_case(), _case(address__city=Value(State.EMPTY))) == ()


def test_a_value_when_it_comes_or_goes_then_the_other_side_is_a_dash() -> None:
    assert [words[1:] for words in _told(_case(), _case(address__city="עכו"))] == [(NOTHING, "עכו")]
    assert [words[1:] for words in _told(_case(address__city="עכו"), _case())] == [("עכו", NOTHING)]


def test_a_cell_when_changed_then_its_row_has_its_number_and_its_column_its_label() -> None:
    before = _case(comparables=_rows(("a", {"address": "א"}), ("b", {"address": "ב"})))
    after = _case(comparables=_rows(("a", {"address": "א"}), ("b", {"address": "ג"})))
    (found,) = differences(before, after)
    assert (found.path, found.number) == ("comparables/b/address", 2)
    label, *words = _told(before, after)[0]
    assert " › 2 › " in label
    assert words == ["ב", "ג"]


def test_rows_when_they_come_and_go_then_each_is_one_difference() -> None:
    before = _case(comparables=_rows(("a", {"address": "א"})))
    after = _case(comparables=_rows(("b", {"address": "ב"})))
    assert [each.path for each in differences(before, after)] == ["comparables/a", "comparables/b"]
    assert [words[1:] for words in _told(before, after)] == [("א", NOTHING), (NOTHING, "ב")]


def test_rows_when_in_another_order_then_the_order_is_the_difference() -> None:
    before = _case(comparables=_rows(("a", {"address": "א"}), ("b", {"address": "ב"})))
    after = _case(comparables=_rows(("b", {"address": "ב"}), ("a", {"address": "א"})))
    assert [each.path for each in differences(before, after)] == [f"comparables/{ORDER}"]


def test_changes_of_the_report_when_they_differ_then_they_are_one_difference() -> None:
    changes = _rows(("a", {"kind": "hidden"}), ("b", {"kind": "hidden"}))
    after = Case("c", {"report.changes": changes})
    assert [words[1:] for words in _told(_case(), after)] == [(NOTHING, "2")]


def test_any_field_when_it_comes_or_goes_then_there_are_words_for_it() -> None:
    """No kind of field leaves a reviewer without words."""
    case = filled_case()
    for before, later in ((Case("c"), case), (case, Case("c"))):
        for found in differences(before, later):
            for language in Language:
                told = worded(found, language)
                assert told.label
                assert (told.before, told.after) != ("", "")


def test_what_is_drawn_is_one_line_when_many_shapes_and_marks_differ() -> None:
    case = drawn_case()
    sheet, picture = sheets_of(case)[1], pictures_of(case)[0]
    shapes = [(one, replace(one, points=one.points[::-1])) for one in sheet.shapes]
    marks = [(one, replace(one, text="x")) for one in picture.annotations]
    other = after(case, changing_shapes(case, shapes))
    other = after(other, changing_annotations(other, marks))

    assert [each.path for each in differences(case, other)] == [
        "maps.annotations", "plans.shapes",
    ]  # fmt: skip


def test_a_pictures_source_is_told_in_words_and_its_outline_as_seen_when_they_differ() -> None:
    case = drawn_case()
    picture = pictures_of(case)[0]
    changed = replace(picture, source="צילום", crop=(), drawn="d" * 64, drawn_of="e" * 64)
    other = after(case, changing_picture(case, picture, changed))

    told = [worded(each, Language.EN) for each in differences(case, other)]

    assert [(each.path.rpartition("/")[2], each.before, each.after) for each in told] == [
        ("source", "אתר המפות הממשלתי", "צילום"),
        ("crop", "…", "–"),
    ]


def test_no_hash_is_told_when_a_picture_comes() -> None:
    case = drawn_case()
    gone = after(case, removing_picture(case, "picture-2"))

    (told,) = (worded(each, Language.EN) for each in differences(gone, case))

    assert told.path == "maps.pictures/picture-2"
    assert "b" * 64 not in told.after
    assert "אתר המפות הממשלתי" in told.after
