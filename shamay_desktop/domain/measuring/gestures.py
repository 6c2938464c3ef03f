"""What a gesture on a measured sheet changes in the case: minimal, exactly undoable.

Each answers the changes of one gesture; `before` is what was read, `after` what shall stand. What
is gone meanwhile is passed over. Raises Refused, where what is given cannot stand in a case.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from shamay_desktop.domain.case import Case, Value
from shamay_desktop.domain.drawing.points import MOST_POINTS, encode_points, encode_rings
from shamay_desktop.domain.drawing.rows import (
    Cells,
    Changes,
    adding,
    changing,
    changing_each,
    hanging,
    ordering,
    removing,
    removing_with,
    several,
)
from shamay_desktop.domain.editing import setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.measuring.plans import (
    Correction,
    Reference,
    Region,
    Shape,
    ShapeKind,
    Sheet,
)
from shamay_desktop.domain.measuring.reading import REFERENCES, REGIONS, SHAPES, SHEETS

ON_A_SHEET = (REGIONS, REFERENCES, SHAPES)


def adding_sheet(case: Case, sheet: Sheet) -> Changes:
    """A sheet at the end of the list, with all that is drawn on it."""
    return several(
        case,
        (
            lambda now: adding(now, SHEETS, [(sheet.id, sheet_cells(sheet))]),
            lambda now: adding_regions(now, sheet.id, sheet.regions),
            lambda now: adding_references(now, sheet.id, sheet.references),
            lambda now: adding_shapes(now, sheet.id, sheet.shapes),
        ),
    )


def changing_sheet(case: Case, before: Sheet, after: Sheet) -> Changes:
    """The sheet's own cells that differ; not what is drawn on it."""
    return changing(case, SHEETS, before.id, sheet_cells(before), sheet_cells(after))


def removing_sheet(case: Case, sheet_id: str) -> Changes:
    """A sheet taken out with all that is drawn on it."""
    return removing_with(case, SHEETS, sheet_id, column="sheet", lists=ON_A_SHEET)


def adding_regions(case: Case, sheet_id: str, regions: Iterable[Region]) -> Changes:
    """Regions with a scale of their own."""
    return adding(case, REGIONS, [(one.id, region_cells(sheet_id, one)) for one in regions])


def changing_region(case: Case, before: Region, after: Region) -> Changes:
    """The region's cells that differ."""
    return changing_each(case, REGIONS, [(before, after)], partial(region_cells, ""))


def removing_region(case: Case, region_id: str) -> Changes:
    """A region taken out. Its references stay on the sheet, left out: they are of another scale."""

    def freed(now: Case) -> Changes:
        return several(
            now,
            [
                partial(setting, path=f"{REFERENCES}/{row_id}/{name}", value=value)
                for row_id in hanging(now, REFERENCES, "region", region_id)
                for name, value in (("region", None), ("ignored", Value.of(content=True)))
            ],
        )

    return several(case, (freed, lambda now: removing(now, REGIONS, [region_id])))


def adding_references(case: Case, sheet_id: str, references: Iterable[Reference]) -> Changes:
    """Known lengths."""
    rows = [(one.id, reference_cells(sheet_id, one)) for one in references]
    return adding(case, REFERENCES, rows)


def changing_references(case: Case, pairs: Iterable[tuple[Reference, Reference]]) -> Changes:
    """The cells that differ, of several references (before, after) in one gesture."""
    return changing_each(case, REFERENCES, pairs, partial(reference_cells, ""))


def changing_reference(case: Case, before: Reference, after: Reference) -> Changes:
    """The reference's cells that differ."""
    return changing_references(case, [(before, after)])


def removing_references(case: Case, reference_ids: Iterable[str]) -> Changes:
    """Known lengths taken out."""
    return removing(case, REFERENCES, reference_ids)


