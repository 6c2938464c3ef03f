"""What of a case's values was handed over from a measured plan, and from which shapes of it."""

import hashlib
from collections.abc import Iterable, Sequence

from shamay_desktop.domain.case import Case, Origin, Row, Value
from shamay_desktop.domain.measuring.reading import REFERENCES, SHAPES
from shamay_desktop.domain.measuring.totals import Total

TABLE = "measuring.table"
AREAS = "valuation.areas"
BUILT = "unit.built_area"
FLAT = "flat"


def note_of(list_id: str, ids: Iterable[str]) -> str:
    """The note of a measured value's origin: the rows that it was measured by."""
    return f"{list_id}/{' '.join(ids)}"


def shapes_of(value: Value | None) -> tuple[str, ...]:
    """The ids of the shapes that a value was measured by; () for any other value."""
    return _named(value, SHAPES)


def drawn_by(case: Case, value: Value | None) -> str | None:
    """Where a measured value can be looked at: the path `note_of` of those of its shapes (else of
    its dimension) that are still drawn; None of any other value, and where none is."""
    for list_id in (SHAPES, REFERENCES):
        drawn = [row_id for row_id in _named(value, list_id) if case.row(list_id, row_id)]
        if drawn:
            return note_of(list_id, drawn)
    return None


def is_measured(value: Value | None) -> bool:
    """Whether a value came from a measured plan."""
    return bool(_named(value, SHAPES) or _named(value, REFERENCES))


def measured_areas(case: Case) -> tuple[tuple[Row, tuple[str, ...]], ...]:
    """The rows of `valuation.areas` that were measured, with the ids of their shapes."""
    rows = ((row, shapes_of(row.cells.get("area"))) for row in case.rows(AREAS))
    return tuple((row, ids) for row, ids in rows if ids)


def handed_shapes(case: Case) -> frozenset[str]:
    """The ids of all shapes by which something of the case was measured."""
    values = [case.value(BUILT)]
    values += [row.cells.get("area") for row in case.rows(AREAS)]
    values += [cell for row in case.rows(TABLE) for cell in row.cells.values()]
    return frozenset(shape_id for value in values for shape_id in shapes_of(value))


def handed_sheets(case: Case) -> frozenset[str]:
    """The ids of the sheets on which a shape is drawn by which something was measured."""
    ids = handed_shapes(case)
    return frozenset(
        str(row.content("sheet")) for row in case.rows(SHAPES) if ids and row.id in ids
    )


def orphans(case: Case) -> tuple[str, ...]:
    """The paths of areas that were measured by shapes of which none is drawn any more."""
    drawn = {row.id for row in case.rows(SHAPES)}
    built = shapes_of(case.value(BUILT))
    paths = [BUILT] if built and not drawn & set(built) else []
    paths += [f"{AREAS}/{row.id}/area" for row, ids in measured_areas(case) if not drawn & set(ids)]
    return tuple(paths)


def rows_for(case: Case, areas: Sequence[Total]) -> list[str]:
    """For each total the id of the row that it goes to.

    The one that was measured by its shapes before; else a row of its category on its floor that
    was not measured; else the only such row of the category, where the total is the only one too;
    else a new one.
    """
    measured = {row.id: set(ids) for row, ids in measured_areas(case)}
    typed = [row for row in case.rows(AREAS) if row.id not in measured]
    taken: set[str] = set()
    found: list[str] = []
    for total in areas:
        own = [
            row_id
            for row_id, ids in measured.items()
            if row_id not in taken
            and ids & set(total.shapes)
            and case.content(f"{AREAS}/{row_id}/category") == total.category
        ]
        alone = sum(one.category == total.category for one in areas) == 1
        free = [
            row
            for row in typed
            if row.id not in taken and row.content("category") == total.category
        ]
        same = [row.id for row in free if (row.content("level") or "") == total.floor]
        only = [row.id for row in free] if alone and len(free) == 1 else []
        chosen = next(iter((*own, *same[:1], *only)), None)
        found.append(chosen or _new_id(total))
        taken.add(found[-1])
    return found


def _new_id(total: Total) -> str:
    """The same for the same shapes, so that two looks at one hand-over agree."""
    told = hashlib.sha256(" ".join((total.category, total.floor, *total.shapes)).encode())
    return told.hexdigest()[:12]


def measured_by(note: str | None) -> int:
    """By how many shapes or lengths a value was measured, as the note of its origin says; 0: it
    says something else."""
    head, _, ids = (note or "").partition("/")
    return len(ids.split()) if head in (SHAPES, REFERENCES) else 0


def _named(value: Value | None, list_id: str) -> tuple[str, ...]:
    source = None if value is None else value.provenance
    if source is None or source.origin is not Origin.DOCUMENT or source.note is None:
        return ()
    head, _, ids = source.note.partition("/")
    return tuple(ids.split()) if head == list_id else ()
