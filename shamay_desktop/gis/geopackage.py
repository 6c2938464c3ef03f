"""GeoPackage: the tables of shapes of an SQLite file that somebody else made.

Only ordinary tables are read, by names that the file's own list gives and that are quoted: views,
virtual tables and whatever a file would run by itself are passed over.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from shamay_desktop.domain.errors import Refused
from shamay_desktop.gis.features import MOST_FIELDS, About, Far, Feature, Features
from shamay_desktop.gis.foreign_database import open_foreign, plain_tables, quoted
from shamay_desktop.gis.well_known_binary import BrokenShapeError, rings_of

_MOST_TABLES = 50
_LARGEST_CELL = 16 << 20


def read_geopackage(path: Path, about: About, far: Far) -> Features:
    """Each row of each table of shapes. Raises Refused(`layer_broken`, `layer_empty`)."""
    about.encoding = "utf-8"
    with closing(open_foreign(path, _LARGEST_CELL)) as database:
        try:
            tables = _tables(database, about)
            if not tables:
                raise Refused("layer_empty")
            for number, (table, shape) in enumerate(tables):

                def told(part: float, before: int = number) -> None:
                    far((before + part) / len(tables))

                yield from _rows(database, table, shape, about, told)
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise Refused("layer_broken") from error


def _tables(database: sqlite3.Connection, about: About) -> list[tuple[str, str]]:
    """Tables of shapes with the name of their shape's column."""
    known = plain_tables(database)
    if "gpkg_geometry_columns" not in known:
        raise Refused("layer_broken")
    rows = database.execute(
        "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns LIMIT ?",
        (_MOST_TABLES,),
    ).fetchall()
    found = []
    for table, column, system in rows:
        if table in known and isinstance(column, str) and column in _columns(database, table):
            found.append((table, column))
            about.declared = about.declared or f"EPSG:{system}"
    return found


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    found = database.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    return [str(row[1]) for row in found][:MOST_FIELDS]


def _rows(
    database: sqlite3.Connection, table: str, shape: str, about: About, far: Far
) -> Iterator[Feature]:
    others = [name for name in _columns(database, table) if name != shape]
    about.fields.update(dict.fromkeys(others))
    asked = f"SELECT count(*) FROM {quoted(table)}"  # noqa: S608 - a quoted name
    (count,) = database.execute(asked).fetchone()
    chosen = ", ".join(map(quoted, (shape, *others)))
    asked = f"SELECT {chosen} FROM {quoted(table)}"  # noqa: S608 - quoted names
    for number, (blob, *cells) in enumerate(database.execute(asked)):
        if number % 1000 == 0:
            far(number / max(count, 1))
        properties = dict(zip(others, cells, strict=True))
        yield _feature(properties, blob, table)


def _feature(properties: dict[str, object], blob: object, table: str) -> Feature:
    if blob is None:
        return Feature(properties, (), table=table)
    try:
        rings = rings_of(blob) if isinstance(blob, bytes) else None
    except (BrokenShapeError, RecursionError):
        rings = None
    return Feature(properties, rings or (), broken=rings is None, table=table)
