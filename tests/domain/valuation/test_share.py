"""A part of the rights: its value is the whole's share less the discount, rounded once."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.valuation.equivalent_area import AreaLine
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.domain.valuation.result import ValuationInputs, value, valued_part
from shamay_desktop.domain.valuation.result_json import details_json
from shamay_desktop.i18n.language import Language

FIELDS: dict[str, Json] = {
    "valuation.areas": [{"id": "a", "name": "דירה", "area": "162", "coefficient": "1"}],
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.rounding_step": "1000",
}


def case_with(**more: str) -> Case:
    names = {"share": "rights.valued_share", "discount": "valuation.share_discount"}
    return decode_case("c", {**FIELDS, **{names[key]: text for key, text in more.items()}})


@pytest.mark.parametrize(
    ("share", "discount", "unrounded", "final"),
    [
        ("1/2", None, "2835000.00", "2835000"),
        ("1/2", "10", "2551500.00", "2552000"),
        ("1/3", "7.5", "1748250.00", "1748000"),
        ("2/7", None, "1620000.00", "1620000"),
    ],
)
def test_value_when_a_share_is_valued_then_is_its_part_less_the_discount(
    share: str, discount: str | None, unrounded: str, final: str
) -> None:
    more = {"share": share} if discount is None else {"share": share, "discount": discount}
    result = value_of(case_with(**more))
    assert result is not None
    assert result.whole == 5670000
    assert (result.unrounded, result.final) == (Decimal(unrounded), Decimal(final))


@pytest.mark.parametrize("more", [{}, {"share": "1/1"}, {"discount": "10"}])
def test_value_when_the_whole_is_valued_then_no_discount_counts(more: dict[str, str]) -> None:
    result = value_of(case_with(**more))
    assert result is not None
    assert result.unrounded == result.whole == result.final == 5670000
    assert result.inputs.share is None


def test_value_when_detailed_then_names_whole_share_and_discount() -> None:
    result = value_of(case_with(share="2/4", discount="10"))
    assert result is not None
    details = details_json(result, Language.HE)
    assert details["whole"] == "5670000.00"
    assert details["valued_share"] == "1/2"
    assert details["share_discount"] == "10"
    assert details["unrounded"] == "2551500.00"


SHARES = st.fractions(min_value=Fraction(1, 1000), max_value=1, max_denominator=1000)


@given(
    shares=st.lists(SHARES, min_size=1, max_size=6),
    area=st.decimals("1", "5000", places=2),
    price=st.decimals("1", "500000", places=2),
)
def test_parts_when_they_make_the_whole_then_their_values_do_within_an_agora_each(
    shares: list[Fraction], area: Decimal, price: Decimal
) -> None:
    whole = sum(shares)
    parts = [
        value(
            ValuationInputs((AreaLine("x", "flat", area, Decimal(1)),), price, share=part / whole)
        )
        for part in shares
    ]
    together = sum(part.unrounded for part in parts)
    assert abs(together - parts[0].whole) <= Decimal("0.005") * len(parts)


@given(share=SHARES, discount=st.decimals("0", "40", places=2), step=st.sampled_from([1, 1000]))
def test_a_part_when_rounded_then_comes_from_the_exact_part(
    share: Fraction, discount: Decimal, step: int
) -> None:
    inputs = ValuationInputs(
        (AreaLine("x", "flat", Decimal("141.7"), Decimal(1)),),
        Decimal("33333"),
        rounding_step=Decimal(step),
        share=share,
        share_discount=discount,
    )
    result = value(inputs)
    exact = Fraction(result.whole) * valued_part(inputs)
    assert abs(Fraction(result.final) - exact) <= Fraction(step, 2)
    assert result.unrounded == to_places(exact)
