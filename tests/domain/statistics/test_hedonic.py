"""Least squares against certified results, hedonic effects and paired sales."""

from decimal import Decimal
from fractions import Fraction
from math import exp

import pytest

from shamay_desktop.domain.statistics.bounds import Lacking, NoSupport
from shamay_desktop.domain.statistics.hedonic import Hedonic, Observation, hedonic
from shamay_desktop.domain.statistics.paired_sales import PairedSales, Sale, paired_sales
from shamay_desktop.domain.statistics.regression import Fit, least_squares

# Longley (1967), as certified in NIST's Statistical Reference Datasets: an ill-conditioned one.
LONGLEY = """
60323 83.0 234289 2356 1590 107608 1947
61122 88.5 259426 2325 1456 108632 1948
60171 88.2 258054 3682 1616 109773 1949
61187 89.5 284599 3351 1650 110929 1950
63221 96.2 328975 2099 3099 112075 1951
63639 98.1 346999 1932 3594 113270 1952
64989 99.0 365385 1870 3547 115094 1953
63761 100.0 363112 3578 3350 116219 1954
66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956
68169 108.4 442769 2936 2798 120445 1957
66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959
69564 114.2 502601 3931 2514 125368 1960
69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962
"""
CERTIFIED = (
    (-3482258.63459582, 890420.383607373),
    (15.0618722713733, 84.9149257747669),
    (-0.358191792925910e-01, 0.334910077722432e-01),
    (-2.02022980381683, 0.488399681651699),
    (-1.03322686717359, 0.214274163161675),
    (-0.511041056535807e-01, 0.226073200069370),
    (1829.15146461355, 455.478499142212),
)


def test_least_squares_when_ill_conditioned_then_gives_the_certified_figures() -> None:
    rows = [list(map(float, line.split())) for line in LONGLEY.strip().splitlines()]
    fit = least_squares([[1.0, *row[1:]] for row in rows], [row[0] for row in rows])
    assert isinstance(fit, Fit)
    for place, (coefficient, error) in enumerate(CERTIFIED):
        assert fit.coefficients[place] == pytest.approx(coefficient, rel=1e-6)
        assert fit.errors[place] == pytest.approx(error, rel=1e-6)
    assert fit.deviation == pytest.approx(304.854073561965, rel=1e-8)
    assert fit.explained == pytest.approx(0.995479004577296, rel=1e-9)


def sales(count: int, off: float = 0.0) -> list[Observation]:
    """Prices that rise by 2 % a floor and fall with the area; `off` disturbs every second one."""
    return [
        Observation(
            f"s{number}",
            Fraction(exp(10 + 0.02 * (number % 7) - 0.3 * (0.01 * (60 + 5 * number)) + noise)),
            {"floor": Decimal(number % 7), "rooms": Decimal(60 + 5 * number) / 100},
        )
        for number in range(count)
        for noise in (off if number % 2 else -off,)
    ]


def test_hedonic_when_the_prices_follow_then_says_so() -> None:
    found = hedonic(sales(12), ["floor", "rooms"])
    assert isinstance(found, Hedonic)
    effect = found.effect("floor")
    assert effect is not None
    shown = [round(float(each), 1) for each in (effect.percent, effect.low, effect.high)]
    assert shown == [2.0] * 3
    assert effect.sure
    assert (found.count, found.explained) == (12, Decimal("100.0"))


def test_hedonic_when_the_prices_are_disturbed_then_the_interval_is_wide() -> None:
    found = hedonic(sales(12, 0.1), ["floor"])
    assert isinstance(found, Hedonic)
    effect = found.effect("floor")
    assert effect is not None
    assert effect.low < effect.percent < effect.high
    assert not effect.sure


@pytest.mark.parametrize(
    ("observations", "traits", "why"),
    [
        (sales(6), ["floor"], Lacking.TOO_FEW),
        (sales(7), ["floor", "rooms"], Lacking.TOO_FEW),
        (sales(9), [], Lacking.TOO_FEW),
        ([Observation(o.id, o.price, {"floor": Decimal(3)}) for o in sales(9)], ["floor"],
         Lacking.NO_DIFFERENCE),
        ([Observation(o.id, o.price, {**o.traits, "twice": o.traits["floor"] * 2})
          for o in sales(12)], ["floor", "twice"], Lacking.ENTANGLED),
    ],
)  # fmt: skip
def test_hedonic_when_the_data_do_not_say_it_then_has_no_support(
    observations: list[Observation], traits: list[str], why: Lacking
) -> None:
    found = hedonic(observations, traits)
    assert isinstance(found, NoSupport)
    assert found.why is why


