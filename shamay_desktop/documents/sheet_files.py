"""Sheets of stored files, cached: the whole and tiles, made when wanted, given up when not.

`ab/<sha256>/v1-sheet-<page>-<dpi>-<width>x<height>-<dpi>-<levels>.<width>x<height>.jpg` and
`ab/<sha256>/v1-tiles-<page>-<dpi>/<level>-<column>-<row>.jpg`.
"""

import os
import re
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.disk import Disk
from shamay_desktop.documents.imaging.tile_grid import (
    chunk_shape,
    level_size,
    tile_edges,
    tile_name,
)
from shamay_desktop.documents.last_use import note_use
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.usecases.file_ports import TILE, SheetFacts
from shamay_desktop.usecases.limited_process import LimitedTasks
from shamay_desktop.usecases.ports import Cancelled

VERSION = "v1"
GRACE_SECONDS = 1.0
"""What nobody waits for goes on so long: most is done by then, and is wanted soon again."""

_GLANCE_SECONDS = 0.015
_TRIES = 3
_JPEG_END = b"\xff\xd9"
_NAME = re.compile(r"(\d{1,6})x(\d{1,6})-(\d{1,4})-(\d{1,2})\.(\d{1,5})x(\d{1,5})\.jpg")

Key = tuple[int, int, int]


