"""Reading a place that a person typed or pasted, and telling by which transform it came."""

import math
from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.editing import Change, after, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.canonical import canonical
from shamay_desktop.domain.maps.layer_systems import System, system_of
from shamay_desktop.domain.maps.written_places import govmap_link, written_place
from shamay_desktop.usecases.services import Services

EAST, NORTH = "location.itm_east", "location.itm_north"
LATITUDE, LONGITUDE = "location.latitude", "location.longitude"
_CENTIMETRE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place in both systems: metres of Israel TM and degrees of WGS84.

    `system`: in which it was written; `transform`: the name of the one that brought it to Israel
    TM, "" where none was needed. `degrees_by`: the one between Israel TM and the degrees.
    """

    east: Decimal
    north: Decimal
    latitude: Decimal
    longitude: Decimal
    system: System = System.ITM
    transform: str = ""
    degrees_by: str = ""

    @property
    def link(self) -> str:
        """Its address on the government's map."""
        return govmap_link(self.east, self.north)

    @property
    def itm_text(self) -> str:
        """As it is copied: "178690.00, 658902.00"."""
        return f"{self.east:.2f}, {self.north:.2f}"

    @property
    def degrees_text(self) -> str:
        """As it is copied: "32.0226000, 34.7760000"."""
        return f"{self.latitude:.7f}, {self.longitude:.7f}"


def read_place(services: Services, text: str) -> KnownPlace:
    """A place out of grid numbers, degrees or a link, in whichever order and system.

    Raises Refused(`place_unreadable`, `place_link_empty`, `place_elsewhere`).
    """
    written = written_place(text)
    x, y = float(written.first), float(written.second)
    system = system_of(x, y)
    if system is System.NONE and system_of(y, x) is System.MERCATOR:
        x, y, system = y, x, System.MERCATOR
    if system is System.NONE:
        raise Refused("place_elsewhere", x=f"{written.first:f}", y=f"{written.second:f}")
    east, north = services.layers.place_in_itm(system, x, y)
    if not (math.isfinite(east) and math.isfinite(north)) or (
        system_of(east, north) is not System.ITM  # the ranges of degrees reach over the borders
    ):
        raise Refused("place_elsewhere", x=f"{written.first:f}", y=f"{written.second:f}")
    return known_place(services, _exact(east), _exact(north), system)


def known_place(
    services: Services, east: Decimal, north: Decimal, system: System = System.ITM
) -> KnownPlace:
    """A place of Israel TM with its degrees."""
    latitude, longitude = services.coordinates.to_wgs84(east, north)
    names = services.layers.name_of(system), services.layers.name_of(System.DEGREES)
    return KnownPlace(east, north, latitude, longitude, system, *names)


def place_of(services: Services, case: Case) -> KnownPlace | None:
    """The subject's own place, None where the case has none."""
    east, north = case.number(EAST), case.number(NORTH)
    if east is not None and north is not None:
        return known_place(services, east, north)
    latitude, longitude = case.number(LATITUDE), case.number(LONGITUDE)
    if latitude is None or longitude is None:
        return None
    found = services.coordinates.to_itm(longitude, latitude)
    return None if found is None else known_place(services, *found, System.DEGREES)


def taking_place(case: Case, place: KnownPlace, *, source: str, day: str) -> tuple[Change, ...]:
    """Make it the subject's place: both systems, where it is from, and the day."""
    cells = {
        EAST: f"{place.east:f}", NORTH: f"{place.north:f}",
        LATITUDE: f"{place.latitude:f}", LONGITUDE: f"{place.longitude:f}",
        "location.source": source, "location.date": day,
    }  # fmt: skip
    changes: list[Change] = []
    for path, content in cells.items():
        if content:
            kept = Value.of(canonical(BY_ID[path], content))
            changes += setting(after(case, changes), path, kept)
    return tuple(changes)


def _exact(number: float) -> Decimal:
    return Decimal(repr(round(number, 2))).quantize(_CENTIMETRE)
