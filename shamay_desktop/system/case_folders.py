"""Case folders on disk: `case.json` with exact numbers, and the files beside it."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing_names import is_drawing_file
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.system.durable import copy_durably, make_folders, write_durably
from shamay_desktop.usecases.file_ports import CaseFolder

_MB = 1024 * 1024
LARGEST_DESCRIPTION = 50 * _MB
_MOST_DIGITS = 1000
_SHOWN = 20
_TABLES = (".csv", ".xlsx", ".xls", ".html", ".htm", ".json")
_PLACES = ("documents", "photos", "maps", "plans")
_DRAWN = ("documents", "maps", "plans")


class DiskCaseFolders:
    """Reads and writes case folders; nothing of a foreign file but its name is read here."""

    def read(self, root: Path) -> CaseFolder:
        """The folder's description and files. Raises Refused by name."""
        if not root.is_dir():
            raise Refused("folder_missing", folder=str(root))
        try:
            return CaseFolder(
                root,
                _json(root / "case.json"),
                **{place: _files(root / place) for place in _PLACES},
                comparables=_comparables(root),
                drawings={
                    f"{place}/{path.name}": _json(path, f"{place}/{path.name}")
                    for place in _DRAWN
                    for path in sorted(_drawings(root / place))
                },
                unread=_unread(root),
            )
        except OSError as error:
            raise Refused("folder_unreadable", folder=str(root)) from error

    def drawing(self, path: Path, name: str) -> Mapping[str, object]:
        """The JSON of one drawing's file, which the person knows by its name. Raises Refused."""
        if not path.exists():
            raise Refused("file_missing", file=name)
        try:
            return _json(path, name)
        except Refused as problem:
            problem.facts["file"] = name
            raise

    def write(
        self,
        root: Path,
        description: Json,
        files: Mapping[str, Path],
        drawings: Mapping[str, Json],
    ) -> None:
        """Write to an empty or new folder, the description last: it says that all is there."""
        try:
            if root.exists() and (not root.is_dir() or any(root.iterdir())):
                raise Refused("folder_not_empty", folder=str(root))
            for name, source in files.items():
                make_folders((root / name).parent)
                copy_durably(source, root / name)
            make_folders(root)
        except OSError as error:
            raise WorldFailed("folder_not_writable", folder=str(root)) from error
        for name, drawing in drawings.items():
            write_durably(root / name, _text(drawing))
        write_durably(root / "case.json", _text(description))


def _text(told: Json) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _json(path: Path, drawing: str = "") -> Mapping[str, object]:
    """The JSON of a file; `drawing` is what is said to be broken where it is not `case.json`."""
    try:
        return _read(path)
    except Refused as problem:
        if drawing and problem.code != "file_too_large":
            reason = problem.facts.get("reason", problem.facts.get("field", ""))
            line = problem.facts.get("line", 0)
            raise Refused(
                "drawing_file_broken", file=drawing, line=line, reason=reason
            ) from problem
        raise


def _read(path: Path) -> Mapping[str, object]:
    if not path.exists():
        return {}
    if not path.is_file():  # reading a named pipe would wait for ever
        raise Refused("case_json_broken", line=0, reason=path.name)
    try:
        if path.stat().st_size > LARGEST_DESCRIPTION:
            raise _too_large(path)
        raw = json.loads(
            path.read_text(encoding="utf-8-sig"),
            parse_float=_decimal,
            parse_int=_whole,
            parse_constant=_refuse_constant,
            object_pairs_hook=_once,
        )
    except OSError as error:
        raise WorldFailed("disk_failed", file=path.name, reason=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused("case_json_broken", line=0, reason="UTF-8") from error
    except json.JSONDecodeError as error:
        raise Refused("case_json_broken", line=error.lineno, reason=error.msg) from error
    except RecursionError as error:
        raise Refused("case_json_broken", line=0, reason="nesting") from error
    if not isinstance(raw, dict):
        raise Refused("case_json_broken", line=1, reason="{}")
    return raw


def _too_large(path: Path) -> Refused:
    size = path.stat().st_size // _MB
    return Refused("file_too_large", file=path.name, size=size, limit=LARGEST_DESCRIPTION // _MB)


def _decimal(text: str) -> Decimal:
    """The exact number; one whose exponent no computer holds is refused like any other slip."""
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise Refused("case_json_broken", line=0, reason=text[:_SHOWN]) from error


def _whole(text: str) -> int:
    """A whole number; Python itself refuses to read one of thousands of digits."""
    if len(text) > _MOST_DIGITS:
        raise Refused("case_json_broken", line=0, reason=f"{text[:_SHOWN]}…")
    return int(text)


def _refuse_constant(name: str) -> object:
    raise Refused("case_json_broken", line=0, reason=name)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A key that stands twice would silently lose the first value: refused."""
    made: dict[str, object] = {}
    for key, value in pairs:
        if key in made:
            raise Refused("case_json_twice", field=key)
        made[key] = value
    return made


def _files(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    files = (path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    return tuple(sorted(path for path in files if path.suffix.casefold() != ".json"))


def _comparables(root: Path) -> tuple[Path, ...]:
    """The tables of comparables; what a file is follows from its content."""
    return tuple(
        sorted(
            path
            for path in root.glob("comparables.*")
            if path.is_file() and path.suffix.casefold() in _TABLES
        )
    )


def _unread(root: Path) -> tuple[str, ...]:
    """What lies in the folder and nothing reads: foreign files."""
    read = {*_PLACES, "case.json", *(path.name for path in _comparables(root))}
    beside = [path.name for path in root.iterdir() if path.name not in read]
    foreign = [
        f"{place}/{path.name}"
        for place in _PLACES
        for path in (root / place).glob("*")
        if path.suffix.casefold() == ".json"
        and not (place in _DRAWN and is_drawing_file(path.name))
    ]
    return tuple(sorted([name for name in beside if name[0] != "."] + foreign))


def _drawings(folder: Path) -> list[Path]:
    """What is drawn on papers that lie there."""
    return [path for path in folder.glob("*.json") if is_drawing_file(path.name)]
