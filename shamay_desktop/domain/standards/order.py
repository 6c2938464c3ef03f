"""The condominium order against itself and against the extract: one unit, one house."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from shamay_desktop.domain.case import Row
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.shares import parse_share, sum_of_shares
from shamay_desktop.domain.standards.finding import Label
from shamay_desktop.domain.standards.identity import known_numbers
from shamay_desktop.domain.standards.predicate import Hit, Parameters, hit, predicate
from shamay_desktop.domain.standards.situation import Situation
from shamay_desktop.domain.valuation.cells import number_in, share_in, text_in

_UNIT, _UNITS, _BUILDINGS = "order.unit", "order.units", "order.buildings"
_EXTRACTS, _ORDERS = "rights.attachments", "order.attachments"


def other_unit(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The row of the order is of another sub-parcel than the extract."""
    here, there = situation.case.text("parcel.tat_helka"), situation.case.text(f"{_UNIT}/number")
    if here and there and here != there:
        yield hit(f"{_UNIT}/number", "parcel.tat_helka", found=there, expected=here)


def other_parcel(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The order is of a block or parcel that is none of the subject's, former ones included."""
    for column in ("gush", "helka"):
        known = known_numbers(situation, f"parcel.{column}")
        path = f"order.parcel/{column}"
        found = situation.case.text(path)
        if known and found and not known.intersection((found, *found.split("-"))):
            yield hit(path, f"parcel.{column}", field=Label(path), found=found)


def order_total(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The buildings' units do not add up to the order's own total."""
    total = situation.case.number("order.total_units")
    units = [number_in(row, "units") for row in situation.case.rows(_BUILDINGS)]
    known = [each for each in units if each is not None]
    if total is not None and known and len(known) == len(units) and sum(known) != total:
        yield hit("order.total_units", _BUILDINGS, total=int(total), sum=int(sum(known)))


def order_floors(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The floors of the unit's building by the order and as they were counted."""
    counted = situation.case.number("building.floors")
    rows = situation.case.rows(_BUILDINGS)
    own = situation.case.text(f"{_UNIT}/building") or situation.case.text("unit.building")
    for at, row in enumerate(rows, 1):
        floors = number_in(row, "floors")
        here = len(rows) == 1 or (own is not None and text_in(row, "building") == own)
        if here and counted is not None and floors is not None and floors != counted:
            path = f"{_BUILDINGS}/{row.id}/floors"
            yield hit("building.floors", path, other=Label(path, at), value=int(counted),
                      other_value=int(floors))  # fmt: skip


def order_shares(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The shares of all units in the common property are not the whole together.

    A table that is not whole, or that lacks a share, is not added up.
    """
    rows = situation.case.rows(_UNITS)
    shares = [share for row in rows if (share := share_in(row, "share")) is not None]
    expected = situation.case.number("order.total_units") or situation.case.number(
        "parcel.sub_parcels"
    )
    if not rows or len(shares) != len(rows) or (expected is not None and len(rows) < expected):
        return
    together = sum_of_shares(shares)
    if together != 1:
        yield hit(_UNITS, sum=together, n=len(rows))


def order_row(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """The unit's row in the table of all units says otherwise than the row taken from it."""
    number = situation.case.text(f"{_UNIT}/number") or situation.case.text("parcel.tat_helka")
    for at, row in situation.numbered(_UNITS):
        if number is None or text_in(row, "number") != number:
            continue
        for column in ("area", "share", "floor"):
            taken = situation.case.text(f"{_UNIT}/{column}")
            listed = text_in(row, column)
            if taken and listed and _read(column, taken) != _read(column, listed):
                path = f"{_UNITS}/{row.id}/{column}"
                yield hit(f"{_UNIT}/{column}", path, field=Label(f"{_UNIT}/{column}"),
                          other=Label(path, at), value=taken, other_value=listed)  # fmt: skip


def _read(column: str, text: str) -> object:
    """A cell as its meaning, so that only a difference of meaning counts."""
    if column == "area":
        return Decimal(text)
    if column == "share":
        return parse_share(text)
    floors = parse_floors(text)
    return sorted(floors.numbers) if floors.understood else text.split()


def attachments_differ(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Attachments that one of the two papers has, with this mark and area, and the other lacks."""
    extracts, orders = situation.case.rows(_EXTRACTS), situation.case.rows(_ORDERS)
    if not extracts or not orders:
        return
    for here, there, rows, others in (
        (_EXTRACTS, _ORDERS, extracts, orders),
        (_ORDERS, _EXTRACTS, orders, extracts),
    ):
        left = Counter(map(_attachment, others))
        for at, row in enumerate(rows, 1):
            if left[_attachment(row)]:
                left[_attachment(row)] -= 1
            else:
                path = f"{here}/{row.id}/description"
                yield hit(path, there, field=Label(path, at), other=Label(there),
                          what=text_in(row, "description") or text_in(row, "mark"))  # fmt: skip


def _attachment(row: Row) -> tuple[str, Decimal | None]:
    """What tells one attachment from another: its mark on the drawing and its area."""
    return "".join(text_in(row, "mark").split()), number_in(row, "area")


def other_areas_differ(situation: Situation, _parameters: Parameters) -> Iterator[Hit]:
    """Further areas of the extract and areas of the order that are no attachments differ."""
    extract = _areas(situation, "rights.additional_areas")
    order = _areas(situation, "order.other_areas")
    if extract and order and sorted(extract) != sorted(order):
        yield hit("rights.additional_areas", "order.other_areas",
                  extract=sum(extract, Decimal(0)), order=sum(order, Decimal(0)))  # fmt: skip


def _areas(situation: Situation, list_id: str) -> list[Decimal]:
    """The areas of a list; none as long as one of them is unknown."""
    rows = situation.case.rows(list_id)
    areas = [area for row in rows if (area := number_in(row, "area")) is not None]
    return areas if len(areas) == len(rows) else []


PREDICATES = {
    "other_unit": predicate(other_unit),
    "other_parcel": predicate(other_parcel),
    "order_total": predicate(order_total),
    "order_floors": predicate(order_floors),
    "order_shares": predicate(order_shares),
    "order_row": predicate(order_row),
    "attachments_differ": predicate(attachments_differ),
    "other_areas_differ": predicate(other_areas_differ),
}
