"""What follows from a paper for step 1, so that nobody types twice what a paper says."""

import re
from collections.abc import Iterator

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.reading.gathering import Gathering, Unit
from shamay_desktop.domain.reading.paper_reading import Doubt, Found, Reading, doubted

_ADDRESS = re.compile(
    r"(?P<street>\D[^,\d]*?)\s+(?P<number>\d{1,4}(?:\s?[א-ת]['׳]?)?(?:\s?[/-]\s?\d{1,4})?)"
    r"\s*,\s*(?P<city>[^,\d]+)"
)
_LEVELS = {0: "קרקע", -1: "מרתף"}
_PUBLIC = ("מקרקעי ישראל", "מדינת ישראל", "רשות הפיתוח", "קרן קימת", "קרן קיימת", "מנהל מקרקעי")
"""Names of owners of public land: what is valued there is mostly a lease, so nothing is said."""

_FORMS = {
    "condominium_full": "full",
    "condominium_concentrated": "concentrated",
    "rights_full": "full",
    "rights": "full",
}


def add_consequences(said: Gathering, unit: Unit) -> None:
    """Add what a paper says without a field of its own in it; nothing that is not certain."""
    if said.reading.kind is DocType.TABU:
        _of_extract(said, unit)
    elif said.reading.kind is DocType.CONDO:
        _of_order(said, unit)
    elif said.reading.kind is DocType.PERMIT:
        _of_permit(said)
    elif said.reading.kind is DocType.PLANNING_INFO:
        _of_planning(said)


def _of_extract(said: Gathering, unit: Unit) -> None:
    reading = said.reading
    mark = reading.get("building")
    building = unit.building if mark is None else mark.content
    _add_address(said, [*_addresses(reading)], building, None if mark is None else mark.doubt)
    floor = reading.get("floor")
    if floor is not None:
        _add_floor(said, floor)
    description = reading.get("unit_description")
    if description is not None:
        said.put("unit.description", description)
    title = reading.get("register")
    if title is not None and reading.form in _FORMS:
        said.say("rights.extract_kind", _FORMS[reading.form], title)
    _add_right(said)


def _addresses(reading: Reading) -> Iterator[tuple[str, Found]]:
    """Building and address of each row; an address is as doubtful as whose it is."""
    for number in range(reading.rows("addresses")):
        start = f"addresses[{number}]"
        found = reading.get(start) or reading.get(f"{start}.address")
        if found is not None:
            mark = reading.get(f"{start}.building")
            if mark is None:
                yield "", found
            else:
                yield mark.content, doubted(found, mark.doubt)


def _add_address(
    said: Gathering, addresses: list[tuple[str, Found]], building: str, doubt: Doubt | None
) -> None:
    """The address of the unit's building; of any other only when the house has one alone.

    `doubt`: why a person must look which building the unit's is.
    """
    own = [found for name, found in addresses if building and name == building]
    told = own or [found for _, found in addresses]
    if len({found.content for found in told}) != 1:
        return
    match = _ADDRESS.fullmatch(told[0].content.strip())
    if match is None:
        return
    several = len({found.content for _, found in addresses}) > 1
    found = doubted(told[0], doubt) if several else told[0]
    said.say("address.street", match["street"], found)
    said.say("address.house_number", re.sub(r"[\s'׳]", "", match["number"]), found)
    said.say("address.city", match["city"], found)


def _add_floor(said: Gathering, found: Found) -> None:
    floors = parse_floors(found.content)
    if floors.understood and floors.numbers:
        said.say("unit.floor", ", ".join(map(_level, floors.numbers)), found)


def _level(number: int) -> str:
    return _LEVELS.get(number, str(number))


def _add_right(said: Gathering) -> None:
    """Ownership, when an extract read to its end has owners, no leases, and no public land."""
    reading = said.reading
    names = [reading.get(f"owners[{number}].name") for number in range(reading.rows("owners"))]
    owners = [found for found in names if found is not None]
    sure = "leases" in reading.nones and not reading.rows("leases")
    public = any(name in found.content for found in owners for name in _PUBLIC)
    whole = len(owners) == len(names) and not any(miss.path == "owners" for miss in reading.missed)
    if owners and sure and whole and not public:
        said.say("rights.kind", "ownership", owners[0])


def _of_order(said: Gathering, unit: Unit) -> None:
    """Floors, units and address of the subject's building: the only one, or the one it names."""
    reading = said.reading
    mark = said.fields.get("order.unit/building")
    told = None if unit.building or mark is None else mark.doubt
    building = unit.building or said.content("order.unit/building")
    rows = range(reading.rows("buildings"))
    named = [row for row in rows if reading.content(f"buildings[{row}].building") == building]
    own = named if building else list(rows)
    if len(own) != 1:
        return
    name = reading.get(f"buildings[{own[0]}].building")
    marked = told or (None if name is None else name.doubt)
    doubt = None if len(rows) == 1 else marked
    floors = reading.get(f"buildings[{own[0]}].floors")
    if floors is not None:
        said.put("building.floors", doubted(floors, doubt))
    _add_flats(said, own[0], doubt, alone=len(rows) == 1)
    address = reading.get(f"buildings[{own[0]}].address")
    if address is not None:
        _add_address(said, [("", doubted(address, doubt))], "", None)


def _of_permit(said: Gathering) -> None:
    """The neighbourhood; the works of a permit may have had an address of that day, or several."""
    neighbourhood = said.reading.get("neighbourhood")
    if neighbourhood is not None:
        said.put("address.neighborhood", neighbourhood)


def _of_planning(said: Gathering) -> None:
    """The address that the information was given for; words that are no whole address say none."""
    address = said.reading.get("address")
    if address is not None:
        _add_address(said, [("", address)], "", None)


def _add_flats(said: Gathering, row: int, doubt: Doubt | None, *, alone: bool) -> None:
    """How many flats the building has: of its sub-parcels, those that are described as flats.

    Said only when every sub-parcel of the building was read; as doubtful as any description.
    """
    reading = said.reading
    stated, name = (
        reading.get(f"buildings[{row}].units"),
        reading.content(f"buildings[{row}].building"),
    )
    units = [
        reading.get(f"units[{number}].description")
        for number in range(reading.rows("units"))
        if reading.content(f"units[{number}].building") in ((name, None) if alone else (name,))
    ]
    known = [found for found in units if found is not None and found.content]
    if stated is not None and stated.content == str(len(units)) and len(known) == len(units):
        flats = sum(found.content.startswith("דירה") for found in known)
        unsure = next((found.doubt for found in known if found.doubt is not None), None)
        said.say("building.units", str(flats), doubted(stated, doubt or unsure))
