"""The port `LayerFiles`: layers and map files, read in a limited process; indexes on the disk."""

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.domain.maps.parcel_layers import LayerFacts, LayerParcel
from shamay_desktop.gis.features import LARGEST, THOUSAND
from shamay_desktop.gis.layer_answers import drawn_of, facts_of, map_facts_of, parcels_of
from shamay_desktop.usecases.places_ports import Box, DrawnMap, MapFileFacts
from shamay_desktop.usecases.ports import Cancelled, Progress

TASKS = "shamay_desktop.gis.worker_tasks"
INDEX_SECONDS, ASK_SECONDS = 900, 60
VERSION = 1
"""Of the index: one of another version is not found, and made anew."""

MOST_INDEXES = 12
"""The ones that were longest not asked go."""

_PARTS = (".dbf", ".cpg", ".prj")
_MEGABYTE = 1024 * 1024


class Workers(Protocol):
    """The limited process, as layers need it."""

    def run(
        self,
        task: str,
        *arguments: object,
        file_name: str,
        timeout: int = ...,
        cancelled: Callable[[], bool] = ...,
    ) -> object:
        """Run a task on a file."""
        ...


class LimitedLayers:
    """Callable from any thread. `folder` holds the indexes and may be deleted at any time."""

    def __init__(self, workers: Workers, folder: Path) -> None:
        self._workers, self._folder = workers, folder

    def facts(
        self, path: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> LayerFacts:
        """As the port says."""
        return facts_of(self._asked(path, "facts", (), on_progress, cancelled), _shown(path))

    def find(
        self,
        path: Path,
        gush: str,
        helka: str = "",
        suffix: str = "",
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Sequence[LayerParcel]:
        """As the port says."""
        answer = self._asked(path, "find", (gush, helka, suffix), on_progress, cancelled)
        return parcels_of(answer, _shown(path))

    def around(
        self,
        path: Path,
        box: Box,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Sequence[LayerParcel]:
        """As the port says."""
        return parcels_of(self._asked(path, "around", box, on_progress, cancelled), _shown(path))

    def map_facts(self, path: Path) -> MapFileFacts:
        """As the port says."""
        _check(path)
        return map_facts_of(self._run("map_facts", str(path.absolute()), path=path), _shown(path))

    def map_picture(
        self, path: Path, target: Path, centre: Point, zoom: int, width: int, height: int
    ) -> DrawnMap:
        """As the port says."""
        _check(path)
        given = (str(path.absolute()), str(target), *centre, zoom, width, height)
        return drawn_of(self._run("map_picture", *given, path=path), _shown(path))

    def place_in_itm(self, system: System, x: float, y: float) -> Point:
        """As the port says."""
        from shamay_desktop.gis.systems import to_itm

        return to_itm(system, [(x, y)])[0]

    def name_of(self, system: System) -> str:
        """As the port says."""
        from shamay_desktop.gis.systems import TRANSFORMS

        return TRANSFORMS.get(system, "")

    def _asked(
        self,
        path: Path,
        task: str,
        given: tuple[object, ...],
        on_progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> object:
        target = self._folder / f"{_mark(path)}.sqlite3"
        stop = cancelled or _never
        if not target.is_file():
            self._index(path, target, on_progress, stop)
        os.utime(target)
        return self._run(task, str(target), *given, path=path, cancelled=stop)

    def _index(
        self, path: Path, target: Path, on_progress: Progress | None, stop: Cancelled
    ) -> None:
        _make(self._folder)
        self._forget()
        progress = target.with_suffix(".far")
        self._run(
            "index", str(path.absolute()), str(target), path=path, timeout=INDEX_SECONDS,
            cancelled=_watched(progress, on_progress, stop),
        )  # fmt: skip
        progress.unlink(missing_ok=True)

    def _forget(self) -> None:
        """Old indexes, and what a process that was ended left behind."""
        import shutil

        for each in self._folder.iterdir():
            if each.suffix in {".half", ".far"}:
                each.unlink(missing_ok=True)
            elif each.is_dir():
                shutil.rmtree(each, ignore_errors=True)
        kept = sorted(self._folder.glob("*.sqlite3"), key=lambda each: each.stat().st_mtime)
        for each in kept[: -MOST_INDEXES + 1]:
            each.unlink(missing_ok=True)

    def _run(
        self,
        task: str,
        *given: object,
        path: Path,
        timeout: int = ASK_SECONDS,
        cancelled: Cancelled | None = None,
    ) -> object:
        return self._workers.run(
            task, *given, file_name=_shown(path), timeout=timeout, cancelled=cancelled or _never
        )


def _never() -> bool:
    return False


def _mark(path: Path) -> str:
    """Another one whenever the file, or a part beside it, is another."""
    facts = [str(path.absolute()), str(VERSION), *_check(path)]
    if path.suffix.lower() in {".shp", ".shx", *_PARTS}:
        for part in (".shp", *_PARTS):
            for each in (path.with_suffix(part), path.with_suffix(part.upper())):
                if each.is_file():
                    facts += _check(each)
    return hashlib.sha256("\0".join(facts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _check(path: Path) -> tuple[str, str]:
    """Size and time of an ordinary file; Refused in the words of any file."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise Refused("file_missing", file=_shown(path)) from error
    except OSError as error:
        raise Refused("file_unreadable", file=_shown(path)) from error
    if stat.S_ISDIR(found.st_mode):
        raise Refused("file_is_folder", file=_shown(path))
    if not stat.S_ISREG(found.st_mode):
        raise Refused("file_kind_unsupported", file=_shown(path))
    if found.st_size == 0:
        raise Refused("file_empty", file=_shown(path))
    if found.st_size > LARGEST:
        size, limit = -(-found.st_size // _MEGABYTE), LARGEST // _MEGABYTE
        raise Refused("file_too_large", file=_shown(path), size=size, limit=limit)
    return str(found.st_size), str(found.st_mtime_ns)


def _shown(path: Path) -> str:
    return str(clean_file_name(path.name))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorldFailed("home_unwritable", folder=str(folder), reason=reason) from error


def _watched(progress: Path, on_progress: Progress | None, stop: Cancelled) -> Callable[[], bool]:
    """Asked many times while the process works: tells progress, says whether to stop."""
    told = 0

    def asked() -> bool:
        nonlocal told
        if on_progress is not None and (far := _far(progress)) > told:
            told = far
            on_progress(told, THOUSAND)
        return stop()

    return asked


def _far(progress: Path) -> int:
    try:
        text = progress.read_text(encoding="ascii")
    except (OSError, UnicodeError):
        return 0
    return min(int(text), THOUSAND) if text.isdecimal() and len(text) < 5 else 0