class _Making:
    """One run of the limited process that makes tiles, and who waits for them."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.problem: Exception | None = None
        self.waiting = 0
        self._left_at = time.monotonic()

    def leave(self) -> None:
        """One waits no more."""
        self.waiting -= 1
        self._left_at = time.monotonic()

    def is_unwanted(self) -> bool:
        """Whether nobody has waited for a while."""
        return not self.waiting and time.monotonic() - self._left_at > GRACE_SECONDS

    def run(self, work: Callable[[], object], on_end: Callable[[], None]) -> None:
        """In a thread of its own: whoever waits may leave before it ends."""
        try:
            work()
        except Exception as problem:  # it is raised where somebody waits
            self.problem = problem
        finally:
            on_end()
            self.ended.set()


class SheetFiles:
    """The sheets of `Derived`. Each call raises what the worker does, WorldFailed of the disk and
    WorldFailed(`stored_file_missing`)."""

    def __init__(self, root: Path, store: FileStore, workers: LimitedTasks, disk: Disk) -> None:
        self._root = root
        self._store = store
        self._workers = workers
        self._disk = disk
        self._lock = threading.Lock()
        self._makings: dict[tuple[object, ...], _Making] = {}
        self._known: dict[tuple[str, int, int], SheetFacts] = {}

    def sheet(self, sha256: str, page: int, dpi: int) -> SheetFacts:
        """How large a sheet is; its whole is made with the first answer."""
        known = self._known.get((sha256, page, dpi))
        return known or self._whole(sha256, page, dpi)[0]

    def sheet_base(self, sha256: str, page: int, dpi: int) -> PictureFile:
        """The whole at the first level without tiles."""
        return self._whole(sha256, page, dpi)[1]

    def tile(
        self, sha256: str, page: int, dpi: int, key: Key, cancelled: Cancelled | None = None
    ) -> PictureFile:
        """A tile, as soon as it is made."""
        facts = self.sheet(sha256, page, dpi)
        _check(facts, key)
        folder = self._folder(sha256) / f"{VERSION}-tiles-{page}-{facts.dpi}"
        path = folder / tile_name(*key)
        if not _is_whole(path):
            self._wait_for(path, sha256, page, facts, key, cancelled or (lambda: False))
        note_use(folder)
        return PictureFile(str(path), *_size(facts, key))

    # -- inside ---------------------------------------------------------------------------

    def _whole(self, sha256: str, page: int, dpi: int) -> tuple[SheetFacts, PictureFile]:
        folder, stem = self._folder(sha256), f"{VERSION}-sheet-{page}-{dpi}-"
        found = _whole_in(folder, stem)
        if found is None:
            found = self._make_whole(sha256, page, dpi, folder / stem)
        else:
            note_use(Path(found[1].path))
        self._known[sha256, page, dpi] = found[0]
        return found

    def _make_whole(
        self, sha256: str, page: int, dpi: int, beginning: Path
    ) -> tuple[SheetFacts, PictureFile]:
        source = self._source(sha256)
        self._make_folder(beginning.parent)
        temporary = beginning.with_name(f".{uuid.uuid4().hex}.part")
        try:
            answer = self._workers.run(
                "sheet_whole", str(source), page, dpi, str(temporary), file_name=sha256[:12]
            )
            match answer:
                case [int(w), int(h), int(dots), int(levels), int(wide), int(high)]:
                    name = f"{beginning.name}{w}x{h}-{dots}-{levels}.{wide}x{high}.jpg"
                case _:
                    raise RuntimeError("the limited process answered with no sheet")
            target = beginning.with_name(name)
            self._disk.place(temporary, target)
            return SheetFacts(w, h, dots, levels), PictureFile(str(target), wide, high)
        finally:
            temporary.unlink(missing_ok=True)

    def _wait_for(
        self, path: Path, sha256: str, page: int, facts: SheetFacts, key: Key, cancelled: Cancelled
    ) -> None:
        source = self._source(sha256)
        self._make_folder(path.parent)
        path.unlink(missing_ok=True)  # half of one, left by a machine that stopped
        arguments = (str(source), page, facts.dpi, TILE, list(key), str(path.parent))
        name = sha256, page, facts.dpi, *_part(facts, key)
        for attempt in range(_TRIES):
            making = self._join(name, arguments, sha256[:12])
            try:
                while not _is_whole(path):
                    if making.ended.wait(_GLANCE_SECONDS):
                        break
                    if cancelled():
                        raise WorkCancelled
            finally:
                with self._lock:
                    making.leave()
            if _is_whole(path):
                return
            # One that others began may have been given up, or was past this tile when we came.
            last = attempt == _TRIES - 1 or cancelled()
            if last or not isinstance(making.problem, WorkCancelled | None):
                raise making.problem or Refused("file_broken", file=sha256[:12])

    def _join(
        self, name: tuple[object, ...], arguments: tuple[object, ...], file_name: str
    ) -> _Making:
        """The run that makes a part, begun when there is none."""
        with self._lock:
            making = self._makings.get(name)
            if making is None:
                making = self._makings[name] = _Making()
                self._begin(making, name, arguments, file_name)
            making.waiting += 1
            return making

    def _begin(
        self,
        making: _Making,
        name: tuple[object, ...],
        arguments: tuple[object, ...],
        file_name: str,
    ) -> None:
        def work() -> object:
            return self._workers.run(
                "sheet_tiles", *arguments, file_name=file_name, cancelled=making.is_unwanted
            )

        def forget() -> None:
            with self._lock:
                self._makings.pop(name, None)

        thread = threading.Thread(
            target=making.run, args=(work, forget), name="tiles-made", daemon=True
        )
        thread.start()

    def _source(self, sha256: str) -> Path:
        source = self._store.path(sha256)
        if not source.is_file():
            raise WorldFailed("stored_file_missing", file=sha256[:12])
        return source

    def _folder(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256

    def _make_folder(self, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._disk.failure(error, folder) from error


def _whole_in(folder: Path, stem: str) -> tuple[SheetFacts, PictureFile] | None:
    for path in folder.glob(f"{stem}*.jpg"):
        found = _NAME.fullmatch(path.name.removeprefix(stem))
        if found is not None and _is_whole(path):
            w, h, dots, levels, wide, high = map(int, found.groups())
            return SheetFacts(w, h, dots, levels), PictureFile(str(path), wide, high)
    return None


def _is_whole(path: Path) -> bool:
    """Whether a JPEG is there to its end: a machine that stopped may leave half of one."""
    try:
        with path.open("rb") as file:
            file.seek(-len(_JPEG_END), os.SEEK_END)
            return file.read() == _JPEG_END
    except OSError:
        return False


def _check(facts: SheetFacts, key: Key) -> None:
    """Raises ValueError for a tile that no sheet of this size has."""
    level, column, row = key
    if 0 <= level < facts.levels:
        width, height = level_size(facts.width, facts.height, level)
        if 0 <= column * TILE < width and 0 <= row * TILE < height:
            return
    raise ValueError(key)


def _size(facts: SheetFacts, key: Key) -> tuple[int, int]:
    """Pixels of a tile with its overlap."""
    level, column, row = key
    width, height = level_size(facts.width, facts.height, level)
    left, right = tile_edges(column, 1, TILE, width)
    top, bottom = tile_edges(row, 1, TILE, height)
    return right - left, bottom - top


def _part(facts: SheetFacts, key: Key) -> Key:
    """What is made in one go: a part of a page, a whole level of a picture."""
    level, column, row = key
    if not facts.dpi:
        return level, 0, 0
    across, down = chunk_shape(-(-level_size(facts.width, facts.height, level)[0] // TILE))
    return level, column // across, row // down
