"""The phrase bank's rules: codes, what is seen where, clashes, placeholders."""

import pytest

from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.phrases import (
    GAP,
    by_code,
    clashing,
    filled,
    is_code,
    matching,
    place_of,
    seen_at,
    typed_code,
    unknown_placeholders,
)
from shamay_desktop.domain.records import Phrase
from shamay_desktop.i18n.language import Language

CASE = decode_case(
    "case-1",
    {
        "address.street": "הרי הגלעד",
        "address.house_number": "9",
        "address.city": "רמת גן",
        "visit.date": "2026-03-10",
        "parcel.gush": "6109",
        "parcel.helka": "396",
    },
)


def phrase(name: str, code: str = "", place: str | None = None, **more: object) -> Phrase:
    """A phrase whose id, title and text are one word."""
    return Phrase(name, code, name, name, place, **more)  # type: ignore[arg-type]  # a test's own


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("=נבדק", "נבדק"),
        ("הדירה נבדקה =a-1", "a-1"),
        ("(=סיכום_2", "סיכום_2"),
        ("שורה\n=abc", "abc"),
        ("x=abc", None),
        ("= abc", None),
        ("=abc ", None),
        ("1+1=2", None),
        ("", None),
    ],
)
def test_code_when_typed_before_the_cursor_then_it_begins_a_word(
    before: str, code: str | None
) -> None:
    assert typed_code(before) == code


def test_code_when_checked_then_letters_of_any_script_digits_and_hyphens_may_be() -> None:
    assert all(map(is_code, ("נבדק", "a-1", "מצב_2")))
    assert not any(map(is_code, ("", "שתי מילים", "a=b", "x" * 41, "א,ב")))


def test_phrases_when_seen_at_a_field_then_its_own_and_used_ones_stand_first() -> None:
    phrases = [
        phrase("global", used=9),
        phrase("office", place="unit.finish"),
        phrase("rare", place="unit.finish", user_id="me"),
        phrase("used", place="unit.finish", user_id="me", used=3),
        phrase("elsewhere", place="unit.layout"),
    ]
    names = [each.id for each in seen_at(phrases, "unit.finish")]
    assert names == ["used", "rare", "office", "global"]


def test_phrase_when_a_code_is_the_office_s_and_one_s_own_then_the_own_is_meant() -> None:
    phrases = [phrase("office", "גמר"), phrase("mine", "גמר", user_id="me")]
    found = by_code(phrases, "unit.finish", "גמר")
    assert found is not None
    assert found.id == "mine"
    assert by_code(phrases, "unit.finish", "אחר") is None


def test_code_when_another_phrase_has_it_at_the_same_field_then_they_clash() -> None:
    known = [phrase("one", "Gmr", "unit.finish"), phrase("two", "", "unit.finish")]
    assert clashing(known, phrase("new", "gmr", "unit.finish")) is known[0]
    assert clashing(known, phrase("new", "gmr")) is known[0]
    assert clashing(known, phrase("new", "gmr", "unit.layout")) is None
    assert clashing(known, phrase("new", "", "unit.finish")) is None
    assert clashing(known, phrase("one", "gmr", "unit.finish")) is None


def test_search_when_words_are_given_then_all_occur_and_the_exact_code_is_first() -> None:
    phrases = [
        Phrase("1", "גמרים", "שיפוץ", "גמר ברמה גבוהה"),
        Phrase("2", "גמר", "גמר", "גמר רגיל"),
        Phrase("3", "אחר", "אחר", "אין כאן"),
    ]
    assert [each.id for each in matching(phrases, "=גמר")] == ["2", "1"]
    assert [each.id for each in matching(phrases, "גבוהה שיפוץ")] == ["1"]


def test_placeholders_when_filled_then_values_stand_as_they_are_printed() -> None:
    text = "הנכס ב{address}, {parcel}, נבדק ביום {field:visit.date} ({יישוב})"
    done = filled(text, CASE, Language.HE)
    assert done.text == "הנכס בהרי הגלעד 9, רמת גן, 6109/396, נבדק ביום 10.03.2026 (רמת גן)"
    assert not done.unknown
    assert not done.missing


def test_placeholders_when_nothing_is_known_then_a_gap_stands_and_they_are_named() -> None:
    done = filled("{שדה שאין} ו{field:unit.rooms} ו{unit.rooms}", CASE, Language.HE)
    assert done.text == f"{GAP} ו{GAP} ו{GAP}"
    assert done.unknown == ("שדה שאין",)
    assert [field.id for field in done.missing] == ["unit.rooms"]
    assert "{" not in done.text


def test_placeholders_when_they_name_lists_or_nothing_then_they_are_unknown() -> None:
    texts = ("{rights.owners} {address}", "{nothing} {rights.owners}")
    assert unknown_placeholders(texts) == ("rights.owners", "nothing")


def test_place_when_a_cell_of_any_row_is_meant_then_it_has_no_row() -> None:
    assert place_of("comparables/r1/notes") == "comparables/notes"
    assert place_of("environment.contamination/text") == "environment.contamination/text"
    assert place_of("unit.finish") == "unit.finish"
