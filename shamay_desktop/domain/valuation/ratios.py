"""Ratio studies where an appraiser has use for them: official amounts, and the adopted price."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.market.rows import MarketRow, RowKind, RowStanding
from shamay_desktop.domain.statistics.ratio import RatioStudy, ratio_study
from shamay_desktop.domain.valuation.cells import number_in
from shamay_desktop.domain.valuation.comparison import Comparable, priced
from shamay_desktop.domain.valuation.from_case import PRICE, comparables

FEWEST = 2
"""Pairs below which there is no spread."""

Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Ratios:
    """A study of pairs out of `asked` rows; `count` had both amounts. None: fewer than `FEWEST`."""

    study: RatioStudy | None
    count: int
    asked: int


@dataclass(frozen=True, slots=True)
class CaseRatios:
    """Of a case's included comparables: declared ÷ assessed amounts, and the price that the
    adopted price implies for each ÷ its own. `adopted` has `asked` 0 without an adopted price."""

    official: Ratios
    adopted: Ratios


def official_ratios(
    rows: Sequence[MarketRow], counts: Callable[[MarketRow], bool] = lambda _row: True
) -> Ratios:
    """Declared ÷ assessed amounts of sound deals; `counts` may say no to others.

    Below 1 the tax authority assessed more than was declared.
    """
    sound = [
        row
        for row in rows
        if row.kind is RowKind.SALE
        and row.evidence == "deal"
        and row.standing is RowStanding.ACTIVE
        and row.twin_of is None
        and counts(row)
    ]
    return _ratios([_pair(row.price, row.assessed_value) for row in sound])


def case_ratios(case: Case) -> CaseRatios:
    """Both studies of a case's included comparables."""
    evidence = list(zip(case.rows("comparables"), comparables(case), strict=True))
    included = [(row, comparable) for row, comparable in evidence if comparable.included]
    official = [_pair(each.price, number_in(row, "assessed_value")) for row, each in included]
    adopted = case.number(PRICE)
    implied = [_implied(each, adopted) for _, each in included] if adopted else []
    return CaseRatios(_ratios(official), _ratios(implied))


def _implied(comparable: Comparable, adopted: Decimal) -> Pair | None:
    """What the adopted price makes of a comparable, its adjustments taken back; and its price."""
    price = priced(comparable)
    if price is None or price.adjusted <= 0 or price.exact <= 0:
        return None
    whole = price.exact * Fraction(comparable.area or Decimal(0))
    return Fraction(adopted) / price.adjusted * whole, whole


def _pair(estimate: Decimal | None, price: Decimal | None) -> Pair | None:
    if estimate is None or price is None or estimate <= 0 or price <= 0:
        return None
    return Fraction(estimate), Fraction(price)


def _ratios(pairs: Sequence[Pair | None]) -> Ratios:
    known = [pair for pair in pairs if pair is not None]
    found = ratio_study([first for first, _ in known], [second for _, second in known])
    return Ratios(found if isinstance(found, RatioStudy) else None, len(known), len(pairs))
