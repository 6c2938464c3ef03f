"""Places as people type and paste them: grid numbers, degrees, a link to a map in the browser.

Only the two numbers are read here; which system they are in is told by how large they are.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import parse_qsl, unquote, urlsplit

from shamay_desktop.domain.errors import Refused

LONGEST = 2_000
"""Characters of a text that are looked at."""

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBER = re.compile(r"(?<![\d.])-?\d{1,12}(?:\.\d{1,15})?")
_GROUPED = re.compile(r"(?<![\d,.])(-?\d{1,2},\d{3},\d{3}|-?\d{2,3},\d{3})(\.\d+)?(?!\d|,\d)")
_PART = r"(\d{1,3}(?:\.\d{1,12})?)"
_DEGREES = re.compile(
    rf"([NSEWצדמ]?)\s*{_PART}\s*[°º˚d]\s*(?:{_PART}\s*['′’׳m]\s*)?"
    rf"(?:{_PART}\s*(?:\"|″|”|״|''|′′|s)\s*)?([NSEW]?)",
    re.IGNORECASE,
)
_KEYS = ("c", "center", "centre", "ll", "q", "query", "destination", "daddr", "sll", "mlat", "xy")
_PATH = re.compile(r"@(-?\d{1,3}\.\d+),(-?\d{1,3}\.\d+)")
_HASH = re.compile(r"(\d{1,2}(?:\.\d+)?)/(-?\d{1,3}\.\d+)/(-?\d{1,3}\.\d+)")

Pair = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """Two numbers in the order in which they stand; `linked` when they were in a link."""

    first: Decimal
    second: Decimal
    linked: bool = False


def written_place(text: str) -> WrittenPlace:
    """The two numbers that a text holds. Raises Refused(`place_unreadable`)."""
    plain = _MARKS.sub("", text[:LONGEST]).strip()
    if re.match(r"(?:https?://|www\.|geo:)", plain, re.IGNORECASE):
        return _of_link(plain)
    pair = _of_degrees(plain) or _of_numbers(plain)
    if pair is None:
        raise Refused("place_unreadable")
    return WrittenPlace(*pair)


def govmap_link(east: Decimal, north: Decimal, zoom: int = 10) -> str:
    """The address of a place on the government's map; nothing is asked of the network here."""
    return f"https://www.govmap.gov.il/?c={east:.2f},{north:.2f}&z={zoom}"


def _of_link(link: str) -> WrittenPlace:
    try:
        address = urlsplit(link if "://" in link or link.startswith("geo:") else f"https://{link}")
        asked = dict(parse_qsl(address.query) + parse_qsl(address.fragment.partition("?")[2]))
    except ValueError as error:
        raise Refused("place_unreadable") from error
    if {"mlat", "mlon"} <= asked.keys():
        asked["ll"] = f"{asked['mlat']},{asked['mlon']}"
    if {"x", "y"} <= asked.keys():
        asked["xy"] = f"{asked['x']},{asked['y']}"
    texts = [asked[key] for key in _KEYS if key in asked]
    texts += [address.path.partition(";")[0]] if address.scheme == "geo" else []
    for text in texts:
        if (pair := _of_numbers(unquote(text))) is not None:
            return WrittenPlace(*pair, linked=True)
    if found := _PATH.search(unquote(address.path)):
        return WrittenPlace(Decimal(found[1]), Decimal(found[2]), linked=True)
    if found := _HASH.search(address.fragment):
        return WrittenPlace(Decimal(found[2]), Decimal(found[3]), linked=True)
    raise Refused("place_link_empty")


def _of_numbers(text: str) -> Pair | None:
    """Exactly two numbers; "178,690" is one where both are written so."""
    grouped = _GROUPED.findall(text)
    if len(grouped) == 2:
        first, second = (Decimal(whole.replace(",", "") + part) for whole, part in grouped)
        return first, second
    found = [Decimal(each) for each in _NUMBER.findall(text)]
    if len(grouped) == 1 and len(found) == 2:
        return None  # one number, written with its thousands apart
    return (found[0], found[1]) if len(found) == 2 else None


def _of_degrees(text: str) -> Pair | None:
    """Degrees, minutes and seconds, latitude and longitude in either order."""
    found = [_angle(each) for each in _DEGREES.findall(text)]
    if len(found) != 2 or None in found:
        return None
    first, second = found
    return None if first is None or second is None else (first, second)


def _angle(parts: tuple[str, ...]) -> Decimal | None:
    before, degrees, minutes, seconds, after = parts
    lesser = [Decimal(minutes or 0), Decimal(seconds or 0)]
    if any(part >= 60 for part in lesser):
        return None
    whole = Decimal(degrees) + lesser[0] / 60 + lesser[1] / 3600
    return -whole if (before or after).upper() in {"S", "W"} else whole
