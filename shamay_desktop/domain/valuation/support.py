"""What the market rows say of a head of adjustment: a regression, pairs of sales, or no support.

Evidence beside a cell, never a value in it: the appraiser takes it, or says otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from shamay_desktop.domain.statistics.hedonic import (
    Effect,
    Hedonic,
    Observation,
    Range,
    hedonic,
    observed,
)
from shamay_desktop.domain.statistics.paired_sales import PairedSales, Sale, Trait, paired_sales
from shamay_desktop.domain.valuation.cells import date_in, number_in, text_in
from shamay_desktop.domain.valuation.support_rows import LeftOut, speaking
from shamay_desktop.domain.valuation.time_adjustment import LATEST_MONTHS

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
class Offer:
    """What the data offer for one comparable: percent to a tenth, or why nothing.

    `beyond`: how many months the valuation date stands behind the last deal that spoke.
    """

    percent: Decimal | None = None
    lacking: Lacking | None = None
    beyond: int = 0


NOTHING = Offer()
"""The data do not speak for the head at all; why, the support itself says."""


@dataclass(frozen=True, slots=True)
class HeadSupport:
    """What the rows say of a head: percent of the price for one more of its trait (of the area:
    for one percent more), its band, exact, and from how many rows or pairs.

    `lacking` where they give no support; percent and band may stand beside it, to be seen and not
    to be taken. `explained`: R² in percent. `sales`: how many stand in the pairs. `beside` names
    the traits that were held alike, `range` how far the trait was observed, `basis` and `kind`
    whose rows spoke ("" where they do not say it), `left_out` how many did not, and why.
    """

    head: str
    trait: str = ""
    method: Method | None = None
    percent: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    count: int = 0
    needed: int = 0
    beside: tuple[str, ...] = ()
    lacking: Lacking | NoTrait | None = None
    explained: Decimal | None = None
    sales: int = 0
    range: Range | None = None
    effect: Effect | None = None
    basis: str = ""
    kind: str = ""
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether something may be taken of it."""
        return self.percent is not None and self.lacking is None

    def offer(
        self,
        subject: Decimal | None,
        comparable: Decimal | None,
        bases: tuple[str, str] | None = None,
    ) -> Offer:
        """What the difference between the two comes to, rounded once, at the end.

        Nothing without support, beyond what was observed, or (of the area) between areas on other
        `bases` (the subject's, the comparable's) than the rows'. Deals are always known up to some
        months before the valuation date only: so far beyond the last one time is still offered.
        """
        if not self.is_sure or self.range is None or self.percent is None:
            return NOTHING
        if subject is None or comparable is None:
            return Offer(lacking=Lacking.UNTOLD)
        if self.trait == "area" and bases is not None and set(bases) != {self.basis}:
            return Offer(lacking=Lacking.OTHER_BASIS)
        beyond = max(subject - self.range[1], Decimal(0)) if self.trait == "month" else Decimal(0)
        observed_pair = (subject - beyond, comparable)
        inside = all(self.range[0] <= each <= self.range[1] for each in observed_pair)
        if not inside or beyond > LATEST_MONTHS:
            return Offer(lacking=Lacking.OUTSIDE)
        if self.effect is not None:
            exact = self.effect.between(subject, comparable)
        else:
            exact = self.percent * (Fraction(subject) - Fraction(comparable))
        return Offer(to_places(exact, _TENTH), beyond=int(beyond))

    def proposed(self, subject: Decimal | None, comparable: Decimal | None) -> Decimal | None:
        """Percent to a tenth for the difference between the two; None where nothing is offered."""
        return self.offer(subject, comparable).percent


def supports(
    rows: Sequence[MarketRow], heads: Sequence[str], subject: Subject | None = None
) -> Mapping[str, HeadSupport]:
    """What the rows say of each head, by its code; those that may not speak together are counted.

    Rows later than the subject's day do not speak.
    """
    heard = speaking(rows, Subject() if subject is None else subject)
    told = [(row.id, price, traits_of_market_row(row)) for row, price in heard.rows]
    return MappingProxyType(
        {
            head: replace(
                _support(head, told), basis=heard.basis, kind=heard.kind, left_out=heard.left_out
            )
            for head in heads
        }
    )


_Told = tuple[str, Fraction, Mapping[str, Decimal]]


def _support(head: str, sales: Sequence[_Told]) -> HeadSupport:
    trait = TRAIT_OF_HEAD.get(head)
    if trait is None:
        return HeadSupport(head, lacking=NoTrait.HEAD)
    known = [sale for sale in sales if trait in sale[2]]
    controls = tuple(each for each in _CONTROLS if each != trait and _widely_known(known, each))
    regression = hedonic(
        [Observation(row_id, price, traits) for row_id, price, traits in known],
        (trait, *controls),
    )
    if isinstance(regression, Hedonic):
        return _by_regression(head, regression, regression.effects[0])
    # Pairs speak only where the regression cannot: rows that leave it unsure are not asked again
    # until they say something.
    pairs = _pairs(known, trait, controls)
    if isinstance(pairs, PairedSales) and regression.why is Lacking.TOO_FEW:
        return _by_pairs(head, pairs, known, controls)
    return HeadSupport(
        head, trait, count=regression.count, needed=regression.needed, beside=controls,
        lacking=regression.why,
    )  # fmt: skip


def _by_regression(head: str, found: Hedonic, effect: Effect) -> HeadSupport:
    lacking = None if effect.sure else Lacking.UNSURE
    return HeadSupport(
        head, effect.trait, Method.HEDONIC, effect.percent, effect.low, effect.high, found.count,
        beside=tuple(each.trait for each in found.effects if each is not effect),
        lacking=Lacking.ENTANGLED if effect.entangled else lacking,
        explained=found.explained, range=found.ranges[effect.trait], effect=effect,
    )  # fmt: skip


def _by_pairs(
    head: str, found: PairedSales, sales: Sequence[_Told], controls: tuple[str, ...]
) -> HeadSupport:
    trait, paired = found.trait, found.sales
    numbers = [traits[trait] for row_id, _, traits in sales if row_id in paired]
    return HeadSupport(
        head, trait, Method.PAIRS, found.percent, found.low, found.high, found.count,
        beside=controls, lacking=None if found.sure else Lacking.UNSURE,
        sales=len(paired), range=observed(numbers),
    )  # fmt: skip


def _widely_known(sales: Sequence[_Told], trait: str) -> bool:
    """Whether most rows know a trait, and differ in it: one that few know would cost the rest."""
    known = [traits[trait] for _, _, traits in sales if trait in traits]
    return len(known) * 5 >= len(sales) * 4 and len(set(known)) > 1


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
            "parking": subject.parking,
            "storage": subject.storage,
        }
    )


def _known(traits: Mapping[str, Decimal | None]) -> Mapping[str, Decimal]:
    return {name: number for name, number in traits.items() if number is not None}


def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else parse_decimal(text)
    except Refused:
        return None
