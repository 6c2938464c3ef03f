"""Equivalent area and the office's coefficients."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.valuation.equivalent_area import (
    DEFAULT_COEFFICIENTS,
    AreaLine,
    Tier,
    TierMode,
    equivalent_area,
    tiered,
)

areas = st.decimals("0.1", "20000", places=4)
coefficients = st.decimals("0.1", "1.5", places=4)
GARDEN = (Tier(Decimal(50), Decimal("0.4")), Tier(Decimal(100), Decimal("0.25")))
BALCONY = (*(Tier(Decimal(m), Decimal(c)) for m, c in ((50, "0.5"), (100, "0.25"))),
           Tier(None, Decimal("0.1")))  # fmt: skip


def line(area: str, coefficient: str) -> AreaLine:
    return AreaLine("", "flat", Decimal(area), Decimal(coefficient))


def test_area_when_flat_and_half_balcony_then_is_162() -> None:
    assert equivalent_area([line("142", "1"), line("40", "0.5")]) == 162


@given(st.lists(st.tuples(areas, coefficients), max_size=8))
def test_area_when_weighed_then_is_exact(pairs: list[tuple[Decimal, Decimal]]) -> None:
    lines = [AreaLine("", "other", area, coefficient) for area, coefficient in pairs]
    expected = sum((Fraction(area) * Fraction(by) for area, by in pairs), Fraction(0))
    assert Fraction(equivalent_area(lines)) == expected


@pytest.mark.parametrize(
    ("area", "mode", "equivalent"),
    [
        ("50", "marginal", "20"),
        ("70", "marginal", "25"),
        ("70", "whole", "17.5"),
        ("50", "whole", "20"),
        ("120", "marginal", "37.5"),
    ],
)
def test_tiers_when_area_crosses_a_border_then_mode_decides(
    area: str, mode: str, equivalent: str
) -> None:
    assert tiered(Decimal(area), GARDEN, TierMode(mode)) == Decimal(equivalent)


@given(areas, areas)
def test_tiers_when_marginal_then_a_larger_area_is_never_worth_less(
    first: Decimal, second: Decimal
) -> None:
    small, large = sorted((first, second))
    by = TierMode.MARGINAL
    assert tiered(small, BALCONY, by) <= tiered(large, BALCONY, by)


def test_default_table_when_proposing_then_stays_in_the_registrys_range() -> None:
    coefficient = BY_ID["valuation.areas"].column("coefficient").plausible
    assert coefficient is not None
    categories = {choice.code for choice in BY_ID["valuation.areas"].column("category").choices}
    assert set(DEFAULT_COEFFICIENTS.tiers) <= categories
    for category in DEFAULT_COEFFICIENTS.tiers:
        proposed = DEFAULT_COEFFICIENTS.proposed(category)
        assert proposed is not None
        assert coefficient.holds(proposed)
        assert DEFAULT_COEFFICIENTS.equivalent(category, Decimal(10)) == proposed * 10


def test_default_table_when_category_has_no_proposal_then_says_none() -> None:
    assert DEFAULT_COEFFICIENTS.proposed("parking") is None
    assert DEFAULT_COEFFICIENTS.equivalent("parking", Decimal(12)) is None
