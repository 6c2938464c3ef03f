"""The tasks of the limited process that reads layers and map files. Arguments, answers: JSON."""

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.parcel_layers import LayerParcel
from shamay_desktop.gis import tiles_file
from shamay_desktop.gis.features import About, Reader
from shamay_desktop.gis.geojson import read_geojson
from shamay_desktop.gis.geopackage import read_geopackage
from shamay_desktop.gis.layer_answers import parcel_to_json, progress_of
from shamay_desktop.gis.layer_index import unpacked, write_index
from shamay_desktop.gis.shapefiles import beside, read_shapefile

MOST_FOUND, MOST_AROUND = 50, 400
MOST_POINTS = 150_000
"""Of one answer: some megabytes."""

_UNPACKED = 3 * 1024 * 1024 * 1024
_GROWS, _SMALL = 100, 10 * 1024 * 1024
_PARTS = frozenset({".shp", ".dbf", ".shx", ".cpg", ".prj", ".geojson", ".json", ".gpkg"})
_MAIN = (".shp", ".gpkg", ".geojson", ".json")
_READERS: Mapping[str, Reader] = {
    "geojson": read_geojson, "shapefile": read_shapefile, "geopackage": read_geopackage,
}  # fmt: skip
_COLUMNS = "gush, suffix, helka, area, status, locality, note, day, road, layer, shape"
_AROUND = (
    f"SELECT {_COLUMNS} FROM boxes JOIN parcels USING (id) WHERE boxes.west <= ?"  # noqa: S608
    " AND boxes.east >= ? AND boxes.south <= ? AND boxes.north >= ? LIMIT ?"
)


def index(path: str, target: str) -> dict[str, object]:
    """Write the index of a layer file; the facts that it holds."""
    half = Path(f"{target}.{os.getpid()}.half")
    try:
        with _opened(Path(path), Path(target).parent) as (kind, file):
            about = About()
            features = _READERS[kind](file, about, progress_of(Path(target)).tell)
            write_index(features, about, kind, half)
        half.replace(target)
    except sqlite3.Error as error:
        raise Refused("layer_broken") from error
    finally:
        half.unlink(missing_ok=True)
    return facts(target)


def facts(target: str) -> dict[str, object]:
    """The facts of an index."""
    with closing(_index(target)) as database:
        (body,) = database.execute("SELECT body FROM facts").fetchone()
    found = json.loads(body)
    return found if isinstance(found, dict) else {}


def find(target: str, gush: str, helka: str, suffix: str) -> list[dict[str, object]]:
    """The parcels of these numbers; without a `helka` the block, or where there is none its
    parcels."""
    own = [("gush = ?", int(gush))] + ([("suffix = ?", int(suffix))] if suffix else [])
    with closing(_index(target)) as database:
        if helka:
            return _answer(_asked(database, [*own, ("helka = ?", int(helka))], MOST_FOUND))
        block = _asked(database, [*own, ("helka = ?", 0)], MOST_FOUND)
        return _answer(block or _asked(database, own, MOST_AROUND))


def around(
    target: str, left: float, low: float, right: float, high: float
) -> list[dict[str, object]]:
    """The parcels whose boxes meet a box of Israel TM."""
    box = [round(each * 100) for each in (right, left, high, low)]
    with closing(_index(target)) as database:
        return _answer(database.execute(_AROUND, (*box, MOST_AROUND)).fetchall())


def _asked(
    database: sqlite3.Connection, clauses: Sequence[tuple[str, int]], most: int
) -> list[tuple[object, ...]]:
    where = " AND ".join(clause for clause, _ in clauses)
    return database.execute(
        f"SELECT {_COLUMNS} FROM parcels WHERE {where} ORDER BY suffix, helka LIMIT ?",  # noqa: S608
        (*(number for _, number in clauses), most),
    ).fetchall()


def _index(target: str) -> sqlite3.Connection:
    uri = f"{Path(target).absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True)


def _answer(rows: list[tuple[object, ...]]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    points = 0
    for row in rows:
        parcel = _parcel(row)
        points += sum(map(len, parcel.rings))
        if points > MOST_POINTS and found:
            break
        found.append(parcel_to_json(parcel))
    return found


def _parcel(row: tuple[object, ...]) -> LayerParcel:
    gush, suffix, helka, area, status, locality, note, day, road, layer, shape = row
    parcel = LayerParcel(
        str(gush), _number(suffix), _number(helka),
        unpacked(shape if isinstance(shape, bytes) else b""),
        Decimal(str(area)) if area else None,
        str(status), str(locality), str(note), str(day), road=bool(road), layer=str(layer),
    )  # fmt: skip
    return replace(parcel, crosses=parcel.crossing)


def _number(kept: object) -> str:
    return str(kept) if kept else ""


@contextmanager
def _opened(path: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The kind of a file, told by its content, and where it lies: of a ZIP what is in it."""
    with path.open("rb") as file:
        begin = file.read(16)
    if begin[:4] == b"PK\x03\x04":
        with tempfile.TemporaryDirectory(prefix="layer-", dir=folder) as place:
            inner = _unpacked(path, Path(place))
            with inner.open("rb") as file:
                yield _kind(file.read(16), inner), inner
        return
    yield _kind(begin, path), _main_part(path)


def _kind(begin: bytes, path: Path) -> str:
    if begin.startswith(b"SQLite format 3\x00"):
        return "geopackage"
    if begin[:4] == b"\x00\x00\x27\x0a" or path.suffix.lower() in {".dbf", ".shx", ".prj", ".cpg"}:
        return "shapefile"
    text = begin.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00\x1e")
    if text[:1] in {b"{", b"["}:
        return "geojson"
    raise Refused("layer_kind_unknown")


def _main_part(path: Path) -> Path:
    """Whichever part of a shapefile was chosen."""
    if path.suffix.lower() not in {".dbf", ".shx", ".prj", ".cpg"}:
        return path
    found = beside(path, ".shp")
    if found is None:
        raise Refused("layer_part_missing", part=".shp")
    return found


def _unpacked(path: Path, place: Path) -> Path:
    """The parts of the one layer in a ZIP. Raises Refused(`layer_bomb`, `layer_kind_unknown`)."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _taken(archive, place)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Refused("layer_broken") from error


def _taken(archive: zipfile.ZipFile, place: Path) -> Path:
    members = [each for each in archive.infolist() if Path(each.filename).suffix.lower() in _PARTS]
    main = next(
        (each for end in _MAIN for each in members if each.filename.lower().endswith(end)), None
    )
    if main is None:
        raise Refused("layer_kind_unknown")
    stem = Path(main.filename).with_suffix("")
    room = _UNPACKED
    for each in members:
        if Path(each.filename).with_suffix("") == stem:
            room -= _copied(
                archive, each, place / f"layer{Path(each.filename).suffix.lower()}", room
            )
    return place / f"layer{Path(main.filename).suffix.lower()}"


def _copied(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, room: int) -> int:
    """Bytes that were written; never more than there is room for, whatever the ZIP says."""
    most = max(member.compress_size * _GROWS, _SMALL)
    if member.flag_bits & 1:
        raise Refused("file_encrypted")
    written = 0
    with archive.open(member) as source, target.open("wb") as file:
        while chunk := source.read(1 << 20):
            written += len(chunk)
            if written > min(most, room):
                raise Refused("layer_bomb")
            file.write(chunk)
    return written


TASKS: Mapping[str, Callable[..., object]] = {
    "index": index,
    "facts": facts,
    "find": find,
    "around": around,
    "map_facts": tiles_file.map_facts,
    "map_picture": tiles_file.map_picture,
}
