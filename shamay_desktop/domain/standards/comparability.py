"""Comparables against the subject: adjusted with reason, whole deals, of one area basis."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.money import to_places
from shamay_desktop.domain.standards.comparables import LIST
from shamay_desktop.domain.standards.finding import Chosen
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import text_in

_SHEKEL = Decimal(1)


def low_quality(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Included rows that are no deals: asking prices and other valuations."""
    for number, row, _ in situation.included:
        kind = text_in(row, "evidence")
        if kind in parameters.texts("kinds"):
            chosen = Chosen(f"{LIST}/evidence", kind)
            yield hit(f"{LIST}/{row.id}/evidence", row=number, kind=chosen)


def other_basis(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Included rows whose area has another basis than the subject's."""
    subject = situation.case.text("valuation.area_basis")
    for number, row, _ in situation.included:
        basis = text_in(row, "area_basis")
        if subject and basis and basis != subject:
            yield hit(
                f"{LIST}/{row.id}/area_basis",
                "valuation.area_basis",
                row=number,
                basis=Chosen(f"{LIST}/area_basis", basis),
                subject=Chosen("valuation.area_basis", subject),
            )


def equivalent_mixed(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The subject's equivalent area counts more than the flat, the comparables' areas do not.

    A price per m² of the flat alone, put on balconies by coefficient, counts them twice.
    """
    value = situation.value
    if value is None or all(line.category == "flat" for line in value.inputs.areas):
        return
    mixed = [
        (number, f"{LIST}/{row.id}/area_basis")
        for number, row, _ in situation.included
        if text_in(row, "area_basis") not in ("", "equivalent")
    ]
    if mixed:
        rows = ", ".join(str(number) for number, _ in mixed)
        paths = (path for _, path in mixed)
        area = value.equivalent_area
        yield hit(*paths, "valuation.areas", rows=rows, n=len(mixed), area=area)


def part_sold(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Included deals in a part of a property."""
    for number, row, comparable in situation.included:
        if comparable.share_sold is not None and comparable.share_sold != 1:
            path = f"{LIST}/{row.id}/share_sold"
            yield hit(path, row=number, share=text_in(row, "share_sold"))


def adopted_off_evidence(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """An adopted price outside the comparables' range, or far from their mean and median."""
    adopted = situation.case.number("valuation.adopted_price_per_sqm")
    found = situation.statistics
    if adopted is None or found is None:
        return
    limit = Fraction(parameters.number("percent")) / 100
    far = all(
        abs(Fraction(adopted) - Fraction(middle)) > limit * Fraction(middle)
        for middle in (found.mean, found.median)
    )
    if far or not found.low <= adopted <= found.high:
        yield hit(
            "valuation.adopted_price_per_sqm",
            LIST,
            adopted=adopted,
            mean=to_places(found.mean, _SHEKEL),
            median=to_places(found.median, _SHEKEL),
            low=to_places(found.low, _SHEKEL),
            high=to_places(found.high, _SHEKEL),
        )


PREDICATES = {
    "low_quality": predicate(low_quality, kinds=TEXTS),
    "other_basis": predicate(other_basis),
    "equivalent_mixed": predicate(equivalent_mixed),
    "part_sold": predicate(part_sold),
    "adopted_off_evidence": predicate(adopted_off_evidence, percent=NUMBER),
}
