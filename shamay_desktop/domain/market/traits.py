"""What of a row is compared with the subject, in whole numbers, and how far likeness reaches."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.domain.market.similarity import Subject
from shamay_desktop.domain.market.words import key_of, street_key

UNIT = 10_000
"""Lengths, areas and rooms are whole ten-thousandths."""

METRES_A_POINT = 2
"""A place loses a thousandth for each of these metres."""
UNKNOWN_LOSS = 600
"""Thousandths that a part loses when one of the two facts is not known."""
FARTHEST = 1_000_000 * UNIT
"""Israel's grid ends far before: what lies beyond is no place."""


class Traits(NamedTuple):
    """Of a row or of the subject: None or "" where it is not known.

    `day` counts as `date.toordinal`; `east`, `north` in ten-thousandths of metres, `area` and
    `rooms` in ten-thousandths; names are keys of `words`. `id` is "" for the subject.
    """

    id: str = ""
    day: int | None = None
    east: int | None = None
    north: int | None = None
    area: int | None = None
    rooms: int | None = None
    floor_number: int | None = None
    year_built: int | None = None
    block: int | None = None
    helka: str = ""
    city: str = ""
    neighborhood: str = ""
    street: str = ""
    house_number: str = ""
    asset_kind: str = ""


class Near(StrEnum):
    """How a place is known to be near when the distance is not; the nearest first."""

    PARCEL = "parcel"
    HOUSE = "house"
    STREET = "street"
    BLOCK = "block"
    NEIGHBORHOOD = "neighborhood"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Span:
    """From `least` to `most`, both included; with `unknown` also where nothing is known."""

    least: int
    most: int
    unknown: bool = False


class Fall(NamedTuple):
    """How a trait loses: its distance from `mine` times `points`, by `each`, rounded down.

    At most 1000, `UNKNOWN_LOSS` where nothing is known of the row's; times the weight.
    """

    trait: str
    mine: int
    points: int
    each: int
    weight: int


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of the rows: those whose place is so and whose other traits lie in the spans.

    `spans` by name of a trait (day, area, rooms, floor_number, year_built); what is not named is
    free. What `falls` and the weighted place lose together is no more than `left`. Place: within
    `distance` (ten-thousandths of metres) of the subject; or `near` it without a distance;
    `untold`: nothing of both places can be compared; with none of these, anywhere.
    """

    subject: Traits
    spans: tuple[tuple[str, Span], ...]
    falls: tuple[Fall, ...]
    left: int
    place_weight: int = 0
    distance: int | None = None
    near: Near | None = None
    untold: bool = False

    @property
    def kind(self) -> str:
        """How its place is told: "distance", a code of `Near`, "untold" or "anywhere"."""
        if self.near is not None:
            return self.near.value
        if self.distance is not None:
            return "distance"
        return "untold" if self.untold else "anywhere"


def traits_of(row: MarketRow) -> Traits:
    """The traits of a row of the market database."""
    return _traits(row, row.date, row.id)


def traits_of_subject(subject: Subject) -> Traits:
    """The traits of the subject."""
    return _traits(subject, subject.day)


def _traits(told: MarketRow | Subject, day: date | None, row_id: str = "") -> Traits:
    east, north = place_of(whole(told.east), whole(told.north))
    return Traits(
        id=row_id,
        day=None if day is None else day.toordinal(),
        east=east,
        north=north,
        area=whole(told.area),
        rooms=whole(told.rooms),
        floor_number=told.floor_number,
        year_built=told.year_built,
        block=block_of(told.gush),
        helka=told.helka,
        city=key_of(told.city),
        neighborhood=key_of(told.neighborhood),
        street=street_key(told.street),
        house_number=told.house_number,
        asset_kind=key_of(told.asset_kind),
    )


def place_of(east: int | None, north: int | None) -> tuple[int | None, int | None]:
    """A place (ten-thousandths of metres); none where one of the two is missing or far abroad."""
    if east is None or north is None:
        return None, None
    known = 0 <= east < FARTHEST and 0 <= north < FARTHEST
    return (east, north) if known else (None, None)


def whole(amount: Decimal | None) -> int | None:
    """Ten-thousandths, half up."""
    if amount is None:
        return None
    moved = amount.scaleb(4)
    exact = int(moved)
    return exact if exact == moved else int((moved * 2 + 1).to_integral_value("ROUND_FLOOR")) // 2


def block_of(gush: str) -> int | None:
    """The block as a number; None for what is none, or several in one cell."""
    return int(gush) if gush.isdecimal() and len(gush) < 9 else None
