"""Searching the words of a paper's pages, off the window's thread, and walking the hits."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.reading.page_text import Box
from shamay_desktop.domain.reading.searching import hits
from shamay_desktop.ui.canvases.find_bar import FindBar
from shamay_desktop.ui.canvases.page_words import PaperWords
from shamay_desktop.ui.tasks import Handle, Tasks
from shamay_desktop.usecases.ports import Cancelled

PAUSE_MS = 150

Place = tuple[int, tuple[Box, ...]]
"""A page and the place of a hit: a box for each line that it touches."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Where words stand in a paper, page by page, and the pages that nobody read yet."""

    places: tuple[Place, ...] = ()
    unread: tuple[int, ...] = ()


def search(
    words: PaperWords,
    wanted: str,
    on_progress: Callable[[int, int], None] | None = None,  # noqa: ARG001 — it is quick
    cancelled: Cancelled | None = None,
) -> Hits:
    """Every place of the wanted words. Runs in any thread; raises WorkCancelled."""
    places: list[Place] = []
    unread: list[int] = []
    for page in range(1, words.pages + 1):
        if cancelled is not None and cancelled():
            raise WorkCancelled
        text = words.page(page)
        if text is None or text.problem is not None:
            unread.append(page)
        if text is not None:
            places += [(page, boxes) for boxes in hits(text, wanted)]
    return Hits(tuple(places), tuple(unread))


class PageSearch(QObject):
    """Keeps the hits of the words in the line; says which one to go to."""

    shown = Signal()
    """The hits of the page that is shown are others."""

    go_asked = Signal(int, object)
    """Page and boxes of the hit to go to."""

    def __init__(self, bar: FindBar, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._tasks = tasks
        self._words: PaperWords | None = None
        self._page = 1
        self._handle: Handle | None = None
        self.hits = Hits()
        self.current: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._start)
        bar.changed.connect(lambda _words: self._pause.start())
        bar.step_asked.connect(self.step)

    def show_paper(self, words: PaperWords | None) -> None:
        """Another paper: what is searched for is looked for in it too."""
        self._words = words
        self._forget()
        if self._bar.isVisible() and words is not None:
            self._pause.start()

    def show_page(self, page: int) -> None:
        """The page that is looked at."""
        self._page = page

    def search_again(self) -> None:
        """More pages were read."""
        if self._bar.isVisible() and self._bar.words.text().strip():
            self._start(keep=True)

    def stop(self) -> None:
        """Nothing is searched for any more; the words stay in the line."""
        self._pause.stop()
        self._forget()

    def on_page(self, page: int) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
        """The boxes of a page's hits, and those of the one that was gone to."""
        boxes = tuple(box for at, parts in self.hits.places if at == page for box in parts)
        current = None if self.current is None else self.hits.places[self.current]
        return boxes, current[1] if current is not None and current[0] == page else ()

    def step(self, way: int) -> None:
        """Go to the next hit, or the one before; behind the last one comes the first."""
        if self._pause.isActive():
            self._pause.stop()
            self._start()
            return
        count = len(self.hits.places)
        if count:
            place = self._first_from_here() if self.current is None else self.current + way
            self._go(place % count)

    def _start(self, *, keep: bool = False) -> None:
        wanted = self._bar.words.text().strip()
        if self._handle is not None:
            self._handle.cancel()
        if not wanted or self._words is None:
            self._forget()
            return
        self._handle = self._tasks.run(
            search,
            self._words,
            wanted,
            owner=self,
            on_done=lambda hits: self._on_found(wanted, hits, keep=keep),
            on_failed=lambda _error: self._forget(),
            lane="work",
            progress=True,
        )

    def _on_found(self, wanted: str, hits: Hits, *, keep: bool) -> None:
        if wanted != self._bar.words.text().strip():
            return
        before = None if self.current is None else self.hits.places[self.current]
        self.hits, self.current = hits, None
        if keep:
            self.current = hits.places.index(before) if before in hits.places else None
            self._say()
        elif hits.places:
            self._go(self._first_from_here())
        else:
            self._say()

    def _first_from_here(self) -> int:
        pages = (
            number for number, (page, _box) in enumerate(self.hits.places) if page >= self._page
        )
        return next(pages, 0)

    def _go(self, place: int) -> None:
        self.current = place
        self._say()
        self.go_asked.emit(*self.hits.places[place])

    def _forget(self) -> None:
        self.hits, self.current = Hits(), None
        self._say()

    def _say(self) -> None:
        place = 0 if self.current is None else self.current + 1
        self._bar.show_count(place, len(self.hits.places), self.hits.unread)
        self.shown.emit()
