"""Planning, licensing and the building: plans in order, counts and floors that agree."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.standards.drawings import least_verified
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.predicate import (
    NUMBER,
    TEXTS,
    Hit,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import date_in, number_in, text_in


def plans_out_of_order(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A plan whose gazette number is higher than that of a plan published later."""
    dated: list[tuple[date, int, str, str]] = []
    for row in situation.case.rows("planning.plans"):
        gazette, day = text_in(row, "gazette"), date_in(row, "date")
        if day is not None and re.fullmatch(r"\d{2,6}", gazette, re.ASCII):
            dated.append((day, int(gazette), row.id, text_in(row, "number")))
    dated.sort()
    for earlier, later in pairwise(dated):
        if earlier[1] > later[1] and earlier[0] < later[0]:
            fields = [f"planning.plans/{row}/gazette" for row in (later[2], earlier[2])]
            yield hit(*fields, plan=later[3], gazette=str(later[1]), other=earlier[3],
                      other_gazette=str(earlier[1]))  # fmt: skip


def sub_parcels_one_off(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """One sub-parcel more in the extract than units in the order: the common property."""
    counted = _sub_parcels_and_units(situation)
    if counted is not None and counted[0] - counted[1] == 1:
        yield _counts(*counted)


def sub_parcels_differ(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Sub-parcels of the extract and units of the order that differ otherwise."""
    counted = _sub_parcels_and_units(situation)
    if counted is not None and counted[0] - counted[1] not in (0, 1):
        yield _counts(*counted)


def _sub_parcels_and_units(situation: Situation) -> tuple[int, int] | None:
    registered = situation.case.number("parcel.sub_parcels")
    units = [number_in(row, "units") for row in situation.case.rows("order.buildings")]
    known = [int(count) for count in units if count is not None]
    if registered is None or not known or len(known) != len(units):
        return None
    return int(registered), sum(known)


def _counts(registered: int, units: int) -> Hit:
    return hit("parcel.sub_parcels", "order.buildings", registered=registered, units=units)


def permit_units_differ(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Dwelling units of the permits and flats of the building that differ."""
    permits = situation.case.rows("licensing.permits")
    units = [number_in(row, "dwelling_units") for row in permits]
    known = [int(count) for count in units if count is not None]
    built = situation.case.number("building.units")
    if built is not None and known and built not in (max(known), sum(known)):
        yield hit("licensing.permits", "building.units", permitted=sum(known), built=int(built))


def flats_over_parcel(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """More flats in the building than the register has sub-parcels on the whole parcel."""
    registered = situation.case.number("parcel.sub_parcels")
    built = situation.case.number("building.units")
    if registered and built is not None and built > registered:
        yield hit("building.units", "parcel.sub_parcels", built=int(built),
                  registered=int(registered))  # fmt: skip


def floor_too_high(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """A unit on a floor above the building's last."""
    highest, written = situation.case.number("building.floors"), situation.case.text("unit.floor")
    if highest is None or written is None:
        return
    floors = parse_floors(written)
    if floors.understood and max(floors.numbers) > highest:
        yield hit("unit.floor", "building.floors", floor=max(floors.numbers), floors=int(highest))


def floor_differs(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """The floor that was seen is not the floor of a paper."""
    seen = _floors(situation, "unit.floor")
    for path in parameters.texts("fields"):
        read = _floors(situation, path)
        if seen and read and seen != read:
            yield hit(
                "unit.floor",
                path,
                other=Label(path),
                floor=situation.case.text("unit.floor") or "",
                other_floor=situation.case.text(path) or "",
            )


def _floors(situation: Situation, path: str) -> Sequence[int]:
    floors = parse_floors(situation.case.text(path) or "")
    return sorted(floors.numbers) if floors.understood else ()


def too_few_lengths(situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    """A graphic measure with fewer verified lengths than asked: those of the scale by which it was
    measured on a plan of the case, else those that the calibration names."""
    least = parameters.count("count")
    found = least_verified(situation)
    if found is None and (written := situation.case.text("unit.calibration")) is not None:
        found = len(re.findall(r"\d+(?:[.,]\d+)?", written))
    if found is not None and found < least:
        yield hit("unit.calibration", found=found, least=least)


PREDICATES = {
    "plans_out_of_order": predicate(plans_out_of_order),
    "sub_parcels_one_off": predicate(sub_parcels_one_off),
    "sub_parcels_differ": predicate(sub_parcels_differ),
    "permit_units_differ": predicate(permit_units_differ),
    "flats_over_parcel": predicate(flats_over_parcel),
    "floor_too_high": predicate(floor_too_high),
    "floor_differs": predicate(floor_differs, fields=TEXTS),
    "too_few_lengths": predicate(too_few_lengths, count=NUMBER),
}
