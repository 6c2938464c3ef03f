"""Control points of the shown picture: which, how far off each is, what they make of it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Point, rounded
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.definition import label_of
from shamay_desktop.domain.maps import gestures
from shamay_desktop.domain.maps.georeference import Georeference, georeference
from shamay_desktop.domain.maps.picture_measures import PictureMeasure, measure_of
from shamay_desktop.domain.maps.pictures import Annotation, ControlPoint, MapPicture
from shamay_desktop.i18n.isolates import isolate, isolate_left_to_right
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.canvases.places.control_dialog import ControlDialog, Corner
from shamay_desktop.ui.canvases.places.control_tool import ControlPointTool
from shamay_desktop.ui.canvases.places.said import metres, pair, square_metres
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

SCALE_MATTERS = 0.00005
"""From here on the grid's metres are told apart from those on the ground: 5 cm in a kilometre."""


MOST_MEASURED = 6
"""Of what is chosen, how many are said."""


class PointsTable(WrappedTable):
    """Delete takes the chosen point out."""

    removal_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, and what a table of figures does."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class ControlSection(Section):
    """The points as rows of the case; the fit is made anew whenever they change."""

    edited = Signal(object)
    tool_asked = Signal()
    georeferenced = Signal(object)
    """Georeference, or None where the points do not suffice."""

    def __init__(self, context: PageContext) -> None:
        texts = context.texts
        super().__init__(texts, "control")
        self._context = context
        self._case: Case | None = None
        self._picture: MapPicture | None = None
        self._points: tuple[ControlPoint, ...] = ()
        self.georeference: Georeference | None = None
        self.corners: Sequence[Corner] = ()
        self.tool = ControlPointTool(texts, self)
        self.tool.pointed.connect(self.ask)
        self.add = action(texts, "places-add-control", "places.control_add", "plus")
        self.change = action(texts, "places-change-control", "places.control_change", "", "flat")
        self.remove = action(texts, "places-remove-control", "places.control_remove", "", "flat")
        self.add.clicked.connect(self.tool_asked)
        self.change.clicked.connect(self._on_change)
        self.remove.clicked.connect(self._on_remove)
        self.table = PointsTable("control-points", texts("places.control"))
        self.table.chosen.connect(lambda _row: self._on_change())
        self.table.removal_asked.connect(self._on_remove)
        self.table.itemSelectionChanged.connect(self._offer)
        self.fit, self.note, self.pointer = words("ink"), words(), words()
        self.measures = words("ink")
        self._chosen_ids: frozenset[str] = frozenset()
        self.column.addWidget(side_by_side(self.add, self.change, self.remove))
        for part in (self.table, self.fit, self.note, self.measures, self.pointer):
            self.column.addWidget(part)
        self.show_picture(None)

    def show_case(self, case: Case) -> None:
        """What a gesture is made of."""
        self._case = case

    def show_picture(self, picture: MapPicture | None) -> None:
        """Show the points of a picture."""
        points = () if picture is None else picture.control_points
        is_other = (picture and picture.id) != (self._picture and self._picture.id)
        is_first = self._picture is None and not self._points
        self._picture = picture
        self._show_measures()
        self.add.setEnabled(picture is not None and not self._context.read_only)
        if points == self._points and not is_other and not is_first:
            return
        self._points = points
        self._fit()

    def ask(self, pixel: Point, standing: ControlPoint | None = None) -> None:
        """Ask for the coordinates of a pixel."""
        if self._picture is None or self._context.read_only:
            return
        dialog = ControlDialog(self._context, rounded(pixel), self.corners, standing, self)
        dialog.given.connect(self._on_changed if standing is not None else self._on_given)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_cursor(self, pixel: Point | None) -> None:
        """The coordinates under the pointer."""
        fit = self.georeference
        if fit is None or pixel is None:
            say(self.pointer, "")
        else:
            at = pair(*fit.to_itm(*pixel), digits=1)
            say(self.pointer, self.texts("places.cursor", pair=at))

    def show_chosen(self, ids: Iterable[str]) -> None:
        """Measure these annotations."""
        self._chosen_ids = frozenset(ids)
        self._show_measures()

    def _show_measures(self) -> None:
        lines = []
        if self.georeference is not None and self._picture is not None:
            for each in self._picture.annotations:
                found = measure_of(each, self.georeference) if each.id in self._chosen_ids else None
                if found is not None:
                    lines.append(measure_words(self.texts, each, found))
        say(self.measures, "\n".join(lines[:MOST_MEASURED]))

    def _fit(self) -> None:
        texts = self.texts
        self.georeference = None
        say(self.note, "")
        try:
            if self._points:
                self.georeference = georeference(self._points)
            say(self.fit, texts("places.control_none") if not self._points else "", "muted")
        except ShamayError as problem:
            say(self.fit, error_words(texts, problem), "warning")
        if self.georeference is not None:
            self._say_fit(self.georeference)
        self._show_table()
        self._show_measures()
        self.show_cursor(None)
        self._offer()
        self.georeferenced.emit(self.georeference)

    def _say_fit(self, fit: Georeference) -> None:
        texts = self.texts
        pixel = isolate_left_to_right(f"{fit.metres_per_pixel:.3f}")
        kind = texts(f"places.fit.{fit.kind}")
        if fit.proven:
            off = metres(texts, fit.rms, 2)
            said = texts("places.fit_proven", kind=kind, pixel=pixel, rms=off)
        else:
            said = texts("places.fit_unproven", kind=kind, pixel=pixel)
        say(self.fit, said, "ink" if fit.proven else "warning")
        notes = []
        if any(each.outlier for each in fit.residuals):
            notes.append(texts("places.control_outlier"))
        if abs(fit.grid_scale - 1) >= SCALE_MATTERS:
            scale = isolate_left_to_right(f"{fit.grid_scale:.6f}")
            notes.append(texts("places.grid_scale", scale=scale))
        say(self.note, "\n".join(notes))

    def _show_table(self) -> None:
        texts = self.texts
        heads = [texts(f"places.control_{name}") for name in ("number", "place", "residual")]
        residuals = () if self.georeference is None else self.georeference.residuals
        lines, strong = [], -1
        for number, point in enumerate(self._points):
            off = "–"
            if residuals and self.georeference is not None and self.georeference.proven:
                off = metres(texts, residuals[number].metres, 2)
                if residuals[number].outlier:
                    off, strong = texts("places.control_off", off=off), number
            name = f"{number + 1} {point.note}".strip()
            lines.append((point.id, (name, pair(float(point.east), float(point.north)), off)))
        self.table.show_lines(heads, lines, strong)
        self.table.setVisible(bool(lines))

    def _offer(self) -> None:
        chosen = self._chosen() is not None and not self._context.read_only
        for button in (self.change, self.remove):
            button.setEnabled(chosen)

    def _chosen(self) -> ControlPoint | None:
        row = self.table.currentRow()
        return self._points[row] if 0 <= row < len(self._points) else None

    def _on_given(self, point: ControlPoint) -> None:
        if self._case is not None and self._picture is not None:
            self.edited.emit(gestures.adding_control_points(self._case, self._picture.id, [point]))

    def _on_change(self) -> None:
        point = self._chosen()
        if point is not None:
            self.ask((point.x, point.y), point)

    def _on_changed(self, point: ControlPoint) -> None:
        before = next((each for each in self._points if each.id == point.id), None)
        if self._case is not None and before is not None:
            self.edited.emit(gestures.changing_control_point(self._case, before, point))

    def _on_remove(self) -> None:
        point = self._chosen()
        if point is not None and self._case is not None and not self._context.read_only:
            self.edited.emit(gestures.removing_control_points(self._case, [point.id]))


def measure_words(texts: Texts, annotation: Annotation, found: PictureMeasure) -> str:
    """The metres of an annotation, by its name or kind."""
    column = next(each for each in BY_ID["maps.annotations"].columns if each.id == "kind")
    label = label_of(column.choices, annotation.kind, texts.language)
    kind = isolate(annotation.text) if annotation.text else label
    if found.place is not None:
        return texts("places.measure_place", kind=kind, pair=pair(*found.place, digits=1))
    if found.crosses or found.length is None:
        return texts("places.measure_crosses", kind=kind)
    length = metres(texts, found.length)
    if found.area is None:
        return texts("places.measure_line", kind=kind, length=length)
    area = square_metres(texts, found.area)
    return texts("places.measure_area", kind=kind, area=area, length=length)
