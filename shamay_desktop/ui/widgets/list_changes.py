"""What gestures on a list change: adding, pasting, doubling, moving, removing, clearing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.case_json import encode_row
from shamay_desktop.domain.editing import (
    Change,
    adding_row,
    after,
    ordering_rows,
    removing_row,
    setting,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.usecases.wizard.session import WizardSession

Changes = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A pasted cell that cannot be read: it stays in its place with its reason."""

    row_id: str
    column: str
    text: str
    problem: Refused


def new_row(case: Case, field: Field, index: int | None = None) -> tuple[str, Changes]:
    """An empty row; its id and the changes."""
    row = Row(new_row_id(), MappingProxyType({}))
    return row.id, adding_row(case, field.id, row, index)


def doubled(case: Case, field: Field, row_id: str) -> tuple[str, Changes]:
    """The same cells once more, right behind."""
    rows = case.rows(field.id)
    place = next(number for number, row in enumerate(rows) if row.id == row_id)
    copy = Row(new_row_id(), rows[place].cells)
    return copy.id, adding_row(case, field.id, copy, place + 1)


def moved(case: Case, field: Field, row_id: str, by: int) -> Changes:
    """A row one place up (-1) or down (1); nothing at the ends."""
    ids = [row.id for row in case.rows(field.id)]
    place = ids.index(row_id)
    other = place + by
    if not 0 <= other < len(ids):
        return ()
    ids[place], ids[other] = ids[other], ids[place]
    return ordering_rows(case, field.id, ids)


def removed(case: Case, field: Field, row_ids: Iterable[str]) -> Changes:
    """Rows taken out, one gesture."""
    changes: list[Change] = []
    for row_id in row_ids:
        step = removing_row(case, field.id, row_id)
        case = after(case, step)
        changes += step
    return tuple(changes)


def cleared(case: Case, field: Field, cells: Iterable[tuple[str, str]]) -> Changes:
    """Cells (row id, column) forgotten, one gesture."""
    changes: list[Change] = []
    for row_id, column in cells:
        changes += setting(case, f"{field.id}/{row_id}/{column}", None)
    return tuple(changes)


def pasted(
    session: WizardSession,
    field: Field,
    table: Sequence[Sequence[str]],
    row: int,
    columns: Sequence[Field],
) -> tuple[Changes, tuple[Unread, ...]]:
    """A table of texts put into columns from a row on; rows not there yet come into being."""
    unread: list[Unread] = []
    rows = list(session.case.rows(field.id))
    written: list[tuple[int, Row, bool]] = []
    for number, line in enumerate(_body(table, columns), start=min(row, len(rows))):
        old = rows[number] if number < len(rows) else None
        row_id = new_row_id() if old is None else old.id
        cells = {} if old is None else dict(old.cells)
        for member, text in zip(columns, line, strict=False):
            try:
                content = typed(member, text)
            except Refused as problem:
                unread.append(Unread(row_id, member.id, text, problem))
                continue
            _put(cells, member, None if content is None else session.typed(content))
        made = Row(row_id, MappingProxyType(_in_order(field, cells)))
        if made != old:
            written.append((number, made, old is None))
    return _writing(session.case, field, written), tuple(unread)


def _body(table: Sequence[Sequence[str]], columns: Sequence[Field]) -> Sequence[Sequence[str]]:
    """Without a first line that only names the columns, in either language."""
    first = [text.strip() for text in table[0]] if table else []
    names = [{member.he, member.en} for member in columns]
    heads = all(text in known for text, known in zip(first, names, strict=False))
    return table[1:] if any(first) and heads else table


def _put(cells: dict[str, Value], column: Field, value: Value | None) -> None:
    standing_value = cells.get(column.id)
    if value is None:
        cells.pop(column.id, None)
    elif standing_value is None or standing_value.content != value.content:
        cells[column.id] = value


def _in_order(field: Field, cells: dict[str, Value]) -> dict[str, Value]:
    return {member.id: cells[member.id] for member in field.columns if member.id in cells}


def _writing(case: Case, field: Field, written: Sequence[tuple[int, Row, bool]]) -> Changes:
    if not written:
        return ()
    if case.state(field.id) is not State.VALUE:
        return setting(case, field.id, Value.of(tuple(row for _number, row, _new in written)))
    changes: list[Change] = []
    for number, row, is_new in written:
        if is_new:
            path = f"{field.id}/{row.id}"
            changes.append(Change(path, None, {**encode_row(row), "index": number}))
        else:
            changes += _cells_of(case, field, row)
    return tuple(changes)


def _cells_of(case: Case, field: Field, row: Row) -> Changes:
    changes: list[Change] = []
    for column in field.columns:
        path = f"{field.id}/{row.id}/{column.id}"
        changes += setting(case, path, row.cells.get(column.id))
    return tuple(changes)
