"""What the market rows say of a head of adjustment: a regression, pairs of sales, or no support.

Evidence beside a cell, never a value in it: the appraiser takes it, or says otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.money import parse_decimal, to_places
from shamay_desktop.domain.statistics.bounds import Lacking, NoSupport
from shamay_desktop.domain.statistics.hedonic import Hedonic, Observation, hedonic
from shamay_desktop.domain.statistics.paired_sales import PairedSales, Sale, Trait, paired_sales
from shamay_desktop.domain.valuation.cells import date_in, number_in, text_in

TRAIT_OF_HEAD: Mapping[str, str] = MappingProxyType(
    {
        "time": "month",
        "floor": "floor",
        "size": "area",
        "age": "year_built",
        "parking": "parking",
        "storage": "storage",
    }
)
"""The heads that a trait of the rows can speak for; of the others the data say nothing."""

_CONTROLS = ("area", "month", "floor", "year_built")
_TOLERANCES: Mapping[str, Decimal] = MappingProxyType(
    {"area": Decimal(5), "month": Decimal(6), "floor": Decimal(1), "year_built": Decimal(3)}
)
_TENTH = Decimal("0.1")


class Method(StrEnum):
    """How the data were asked."""

    HEDONIC = "hedonic"
    PAIRS = "pairs"


class NoTrait(StrEnum):
    """Why nothing could be asked of the data."""

    HEAD = "head"


@dataclass(frozen=True, slots=True)
class HeadSupport:
    """What the rows say of a head: percent of the price for one more of its trait (of the area:
    for one percent more), its band, and from how many rows or pairs; `lacking` where nothing.

    `beside` names the traits that were held alike.
    """

    head: str
    trait: str = ""
    method: Method | None = None
    percent: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    count: int = 0
    needed: int = 0
    beside: tuple[str, ...] = ()
    lacking: Lacking | NoTrait | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the whole band lies on one side of 0."""
        if self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0

    def proposed(self, subject: Decimal | None, comparable: Decimal | None) -> Decimal | None:
        """Percent to a tenth for the difference between the two; None where it is not known."""
        if self.percent is None or subject is None or comparable is None:
            return None
        difference = Fraction(subject) - Fraction(comparable)
        if self.trait == "area":
            if not comparable:
                return None
            difference = difference / Fraction(comparable) * 100
        return to_places(Fraction(self.percent) * difference, _TENTH)


def supports(
    rows: Sequence[MarketRow], heads: Sequence[str], day: date | None = None
) -> Mapping[str, HeadSupport]:
    """What the rows say of each head, by its code. `day` is the valuation date: later rows do not
    speak."""
    sales = [
        (row, traits_of_market_row(row), price)
        for row in rows
        if (price := row.price_per_sqm) is not None and price > 0
        if day is None or row.date is None or row.date <= day
    ]
    told = [(row.id, price, traits) for row, traits, price in sales]
    return MappingProxyType({head: _support(head, told) for head in heads})


_Told = tuple[str, Fraction, Mapping[str, Decimal]]


def _support(head: str, sales: Sequence[_Told]) -> HeadSupport:
    trait = TRAIT_OF_HEAD.get(head)
    if trait is None:
        return HeadSupport(head, lacking=NoTrait.HEAD)
    known = [sale for sale in sales if trait in sale[2]]
    controls = tuple(each for each in _CONTROLS if each != trait and _widely_known(known, each))
    regression = _regression(known, trait, controls)
    pairs = _pairs(known, trait, controls)
    if isinstance(regression, Hedonic) and (found := regression.effect(trait)) is not None:
        by_regression = HeadSupport(
            head, trait, Method.HEDONIC, found.percent, found.low, found.high, regression.count,
            beside=tuple(each.trait for each in regression.effects if each.trait != trait),
        )  # fmt: skip
        if by_regression.is_sure or isinstance(pairs, NoSupport):
            return by_regression
    if isinstance(pairs, PairedSales):
        return HeadSupport(
            head, trait, Method.PAIRS, pairs.percent, pairs.low, pairs.high, pairs.count,
            beside=controls,
        )  # fmt: skip
    # Neither speaks: the regression's reason is told, it asks the most rows.
    why = regression if isinstance(regression, NoSupport) else pairs
    return HeadSupport(
        head, trait, count=why.count, needed=why.needed, beside=controls, lacking=why.why
    )


def _widely_known(sales: Sequence[_Told], trait: str) -> bool:
    """Whether most rows know a trait, and differ in it: one that few know would cost the rest."""
    known = [traits[trait] for _, _, traits in sales if trait in traits]
    return len(known) * 5 >= len(sales) * 4 and len(set(known)) > 1


def _regression(
    sales: Sequence[_Told], trait: str, controls: tuple[str, ...]
) -> Hedonic | NoSupport:
    """With all controls, or with fewer where the rows do not carry so many."""
    observations = [Observation(row_id, price, traits) for row_id, price, traits in sales]
    for kept in range(len(controls), -1, -1):
        found = hedonic(observations, (trait, *controls[:kept]))
        if isinstance(found, Hedonic) or not kept:
            return found
    raise AssertionError(trait)  # the loop ends without controls


def _pairs(
    sales: Sequence[_Told], trait: str, controls: tuple[str, ...]
) -> PairedSales | NoSupport:
    if trait == "area":  # a pair tells per one m² more; the grid asks per percent
        return NoSupport(Lacking.NO_DIFFERENCE, 0)
    listed = [Sale(row_id, price, _as_traits(traits)) for row_id, price, traits in sales]
    return paired_sales(listed, trait, controls, tolerances=_TOLERANCES)


def _as_traits(traits: Mapping[str, Decimal]) -> Mapping[str, Trait]:
    return dict(traits)


def traits_of_market_row(row: MarketRow) -> Mapping[str, Decimal]:
    """The numbers of a row that heads may ask for; what it does not tell is absent."""
    return _known(
        {
            "month": None if row.date is None else Decimal(row.date.year * 12 + row.date.month),
            "floor": None if row.floor_number is None else Decimal(row.floor_number),
            "area": row.area,
            "year_built": None if row.year_built is None else Decimal(row.year_built),
            "parking": _number(row.other.get("parking")),
            "storage": _number(row.other.get("storage")),
        }
    )


def traits_of_comparable(row: Row) -> Mapping[str, Decimal]:
    """The same numbers of a row of the case's `comparables`."""
    sold = date_in(row, "date")
    floors = parse_floors(text_in(row, "floor"))
    return _known(
        {
            "month": None if sold is None else Decimal(sold.year * 12 + sold.month),
            "floor": Decimal(min(floors.numbers)) if floors.understood and floors.numbers else None,
            "area": number_in(row, "area"),
            "year_built": number_in(row, "year_built"),
            "parking": number_in(row, "parking"),
            "storage": number_in(row, "storage"),
        }
    )


def traits_of_subject(subject: Subject) -> Mapping[str, Decimal]:
    """The same numbers of the valued property, as far as it tells them."""
    day, year = subject.day, subject.year_built
    return _known(
        {
            "month": None if day is None else Decimal(day.year * 12 + day.month),
            "floor": None if subject.floor_number is None else Decimal(subject.floor_number),
            "area": subject.area,
            "year_built": None if year is None else Decimal(year),
        }
    )


def _known(traits: Mapping[str, Decimal | None]) -> Mapping[str, Decimal]:
    return {name: number for name, number in traits.items() if number is not None}


def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else parse_decimal(text)
    except Refused:
        return None
