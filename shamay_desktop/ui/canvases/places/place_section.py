"""Where the property is: typed or pasted in whichever system, copied, opened on the map."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.maps.layer_systems import System
from shamay_desktop.i18n.isolates import isolate_left_to_right
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.places.links import Open, open_in_browser
from shamay_desktop.ui.canvases.places.said import came_by, pair
from shamay_desktop.ui.canvases.places.section import Section, editor, say, side_by_side, words
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.places.placing import (
    EAST,
    LATITUDE,
    LONGITUDE,
    NORTH,
    KnownPlace,
    place_of,
    read_place,
    taking_place,
)

_PATHS = (EAST, NORTH, LATITUDE, LONGITUDE)


class PlaceSection(Section):
    """What is typed is kept with Enter, and says in which system it was."""

    edited = Signal(object)
    place_changed = Signal(object)
    """KnownPlace of the subject, or None."""

    def __init__(self, context: PageContext, open_link: Open = open_in_browser) -> None:
        super().__init__(context.texts, "place")
        self._context, self._open_link = context, open_link
        self._case: Case | None = None
        self._told: tuple[object, ...] = ()
        self.place: KnownPlace | None = None
        texts = context.texts
        self.typed = editor(texts, "typed_place")
        self.typed.setToolTip(texts("places.typed_place_tip"))
        self.typed.returnPressed.connect(self.take)
        self.keep = action(texts, "places-keep-place", "places.keep_place")
        self.keep.clicked.connect(self.take)
        self.typed.setReadOnly(context.read_only)
        self.keep.setEnabled(not context.read_only)
        self.grid, self.degrees, self.how = words("ink"), words("ink"), words()
        self.problem = words("error")
        self.copy_grid = action(texts, "places-copy-grid", "places.copy_grid", "copy", "flat")
        self.copy_degrees = action(
            texts, "places-copy-degrees", "places.copy_degrees", "copy", "flat"
        )
        self.link = action(texts, "places-link", "places.link", "link", "flat")
        self.copy_grid.clicked.connect(lambda: self._copy("itm_text"))
        self.copy_degrees.clicked.connect(lambda: self._copy("degrees_text"))
        self.link.clicked.connect(self.open_map)
        self.column.addWidget(side_by_side(self.typed, self.keep))
        for part in (self.problem, self.grid, self.degrees, self.how):
            self.column.addWidget(part)
        self.column.addWidget(side_by_side(self.copy_grid, self.copy_degrees))
        self.column.addWidget(side_by_side(self.link))
        self._show(None)

    def show_case(self, case: Case) -> None:
        """Show the subject's place as it stands now."""
        self._case = case
        told = tuple(case.text(path) for path in _PATHS)
        if told == self._told:
            return
        self._told = told
        context = self._context
        context.tasks.run(
            place_of, context.services, case, owner=self, lane="work", on_done=self._on_stood,
            on_failed=self._on_failed,
        )  # fmt: skip

    def take(self) -> None:
        """Read what is typed, and make it the subject's place."""
        context, text = self._context, self.typed.text().strip()
        if not text or context.read_only:
            return
        context.tasks.run(
            read_place, context.services, text, owner=self, lane="work",
            on_done=self._on_read, on_failed=self._on_failed,
        )  # fmt: skip

    def open_map(self) -> None:
        """The government's map in the browser, at the subject's place."""
        if self.place is not None:
            self._open_link(self.place.link)

    def _on_read(self, place: KnownPlace) -> None:
        if self._case is None:
            return
        texts = self._context.texts
        source = texts(f"places.source.{place.system}")
        day = self._context.services.clock.today().isoformat()
        changes = taking_place(self._case, place, source=source, day=day)
        self.typed.clear()
        self._show(place)
        if changes:
            self.edited.emit(changes)

    def _on_stood(self, place: KnownPlace | None) -> None:
        """What stands in the case; of a place that was just read, how it came stays said."""
        now = self.place
        if now is None or place is None or (now.east, now.north) != (place.east, place.north):
            self._show(place)

    def _on_failed(self, problem: ShamayError) -> None:
        theme.set_problem(self.typed, "error")
        say(self.problem, error_words(self._context.texts, problem))

    def _show(self, place: KnownPlace | None) -> None:
        texts = self._context.texts
        self.place = place
        say(self.problem, "")
        theme.set_problem(self.typed, "")
        for button in (self.copy_grid, self.copy_degrees, self.link):
            button.setEnabled(place is not None)
        if place is None:
            say(self.grid, texts("places.no_place"), "muted")
            say(self.degrees, "")
            say(self.how, "")
        else:
            grid = pair(float(place.east), float(place.north))
            say(self.grid, texts("places.grid", pair=grid), "ink")
            degrees = isolate_left_to_right(place.degrees_text)
            say(self.degrees, texts("places.degrees", pair=degrees))
            by = texts("places.degrees_by", transform=isolate_left_to_right(place.degrees_by))
            said = "" if place.system is System.ITM else came_by(texts, place)
            say(self.how, f"{said} {by}".strip())
        self.place_changed.emit(place)

    def _copy(self, name: str) -> None:
        if self.place is not None:
            QGuiApplication.clipboard().setText(getattr(self.place, name))
