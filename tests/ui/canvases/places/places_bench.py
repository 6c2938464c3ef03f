"""The panel of places as a person uses it: typing, pressing, waiting for what is read."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.points import Point
from shamay_desktop.domain.maps import gestures
from shamay_desktop.domain.maps.pictures import ControlPoint
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.places.control_dialog import ControlDialog
from shamay_desktop.ui.canvases.places.panel import PlacesPanel
from shamay_desktop.ui.context import OfficeContext
from tests.layer_files import EAST, NORTH
from tests.ui.canvases.annotation.maps_bench import MapsBench

_W = TypeVar("_W", bound=QWidget)

SCALE = 0.25
"""Metres a pixel of the picture, as the control points of the tests say."""


def place_of_pixel(x: float, y: float) -> Point:
    """Where a pixel lies: the parcels of the tests are in the picture's middle."""
    return EAST - 50 + x * SCALE, NORTH + 100 - y * SCALE


@dataclass
class PlacesBench:
    """The table and its panel."""

    maps: MapsBench
    office: OfficeContext
    qtbot: QtBot

    @property
    def panel(self) -> PlacesPanel:
        """The panel."""
        return self.maps.place.places

    @property
    def case(self) -> Case:
        """As it stands."""
        return self.maps.case

    @property
    def points(self) -> tuple[ControlPoint, ...]:
        """Control points of the one picture."""
        return self.maps.pictures[0].control_points

    def settle(self, holds: Callable[[], bool] = lambda: True) -> None:
        """Until it holds and nothing is under way."""
        self.qtbot.wait(20)
        self.qtbot.waitUntil(lambda: self.office.tasks.idle and holds(), timeout=30_000)

    def write(self, line: QLineEdit, text: str) -> None:
        """Write into a line and press Enter."""
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def dialog(self, kind: type[_W]) -> _W:
        """The dialog that was opened last."""
        self.qtbot.waitUntil(lambda: bool(self._dialogs(kind)), timeout=20_000)
        return self._dialogs(kind)[-1]

    def _dialogs(self, kind: type[_W]) -> list[_W]:
        return [each for each in self.panel.findChildren(kind) if each.isVisible()]

    def give(self, text: str) -> None:
        """Type the coordinates that are asked for, and Enter."""
        dialog = self.dialog(ControlDialog)
        dialog.typed.setText(text)
        self.settle(dialog.keep.isEnabled)
        QTest.keyClick(dialog.typed, Qt.Key.Key_Return)
        self.settle()

    def control_point(self, pixel: Point) -> None:
        """Press a pixel with the tool and type where it lies."""
        self.panel.begin_control_point()
        self.maps.click(pixel)
        east, north = place_of_pixel(*self.panel_pixel(pixel))
        self.give(f"{east:.2f}, {north:.2f}")

    def panel_pixel(self, pixel: Point) -> Point:
        """The pixel that a press there means, after the screen rounded it."""
        point = self.maps.canvas.mapToScene(self.maps.at(pixel))
        return point.x(), point.y()

    def georeferenced(self) -> None:
        """Three exact points, as if they had been given."""
        made = []
        for number, (x, y) in enumerate(((50.0, 60.0), (750.0, 80.0), (400.0, 560.0))):
            east, north = place_of_pixel(x, y)
            made.append(ControlPoint(f"p{number}", x, y, Decimal(repr(east)), Decimal(repr(north))))
        picture = self.maps.pictures[0].id
        self.maps.apply(gestures.adding_control_points(self.case, picture, made))

    def add_layer(self, path: Path) -> None:
        """A layer of the panel, read to its end."""
        self.panel.layers.take([path])
        self.settle(lambda: all(e.facts or e.problem for e in self.panel.layers.layers))

    def find(self, gush: str, helka: str) -> None:
        """Type the numbers and Enter."""
        parcel = self.panel.parcel
        parcel.numbers["gush"].setText(gush)
        self.write(parcel.numbers["helka"], helka)
        self.settle()


def words_of(table: QTableWidget) -> list[list[str]]:
    """Cells of a table without marks of direction."""
    return [
        [
            strip_marks(item.text()).replace("\u00a0", " ")
            if (item := table.item(row, column)) is not None
            else ""
            for column in range(table.columnCount())
        ]
        for row in range(table.rowCount())
    ]
