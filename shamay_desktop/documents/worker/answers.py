"""Answers of the limited process rebuilt value by value: whatever does not fit is not believed."""

import re
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import FileFacts, FileKind
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.file_ports import ArchiveEntry, Look

_ZIP = b"PK"
_MEASURE = re.compile(r"[01]\.\d{3}", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,10})?", re.ASCII)


def may_be_archive(path: Path) -> bool:
    """Whether a file begins as a ZIP does: the process is asked about those alone."""
    try:
        if not path.is_file():  # reading a named pipe would wait for ever
            return False
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError:
        return False  # it is refused in the words of any file


def facts_of(found: object) -> FileFacts:
    """The facts of `tasks.inspect`."""
    match found:
        case {
            "kind": str(kind),
            "pages": int(pages),
            "width": int(width),
            "height": int(height),
            "orientation": int(orientation),
            "page_sizes": list(sizes),
            "taken_at": str() | None as taken_at,
            "latitude": str() | None as latitude,
            "longitude": str() | None as longitude,
            "likeness": str() | None as likeness,
            "sharpness": str() | None as sharpness,
            "brightness": str() | None as brightness,
        }:
            return FileFacts(
                FileKind(kind),
                pages,
                width,
                height,
                orientation,
                tuple((int(across), int(down)) for across, down in sizes),
                taken_at,
                _degrees(latitude),
                _degrees(longitude),
                likeness,
                _measure(sharpness),
                _measure(brightness),
            )
    return _disbelieve("facts")


def look_of(found: object, small: Path) -> Look:
    """The facts of `tasks.look`, and the picture when it made one."""
    facts = facts_of(found)
    match found:
        case {"small": [int(width), int(height)]}:
            return Look(facts, PictureFile(str(small), width, height))
    return Look(facts)


def entries_of(found: object) -> list[ArchiveEntry]:
    """The entries of `tasks.archive_entries`; their names are cleaned once more."""
    if not isinstance(found, list):
        _disbelieve("entries")
    return [_entry(each) for each in found]


def unpacked_of(found: object, folder: Path) -> dict[int, Path | Refused]:
    """What `tasks.archive_unpack` wrote: the places are ours, not the answer's."""
    if not isinstance(found, list):
        _disbelieve("files")
    files: dict[int, Path | Refused] = {}
    for each in found:
        match each:
            case [int(number), None]:
                files[number] = folder / str(number)
            case [int(number), str(code)]:
                files[number] = Refused(code)
            case _:
                _disbelieve("files")
    return files


def _entry(found: object) -> ArchiveEntry:
    match found:
        case {"number": int(number), "name": str(name), "size": int(size), "problem": problem}:
            return ArchiveEntry(number, str(clean_file_name(name)), size, _problem(problem))
    return _disbelieve("entries")


def _problem(found: object) -> Refused | None:
    match found:
        case None:
            return None
        case [str(code), dict(facts)]:
            return Refused(code, **{str(name): fact for name, fact in facts.items()})
    return _disbelieve("entries")


def _degrees(text: str | None) -> Decimal | None:
    if text is None:
        return None
    return Decimal(text) if _DEGREES.fullmatch(text) else _disbelieve("facts")


def _measure(text: str | None) -> Decimal | None:
    if text is None:
        return None
    return Decimal(text) if _MEASURE.fullmatch(text) else _disbelieve("facts")


def _disbelieve(what: str) -> NoReturn:
    raise RuntimeError(f"the limited process answered with something else than {what}")
