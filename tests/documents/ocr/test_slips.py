"""Usual slips of the engine: mended in Hebrew words, never where a figure stands."""

import pytest

from shamay_desktop.documents.ocr.slips import mended


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("מייר", 'מ"ר'), ("מ'יר;", 'מ"ר;'), ("מי'ר", 'מ"ר'), ("יחייד", 'יח"ד'),
        ("בעיימ", 'בע"מ'), ("ממיידים", 'ממ"דים'), ("סהייכ", 'סה"כ'), ("עייי", 'ע"י'),
        ("התשייל", 'התש"ל'), ("תשמייא", 'תשמ"א'), ("תשסייח", 'תשס"ח'), ("(מתייי)", '(מת"י)'),
        ("מייר;הול", 'מ"ר;הול'), ("מכוםה", "מכומה"), ("ובעיימ", 'ובע"מ'),
    ],
)  # fmt: skip
def test_a_slip_when_mended_then_is_the_word_that_was_printed(read: str, right: str) -> None:
    assert mended(read) == right


@pytest.mark.parametrize(
    "word",
    ["דיירים", "דייר", "בנייה", "קיים", "שייח", "מיים", "חיים", "עיים", "הבניין", "היי", "שטחים",
     'מ"ר', "שלום", "בניין", "שמיים"],
)  # fmt: skip
def test_a_real_word_when_mended_then_stays(word: str) -> None:
    assert mended(word) == word


@pytest.mark.parametrize("word", ["30.27מייר", "מ5ייר", "1O4", "104/5975", "l0", "12יחייד"])
def test_a_word_with_a_figure_or_without_hebrew_when_mended_then_stays(word: str) -> None:
    assert mended(word) == word
