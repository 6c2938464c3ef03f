"""An index of a layer: its parcels in an SQLite file of ours, written once.

Shapes are kept in whole centimetres of Israel TM. Written and read in the limited process.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.layer_systems import System, system_of_many
from shamay_desktop.domain.maps.parcel_layers import (
    LayerParcel,
    columns_of,
    parcel_of,
    says_parcels,
)
from shamay_desktop.gis.features import MOST_FEATURES, About, Feature
from shamay_desktop.gis.systems import to_itm

_SAMPLE, _BATCH = 2000, 1000
_CENTIMETRES = 100
_LEFT, _LOW, _RIGHT, _HIGH = 100_000, 350_000, 310_000, 830_000
"""Metres of Israel TM within which a parcel lies."""

_SCHEMA = (
    "CREATE TABLE facts (body TEXT)",
    (
        "CREATE TABLE parcels (id INTEGER PRIMARY KEY, gush INTEGER, suffix INTEGER,"
        " helka INTEGER, area TEXT, status TEXT, locality TEXT, note TEXT, day TEXT, road INTEGER,"
        " layer TEXT, shape BLOB)"
    ),
    "CREATE VIRTUAL TABLE boxes USING rtree_i32(id, west, east, south, north)",
)
_ROW = "INSERT INTO parcels VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

Box = tuple[float, float, float, float]


def write_index(features: Iterable[Feature], about: About, kind: str, target: Path) -> None:
    """Write the index of a layer. Raises Refused(`layer_empty`, `layer_elsewhere`, …)."""
    rows = iter(features)
    sample = list(islice(rows, _SAMPLE))
    system = _system(sample)
    with closing(sqlite3.connect(target, isolation_level=None)) as database:
        for each in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            database.execute(f"PRAGMA {each}")
        for statement in _SCHEMA:
            database.execute(statement)
        database.execute("BEGIN")
        counts = _Counts()
        for batch in _batches(chain(sample, rows)):
            _write(database, batch, system, counts)
        if not counts.parcels + counts.blocks:
            raise Refused("layer_no_parcels", fields=", ".join(list(about.fields)[:12]))
        database.execute("CREATE INDEX by_number ON parcels (gush, helka)")
        facts = counts.facts(about, kind, system)
        database.execute("INSERT INTO facts VALUES (?)", (json.dumps(facts),))
        database.execute("COMMIT")


class _Counts:
    """What was written and what was left out."""

    def __init__(self) -> None:
        self.parcels = self.blocks = self.broken = self.unnamed = self.all = 0
        self.box: list[float] = []
        self.columns: dict[tuple[str, ...], dict[str, str]] = {}
        self.day = ""

    def columns_for(self, names: tuple[str, ...]) -> dict[str, str]:
        """Of rows with these names; the latest sets are remembered."""
        if names not in self.columns:
            if len(self.columns) > 1000:
                self.columns.clear()
            found = columns_of(names)
            self.columns[names] = found if says_parcels(found) else {}
        return self.columns[names]

    def widen(self, box: Box) -> None:
        if not self.box:
            self.box = list(box)
        low, high = (min, min, max, max), zip(self.box, box, strict=True)
        self.box = [take(pair) for take, pair in zip(low, high, strict=True)]

    def facts(self, about: About, kind: str, system: System) -> dict[str, object]:
        return {
            "kind": kind, "system": system.value, "parcels": self.parcels, "blocks": self.blocks,
            "broken": self.broken, "unnamed": self.unnamed, "fields": list(about.fields)[:100],
            "bounds": self.box, "declared": about.declared, "encoding": about.encoding,
            "date": about.date or self.day,
        }  # fmt: skip


def _system(sample: Sequence[Feature]) -> System:
    """By the first corners of the first rows; one that is none of ours is refused."""
    corners = [each.rings[0][0][0] for each in sample if each.rings]
    if not corners:
        raise Refused("layer_empty")
    system = system_of_many(corners)
    if system is System.NONE:
        x, y = corners[0]
        raise Refused("layer_elsewhere", x=f"{x:.6g}", y=f"{y:.6g}")
    return system


def _batches(rows: Iterator[Feature]) -> Iterator[list[Feature]]:
    seen = 0
    while batch := list(islice(rows, _BATCH)):
        seen += len(batch)
        if seen > MOST_FEATURES:
            raise Refused("layer_features_many", limit=MOST_FEATURES)
        yield batch


def _write(
    database: sqlite3.Connection, batch: Sequence[Feature], system: System, counts: _Counts
) -> None:
    """The rows of a batch, their points brought to Israel TM all at once."""
    flat = [point for each in batch for ring, _ in each.rings for point in ring]
    points = iter(to_itm(system, flat))
    rows, boxes = [], []
    for each in batch:
        rings = [tuple(islice(points, len(ring))) for ring, _ in each.rings]
        parcel = _parcel(each, rings, counts)
        if parcel is None:
            continue
        box = _box(parcel.rings)
        if box is None:
            counts.broken += 1
            continue
        counts.all += 1
        counts.parcels += bool(parcel.helka)
        counts.blocks += not parcel.helka
        counts.day = max(counts.day, parcel.date)
        counts.widen(box)
        left, low, right, high = (round(each * _CENTIMETRES) for each in box)
        rows.append((counts.all, *_cells(parcel)))
        boxes.append((counts.all, left, right, low, high))
    database.executemany(_ROW, rows)
    database.executemany("INSERT INTO boxes VALUES (?, ?, ?, ?, ?)", boxes)


def _parcel(feature: Feature, rings: Sequence[Ring], counts: _Counts) -> LayerParcel | None:
    """None for a row that has no shape or no number, which is counted."""
    if feature.broken:
        counts.broken += 1
        return None
    if not rings:
        return None
    turned = [_turned(ring, hole) for ring, (_, hole) in zip(rings, feature.rings, strict=True)]
    columns = counts.columns_for(tuple(feature.properties))
    parcel = parcel_of(feature.properties, columns, turned, feature.table[:100])
    counts.unnamed += parcel is None
    return parcel


def _turned(ring: Ring, hole: bool) -> Ring:
    """Outer rings against the clock, holes with it."""
    is_against = geometry.signed_area(ring) > 0
    return ring if is_against != hole else ring[::-1]


def _box(rings: Sequence[Ring]) -> Box | None:
    """None where a corner is not in the country."""
    left, low, right, high = geometry.bounds(point for ring in rings for point in ring)
    inside = _LEFT <= left <= right <= _RIGHT and _LOW <= low <= high <= _HIGH
    return (left, low, right, high) if inside else None


def _cells(parcel: LayerParcel) -> tuple[object, ...]:
    return (
        int(parcel.gush), int(parcel.suffix or 0), int(parcel.helka or 0),
        "" if parcel.registered_area is None else f"{parcel.registered_area:f}",
        parcel.status, parcel.locality, parcel.note, parcel.date, parcel.road, parcel.layer,
        _packed(parcel.rings),
    )  # fmt: skip


def _packed(rings: Sequence[Ring]) -> bytes:
    """How many rings, how many points each has, then east and north in centimetres."""
    numbers = array("i", [len(rings), *(len(ring) for ring in rings)])
    numbers.extend(
        round(number * _CENTIMETRES) for ring in rings for point in ring for number in point
    )
    return numbers.tobytes()


def unpacked(shape: bytes) -> tuple[Ring, ...]:
    """The rings that `write_index` kept."""
    numbers = array("i")
    numbers.frombytes(shape)
    lengths, at = numbers[1 : 1 + numbers[0]], 1 + numbers[0]
    rings = []
    for length in lengths:
        flat = [each / _CENTIMETRES for each in numbers[at : at + 2 * length]]
        rings.append(tuple(zip(flat[::2], flat[1::2], strict=True)))
        at += 2 * length
    return tuple(rings)
