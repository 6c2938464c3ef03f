"""The one formula that brings a comparable's price per m² to the subject, part by part, exact.

A percentage is of the price per m² as it was paid. Percentages multiply (product) or add up
(sum); amounts in shekels are added behind them, so the order of the heads never alters the result:

    product   adjusted = base × Π(1 + aₖ/100) + Σ bₖ
    sum       adjusted = base × (1 + Σ aₖ/100) + Σ bₖ

bₖ is an amount per m², or an amount of the whole over the comparable's area.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shamay_desktop.domain.money import exactly


class AdjustmentUnit(StrEnum):
    """What an amount is: percent of the price, shekels a m², or shekels of the whole property."""

    PERCENT = "percent"
    PER_SQM = "per_sqm"
    WHOLE = "whole"


class AdjustmentMode(StrEnum):
    """How percentages are put together."""

    PRODUCT = "product"
    SUM = "sum"


PRODUCT, SUM = AdjustmentMode.PRODUCT, AdjustmentMode.SUM


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One adjustment of a comparable under a head; `row_id` of its row, "" of the overall one."""

    head: str
    unit: AdjustmentUnit
    amount: Decimal
    reason: str = ""
    support: str = ""
    row_id: str = ""

    @property
    def rate(self) -> Fraction:
        """The part of the price that it adds, 0 for an amount."""
        if self.unit is not AdjustmentUnit.PERCENT:
            return Fraction(0)
        return Fraction(self.amount) / 100

    def per_sqm(self, area: Decimal) -> Fraction:
        """Shekels a m² that it adds beside percentages, for an area in m² above 0."""
        if self.unit is AdjustmentUnit.PERCENT:
            return Fraction(0)
        amount = Fraction(self.amount)
        return amount if self.unit is AdjustmentUnit.PER_SQM else amount / Fraction(area)

    def share(self, base: Fraction, area: Decimal) -> Fraction:
        """What part of the price as paid it is, signed: its rate, or its amount over the price."""
        if self.unit is AdjustmentUnit.PERCENT or not base:
            return self.rate
        return self.per_sqm(area) / base


@dataclass(frozen=True, slots=True)
class Step:
    """What one adjustment did: the price per m² `before` it, and the `running` one behind it."""

    adjustment: Adjustment
    before: Fraction
    running: Fraction

    @property
    def added(self) -> Fraction:
        """Shekels a m² that it added."""
        return self.running - self.before


def walk(
    base: Fraction, area: Decimal, adjustments: Iterable[Adjustment], mode: AdjustmentMode
) -> tuple[Step, ...]:
    """The adjustments one after the other; base + Σ added is the last running price, always.

    Numerators and denominators are kept apart until a price is made of them: fractions that are
    brought to their lowest terms at every turn would make a large grid slow to type in.
    """
    factor, over = 1, 1  # of the price, by percentages
    added, below = 0, 1  # shekels a m², by amounts
    per_area = area.as_integer_ratio()
    running, steps = base, list[Step]()
    for each in adjustments:
        number, parts = each.amount.as_integer_ratio()
        if each.unit is AdjustmentUnit.PERCENT:
            hundred = 100 * parts
            if mode is PRODUCT:
                factor, over = factor * (hundred + number), over * hundred
            else:
                factor, over = factor * hundred + number * over, over * hundred
        else:
            if each.unit is AdjustmentUnit.WHOLE:
                number, parts = number * per_area[1], parts * per_area[0]
            added, below = added * parts + number * below, below * parts
        before = running
        if number:
            paid = base.numerator * factor
            under = base.denominator * over
            running = Fraction(paid * below + added * under, under * below)
        steps.append(Step(each, before, running))
    return tuple(steps)


def adjusted(
    base: Fraction, area: Decimal, adjustments: Iterable[Adjustment], mode: AdjustmentMode
) -> Fraction:
    """The adjusted price per m²; the price as paid where nothing is adjusted."""
    steps = walk(base, area, adjustments, mode)
    return steps[-1].running if steps else base


def absolute(base: Fraction, area: Decimal, adjustments: Iterable[Adjustment]) -> Fraction:
    """Σ|a| as a part of 1: what standards 2.1 and 3.1 hold against their limit."""
    sums = dict.fromkeys(AdjustmentUnit, Decimal(0))
    with exactly():
        for each in adjustments:
            sums[each.unit] += abs(each.amount)
    share = Fraction(sums[AdjustmentUnit.PERCENT]) / 100
    amounts = Fraction(sums[AdjustmentUnit.PER_SQM])
    if sums[AdjustmentUnit.WHOLE]:
        amounts += Fraction(sums[AdjustmentUnit.WHOLE]) / Fraction(area)
    return share + amounts / base if amounts and base else share
