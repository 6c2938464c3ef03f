"""The report's pages as a reviewer points at them: a click or a key takes a block."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.reading.page_text import Box
from shamay_desktop.domain.report_edits.recognizing import known_key
from shamay_desktop.domain.report_places import BlockPlace, places_of
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.page_source import PageSource
from shamay_desktop.ui.canvases.page_viewer import PageViewer
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.report.previewing import Preview, preview_page
from shamay_desktop.usecases.services import Services

CLICK = 4
"""Pixels that a hand may move between press and release of one click."""


def box_of(place: BlockPlace) -> Box:
    """The place as the viewer lights it."""
    return place.x, place.y, place.x + place.width, place.y + place.height


def places_known(preview: Preview, key: str) -> tuple[BlockPlace, ...]:
    """Where a block stands on the pages, by the key that it has or had."""
    found = places_of(preview.places, key)
    if found or not key:
        return found
    return places_of(preview.places, known_key(preview.arranged.content, key))


class BlockPages(PageViewer):
    """A viewer of a preview. A taken block is lit; blocks with open comments are marked."""

    block_taken = Signal(str)
    """The key of the block."""

    def __init__(
        self, services: Services, tasks: Tasks, texts: Texts, parent: QWidget | None = None
    ) -> None:
        super().__init__(tasks, texts, parent)
        self._services = services
        self._places: tuple[BlockPlace, ...] = ()
        self.preview: Preview | None = None
        self._known: dict[str, tuple[BlockPlace, ...]] = {}
        self._asked: frozenset[str] = frozenset()
        self._marked: frozenset[str] = frozenset()
        self._pressed: QPoint | None = None
        self.block = ""
        self.canvas.viewport().installEventFilter(self)
        self.page_shown.connect(self._on_page_ready)

    @property
    def places(self) -> tuple[BlockPlace, ...]:
        """Where the blocks stand."""
        return self._places

    def show_preview(self, preview: Preview, name: str) -> None:
        """Show the pages of a report."""
        self.preview = preview
        self._places = preview.places
        self._known.clear()
        self._mark_known()
        picture = partial(preview_page, self._services, preview)
        self.show_source(PageSource(name, preview.pages, picture), self.page or 1)

    def mark(self, keys: frozenset[str]) -> None:
        """Mark blocks that something is said of, by the keys that they have or had."""
        self._asked = keys
        self._mark_known()
        self._show_marks()

    def take(self, key: str) -> bool:
        """Take a block and show it, by the key that it has or had; whether it stands there."""
        found = self._places_known(key)
        if not found:
            return False
        self.block = found[0].key
        page = found[0].page
        boxes = [box_of(place) for place in found if place.page == page]
        self.go(page, boxes)
        return True

    def step(self, way: int) -> None:
        """Take the next block (1) or the one before (-1); the first one of the page at first."""
        keys = list(dict.fromkeys(place.key for place in self._places))
        if not keys:
            return
        if self.block in keys:
            place = min(max(keys.index(self.block) + way, 0), len(keys) - 1)
        else:
            place = next((keys.index(each.key) for each in self._places if each.page == self.page),
                         0)  # fmt: skip
        if self.take(keys[place]):
            self.block_taken.emit(keys[place])

    def printing(self, path: str) -> str:
        """The key of the first block that prints a field, "" when none does."""
        head = path.partition("/")[0]
        wanted = [f"line:{head}", f"words:{head}", f"list:{head}", f"table:{head}"]
        keys = [place.key for place in self._places]
        exact = next((key for key in wanted if key in keys), "")
        further = tuple(f":{head}{sign}" for sign in "@#/")
        return exact or next((key for key in keys if any(each in key for each in further)), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press and release in one place is a click on a block; a drag moves the page."""
        if isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            spot = event.position().toPoint()
            if event.type() is QEvent.Type.MouseButtonPress:
                self._pressed = spot
            elif event.type() is QEvent.Type.MouseButtonRelease and self._pressed is not None:
                moved = (spot - self._pressed).manhattanLength()
                self._pressed = None
                if moved <= CLICK:
                    self._click(spot)
        return super().eventFilter(watched, event)

    def _click(self, spot: QPoint) -> None:
        if self.base is None:
            return
        for place in self._places:
            if place.page == self.page and self.canvas.place_of(box_of(place)).contains(spot):
                self.block = place.key
                self.canvas.marks.light([box_of(place)], flash=False)
                self.block_taken.emit(place.key)
                return

    def _places_known(self, key: str) -> tuple[BlockPlace, ...]:
        if self.preview is None:
            return ()
        if key not in self._known:
            self._known[key] = places_known(self.preview, key)
        return self._known[key]

    def _mark_known(self) -> None:
        found = (self._places_known(key) for key in self._asked)
        self._marked = frozenset(places[0].key for places in found if places)

    def _on_page_ready(self, _page: int) -> None:
        self._show_marks()

    def _show_marks(self) -> None:
        if self.base is None:
            return
        marked: Sequence[Box] = [
            box_of(place)
            for place in self._places
            if place.page == self.page and place.key in self._marked
        ]
        self.canvas.marks.show_hits(marked, ())
