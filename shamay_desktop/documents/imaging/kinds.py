"""What a file is by its first bytes, whatever its name says."""

from pathlib import Path

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileKind
from shamay_desktop.usecases.user_file import open_user_file, shown_name

_HEAD = 1024
_STARTS = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\0", FileKind.TIFF),
    (b"MM\0*", FileKind.TIFF),
    (b"II+\0", FileKind.TIFF),
    (b"MM\0+", FileKind.TIFF),
)
_HEIC_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})


def kind_of(path: Path) -> FileKind:
    """The kind by content. Raises Refused as `open_user_file` does, and
    `file_kind_unsupported`.
    """
    with open_user_file(path) as file:
        kind = _kind(file.read(_HEAD))
    if kind is None:
        raise Refused("file_kind_unsupported", file=shown_name(path))
    return kind


def _kind(head: bytes) -> FileKind | None:
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return None if _is_avif(head) else FileKind.HEIC
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return FileKind.BMP
    return FileKind.PDF if b"%PDF-" in head else None


def _is_avif(head: bytes) -> bool:
    """A general brand (`mif1`) whose further brands name only the coding that we do not read."""
    brands = head[16 : int.from_bytes(head[:4], "big")]
    return b"avif" in brands and b"hei" not in brands
