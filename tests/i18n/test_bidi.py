"""The visual order of mixed text: Unicode's own cases and the field's strings."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.i18n import bidi
from shamay_desktop.i18n.bidi.characters import brackets, mirrors
from shamay_desktop.i18n.isolates import isolate_left_to_right as ltr
from shamay_desktop.i18n.isolates import strip_marks

UNICODE = Path("/usr/share/unicode")
BASES = {"0": 0, "1": 1, "2": None}
ABSENT = not UNICODE.is_dir() and "CI" not in os.environ  # Debian's unicode-data; CI must have it
needs_unicode_data = pytest.mark.skipif(ABSENT, reason="package unicode-data is not installed")


def _cases() -> list[list[str]]:
    lines = (UNICODE / "BidiCharacterTest.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(";") for line in lines if line and not line.startswith("#")]


@needs_unicode_data
def test_bidi_when_given_each_of_unicodes_cases_then_levels_and_order_agree() -> None:
    cases = _cases()
    wrong = []
    for codes, base, level, levels, order in cases:
        text = "".join(chr(int(code, 16)) for code in codes.split())
        expected = levels.split()
        found = bidi.levels(text, BASES[base])
        kept = [at for at in bidi.visual_order(text, BASES[base]) if expected[at] != "x"]
        agrees = all(want in ("x", str(got)) for want, got in zip(expected, found, strict=True))
        agrees &= kept == [int(at) for at in order.split()]
        agrees &= bidi.resolve(text, BASES[base]).base == int(level)
        if not agrees:
            wrong.append((codes, base))
    assert wrong == []
    assert len(cases) >= 91_707


@needs_unicode_data
def test_tables_when_compared_with_unicodes_files_then_mirrors_and_brackets_agree() -> None:
    def rows(name: str) -> list[list[str]]:
        lines = (UNICODE / name).read_text(encoding="utf-8").splitlines()
        data = (line.partition("#")[0].strip() for line in lines)
        return [line.split("; ") for line in data if line]

    images = {int(a, 16): int(b, 16) for a, b in rows("BidiMirroring.txt")}
    opens = {chr(int(a, 16)): kind == "o" for a, _, kind in rows("BidiBrackets.txt")}
    assert mirrors() == images
    assert {bracket: opening for bracket, (opening, _) in brackets().items()} == opens


@pytest.mark.parametrize(
    ("logical", "shown"),
    [
        ("גוש 6109", "6109 שוג"),
        ("חלקה 396/168", "396/168 הקלח"),
        (f"תכנית {ltr('מק/340/ג/21/ב')} בתוקף", "ףקותב ב/21/ג/340/קמ תינכת"),
        (f"חלק {ltr('1/2')} מהזכויות", "תויוכזהמ 1/2 קלח"),
        (f"קומות {ltr('3–5')}", "3–5 תומוק"),
        (f"שטח {ltr('98.5 m²')} (נטו)", "(וטנ) 98.5 m² חטש"),
        ("עליה של 4.5% בשנה", "הנשב 4.5% לש הילע"),
        (f"ירידה של {ltr('-3.2%')}", "-3.2% לש הדירי"),
        ("ביום 03.06.2025 (שלישי)", "(ישילש) 03.06.2025 םויב"),
        ('מ"ר [רשום]', '[םושר] ר"מ'),
        ("היתר (Permit 12) אושר", "רשוא (Permit 12) רתיה"),
        ("הגג (roof) והגינה", "הניגהו (roof) גגה"),
        ("שווי של 5,700,000 ₪", "₪ 5,700,000 לש יווש"),
        ("טל' 03-5551234", "03-5551234 'לט"),
        ("", ""),
    ],
)
def test_visual_when_a_string_of_the_field_in_hebrew_then_reads_as_on_paper(
    logical: str, shown: str
) -> None:
    assert bidi.visual(logical, bidi.RIGHT_TO_LEFT) == shown


def test_visual_when_english_with_a_hebrew_name_then_only_the_name_is_turned() -> None:
    assert bidi.visual("Street (הרצל) 12", bidi.LEFT_TO_RIGHT) == "Street (לצרה) 12"


def test_visual_when_points_stand_on_letters_then_they_stay_on_them() -> None:
    assert bidi.visual("שָׁלוֹם", bidi.RIGHT_TO_LEFT) == "םוֹלשָׁ"


def test_line_when_a_paragraph_is_broken_then_each_line_is_ordered_alone() -> None:
    text = "גוש abc 12 de"
    paragraph = bidi.resolve(text, bidi.RIGHT_TO_LEFT)
    first = "".join(paragraph.shown(run.start, run.end, run.level) for run in paragraph.line(0, 8))
    second = "".join(paragraph.shown(run.start, run.end, run.level) for run in paragraph.line(8))
    assert first == " abc שוג"
    assert second == "12 de"


def test_line_when_white_space_ends_it_then_it_stands_at_the_end_of_reading() -> None:
    paragraph = bidi.resolve("abc def   ", bidi.RIGHT_TO_LEFT)
    assert [(run.start, run.level) for run in paragraph.line()] == [(7, 1), (0, 2)]


_MIXED = st.text(
    "אבגabc 123,./()[]{}-+%₪\u05b8\u0661\u0627\u202a\u202e\u202c\u2066\u2067\u2068\u2069\t"
)


@given(_MIXED, st.sampled_from([0, 1, None]))
def test_visual_order_when_any_text_then_each_character_stands_once(
    text: str, base: int | None
) -> None:
    assert sorted(bidi.visual_order(text, base)) == list(range(len(text)))


@given(_MIXED)
def test_visual_when_any_text_then_no_character_is_lost_but_the_marks(text: str) -> None:
    def unmirrored(shown: str) -> list[str]:
        return sorted(shown.translate(mirrors()) + shown)

    assert unmirrored(bidi.visual(text, 1)) == unmirrored(strip_marks(text))


@given(st.text("אבגדה .,()\"'"))
def test_resolve_when_text_is_hebrew_alone_then_the_short_way_agrees_with_the_rules(
    text: str,
) -> None:
    with_isolate = bidi.resolve(text + "\u2066\u2069", 1)
    assert with_isolate.levels[: len(text)] == bidi.resolve(text, 1).levels


@given(_MIXED, st.data())
def test_line_when_any_part_of_a_paragraph_then_its_runs_cover_it_once(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    runs = sorted(bidi.resolve(text, 1).line(start, end), key=lambda run: run.start)
    assert "".join(text[run.start : run.end] for run in runs) == text[start:end]
