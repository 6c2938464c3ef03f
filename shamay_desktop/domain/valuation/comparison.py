"""Market approach: price per m² of each comparable and the statistics of the included ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.fields.adjustments import OVERALL
from shamay_desktop.domain.money import round_to_step, to_places
from shamay_desktop.domain.statistics.describe import describe
from shamay_desktop.domain.statistics.outliers import K, Outliers, outliers
from shamay_desktop.domain.valuation.adjusting import (
    PRODUCT,
    Adjustment,
    AdjustmentMode,
    AdjustmentUnit,
    absolute,
    adjusted,
)

PRINT_STEP = Decimal(100)
"""Comparables' prices per m² are printed to the nearest 100 shekels."""

_RATIO_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Comparable:
    """One piece of evidence as entered; None where nothing is known.

    `price` in shekels for `share_sold` of the property (None: taken as the whole, and said so);
    `area` in m²; `adjustment` in percent of the price per m² is the overall one, `adjustments`
    those under heads, whose percentages `mode` puts together; `weight` relative, above 0;
    `rooms` in half rooms; prices per m² are printed to the nearest `step` of shekels.
    """

    row_id: str
    price: Decimal | None
    area: Decimal | None
    share_sold: Fraction | None = None
    adjustment: Decimal | None = None
    weight: Decimal | None = None
    included: bool = True
    sold_on: date | None = None
    rooms: Decimal | None = None
    adjustments: tuple[Adjustment, ...] = ()
    mode: AdjustmentMode = PRODUCT
    step: Decimal = PRINT_STEP

    @property
    def all_adjustments(self) -> tuple[Adjustment, ...]:
        """Those under heads, then the overall one as the last."""
        if self.adjustment is None:
            return self.adjustments
        overall = Adjustment(OVERALL, AdjustmentUnit.PERCENT, self.adjustment)
        return (*self.adjustments, overall)

    @property
    def is_adjusted(self) -> bool:
        """Whether anything of it is adjusted by more than nothing."""
        return any(each.amount for each in self.all_adjustments)


@dataclass(frozen=True, slots=True)
class PricedComparable:
    """A comparable with its price per m²: exact, to the agora, and rounded for print.

    `adjusted` is the exact price per m² after all adjustments (equal to it without any).
    """

    comparable: Comparable
    exact: Fraction
    adjusted: Fraction

    @property
    def absolute(self) -> Fraction:
        """Σ|a| of its adjustments as a part of 1."""
        comparable = self.comparable
        area = comparable.area or Decimal(1)
        return absolute(self.exact, area, comparable.all_adjustments)

    @property
    def raw(self) -> Decimal:
        """Shekels per m² to the agora, half up."""
        return to_places(self.exact)

    @property
    def rounded(self) -> Decimal:
        """Shekels per m² for print, from the exact price."""
        return round_to_step(self.exact, self.comparable.step)

    @property
    def per_room(self) -> Decimal | None:
        """Shekels per room of the whole property, for print; None without a count of rooms."""
        rooms, area = self.comparable.rooms, self.comparable.area
        if not rooms or rooms < 0 or area is None:
            return None
        return round_to_step(self.exact * Fraction(area) / Fraction(rooms), self.comparable.step)

    @property
    def adjusted_rounded(self) -> Decimal:
        """The adjusted price per m² for print, from the exact one."""
        return round_to_step(self.adjusted, self.comparable.step)


def priced(comparable: Comparable) -> PricedComparable | None:
    """Price ÷ share ÷ area, then adjusted; None without a positive price and area."""
    if not comparable.price or not comparable.area:
        return None
    if comparable.price < 0 or comparable.area < 0:
        return None
    share = Fraction(1) if comparable.share_sold is None else comparable.share_sold
    if share <= 0:
        return None
    exact = Fraction(comparable.price) / share / Fraction(comparable.area)
    moved = adjusted(exact, comparable.area, comparable.all_adjustments, comparable.mode)
    return PricedComparable(comparable, exact, moved)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of the included comparables' adjusted prices per m², in shekels to the agora.

    `deviation` is the sample's (n − 1), None below two; `variation` is deviation ÷ mean as a
    ratio to four places; `weighted` is None when no comparable has a weight.
    """

    count: int
    mean: Decimal
    median: Decimal
    low: Decimal
    high: Decimal
    weighted: Decimal | None
    deviation: Decimal | None
    variation: Decimal | None


def statistics(rows: Sequence[PricedComparable]) -> Statistics | None:
    """The statistics of the rows that are included; None when none is.

    A row without a weight has none once any other has one.
    """
    included = [row for row in rows if row.comparable.included]
    weights = [Fraction(row.comparable.weight or 0) for row in included]
    found = describe([row.adjusted for row in included], weights)
    if found is None:
        return None
    variation = found.variation
    return Statistics(
        count=found.count,
        mean=to_places(found.mean),
        median=to_places(found.median),
        low=to_places(found.low),
        high=to_places(found.high),
        weighted=None if found.weighted is None else to_places(found.weighted),
        deviation=None if found.deviation is None else to_places(found.deviation),
        variation=None if variation is None else to_places(variation, _RATIO_PLACES),
    )


def outliers_of(rows: Iterable[PricedComparable], k: Decimal = K) -> Outliers | None:
    """The outliers among the included rows, by row id, judged by the adjusted price per m².

    The one judgement for window, plots, report and rules. None where too few are included.
    """
    prices = {row.comparable.row_id: row.adjusted for row in rows if row.comparable.included}
    return outliers(prices, k)
