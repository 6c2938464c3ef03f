"""Approaches, rents and leases: enough evidence, a sourced rate, and figures that agree."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.standards.finding import Chosen, Percent
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import date_in, number_in
from shamay_desktop.domain.valuation.from_case import PRICE
from shamay_desktop.domain.valuation.income import LEASES, total_rent
from shamay_desktop.domain.valuation.reconciliation import APPROACHES
from shamay_desktop.domain.valuation.rounding import ADOPTED_STEP, proposed_price

RENTS = "income.rents"
_GAP_REASON, _RATE = "valuation.approaches_gap_reason", "income.cap_rate"
_RATE_SOURCE = "income.cap_rate_source"
_TENTH = Decimal("0.1")


def approaches_apart(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Two results that lie apart by more than a part of the lower one, and no word on it."""
    percent = situation.reconciliation.gap
    limit = parameters.number("percent")
    if percent is None or situation.answered(_GAP_REASON):
        return
    if percent > Fraction(limit):
        yield hit(
            _GAP_REASON,
            APPROACHES,
            percent=Percent(to_places(percent, _TENTH)),
            limit=Percent(limit),
        )


def too_few_rents(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Fewer rents than asked where the income approach is used, or the rent is the question."""
    least = parameters.count("count")
    by_income = situation.reconciliation.uses("income")
    wanted = situation.case.text("report.purpose") == "rent" or by_income
    rents = [row for row in situation.case.rows(RENTS) if number_in(row, "rent")]
    if wanted and len(rents) < least:
        yield hit(RENTS, found=len(rents), least=least)


def rate_unsourced(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A capitalisation rate without its source."""
    if situation.case.number(_RATE) is not None and not situation.case.text(_RATE_SOURCE):
        yield hit(_RATE_SOURCE, _RATE)


def leases_over(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Leases of the property that had ended by the valuation date, options included."""
    day = situation.day("valuation.date")
    for number, row in situation.numbered(LEASES):
        ends = [end for name in ("to", "option_to") if (end := date_in(row, name)) is not None]
        if day is not None and ends and max(ends) < day:
            yield hit(f"{LEASES}/{row.id}/to", row=number, date=max(ends))


def rent_differs(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The rent stated for the property is not the sum of its leases, all of which have one."""
    stated, rows = situation.case.number("unit.rent"), situation.case.rows(LEASES)
    if stated is None or not rows or any(number_in(row, "rent") is None for row in rows):
        return
    summed = total_rent(rows)
    if summed != stated:
        yield hit("unit.rent", LEASES, stated=stated, sum=summed)


def adopted_off_source(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """An adopted price away from the figure on which it is said to rest."""
    adopted, found = situation.case.number(PRICE), situation.statistics
    rests_on = situation.case.text("valuation.adopted_from")
    if adopted is None or found is None or rests_on is None:
        return
    figures = {"mean": found.mean, "median": found.median, "weighted": found.weighted}
    figure = figures.get(rests_on)
    if figure is None or figure <= 0:
        return
    step = situation.case.number(ADOPTED_STEP)
    if step is not None and step > 0 and adopted == proposed_price(figure, step):
        return  # the figure itself, as such prices are rounded
    percent = abs(Fraction(adopted) / Fraction(figure) - 1) * 100
    if percent > Fraction(parameters.number("percent")):
        yield hit(
            "valuation.adopted_from",
            PRICE,
            source=Chosen("valuation.adopted_from", rests_on),
            figure=to_places(figure, Decimal(1)),
            adopted=adopted,
        )


PREDICATES = {
    "approaches_apart": predicate(approaches_apart, percent=NUMBER),
    "too_few_rents": predicate(too_few_rents, count=NUMBER),
    "rate_unsourced": predicate(rate_unsourced),
    "leases_over": predicate(leases_over),
    "rent_differs": predicate(rent_differs),
    "adopted_off_source": predicate(adopted_off_source, percent=NUMBER),
}
