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
    """What one adjustment did: shekels a m² that it `added`, and the `running` price behind it."""

    adjustment: Adjustment
    added: Fraction
    running: Fraction


def walk(
    base: Fraction, area: Decimal, adjustments: Iterable[Adjustment], mode: AdjustmentMode
) -> tuple[Step, ...]:
    """The adjustments one after the other; base + Σ added is the last running price, always."""
    factor, amounts, running = Fraction(1), Fraction(0), base
    steps = []
    for each in adjustments:
        rate = each.rate
        if rate:
            factor = factor * (1 + rate) if mode is PRODUCT else factor + rate
        else:
            amounts += each.per_sqm(area)
        before, running = running, base * factor + amounts
        steps.append(Step(each, running - before, running))
    return tuple(steps)


def adjusted(
    base: Fraction, area: Decimal, adjustments: Iterable[Adjustment], mode: AdjustmentMode
) -> Fraction:
    """The adjusted price per m²; the price as paid where nothing is adjusted."""
    steps = walk(base, area, adjustments, mode)
    return steps[-1].running if steps else base


def absolute(base: Fraction, area: Decimal, adjustments: Iterable[Adjustment]) -> Fraction:
    """Σ|a| as a part of 1: what standards 2.1 and 3.1 hold against their limit."""
    return sum((abs(each.share(base, area)) for each in adjustments), Fraction(0))
