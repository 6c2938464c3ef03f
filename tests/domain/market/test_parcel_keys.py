"""Keys of parcels in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.market.parcel_keys import parcel_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("006634-0015-013-00", ("6634", "15", "13")),
        ("006634-0015-000-00", ("6634", "15", "")),
        ("31267-23-5", ("31267", "23", "5")),
        ("9905/88/8", ("9905", "88", "8")),
        ("9905/88", ("9905", "88", "")),
        ("6158/42/7", ("6158", "42", "7")),
        ("\u200f6158 / 42 / 7", ("6158", "42", "7")),
        ("6158", ("6158", "", "")),
        ("7166.0", ("7166", "", "")),
        ("גוש 6158 חלקה 42 תת חלקה 7", ("6158", "42", "7")),
    ],
)
def test_a_key_when_a_source_writes_it_then_is_read(text: str, key: tuple[str, str, str]) -> None:
    assert parcel_key(text) == key


@pytest.mark.parametrize("text", ["6158/42-45", "6158/42,43", "הרצל 12", "0/5/1", "", "12.5/3"])
def test_a_key_when_it_is_none_or_several_then_is_none(text: str) -> None:
    assert parcel_key(text) is None


@given(st.integers(1, 999_999), st.integers(1, 9999), st.integers(0, 999))
def test_a_key_when_written_by_the_tax_authority_then_its_parts_come_back(
    gush: int, helka: int, tat: int
) -> None:
    read = parcel_key(f"{gush:06d}-{helka:04d}-{tat:03d}-00")
    assert read == (str(gush), str(helka), str(tat) if tat else "")
