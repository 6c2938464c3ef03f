"""The value itself: computable, above nothing, with the VAT of its market, and its land share."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.standards.finding import Chosen, Percent
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.from_case import AREAS, PRICE
from shamay_desktop.domain.valuation.reconciliation import COMPARISON
from shamay_desktop.domain.valuation.standard_19 import land_shares

_TENTH = Decimal("0.1")


def no_value(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A calculation that comes to nothing or less, exactly or by its rounding."""
    result = situation.value
    if result is not None and (result.final <= 0 or result.unrounded <= 0):
        shown = to_places(result.unrounded)
        yield hit(*_behind(situation), unrounded=shown)


def _behind(situation: Situation) -> tuple[str, ...]:
    """Where the value comes from: areas and price, or what the lowest that counts is of."""
    found = situation.reconciliation
    if found.basis == COMPARISON:
        return (AREAS, PRICE)
    lowest = sorted(found.counting, key=lambda each: each.value or 0)
    return tuple(dict.fromkeys(each.source for each in lowest))


def value_unstated(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A report of a value whose calculation does not come to one yet."""
    if situation.value is None:
        yield hit("valuation.areas", "valuation.adopted_price_per_sqm")


def vat_off_market(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Homes valued without VAT, or business property with it, as its description names it.

    A description with words of both kinds (a shop in a residential house) is left alone.
    """
    described = situation.case.text("unit.description")
    treatment = situation.case.text("valuation.vat")
    if described is None or treatment is None:
        return
    home = any(word in described for word in parameters.texts("homes"))
    business = any(word in described for word in parameters.texts("business"))
    wrong = (home and treatment == "excluded") or (business and treatment == "included")
    if wrong and home != business:
        chosen = Chosen("valuation.vat", treatment)
        yield hit("valuation.vat", "unit.description", vat=chosen, property=described)


def small_land_share(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Land worth less than a part of the whole: extraction and the residual method say little."""
    least = parameters.number("percent")
    for share in land_shares(situation.case, situation.value):
        if share.percent < Fraction(least):
            yield hit(
                share.path,
                percent=Percent(to_places(share.percent, _TENTH)),
                least=Percent(least),
            )


PREDICATES = {
    "no_value": predicate(no_value),
    "value_unstated": predicate(value_unstated),
    "vat_off_market": predicate(vat_off_market, homes=TEXTS, business=TEXTS),
    "small_land_share": predicate(small_land_share, percent=NUMBER),
}
