"""Cells as content: exact numbers, shares, floors; nothing of what is no content."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market import cells
from shamay_desktop.domain.market.mapping import CellType


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,950,000 ₪", "1950000"),
        ('\u200e1,250,000.5 ש"ח', "1250000.5"),
        ("₪\xa034,000", "34000"),
        ("1.950.000", "1950000"),
        ("82,5", "82.5"),
        ('90.5 מ"ר', "90.5"),
        ("-1", "-1"),
        ("−1", "-1"),
        ("(1,200)", "-1200"),
        ("1,200-", "-1200"),
        ("1,5", "1.5"),
        ("12 1/2", "12.5"),
        ("3½", "3.5"),
        ("1 950 000", "1950000"),
        ("1\u202f950\xa0000", "1950000"),
        ("\u200f1,950,000\u200e", "1950000"),
        ("1.950.000,50", "1950000.5"),
        ("0.500", "0.5"),
    ],
)
def test_a_number_when_it_has_currency_and_thousands_then_is_exact(text: str, number: str) -> None:
    assert cells.number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "--", "None", "nan", "\u200f ", "לא ידוע", None])
def test_a_number_when_nothing_is_told_then_is_none(text: str | None) -> None:
    assert cells.number(text) is None


@pytest.mark.parametrize(
    "text",
    ["כמיליון", "12/4", "1,95,000", "1e6", "? 2,600,000", "=1+1", "3 5/4", "12 34", "950.000.00",
     "120 m", "1.2 מיליון", "5%", "1-2", "()"],
)  # fmt: skip
def test_a_number_when_it_is_none_then_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cells.number(text)


def test_a_number_when_its_currency_was_destroyed_then_is_sure_all_the_same() -> None:
    assert cells.number("? 2,600,000", lost=True) == Decimal(2_600_000)


@pytest.mark.parametrize(
    ("text", "amount", "doubt"),
    [
        ("950.000", "950000", "thousands_by_dot"),
        ("950.000 ₪", "950000", "thousands_by_dot"),
        ("1.950", "1950", "thousands_by_dot"),
        ("₪ 1.2M", "1200000", "amount_rounded"),
        ("1.2 מיליון", "1200000", "amount_rounded"),
        ('1.25 מלש"ח', "1250000", "amount_rounded"),
        ("1.250 מיליון ₪", "1250000", "amount_rounded"),
        ('950 אלף ש"ח', "950000", "amount_rounded"),
        ("950K", "950000", "amount_rounded"),
        ("1,950,000", "1950000", ""),
        ("1950.50", "1950.5", ""),
        ("(950,000)", "-950000", ""),
    ],
)
def test_an_amount_when_its_digits_leave_a_doubt_then_is_read_and_the_doubt_is_said(
    text: str, amount: str, doubt: str
) -> None:
    assert cells.content(CellType.AMOUNT, text) == Decimal(amount)
    assert cells.doubt(CellType.AMOUNT, text) == (doubt, amount if doubt else "")


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_dot_before_three_digits_when_read_then_is_never_guessed_in_silence(
    above: int, below: int
) -> None:
    text = f"{above}.{below:03}"
    assert cells.content(CellType.AMOUNT, text) == above * 1000 + below
    assert cells.content(CellType.NUMBER, text) == Decimal(text)
    assert cells.doubt(CellType.AMOUNT, text)[0] == "thousands_by_dot"
    assert cells.doubt(CellType.NUMBER, text)[0] == "decimals_or_thousands"
    assert cells.doubt(CellType.AMOUNT, Decimal(text)) == ("", "")  # a sheet's own number is sure


@given(st.integers(0, 10**12), st.sampled_from([",", " ", "\xa0", ""]), st.booleans())
def test_a_whole_amount_when_written_with_any_separator_then_is_the_same(
    amount: int, by: str, marked: bool
) -> None:
    text = f"{amount:,}".replace(",", by)
    assert cells.content(CellType.AMOUNT, f"\u200f{text} ₪" if marked else text) == amount


@given(st.integers(1, 9_999), st.sampled_from(["1/2", "1/4", "3/4", "2/5", "3/8"]))
def test_a_number_and_a_part_when_written_so_then_is_their_sum(whole: int, part: str) -> None:
    read = cells.number(f"{whole} {part}")
    assert read is not None
    assert Fraction(read) == whole + Fraction(part)


def test_an_amount_when_it_is_in_dollars_then_is_refused() -> None:
    with pytest.raises(Refused, match="not_shekels"):
        cells.content(CellType.AMOUNT, "$ 500,000")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1.000", Fraction(1)),
        ("0.500", Fraction(1, 2)),
        ("0.333", Fraction(333, 1000)),
        ("0.364", Fraction(364, 1000)),
        ("0.125", Fraction(1, 8)),
        ("0.33", Fraction(33, 100)),
        ("50%", Fraction(1, 2)),
        ("1/2", Fraction(1, 2)),
        ("1/3", Fraction(1, 3)),
        ("33.3%", Fraction(333, 1000)),
        (Decimal("0.167"), Fraction(167, 1000)),
        (Decimal(0), Fraction(0)),
    ],
)
def test_a_share_when_told_in_any_way_then_is_a_fraction(
    text: str | Decimal, share: Fraction
) -> None:
    assert cells.share(text) == share


@given(st.decimals(0, 1, places=3))
def test_a_share_when_typed_as_a_decimal_then_stays_what_it_says(told: Decimal) -> None:
    assert cells.share(told) == Fraction(told) == cells.share(str(told))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("0.333", "1/3"), (Decimal("0.667"), "2/3"), ("0.167", "1/6"), ("0.833", "5/6"),
     ("0.364", ""), ("0.5", ""), ("1/3", ""), ("0.33", ""), ("0.125", ""), ("1", ""), ("x", "")],
)  # fmt: skip
def test_a_share_when_it_may_be_a_third_rounded_then_the_doubt_is_said(
    cell: str | Decimal, meant: str
) -> None:
    said = ("share_rounded", meant) if meant else ("", "")
    assert cells.doubt(CellType.SHARE, cell) == said


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("קרקע", 0),
        ("מרתף+", -1),
        ("שלישית", 3),
        ("3.0", 3),
        ("ground", 0),
        ("דופלקס", None),
        ("עמודים", 0),
        ("קומת עמודים", 0),
        ("גג", None),
        ("3 מתוך 8", 3),
        ("קומה 3 מתוך 8", 3),
        ("שלישית מתוך 8", 3),
        ("3 of 8", 3),
        ("גג מתוך 8", None),
        ("3/8", None),
        ("-2", -2),
        ("קרקע מתוך 4", 0),
    ],
)
def test_a_floor_when_told_in_words_then_has_its_number(text: str, number: int | None) -> None:
    assert cells.floor_number(text) == number


def test_words_when_their_letters_were_destroyed_then_say_nothing() -> None:
    assert cells.content(CellType.TEXT, "??? ???? 12", lost=True) == ""
    assert cells.content(CellType.HOUSE, "?12", lost=True) == ""


@given(st.text(max_size=40))
def test_a_text_when_guarded_and_read_back_then_is_the_same(text: str) -> None:
    plain = cells.words(text)
    assert cells.words(cells.guarded(plain)) == cells.words(plain) or plain.startswith("'")
    assert cells.guarded(plain)[:1] not in ("=", "+", "-", "@")


@given(st.one_of(st.text(max_size=30), st.decimals(allow_nan=False, allow_infinity=False),
                 st.dates(), st.booleans(), st.none()))  # fmt: skip
def test_any_cell_when_read_by_any_type_then_is_content_or_refused(cell: cells.Cell) -> None:
    for kind in CellType:
        if kind is CellType.DATE:
            continue
        try:
            content = cells.content(kind, cell)
        except Refused:
            continue
        assert content is None or isinstance(content, str | Decimal | Fraction | int | tuple)


def test_a_shown_cell_when_it_is_a_long_drawing_then_is_cut() -> None:
    assert len(cells.shown("1" * 5000)) == cells.LONGEST_TEXT
    assert cells.shown(date(2025, 3, 1)) == "2025-03-01"
