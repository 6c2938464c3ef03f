"""What people type becomes exact contents, and what is shown is read back to the same content."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Choice, Field, Kind, Unit
from shamay_desktop.domain.fields.canonical import Scalar, canonical
from shamay_desktop.domain.fields.typed_input import (
    grouped,
    pasted_cells,
    shown,
    typed,
    typed_parcel,
)

MONEY = Field("amount", "סכום", "Amount", Kind.DECIMAL, unit=Unit.SHEKEL)
PERCENT = Field("part", "אחוז", "Part", Kind.DECIMAL, unit=Unit.PERCENT)
COUNT = Field("count", "מספר", "Count", Kind.INTEGER)
DAY = Field("day", "יום", "Day", Kind.DATE)
SHARE = Field("share", "חלק", "Share", Kind.FRACTION)
WORDS = Field("words", "מילים", "Words", Kind.TEXT)
NOTES = Field("notes", "הערות", "Notes", Kind.LONG_TEXT)
FLAG = Field("flag", "דגל", "Flag", Kind.FLAG)
SIDE = Field(
    "side",
    "צד",
    "Side",
    Kind.CHOICE,
    choices=(Choice("north", "צפון", "North"), Choice("condo", 'בית מש"ף', "Condominium")),
)
SIDES = Field("sides", "צדדים", "Sides", Kind.CHOICES, choices=BY_ID["unit.air_directions"].choices)


@pytest.mark.parametrize(
    ("field", "text", "content"),
    [
        (MONEY, "35,000", "35000"),
        (MONEY, "₪ 1.2", "1.2"),
        (MONEY, "1,250,000 ש״ח", "1250000"),
        (MONEY, '35,000 ₪ למ"ר', "35000"),
        (MONEY, "\u20671,000\u00a0₪\u2069", "1000"),
        (MONEY, "1 250 000", "1250000"),
        (MONEY, "\u2212 4.50", "-4.5"),
        (MONEY, ".5", "0.5"),
        (MONEY, "12.", "12"),
        (PERCENT, "3.2%", "3.2"),
        (COUNT, "007", "7"),
        (DAY, "15.3.26", "2026-03-15"),
        (DAY, "15/03/2026", "2026-03-15"),
        (DAY, "2026-03-15", "2026-03-15"),
        (DAY, "15032026", "2026-03-15"),
        (DAY, "\u200e1 . 1 . 85", "1985-01-01"),
        (SHARE, "1 / 2", "1/2"),
        (SHARE, "97/6128", "97/6128"),
        (SHARE, "בשלמות", "1/1"),
        (SHARE, "50%", "1/2"),
        (SHARE, "½", "1/2"),
        (WORDS, "  רחוב   הגפן \u200f5 ", "רחוב הגפן 5"),
        (NOTES, "שורה\r\nשורה", "שורה\nשורה"),
        (FLAG, "כן", True),
        (FLAG, "No", False),
        (SIDE, "צפון", "north"),
        (SIDE, "NORTH", "north"),
        (SIDE, "בית מש״ף", "condo"),
        (SIDES, "דרום, north", ("north", "south")),
        (MONEY, " \u200f ", None),
        (WORDS, "", None),
    ],
)
def test_text_when_typed_then_its_exact_content_is_kept(
    field: Field, text: str, content: object
) -> None:
    assert typed(field, text) == content


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        (MONEY, "1,5", "not_a_number"),
        (MONEY, "12 5", "not_a_number"),
        (MONEY, "3₪5", "not_a_number"),
        (MONEY, "1e5", "not_a_number"),
        (MONEY, "٣", "not_a_number"),
        (MONEY, "5%", "not_a_number"),
        (MONEY, "-", "not_a_number"),
        (COUNT, "2.5", "not_whole"),
        (DAY, "31.2.2026", "not_a_date"),
        (DAY, "3.2026", "not_a_date"),
        (SHARE, "3/2", "not_a_fraction"),
        (SHARE, "1/0", "not_a_fraction"),
        (FLAG, "אולי", "not_yes_or_no"),
        (SIDE, "צפ", "not_a_choice"),
        (BY_ID["parcel.gush"], "61", "wrong_form"),
        (WORDS, "א\x00ב", "control_character"),
    ],
)
def test_text_when_it_has_no_one_reading_then_it_is_refused_by_name(
    field: Field, text: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        typed(field, text)
    assert refused.value.code == code
    assert refused.value.facts["field"] == field.id


_numbers = st.decimals(-(10**12), 10**12, allow_nan=False, places=4)
_marks = st.sampled_from(["", "\u200e", "\u200f", "\u2066", "\u2069", "\u00a0", " "])


@given(_numbers, _marks, _marks)
def test_number_when_shown_and_typed_again_then_it_is_the_same(
    number: Decimal, before: str, after: str
) -> None:
    content = canonical(MONEY, number)
    assert typed(MONEY, f"{before}{shown(MONEY, content, 'he')}{after}") == content


@given(st.dates(), _marks)
def test_date_when_shown_and_typed_again_then_it_is_the_same(day: date, mark: str) -> None:
    content = day.isoformat()
    assert typed(DAY, mark + shown(DAY, content, "he")) == content


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_share_when_shown_and_typed_again_then_it_is_not_reduced(first: int, second: int) -> None:
    content = canonical(SHARE, f"{min(first, second)}/{max(first, second)}")
    assert typed(SHARE, shown(SHARE, content, "he")) == content


@given(st.sampled_from(["he", "en"]), st.data())
def test_choice_and_flag_when_shown_and_typed_again_then_they_are_the_same(
    language: str, data: st.DataObject
) -> None:
    scalars = (Kind.CHOICE, Kind.CHOICES, Kind.FLAG)
    field = data.draw(st.sampled_from([one for one in BY_ID.values() if one.kind in scalars]))
    content: Scalar = data.draw(st.booleans())
    if field.kind is not Kind.FLAG:
        code = data.draw(st.sampled_from(field.choices)).code
        content = code if field.kind is Kind.CHOICE else (code,)
    assert typed(field, shown(field, content, language)) == content


@given(st.text())
def test_any_text_when_typed_then_it_is_read_or_refused_and_never_breaks(text: str) -> None:
    for field in (MONEY, COUNT, DAY, SHARE, WORDS, NOTES, FLAG, SIDE, SIDES, BY_ID["parcel.gush"]):
        try:
            content = typed(field, text)
        except Refused:
            continue
        assert content is None or canonical(field, content) == content


@given(st.integers(-(10**14), 10**14))
def test_whole_number_when_grouped_then_python_agrees(number: int) -> None:
    assert grouped(str(number)) == f"{number:,}"


@pytest.mark.parametrize(
    ("text", "parcel"),
    [
        ("6109/396/168", {"gush": "6109", "helka": "396", "tat_helka": "168"}),
        ("\u200f6109 / 396", {"gush": "6109", "helka": "396"}),
        ("6158-6159/12", {"gush": "6158-6159", "helka": "12"}),
        (
            "גוש: 6109, חלקה: 396, תת-חלקה: 168",
            {"gush": "6109", "helka": "396", "tat_helka": "168"},
        ),
        ("גוש 6109 חלקה 396", {"gush": "6109", "helka": "396"}),
    ],
)
def test_parcel_when_pasted_whole_then_its_parts_are_told_apart(
    text: str, parcel: dict[str, str]
) -> None:
    assert typed_parcel(text) == parcel


@pytest.mark.parametrize("text", ["6109", "6109-396", "12/5", "רחוב 6109/396", ""])
def test_parcel_when_text_is_something_else_then_it_is_left_alone(text: str) -> None:
    assert typed_parcel(text) is None


def test_cells_when_copied_from_a_spreadsheet_then_quotes_lines_and_tabs_are_right() -> None:
    text = 'א\t120 מ"ר\t"שתי\nשורות"\r\n"a ""b"" c"\t\t5\r\n'
    assert pasted_cells(text) == (("א", '120 מ"ר', "שתי\nשורות"), ('a "b" c', "", "5"))


def test_cells_when_a_quote_never_closes_then_nothing_is_lost() -> None:
    assert pasted_cells('"א\tב\nג') == (('"א', "ב"), ("ג",))


_cell = st.text(st.characters(blacklist_characters='\t\r\n"', blacklist_categories=["Cs"]))


@given(st.lists(st.lists(_cell, min_size=2, max_size=2), min_size=1))
def test_cells_when_a_plain_table_is_pasted_then_each_comes_out_once(
    table: list[list[str]],
) -> None:
    text = "\n".join("\t".join(row) for row in table) + "\n"
    assert [list(row) for row in pasted_cells(text)] == table
