"""Shapefiles: .shp with .dbf beside it, or both in a ZIP; the words in whichever encoding."""

import math
import struct
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.gis.features import (
    MOST_FIELDS,
    MOST_POINTS,
    About,
    Far,
    Feature,
    Features,
    open_ring,
    with_roles,
)

if TYPE_CHECKING:
    import shapefile

_AREAS = frozenset({5, 15, 25})
_SAMPLE = 4 << 20
_ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "65001": "utf-8", "unicode": "utf-8",
    "1255": "cp1255", "cp1255": "cp1255", "windows-1255": "cp1255", "ansi 1255": "cp1255",
    "iso-8859-8": "iso8859_8", "iso8859-8": "iso8859_8", "88598": "iso8859_8",
    "28598": "iso8859_8", "hebrew": "iso8859_8", "862": "cp862", "cp862": "cp862", "oem": "cp862",
}  # fmt: skip
"""What a .cpg says -> the name of the codec."""

_WRONG = (
    struct.error, ValueError, IndexError, KeyError, OverflowError, TypeError, AssertionError,
    AttributeError, EOFError, RuntimeError,
)  # fmt: skip
"""What the library raises on files that are not as they should be."""


def read_shapefile(path: Path, about: About, far: Far) -> Features:
    """Each row of the pair of files.

    Raises Refused(`layer_part_missing` with `part`, `layer_broken`, `layer_counts_differ`).
    """
    import shapefile

    words = beside(path, ".dbf")
    if words is None:
        raise Refused("layer_part_missing", part=".dbf")
    about.encoding = _encoding(words, beside(path, ".cpg"))
    about.declared = _declared(beside(path, ".prj"))
    with ExitStack() as held:
        shapes, records = (held.enter_context(each.open("rb")) for each in (path, words))
        try:
            _check_counts(shapes, records)
            reader = shapefile.Reader(
                shp=shapes, dbf=records, encoding=about.encoding, encodingErrors="replace"
            )
            yield from _rows(reader, about, far)
        except (shapefile.ShapefileException, *_WRONG) as error:
            raise Refused("layer_broken") from error


def beside(path: Path, suffix: str) -> Path | None:
    """The file of the same name with another ending, in capitals or not."""
    wanted = (path.stem + suffix).casefold()
    exact = path.with_suffix(suffix)
    if exact.is_file():
        return exact
    try:
        return next(
            (each for each in path.parent.iterdir() if each.name.casefold() == wanted), None
        )
    except OSError:
        return None


def _rows(reader: "shapefile.Reader", about: About, far: Far) -> Iterator[Feature]:
    names = [field[0] for field in reader.fields if field[0] != "DeletionFlag"]
    if len(names) > MOST_FIELDS:
        raise Refused("layer_broken")
    about.fields.update(dict.fromkeys(names))
    total = max(len(reader), 1)
    for number, row in enumerate(reader.iterShapeRecords()):
        if number % 1000 == 0:
            far(number / total)
        yield _feature(row.shape, dict(zip(names, row.record, strict=False)))


def _feature(shape: Any, properties: dict[str, object]) -> Feature:
    if shape.shapeType not in _AREAS:
        return Feature(properties, ())
    points, parts = shape.points, [*shape.parts, len(shape.points)]
    if len(points) > MOST_POINTS or parts != sorted(parts) or parts[0] < 0:
        return Feature(properties, (), broken=True)
    rings: list[Ring] = []
    for start, end in pairwise(parts):
        ring = open_ring(tuple((each[0], each[1]) for each in points[start:end]))
        if len(ring) < 3 or not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
            return Feature(properties, (), broken=True)
        rings.append(ring)
    return Feature(properties, with_roles(rings)) if rings else Feature(properties, ())


def _check_counts(shapes: BinaryIO, records: BinaryIO) -> None:
    """Headers that promise more than the files hold are refused before anybody believes them."""
    header, table = shapes.read(100), records.read(32)
    if len(header) < 100 or header[:4] != b"\x00\x00\x27\x0a" or len(table) < 32:
        raise Refused("layer_broken")
    count, head, width = struct.unpack("<IHH", table[4:12])
    size = records.seek(0, 2)
    if width < 1 or head < 33 or size < head + count * width:
        raise Refused("layer_counts_differ", rows=count, there=max(size - head, 0) // max(width, 1))
    there = _shapes_in(shapes)
    if there != count:
        raise Refused("layer_counts_differ", rows=count, there=there)
    shapes.seek(0)
    records.seek(0)


def _shapes_in(shapes: BinaryIO) -> int:
    """How many shapes there are, from record to record."""
    size, at, count = shapes.seek(0, 2), 100, 0
    while at + 8 <= size:
        shapes.seek(at)
        (length,) = struct.unpack(">4xI", shapes.read(8))
        at += 8 + 2 * length
        if length < 2 or at > size:
            raise Refused("layer_broken")
        count += 1
    return count


def _encoding(words: Path, told: Path | None) -> str:
    """As the .cpg says; else UTF-8 where the Hebrew in it is, else Windows' Hebrew."""
    if told is not None:
        with told.open("rb") as file:
            name = file.read(40).decode("ascii", "replace").strip("\ufeff\x00 \r\n\t").lower()
        if name in _ENCODINGS:
            return _ENCODINGS[name]
    with words.open("rb") as file:
        sample = file.read(_SAMPLE)[32:]
    read = sample.decode("utf-8", "replace")
    hebrew = sum("א" <= letter <= "ת" for letter in read)
    # a name that is cut in the middle of a letter leaves a broken one, not many
    return "utf-8" if hebrew and read.count("\ufffd") * 5 <= hebrew else "cp1255"


def _declared(projection: Path | None) -> str:
    if projection is None:
        return ""
    with projection.open("rb") as file:
        words = file.read(200).decode("utf-8", "replace")
    return words.partition('"')[2].partition('"')[0][:80]
