"""Small pictures for lists: asked for when first seen, made off the UI thread, a few at a time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.report_content import PictureFile
from shamay_desktop.ui.tasks import Tasks

IN_FLIGHT = 2
KEPT = 400
WAITING = 300

Make = Callable[[Hashable], PictureFile]


def read_fitted(picture: PictureFile, side: int) -> QImage:
    """The picture file as an image of at most `side` pixels either way; runs in any thread.

    Raises Refused(`file_broken`).
    """
    reader = QImageReader(picture.path)
    size = QSize(picture.width, picture.height)
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Refused("file_broken", file=Path(picture.path).name)
    return image


class LazyPictures(QObject):
    """Pictures by key. What one painting asked for last is made first, in its order: it is seen."""

    arrived = Signal(object)
    """The key of a picture that is there now, or that there will be none for."""

    def __init__(
        self,
        tasks: Tasks,
        make: Make,
        side: int,
        parent: QObject | None = None,
        *,
        in_flight: int = IN_FLIGHT,
        kept: int = KEPT,
    ) -> None:
        """`kept` pictures stay in memory, the ones seen last."""
        super().__init__(parent)
        self._kept = kept
        self._tasks = tasks
        self._make = make
        self._side = side
        self._there: OrderedDict[Hashable, QPixmap | None] = OrderedDict()
        self._in_flight = in_flight
        self._waiting: list[Hashable] = []
        self._place = 0
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn_ended)
        self._under_way: set[Hashable] = set()

    def get(self, key: Hashable) -> QPixmap | None:
        """The picture, or None until `arrived` says that it is there."""
        if key in self._there:
            self._there.move_to_end(key)
            return self._there[key]
        if key not in self._under_way:
            if key in self._waiting:
                self._place -= self._waiting.index(key) < self._place
                self._waiting.remove(key)
            self._waiting.insert(self._place, key)
            self._place += 1
            self._turn.start()
        return None

    def known(self, key: Hashable) -> QPixmap | None:
        """The picture if it is there; it is not asked for."""
        return self._there.get(key)

    def has_none(self, key: Hashable) -> bool:
        """Whether making it failed."""
        return key in self._there and self._there[key] is None

    def _on_turn_ended(self) -> None:
        self._place = 0
        del self._waiting[WAITING:]
        self._start()

    def _start(self) -> None:
        while self._waiting and len(self._under_way) < self._in_flight:
            key = self._waiting.pop(0)
            self._place = max(self._place - 1, 0)
            self._under_way.add(key)
            self._tasks.run(
                self._read,
                key,
                owner=self,
                on_done=partial(self._on_read, key),
                on_failed=partial(self._on_failed, key),
                on_cancelled=partial(self._under_way.discard, key),
                lane="work",
            )

    def _read(self, key: Hashable) -> QImage:
        return read_fitted(self._make(key), self._side)

    def _on_read(self, key: Hashable, image: QImage) -> None:
        self._keep(key, QPixmap.fromImage(image))

    def _on_failed(self, key: Hashable, _error: ShamayError) -> None:
        self._keep(key, None)

    def _keep(self, key: Hashable, pixmap: QPixmap | None) -> None:
        self._under_way.discard(key)
        self._there[key] = pixmap
        while len(self._there) > self._kept:
            self._there.popitem(last=False)
        self._start()
        self.arrived.emit(key)
