"""What is asked of the print painter for the excerpt of a plan: its outline, ground and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.drawing import geometry
from shamay_desktop.domain.drawing.plain import fingerprint
from shamay_desktop.domain.drawing.points import Ring
from shamay_desktop.domain.measuring.plans import Shape, Sheet
from shamay_desktop.domain.picture_keys import Crop

PAINTED = "1"
"""Of the way of painting: another one makes other pictures of the same rows."""

_AIR = 0.04
"""Of the longer side: the sheet that is seen around an outline."""


class Ground(StrEnum):
    """What stays of the sheet outside the outline; codes as `plans.sheets/*/excerpt_ground`."""

    KEPT = "kept"
    WHITENED = "whitened"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class LabelledShape:
    """A shape and what stands in it, line by line."""

    shape: Shape
    label: str


@dataclass(frozen=True, slots=True)
class ExcerptRequest:
    """A part of a page to be drawn for print, in pixels of the page at `dpi`.

    `outlined`: the outline itself is drawn. `turn` in degrees clockwise is how the sheet is
    shown, `north` where north is on the excerpt as it is shown (None: not known), `letter` the
    letter of its arrow; `veil` (of a PDF's page in pixels at `plans.DPI`) and `part` as in
    `MarkedRequest`.
    """

    page: int
    dpi: int
    outline: Ring
    ground: Ground
    turn: float
    shapes: tuple[LabelledShape, ...]
    outlined: bool = True
    north: float | None = None
    letter: str = ""
    veil: tuple[tuple[int, int, int, int], ...] = ()
    part: Crop | None = None

    def fingerprint(self) -> str:
        """Of all that is drawn."""
        return fingerprint((PAINTED, self))

    def box(self) -> tuple[float, float, float, float]:
        """What of the sheet is shown: the outline's box with some air around it."""
        left, top, right, bottom = geometry.bounds(self.outline)
        air = max(right - left, bottom - top) * (_AIR if self.ground is not Ground.CUT else 0.012)
        return left - air, top - air, right + air, bottom + air


def ground_of(sheet: Sheet) -> Ground:
    """The sheet's ground; what is no code of ours is kept."""
    try:
        return Ground(sheet.excerpt_ground)
    except ValueError:
        return Ground.KEPT


def outline_of(sheet: Sheet) -> Ring:
    """What the report shows of a sheet: its excerpt, else the box of its shapes; () of neither."""
    if len(sheet.excerpt) > 2:
        return sheet.excerpt
    points = [point for shape in sheet.shapes for point in shape.points]
    if len(points) < 2:
        return ()
    left, top, right, bottom = geometry.bounds(points)
    air = max(right - left, bottom - top) * 0.08
    left, top, right, bottom = left - air, top - air, right + air, bottom + air
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def shown_shapes(outline: Ring, shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The shapes that an excerpt shows: those of which any corner lies in it."""
    return tuple(
        shape
        for shape in shapes
        if any(geometry.contains(outline, point) for point in shape.points)
    )
