"""The neighbours of a parcel, side by side, as a proposal: those with a check mark are taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.maps.neighbours import Around, Neighbour
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.canvases.places.said import metres
from shamay_desktop.ui.canvases.places.section import say, side_by_side, words
from shamay_desktop.ui.papers.buttons import action
from shamay_desktop.usecases.places.parcels import ChosenLayer

_SIDE, _WORDS, _LENGTH = range(3)

Chosen = Sequence[tuple[Neighbour, str]]


class BordersDialog(QDialog):
    """The words of a row may be changed before it is taken."""

    taken = Signal(object)
    """Sequence[tuple[Neighbour, str]]: those with a check mark, and their words."""

    def __init__(
        self, texts: Texts, around: Around, layer: ChosenLayer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("borders")
        self.setWindowTitle(texts("places.borders_title"))
        self.resize(84 * theme.SPACE, 54 * theme.SPACE)
        self._texts, self._around = texts, around
        self.table = QTableWidget(len(around.neighbours), 3)
        self.table.setObjectName("borders-table")
        self.table.setAccessibleName(texts("places.borders_title"))
        self.table.setProperty("framed", "true")
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        heads = ("borders_side", "borders_words", "borders_length")
        self.table.setHorizontalHeaderLabels([texts(f"places.{name}") for name in heads])
        self._fill()
        self.open_sides, self.about = words(), words("warning")
        bare = [
            texts("places.borders_open_side", side=texts(f"places.side.{side}"),
                  length=metres(texts, length))
            for side, length in around.open
        ]  # fmt: skip
        say(self.open_sides, texts("places.borders_open", sides=", ".join(bare)) if bare else "")
        name, date = isolate(layer.path.name), formats.date(layer.date) if layer.date else ""
        say(self.about, texts("places.borders_about", file=name, date=date))
        self.take = action(texts, "places-take-borders", "places.borders_take", kind="primary")
        cancel = action(texts, "places-cancel-borders", "shell.cancel")
        self.take.clicked.connect(self._on_take)
        self.take.setEnabled(bool(around.neighbours))
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        for part in (self.table, self.open_sides, self.about):
            column.addWidget(part)
        column.addWidget(side_by_side(self.take, cancel))
        self.table.setFocus()

    def _fill(self) -> None:
        texts = self._texts
        for row, each in enumerate(self._around.neighbours):
            side = QTableWidgetItem(texts(f"places.side.{each.side}"))
            side.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
            )
            side.setCheckState(Qt.CheckState.Checked)
            length = QTableWidgetItem(metres(texts, each.length))
            length.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.table.setItem(row, _SIDE, side)
            self.table.setItem(row, _WORDS, QTableWidgetItem(neighbour_words(texts, each)))
            self.table.setItem(row, _LENGTH, length)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(_WORDS, QHeaderView.ResizeMode.Stretch)
        if self.table.rowCount():
            self.table.setCurrentCell(0, _SIDE)

    def _on_take(self) -> None:
        chosen = []
        for row, each in enumerate(self._around.neighbours):
            side, said = self.table.item(row, _SIDE), self.table.item(row, _WORDS)
            if side is None or said is None or side.checkState() != Qt.CheckState.Checked:
                continue
            chosen.append((each, said.text().strip()))
        self.accept()
        if chosen:
            self.taken.emit(chosen)


def neighbour_words(texts: Texts, neighbour: Neighbour) -> str:
    """What the boundaries list would say."""
    parcel = neighbour.parcel
    if not parcel.helka:
        return texts("places.neighbour_block", gush=parcel.gush)
    key = "neighbour_road" if parcel.road else "neighbour_parcel"
    return texts(f"places.{key}", gush=parcel.gush, helka=parcel.helka)