def test_hedonic_when_a_row_lacks_a_trait_then_it_is_left_out() -> None:
    found = hedonic([*sales(12), Observation("x", Fraction(9), {})], ["floor"])
    assert isinstance(found, Hedonic)
    assert "x" not in found.rows


def test_effect_when_it_is_taken_over_steps_then_is_rounded_nowhere() -> None:
    """The regression is of logarithms: five floors are five times 2.02… %, each upon the last."""
    found = hedonic(sales(12), ["floor", "rooms"])
    assert isinstance(found, Hedonic)
    effect = found.effects[0]
    assert float(effect.between(Decimal(6), Decimal(1))) == pytest.approx(100 * (exp(0.1) - 1))
    assert float(effect.between(Decimal(1), Decimal(6))) == pytest.approx(100 * (exp(-0.1) - 1))
    assert found.ranges["floor"] == (Decimal(0), Decimal(6))


def test_effect_when_the_prices_follow_exactly_and_the_trait_does_nothing_then_is_not_sure() -> (
    None
):
    same = [Observation(str(n), Fraction(100), {"floor": Decimal(n % 5)}) for n in range(12)]
    found = hedonic(same, ["floor"])
    assert isinstance(found, Hedonic)
    assert not found.effects[0].sure


def test_effect_when_another_trait_nearly_says_the_same_then_is_entangled() -> None:
    near = [
        Observation(o.id, o.price, {**o.traits, "near": o.traits["floor"] + Decimal(at % 3) / 50})
        for at, o in enumerate(sales(20, 0.01))
    ]
    found = hedonic(near, ["floor", "near"])
    assert isinstance(found, Hedonic)
    assert found.effects[0].entangled
    alone = hedonic(near, ["floor"])
    assert isinstance(alone, Hedonic)
    assert alone.effects[0].inflation == pytest.approx(1)


def sale(name: str, price: int, lift: str, rooms: str = "4") -> Sale:
    return Sale(name, Fraction(price), {"lift": lift, "rooms": Decimal(rooms)})


def test_pairs_when_alike_in_all_else_then_give_the_median_difference() -> None:
    found = paired_sales(
        [sale("a", 104, "yes"), sale("b", 100, "no"), sale("c", 106, "yes", "3"),
         sale("d", 100, "no", "3"), sale("e", 300, "yes", "9"),
         sale("f", 105, "yes", "2"), sale("g", 100, "no", "2")],
        "lift", ["rooms"], having="yes", lacking="no",
    )  # fmt: skip
    assert isinstance(found, PairedSales)
    assert [(pair.more, pair.less) for pair in found.pairs] == [("a", "b"), ("c", "d"), ("f", "g")]
    assert [found.percent, found.low, found.high] == [Fraction(5), Fraction(4), Fraction(6)]
    assert found.count == 3
    assert found.sure
    assert len(found.sales) == 6


def test_pairs_when_the_trait_is_a_number_then_the_difference_is_for_one() -> None:
    floors = [Sale(name, Fraction(price), {"floor": Decimal(floor)})
              for name, price, floor in (("a", 100, 1), ("b", 106, 4), ("c", 102, 2))]  # fmt: skip
    found = paired_sales(floors, "floor", [])
    assert isinstance(found, PairedSales)
    assert found.count == 3
    assert found.percent == 2


def test_pairs_when_within_a_tolerance_then_are_alike() -> None:
    found = paired_sales(
        [sale("a", 104, "yes", "4"), sale("b", 100, "no", "4.5"), sale("c", 104, "yes", "4"),
         sale("d", 104, "yes", "4"), sale("e", 104, "yes", "5.5")],
        "lift", ["rooms"], tolerances={"rooms": Decimal("0.5")}, having="yes", lacking="no",
    )  # fmt: skip
    assert isinstance(found, PairedSales)
    assert found.count == 3


@pytest.mark.parametrize(
    ("sold", "why"),
    [
        ([sale("a", 104, "yes"), sale("b", 100, "no")], Lacking.TOO_FEW),
        ([sale("a", 104, "yes"), sale("b", 100, "no"), sale("c", 105, "yes")], Lacking.TOO_FEW),
        ([sale("a", 104, "yes"), sale("b", 100, "yes")], Lacking.NO_DIFFERENCE),
        ([sale("a", 104, "yes"), Sale("b", Fraction(1), {"lift": "no"})] * 2, Lacking.TOO_FEW),
    ],
)
def test_pairs_when_they_are_too_few_or_unknown_then_there_is_no_support(
    sold: list[Sale], why: Lacking
) -> None:
    found = paired_sales(sold, "lift", ["rooms"], having="yes", lacking="no")
    assert isinstance(found, NoSupport)
    assert found.why is why
