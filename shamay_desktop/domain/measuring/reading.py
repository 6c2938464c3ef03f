"""The sheets of a case: rows of `plans.*` as typed, frozen objects; broken rows are told."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.drawing.kept import Kept
from shamay_desktop.domain.drawing.points import decode_points, decode_rings
from shamay_desktop.domain.drawing.rows import (
    Broken,
    flag_of,
    number_of,
    points_of,
    read_by,
    read_rows,
    text_of,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import (
    DPI,
    POINTING,
    AreaRule,
    Correction,
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)

SHEETS = "plans.sheets"
REGIONS = "plans.regions"
REFERENCES = "plans.references"
SHAPES = "plans.shapes"

LEAST: Mapping[ShapeKind, int] = {ShapeKind.AREA: 3, ShapeKind.LENGTH: 2}
"""Points that a shape has at least."""


def sheets_of(case: Case) -> tuple[Sheet, ...]:
    """The sheets with what is drawn on them, in the case's order; without the broken rows."""
    return _read(case)[0]


def broken_rows(case: Case) -> tuple[Broken, ...]:
    """The rows that cannot be read, by list and id, with the reason of each: bad points, or on no
    sheet of the case."""
    return _read(case)[1]


Reading = tuple[tuple[Sheet, ...], tuple[Broken, ...]]

_LISTS = (SHEETS, REGIONS, REFERENCES, SHAPES)
_NONE = object()
_readings: Kept[Reading] = Kept(16)
_wholes: Kept[Sheet] = Kept(64)


def _read(case: Case) -> Reading:
    """Read once, as long as the four lists are the very same: all that shows, checks and measures
    a case asks, after each edit."""
    lists = [case.values.get(name, _NONE) for name in _LISTS]
    lists.sort(key=lambda value: value is _NONE)  # by one that is there, where there is any
    return _readings.of(*lists) or _readings.keep(_read_anew(case), *lists)


def _read_anew(case: Case) -> Reading:
    told: list[Broken] = []
    sheets = read_rows(case, SHEETS, _sheet, told)
    known = {sheet.id for sheet in sheets}
    regions = read_by(case, REGIONS, "sheet", known, _region, told)
    references = read_by(case, REFERENCES, "sheet", known, _reference, told)
    shapes = read_by(case, SHAPES, "sheet", known, _shape, told)
    whole = tuple(
        _with_drawn(
            sheet,
            regions.get(sheet.id, ()),
            references.get(sheet.id, ()),
            shapes.get(sheet.id, ()),
        )
        for sheet in sheets
    )
    return whole, tuple(told)


def _with_drawn(
    sheet: Sheet,
    regions: tuple[Region, ...],
    references: tuple[Reference, ...],
    shapes: tuple[Shape, ...],
) -> Sheet:
    """The sheet with what is drawn on it; the same object while nothing on it is another."""
    drawn = (sheet, *regions, None, *references, None, *shapes)
    known = _wholes.of(*drawn)
    if known is not None:
        return known
    made = replace(sheet, regions=regions, references=references, shapes=shapes)
    return _wholes.keep(made, *drawn)


def _sheet(row: Row) -> Sheet:
    paper, rule = text_of(row, "file"), text_of(row, "rule")
    if not paper:
        raise Refused("drawing_without_file")
    pointing = number_of(row, "pointing")
    return Sheet(
        id=row.id,
        paper=paper,
        page=_count(row, "page", 1),
        title=text_of(row, "title"),
        dpi=_count(row, "dpi", DPI),
        stated_scale=number_of(row, "stated_scale"),
        correction=Correction(text_of(row, "correction") or Correction.NONE),
        turn=number_of(row, "turn") or Decimal(0),
        pointing=POINTING if pointing is None else pointing,
        source=text_of(row, "source"),
        date=text_of(row, "date"),
        rule=AreaRule(rule) if rule else None,
        excerpt=decode_points(text_of(row, "excerpt")),
        excerpt_ground=text_of(row, "excerpt_ground") or "kept",
        north=number_of(row, "north"),
    )


def _count(row: Row, column: str, otherwise: int) -> int:
    """0 is 0, which no scale is made of, and not as if nothing were said."""
    found = number_of(row, column)
    return otherwise if found is None else int(found)


def _region(row: Row) -> Region:
    return Region(
        id=row.id,
        name=text_of(row, "name"),
        points=points_of(row, "points", 3),
        stated_scale=number_of(row, "stated_scale"),
        correction=Correction(text_of(row, "correction") or Correction.NONE),
    )


def _reference(row: Row) -> Reference:
    return Reference(
        id=row.id,
        points=points_of(row, "points", 2, 2),
        metres=number_of(row, "metres"),
        region=text_of(row, "region"),
        ignored=flag_of(row, "ignored"),
        note=text_of(row, "note"),
    )


def _shape(row: Row) -> Shape:
    kind = ShapeKind(text_of(row, "kind") or ShapeKind.AREA)
    return Shape(
        id=row.id,
        kind=kind,
        points=points_of(row, "points", LEAST[kind]),
        holes=decode_rings(text_of(row, "holes")),
        name=text_of(row, "name"),
        category=text_of(row, "category"),
        floor=text_of(row, "floor"),
        note=text_of(row, "note"),
        colour=text_of(row, "colour"),
    )
