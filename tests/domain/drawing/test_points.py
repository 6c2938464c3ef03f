"""Points as text: exact, and the same again after each reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.drawing.points import (
    FARTHEST,
    MOST_POINTS,
    Point,
    decode_points,
    decode_rings,
    encode_points,
    encode_rings,
    rounded,
)
from shamay_desktop.domain.errors import Refused

ANYWHERE = st.floats(-FARTHEST, FARTHEST, allow_nan=False)
PAIRS = st.lists(st.tuples(ANYWHERE, ANYWHERE), max_size=8)


@given(PAIRS)
def test_points_when_written_and_read_then_are_those_that_are_kept(drawn: list[Point]) -> None:
    text = encode_points(drawn)
    assert decode_points(text) == tuple(map(rounded, drawn))
    assert encode_points(decode_points(text)) == text


@given(st.lists(st.lists(st.tuples(ANYWHERE, ANYWHERE), min_size=1, max_size=4), max_size=4))
def test_rings_when_written_and_read_then_are_the_same_to_the_byte(
    drawn: list[list[Point]],
) -> None:
    text = encode_rings(drawn)
    assert encode_rings(decode_rings(text)) == text
    assert len(decode_rings(text)) == len(drawn)


def test_points_when_written_then_are_short() -> None:
    assert encode_points([(12.5, 40), (13.001, -0.001), (1.999, -2)]) == "12.5,40 13,0 2,-2"
    assert encode_points([]) == ""
    assert decode_points("  ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "1", "1,2,3", "1, 2", "a,b", "nan,1", "inf,1", "1e3,2", "1000000.01,0", "99999999,0", "١,٢",
        "1,2;3,4", "1,2 " * (MOST_POINTS + 1),
    ],
)  # fmt: skip
def test_points_when_they_are_none_then_are_refused(text: str) -> None:
    with pytest.raises(Refused) as problem:
        decode_points(text)
    assert problem.value.code == "points_broken"
