"""Words found on a page, and the words under a point or in a dragged box."""

import pytest

from shamay_desktop.domain.reading.page_text import Box, Line, Method, PageText, Word
from shamay_desktop.domain.reading.searching import (
    find,
    folded,
    hits,
    line_at,
    word_at,
    words_in,
)


def _line(top: float, *words: str) -> Line:
    """Words of 40 points from the right, the first at 540."""
    boxes = [(500.0 - 50 * at, top, 540.0 - 50 * at, top + 10) for at in range(len(words))]
    return Line(tuple(Word(text, box) for text, box in zip(words, boxes, strict=True)))


PAGE = PageText(
    1,
    595,
    842,
    Method.TEXT,
    (
        _line(100, "שטח", "97.60", "מ״ר", "(רשום)"),
        _line(120, "זכות", "מעבר", "חופשי", "להולכי"),
        _line(140, "רגל", "וכלי", "Premium", "תש״ך–1960"),
    ),
)


def _box(line: int, first: int, last: int) -> Box:
    top = 100.0 + 20 * line
    return 500.0 - 50 * last, top, 540.0 - 50 * first, top + 10


@pytest.mark.parametrize(
    ("words", "boxes"),
    [
        ("97.60", [_box(0, 1, 1)]),
        ('מ"ר', [_box(0, 2, 2)]),
        ("מ''ר", [_box(0, 2, 2)]),
        ('97.60  מ"ר', [_box(0, 1, 2)]),
        ("רשום", [_box(0, 3, 3)]),
        ("להולכי רגל", [_box(1, 3, 3), _box(2, 0, 0)]),
        ("חופשי להולכי רגל וכלי", [_box(1, 2, 3), _box(2, 0, 1)]),
        ("PREMIUM", [_box(2, 2, 2)]),
        ('תש"ך-1960', [_box(2, 3, 3)]),
        ("חָפשי", []),
        ("חֻופשי", [_box(1, 2, 2)]),
        ("  ", []),
        ("אין", []),
    ],
)
def test_words_when_looked_for_then_their_boxes_line_by_line(words: str, boxes: list[Box]) -> None:
    assert list(find(PAGE, words)) == boxes


def test_words_that_stand_several_times_then_are_all_found_from_the_top() -> None:
    page = PageText(1, 595, 842, Method.TEXT, (_line(100, "גוש", "גוש"), _line(120, "הגוש")))
    assert [len(hit) for hit in hits(page, "גוש")] == [1, 1, 1]
    assert [hit[0][1] for hit in hits(page, "גוש")] == [100, 100, 120]


def test_folding_when_done_twice_then_changes_no_more() -> None:
    for text in ("תש״ך–1960", "שָׁלוֹם", "PreMium", "מ''ר", "ﬁn"):
        assert folded(folded(text)) == folded(text)


def test_a_box_when_dragged_from_any_corner_then_holds_the_words_that_lie_in_it() -> None:
    dragged = (380.0, 95.0, 495.0, 131.0)
    for box in (dragged, (dragged[2], dragged[3], dragged[0], dragged[1])):
        assert [line.text for line in words_in(PAGE, box)] == ["97.60 מ״ר", "מעבר חופשי"]


def test_a_box_when_it_touches_less_than_half_of_a_word_then_leaves_it_out() -> None:
    assert words_in(PAGE, (530.0, 95.0, 560.0, 111.0)) == ()
    assert [line.text for line in words_in(PAGE, (515.0, 95.0, 560.0, 111.0))] == ["שטח"]


def test_a_point_when_in_or_just_beside_a_word_then_is_that_word_and_its_line() -> None:
    word = word_at(PAGE, 460, 105)
    assert word is not None
    assert word.text == "97.60"
    assert word_at(PAGE, 460, 111) is word
    assert word_at(PAGE, 460, 115) is None
    assert line_at(PAGE, 460, 105) is PAGE.lines[0]
    assert line_at(PAGE, 495, 125) is PAGE.lines[1]
    assert line_at(PAGE, 20, 20) is None
