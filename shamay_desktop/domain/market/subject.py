"""What of a case evidence is compared with."""

from decimal import Decimal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.valuation.cells import date_at, number_in, text_in

Place = tuple[Decimal, Decimal]
"""East and north in metres of Israel TM."""


def subject_of(case: Case, place: Place | None = None) -> Subject:
    """The valued property as far as the case knows it.

    `place` is given where it is known better than by the case's own location (a map). The area is
    that of the flat in the calculation, else the built, else the registered one.
    """
    east, north = place or (case.number("location.itm_east"), case.number("location.itm_north"))
    area, basis = _area(case)
    return Subject(
        day=date_at(case, "valuation.date"),
        gush=(case.text("parcel.gush") or "").partition("-")[0],
        helka=case.text("parcel.helka") or "",
        city=case.text("address.city") or "",
        neighborhood=case.text("address.neighborhood") or "",
        street=case.text("address.street") or "",
        house_number=case.text("address.house_number") or "",
        area=area,
        area_basis=basis,
        rooms=case.number("unit.rooms"),
        floor_number=_floor(case),
        floors=_whole(case, "building.floors"),
        year_built=_whole(case, "building.year_built"),
        east=east,
        north=north,
    )


def subject_of_row(row: MarketRow) -> Subject:
    """A row of the market database as the subject: for others like it."""
    return Subject(
        day=row.date,
        gush=row.gush,
        helka=row.helka,
        city=row.city,
        neighborhood=row.neighborhood,
        street=row.street,
        house_number=row.house_number,
        area=row.area,
        area_basis=row.area_basis,
        rooms=row.rooms,
        floor_number=row.floor_number,
        floors=row.floors,
        year_built=row.year_built,
        east=row.east,
        north=row.north,
        asset_kind=row.asset_kind,
    )


def _area(case: Case) -> tuple[Decimal | None, str]:
    flats = [
        number_in(row, "area")
        for row in case.rows("valuation.areas")
        if text_in(row, "category") in ("flat", "")
    ]
    known = [area for area in flats if area is not None]
    if known and len(known) == len(flats):
        return sum(known, Decimal(0)), case.text("valuation.area_basis") or ""
    built = case.number("unit.built_area")
    if built is not None:
        return built, "built"
    registered = case.number("unit.registered_area")
    return registered, "" if registered is None else "registered"


def _floor(case: Case) -> int | None:
    """The lowest floor of the unit; None where a part of what is written is no floor."""
    read = parse_floors(case.text("unit.floor") or "")
    return min(read.numbers) if read.understood and read.numbers else None


def _whole(case: Case, path: str) -> int | None:
    number = case.number(path)
    return None if number is None else int(number)
