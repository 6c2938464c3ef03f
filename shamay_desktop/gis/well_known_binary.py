"""Shapes of GeoPackages: areas out of the binary that a row holds."""

import math
import struct
from collections.abc import Iterator

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.gis.features import MOST_POINTS, open_ring

_ENVELOPES = (0, 32, 48, 48, 64)
_POLYGON, _MULTIPOLYGON, _COLLECTION = 3, 6, 7
_DEEPEST = 4
_MOST_PARTS = 20_000


class BrokenShapeError(ValueError):
    """The bytes are no shape."""


def rings_of(blob: bytes) -> tuple[tuple[Ring, bool], ...]:
    """Rings with whether each is a hole; none of a shape without area. Raises BrokenShapeError."""
    if len(blob) < 8 or blob[:2] != b"GP":
        raise BrokenShapeError
    flags = blob[3]
    kind = (flags >> 1) & 7
    if kind >= len(_ENVELOPES):
        raise BrokenShapeError
    if flags & 0x10:  # an empty shape
        return ()
    return tuple(_Bytes(blob, 8 + _ENVELOPES[kind]).shape(0))


class _Bytes:
    """The bytes of one shape, read from the front; every count is held against what is left."""

    def __init__(self, blob: bytes, at: int) -> None:
        self._blob, self._at, self._order = blob, at, "<"

    def shape(self, depth: int) -> Iterator[tuple[Ring, bool]]:
        if depth > _DEEPEST:
            raise BrokenShapeError
        self._order = "<" if self._take(1)[0] == 1 else ">"
        code = self._number()
        if code & 0x20000000:  # the extended form writes the system's number too
            self._number()
        sizes = 2 + _dimensions(code)
        kind = code & 0xFFFF if code >= 0x10000 else code
        kind %= 1000
        if kind == _POLYGON:
            yield from self._polygon(sizes)
        elif kind in {_MULTIPOLYGON, _COLLECTION}:
            for _ in range(self._count(5)):
                yield from self.shape(depth + 1)

    def _polygon(self, sizes: int) -> Iterator[tuple[Ring, bool]]:
        for number in range(self._count(4)):
            points = self._count(8 * sizes, MOST_POINTS)
            flat = struct.unpack(f"{self._order}{points * sizes}d", self._take(8 * points * sizes))
            if not all(map(math.isfinite, flat[::sizes])) or not all(
                map(math.isfinite, flat[1::sizes])
            ):
                raise BrokenShapeError
            ring = open_ring(tuple(zip(flat[::sizes], flat[1::sizes], strict=True)))
            if points and len(ring) < 3:
                raise BrokenShapeError
            if points:
                yield ring, number > 0

    def _count(self, each: int, most: int = _MOST_PARTS) -> int:
        """How many follow, of at least `each` bytes."""
        count = self._number()
        if count > most or count * each > len(self._blob) - self._at:
            raise BrokenShapeError
        return count

    def _number(self) -> int:
        (number,) = struct.unpack(f"{self._order}I", self._take(4))
        return int(number)

    def _take(self, size: int) -> bytes:
        part = self._blob[self._at : self._at + size]
        if len(part) < size:
            raise BrokenShapeError
        self._at += size
        return part


def _dimensions(code: int) -> int:
    """How many numbers a point has beside x and y: in both spellings of the format."""
    extended = bool(code & 0x80000000) + bool(code & 0x40000000)
    return extended or (0, 1, 1, 2)[min((code & 0xFFFF) // 1000, 3)]
