"""Unit and building as they were seen: rooms that fit, lifts, years, what is really attached."""

from collections.abc import Iterator
from decimal import Decimal

from shamay_desktop.domain.case import State
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.predicate import (
    TEXT,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import number_in, text_in

_ROOMS, _ATTACHMENTS = "unit.room_list", "rights.attachments"


def rooms_too_large(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Rooms that are larger together than the flat that holds them."""
    built = situation.case.number("unit.built_area")
    sizes = [number_in(row, "size") for row in situation.case.rows(_ROOMS)]
    together = sum((size for size in sizes if size is not None), Decimal(0))
    if built is not None and together > built:
        yield hit(_ROOMS, "unit.built_area", sum=together, built=built)


def not_attached(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """More parking spaces or stores said to be attached than the extract has attachments of.

    A plural in the extract ("חניות") may be any number, so that nothing is then compared.
    """
    list_id = parameters.text("list")
    claimed = sum(
        int(number_in(row, "count") or 1)
        for row in situation.case.rows(list_id)
        if text_in(row, "holding") == "attached"
    )
    rows = situation.case.rows(_ATTACHMENTS)
    stated = bool(rows) or situation.case.state(_ATTACHMENTS) is State.NONE
    said = [text_in(row, "description") for row in rows]
    if any(plural in text for text in said for plural in parameters.texts("plurals")):
        return
    found = sum(any(word in text for word in parameters.texts("words")) for text in said)
    if stated and claimed > found:
        yield hit(list_id, _ATTACHMENTS, field=Label(list_id), claimed=claimed, found=found)


def lift_count(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Lifts are counted in a building that has none, or none in one that has."""
    lift = situation.case.content("building.lift")
    count = situation.case.number("building.lifts")
    if isinstance(lift, bool) and count is not None and lift is not (count > 0):
        yield hit("building.lifts", "building.lift", count=int(count))


def renovated_before(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A year of renovation before the building stood."""
    built = situation.case.number("building.year_built")
    for path in parameters.texts("fields"):
        year = situation.case.number(path)
        if built is not None and year is not None and year < built:
            yield hit(path, "building.year_built", field=Label(path), year=str(year),
                      built=str(built))  # fmt: skip


PREDICATES = {
    "rooms_too_large": predicate(rooms_too_large),
    "not_attached": predicate(not_attached, list=TEXT, words=TEXTS, plurals=TEXTS),
    "lift_count": predicate(lift_count),
    "renovated_before": predicate(renovated_before, fields=TEXTS),
}
