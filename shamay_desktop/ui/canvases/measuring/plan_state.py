"""What the plan table shows and chooses; a finished gesture leaves it as changes of the case."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.drawing.geometry import edges, steps
from shamay_desktop.domain.drawing.kept import Kept
from shamay_desktop.domain.drawing.points import Point, Ring, rounded
from shamay_desktop.domain.drawing.rows import Broken, Changes
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.measuring import gestures
from shamay_desktop.domain.measuring.doubts import doubts
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.placing import region_holding
from shamay_desktop.domain.measuring.plans import (
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)
from shamay_desktop.domain.measuring.reading import broken_rows, sheets_of
from shamay_desktop.domain.measuring.scale import MeasuredSheet, Scale, measured
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.canvases.measuring.measure_words import MeasureWords
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.drawing_ports import Polygon

Gesture = Callable[[Case], Changes]
Edge = tuple[Point, Point]


class PlanState(QObject):
    """The sheets of the case as typed rows, the one that is open, and what is chosen on it."""

    edited = Signal(object)
    """tuple[Change, ...]: one finished gesture."""

    shown = Signal()
    """The case was shown anew, or measures are worded otherwise."""

    opened = Signal()
    """Another sheet is open, or none."""

    chosen_changed = Signal()
    """Other shapes are chosen."""

    told = Signal(str)
    """What was done, in words."""

    said = Signal(str)
    """A word for the person, on the canvas; "" takes it away."""

    scale_wanted = Signal()
    """Something cannot be done before a scale is set: bring the scale into view."""

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.texts = context.texts
        self.words = MeasureWords(context.texts)
        self.case = context.session.case
        self.sheets: tuple[Sheet, ...] = ()
        self.sheet: Sheet | None = None
        self.measured: MeasuredSheet | None = None
        self.chosen: tuple[str, ...] = ()
        self.category = "flat"
        self.floor = ""
        self._sizes: dict[tuple[str, int, int], tuple[float, float]] = {}
        self.panel = ""
        """"scale", "shapes" or "sheet", what is looked at beside the canvas: it says whose corners
        are taken hold of where outlines lie over each other."""
        self._lines: tuple[Sheet | None, tuple[Point, ...], tuple[Edge, ...]] | None = None
        self._known: Kept[MeasuredSheet] = Kept(24)
        self._doubts: Kept[Mapping[str, Refused]] = Kept(4)

    # -- showing --------------------------------------------------------------------------

    def show_case(self, case: Case) -> None:
        """Read the sheets; the open one stays open while it stands."""
        self.case = case
        self.sheets = sheets_of(case)
        before = self.sheet
        self.sheet = self._same(before) or (self.sheets[0] if self.sheets else None)
        self._measure()
        known = {shape.id for shape in self.shapes}
        chosen = tuple(each for each in self.chosen if each in known)
        if (before and before.id) != (self.sheet and self.sheet.id):
            self.opened.emit()
        self.shown.emit()
        if chosen != self.chosen:
            self.choose(chosen)

    def open_sheet(self, sheet_id: str) -> None:
        """Look at another sheet."""
        found = next((each for each in self.sheets if each.id == sheet_id), None)
        if found is None or (self.sheet is not None and found.id == self.sheet.id):
            return
        self.sheet, self.chosen = found, ()
        self._measure()
        self.opened.emit()
        self.shown.emit()
        self.chosen_changed.emit()

    def choose(self, shape_ids: Iterable[str]) -> None:
        """Choose these shapes and no others."""
        wanted = tuple(dict.fromkeys(shape_ids))
        if wanted != self.chosen:
            self.chosen = wanted
            self.chosen_changed.emit()

    @property
    def page_size(self) -> tuple[float, float] | None:
        """The open sheet's width and height in pixels, once it was shown."""
        return None if self.sheet is None else self._sizes.get(_page_of(self.sheet))

    @property
    def page_sizes(self) -> dict[str, tuple[float, float]]:
        """By sheet id, the sizes of pages that were shown."""
        found = {each.id: self._sizes.get(_page_of(each)) for each in self.sheets}
        return {sheet_id: size for sheet_id, size in found.items() if size is not None}

    def note_size(self, page: tuple[str, int, int], size: tuple[float, float]) -> None:
        """A page (its paper, number and dots an inch) is there: what lies off it is known now."""
        if self._sizes.get(page) != size:
            self._sizes[page] = size
            self.shown.emit()

    def tell(self, done: str) -> None:
        """Say on the canvas what was done."""
        self.told.emit(done)

    def say(self, problem: ShamayError | str) -> None:
        """Say a problem on the canvas."""
        self.said.emit(problem if isinstance(problem, str) else error_words(self.texts, problem))

    @property
    def read_only(self) -> bool:
        """Whether the case is only looked at."""
        return self.context.read_only

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes of the open sheet."""
        return () if self.sheet is None else self.sheet.shapes

    @property
    def chosen_shapes(self) -> tuple[Shape, ...]:
        """The chosen ones, in the sheet's order."""
        chosen = set(self.chosen)
        return tuple(each for each in self.shapes if each.id in chosen)

    def shape(self, shape_id: str) -> Shape | None:
        """A shape of the open sheet by its id."""
        return next((each for each in self.shapes if each.id == shape_id), None)

    def broken_rows(self) -> tuple[Broken, ...]:
        """Rows that cannot be read: kept, told, not shown."""
        return broken_rows(self.case)

    def _same(self, sheet: Sheet | None) -> Sheet | None:
        return next((each for each in self.sheets if sheet and each.id == sheet.id), None)

    def _measure(self) -> None:
        self.measured = None if self.sheet is None else self._measured(self.sheet)

    def _measured(self, sheet: Sheet) -> MeasuredSheet:
        """Each sheet once: as long as nothing on it is another, it is the very same."""
        return self._known.of(sheet) or self._known.keep(measured(sheet), sheet)

    def all_measured(self) -> tuple[MeasuredSheet, ...]:
        """The measures of every sheet of the case."""
        return tuple(map(self._measured, self.sheets))

    # -- measuring ------------------------------------------------------------------------

    @property
    def scale(self) -> Scale | Refused:
        """The sheet's own scale, or why there is none."""
        return self.scale_of_region("")

    def scale_of_region(self, region_id: str) -> Scale | Refused:
        """The scale of a region ("" the sheet's), or why there is none."""
        if self.measured is None:
            return Refused("scale_missing")
        scale = self.measured.scales.get(region_id)
        return scale or self.measured.problems.get(region_id) or Refused("scale_missing")

    def scale_at(self, points: Sequence[Point]) -> Scale | Refused:
        """The scale that holds where something is drawn: a region's, else the sheet's."""
        return self.scale_of_region(self.region_at(points))

    def region_at(self, points: Sequence[Point]) -> str:
        """The id of the smallest region that holds all points, "" for none."""
        return "" if self.sheet is None else region_holding(self.sheet, points)

    def area_now(self, ring: Ring, holes: Sequence[Ring] = ()) -> Measured | None:
        """Of something half drawn; None where it cannot be told."""
        scale = self.scale_at(ring)
        if isinstance(scale, Refused) or len(ring) < 3:
            return None
        try:
            return scale.area(ring, tuple(holes))
        except Refused:
            return None

    def length_now(self, path: Ring) -> Measured | None:
        """Of something half drawn; None where it cannot be told."""
        scale = self.scale_at(path)
        if isinstance(scale, Refused) or len(path) < 2:
            return None
        try:
            return scale.length(path)
        except Refused:
            return None

    def measure_of(self, shape: Shape) -> Measured | Refused:
        """A drawn shape's m² or m, or why it has none."""
        found = None if self.measured is None else self.measured.shapes.get(shape.id)
        return Refused("scale_missing") if found is None else found

    def doubt_of(self, shape: Shape) -> Refused | None:
        """Why its measure must be looked at, None where nothing speaks against it."""
        if self.measured is None:
            return None
        asked = self.measured, self.page_size
        known = self._doubts.of(*asked)
        if known is None:
            known = self._doubts.keep(doubts(*asked), *asked)
        return known.get(shape.id)

    def may_measure(self) -> bool:
        """Whether a scale is set; if not it is said, and the scale brought into view."""
        if self.sheet is None:
            return False
        if self.measured is not None and self.measured.scales:
            return True
        self.say(self.texts("plan.scale_first"))
        self.scale_wanted.emit()
        return False

    def snap_lines(self) -> tuple[tuple[Point, ...], tuple[Edge, ...]]:
        """Corners and edges that a pointer may be taken to; made once a state of the sheet."""
        if self._lines is None or self._lines[0] is not self.sheet:
            self._lines = (self.sheet, *self._find_lines())
        return self._lines[1], self._lines[2]

    def _find_lines(self) -> tuple[tuple[Point, ...], tuple[Edge, ...]]:
        corners: list[Point] = []
        lines: list[Edge] = []
        for shape in self.shapes:
            corners += shape.points
            closed = shape.kind is ShapeKind.AREA
            lines += edges(shape.points) if closed else steps(shape.points)
            for hole in shape.holes:
                corners += hole
                lines += edges(hole)
        for reference in () if self.sheet is None else self.sheet.references:
            corners += reference.points
        for region in () if self.sheet is None else self.sheet.regions:
            corners += region.points
        return tuple(corners), tuple(lines)

    # -- gestures -------------------------------------------------------------------------

    def do(self, gesture: Gesture) -> bool:
        """Make a gesture of the case; what is refused is said and nothing is changed."""
        if self.read_only:
            self.say(self.texts("plan.read_only"))
            return False
        try:
            changes = gesture(self.case)
        except Refused as problem:
            self.say(problem)
            return False
        if changes:
            self.say("")  # what was said was of what was done before
            self.edited.emit(changes)
        return True

    def add_sheet(self, sheet: Sheet) -> None:
        """A sheet more, which is opened."""
        if self.do(lambda case: gestures.adding_sheet(case, sheet)):
            self.open_sheet(sheet.id)

    def change_sheet(self, **cells: Any) -> bool:
        """Cells of the open sheet."""
        sheet = self.sheet
        if sheet is None:
            return False
        after = replace(sheet, **cells)
        return self.do(lambda case: gestures.changing_sheet(case, sheet, after))

    def remove_sheet(self) -> None:
        """Take the open sheet out with all that is drawn on it."""
        if (sheet := self.sheet) is not None:
            self.do(lambda case: gestures.removing_sheet(case, sheet.id))

    def add_shape(
        self, kind: ShapeKind, points: Sequence[Point], holes: Sequence[Ring] = ()
    ) -> str | None:
        """A drawn shape with the category and floor of now; it is chosen. Its id, if it is in."""
        sheet = self.sheet
        if sheet is None:
            return None
        shape = Shape(
            new_row_id(),
            kind,
            tuple(map(rounded, points)),
            tuple(tuple(map(rounded, hole)) for hole in holes),
            name=self._free_name(kind),
            category=self.category if kind is ShapeKind.AREA else "",
            floor=self.floor,
        )
        if not self.do(lambda case: gestures.adding_shapes(case, sheet.id, [shape])):
            return None
        self.choose([shape.id])
        found = self.measure_of(shape)
        self.say(found if isinstance(found, Refused) else self.doubt_of(shape) or "")
        return shape.id

    def change_shapes(self, pairs: Iterable[tuple[Shape, Shape]]) -> bool:
        """Shapes as they were read and as they shall stand."""
        kept = tuple(pairs)
        return self.do(lambda case: gestures.changing_shapes(case, kept))

    def remove_chosen(self) -> None:
        """Take the chosen shapes out."""
        gone = self.chosen
        if gone:
            self.do(lambda case: gestures.removing_shapes(case, gone))

    def crossing_chosen(self) -> tuple[Shape, ...]:
        """The chosen areas whose outline crosses itself."""
        return tuple(
            shape
            for shape in self.chosen_shapes
            if isinstance(found := self.measure_of(shape), Refused)
            and found.code == "shape_crosses_itself"
        )

    def mend_chosen(self) -> None:
        """What such an outline encloses becomes areas of their own, the largest in its place."""
        for shape in self.crossing_chosen():
            try:
                largest, *rest = self.context.services.polygons.mended(shape.points, shape.holes)
            except Refused as problem:
                self.say(problem)
                continue
            added = [replace(with_polygon(shape, part), id=new_row_id()) for part in rest]
            changed = [(shape, with_polygon(shape, largest))]
            if self.replace_shapes(changed=changed, added=added, behind=shape.id):
                self.say("")
                self.choose([shape.id, *(each.id for each in added)])

    def duplicate_chosen(self, away: float) -> None:
        """The chosen shapes once more, a little beside."""
        sheet, chosen = self.sheet, self.chosen_shapes
        if sheet is None or not chosen:
            return
        copies = [self._copy(shape, away) for shape in chosen]
        behind = chosen[-1].id
        if self.do(lambda case: gestures.adding_shapes(case, sheet.id, copies, behind)):
            self.choose(each.id for each in copies)

    def replace_shapes(
        self,
        gone: Iterable[str] = (),
        changed: Iterable[tuple[Shape, Shape]] = (),
        added: Iterable[Shape] = (),
        behind: str | None = None,
    ) -> bool:
        """Split or join as one gesture."""
        sheet = self.sheet
        if sheet is None:
            return False
        old, pairs, new = tuple(gone), tuple(changed), tuple(added)
        return self.do(
            lambda case: gestures.replacing_shapes(
                case, sheet.id, gone=old, changed=pairs, added=new, behind=behind
            )
        )

    def add_reference(self, points: Ring, metres: Decimal | None, region: str = "") -> str | None:
        """A known length. Its id, if it is in."""
        sheet = self.sheet
        if sheet is None:
            return None
        made = Reference(new_row_id(), tuple(map(rounded, points)), metres, region)
        done = self.do(lambda case: gestures.adding_references(case, sheet.id, [made]))
        return made.id if done else None

    def change_reference(self, before: Reference, after: Reference) -> bool:
        """A known length otherwise."""
        return self.do(lambda case: gestures.changing_reference(case, before, after))

    def remove_references(self, ids: Iterable[str]) -> bool:
        """Known lengths out."""
        gone = tuple(ids)
        return self.do(lambda case: gestures.removing_references(case, gone))

    def add_region(self, points: Ring) -> None:
        """A part of the sheet with a scale of its own."""
        sheet = self.sheet
        if sheet is None:
            return
        name = strip_marks(self.texts("plan.region_name", n=len(sheet.regions) + 1))
        made = Region(new_row_id(), name, tuple(map(rounded, points)))
        self.do(lambda case: gestures.adding_regions(case, sheet.id, [made]))

    def change_region(self, before: Region, after: Region) -> bool:
        """A region otherwise."""
        return self.do(lambda case: gestures.changing_region(case, before, after))

    def remove_region(self, region_id: str) -> bool:
        """A region out; its references stay, left out."""
        return self.do(lambda case: gestures.removing_region(case, region_id))

    def _copy(self, shape: Shape, away: float) -> Shape:
        def beside(ring: Ring) -> Ring:
            return tuple(rounded((x + away, y + away)) for x, y in ring)

        return replace(
            shape,
            id=new_row_id(),
            points=beside(shape.points),
            holes=tuple(map(beside, shape.holes)),
            name=strip_marks(self.texts("plan.copy_of", name=shape.name)) if shape.name else "",
        )

    def _free_name(self, kind: ShapeKind) -> str:
        taken = {shape.name for sheet in self.sheets for shape in sheet.shapes}
        number = 1
        while (name := self._name(kind, number)) in taken:
            number += 1
        return name

    def _name(self, kind: ShapeKind, number: int) -> str:
        """What goes into the case has no marks of direction."""
        return strip_marks(self.texts(f"plan.new_{kind.value}", n=number))


def _page_of(sheet: Sheet) -> tuple[str, int, int]:
    return sheet.paper, sheet.page, sheet.dpi


def with_polygon(shape: Shape, polygon: Polygon) -> Shape:
    """The shape with that outline and those holes."""
    holes = tuple(tuple(map(rounded, hole)) for hole in polygon.holes)
    return replace(shape, points=tuple(map(rounded, polygon.outer)), holes=holes)
