"""Line breaking and the look of lines: no word lost, none doubled, none out of its box."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.report_content import Footnote, Run
from shamay_desktop.i18n.isolates import isolate_left_to_right as ltr
from shamay_desktop.reports.pdf.drawing import Stroke, Words
from shamay_desktop.reports.pdf.faces import load, shipped_faces
from shamay_desktop.reports.pdf.measures import DEFAULT, Align, Style
from shamay_desktop.reports.pdf.typesetting import Typesetter, line_ranges
from tests.reports.pdf.sample_report import SENTENCE, words

_TEXT = st.text("אבגדהabc 12-־/().,\u05b8\u2066\u2069", max_size=120)


def _setter(*, right_to_left: bool = True) -> Typesetter:
    return Typesetter(load(shipped_faces()), right_to_left=right_to_left)


def _shown(
    setter: Typesetter, text: str, width: float = 1000.0, style: Style = DEFAULT.body
) -> list[str]:
    lines = setter.lines(words(text), style, width)
    return ["".join(piece.text for piece in line.pieces) for line in lines]


@given(_TEXT, st.integers(1, 30))
def test_line_ranges_when_any_text_and_width_then_only_spaces_fall_between_lines(
    text: str, width: int
) -> None:
    advances = [float(at) for at in range(len(text) + 1)]
    ranges = line_ranges(text, advances, float(width))
    assert ranges[0][0] == 0
    assert text[ranges[-1][1] :].strip(" ") == ""
    for (_, end), (start, _) in pairwise(ranges):
        assert start >= end
        assert text[end:start].strip(" ") == ""
    assert all(start <= end for start, end in ranges)


@given(_TEXT.map(lambda text: text.replace("\u05b8", "").replace("\u2066", "")), st.integers(2, 30))
def test_line_ranges_when_nothing_hangs_on_letters_then_every_line_fits(
    text: str, width: int
) -> None:
    text = text.replace("\u2069", "")
    advances = [float(at) for at in range(len(text) + 1)]
    ranges = line_ranges(text, advances, float(width))
    assert all(end - start <= width for start, end in ranges)


@given(st.lists(st.sampled_from(["דירה", "abc", "12", "קומה", "שלישית"]), min_size=1))
def test_lines_when_words_are_set_then_each_word_stands_once(tokens: list[str]) -> None:
    shown = " ".join(_shown(_setter(), " ".join(tokens), 90.0)).split()
    as_set = [word[::-1] if word[0] in "דקש" else word for word in tokens]
    assert sorted(shown) == sorted(as_set)


def test_lines_when_spaces_end_the_text_then_they_make_no_line_of_their_own() -> None:
    setter = _setter()
    width = setter.families.body.regular.width("אבג", DEFAULT.body.size)
    assert _shown(setter, "אבג   ", width) == ["גבא"]


def test_lines_when_a_word_is_longer_than_the_line_then_it_is_divided_and_whole() -> None:
    word = "א" * 400
    lines = _shown(_setter(), word, 200.0)
    assert len(lines) > 5
    assert "".join(lines) == word


def test_lines_when_hebrew_then_visual_order_with_brackets_mirrored() -> None:
    text = f"תכנית {ltr('340/21 (A)')} [בתוקף]"
    assert _shown(_setter(), text) == ["[ףקותב] 340/21 (A) תינכת"]


def test_lines_when_english_then_logical_order_is_kept() -> None:
    assert _shown(_setter(right_to_left=False), "Plan (340/21)") == ["Plan (340/21)"]


def test_lines_when_a_look_changes_inside_a_line_then_pieces_stand_in_visual_order() -> None:
    runs = (Run("שווי "), Run("(מודגש)", bold=True), Run(" 12"))
    (line,) = _setter().lines(runs, DEFAULT.body, 500.0)
    assert [piece.text for piece in line.pieces] == ["12 ", "(שגדומ)", " יווש"]


def test_lines_when_text_has_line_breaks_then_each_starts_a_line() -> None:
    assert _shown(_setter(), "אב\nגד\r\n\nהו") == ["בא", "דג", "", "וה"]


@pytest.mark.parametrize("text", ["", " ", "\n \n", "\u2066\u2069"])
def test_lines_when_there_is_nothing_to_print_then_no_marks(text: str) -> None:
    setter = _setter()
    lines = setter.lines(words(text), DEFAULT.body, 300.0)
    assert not [w for line in lines for w in setter.place(line, DEFAULT.body, 0, 300.0, 0)]


def test_place_when_justified_then_both_edges_are_reached_and_the_last_line_is_not_stretched() -> (
    None
):
    setter = _setter()
    lines = setter.lines(words(SENTENCE * 3), DEFAULT.body, 300.0)
    for line in lines:
        marks = [
            m for m in setter.place(line, DEFAULT.body, 10.0, 300.0, 0) if isinstance(m, Words)
        ]
        last = marks[-1]
        right = last.x + last.font.width(last.text, last.size) + last.gap * last.text.count(" ")
        assert right == pytest.approx(310.0, abs=0.01)
        assert (marks[0].x == pytest.approx(10.0, abs=0.01)) == (line is not lines[-1])


@pytest.mark.parametrize(
    ("align", "right_to_left", "side"),
    [
        (Align.START, True, "right"),
        (Align.START, False, "left"),
        (Align.END, True, "left"),
        (Align.END, False, "right"),
        (Align.RIGHT, False, "right"),
        (Align.RIGHT, True, "right"),
    ],
)
def test_place_when_aligned_then_on_the_side_of_the_language(
    align: Align, right_to_left: bool, side: str
) -> None:
    setter = _setter(right_to_left=right_to_left)
    style = Style(align=align)
    (line,) = setter.lines("12", style, 100.0)
    (mark,) = setter.place(line, style, 0.0, 100.0, 0.0)
    assert isinstance(mark, Words)
    assert mark.x == pytest.approx(0.0 if side == "left" else 100.0 - line.width)


def test_place_when_underlined_then_a_stroke_as_wide_as_the_words() -> None:
    setter = _setter()
    (line,) = setter.lines((Run("קו", underline=True),), DEFAULT.body, 100.0)
    stroke = next(m for m in setter.place(line, DEFAULT.body, 0, 100.0, 0) if isinstance(m, Stroke))
    assert stroke.x2 - stroke.x1 == pytest.approx(line.width)


def test_lines_when_a_note_follows_a_number_then_its_mark_is_on_the_reading_side() -> None:
    setter = _setter()
    (line,) = setter.lines((Run("שטח 98"), Footnote(words("נסח"))), DEFAULT.body, 300.0)
    assert [piece.text for piece in line.pieces] == ["1", "98 חטש"]
    assert [note.number for note in line.notes] == [1]


def test_lines_when_a_face_lacks_a_character_then_the_other_lends_it() -> None:
    setter = _setter()
    body, sans = setter.families.body.regular, setter.families.sans.regular
    lent = next(chr(code) for code in range(0x20A0, 0x2300)
                if body.lacks(chr(code)) and not sans.lacks(chr(code)))  # fmt: skip
    (line,) = setter.lines(words(f"א{lent}"), DEFAULT.body, 300.0)
    assert {piece.look.font for piece in line.pieces} == {body, sans}
    assert setter.without_glyph == set()


def test_lines_when_no_face_has_a_character_then_it_is_reported() -> None:
    setter = _setter()
    setter.lines(words("א\u4e2d"), DEFAULT.body, 300.0)
    assert setter.without_glyph == {"\u4e2d"}


def test_longest_word_when_hyphen_between_letters_then_it_may_part_there_but_not_in_numbers() -> (
    None
):
    setter = _setter()
    assert setter.longest_word("בית-ספר", DEFAULT.label) < setter.longest_word(
        "ביתספר", DEFAULT.label
    )
    joined = setter.longest_word("03-5550123", DEFAULT.label)
    assert joined == pytest.approx(setter.families.body.bold.width("03-5550123", 12.0))
