"""What a file is by its first bytes, whatever its name says."""

from pathlib import Path

from shamay_desktop.documents.user_file import open_user_file, shown_name
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileKind

_HEAD = 1024
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


def kind_of(path: Path) -> FileKind:
    """The kind by content. Raises Refused as `open_user_file` does, and
    `file_kind_heic`, `file_kind_unsupported`.
    """
    with open_user_file(path) as file:
        head = file.read(_HEAD)
    if head.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if b"%PDF-" in head:
        return FileKind.PDF
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        raise Refused("file_kind_heic", file=shown_name(path))
    raise Refused("file_kind_unsupported", file=shown_name(path))
