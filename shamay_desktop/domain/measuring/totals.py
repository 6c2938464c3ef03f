"""Sums by category and floor: what one scale does to all its shapes does not cancel out."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum, hypot, sqrt

from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.plans import Shape, ShapeKind
from shamay_desktop.domain.measuring.scale import MeasuredSheet


@dataclass(frozen=True, slots=True)
class Total:
    """The areas (m²) or lengths (m) of one category on one floor; `shapes` are their ids.

    `category` and `floor` are "" where a shape names none: such shapes are a total of their own.
    """

    category: str
    floor: str
    measured: Measured
    shapes: tuple[str, ...]
    kind: ShapeKind = ShapeKind.AREA


def totals(sheets: Iterable[MeasuredSheet]) -> tuple[Total, ...]:
    """Of everything that could be measured, in the order in which categories and floors come.

    Areas before lengths; a category and a floor are never mixed with another one.
    """
    groups: dict[tuple[bool, str, str], list[tuple[str, Shape, Measured]]] = {}
    for sheet in sheets:
        for shape in sheet.sheet.shapes:
            found = sheet.shapes.get(shape.id)
            if isinstance(found, Measured):
                is_length = shape.kind is ShapeKind.LENGTH
                scale = f"{sheet.sheet.id}/{sheet.regions[shape.id]}"
                groups.setdefault((is_length, shape.category, shape.floor.strip()), []).append(
                    (scale, shape, found)
                )
    return tuple(
        Total(
            category,
            floor,
            added((scale, found) for scale, _, found in members),
            tuple(shape.id for _, shape, _ in members),
            ShapeKind.LENGTH if is_length else ShapeKind.AREA,
        )
        for (is_length, category, floor), members in sorted(
            groups.items(), key=lambda group: group[0][0]
        )
    )


def added(parts: Iterable[tuple[str, Measured]]) -> Measured:
    """The sum of measures, each with what names its scale.

    The scale's error is the same in all that one scale measured and adds up as it is; of different
    scales it adds as squares, as each shape's own pointing error does. A corner that two rooms
    share moves area from one to the other: to count it twice is on the safe side.
    """
    listed = list(parts)
    by_scale: dict[str, list[float]] = {}
    for scale, found in listed:
        by_scale.setdefault(scale, []).append(found.from_scale)
    scales = sqrt(fsum(fsum(each) ** 2 for each in by_scale.values()))
    drawing = sqrt(fsum(found.from_drawing**2 for _, found in listed))
    value = fsum(found.value for _, found in listed)
    return Measured(value, hypot(scales, drawing), scales, drawing)
