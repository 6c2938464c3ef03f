"""Tiles of a sheet: fetched off the UI thread, what is seen first, kept in bounded memory."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.ui.canvases.sheet_source import SheetSource, TileKey
from shamay_desktop.ui.tasks import Handle, Tasks
from shamay_desktop.usecases.ports import Cancelled

IN_FLIGHT = 2
"""Tiles that are fetched at a time: as many as there are limited processes."""

MOST_BYTES = 48 * 1024 * 1024
"""Of the tiles that are kept for a while; those that are seen now stay in any case."""

_TRIES = 2
_RETRY_MS = 1500


def read_picture(path: str) -> QImage:
    """A picture file as it is painted; any thread. Raises Refused(`file_broken`)."""
    reader = QImageReader(path)
    image = reader.read()
    if image.isNull():
        raise Refused("file_broken", file=Path(path).name)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def read_base(source: SheetSource) -> list[QImage]:
    """The whole sheet, and halves of it down to a stamp; any thread. Raises as the source does."""
    image = read_picture(source.base().path)
    images = [image]
    while max(image.width(), image.height()) > 256:
        half = QSize(-(-image.width() // 2), -(-image.height() // 2))
        image = image.scaled(
            half,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ).convertToFormat(QImage.Format.Format_RGB32)
        images.append(image)
    return images


def _read_tile(
    source: SheetSource, key: TileKey, *, on_progress: object, cancelled: Cancelled
) -> QImage:
    del on_progress
    return read_picture(source.tile(*key, cancelled).path)


class SheetTiles(QObject):
    """The tiles of the sheet that is shown now."""

    arrived = Signal(object)
    """The key of a tile that is there now."""

    failed = Signal(object)
    """ShamayError: a tile cannot be made. Said once a sheet; the coarser picture stays."""

    def __init__(
        self, tasks: Tasks, parent: QObject | None = None, *, most_bytes: int = MOST_BYTES
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._most_bytes = most_bytes
        self._source: SheetSource | None = None
        self._there: OrderedDict[TileKey, QPixmap] = OrderedDict()
        self.bytes = 0
        self._wanted: dict[TileKey, None] = {}
        self._under_way: dict[TileKey, Handle] = {}
        self._tries: dict[TileKey, int] = {}
        self._told = False
        self._again = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._again.timeout.connect(self._start)

    def show(self, source: SheetSource | None) -> None:
        """Another sheet, or none: whatever belongs to the one before is let go."""
        self.want(())
        for handle in self._under_way.values():
            handle.cancel()
        self._source = source
        self._there.clear()
        self._under_way.clear()
        self._tries.clear()
        self.bytes = 0
        self._told = False

    def get(self, key: TileKey) -> QPixmap | None:
        """The tile if it is there."""
        found = self._there.get(key)
        if found is not None:
            self._there.move_to_end(key)
        return found

    def has(self, keys: Iterable[TileKey]) -> bool:
        """Whether all of these are there."""
        return all(key in self._there for key in keys)

    def want(self, keys: Sequence[TileKey]) -> None:
        """What is to be there, most wanted first. What is being fetched and is no more wanted,
        is given up."""
        self._wanted = dict.fromkeys(keys)
        for key, handle in self._under_way.items():
            if key not in self._wanted:
                handle.cancel()
        self._bound()
        self._start()

    @property
    def keys(self) -> tuple[TileKey, ...]:
        """What is there, the longest unused first."""
        return tuple(self._there)

    @property
    def under_way(self) -> tuple[TileKey, ...]:
        """What is being fetched."""
        return tuple(self._under_way)

    def _start(self) -> None:
        if self._source is None:
            return
        for key in self._wanted:
            # One that was given up still holds its place until its thread has let go.
            if len(self._under_way) >= IN_FLIGHT:
                return
            if key in self._there or key in self._under_way or self._tries.get(key, 0) >= _TRIES:
                continue
            self._under_way[key] = self._tasks.run(
                _read_tile,
                self._source,
                key,
                owner=self,
                on_done=partial(self._on_read, self._source, key),
                on_failed=partial(self._on_failed, self._source, key),
                on_cancelled=partial(self._on_cancelled, self._source, key),
                lane="tiles",
                progress=True,
            )

    def _on_read(self, source: SheetSource, key: TileKey, image: QImage) -> None:
        if source is not self._source:
            return
        self._under_way.pop(key, None)
        self._there[key] = QPixmap.fromImage(image)
        self.bytes += image.sizeInBytes()
        self._bound()
        self.arrived.emit(key)
        self._start()

    def _on_failed(self, source: SheetSource, key: TileKey, problem: ShamayError) -> None:
        if source is not self._source:
            return
        self._under_way.pop(key, None)
        self._tries[key] = self._tries.get(key, 0) + 1
        if self._tries[key] < _TRIES:
            self._again.start()
        elif not self._told:
            self._told = True
            self.failed.emit(problem)
        self._start()

    def _on_cancelled(self, source: SheetSource, key: TileKey) -> None:
        if source is self._source:
            self._under_way.pop(key, None)
            self._start()

    def _bound(self) -> None:
        """Let go of what was not used for longest, but of nothing that is wanted."""
        if self.bytes <= self._most_bytes:
            return
        for key in tuple(self._there):
            if self.bytes <= self._most_bytes:
                return
            if key not in self._wanted:
                gone = self._there.pop(key)
                self.bytes -= gone.width() * gone.height() * 4
