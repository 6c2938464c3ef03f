"""ZIP files for tests: as messengers and systems make them, and hostile ones."""

import struct
import zipfile
import zlib
from pathlib import Path


def made_zip(target: Path, files: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """A plain archive of these names and contents."""
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def raw_zip(
    target: Path, entries: list[tuple[bytes, bytes]], *, flags: int = 0, extra: bytes = b"",
    mode: int = 0, size: int | None = None,
) -> Path:  # fmt: skip
    """Entries (names as bytes) written by hand, so that flags, extras and sizes may lie."""
    body, directory = b"", b""
    for name, content in entries:
        packed = zlib.compress(content)[2:-4]
        stated = len(content) if size is None else size
        sums = struct.pack("<LLL", zlib.crc32(content), len(packed), stated)
        common = struct.pack("<HHHHH", 20, flags, 8, 0, 33)
        place = len(body)
        body += b"PK\3\4" + common + sums + struct.pack("<HH", len(name), len(extra))
        body += name + extra + packed
        directory += b"PK\1\2" + struct.pack("<H", 3 << 8 | 20) + common + sums
        directory += struct.pack("<HHHHHLL", len(name), len(extra), 0, 0, 0, mode << 16, place)
        directory += name + extra
    end = struct.pack("<HHHHLLH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    target.write_bytes(body + directory + b"PK\5\6" + end)
    return target


def unicode_path(raw: bytes, name: str) -> bytes:
    """Info-ZIP's extra field that names an entry in UTF-8."""
    content = b"\1" + struct.pack("<L", zlib.crc32(raw)) + name.encode()
    return struct.pack("<HH", 0x7075, len(content)) + content
