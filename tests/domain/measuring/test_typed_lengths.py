"""Lengths, ratios and numbers as they are typed: read with their unit, or not at all."""

from decimal import Decimal

import pytest

from shamay_desktop.domain.measuring.typed_lengths import length_typed, number_typed, ratio_typed


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("3.20", "3.20"), ("3,2", "3.2"), (".2", "0.2"), ("0", "0"), ("1,250.5", "1250.5"),
        ("20cm", "0.20"), ('20 ס"מ', "0.20"), ("20 ס״מ", "0.20"),
        ("20 סמ", "0.20"),
        ("0.2 m", "0.2"), ("0.2 מ'", "0.2"), ("3.2 מ׳", "3.2"), ("3 מטר", "3"), ("205 mm", "0.205"),
        ("5 ft", "1.5240"),
        ("5'6\"", "1.6764"), ("10 in", "0.2540"), ("\u2066 3.20 \u2069", "3.20"),
    ],
)  # fmt: skip
def test_length_when_it_is_typed_then_it_is_read_with_its_unit(text: str, metres: str) -> None:
    assert length_typed(text) == Decimal(metres)


@pytest.mark.parametrize(
    "text", ["", "abc", "1_0", "1e3", "-3", "3 2", "١٢", "3..2", "5.", "1,250", "20 cubits", "NaN"]
)
def test_length_when_it_is_not_sure_to_be_one_then_it_is_none(text: str) -> None:
    assert length_typed(text) is None
    assert number_typed(text) is None


def test_length_when_it_has_no_unit_then_it_is_of_the_fields() -> None:
    assert length_typed("10", Decimal("0.3048")) == Decimal("3.048")
    assert length_typed("10 m", Decimal("0.3048")) == Decimal(10)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("100", "100"), ("1:100", "100"), ("1 : 100", "100"), ("1/50", "50"), ("1,000", "1000"),
     ("1:1,250", "1250"), ("62.5", "62.5"), ("1_000", None), ("1:", None), ("abc", None),
     ("1,00", None), ("", None), ("1:100 בערך", None)],
)  # fmt: skip
def test_ratio_when_it_is_typed_then_a_thousand_is_a_thousand(text: str, ratio: str | None) -> None:
    assert ratio_typed(text) == (None if ratio is None else Decimal(ratio))
