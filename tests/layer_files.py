"""Parcel layers and map files, made by other hands than those that read them."""

import io
import json
import sqlite3
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import shapefile

Ring = Sequence[tuple[float, float]]

EAST, NORTH = 178_000.0, 659_000.0
SIDE, DEPTH = 30.0, 20.0


def ring(column: int, row: int) -> list[tuple[float, float]]:
    """A parcel of 30 by 20 metres in a grid of them, closed, against the clock."""
    left, low = EAST + column * SIDE, NORTH + row * DEPTH
    return [
        (left, low), (left + SIDE, low), (left + SIDE, low + DEPTH), (left, low + DEPTH),
        (left, low),
    ]  # fmt: skip


def parcels(columns: int = 3, rows: int = 3) -> list[tuple[dict[str, object], Ring]]:
    """Block 6144: parcel 1 at the south-west, then to the east; the last row is a road."""
    made: list[tuple[dict[str, object], Ring]] = []
    for number in range(columns * rows):
        column, row = number % columns, number // columns
        properties = {
            "GUSH_NUM": 6144, "GUSH_SUFFI": 0, "PARCEL": number + 1, "LEGAL_AREA": 612.0,
            "STATUS_TEX": "מוסדר", "LOCALITY_N": "רמת גן",
            "NOTE": "דרך" if row == rows - 1 else "",
        }  # fmt: skip
        made.append((properties, ring(column, row)))
    return made


def geojson(
    path: Path,
    made: Sequence[tuple[Mapping[str, object], Ring]] | None = None,
    *,
    encoding: str = "utf-8",
    **members: object,
) -> Path:
    """A collection of polygons."""
    features = [
        {
            "type": "Feature",
            "properties": dict(properties),
            "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in outline]]},
        }
        for properties, outline in (parcels() if made is None else made)
    ]
    whole = {"type": "FeatureCollection", **members, "features": features}
    path.write_bytes(json.dumps(whole, ensure_ascii=False).encode(encoding))
    return path


def shape_file(
    path: Path, *, encoding: str = "cp1255", code_page: str = "", projection: str = ""
) -> Path:
    """.shp, .shx and .dbf, with .cpg and .prj where they are given."""
    writer = shapefile.Writer(str(path), shapeType=shapefile.POLYGON, encoding=encoding)
    for name, kind, size, digits in (
        ("GUSH_NUM", "N", 9, 0), ("GUSH_SUFFI", "N", 5, 0), ("PARCEL", "N", 9, 0),
        ("LEGAL_AREA", "N", 14, 2), ("STATUS_TEX", "C", 40, 0), ("LOCALITY_N", "C", 40, 0),
        ("NOTE", "C", 40, 0),
    ):  # fmt: skip
        writer.field(name, kind, size, digits)
    for properties, outline in parcels():
        writer.poly([list(outline)[::-1]])
        writer.record(*properties.values())
    writer.close()
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if code_page:
        path.with_suffix(".cpg").write_text(code_page, encoding="ascii")
    if projection:
        path.with_suffix(".prj").write_text(projection, encoding="ascii")
    return path.with_suffix(".shp")


def zipped(path: Path, shape: Path, below: str = "") -> Path:
    """The parts of a shapefile in a ZIP."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(shape.parent.glob(f"{shape.stem}.*")):
            archive.write(part, f"{below}{part.name}")
    return path


def blob(outline: Ring, *, big: bool = False, z: bool = False, envelope: bool = False) -> bytes:
    """A polygon as a GeoPackage holds it."""
    order = ">" if big else "<"
    head = b"GP\x00" + bytes([(0 if big else 1) | (2 if envelope else 0)])
    head += struct.pack(f"{order}i", 2039)
    if envelope:
        across, up = [x for x, _ in outline], [y for _, y in outline]
        head += struct.pack(f"{order}4d", min(across), max(across), min(up), max(up))
    body = bytes([0 if big else 1]) + struct.pack(f"{order}II", 1003 if z else 3, 1)
    body += struct.pack(f"{order}I", len(outline))
    for point in outline:
        body += struct.pack(f"{order}{3 if z else 2}d", *point, *([7.0] if z else []))
    return head + body


def geopackage(
    path: Path, *, big: bool = False, z: bool = False, extra: Sequence[str] = ()
) -> Path:
    """A table of parcels; `extra` are further statements."""
    database = sqlite3.connect(path)
    database.execute(
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT,"
        " geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER)"
    )
    database.execute(
        "INSERT INTO gpkg_geometry_columns VALUES ('parcels', 'geom', 'POLYGON', 2039, 0, 0)"
    )
    database.execute(
        "CREATE TABLE parcels (fid INTEGER PRIMARY KEY, geom BLOB, gush_num INTEGER,"
        " gush_suffix INTEGER, parcel INTEGER, legal_area REAL, status_text TEXT,"
        " locality_name TEXT, note TEXT)"
    )
    for number, (properties, outline) in enumerate(parcels()):
        shape = blob(outline, big=big, z=z, envelope=bool(number % 2))
        database.execute(
            "INSERT INTO parcels VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (shape, *properties.values()),
        )
    for statement in extra:
        database.execute(statement)
    database.commit()
    database.close()
    return path


def tiles(path: Path, zoom: int, columns: Sequence[int], rows: Sequence[int], **told: str) -> Path:
    """An MBTiles file: tiles of one colour each, their numbers counted as on the web (y down)."""
    from PIL import Image

    database = sqlite3.connect(path)
    database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    database.execute(
        "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
        " tile_data BLOB)"
    )
    for item in {"name": "מפת רקע", "format": "png", **told}.items():
        database.execute("INSERT INTO metadata VALUES (?, ?)", item)
    for column in columns:
        for row in rows:
            held = io.BytesIO()
            colour = (column * 40 % 256, row * 70 % 256, 120)
            Image.new("RGB", (256, 256), colour).save(held, "PNG")
            database.execute(
                "INSERT INTO tiles VALUES (?, ?, ?, ?)",
                (zoom, column, 2**zoom - 1 - row, held.getvalue()),
            )
    database.commit()
    database.close()
    return path
