"""What of a case evidence is compared with."""

from decimal import Decimal

from shamay_desktop.domain.case import Case, State
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.valuation.begun_rows import begun
from shamay_desktop.domain.valuation.cells import date_at, number_in, text_in
from shamay_desktop.domain.valuation.coefficients import table_of
from shamay_desktop.domain.valuation.equivalent_area import equivalent_area
from shamay_desktop.domain.valuation.from_case import AREAS, area_line

Place = tuple[Decimal, Decimal]
"""East and north in metres of Israel TM."""


def subject_of(case: Case, place: Place | None = None) -> Subject:
    """The valued property as far as the case knows it.

    `place` is given where it is known better than by the case's own location (a map). The area is
    that of the calculation on its own basis (on the equivalent one all areas by coefficient, else
    the flat's), else the built, else the registered one; each says its basis.
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
        parking=_summed(case, "unit.parking", "count"),
        storage=_summed(case, "unit.storage", "area"),
    )


def _summed(case: Case, list_id: str, column: str) -> Decimal | None:
    """The sum of a column; 0 where the list is said to be none, None while a row lacks it."""
    if case.state(list_id) is State.NONE:
        return Decimal(0)
    numbers = [number_in(row, column) for row in begun(case, list_id)]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


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
    basis = case.text("valuation.area_basis") or ""
    if basis == "equivalent":
        counted = _equivalent(case)
    else:
        counted = _flats(case)
    if counted is not None:
        return counted, basis
    built = case.number("unit.built_area")
    if built is not None:
        return built, "built"
    registered = case.number("unit.registered_area")
    return registered, "" if registered is None else "registered"


def _flats(case: Case) -> Decimal | None:
    """The flat in the calculation; None while one of its areas is missing."""
    flats = [
        number_in(row, "area")
        for row in case.rows(AREAS)
        if text_in(row, "category") in ("flat", "")
    ]
    known = [area for area in flats if area is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(flats) else None


def _equivalent(case: Case) -> Decimal | None:
    """All areas by their coefficients; None while one of them is not complete."""
    table = table_of(case)
    lines = [area_line(row, table) for row in case.rows(AREAS)]
    known = [line for line in lines if line is not None]
    return equivalent_area(known) if known and len(known) == len(lines) else None


def _floor(case: Case) -> int | None:
    """The lowest floor of the unit; None where a part of what is written is no floor."""
    read = parse_floors(case.text("unit.floor") or "")
    return min(read.numbers) if read.understood and read.numbers else None


def _whole(case: Case, path: str) -> int | None:
    number = case.number(path)
    return None if number is None else int(number)
