"""How far the comparables are from what is valued, as a table and as marks on the picture."""

from PySide6.QtCore import Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.maps.georeference import Georeference
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.ui.canvases.places.said import metres
from shamay_desktop.ui.canvases.places.section import (
    Section,
    WrappedTable,
    say,
    side_by_side,
    words,
)
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.papers.buttons import tool
from shamay_desktop.usecases.places.distances import Distances, distances
from shamay_desktop.usecases.places.placing import KnownPlace


class DistancesSection(Section):
    """Enter on a line goes to the comparable."""

    go_asked = Signal(str)
    marks_changed = Signal()

    def __init__(self, context: PageContext) -> None:
        texts = context.texts
        super().__init__(texts, "distances", is_open=False)
        self._case: Case | None = None
        self._place: KnownPlace | None = None
        self.told = Distances((), 0)
        self.marks = tool(texts, "draw-marker", "places.distances_marks", words=True)
        self.marks.setCheckable(True)
        self.marks.setEnabled(False)
        self.marks.toggled.connect(lambda _on: self.marks_changed.emit())
        self.table = WrappedTable("distances-table", texts("places.distances"))
        self.table.chosen.connect(lambda row: self.go_asked.emit(f"comparables/{row}/address"))
        self.said = words()
        self.column.addWidget(side_by_side(self.marks))
        self.column.addWidget(self.table)
        self.column.addWidget(self.said)
        self._show()

    def show_case(self, case: Case) -> None:
        """The comparables as they stand now."""
        self._case = case
        self._tell()

    def show_place(self, place: KnownPlace | None) -> None:
        """The subject is somewhere else."""
        self._place = place
        self._tell()

    def show_fit(self, fit: Georeference | None) -> None:
        """Marks need a picture that lies on the earth."""
        self.marks.setEnabled(fit is not None)
        self.marks_changed.emit()

    def _tell(self) -> None:
        if self._case is None:
            return
        place = self._place
        subject = None if place is None else (float(place.east), float(place.north))
        told = distances(self._case, subject)
        if told != self.told:
            self.told = told
            self._show()
            self.marks_changed.emit()

    def _show(self) -> None:
        texts = self.texts
        heads = [texts("places.distance_name"), texts("places.distance_metres")]
        lines = [
            (each.row, (isolate(each.name),
                        "–" if each.metres is None else metres(texts, each.metres, 0)))
            for each in self.told.places
        ]  # fmt: skip
        self.table.show_lines(heads, lines)
        self.table.setVisible(bool(lines))
        notes = []
        if not lines:
            notes.append(texts("places.distances_none"))
        elif self._place is None:
            notes.append(texts("places.distances_no_place"))
        if lines and self.told.without:
            notes.append(texts("places.distances_without", n=self.told.without))
        say(self.said, " ".join(notes))
