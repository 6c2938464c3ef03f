"""The sample's house as its order tells it: thirty-two flats with parking, stores and balconies."""

from decimal import Decimal
from itertools import count

from shamay_desktop.documents.extraction.hebrew_numerals import numeral, numeral_value
from shamay_desktop.domain.case import Case
from tools.papers.order import MadeOrder, MadeUnit
from tools.sample_values import said, text_of, two_places

_FLOORS = ("ראשונה", "שנייה", "שלישית", "רביעית", "חמישית", "שישית", "שביעית", "שמינית")
_AREAS = ("148.20", "138.60", "124.70", "145.40")
_TOP_AREAS = ("150.30", "138.60", "127.80", "146.20")
_BALCONIES = ("16.50", "40.00", "14.20", "15.80")
_PARKING, _STORE = ("חניה מקורה", "ירוק", "12.50"), ("מחסן", "תכלת", "6.20")
_WHOLE = 4462


def house_order(case: Case) -> MadeOrder:
    """The order of the house. ValueError where the case has other shares than the house."""
    units = [_flat(case, number) for number in range(1, len(_FLOORS) * len(_AREAS) + 1)]
    _share_out(units)
    _attach(case, units)
    truth = {
        "file_number": text_of(case, "order.file_number"), "deed": text_of(case, "order.deed"),
        "date": text_of(case, "order.date"), "gush": text_of(case, "parcel.gush"),
        "helka": text_of(case, "parcel.helka"),
        "parcel_area": text_of(case, "parcel.area"), "total_units": str(len(units)),
    }  # fmt: skip
    building = case.rows("order.buildings")[0]
    floors, address = said(building, "floors"), f"{said(building, 'address')}"
    houses = [(said(building, "building"), floors, str(len(units)), address, "", "")]
    return MadeOrder(truth, houses, units)


def _flat(case: Case, number: int) -> MadeUnit:
    floor, place = divmod(number - 1, len(_AREAS))
    areas = _TOP_AREAS if floor == len(_FLOORS) - 1 else _AREAS
    building = text_of(case, "unit.building")
    unit = MadeUnit(number, building, areas[place], "דירה", _FLOORS[floor], "", "")
    unit.others.append(("מרפסת פתוחה", _BALCONIES[place]))
    return unit


def _share_out(units: list[MadeUnit]) -> None:
    wholes = [int(Decimal(unit.area).quantize(Decimal(1))) for unit in units]
    if sum(wholes) != _WHOLE:
        raise ValueError(sum(wholes))
    for unit, whole in zip(units, wholes, strict=True):
        unit.share = f"{whole}/{_WHOLE}"


def _attach(case: Case, units: list[MadeUnit]) -> None:
    """The subject's attachments as the case has them; the marks that are left go to the others."""
    own = case.rows("rights.attachments")
    subject = units[int(text_of(case, "parcel.tat_helka")) - 1]
    subject.items = [
        (said(row, "description"), said(row, "mark"), said(row, "colour"),
         two_places(said(row, "area")))
        for row in own
    ]  # fmt: skip
    taken = {numeral_value(said(row, "mark")) for row in own}
    marks = (number for number in count(1) if number not in taken)
    for unit in units:
        if unit is subject:
            continue
        for (kind, colour, area), times in ((_PARKING, 2), (_STORE, 1)):
            for _ in range(times):
                unit.items.append((kind, numeral(next(marks)), colour, area))