def adding_shapes(
    case: Case, sheet_id: str, shapes: Iterable[Shape], behind: str | None = None
) -> Changes:
    """Shapes drawn on a sheet, behind one of its shapes or at the end."""
    rows = [(one.id, shape_cells(sheet_id, one)) for one in shapes]
    return adding(case, SHAPES, rows, behind)


def changing_shapes(case: Case, pairs: Iterable[tuple[Shape, Shape]]) -> Changes:
    """The cells that differ, of several shapes (before, after) in one gesture."""
    return changing_each(case, SHAPES, pairs, partial(shape_cells, ""))


def changing_shape(case: Case, before: Shape, after: Shape) -> Changes:
    """The shape's cells that differ."""
    return changing_shapes(case, [(before, after)])


def removing_shapes(case: Case, shape_ids: Iterable[str]) -> Changes:
    """Shapes taken out."""
    return removing(case, SHAPES, shape_ids)


def replacing_shapes(
    case: Case,
    sheet_id: str,
    *,
    gone: Iterable[str] = (),
    changed: Iterable[tuple[Shape, Shape]] = (),
    added: Iterable[Shape] = (),
    behind: str | None = None,
) -> Changes:
    """Split or join in one gesture: shapes that change, that come, and that go."""
    pairs, new, old = tuple(changed), tuple(added), tuple(gone)
    return several(
        case,
        (
            lambda now: changing_shapes(now, pairs),
            lambda now: adding_shapes(now, sheet_id, new, behind),
            lambda now: removing_shapes(now, old),
        ),
    )


def ordering_shapes(case: Case, shape_ids: Sequence[str]) -> Changes:
    """Shapes of one sheet in another order; those of other sheets keep their places."""
    return ordering(case, SHAPES, shape_ids)


def sheet_cells(sheet: Sheet) -> Cells:
    """The sheet's own cells as they are written."""
    return {
        "file": sheet.paper,
        "page": sheet.page,
        "title": sheet.title,
        "dpi": sheet.dpi,
        "stated_scale": sheet.stated_scale,
        "correction": _unless_none(sheet.correction),
        "turn": sheet.turn or None,
        "pointing": sheet.pointing,
        "source": sheet.source,
        "date": sheet.date,
        "rule": sheet.rule,
        "excerpt": encode_points(sheet.excerpt),
        "excerpt_ground": "" if sheet.excerpt_ground == "kept" else sheet.excerpt_ground,
        "north": sheet.north,
    }


def region_cells(sheet_id: str, region: Region) -> Cells:
    """A region's cells as they are written."""
    return {
        "sheet": sheet_id,
        "name": region.name,
        "points": encode_points(region.points),
        "stated_scale": region.stated_scale,
        "correction": _unless_none(region.correction),
    }


def reference_cells(sheet_id: str, reference: Reference) -> Cells:
    """A reference's cells as they are written."""
    return {
        "sheet": sheet_id,
        "region": reference.region,
        "points": encode_points(reference.points),
        "metres": reference.metres,
        "ignored": reference.ignored or None,
        "note": reference.note,
    }


def shape_cells(sheet_id: str, shape: Shape) -> Cells:
    """A shape's cells as they are written; only areas have holes.

    Raises Refused(`shape_too_many_points`): what is written can be read.
    """
    for ring in (shape.points, *shape.holes):
        if len(ring) > MOST_POINTS:
            name = shape.name or shape.id
            raise Refused("shape_too_many_points", shape=name, n=len(ring), limit=MOST_POINTS)
    holes = shape.holes if shape.kind is ShapeKind.AREA else ()
    return {
        "sheet": sheet_id,
        "kind": shape.kind,
        "name": shape.name,
        "category": shape.category,
        "floor": shape.floor,
        "points": encode_points(shape.points),
        "holes": encode_rings(holes),
        "note": shape.note,
        "colour": shape.colour,
    }


def _unless_none(correction: Correction) -> str:
    return "" if correction is Correction.NONE else correction.value
