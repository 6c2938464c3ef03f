"""Paired sales: pairs alike in all but one trait, and what that one does to the price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.statistics.bounds import FEWEST_PAIRS, Lacking, NoSupport
from shamay_desktop.domain.statistics.describe import median

Trait = Decimal | str
_NONE: Mapping[str, Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale: its price per m² above 0, and its traits; what is not known of them is absent."""

    id: str
    price: Fraction
    traits: Mapping[str, Trait]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sales alike in all else: `more` has more of the trait; the difference in percent.

    Of a number it is for one more of it; `difference` is exact.
    """

    more: str
    less: str
    difference: Fraction


@dataclass(frozen=True, slots=True)
class PairedSales:
    """What a trait does to the price per m², in percent: the median of the pairs, exact.

    `low` and `high` are the least and the most of them.
    """

    trait: str
    percent: Fraction
    low: Fraction
    high: Fraction
    pairs: tuple[Pair, ...]

    @property
    def count(self) -> int:
        """How many pairs."""
        return len(self.pairs)

    @property
    def sure(self) -> bool:
        """Whether all pairs differ to the same side."""
        return self.low > 0 or self.high < 0

    @property
    def sales(self) -> frozenset[str]:
        """The sales that stand in a pair: far fewer than twice the pairs, often."""
        return frozenset(each for pair in self.pairs for each in (pair.more, pair.less))


def paired_sales(
    sales: Sequence[Sale],
    trait: str,
    alike: Sequence[str],
    *,
    tolerances: Mapping[str, Decimal] = _NONE,
    having: Trait | None = None,
    lacking: Trait | None = None,
) -> PairedSales | NoSupport:
    """The median difference over pairs that differ in the trait alone.

    `alike` names the traits that must be known and the same in both, numbers within their
    tolerance. With `having` and `lacking` the pairs are one of each; else the trait is a number,
    and the difference is for one more of it. No support below three pairs.
    """
    known = [sale for sale in sales if sale.price > 0 and trait in sale.traits]
    pairs = tuple(
        pair
        for at, first in enumerate(known)
        for second in known[at + 1 :]
        if _alike(first, second, alike, tolerances)
        and (pair := _pair(first, second, trait, having, lacking)) is not None
    )
    if len(pairs) < FEWEST_PAIRS:
        different = len({sale.traits[trait] for sale in known}) > 1
        why = Lacking.TOO_FEW if different else Lacking.NO_DIFFERENCE
        return NoSupport(why, len(pairs), FEWEST_PAIRS)
    differences = [pair.difference for pair in pairs]
    band = min(differences), max(differences)
    return PairedSales(trait, median(differences), *band, pairs)


def _alike(
    first: Sale, second: Sale, alike: Sequence[str], tolerances: Mapping[str, Decimal]
) -> bool:
    for trait in alike:
        one, other = first.traits.get(trait), second.traits.get(trait)
        if one is None or other is None:
            return False
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            if abs(one - other) > tolerances.get(trait, Decimal(0)):
                return False
        elif one != other:
            return False
    return True


def _pair(
    first: Sale, second: Sale, trait: str, having: Trait | None, lacking: Trait | None
) -> Pair | None:
    one, other = first.traits[trait], second.traits[trait]
    if having is not None:
        if (one, other) == (lacking, having):
            first, second = second, first
        elif (one, other) != (having, lacking):
            return None
        return Pair(first.id, second.id, (first.price / second.price - 1) * 100)
    if not isinstance(one, Decimal) or not isinstance(other, Decimal) or one == other:
        return None
    if one < other:
        first, second, one, other = second, first, other, one
    step = Fraction(one) - Fraction(other)
    return Pair(first.id, second.id, (first.price / second.price - 1) * 100 / step)
