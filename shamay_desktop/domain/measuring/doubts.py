"""What can be measured and yet must be looked at: figures that say less than they seem to."""

from collections.abc import Mapping
from math import hypot

from shamay_desktop.domain.drawing.geometry import bounds
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import Shape
from shamay_desktop.domain.measuring.scale import MeasuredSheet, Scale

FAR = 1.0
"""Of the references' own extent: a shape that lies farther from them is measured by what was never
seen there. On an even scan the scale holds everywhere, on a photograph it does not."""

ONE_WAY = 0.95
"""How alike directions are (1: the same) from which nothing is known of those across."""

SLACK = 2.0
"""Pixels by which a corner may stand over the sheet's edge: a hand at the border does."""

Size = tuple[float, float]


def doubts(measured: MeasuredSheet, size: Size | None = None) -> Mapping[str, Refused]:
    """By shape id, of those that are measured: `shape_off_sheet`, `shape_partly_off_sheet`,
    `shape_far_from_references`, `measure_below_error`.

    `size` is the sheet's width and height in pixels; without it only what lies above or to the left
    of the sheet's corner is known to be off it.
    """
    found: dict[str, Refused] = {}
    for shape in measured.sheet.shapes:
        value = measured.shapes.get(shape.id)
        if isinstance(value, Measured):
            code = _off_sheet(shape, size) or _far(measured, shape) or _unsure(value)
            if code:
                found[shape.id] = Refused(code, shape=shape.name or shape.id)
    return found


def one_way(scale: Scale) -> bool:
    """Whether all references lie in one direction: the other one is taken to be the same."""
    drift = scale.spread.drift
    return scale.from_references and drift is not None and hypot(*drift) > ONE_WAY


def _off_sheet(shape: Shape, size: Size | None) -> str:
    left, top, right, bottom = bounds(shape.points)
    width, height = (right, bottom) if size is None else size
    if right < -SLACK or bottom < -SLACK or left > width + SLACK or top > height + SLACK:
        return "shape_off_sheet"
    if left < -SLACK or top < -SLACK or right > width + SLACK or bottom > height + SLACK:
        return "shape_partly_off_sheet"
    return ""


def _far(measured: MeasuredSheet, shape: Shape) -> str:
    used = [
        each.reference
        for each in measured.residuals.get(measured.regions[shape.id], ())
        if each.used
    ]
    if not used:
        return ""
    left, top, right, bottom = bounds([point for each in used for point in each.points])
    near_left, near_top, near_right, near_bottom = bounds(shape.points)
    across = max(left - near_right, near_left - right, 0.0)
    down = max(top - near_bottom, near_top - bottom, 0.0)
    extent = hypot(right - left, bottom - top)
    return "shape_far_from_references" if hypot(across, down) > FAR * extent else ""


def _unsure(value: Measured) -> str:
    return "measure_below_error" if value.value <= value.plus_minus else ""
