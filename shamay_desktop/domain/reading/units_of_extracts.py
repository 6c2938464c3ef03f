"""A concentrated extract tells of all units of a house: what it says of one of them."""

from dataclasses import replace

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.paper_reading import Found, Reading, doubted

_UNITS = "units["
_OF_A_UNIT = ("attachments", "leases", "mortgages", "notes")
_ROWS = frozenset(("units", "rows"))
"""Where it says that units, or rows of nobody knows which, were not read: no list is told none."""
_CUT = "paper_cut"


def unit_of_extract(reading: Reading, tat_helka: str) -> Reading:
    """The reading as an extract of one unit alone; as it is where it does not list units.

    What `units[n]` says stands at its own keys, behind what the extract says of the parcel: its
    notes come first, the unit's follow. A unit that the extract does not list, or lists twice,
    leaves the parcel alone. An extract read to its end, every row of it, says of which lists the
    unit has none. Where the unit's number itself is doubtful, so is all that its rows say, and of
    no list it says none.
    """
    if reading.kind is not DocType.TABU or not any(
        f.path.startswith(_UNITS) for f in reading.found
    ):
        return reading
    parcel = tuple(found for found in reading.found if not found.path.startswith(_UNITS))
    numbers = [
        number
        for number in range(reading.rows("units"))
        if tat_helka and reading.content(f"units[{number}].number") == tat_helka
    ]
    if len(numbers) != 1 or reading.content("tat_helka") is not None:
        return replace(reading, found=parcel)
    start = f"units[{numbers[0]}]."
    notes = replace(reading, found=parcel).rows("notes")
    number = reading.get(f"{start}number")
    doubt = None if number is None else number.doubt
    own = tuple(
        replace(doubted(found, doubt), path=_moved(found.path.removeprefix(start), notes))
        for found in reading.found
        if found.path.startswith(start)
    )
    whole = replace(reading, found=(*parcel, *own))
    told = [key for key in _OF_A_UNIT if not whole.rows(key) and _is_told(reading, start, key)]
    nones = told if doubt is None else []
    return replace(whole, nones=tuple(dict.fromkeys((*reading.nones, *nones))))


def _is_told(reading: Reading, start: str, key: str) -> bool:
    """Whether nothing was missed where the list, had the unit one, would stand."""
    return not any(
        missed.code == _CUT
        or missed.path in _ROWS
        or missed.path.startswith((key, f"{start}{key}"))
        for missed in reading.missed
    )


def _moved(path: str, notes: int) -> str:
    """A path of the unit among those of the parcel."""
    if path == "number":
        return "tat_helka"
    if path.startswith("notes["):
        number, _, rest = path.removeprefix("notes[").partition("]")
        return f"notes[{int(number) + notes}]{rest}"
    return path


def listed_units(reading: Reading) -> tuple[Found, ...]:
    """The numbers of the units that a concentrated extract lists."""
    numbers = (reading.get(f"units[{number}].number") for number in range(reading.rows("units")))
    return tuple(found for found in numbers if found is not None)
