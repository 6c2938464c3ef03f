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
    ],
)
def test_a_number_when_it_has_currency_and_thousands_then_is_exact(text: str, number: str) -> None:
    assert cells.number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "--", "None", "nan", "\u200f ", "לא ידוע", None])
def test_a_number_when_nothing_is_told_then_is_none(text: str | None) -> None:
    assert cells.number(text) is None


@pytest.mark.parametrize("text", ["כמיליון", "12/4", "1,95,000", "1e6", "? 2,600,000", "=1+1"])
def test_a_number_when_it_is_none_then_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        cells.number(text)


def test_a_number_when_its_currency_was_destroyed_then_is_sure_all_the_same() -> None:
    assert cells.number("? 2,600,000", lost=True) == Decimal(2_600_000)


def test_an_amount_when_it_is_in_dollars_then_is_refused() -> None:
    with pytest.raises(Refused, match="not_shekels"):
        cells.content(CellType.AMOUNT, "$ 500,000")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1.000", Fraction(1)),
        ("0.500", Fraction(1, 2)),
        ("0.333", Fraction(1, 3)),
        ("0.667", Fraction(2, 3)),
        ("0.125", Fraction(1, 8)),
        ("0.33", Fraction(33, 100)),
        ("50%", Fraction(1, 2)),
        ("1/2", Fraction(1, 2)),
        (Decimal("0.167"), Fraction(1, 6)),
        (Decimal(0), Fraction(0)),
    ],
)
def test_a_share_when_told_in_any_way_then_is_a_fraction(
    text: str | Decimal, share: Fraction
) -> None:
    assert cells.share(text) == share


@given(st.integers(1, 11), st.integers(2, 12))
def test_a_share_when_rounded_to_three_places_then_is_the_fraction_that_never_ends(
    above: int, below: int
) -> None:
    exact = Fraction(above, below)
    if exact >= 1:
        return
    told = (Decimal(above) / below).quantize(Decimal("0.001"), "ROUND_HALF_UP")
    read = cells.share(told)
    assert read is not None
    assert abs(read - exact) < Fraction(1, 1999)
    if below in (3, 6, 7, 9, 11, 12) and exact.denominator == below:
        assert read == exact


@pytest.mark.parametrize(
    ("text", "number"),
    [("קרקע", 0), ("מרתף+", -1), ("שלישית", 3), ("3.0", 3), ("ground", 0), ("דופלקס", None)],
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
