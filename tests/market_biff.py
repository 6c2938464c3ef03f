"""Writes a small binary .xls (BIFF8 in a compound file), which no library at hand writes."""

import struct
from collections.abc import Sequence
from datetime import date

BiffCell = str | int | float | bool | date | None
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_workbook(sheets: Sequence[tuple[str, Sequence[Sequence[BiffCell]]]]) -> bytes:
    """A workbook of named sheets."""
    return _compound(_workbook(sheets))


def _workbook(sheets: Sequence[tuple[str, Sequence[Sequence[BiffCell]]]]) -> bytes:
    bodies = [_sheet(rows) for _, rows in sheets]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    head += _record(0x0042, struct.pack("<H", 1200))
    head += _record(0x0022, struct.pack("<H", 0))
    for _ in range(5):
        head += _record(
            0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text8("Arial")
        )
    for form in (0, 14):  # general, a date
        head += _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, form, 1, 32, 0, 0, 0, 0, 0, 0x20C0))
    listed = sum(len(_bound(0, name)) for name, _ in sheets)
    end = _record(0x000A, b"")
    place = len(head) + listed + len(end)
    for (name, _), body in zip(sheets, bodies, strict=True):
        head += _bound(place, name)
        place += len(body)
    return head + end + b"".join(bodies)


def _sheet(rows: Sequence[Sequence[BiffCell]]) -> bytes:
    widest = max((len(row) for row in rows), default=0)
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    head += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, widest, 0))
    cells = [
        _cell(down, across, cell)
        for down, row in enumerate(rows)
        for across, cell in enumerate(row)
    ]
    return head + b"".join(cells) + _record(0x000A, b"")


def _cell(down: int, across: int, cell: BiffCell) -> bytes:
    if cell is None:
        return b""
    if isinstance(cell, bool):
        return _record(0x0205, struct.pack("<HHHBB", down, across, 0, cell, 0))
    if isinstance(cell, date):
        days = (cell - date(1899, 12, 30)).days
        return _record(0x0203, struct.pack("<HHHd", down, across, 1, days))
    if isinstance(cell, int | float):
        return _record(0x0203, struct.pack("<HHHd", down, across, 0, cell))
    return _record(0x0204, struct.pack("<HHH", down, across, 0) + _text16(cell))


def _bound(place: int, name: str) -> bytes:
    return _record(0x0085, struct.pack("<IBB", place, 0, 0) + _text8(name))


def _text8(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _text16(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream of that name."""
    return _compound(stream, name)


def _compound(stream: bytes, name: str = "Workbook") -> bytes:
    stream = stream.ljust(4096, b"\0")  # below that it would lie in the small stream
    sectors = -(-len(stream) // _SECTOR)
    tables = 1
    while (sectors + 1 + tables) > tables * 128:
        tables += 1
    directory, first = sectors, 0
    chain = [*range(1, sectors), _END, _END, *[_FAT] * tables]
    chain += [_FREE] * (tables * 128 - len(chain))
    fat_places = [sectors + 1 + number for number in range(tables)]
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6, b"\0" * 6,
        0, tables, directory, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    header += b"".join(struct.pack("<I", place) for place in fat_places).ljust(436, b"\xff")
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, first, len(stream))
    entries += _entry("", 0, _FREE, 0, 0) * 2
    return (
        header
        + stream.ljust(sectors * _SECTOR, b"\0")
        + entries
        + b"".join(struct.pack("<I", link) for link in chain)
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        text, len(text), kind, 1, _FREE, _FREE, child, b"\0" * 16, 0, 0, 0, start, size,
    )  # fmt: skip
