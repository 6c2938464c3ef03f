"""A local hedonic regression: what one more of a trait does to the price per m², and how surely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import exp, log

from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.statistics.bounds import (
    FREE_FOR_REGRESSION,
    HIGHEST_INFLATION,
    Lacking,
    NoSupport,
)
from shamay_desktop.domain.statistics.regression import Fit, least_squares

_TENTH = Decimal("0.1")
_NOTHING = 1e-9
"""Where prices follow the traits to the last digit, so much is left of counting in floats."""

_FARTHEST = 14.0
LOGARITHMIC = ("area",)
"""Traits that count by their logarithm: their effect is said for one percent more."""

Range = tuple[Decimal, Decimal]
"""The least and the most that was observed of a trait."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A sale: its price per m² above 0, and numbers of its traits; flags are 0 and 1."""

    id: str
    price: Fraction
    traits: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Effect:
    """Of one more of a trait (of one percent more of a logarithmic one), in percent of the price.

    `low` and `high` bound it at 95 %. All are as they were found: whoever shows them rounds.
    `logarithm` is the coefficient itself; `inflation` how much of its variance is the others'.
    """

    trait: str
    percent: Fraction
    low: Fraction
    high: Fraction
    logarithm: float = 0.0
    inflation: float = 1.0

    @property
    def sure(self) -> bool:
        """Whether the whole interval lies on one side of 0."""
        return (self.low > 0 or self.high < 0) and abs(self.percent) > _NOTHING

    @property
    def entangled(self) -> bool:
        """Whether the other traits say nearly the same."""
        return self.inflation > HIGHEST_INFLATION

    def between(self, subject: Decimal, other: Decimal) -> Fraction:
        """Percent of the price that the subject's trait brings against the other's.

        As the regression has it: each step upon the price that the steps before it made. Of a
        logarithmic trait both must be above 0.
        """
        if self.trait in LOGARITHMIC:
            steps = log(subject / other)
        else:
            steps = float(subject - other)
        return _percent(self.logarithm * steps)


@dataclass(frozen=True, slots=True)
class Hedonic:
    """The effects of the traits in their order, with n, R² in percent, and whose rows they are.

    `ranges` tell how far each trait was observed.
    """

    effects: tuple[Effect, ...]
    count: int
    explained: Decimal
    rows: tuple[str, ...]
    ranges: Mapping[str, Range] = field(default_factory=dict)

    def effect(self, trait: str) -> Effect | None:
        """The effect of a trait; None for one that was not asked for."""
        return next((each for each in self.effects if each.trait == trait), None)


def hedonic(observations: Sequence[Observation], traits: Sequence[str]) -> Hedonic | NoSupport:
    """ln(price per m²) on the traits; only rows that know all of them count.

    No support with fewer than five rows beyond the coefficients, with a trait that does not
    differ, or with traits that say the same.
    """
    used = [each for each in observations if each.price > 0 and _knows(each, traits)]
    needed = len(traits) + 1 + FREE_FOR_REGRESSION
    if len(used) < needed or not traits:
        return NoSupport(Lacking.TOO_FEW, len(used), needed)
    if any(len({each.traits[trait] for each in used}) < 2 for trait in traits):
        return NoSupport(Lacking.NO_DIFFERENCE, len(used), needed)
    # Around their mean the columns do not drown in the one of ones (years are near 2000).
    columns = [_centred([_number(each, trait) for each in used]) for trait in traits]
    rows = [[1.0, *(column[at] for column in columns)] for at in range(len(used))]
    fit = least_squares(rows, [log(each.price) for each in used])
    if isinstance(fit, NoSupport):
        return fit
    return Hedonic(
        tuple(_effect(fit, at, trait) for at, trait in enumerate(traits, 1)),
        len(used),
        to_places(Fraction(fit.explained * 100), _TENTH),
        tuple(each.id for each in used),
        {trait: observed([each.traits[trait] for each in used]) for trait in traits},
    )


def observed(numbers: Sequence[Decimal]) -> Range:
    """The least and the most of at least one number."""
    return min(numbers), max(numbers)


def _knows(observation: Observation, traits: Sequence[str]) -> bool:
    known = observation.traits
    return all(
        trait in known and (trait not in LOGARITHMIC or known[trait] > 0) for trait in traits
    )


def _number(observation: Observation, trait: str) -> float:
    number = float(observation.traits[trait])
    return log(number) if trait in LOGARITHMIC else number


def _centred(numbers: Sequence[float]) -> list[float]:
    mean = sum(numbers) / len(numbers)
    return [number - mean for number in numbers]


def _effect(fit: Fit, place: int, trait: str) -> Effect:
    one = log(1.01) if trait in LOGARITHMIC else 1.0
    low, high = fit.interval(place)
    coefficient = fit.coefficients[place]
    percent, least, most = (_percent(each * one) for each in (coefficient, low, high))
    return Effect(trait, percent, least, most, coefficient, fit.inflation[place])


def _percent(logarithm: float) -> Fraction:
    """What a step of the logarithm is in percent; beyond a millionfold it says nothing more."""
    return Fraction(exp(max(-_FARTHEST, min(_FARTHEST, logarithm))) - 1) * 100
