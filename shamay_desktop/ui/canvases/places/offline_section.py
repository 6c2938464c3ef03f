"""A map file of tiles: a picture of a place is drawn from it, and lies on the earth at once."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.maps.gestures import adding_picture
from shamay_desktop.domain.maps.pictures import MapPicture
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui.canvases.places.section import Section, say, side_by_side, words
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.places.offline import add_map_picture
from shamay_desktop.usecases.places.placing import KnownPlace
from shamay_desktop.usecases.places_ports import MapFileFacts

MAP_FILE = "places.map_file"
"""This machine's choice: the path of the file."""

USUAL_ZOOM = 17


class OfflineSection(Section):
    """The file is remembered; nothing here asks the network."""

    edited = Signal(object)
    evidence_changed = Signal()
    picture_made = Signal(str)

    def __init__(self, context: PageContext) -> None:
        texts = context.texts
        super().__init__(texts, "offline", is_open=False)
        self._context = context
        self._case: Case | None = None
        self._place: KnownPlace | None = None
        self._path: Path | None = self._kept()
        self.facts: MapFileFacts | None = None
        self.choose_button = action(texts, "places-map-file", "places.offline_choose", "map")
        self.choose_button.clicked.connect(self.choose)
        self.zoom = QComboBox()
        self.zoom.setObjectName("field:places-zoom")
        self.zoom.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.zoom.setAccessibleName(texts("places.offline_zoom"))
        self.zoom.setToolTip(texts("places.offline_zoom"))
        self.draw = action(texts, "places-map-draw", "places.offline_draw", "plus")
        self.draw.clicked.connect(self.make)
        self.said = words()
        self.column.addWidget(side_by_side(self.choose_button))
        self.column.addWidget(side_by_side(self.zoom, self.draw))
        self.column.addWidget(self.said)
        self._show()
        if self._path is not None:
            self._look(self._path)

    def show_case(self, case: Case) -> None:
        """What a picture is added to."""
        self._case = case

    def show_place(self, place: KnownPlace | None) -> None:
        """The middle of the picture."""
        self._place = place
        self._show()

    def choose(self) -> None:
        """Ask for a file."""
        texts = self.texts
        dialog = QFileDialog(self, texts("places.offline_choose"), "", "MBTiles (*.mbtiles)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Remember a file and look at it."""
        self._path = path
        self._context.services.settings.set(MAP_FILE, str(path))
        self._look(path)

    def make(self) -> None:
        """Draw a picture of the subject's place, and add it to the case."""
        context, path, facts, place = self._context, self._path, self.facts, self._place
        if path is None or facts is None or place is None or context.read_only:
            return
        self.draw.setEnabled(False)
        say(self.said, self.texts("places.offline_drawing"), "muted")
        context.tasks.run(
            partial(
                add_map_picture, context.services, context.actor, context.session.valuation.id,
                path, facts, place, int(self.zoom.currentData()),
            ),
            owner=self, on_done=self._on_made, on_failed=self._on_failed,
        )  # fmt: skip

    def _kept(self) -> Path | None:
        kept = self._context.services.settings.get(MAP_FILE, "")
        return Path(kept) if isinstance(kept, str) and kept else None

    def _look(self, path: Path) -> None:
        context = self._context
        context.tasks.run(
            context.services.layers.map_facts, path, owner=self, lane="work",
            on_done=self._on_looked, on_failed=self._on_failed,
        )  # fmt: skip

    def _on_looked(self, facts: MapFileFacts) -> None:
        self.facts = facts
        self.zoom.clear()
        for zoom in facts.zooms:
            self.zoom.addItem(self.texts("places.offline_level", n=zoom), zoom)
        nearest = min(facts.zooms, key=lambda each: abs(each - USUAL_ZOOM))
        self.zoom.setCurrentIndex(facts.zooms.index(nearest))
        self._show()

    def _on_made(self, picture: MapPicture) -> None:
        self.evidence_changed.emit()
        if self._case is not None:
            self.edited.emit(adding_picture(self._case, picture))
            self.picture_made.emit(picture.id)
        self._show()
        say(self.said, self.texts("places.offline_made"), "ok")

    def _on_failed(self, problem: ShamayError) -> None:
        self._show()
        say(self.said, error_words(self.texts, problem), "error")

    def _show(self) -> None:
        texts, facts = self.texts, self.facts
        self.zoom.setEnabled(facts is not None)
        can = facts is not None and self._place is not None and not self._context.read_only
        self.draw.setEnabled(can)
        if facts is None:
            return say(self.said, texts("places.offline_none"), "muted")
        name = isolate(facts.name or (self._path.name if self._path else ""))
        parts = [name, *(isolate(each) for each in (facts.attribution, facts.date) if each)]
        if self._place is None:
            parts.append(texts("places.offline_no_place"))
        return say(self.said, " · ".join(parts), "muted")
