"""The calculation as a whole, from typed inputs and from a case."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.money import RoundingMode, plain
from shamay_desktop.domain.valuation.equivalent_area import AreaLine
from shamay_desktop.domain.valuation.from_case import comparables, read_inputs, value_of
from shamay_desktop.domain.valuation.result import (
    FixedItem,
    ValuationInputs,
    value,
    value_json,
)
from shamay_desktop.domain.valuation.result_json import details_json
from shamay_desktop.domain.valuation.vat import VatTreatment
from shamay_desktop.i18n.language import Language

FLAT: dict[str, Json] = {
    "valuation.areas": [
        {"id": "a", "name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"id": "b", "name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5"},
    ],
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.rounding_step": "100000",
    "valuation.vat": "included",
    "valuation.date": "2026-10-01",
    "comparables": [
        {"id": "c", "price": "4350000", "area": "125", "share_sold": "1/1", "date": "2026-01-05"},
        {"id": "d", "price": "9999999", "area": "100", "included": False},
        {"id": "e", "address": "רחוב התקווה 1"},
    ],
}


def case_of(fields: dict[str, Json], **changes: Json) -> Case:
    named = {key.replace("__", "."): content for key, content in changes.items()}
    return decode_case("case", {**fields, **named})


def test_value_when_flat_of_142_and_balcony_of_40_then_is_5_700_000() -> None:
    result = value_of(case_of(FLAT))
    assert result is not None
    assert value_json(result, Language.HE) == {
        "final": "5700000",
        "unrounded": "5670000.00",
        "price_per_sqm": "35000",
        "equivalent_area": "162.00",
        "words": "חמישה מיליון ושבע מאות אלף שקלים חדשים",
    }
    assert value_json(result, Language.EN)["words"] == (
        "five million seven hundred thousand new shekels"
    )


def test_value_when_detailed_then_shows_every_figure_as_an_exact_text() -> None:
    result = value_of(case_of(FLAT))
    assert result is not None
    details = details_json(result, Language.HE)
    assert details["vat"] == {
        "treatment": "included",
        "percent": "18",
        "without_vat": "4830508",
        "vat": "869492",
        "with_vat": "5700000",
    }
    assert details["rounding_step"] == "100000"
    assert [row["id"] for row in _rows(details["comparables"])] == ["c", "d"]
    assert [row["equivalent"] for row in _rows(details["areas"])] == ["142.00", "20.00"]
    assert _rows([details["statistics"]])[0]["mean"] == "34800.00"
    assert not any(isinstance(leaf, float) for leaf in _leaves(details))


def test_value_when_fixed_items_are_given_then_are_added_before_rounding() -> None:
    extras: Json = [
        {"name": "חניה", "amount": "120000"},
        {"name": "הפחתה", "amount": "-20000.50"},
    ]
    result = value_of(case_of(FLAT, valuation__extras=extras))
    assert result is not None
    assert (result.areas_value, result.unrounded, result.final) == (
        Decimal(5_670_000),
        Decimal("5769999.50"),
        Decimal(5_800_000),
    )


def test_value_when_step_is_unknown_then_stays_unrounded() -> None:
    fields = {key: entry for key, entry in FLAT.items() if key != "valuation.rounding_step"}
    result = value_of(case_of(fields))
    assert result is not None
    assert result.final == 5_670_000
    assert result.rounding_step is None


@pytest.mark.parametrize(
    ("step", "final"), [("-5", "5670000"), ("0", "5670000"), ("0.007", "5670000")]
)
def test_value_when_step_makes_no_sense_then_the_value_is_still_in_whole_agorot(
    step: str, final: str
) -> None:
    result = value_of(case_of(FLAT, valuation__rounding_step=step))
    assert result is not None
    assert plain(result.final) == final
    assert result.words(Language.HE)


def test_value_when_mode_is_up_then_goes_up() -> None:
    result = value_of(
        case_of(FLAT, valuation__adopted_price_per_sqm="34600", valuation__rounding_mode="up")
    )
    assert result is not None
    assert result.unrounded == 5_605_200
    assert result.final == 5_700_000


def test_inputs_when_something_is_missing_then_its_paths_are_named() -> None:
    reading = read_inputs(
        decode_case("case", {"valuation.areas": [{"id": "a", "area": "100"}, {"id": "b"}]})
    )
    assert reading.inputs is None
    assert reading.missing == (
        "valuation.areas/a/coefficient",
        "valuation.areas/b/area",
        "valuation.areas/b/coefficient",
        "valuation.adopted_price_per_sqm",
    )
    assert read_inputs(Case("empty")).missing == (
        "valuation.areas",
        "valuation.adopted_price_per_sqm",
    )
    assert value_of(Case("empty")) is None


def test_comparables_when_read_then_unknown_share_stays_unknown() -> None:
    first, second, third = comparables(case_of(FLAT))
    assert (first.share_sold, first.included) == (Fraction(1), True)
    assert (second.share_sold, second.included) == (None, False)
    assert (third.price, third.included) == (None, True)


amounts = st.decimals("0.1", "20000", places=2)


@given(
    st.lists(st.tuples(amounts, st.decimals("0.1", "1.5", places=2)), min_size=1, max_size=5),
    st.decimals(500, 500_000, places=2),
    st.lists(st.decimals(-500_000, 500_000, places=2), max_size=3),
    st.sampled_from([Decimal(step) for step in (1, 1000, 5000, 10_000, 50_000, 100_000)]),
    st.sampled_from(RoundingMode),
)
def test_value_when_anything_is_entered_then_final_is_within_a_step_of_the_exact_sum(
    areas: list[tuple[Decimal, Decimal]],
    price: Decimal,
    extras: list[Decimal],
    step: Decimal,
    mode: RoundingMode,
) -> None:
    result = value(
        ValuationInputs(
            areas=tuple(AreaLine("", "flat", area, by) for area, by in areas),
            adopted_price_per_sqm=price,
            extras=tuple(FixedItem("", amount) for amount in extras),
            rounding_step=step,
            rounding_mode=mode,
            vat=VatTreatment.INCLUDED,
        )
    )
    exact = sum((Fraction(area) * Fraction(by) for area, by in areas), Fraction(0))
    exact = exact * Fraction(price) + sum(map(Fraction, extras), Fraction(0))
    assert Fraction(result.unrounded) == exact
    assert abs(Fraction(result.final) - exact) < Fraction(step)
    assert Fraction(result.final) % Fraction(step) == 0


def _rows(rows: Json) -> list[dict[str, Json]]:
    assert isinstance(rows, list)
    return [row for row in rows if isinstance(row, dict)]


def _leaves(tree: Json) -> list[object]:
    if isinstance(tree, dict):
        return [leaf for branch in tree.values() for leaf in _leaves(branch)]
    if isinstance(tree, list):
        return [leaf for branch in tree for leaf in _leaves(branch)]
    return [tree]
