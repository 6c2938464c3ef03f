"""Ratios of official amounts, and of the adopted price to the comparables."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.market.rows import MarketRow, RowStanding
from shamay_desktop.domain.valuation.ratios import case_ratios, official_ratios

ROW = MarketRow("a", "s", 1, price=Decimal(900), assessed_value=Decimal(1000))


def comparable(row_id: str, price: str, assessed: str | None = None, **more: Json) -> Json:
    told: dict[str, Json] = {"id": row_id, "price": price, "area": "100", "share_sold": "1/1"}
    return told | ({} if assessed is None else {"assessed_value": assessed}) | more


def test_official_amounts_when_studied_then_only_sound_deals_with_both_count() -> None:
    rows = [
        ROW,
        replace(ROW, id="b", price=Decimal(1100)),
        replace(ROW, id="c", price=Decimal(1), standing=RowStanding.QUARANTINED),
        replace(ROW, id="d", price=Decimal(1), twin_of="a"),
        replace(ROW, id="e", price=Decimal(1), evidence="asking_price"),
        replace(ROW, id="f", assessed_value=None),
        replace(ROW, id="g", source_id="other", price=Decimal(1000)),
    ]
    found = official_ratios(rows, lambda row: row.source_id == "s")
    assert (found.count, found.asked) == (2, 3)
    assert found.study is not None
    assert (found.study.median, found.study.cod) == (Fraction(1), Fraction(10))


def test_official_amounts_when_too_few_then_there_is_no_study() -> None:
    assert official_ratios([ROW]).study is None
    assert official_ratios([]).asked == 0


def test_adopted_price_when_set_against_adjusted_comparables_then_gives_their_ratios() -> None:
    case = decode_case("c", {
        "valuation.adopted_price_per_sqm": "20000",
        "comparables": [
            comparable("a", "2000000", "2500000"),
            comparable("b", "2500000", adjustment="-20", adjustment_reason="x"),
            comparable("c", "1600000", "1600000"),
            comparable("x", "9000000", included=False),
        ],
    })  # fmt: skip
    found = case_ratios(case)
    assert (found.adopted.count, found.adopted.asked) == (3, 3)
    study = found.adopted.study
    assert study is not None
    assert (study.median, study.mean) == (Fraction(1), Fraction(13, 12))  # 1, 1, 1.25
    assert study.weighted_mean == Fraction(2_000_000 + 2_500_000 + 2_000_000, 6_100_000)
    assert (found.official.count, found.official.asked) == (2, 3)
    assert found.official.study is not None
    assert found.official.study.mean == Fraction(9, 10)


def test_adopted_price_when_none_is_adopted_then_nothing_is_compared() -> None:
    found = case_ratios(decode_case("c", {"comparables": [comparable("a", "2000000")]}))
    assert (found.adopted.study, found.adopted.asked) == (None, 0)
