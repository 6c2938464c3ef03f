"""Amounts in words, checked by a small reader of the grammar."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shamay_desktop.domain.valuation.words import (
    LARGEST,
    amount_in_words,
    number_in_english,
    number_in_hebrew,
)
from shamay_desktop.i18n.language import Language

HE, EN = Language.HE, Language.EN
whole = st.one_of(st.integers(0, LARGEST), st.integers(0, 10**7), st.integers(0, 1200))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (350_000, "שלוש מאות וחמישים אלף"),
        (2_000_000, "שני מיליון"),
        (10_000, "עשרת אלפים"),
        (11_000, "אחד עשר אלף"),
        (1_305_000, "מיליון שלוש מאות וחמישה אלף"),
        (5_700_000, "חמישה מיליון ושבע מאות אלף"),
        (1_305_250, "מיליון שלוש מאות וחמישה אלף מאתיים וחמישים"),
        (2_450_000, "שני מיליון ארבע מאות וחמישים אלף"),
        (12_000_000, "שנים עשר מיליון"),
        (2_000, "אלפיים"),
        (1_001, "אלף ואחד"),
        (1_002_000, "מיליון ואלפיים"),
        (112, "מאה ושנים עשר"),
        (10**12, "טריליון"),
        (3 * 10**9, "שלושה מיליארד"),
    ],
)
def test_hebrew_when_number_is_known_then_is_said_as_the_field_says_it(
    number: int, words: str
) -> None:
    assert number_in_hebrew(number) == words


@pytest.mark.parametrize(
    ("amount", "hebrew", "english"),
    [
        ("0", "אפס שקלים חדשים", "zero new shekels"),
        ("1", "שקל חדש אחד", "one new shekel"),
        ("2", "שני שקלים חדשים", "two new shekels"),
        ("3", "שלושה שקלים חדשים", "three new shekels"),
        (
            "5700000",
            "חמישה מיליון ושבע מאות אלף שקלים חדשים",
            "five million seven hundred thousand new shekels",
        ),
        ("0.01", "אגורה אחת", "one agora"),
        (
            "21.50",
            "עשרים ואחד שקלים חדשים וחמישים אגורות",
            "twenty-one new shekels and fifty agorot",
        ),
        ("1.02", "שקל חדש אחד ושתי אגורות", "one new shekel and two agorot"),
        ("0.12", "שתים עשרה אגורות", "twelve agorot"),
        ("-5", "מינוס חמישה שקלים חדשים", "minus five new shekels"),
    ],
)
def test_amount_when_in_shekels_then_is_said_in_both_languages(
    amount: str, hebrew: str, english: str
) -> None:
    assert amount_in_words(Decimal(amount), HE) == hebrew
    assert amount_in_words(Decimal(amount), EN) == english


@pytest.mark.parametrize("amount", ["0.001", "1000000000000000"])
def test_amount_when_it_cannot_be_said_then_is_an_error(amount: str) -> None:
    with pytest.raises(ValueError, match=re.escape(amount)):
        amount_in_words(Decimal(amount), HE)


@given(whole)
@example(LARGEST)
def test_hebrew_when_read_back_then_is_the_same_number(number: int) -> None:
    assert read_hebrew(number_in_hebrew(number)) == number


@given(whole)
@example(LARGEST)
def test_english_when_read_back_then_is_the_same_number(number: int) -> None:
    assert read_english(number_in_english(number)) == number


@given(whole)
def test_hebrew_when_said_then_each_and_binds_and_no_word_is_empty(number: int) -> None:
    words = number_in_hebrew(number)
    assert "  " not in words
    assert not words.startswith("ו")
    assert "וו" not in words.replace(" ו", " ")


ONES = {
    "אחד": 1, "שניים": 2, "שנים": 2, "שני": 2, "שלושה": 3, "ארבעה": 4, "חמישה": 5, "שישה": 6,
    "שבעה": 7, "שמונה": 8, "תשעה": 9, "עשרה": 10, "שלוש": 3, "ארבע": 4, "חמש": 5, "שש": 6,
    "שבע": 7, "תשע": 9, "שלושת": 3, "ארבעת": 4, "חמשת": 5, "ששת": 6, "שבעת": 7, "שמונת": 8,
    "תשעת": 9, "עשרת": 10, "עשר": 10, "עשרים": 20, "שלושים": 30, "ארבעים": 40, "חמישים": 50,
    "שישים": 60, "שבעים": 70, "שמונים": 80, "תשעים": 90, "מאה": 100, "מאתיים": 200,
}  # fmt: skip
SCALES = {
    "אלף": 1000, "אלפים": 1000, "מיליון": 10**6, "מיליארד": 10**9, "טריליון": 10**12,
}  # fmt: skip


def read_hebrew(text: str) -> int:
    """The number of Hebrew words, without the printer's tables."""
    if text == "אפס":
        return 0
    number = group = 0
    for word in (raw.removeprefix("ו") for raw in text.split()):
        if word == "מאות":
            group = group // 10 * 10 + group % 10 * 100
        elif word == "אלפיים":
            number, group = number + 2000, 0
        elif word in SCALES:
            number, group = number + (group or 1) * SCALES[word], 0
        else:
            group += ONES[word]
    return number + group


SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
EN_ONES = {word: n for n, word in enumerate(SMALL)} | {
    word: n * 10 for n, word in enumerate(TENS, start=2)
}
EN_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def read_english(text: str) -> int:
    """The number of English words."""
    number = group = 0
    for word in text.replace("-", " ").split():
        if word == "hundred":
            group *= 100
        elif word in EN_SCALES:
            number, group = number + group * EN_SCALES[word], 0
        else:
            group += EN_ONES[word]
    return number + group
