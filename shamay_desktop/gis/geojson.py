"""GeoJSON, one record at a time: also a list of records a line each, and files made by hand."""

import codecs
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

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

_CHUNK = 1 << 20
_LONGEST = 32 << 20
"""Characters of one record."""

_BLANK = " \t\r\n,\x1e"


def read_geojson(path: Path, about: About, far: Far) -> Features:
    """Each record of the file. Raises Refused(`layer_broken`, `layer_feature_large`)."""
    about.encoding = _encoding(path)
    with path.open("rb") as raw:
        size = max(path.stat().st_size, 1)
        text = io.TextIOWrapper(raw, about.encoding, errors="replace")

        def told() -> None:
            far(raw.tell() / size)

        source = _Source(text, told)
        for record in _records(source, about):
            yield _feature(record, about)


class _Source:
    """The text of a file as it is needed, and one JSON value after another out of it."""

    def __init__(self, text: io.TextIOWrapper, told: Callable[[], None]) -> None:
        self._text, self._told = text, told
        self._held, self._at, self._ended = "", 0, False
        self._decoder = json.JSONDecoder(parse_constant=lambda _: None)

    def peek(self) -> str:
        """The next character that is no blank or comma, "" at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in _BLANK:
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more(_CHUNK):
                return ""

    def skip(self) -> None:
        """Over the character that was peeked at."""
        self._at += 1

    def value(self) -> object:
        """The JSON value that begins here."""
        self.peek()
        step = _CHUNK
        while True:
            try:
                found, end = self._decoder.raw_decode(self._held, self._at)
                if end - self._at > _LONGEST:
                    raise Refused("layer_feature_large")
                if end < len(self._held) or not self._more(1):
                    self._at = end
                    return found
            except json.JSONDecodeError as error:
                if len(self._held) - self._at > _LONGEST:
                    raise Refused("layer_feature_large") from error
                if not self._more(step):
                    raise Refused("layer_broken") from error
                step *= 2
            except (RecursionError, ValueError) as error:  # too deep, or a number of 5,000 digits
                raise Refused("layer_broken") from error

    def _more(self, characters: int) -> bool:
        if self._ended:
            return False
        chunk = self._text.read(max(characters, _CHUNK))
        self._held, self._at = self._held[self._at :] + chunk, 0
        self._ended = not chunk
        self._told()
        return bool(chunk)


def _records(source: _Source, about: About) -> Iterator[object]:
    """Records of a collection, of a bare list, or one after the other."""
    first = source.peek()
    if first == "[":
        source.skip()
        yield from _items(source)
        return
    if first != "{":
        raise Refused("layer_broken")
    while source.peek() == "{":
        source.skip()
        yield from _members(source, about)


def _items(source: _Source) -> Iterator[object]:
    while (ahead := source.peek()) != "]":
        if not ahead:
            raise Refused("layer_broken")
        yield source.value()
    source.skip()


def _members(source: _Source, about: About) -> Iterator[object]:
    """Of an object: the records of its list `features`, else itself when it is a record."""
    kept: dict[str, object] = {}
    seen = False
    while (ahead := source.peek()) != "}":
        name = source.value() if ahead == '"' else None
        if not isinstance(name, str) or source.peek() != ":":
            raise Refused("layer_broken")
        source.skip()
        if name == "features" and source.peek() == "[":
            seen = True
            source.skip()
            yield from _items(source)
        else:
            kept[name] = source.value()
    source.skip()
    _note_system(kept, about)
    if not seen:
        if "geometry" not in kept and "coordinates" not in kept:
            raise Refused("layer_broken")
        yield kept


def _note_system(kept: Mapping[str, object], about: About) -> None:
    match kept.get("crs"):
        case {"properties": {"name": str(name)}}:
            about.declared = name[:100]


def _feature(record: object, about: About) -> Feature:
    if not isinstance(record, dict):
        return Feature({}, (), broken=True)
    inner = record.get("properties")
    properties = inner if isinstance(inner, dict) else {}
    attributes = record.get("attributes")  # as ArcGIS writes records
    if isinstance(attributes, dict):
        properties = attributes
    if len(about.fields) < MOST_FIELDS:
        about.fields.update(dict.fromkeys(name[:100] for name in properties))
    shape = record.get("geometry", record if "coordinates" in record else None)
    if shape is None:
        return Feature(properties, ())
    try:
        return Feature(properties, tuple(_rings(shape)))
    except (ValueError, TypeError, RecursionError, OverflowError):
        return Feature(properties, (), broken=True)


def _rings(shape: object) -> Iterator[tuple[Ring, bool]]:
    """Outer rings and holes of whatever areas a shape has; ValueError for a broken one."""
    if not isinstance(shape, dict):
        raise TypeError(shape)
    kind, parts = shape.get("type"), shape.get("coordinates")
    if kind is None and "rings" in shape:
        yield from with_roles([_ring(each) for each in shape["rings"]])
    elif kind == "Polygon":
        yield from _polygon(parts)
    elif kind == "MultiPolygon":
        for polygon in _list(parts):
            yield from _polygon(polygon)
    elif kind == "GeometryCollection":
        for each in _list(shape.get("geometries")):
            yield from _rings(each)


def _polygon(parts: object) -> Iterator[tuple[Ring, bool]]:
    for number, ring in enumerate(_list(parts)):
        yield _ring(ring), number > 0


def _ring(points: object) -> Ring:
    found = _list(points)
    if not 3 <= len(found) <= MOST_POINTS:
        raise ValueError(len(found))
    return open_ring(tuple(_point(each) for each in found))


def _point(pair: object) -> tuple[float, float]:
    """The first two numbers; a height is passed over."""
    x, y = _list(pair)[:2]
    if isinstance(x, (int, float)) and isinstance(y, (int, float)):
        point = float(x), float(y)
        if all(map(math.isfinite, point)):
            return point
    raise ValueError(pair)


def _list(thing: object) -> list[object]:
    if not isinstance(thing, list):
        raise TypeError(thing)
    return thing


def _encoding(path: Path) -> str:
    """UTF-8 as the format demands; what is not is Windows' Hebrew, or has the mark of UTF-16."""
    with path.open("rb") as file:
        begin = file.read(4)
        if begin[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        try:
            decoder.decode(begin)
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return "cp1255"
    return "utf-8-sig"
