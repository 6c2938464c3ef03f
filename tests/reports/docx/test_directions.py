"""Runs by direction: the order that UAX #9 gives, in Word's terms."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.i18n.bidi import visual
from shamay_desktop.i18n.isolates import isolate, strip_marks
from shamay_desktop.i18n.isolates import isolate_left_to_right as ltr
from shamay_desktop.reports.docx.directions import Embedding, Piece, Span, pieces

_ALPHABET = st.sampled_from("אבגש ab XZ019.,:/-–()[]%₪²½\"'\u2066\u2067\u2068\u2069\u200f")


def flat(found: Sequence[Piece]) -> str:
    """The pieces' text, marks included."""
    return "".join(
        flat(piece.pieces) if isinstance(piece, Embedding) else piece.text for piece in found
    )


def spans(text: str, *, rtl: bool = True) -> list[tuple[str, bool]]:
    """The pieces as text without marks and direction, blank ones left out."""
    return [
        (strip_marks(piece.text), piece.rtl)
        for piece in pieces(text, rtl=rtl)
        if isinstance(piece, Span) and strip_marks(piece.text)
    ]


def test_digits_when_they_stand_in_hebrew_then_share_its_run() -> None:
    assert spans("בקומה 3 מתוך 8 (משנת 1998)") == [("בקומה 3 מתוך 8 (משנת 1998)", True)]


@pytest.mark.parametrize("number", ["03.11.2026", "1/2", "04-5550123", "5,700,000", "120%"])
def test_a_number_with_separators_when_in_hebrew_then_is_a_left_to_right_run(number: str) -> None:
    assert pieces(f"סך {number} בלבד", rtl=True) == [
        Span("סך ", rtl=True),
        Span(number, rtl=False),
        Span(" בלבד", rtl=True),
    ]


def test_a_latin_name_when_in_hebrew_then_is_a_left_to_right_run_with_its_number() -> None:
    assert spans('חברת Green Oak 2000 (בע"מ)') == [
        ("חברת ", True),
        ("Green Oak 2000", False),
        (' (בע"מ)', True),
    ]


def test_a_hebrew_name_when_in_english_then_keeps_its_brackets_and_number() -> None:
    assert spans("Owner נועה ברק (1/2) since", rtl=False) == [
        ("Owner ", False),
        ("נועה ברק (1/2)", True),
        (" since", False),
    ]


@pytest.mark.parametrize("number", ["1/2", "396/168", "5,700,000", "142.3", "12.05.2026", "3.2%"])
def test_a_plain_number_when_isolated_then_is_a_left_to_right_run_without_marks(
    number: str,
) -> None:
    assert pieces(f"סך {ltr(number)} בלבד", rtl=True) == [
        Span("סך ", rtl=True),
        Span(number, rtl=False),
        Span(" בלבד", rtl=True),
    ]


@pytest.mark.parametrize("words", ["1.5–2 km", "-3.2%", "98.5 m²", "(a) 2"])
def test_a_left_to_right_isolate_when_neutral_at_its_edge_then_is_held_by_marks(
    words: str,
) -> None:
    found = pieces(f"טווח {ltr(words)}, 7 בלבד", rtl=True)
    assert found == [
        Span("טווח \u200f", rtl=True),
        Span(f"\u200e{words}\u200e", rtl=False),
        Span("\u200f, 7 בלבד", rtl=True),
    ]


def test_a_plan_number_with_hebrew_letters_when_isolated_then_reads_on_in_hebrew() -> None:
    assert spans(f"תכנית {ltr('מק/340/ג/21/ב')} בתוקף") == [("תכנית מק/340/ג/21/ב בתוקף", True)]


def test_an_isolate_of_both_directions_when_against_its_paragraph_then_is_embedded() -> None:
    found = pieces(f"א {isolate('Tower ב 5')} ג", rtl=True)
    embedded = [piece for piece in found if isinstance(piece, Embedding)]
    assert embedded == [Embedding((Span("Tower ", rtl=False), Span("ב 5", rtl=True)), rtl=False)]


def test_a_number_when_isolated_within_hebrew_in_english_then_goes_with_the_hebrew() -> None:
    found = spans(f"At גוש {ltr('6109')}, חלקה 5 now", rtl=False)
    assert found == [("At ", False), ("גוש 6109, חלקה 5", True), (" now", False)]


def test_an_isolate_within_an_isolate_when_it_goes_the_paragraph_s_way_then_adds_nothing() -> None:
    inner = '\u2067142 מ"ר\u2069'
    assert spans(f"שטח {isolate(inner)}") == [('שטח 142 מ"ר', True)]


@given(st.text(_ALPHABET, max_size=60), st.booleans())
def test_any_text_when_split_then_no_character_is_lost_or_moved(text: str, rtl: bool) -> None:
    assert strip_marks(flat(pieces(text, rtl=rtl))) == strip_marks(text)


@given(st.text(_ALPHABET, max_size=60), st.booleans())
def test_any_text_when_split_then_no_isolate_is_left(text: str, rtl: bool) -> None:
    assert not set(flat(pieces(text, rtl=rtl))) & set("\u2066\u2067\u2068\u2069")


@given(st.text(st.sampled_from("אב ab019.,-()/"), max_size=40))
def test_a_number_or_a_name_when_isolated_in_hebrew_then_a_unicode_reader_sees_the_same_order(
    words: str,
) -> None:
    """What LibreOffice sees (UAX #9 over the file's text) is what the isolates asked for."""
    if not words.strip() or any(letter in "אב" for letter in words):
        return
    text = f"אב {ltr(words)}, 7 גד"
    assert visual(flat(pieces(text, rtl=True)), 1) == visual(text, 1)
