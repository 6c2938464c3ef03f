"""Ratio studies against the worked tables of the assessors' standard.

IAAO, Standard on Ratio Studies (April 2013), part 1, table 1-1 (36 sales: the statistics of the
whole sample) and table 1-4 (17 sales), as printed there: to a tenth of a percent for COD, two
places for PRD, three for the ratios and PRB.
"""

from fractions import Fraction

import pytest

from shamay_desktop.domain.statistics.bounds import NoSupport
from shamay_desktop.domain.statistics.ratio import RatioStudy, ratio_study

TABLE_1_1 = (
    "48000,138000 28800,59250 78400,157500 39840,74400 68160,114900 94400,159000 67200,111900 "
    "56960,93000 87200,138720 38240,59700 96320,146400 67680,99000 32960,47400 50560,70500 "
    "61360,78000 47360,60000 58080,69000 47040,55500 136000,154500 103200,109500 59040,60000 "
    "168000,168000 128000,124500 132000,127500 160000,150000 160000,141000 200000,171900 "
    "184000,157500 160000,129600 157200,126000 99200,77700 200000,153000 64000,48750 "
    "192000,144000 190400,141000 65440,48000"
)
TABLE_1_4 = (
    "87200,138720 38240,59700 96320,146400 68610,99000 32960,47400 50560,70500 61360,78000 "
    "47360,60000 56580,69000 47040,55500 136000,154500 98000,109500 56000,60000 159100,168000 "
    "128000,124500 132000,127500 160000,150000"
)


def study(table: str) -> RatioStudy:
    pairs = [tuple(map(Fraction, pair.split(","))) for pair in table.split()]
    found = ratio_study([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    assert isinstance(found, RatioStudy)
    return found


@pytest.mark.parametrize(
    ("table", "count", "mean", "median", "weighted", "cod", "prd", "prb"),
    [
        (TABLE_1_1, 36, "0.900", "0.864", "0.915", "29.8", "0.98", "0.232"),
        (TABLE_1_4, 17, "0.827", "0.820", "0.847", "14.5", "0.98", "0.135"),
    ],
)
def test_study_when_printed_then_is_the_published_one(
    table: str, count: int, mean: str, median: str, weighted: str, cod: str, prd: str, prb: str
) -> None:
    found = study(table)
    assert found.count == count
    shown = [f"{float(each):.3f}" for each in (found.mean, found.median, found.weighted_mean)]
    assert shown == [mean, median, weighted]
    assert f"{float(found.cod):.1f}" == cod
    assert f"{float(found.prd):.2f}" == prd
    assert f"{found.prb:.3f}" == prb


def test_bias_when_printed_then_stands_inside_its_interval() -> None:
    found = study(TABLE_1_1)
    assert found.prb_low is not None
    assert found.prb is not None
    assert found.prb_high is not None
    assert found.prb_low < found.prb < found.prb_high


def test_study_when_estimates_are_one_part_of_the_prices_then_nothing_is_uneven() -> None:
    prices = [Fraction(each) for each in (100, 150, 230, 400)]
    found = ratio_study([price * 9 / 10 for price in prices], prices)
    assert isinstance(found, RatioStudy)
    assert (found.cod, found.prd) == (Fraction(0), Fraction(1))
    assert found.median == Fraction(9, 10)
    assert found.prb == pytest.approx(0, abs=1e-12)


def test_study_when_one_pair_is_known_then_has_no_support() -> None:
    assert isinstance(ratio_study([Fraction(1)], [Fraction(2)]), NoSupport)


def test_study_when_a_price_is_nothing_then_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        ratio_study([Fraction(1), Fraction(1)], [Fraction(2), Fraction(0)])
