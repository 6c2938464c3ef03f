"""MBTiles: a map as tiles in an SQLite file that the user has, drawn as one picture of a place."""

import io
import math
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.gis.foreign_database import open_foreign
from shamay_desktop.gis.systems import itm_of_tiles, mercator_of, to_itm

if TYPE_CHECKING:
    from PIL import Image

TILE = 256
MOST_PIXELS = 4096
"""A side of a picture."""

_AROUND = 20_037_508.342789244
"""Half of the earth's way around, as tiles reckon."""

_LARGEST_TILE = 4 << 20
_WORDS = ("name", "description", "attribution", "format", "version", "timestamp", "date")
_PICTURES = frozenset({"PNG", "JPEG", "WEBP"})
_DEEPEST = 23

Bounds = tuple[float, float, float, float]


def map_facts(path: str) -> dict[str, object]:
    """What the file says of itself, its zooms, and its bounds in Israel TM where it tells any."""
    with closing(open_foreign(Path(path), _LARGEST_TILE, "map_file_broken")) as database:
        try:
            told = _metadata(database)
            zooms = _zooms(database)
        except sqlite3.Error as error:
            raise Refused("map_file_broken") from error
    if told.get("format", "").lower() in {"pbf", "mvt"}:
        raise Refused("map_file_vector")
    if not zooms:
        raise Refused("map_file_empty")
    bounds = told.get("bounds", "")
    return {
        **{name: told.get(name, "")[:500] for name in _WORDS},
        "zooms": zooms,
        "bounds": _bounds(bounds),
    }


def map_picture(
    path: str, target: str, east: float, north: float, zoom: int, width: int, height: int
) -> dict[str, object]:
    """A PNG of so many pixels with the place in its middle; its corners in Israel TM.

    Raises Refused(`map_file_nothing_here`) when no tile of that zoom covers any of it.
    """
    wide, high = (min(max(each, TILE), MOST_PIXELS) for each in (width, height))
    metres = 2 * _AROUND / (TILE * 2**zoom)
    ((x, y),) = mercator_of([(east, north)])
    left = round((x + _AROUND) / metres) - wide // 2
    top = round((_AROUND - y) / metres) - high // 2
    with closing(open_foreign(Path(path), _LARGEST_TILE, "map_file_broken")) as database:
        try:
            drawn = _drawn(database, Path(target), zoom, (left, top, wide, high))
        except sqlite3.Error as error:
            raise Refused("map_file_broken") from error
    if not drawn:
        raise Refused("map_file_nothing_here")
    pixels = [(x, y) for y in (0, high / 2, high) for x in (0, wide / 2, wide)]
    places = itm_of_tiles(
        [((left + x) * metres - _AROUND, _AROUND - (top + y) * metres) for x, y in pixels]
    )
    return {
        "width": wide, "height": high, "drawn": drawn,
        "points": [[*pixel, *place] for pixel, place in zip(pixels, places, strict=True)],
    }  # fmt: skip


def _drawn(
    database: sqlite3.Connection, target: Path, zoom: int, view: tuple[int, int, int, int]
) -> int:
    """Tiles that were drawn; what the file does not have stays light grey."""
    from PIL import Image

    left, top, wide, high = view
    picture = Image.new("RGB", (wide, high), "#e8e8e8")
    drawn = 0
    for row in range(top // TILE, (top + high - 1) // TILE + 1):
        for column in range(left // TILE, (left + wide - 1) // TILE + 1):
            found = database.execute(
                "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ?"
                " AND tile_row = ? LIMIT 1",
                (zoom, column, 2**zoom - 1 - row),  # rows are counted from the south
            ).fetchone()
            tile = _tile(found[0]) if found is not None else None
            if tile is not None:
                picture.paste(tile, (column * TILE - left, row * TILE - top))
                drawn += 1
    if drawn:
        picture.save(target, "PNG")
    return drawn


def _tile(content: object) -> "Image.Image | None":
    """A tile of 256 pixels a side; None for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    if not isinstance(content, bytes):
        return None
    try:
        with Image.open(io.BytesIO(content), formats=tuple(_PICTURES)) as tile:
            if max(tile.size) > 4 * TILE:
                return None
            whole = tile.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    ground = Image.new("RGBA", whole.size, "#e8e8e8")
    ground.alpha_composite(whole)
    return ground.convert("RGB").resize((TILE, TILE))


def _metadata(database: sqlite3.Connection) -> dict[str, str]:
    rows = database.execute("SELECT name, value FROM metadata LIMIT 200").fetchall()
    return {
        name: content
        for name, content in rows
        if isinstance(name, str) and isinstance(content, str)
    }


def _zooms(database: sqlite3.Connection) -> list[int]:
    """The zooms that have tiles, asked one by one: a file may have millions."""
    return [
        zoom
        for zoom in range(_DEEPEST + 1)
        if database.execute("SELECT 1 FROM tiles WHERE zoom_level = ? LIMIT 1", (zoom,)).fetchone()
    ]


def _bounds(text: str) -> Bounds | None:
    """Left, low, right, high in Israel TM; None where the map tells none, or lies elsewhere."""
    try:
        left, low, right, high = (float(each) for each in text.split(","))
    except ValueError:
        return None
    corners = to_itm(System.DEGREES, [(left, low), (right, high)])
    flat = [number for corner in corners for number in corner]
    if not all(map(math.isfinite, flat)):
        return None
    return flat[0], flat[1], flat[2], flat[3]
