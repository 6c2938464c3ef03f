"""Parcels and blocks of layers that a user has: what their fields are called, what a row says.

The names are those of shared importers 5.7: the Survey of Israel's shapefiles and services, the
new GovMap, hand-made files. A shapefile cuts names after ten bytes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.maps.layer_systems import System

NAMES: Mapping[str, tuple[str, ...]] = {
    "gush": ("gush_num", "gush", "ms_gush", "gushnum", "block", "מספר גוש", "מספר_גוש", "גוש"),
    "suffix": ("gush_suffix", "gush_suffi", "sub_gush", "תת גוש", "תת_גוש"),
    "helka": ("parcel", "helka", "chelka", "ms_helka", "ms_chelka", "parcelnum", "parcel_num",
              "מספר חלקה", "חלקה"),
    "both": ("gush_helka", "gushhelka", "גוש חלקה", "גוש_חלקה"),
    "area": ("legal_area", "registered_area", "reg_area", "שטח רשום (מ\"ר)", "שטח רשום"),
    "status": ("status_text", "status_tex", "סטטוס", "reg_status", "status"),
    "locality": ("locality_name", "locality_n", "locality", "שם יישוב", "ישוב", "יישוב"),
    "note": ("note", "הערה", "הערות", "remarks"),
    "use": ("mavat_name", "landuse", "land_use", "designation", "ייעוד", "יעוד", "type", "סוג"),
    "date": ("sys_date", "pl_date", "updated", "תאריך"),
    "name": ("name",),
}  # fmt: skip
"""What a column is for -> what it is called, the surest name first."""

STATUSES = {"1": "חדש רשום", "2": "מוסדר", "3": "חדש לא רשום", "4": "לא מוסדר"}
"""The codes of REG_STATUS."""

_ROAD = re.compile(r"(?:^|[^א-ת])(?:ה?דרך|ה?דרכים|רחוב|שביל|road|street)(?:$|[^א-ת\w])", re.I)
_BOTH = re.compile(r"\s*(\d{1,6})\s*[/\-_.]\s*(?:(\d{1,3})\s*[/\-_.]\s*)?(\d{1,5})\s*")
_WHOLE = re.compile(r"\s*(\d{1,7})(?:\.0*)?\s*")
_SPOKEN = re.compile(r"(?:גוש|חלקה|block|parcel|gush|helka)\s*", re.IGNORECASE)

_LONGEST = 200

DUNAM = 1_000
"""Square metres."""

_SAME_AREA = Decimal("0.3")
"""A layer that seems a thousand times off, and within this share is right in dunams, is in those:
no parcel is registered so wrongly."""


@dataclass(frozen=True, slots=True)
class LayerParcel:
    """A parcel of a layer; a whole block where `helka` is "".

    `rings` are metres of Israel TM, outer ones against the clock and holes with it, so that the
    inside is on the left of each edge. `registered_area` in m². `crosses`: an outline that crosses
    itself, whose area says nothing. `date` is ISO, the row's own where the layer gives it.
    """

    gush: str
    suffix: str
    helka: str
    rings: tuple[Ring, ...]
    registered_area: Decimal | None = None
    status: str = ""
    locality: str = ""
    note: str = ""
    date: str = ""
    road: bool = False
    crosses: bool = False
    layer: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is called by in the land register."""
        return self.gush, self.suffix, self.helka

    @property
    def drawn_area(self) -> float:
        """Square metres of what is drawn, on the grid."""
        return abs(sum(geometry.signed_area(ring) for ring in self.rings))

    @property
    def crossing(self) -> bool:
        """Whether an outline crosses itself, as it is found out; `crosses` keeps it."""
        return any(geometry.crossing(ring) is not None for ring in self.rings)

    @property
    def outer_rings(self) -> tuple[Ring, ...]:
        """Those that are no holes."""
        return tuple(ring for ring in self.rings if geometry.signed_area(ring) > 0)


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """What a layer file is.

    `kind`: "geojson", "shapefile", "geopackage". `system` is told by the numbers, `declared` what
    the file says of it (""). `broken`: rows that were left out, since their shape cannot be read or
    lies elsewhere. `unnamed`: rows without a block's number. `bounds`: left, low, right and high of
    Israel TM. `encoding` of the words. `date` (ISO) the file's own.
    """

    kind: str
    system: System
    parcels: int
    blocks: int
    broken: int = 0
    unnamed: int = 0
    fields: tuple[str, ...] = ()
    bounds: tuple[float, float, float, float] = (0, 0, 0, 0)
    declared: str = ""
    encoding: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class AreaCompared:
    """The registered area against the drawn one, m²; `percent` of the registered one.

    `dunams`: what the layer says, where that was read as dunams of 1,000 m².
    """

    registered: Decimal
    drawn: Decimal
    dunams: Decimal | None = None

    @property
    def difference(self) -> Decimal:
        """What is drawn more than is registered."""
        return self.drawn - self.registered

    @property
    def percent(self) -> Decimal:
        """The same in percent of the registered area, to a tenth."""
        return (self.difference * 100 / self.registered).quantize(Decimal("0.1"))


