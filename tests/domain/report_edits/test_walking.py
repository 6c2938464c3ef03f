"""Parts of an arranged report: what is selected, where it goes, where hidden blocks would stand."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.report_content import Paragraph, Run
from shamay_desktop.domain.report_edits import gestures
from shamay_desktop.domain.report_edits.arrangement import OwnPicture, arrangement_of
from shamay_desktop.domain.report_edits.arranging import Arranged, arranged
from shamay_desktop.domain.report_edits.generated import verbatim_field
from shamay_desktop.domain.report_edits.keys import keyed
from shamay_desktop.domain.report_edits.rich_text import words
from shamay_desktop.domain.report_edits.walking import (
    Part,
    before,
    fields_of,
    hidden_behind,
    part_at,
    part_of,
    parts_of,
    place_above,
    place_below,
)
from shamay_desktop.domain.report_places import BlockPlace
from tests.domain.report_edits.reports import report

NO_CASE = Case("case-1")
QUIET, SEA = "words:surroundings.text", "words:surroundings.text#2"
ROOMS, FLOOR = "line:unit.rooms", "line:unit.floor"


def shown(case: Case) -> Arranged:
    """The report of a case."""
    return arranged(report(), arrangement_of(case))


def walked(case: Case, places: Sequence[BlockPlace] = ()) -> tuple[Part, ...]:
    """Its parts."""
    return parts_of(shown(case), places)


def keys(case: Case) -> list[str]:
    """Keys of its parts."""
    return [part.key for part in walked(case)]


def stepped(case: Case, key: str, step: int, row: str = "m1") -> Case:
    """The case with a part moved one step down (1) or up (-1)."""
    target = (place_below if step > 0 else place_above)(walked(case), key)
    if target is None:
        return case
    behind = before(walked(case), key)
    return after(case, gestures.move(case, key, target.after, target.section, row, behind))


def added(case: Case, text: str, behind: str, row: str) -> Case:
    """The case with an own text."""
    return after(case, gestures.add_text(case, words(text), behind, "heading:1.1", row))


def test_parts_when_walked_then_are_chapters_headings_lines_and_blocks_in_reading_order() -> None:
    found = keys(NO_CASE)
    assert found[:6] == [
        "chapter:property", "heading:1.1", QUIET, SEA, "heading:1.2", ROOMS
    ]  # fmt: skip
    assert FLOOR in found
    assert len(set(found)) == len(found)
    assert part_of(walked(NO_CASE), SEA) == Part(SEA, "heading:1.1", walked(NO_CASE)[3].blocks)
    assert fields_of(walked(NO_CASE)[3]) == ("surroundings.text",)


def test_an_own_text_when_it_has_several_blocks_then_is_one_part() -> None:
    case = added(NO_CASE, "אחת\nשתיים\nשלוש", QUIET, "o1")
    part = part_of(walked(case), "own:o1")
    assert part is not None
    assert len(part.blocks) == 3
    assert "own:o1/1" not in keys(case)


def test_a_line_when_it_continues_below_its_label_then_is_one_place() -> None:
    places = (
        BlockPlace(FLOOR, 2, 60, 100, 400, 18),
        BlockPlace("line:building.floors", 2, 60, 118, 400, 18),
    )
    part = part_at(walked(NO_CASE, places), 2, 70, 130)
    assert part is not None
    assert part.key == FLOOR
    assert part.places == (BlockPlace(FLOOR, 2, 60, 100, 400, 36),)
    assert part_at(walked(NO_CASE, places), 1, 70, 130) is None


def test_a_page_break_when_shown_then_stands_over_the_page_that_it_opens() -> None:
    case = after(NO_CASE, gestures.add_break(NO_CASE, QUIET, "heading:1.1", "b1"))
    part = part_of(walked(case, (BlockPlace(SEA, 3, 60, 92, 400, 18),)), "own:b1")
    assert part is not None
    assert [place.page for place in part.places] == [3]
    assert part.places[0].y + part.places[0].height <= 92


def test_a_part_when_moved_down_and_up_then_is_where_it_was() -> None:
    stood = keys(NO_CASE)
    case = stepped(NO_CASE, QUIET, 1)
    assert keys(case).index(QUIET) == stood.index(SEA)
    assert keys(stepped(case, QUIET, -1)) == stood


def test_a_heading_when_moved_then_stays() -> None:
    assert place_above(walked(NO_CASE), "heading:1.2") is None
    assert place_below(walked(NO_CASE), "chapter:property") is None


def test_own_blocks_behind_one_another_when_moved_then_change_places_and_none_is_lost() -> None:
    case = added(added(NO_CASE, "אלף", QUIET, "a"), "בית", "own:a", "b")
    case = stepped(case, "own:a", 1)
    found = keys(case)
    assert found.index("own:b") == found.index(QUIET) + 1
    assert found.index("own:a") == found.index("own:b") + 1
    assert not shown(case).remarks


@given(st.lists(st.tuples(st.sampled_from([QUIET, SEA, ROOMS, "own:a", "own:b", "own:c"]),
                          st.sampled_from([1, -1])), max_size=14))  # fmt: skip
def test_parts_when_moved_step_by_step_then_each_step_is_exactly_one(
    steps: list[tuple[str, int]],
) -> None:
    case = added(added(NO_CASE, "אלף", QUIET, "a"), "בית", "own:a", "b")
    case = added(case, "גימל", QUIET, "c")
    for number, (key, step) in enumerate(steps):
        stood = keys(case)
        at = stood.index(key)
        target = (place_below if step > 0 else place_above)(walked(case), key)
        case = stepped(case, key, step, f"m{number}")
        expected = list(stood)
        if target is not None:
            expected.insert(at + step, expected.pop(at))
        if [each for each in expected if not each.startswith("heading:")] != [
            each for each in keys(case) if not each.startswith("heading:")
        ]:
            raise AssertionError((stood, key, step, keys(case)))
        assert not shown(case).remarks


def test_hidden_blocks_when_asked_then_are_named_behind_what_stands_before_them() -> None:
    case = after(NO_CASE, gestures.hide(NO_CASE, SEA, "h1"))
    case = after(case, gestures.hide(case, FLOOR, "h2"))
    behind = hidden_behind(keyed(report()), shown(case), walked(case))
    assert behind == {QUIET: (SEA,), ROOMS: (FLOOR,)}


def test_a_paragraph_when_it_is_a_fields_text_alone_then_names_the_field() -> None:
    path = "environment.description"
    case = after(NO_CASE, setting(NO_CASE, path, Value.of("שכונה שקטה")))
    alone = Paragraph((Run("שכונה ", field=path), Run("שקטה", field=path)))
    assert verbatim_field(case, alone) == path
    assert verbatim_field(case, Paragraph((Run("הסביבה: "), *alone.inlines))) is None
    assert verbatim_field(NO_CASE, alone) is None


def test_an_own_picture_when_changed_then_keeps_its_place() -> None:
    case = after(
        NO_CASE, gestures.add_picture(NO_CASE, OwnPicture("f" * 64), QUIET, "heading:1.1", "p1")
    )
    other = OwnPicture("e" * 64, caption="חזית", crop=(0, 0, 500, 500))
    case = after(case, gestures.edit_picture(case, "p1", other))
    assert arrangement_of(case).changes[0].picture == other
    case = after(case, gestures.edit_picture(case, "p1", OwnPicture("e" * 64)))
    assert arrangement_of(case).changes[0].picture == OwnPicture("e" * 64)
    assert keys(case).index("own:p1") == keys(case).index(QUIET) + 1
