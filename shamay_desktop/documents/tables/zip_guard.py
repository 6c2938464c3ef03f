"""The outside of an Office file, looked at before anything in it is unpacked."""

import zipfile
import zlib
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import ZipFile, ZipInfo

from shamay_desktop.documents.tables.limits import TableLimits
from shamay_desktop.domain.errors import Refused

TORN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    KeyError, IndexError, ExpatError,
)  # fmt: skip
"""What reading a damaged archive, or damaged XML in it, raises."""

_MOST_ENTRIES = 10_000
_SMALL = 16 * 1024 * 1024
"""Below this nothing is a bomb, however well it packs: a sheet of like rows shrinks by hundreds."""

_ENCRYPTED = 0x1
_HEAD = 1024 * 1024
_MARKUP = (".xml", ".rels", ".vml")


def names_in(path: Path) -> frozenset[str]:
    """The entries of a ZIP. Raises Refused(`table_broken`)."""
    try:
        with ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except TORN as error:
        raise Refused("table_broken", row=1) from error


def check_archive(path: Path, limits: TableLimits) -> None:
    """Raises Refused(`table_bomb`, `table_entities`, `file_encrypted`, `table_broken`).

    No entry unpacks to more than it says: the reader of ZIPs stops there and finds it broken.
    """
    try:
        with ZipFile(path) as archive:
            infos = archive.infolist()
            _check_sizes(infos, limits)
            for info in infos:
                if info.filename.casefold().endswith(_MARKUP):
                    _check_head(archive, info)
    except TORN as error:
        raise Refused("table_broken", row=1) from error


def _check_sizes(infos: list[ZipInfo], limits: TableLimits) -> None:
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refused("file_encrypted")
    total = sum(info.file_size for info in infos)
    packed = max(sum(info.compress_size for info in infos), 1)
    grown = total > _SMALL and total > limits.times * packed
    if grown or total > limits.unpacked or len(infos) > _MOST_ENTRIES:
        raise Refused("table_bomb")
    if any(_is_bomb(info, limits) for info in infos):
        raise Refused("table_bomb")


def _is_bomb(info: ZipInfo, limits: TableLimits) -> bool:
    return info.file_size > _SMALL and info.file_size > limits.times * max(info.compress_size, 1)


def _check_head(archive: ZipFile, info: ZipInfo) -> None:
    """A definition of a type comes before everything else; no Office program writes one."""
    with archive.open(info) as part:
        head = part.read(_HEAD).replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Refused("table_entities")
