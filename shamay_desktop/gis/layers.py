"""The port `LayerFiles`: layers and map files, read in a limited process; indexes on the disk."""

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.domain.maps.parcel_layers import LayerFacts, LayerParcel
from shamay_desktop.gis.features import LARGEST
from shamay_desktop.gis.layer_answers import (
    FAR,
    drawn_of,
    facts_of,
    map_facts_of,
    parcels_of,
    progress_of,
)
from shamay_desktop.usecases.limited_process import LimitedTasks
from shamay_desktop.usecases.places_ports import Box, DrawnMap, MapFileFacts
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.user_file import check_user_file, open_user_file, shown_name

TASKS = "shamay_desktop.gis.worker_tasks"
INDEX_SECONDS, ASK_SECONDS = 900, 60
VERSION = 1
"""Of the index: one of another version is not found, and made anew."""

MOST_INDEXES = 12
"""The ones that were longest not asked go."""

_PARTS = (".dbf", ".cpg", ".prj")


class LimitedLayers:
    """Callable from any thread. `folder` holds the indexes and may be deleted at any time."""

    def __init__(self, workers: LimitedTasks, folder: Path) -> None:
        self._workers, self._folder = workers, folder

    def facts(
        self, path: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> LayerFacts:
        """As the port says."""
        return facts_of(self._asked(path, "facts", (), on_progress, cancelled), shown_name(path))

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
        return parcels_of(answer, shown_name(path))

    def around(
        self,
        path: Path,
        box: Box,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Sequence[LayerParcel]:
        """As the port says."""
        return parcels_of(
            self._asked(path, "around", box, on_progress, cancelled), shown_name(path)
        )

    def map_facts(self, path: Path) -> MapFileFacts:
        """As the port says."""
        check_user_file(path, LARGEST)
        return map_facts_of(
            self._run("map_facts", str(path.absolute()), path=path), shown_name(path)
        )

    def map_picture(
        self, path: Path, target: Path, centre: Point, zoom: int, width: int, height: int
    ) -> DrawnMap:
        """As the port says."""
        check_user_file(path, LARGEST)
        given = (str(path.absolute()), str(target), *centre, zoom, width, height)
        return drawn_of(self._run("map_picture", *given, path=path), shown_name(path))

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
        progress = progress_of(target)
        self._run(
            "index", str(path.absolute()), str(target), path=path, timeout=INDEX_SECONDS,
            cancelled=progress.watched(on_progress, stop),
        )  # fmt: skip
        progress.remove()

    def _forget(self) -> None:
        """Old indexes, and what a process that was ended left behind."""
        for each in self._folder.iterdir():
            if each.suffix in {".half", FAR}:
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
            task, *given, file_name=shown_name(path), timeout=timeout, cancelled=cancelled or _never
        )


def _never() -> bool:
    return False


def _mark(path: Path) -> str:
    """Another one whenever the file, or a part beside it, is another."""
    facts = [str(path.absolute()), str(VERSION), *_size_and_time(path)]
    if path.suffix.lower() in {".shp", ".shx", *_PARTS}:
        for part in (".shp", *_PARTS):
            for each in (path.with_suffix(part), path.with_suffix(part.upper())):
                if each.is_file():
                    facts += _size_and_time(each)
    return hashlib.sha256("\0".join(facts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _size_and_time(path: Path) -> tuple[str, str]:
    with open_user_file(path, LARGEST) as file:
        found = os.fstat(file.fileno())
    return str(found.st_size), str(found.st_mtime_ns)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorldFailed("home_unwritable", folder=str(folder), reason=reason) from error
