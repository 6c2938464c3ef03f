"""What gestures of the grid change: amounts, reasons, columns; each gesture is one step of undo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.editing import (
    Change,
    adding_row,
    after,
    ordering_rows,
    removing_row,
    setting,
)
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, OVERALL
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.market.overriding import imported_of, stated
from shamay_desktop.domain.valuation.cells import text_in
from shamay_desktop.usecases.wizard.session import WizardSession

Changes = tuple[Change, ...]
COMPARABLES = "comparables"
FactContent = tuple[str, str, Scalar | None]
"""Row id of a comparable, column, and the canonical content, None for an emptied one."""


@dataclass(frozen=True, slots=True)
class CellContent:
    """What a cell of the grid holds: canonical amount and unit's code, reason and support.

    `amount` None: the cell is emptied. `proposed`: it was taken as it was proposed, and how.
    """

    comparable: str
    head: str
    amount: Value | None
    unit: str = "percent"
    reason: str = ""
    support: str = ""


def row_of(case: Case, comparable: str, head: str) -> Row | None:
    """The row of an adjustment in the case, None where nothing is said."""
    return next(
        (
            row
            for row in case.rows(ADJUSTMENTS)
            if text_in(row, "comparable") == comparable and text_in(row, "head") == head
        ),
        None,
    )


def filling(session: WizardSession, cells: Iterable[CellContent]) -> Changes:
    """Cells filled or emptied, one gesture. A filled cell keeps its reason unless one comes."""
    case, changes = session.case, list[Change]()
    for cell in cells:
        step = _filled(session, case, cell)
        case = after(case, step)
        changes += step
    return tuple(changes)


def _filled(session: WizardSession, case: Case, cell: CellContent) -> Changes:
    if cell.head == OVERALL:
        return _overall(session, case, cell)
    row = row_of(case, cell.comparable, cell.head)
    if cell.amount is None:
        return () if row is None else removing_row(case, ADJUSTMENTS, row.id)
    texts = {"reason": cell.reason, "support": cell.support}
    if row is None:
        cells = {
            "comparable": session.typed(cell.comparable),
            "head": session.typed(cell.head),
            "unit": session.typed(cell.unit),
            "amount": cell.amount,
            **{name: session.typed(text) for name, text in texts.items() if text},
        }
        return adding_row(case, ADJUSTMENTS, Row(new_row_id(), MappingProxyType(cells)))
    changes: list[Change] = []
    path = f"{ADJUSTMENTS}/{row.id}"
    if text_in(row, "unit") != cell.unit:
        changes += setting(case, f"{path}/unit", session.typed(cell.unit))
    if row.content("amount") != cell.amount.content or row.cells["amount"] != cell.amount:
        changes += setting(case, f"{path}/amount", cell.amount)
    for name, text in texts.items():
        if text and text_in(row, name) != text:
            changes += setting(case, f"{path}/{name}", session.typed(text))
    return tuple(changes)


def _overall(session: WizardSession, case: Case, cell: CellContent) -> Changes:
    """The overall head is the comparable's own cell, in percent alone."""
    path = f"{COMPARABLES}/{cell.comparable}"
    if case.row(COMPARABLES, cell.comparable) is None:
        return ()
    changes = setting(case, f"{path}/adjustment", cell.amount)
    if cell.reason:
        changes += setting(case, f"{path}/adjustment_reason", session.typed(cell.reason))
    return changes


def stating(session: WizardSession, facts: Iterable[FactContent]) -> Changes:
    """Facts of comparables typed or emptied, one gesture; what was imported is kept with them."""
    changes: list[Change] = []
    for comparable, name, content in facts:
        path = f"{COMPARABLES}/{comparable}/{name}"
        typed = None if content is None else session.typed(content)
        held = stated(BY_ID[COMPARABLES].column(name), session.case.value(path), typed)
        changes += setting(session.case, path, held)
    return tuple(changes)


def restoring(case: Case, facts: Iterable[tuple[str, str]]) -> Changes:
    """Facts (comparable, column) that were typed over, as they were imported; one gesture."""
    changes: list[Change] = []
    for comparable, name in facts:
        path = f"{COMPARABLES}/{comparable}/{name}"
        kept = imported_of(BY_ID[COMPARABLES].column(name), case.value(path))
        if kept is not None:
            changes += setting(case, path, kept)
    return tuple(changes)


def reasoning(session: WizardSession, comparable: str, head: str, reason: str) -> Changes:
    """The reason of a cell; nothing where the cell has no row to keep it."""
    value = session.typed(reason) if reason else None
    if head == OVERALL:
        return setting(session.case, f"{COMPARABLES}/{comparable}/adjustment_reason", value)
    row = row_of(session.case, comparable, head)
    if row is None:
        return ()
    return setting(session.case, f"{ADJUSTMENTS}/{row.id}/reason", value)


def doubled(case: Case, comparable: str) -> tuple[str, Changes]:
    """The comparable once more, right behind, with all of its adjustments; the copy's id."""
    rows = case.rows(COMPARABLES)
    place = next(at for at, row in enumerate(rows) if row.id == comparable)
    copy = Row(new_row_id(), rows[place].cells)
    changes = list(adding_row(case, COMPARABLES, copy, place + 1))
    standing = after(case, changes)
    for row in case.rows(ADJUSTMENTS):
        if text_in(row, "comparable") == comparable:
            given = row.cells["comparable"]
            cells = {**row.cells, "comparable": Value.of(copy.id, given.provenance)}
            step = adding_row(standing, ADJUSTMENTS, Row(new_row_id(), MappingProxyType(cells)))
            standing = after(standing, step)
            changes += step
    return copy.id, tuple(changes)


def removed(case: Case, comparables: Sequence[str]) -> Changes:
    """Comparables taken out with their adjustments."""
    changes: list[Change] = []
    theirs = [row.id for row in case.rows(ADJUSTMENTS) if text_in(row, "comparable") in comparables]
    for list_id, row_ids in ((ADJUSTMENTS, theirs), (COMPARABLES, list(comparables))):
        for row_id in row_ids:
            step = removing_row(case, list_id, row_id)
            case = after(case, step)
            changes += step
    return tuple(changes)


def moved(case: Case, comparable: str, by: int) -> Changes:
    """A comparable one place on (1) or back (-1); nothing at the ends."""
    ids = [row.id for row in case.rows(COMPARABLES)]
    place = ids.index(comparable)
    other = place + by
    return swapped(case, comparable, ids[other]) if 0 <= other < len(ids) else ()


def swapped(case: Case, first: str, second: str) -> Changes:
    """Two comparables in each other's place."""
    ids = [row.id for row in case.rows(COMPARABLES)]
    one, other = ids.index(first), ids.index(second)
    ids[one], ids[other] = ids[other], ids[one]
    return ordering_rows(case, COMPARABLES, ids)


def including(session: WizardSession, comparables: Iterable[str]) -> Changes:
    """Comparables that count count no more, and the other way about."""
    case, changes = session.case, list[Change]()
    for row_id in comparables:
        counted = case.content(f"{COMPARABLES}/{row_id}/included") is not False
        changes += setting(case, f"{COMPARABLES}/{row_id}/included", session.typed(not counted))
    return tuple(changes)
