"""The rows of the open sheet on the canvas: changed by difference, labelled, the chosen marked."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsItem

from shamay_desktop.domain.drawing.geometry import label_point
from shamay_desktop.domain.drawing.points import Point, Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.marks import (
    EXCERPT,
    LEFT_OUT,
    OUTLIER,
    REFERENCE,
    REGION,
    colour_of,
)
from shamay_desktop.domain.measuring.plans import Reference, Region, Shape, ShapeKind
from shamay_desktop.ui.canvases.measuring.plan_state import PlanState
from shamay_desktop.ui.canvases.measuring.shape_cells import ShapeCells
from shamay_desktop.ui.canvases.measuring.shape_items import OutlineItem

_FINE = 3
"""Places behind the point of a pixel, in which forms are compared."""

CROSSED = QColor("#c62828")
Look = tuple[Any, ...]
"""How an item is drawn, and from what."""


class SheetItems(QObject):
    """Keeps one item a row; a row that did not change keeps its item as it is."""

    def __init__(self, state: PlanState, content: QGraphicsItem, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self._content = content
        self.items: dict[str, OutlineItem] = {}
        self._looks: dict[str, Look] = {}
        self._made_of: dict[str, tuple[Look, Look]] = {}
        self._cells = ShapeCells(content)
        self._chosen: frozenset[str] = frozenset()
        state.shown.connect(self.refresh)
        state.chosen_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the rows as they stand now."""
        sheet = self._state.sheet
        self._chosen = frozenset(self._state.chosen)
        kept: set[str] = set()
        if sheet is not None:
            for region in sheet.regions:
                kept.add(self._show(region.id, self._region_look(region)))
            for reference in sheet.references:
                kept.add(self._show(reference.id, self._reference_look(reference)))
            for shape in sheet.shapes:
                kept.add(self._show(shape.id, self._look_of(shape)))
            if len(sheet.excerpt) > 2:
                kept.add(self._show("excerpt", self._excerpt_look(sheet.excerpt)))
        self._forget(self.items.keys() - kept)

    def _show(self, row_id: str, look: Look) -> str:
        if self._looks.get(row_id) != look:
            item = self.items.get(row_id)
            if item is None:
                item = self.items[row_id] = OutlineItem(self._content)
            self._looks[row_id] = look
            draw, *parts = look
            draw(item, *parts)
            if draw is _draw_shape and not item.label.always:
                self._cells.hold(item)
            else:
                self._cells.free(item)
        return row_id

    def _forget(self, ids: Iterable[str]) -> None:
        for row_id in tuple(ids):
            item = self.items.pop(row_id)
            self._looks.pop(row_id, None)
            self._made_of.pop(row_id, None)
            item.setParentItem(None)  # type: ignore[arg-type]  # Qt takes None
            if (scene := item.scene()) is not None:
                scene.removeItem(item)

    # -- looks: what an item is drawn from, compared as values ----------------------------

    def _look_of(self, shape: Shape) -> Look:
        """Its look, worded anew only when the shape, its measure or the units are others."""
        state = self._state
        found = state.measure_of(shape)
        made_of = (shape, found, shape.id in self._chosen, state.words.units)
        known = self._made_of.get(shape.id)
        if known is None or known[0] != made_of:
            known = self._made_of[shape.id] = (made_of, self._shape_look(shape, found))
        return known[1]

    def _shape_look(self, shape: Shape, found: Measured | Refused) -> Look:
        state = self._state
        chosen = shape.id in self._chosen
        is_crossed = isinstance(found, Refused) and found.code != "scale_missing"
        if isinstance(found, Refused):
            said = state.texts("plan.cannot_measure" if is_crossed else "plan.no_scale")
        elif shape.kind is ShapeKind.AREA:
            said = state.words.area(found, with_error=chosen)
        else:
            said = state.words.length(found, with_error=chosen)
        colour = CROSSED.name() if is_crossed else colour_of(shape)
        return (
            _draw_shape, shape.kind, shape.points, shape.holes, shape.name, said, colour,
            chosen, is_crossed,
        )  # fmt: skip

    def _reference_look(self, reference: Reference) -> Look:
        state = self._state
        measured = state.measured
        residuals = () if measured is None else measured.residuals.get(reference.region, ())
        outlier = any(each.outlier for each in residuals if each.reference.id == reference.id)
        said = "—" if reference.metres is None else state.words.metres(reference.metres)
        colour = LEFT_OUT if reference.ignored else OUTLIER if outlier else REFERENCE
        told = state.panel == "scale"  # while the scale is looked at; else they fade
        said = said if told else ""
        return (_draw_reference, reference.points, said, colour, reference.ignored, told)

    def _region_look(self, region: Region) -> Look:
        return (_draw_region, region.points, region.name, self._state.panel == "scale")

    def _excerpt_look(self, outline: Ring) -> Look:
        held = self._state.panel == "sheet"
        return (_draw_excerpt, outline, self._state.texts("plan.excerpt"), held)


def _draw_shape(  # one value a part of the look
    item: OutlineItem, kind: ShapeKind, points: Ring, holes: tuple[Ring, ...], name: str,
    said: str, colour: str, chosen: bool, crossed: bool,
) -> None:  # fmt: skip
    closed = kind is ShapeKind.AREA
    item.draw((points, *holes), closed=closed)
    ink = QColor(colour)
    item.look(ink, fill=(0.28 if chosen else 0.16) if closed else 0, width=2.6 if chosen else 1.6,
              dashed=crossed)  # fmt: skip
    item.has_handles = chosen
    item.has_ticks = not closed
    item.label.always = chosen or not closed or crossed
    place = _label_place(points, holes) if closed else _middle(points)
    item.label.say((name, said), place, ink)
    item.setZValue(2 if chosen else 1)


def _draw_reference(  # one value a part of the look
    item: OutlineItem, points: Ring, said: str, colour: str, ignored: bool, told: bool
) -> None:
    item.setOpacity(1.0 if told else 0.45)
    item.draw((points,), closed=False)
    item.look(QColor(colour), width=2.0, dashed=ignored)
    item.has_ticks = True
    item.label.always = True
    item.label.say((said,), _middle(points), QColor(colour))
    item.setZValue(3)


def _draw_region(item: OutlineItem, points: Ring, name: str, held: bool) -> None:
    item.has_handles = held
    item.draw((points,), closed=True)
    item.look(QColor(REGION), dashed=True)
    item.label.always = True
    item.label.say((name,), points[0], QColor(REGION))


def _draw_excerpt(item: OutlineItem, outline: Ring, name: str, held: bool) -> None:
    item.has_handles = held
    item.draw((outline,), closed=True)
    item.look(QColor(EXCERPT), width=2.2, dashed=True)
    item.label.always = True
    item.label.say((name,), outline[0], QColor(EXCERPT))


def _label_place(points: Ring, holes: tuple[Ring, ...]) -> Point:
    """Found once for a form: what is only moved takes its label along."""
    left, top = points[0]

    def from_there(ring: Ring) -> Ring:
        return tuple((round(x - left, _FINE), round(y - top, _FINE)) for x, y in ring)

    across, down = _place_in(from_there(points), tuple(map(from_there, holes)))
    return left + across, top + down


@lru_cache(maxsize=4096)
def _place_in(points: Ring, holes: tuple[Ring, ...]) -> Point:
    return label_point(points, holes)


def _middle(points: Ring) -> Point:
    number = len(points) // 2
    a, b = points[number - 1], points[number]
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
