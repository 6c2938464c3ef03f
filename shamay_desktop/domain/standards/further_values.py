"""Figures beside the value: its range, a valued part, betterment, collateral."""

from collections.abc import Iterator

from shamay_desktop.domain.standards.finding import Label, Percent
from shamay_desktop.domain.standards.predicate import (
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.betterment import betterment_of

_LOW, _HIGH = "valuation.range_low", "valuation.range_high"
_SHARE, _DISCOUNT = "rights.valued_share", "valuation.share_discount"


def off_range(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A range whose ends are the wrong way round, or that does not hold the value."""
    low, high = situation.case.number(_LOW), situation.case.number(_HIGH)
    result = situation.value
    if low is None or high is None:
        return
    if low > high or (result is not None and not low <= result.final <= high):
        value = "–" if result is None else result.final
        yield hit(_LOW, _HIGH, low=low, high=high, value=value)


def half_range(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """One end of a range without the other."""
    for path, other in ((_LOW, _HIGH), (_HIGH, _LOW)):
        if situation.case.number(path) is not None and situation.case.number(other) is None:
            yield hit(other, path, field=Label(other))


def part_without_discount(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A part of the rights is valued, and nothing is said of undivided ownership."""
    share = situation.case.text(_SHARE)
    result = situation.value
    if share is None or result is None or result.inputs.share is None:
        return
    if not situation.answered(_DISCOUNT):
        yield hit(_DISCOUNT, _SHARE, share=result.inputs.share)


def discount_without_part(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A discount for undivided ownership where the whole is valued, and so without effect."""
    discount, result = situation.case.number(_DISCOUNT), situation.value
    if discount and result is not None and result.inputs.share is None:
        yield hit(_DISCOUNT, _SHARE, discount=Percent(discount))


def no_betterment(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A new state that is worth no more than the old one."""
    found = betterment_of(situation.case)
    if found is not None and found.after <= found.before:
        yield hit("levy.value_after", "levy.value_before", before=found.before, after=found.after)


def above_value(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A further value that is higher than the value itself."""
    result = situation.value
    for path in parameters.texts("fields"):
        figure = situation.case.number(path)
        if result is not None and figure is not None and figure > result.final:
            yield hit(path, field=Label(path), figure=figure, value=result.final)


def other_day(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """Two dates that should be the same day and are not."""
    path, other = parameters.text("date"), parameters.text("other")
    day, then = situation.day(path), situation.day(other)
    if day is not None and then is not None and day != then:
        yield hit(path, other, field=Label(path), date=day, other=Label(other), then=then)


PREDICATES = {
    "off_range": predicate(off_range),
    "half_range": predicate(half_range),
    "part_without_discount": predicate(part_without_discount),
    "discount_without_part": predicate(discount_without_part),
    "no_betterment": predicate(no_betterment),
    "above_value": predicate(above_value, fields=TEXTS),
    "other_day": predicate(other_day, date=TEXT, other=TEXT),
}