def compared(parcel: LayerParcel) -> AreaCompared | None:
    """None where the layer gives no area, or the outline crosses itself."""
    if parcel.registered_area is None or parcel.registered_area <= 0 or parcel.crosses:
        return None
    drawn, told = Decimal(repr(round(parcel.drawn_area, 1))), parcel.registered_area
    if abs(told * DUNAM - drawn) <= drawn * _SAME_AREA:
        return AreaCompared(told * DUNAM, drawn, told)
    return AreaCompared(told, drawn)


def columns_of(names: Iterable[str]) -> dict[str, str]:
    """What a column is for -> its name in the file, for those that are told by their names."""
    known = {_plain(name): name for name in reversed(list(names))}
    found: dict[str, str] = {}
    for use, spellings in NAMES.items():
        for spelling in spellings:
            name = known.get(_plain(spelling)) or known.get(_cut(spelling))
            if name is not None:
                found[use] = name
                break
    return found


def says_parcels(columns: Mapping[str, str]) -> bool:
    """Whether a layer with these columns names parcels or blocks."""
    return bool({"gush", "both", "name"} & columns.keys())


def named(
    properties: Mapping[str, object], columns: Mapping[str, str]
) -> tuple[str, str, str] | None:
    """Block, suffix ("" for 0) and parcel ("" for a block) of a row; None without a block."""
    texts = {use: _text(properties.get(name)) for use, name in columns.items()}
    gush, helka = _whole(texts.get("gush", "")), _whole(texts.get("helka", ""))
    suffix = _whole(texts.get("suffix", ""))
    both = _BOTH.fullmatch(_SPOKEN.sub("", texts.get("both", "")))
    if both is None and not helka:
        both = _BOTH.fullmatch(texts.get("gush", ""))
    if both is not None and not (gush and helka):
        gush, helka = _whole(both[1]), _whole(both[3])
        suffix = suffix or _whole(both[2] or "")
    if not gush and not helka and "gush" not in columns and "both" not in columns:
        gush = _whole(texts.get("name", ""))
    return (gush, suffix, helka) if gush else None


def parcel_of(
    properties: Mapping[str, object],
    columns: Mapping[str, str],
    rings: Sequence[Ring],
    layer: str = "",
) -> LayerParcel | None:
    """A row as a parcel or block, None where it names none."""
    key = named(properties, columns)
    if key is None:
        return None
    texts = {use: _text(properties.get(name))[:_LONGEST] for use, name in columns.items()}
    status, note = texts.get("status", ""), texts.get("note", "")
    return LayerParcel(
        *key,
        tuple(rings),
        _area(texts.get("area", "")),
        STATUSES.get(status, status),
        texts.get("locality", ""),
        note,
        _day(texts.get("date", "")),
        road=any(_ROAD.search(words) for words in (note, texts.get("use", ""))),
        layer=layer,
    )


def number_of(text: str) -> str:
    """A block's or parcel's number as layers are asked for it; "" for anything else."""
    return _whole(text)


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]+", " ", name.replace("״", '"').strip().casefold())


def _cut(spelling: str) -> str:
    """How a shapefile writes a long name."""
    return _plain(spelling.encode("cp1255", "ignore")[:10].decode("cp1255"))


def _text(content: object) -> str:
    if content is None or isinstance(content, (dict, list, bytes, bool)):
        return ""
    if isinstance(content, float) and content.is_integer() and abs(content) < 1e15:
        return str(int(content))
    return str(content).strip()


def _whole(text: str) -> str:
    """A whole number above 0 without zeros before it."""
    found = _WHOLE.fullmatch(text)
    return found[1].lstrip("0") if found else ""


def _area(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 < number < 10**10 else None


def _day(text: str) -> str:
    """ISO, from milliseconds since 1970, a stamp, or eight digits; "" for anything else."""
    if re.fullmatch(r"\d{12,13}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC).date().isoformat()
    if found := re.match(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)", text):
        return f"{found[1]}-{found[2]}-{found[3]}"
    return ""
