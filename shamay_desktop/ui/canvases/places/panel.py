"""The panel of places beside a map picture: it shows a case and says finished gestures."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.maps.georeference import Georeference
from shamay_desktop.domain.maps.pictures import MapPicture
from shamay_desktop.ui import theme
from shamay_desktop.ui.actions import Action
from shamay_desktop.ui.canvases.canvas_tool import CanvasPoint
from shamay_desktop.ui.canvases.canvas_view import CanvasView
from shamay_desktop.ui.canvases.places.control_section import ControlSection
from shamay_desktop.ui.canvases.places.control_tool import ControlPointTool
from shamay_desktop.ui.canvases.places.distances_section import DistancesSection
from shamay_desktop.ui.canvases.places.layers_section import LayersSection
from shamay_desktop.ui.canvases.places.offline_section import OfflineSection
from shamay_desktop.ui.canvases.places.parcel_section import ParcelSection
from shamay_desktop.ui.canvases.places.place_marks import PlaceMarks
from shamay_desktop.ui.canvases.places.place_section import PlaceSection
from shamay_desktop.ui.canvases.places.section import Section
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.places.placing import KnownPlace

WIDTH = 42 * theme.SPACE


class PlacesPanel(QScrollArea):
    """Coordinates, control points, parcels, layers, distances, map files; it scrolls by itself.

    It never changes the case itself. What it marks on the canvas is a layer of its own.
    """

    edited = Signal(object)
    """tuple[Change, ...]: one gesture."""

    evidence_changed = Signal()
    picture_made = Signal(str)
    """The id of a map picture that was added."""

    go_asked = Signal(str)
    georeferenced = Signal(object)
    """Georeference of the shown picture, or None."""

    def __init__(self, context: PageContext, canvas: CanvasView) -> None:
        super().__init__()
        self.setObjectName("places")
        self.setAccessibleName(context.texts("places.title"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(WIDTH)
        self._canvas = canvas
        self._picture: MapPicture | None = None
        self.place = PlaceSection(context)
        self.control = ControlSection(context)
        self.layers = LayersSection(context)
        self.parcel = ParcelSection(context, lambda: self.layers.usable, self._size)
        self.distances = DistancesSection(context)
        self.offline = OfflineSection(context)
        self.marks = PlaceMarks(canvas)
        self.setWidget(self._stacked())
        self._connect()

    @property
    def georeference(self) -> Georeference | None:
        """Where the shown picture lies on the earth, None while that is not known."""
        return self.control.georeference

    @property
    def tool(self) -> ControlPointTool:
        """The tool that points at control points."""
        return self.control.tool

    @property
    def sections(self) -> tuple[Section, ...]:
        """From the top."""
        return (self.place, self.control, self.parcel, self.layers, self.distances, self.offline)

    def show_case(self, case: Case) -> None:
        """Show the case as it stands now."""
        for part in (self.place, self.control, self.parcel, self.distances, self.offline):
            part.show_case(case)

    def show_picture(self, picture: MapPicture | None) -> None:
        """Show what is known of the picture on the canvas."""
        self._picture = picture
        self.control.show_picture(picture)
        self.parcel.show_picture(picture, self.georeference)
        self.show_marks()

    def show_chosen(self, ids: Iterable[str]) -> None:
        """Say the metres of these annotations."""
        self.control.show_chosen(ids)

    def rest(self) -> None:
        """Another tab is looked at."""
        self.control.show_cursor(None)

    def show_marks(self) -> None:
        """Mark control points, and comparables where they are asked for."""
        points = () if self._picture is None else self._picture.control_points
        if self.distances.marks.isChecked():
            told, place = self.distances.told.places, self.place.place
            self.marks.show(points, self.georeference, told, place)
        else:
            self.marks.show(points, self.georeference)

    def begin_control_point(self) -> None:
        """Take the tool of control points."""
        self.control.open()
        self._canvas.set_tool(self.tool)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def named_actions(self, show: Callable[[], object]) -> tuple[Action, ...]:
        """What can be done here by name, for the table's actions; `show` brings the panel."""

        def do(ask: Callable[[], object]) -> Callable[[], object]:
            def asked() -> None:
                show()
                ask()

            return asked

        parcel, place = self.parcel, self.place
        return (
            Action("map_places", do(place.typed.setFocus), ("Ctrl+Alt+L",), "drawing", "place"),
            Action("map_control_point", do(self.begin_control_point), (), "drawing", "plus",
                   enabled=self.control.add.isEnabled),
            Action("map_parcel", do(parcel.ask), (), "drawing", "search"),
            Action("map_layer", do(self.layers.choose), (), "drawing", "folder"),
            Action("map_file", do(self.offline.choose), (), "drawing", "map"),
            Action("map_link", place.open_map, (), "drawing", "link",
                   enabled=lambda: place.place is not None),
        )  # fmt: skip

    def _size(self) -> tuple[float, float]:
        source = self._canvas.source
        return (0.0, 0.0) if source is None else (float(source.width), float(source.height))

    def _stacked(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        return inside

    def _connect(self) -> None:
        for part in (self.place, self.control, self.parcel, self.offline):
            part.edited.connect(self.edited)
        self.control.tool_asked.connect(self.begin_control_point)
        self.control.georeferenced.connect(self._on_georeferenced)
        self.parcel.found_changed.connect(self._on_parcel_found)
        self.place.place_changed.connect(self._on_place_changed)
        self.distances.go_asked.connect(self.go_asked)
        self.distances.marks_changed.connect(self.show_marks)
        self.offline.evidence_changed.connect(self.evidence_changed)
        self.offline.picture_made.connect(self.picture_made)
        self._canvas.hovered.connect(self._on_hovered)

    def _on_georeferenced(self, fit: Georeference | None) -> None:
        self.parcel.show_picture(self._picture, fit)
        self.distances.show_fit(fit)
        self.georeferenced.emit(fit)

    def _on_parcel_found(self) -> None:
        self.control.corners = self.parcel.corners

    def _on_place_changed(self, place: KnownPlace | None) -> None:
        self.distances.show_place(place)
        self.offline.show_place(place)
        self.show_marks()

    def _on_hovered(self, at: CanvasPoint | None) -> None:
        self.control.show_cursor(None if at is None else at.point)
