"""From characters as they stand to words as they are read, and from pixels to the page."""

import math

import pytest

from shamay_desktop.documents.ocr.glyph import Glyph
from shamay_desktop.documents.ocr.lines import read_runs
from shamay_desktop.documents.ocr.placing import Placing
from shamay_desktop.i18n.bidi import visual


def standing(text: str) -> list[Glyph]:
    """Characters from left to right, 20 pixels each; a blank parts words."""
    word, glyphs = 1, []
    for at, letter in enumerate(text):
        if letter == " ":
            word += 1
        else:
            glyphs.append(Glyph(letter, (20 * at, 0, 20 * at + 18, 30), 0.9, word, 1))
    return glyphs


@pytest.mark.parametrize(
    "text",
    [
        "היתר בניה מספר 140010", "תכנית מק/36/750 בתוקף", "שטח 3010.41 מטר; מעליות",
        "ביום 22/09/2008 בשעה 12:30", "דוא אל Mefakeach Netanya כאן", "חלק 104/5975 ברכוש",
        "רחוב הרצל 17, חיפה", "84(ג)",
    ],
)  # fmt: skip
def test_a_line_when_read_back_then_is_what_was_printed(text: str) -> None:
    brackets = str.maketrans("()", ")(")  # the engine names brackets as they are read
    runs, rtl = read_runs(list(reversed(standing(visual(text, 1).translate(brackets)))))
    assert rtl
    assert " ".join(run.text for run in runs) == text


@pytest.mark.parametrize("shown", ["104/ 5975", "104 / 5975", "104/5975"])
def test_a_share_when_it_stands_with_blanks_then_is_one_word_with_its_sides_in_place(
    shown: str,
) -> None:
    runs, rtl = read_runs(standing(shown))
    assert [run.text for run in runs] == ["104/5975"]
    assert not rtl
    beside_hebrew, _ = read_runs(standing(f"{shown} קלח"))
    assert [run.text for run in beside_hebrew] == ["חלק", "104/5975"]


def test_a_word_when_put_together_then_its_box_holds_its_letters() -> None:
    runs, _ = read_runs(standing("117 םולש"))
    assert [(run.text, run.box) for run in runs] == [
        ("שלום", (80, 0, 158, 30)),
        ("117", (0, 0, 58, 30)),
    ]
    assert runs[1].part(1, 3).text == "17"
    assert runs[1].part(1, 3).box == (20, 0, 58, 30)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, 4.0, -5.5])
def test_a_place_when_turned_and_straightened_then_comes_back_to_the_page(
    turned: int, skew: float
) -> None:
    wide, high, scale, top = 800, 600, 2.0, 50.0  # of the page's picture as shown
    x, y = 300.0, 130.0
    across, down = {
        0: (x, y), 90: (high - y, x), 180: (wide - x, high - y), 270: (y, wide - x)
    }[turned]  # fmt: skip
    size = (wide, high) if turned % 180 == 0 else (high, wide)
    cos, sin = math.cos(math.radians(skew)), math.sin(math.radians(skew))
    left, above = across - size[0] / 2, down - size[1] / 2
    straight = (left * cos - above * sin + size[0] / 2, left * sin + above * cos + size[1] / 2)
    seen = (
        round(straight[0]) - 10,
        round(straight[1]) - 4,
        round(straight[0]) + 10,
        round(straight[1]) + 4,
    )
    box = Placing(*size, turned, skew, scale, top).box(seen)
    assert (box[0] + box[2]) / 2 == pytest.approx(x / scale, abs=0.5)
    assert (box[1] + box[3]) / 2 == pytest.approx(y / scale + top, abs=0.5)
    assert {round(box[2] - box[0]) // 5, round(box[3] - box[1]) // 5} == {2, 0} or skew
