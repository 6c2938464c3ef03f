"""The parcel layers of this machine: chosen files, what each is, the index that is made once."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui.canvases.places.said import system_words
from shamay_desktop.ui.canvases.places.section import (
    Section,
    WrappedTable,
    say,
    side_by_side,
    words,
)
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.ui.tasks import Handle
from shamay_desktop.usecases.places.parcels import (
    ChosenLayer,
    look_at_layer,
)

LAYERS = "places.layers"
"""This machine's choice: the paths of the layers, in the order in which they are asked."""

_FILES = "*.geojson *.json *.shp *.gpkg *.zip"


class LayersSection(Section):
    """A layer is a path in the settings; one that is gone is said, and may be taken out."""

    layers_changed = Signal()

    def __init__(self, context: PageContext) -> None:
        texts = context.texts
        super().__init__(texts, "layers", is_open=False)
        self._context = context
        self.layers: list[ChosenLayer] = []
        self._work: Handle | None = None
        self._waiting: list[Path] = []
        self.add = action(texts, "places-add-layer", "places.layer_add", "plus")
        self.remove = action(texts, "places-remove-layer", "places.layer_remove", "", "flat")
        self.stop = action(texts, "places-stop-layer", "shell.cancel", "", "flat")
        self.add.clicked.connect(self.choose)
        self.remove.clicked.connect(self._on_remove)
        self.stop.clicked.connect(self._on_stop)
        self.table = WrappedTable("layers-table", texts("places.layers"))
        self.table.itemSelectionChanged.connect(self._offer)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(texts("places.layer_progress"))
        self.progress.setRange(0, 1000)
        self.progress.hide()
        self.stop.hide()
        self.said, self.disclaimer = words(), words()
        self.column.addWidget(side_by_side(self.add, self.remove, self.stop))
        for part in (self.progress, self.table, self.said, self.disclaimer):
            self.column.addWidget(part)
        self._show()
        self.read()

    @property
    def usable(self) -> Sequence[ChosenLayer]:
        """Those that can be asked."""
        return [each for each in self.layers if each.facts is not None]

    def read(self) -> None:
        """Look at all that were chosen on this machine."""
        self.layers = [ChosenLayer(path) for path in self._kept()]
        self._waiting = [each.path for each in self.layers]
        self._next()

    def choose(self) -> None:
        """Ask for files."""
        texts = self.texts
        dialog = QFileDialog(self, texts("places.layer_add"), "",
                             f"{texts('places.layer_files')} ({_FILES})")  # fmt: skip
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Add files; an index is made where none stands."""
        known = {each.path for each in self.layers}
        new = [path for path in dict.fromkeys(paths) if path not in known]
        self.layers += [ChosenLayer(path) for path in new]
        self._keep()
        self._waiting += new
        self._show()
        if self._work is None:
            self._next()

    def _kept(self) -> Sequence[Path]:
        paths = self._context.services.settings.get(LAYERS, [])
        listed = paths if isinstance(paths, list) else []
        return [Path(each) for each in listed if isinstance(each, str) and each]

    def _keep(self) -> None:
        self._context.services.settings.set(LAYERS, [str(each.path) for each in self.layers])

    def _next(self) -> None:
        """One after the other."""
        if not self._waiting:
            self._work = None
            self.progress.hide()
            self.stop.hide()
            self._show()
            return
        path, context = self._waiting.pop(0), self._context
        self._work = context.tasks.run(
            look_at_layer, context.services, path, owner=self, lane="work",
            on_done=self._on_looked, on_cancelled=partial(self._on_cancelled, path),
            on_failed=partial(self._on_failed, path), on_progress=self._on_far,
        )  # fmt: skip

    def _on_far(self, done: int, _total: int) -> None:
        self.progress.setValue(done)
        self.progress.show()
        self.stop.show()

    def _on_looked(self, layer: ChosenLayer) -> None:
        self.layers = [layer if each.path == layer.path else each for each in self.layers]
        self._after()

    def _on_failed(self, path: Path, problem: ShamayError) -> None:
        self._on_looked(ChosenLayer(path, problem=problem))

    def _on_cancelled(self, path: Path) -> None:
        self._forget(path)
        self._after()

    def _after(self) -> None:
        self.progress.setValue(0)
        self._next()
        self.layers_changed.emit()

    def _forget(self, path: Path) -> None:
        self.layers = [each for each in self.layers if each.path != path]
        self._keep()

    def _on_remove(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self.layers):
            self._forget(self.layers[row].path)
            self._show()
            self.layers_changed.emit()

    def _on_stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _offer(self) -> None:
        self.remove.setEnabled(0 <= self.table.currentRow() < len(self.layers))

    def _show(self) -> None:
        texts = self.texts
        heads = [texts("places.layer_about")]
        lines = [
            (str(each.path), (f"{isolate(each.path.name)}\n{self._about(each)}",))
            for each in self.layers
        ]
        self.table.show_lines(heads, lines)
        self.table.setVisible(bool(lines))
        say(self.said, "" if lines else texts("places.layer_none"))
        say(self.disclaimer, texts("places.disclaimer") if lines else "", "warning")
        self._offer()

    def _about(self, layer: ChosenLayer) -> str:
        texts, facts = self.texts, layer.facts
        if layer.problem is not None:
            return error_words(texts, layer.problem)
        if facts is None:
            return texts("places.layer_reading")
        services = self._context.services
        said = [
            texts("places.layer_counts", parcels=f"{facts.parcels:,}", blocks=f"{facts.blocks:,}"),
            system_words(texts, facts.system, services.layers.name_of(facts.system)),
        ]
        if layer.date:
            said.append(texts("places.layer_date", date=formats.date(layer.date)))
        if facts.broken:
            said.append(texts("places.layer_broken_rows", n=facts.broken))
        return " · ".join(said)
