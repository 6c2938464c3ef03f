"""What the drawing tables need from the floors above: work on polygons, and drawings as DXF."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.measuring.drawing import Drawing

NEAR = 0.05
"""Units of the points (pixels) by which outlines may miss one another and still share a wall:
points are kept to a hundredth of a pixel, so that a corner snapped to a wall misses it by half of
one."""


class Polygon(NamedTuple):
    """An area: its outline and its holes, open rings, in the units of the points."""

    outer: Ring
    holes: tuple[Ring, ...] = ()


class PolygonWork(Protocol):
    """Cuts and joins areas exactly; callable from any thread."""

    def load(self) -> None:
        """Load what is needed, a quarter of a second: off the window's thread, before a gesture
        asks for it. An area of 5,000 corners is then cut in 30 ms, of a hundred in one."""
        ...

    def split(self, outer: Ring, holes: Sequence[Ring], path: Ring) -> tuple[Polygon, ...]:
        """The parts into which an open line cuts an area, at least two, from the top left on.

        The line's ends may lie on the outline (`NEAR` enough) or beyond it. The parts' areas sum
        to the whole's. Raises Refused: `line_misses_shape` (it does not go from side to side),
        `shape_crosses_itself`, `hole_outside`.
        """
        ...

    def joined(self, shapes: Sequence[Polygon], *, near: float = NEAR) -> Polygon:
        """One area of shapes that overlap or share a wall, its holes where they enclose room.

        Outlines that are apart by up to `near` count as shared. Raises Refused: `shapes_apart`
        (or meeting in points only), `shape_crosses_itself`, `hole_outside`.
        """
        ...

    def mended(self, outer: Ring, holes: Sequence[Ring] = ()) -> tuple[Polygon, ...]:
        """The areas that an outline encloses which crosses itself, the largest first.

        Each is simple. Raises Refused(`shape_without_area`) where it encloses none.
        """
        ...


class DrawingWriter(Protocol):
    """Makes a measured drawing for programs that draw."""

    def __call__(self, drawing: Drawing) -> bytes:
        """A DXF file: metres, y up, a layer for each category. Takes seconds at first."""
        ...
