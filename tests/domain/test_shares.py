"""Shares of rights as papers write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.shares import canonical_share, parse_share, print_share, sum_of_shares


@pytest.mark.parametrize(
    ("text", "share", "canonical"),
    [
        ("1/2", Fraction(1, 2), "1/2"),
        (" 1 / 2 ", Fraction(1, 2), "1/2"),
        ("\u20661 / 2\u2069", Fraction(1, 2), "1/2"),
        ("בשלמות", Fraction(1), "1/1"),
        ("97/6128", Fraction(97, 6128), "97/6128"),
        ("2/4", Fraction(1, 2), "2/4"),
        ("1", Fraction(1), "1/1"),
    ],
)
def test_share_when_written_as_papers_do_then_is_read_exactly(
    text: str, share: Fraction, canonical: str
) -> None:
    assert parse_share(text) == share
    assert canonical_share(text) == canonical


@pytest.mark.parametrize("text", ["", "0", "0/5", "3/2", "1/0", "-1/2", "0.5", "חצי", "1/2/3"])
def test_share_when_it_is_none_then_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_share(text)
    assert refusal.value.code == "not_a_fraction"


@given(st.fractions(min_value=Fraction(1, 10**6), max_value=1, max_denominator=10**6))
def test_share_when_printed_then_reads_back_the_same(share: Fraction) -> None:
    assert parse_share(print_share(share)) == share


@given(st.integers(1, 400))
def test_shares_when_equal_parts_then_make_up_exactly_the_whole(count: int) -> None:
    assert sum_of_shares([Fraction(1, count)] * count) == 1


def test_sum_when_there_are_no_shares_then_is_nothing() -> None:
    assert sum_of_shares([]) == 0
