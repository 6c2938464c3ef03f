"""ZIP in the limited process: what lies in it, and its files unpacked under names of ours.

No name of the archive is ever a path here: an entry is written to the place that the parent says.
"""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NoReturn
from zipfile import ZipFile, ZipInfo

from shamay_desktop.domain.drawing_names import is_drawing_file
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.usecases.user_file import open_user_file

MOST_ENTRIES = 10_000
LARGEST_ENTRY = 200 * 1024 * 1024
LARGEST_TOTAL = 1000 * 1024 * 1024
MOST_TIMES = 100
"""How many times larger than packed: photos and PDFs hardly shrink, bombs do by thousands."""

_SMALL = 1024 * 1024
"""Below this nothing is a bomb, however well it packs."""

_PIECE = 1024 * 1024
_START = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_ENCRYPTED = 0x1
_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_HIDDEN = frozenset({"__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_OFFICE = frozenset({"[content_types].xml", "mimetype", "androidmanifest.xml"})
_NO_EVIDENCE = frozenset(
    {"txt", "vcf", "ics", "json", "html", "htm", "csv", "xml", "md", "db", "log",
     "opus", "ogg", "m4a", "mp3", "aac", "amr", "wav",
     "mp4", "mov", "3gp", "avi", "mkv", "webm", "gif"}
)  # fmt: skip
"""Endings of what comes along in a messenger's export: the chat, voice notes, films, contacts."""

_ARCHIVES = frozenset({"zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz"})
_TORN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError,
)  # fmt: skip
_STICKER = "stk-"
_HEBREW_862 = range(0x80, 0x9B)
_HEBREW_1255 = range(0xE0, 0xFB)


def entries(path: str) -> list[dict[str, object]] | None:
    """Number, name, size and problem (a code with facts) of each file; None when it is no ZIP.

    Raises Refused as `usecases.ports.Inspector.archive` says.
    """
    file = Path(path)
    if not _is_zip(file):
        return None
    with _opened(file) as archive:
        infos = archive.infolist()
        if any(info.filename.casefold() in _OFFICE for info in infos):
            return None  # a text document, a table or a program, which are ZIPs too
        _check(infos, file.stat().st_size)
        found = []
        for number, info in enumerate(infos):
            name = _name(info)
            if not info.is_dir() and not _is_hidden(name):
                shown = str(clean_file_name(PurePosixPath(name.replace("\\", "/")).name))
                problem = _problem(info, name)
                found.append(
                    {"number": number, "name": shown, "size": info.file_size, "problem": problem}
                )
        return found


def unpack(path: str, numbers: list[int], folder: str) -> list[list[object]]:
    """Write entries to `folder`/<number>, which is made; answers [number, code or None] of each."""
    answers: list[list[object]] = []
    Path(folder).mkdir(mode=0o700, exist_ok=True)
    with _opened(Path(path)) as archive:
        infos = archive.infolist()
        for number in numbers:
            target = Path(folder, str(number))
            try:
                _write(archive, infos[number], target)
                answers.append([number, None])
            except Refused as refused:
                target.unlink(missing_ok=True)
                answers.append([number, refused.code])
    return answers


def _is_zip(path: Path) -> bool:
    try:
        with open_user_file(path) as file:
            head = file.read(len(_START))
    except ShamayError:
        return False  # it is looked at like any file, and refused in the same words
    return head in {_START, _EMPTY}


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(path) as archive:
            yield archive
    except (
        zipfile.BadZipFile,
        struct.error,
        UnicodeError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise Refused("archive_broken") from error


def _check(infos: list[ZipInfo], packed: int) -> None:
    """Raises Refused for what holds for the archive as a whole."""
    if len(infos) > MOST_ENTRIES:
        raise Refused("archive_too_many_files", n=len(infos), limit=MOST_ENTRIES)
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Refused("archive_encrypted")
    total = sum(info.file_size for info in infos)
    if total > _SMALL and total > MOST_TIMES * packed:
        raise Refused("archive_bomb", limit=MOST_TIMES)
    if total > LARGEST_TOTAL:
        size, limit = total // _SMALL, LARGEST_TOTAL // _SMALL
        raise Refused("archive_too_large", size=size, limit=limit)
    if sum(info.compress_size for info in infos) > packed:
        raise Refused("archive_bomb", limit=MOST_TIMES)  # entries lie over each other


def _problem(info: ZipInfo, name: str) -> list[object] | None:
    """[code, facts] of an entry that is not to be unpacked."""
    path = PurePosixPath(name.replace("\\", "/"))
    return _problem_of_name(info, name, path) or _problem_of_size(info)


def _problem_of_name(info: ZipInfo, name: str, path: PurePosixPath) -> list[object] | None:
    mode, ending = info.external_attr >> 16, path.suffix.lstrip(".").casefold()
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return ["archive_link", {}]
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\0" in info.filename:
        return ["archive_name_outside", {}]
    if ending in _ARCHIVES:
        return ["archive_nested", {}]
    if is_drawing_file(path.name):
        return None
    if ending in _NO_EVIDENCE or path.name.casefold().startswith(_STICKER):
        return ["archive_passed", {}]
    return None


def _problem_of_size(info: ZipInfo) -> list[object] | None:
    if info.file_size == 0:
        return ["file_empty", {}]
    if info.file_size > LARGEST_ENTRY:
        size, limit = info.file_size // _SMALL, LARGEST_ENTRY // _SMALL
        return ["file_too_large", {"size": size, "limit": limit}]
    if info.file_size > max(_SMALL, MOST_TIMES * info.compress_size):
        return ["archive_bomb", {"limit": MOST_TIMES}]
    return None


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(
        part.casefold() in _HIDDEN or (part.startswith((".", "~$")) and part != "..")
        for part in parts
    )


def _name(info: ZipInfo) -> str:
    """The name as its author wrote it: told by the flag or an extra field, else guessed."""
    if info.flag_bits & _UTF8:
        return info.filename
    raw = info.orig_filename.encode("cp437", errors="replace")
    stated = _unicode_path(info.extra, raw)
    if stated is not None:
        return stated
    return _guessed(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Info-ZIP's field: a version, the CRC of the plain name, the name in UTF-8."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        content, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(content) > 5:
            if struct.unpack_from("<L", content, 1)[0] != zlib.crc32(raw):
                return None
            return content[5:].decode(errors="replace")
    return None


def _guessed(raw: bytes) -> str:
    """UTF-8 without its flag (macOS), else Hebrew of DOS or of Windows, else what ZIP says."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        high = [byte for byte in raw if byte >= 0x80]
    for letters, encoding in ((_HEBREW_862, "cp862"), (_HEBREW_1255, "cp1255")):
        if all(byte in letters for byte in high):
            return raw.decode(encoding, errors="replace")
    return raw.decode("cp437")


def _write(archive: ZipFile, info: ZipInfo, target: Path) -> None:
    """Write one entry, counting what really comes. Raises Refused; OSError is the disk's."""
    if _problem(info, _name(info)) is not None:
        _refuse()
    target.unlink(missing_ok=True)  # a process that died in the midst of the same work left it
    with target.open("xb") as file:
        written = 0
        for piece in _inflated(archive, info):
            written += len(piece)
            if written > info.file_size:
                _refuse()
            file.write(piece)


def _inflated(archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    """An entry's content, piece by piece. Raises Refused; OSError is the disk's."""
    try:
        with archive.open(info) as packed:
            while piece := packed.read(_PIECE):
                yield piece
    except MemoryError as error:  # LZMA asks at once for as much as its entry says
        raise Refused("file_too_heavy") from error
    except _TORN as error:
        raise Refused("archive_broken") from error  # wrong sums, unknown packing, cut
    except OSError as error:
        if error.errno is not None:
            raise
        raise Refused("archive_broken") from error  # what bz2 says of torn content


def _refuse() -> NoReturn:
    raise Refused("archive_broken")
