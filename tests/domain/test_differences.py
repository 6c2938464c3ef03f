"""Differences between two states of a case, and their words."""

from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, State, Value
from shamay_desktop.domain.differences import NOTHING, differences, worded
from shamay_desktop.domain.edits import ORDER
from shamay_desktop.i18n.language import Language
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


def _told(before: Case, after: Case) -> list[tuple[str, str, str]]:
    found = (worded(each, Language.EN) for each in differences(before, after))
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
    for before, after in ((Case("c"), case), (case, Case("c"))):
        for found in differences(before, after):
            for language in Language:
                told = worded(found, language)
                assert told.label
                assert (told.before, told.after) != ("", "")
