"""What gestures on a list change: adding, pasting, doubling, moving, removing, clearing."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
from shamay_desktop.domain.market.overriding import stated
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.ui.models.list_model import NONE_SIGN, parcel_in
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
    """Cells (row id, column) forgotten, one gesture; of what a file brought, emptied."""
    changes: list[Change] = []
    for row_id, column in cells:
        path = f"{field.id}/{row_id}/{column}"
        changes += setting(case, path, stated(field.column(column), case.value(path), None))
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted table means: changes of one gesture, cells that stay unread, and headings
    that name no column of the list (what stood under them was left out)."""

    changes: Changes
    unread: tuple[Unread, ...]
    unknown: tuple[str, ...]


def pasted(
    session: WizardSession,
    field: Field,
    table: Sequence[Sequence[str]],
    row: int,
    columns: Sequence[Field],
) -> Pasted:
    """A table of texts put into columns from a row on; rows not there yet come into being.

    A first line of headings, in either language and in any order, says which columns are meant.
    """
    heads = headings(table, field)
    body = table if heads is None else table[1:]
    targets: Sequence[Field | None] = columns if heads is None else heads
    unknown = [
        text.strip() for text, head in zip(table[0], heads or (), strict=False)
        if head is None and text.strip()
    ]  # fmt: skip
    unread: list[Unread] = []
    rows = list(session.case.rows(field.id))
    written: list[tuple[int, Row, Row | None]] = []
    for number, line in enumerate(body, start=min(row, len(rows))):
        old = rows[number] if number < len(rows) else None
        made = _pasted_row(session, field, old, zip(targets, line, strict=False), unread)
        if made != old:
            written.append((number, made, old))
    return Pasted(_writing(session.case, field, written), tuple(unread), tuple(unknown))


def headings(table: Sequence[Sequence[str]], field: Field) -> tuple[Field | None, ...] | None:
    """The columns that a first line names, None where a heading is unknown; None for no such line.

    One line alone is never headings; of several texts half must be labels of the list.
    """
    if len(table) < 2:
        return None
    known = {
        _plain(name): column
        for column in field.columns
        for name in (column.id, column.he, column.en)
    }
    given = [_plain(text) for text in table[0]]
    found = tuple(known.get(text) for text in given)
    named = [column for column in found if column is not None]
    texts = [text for text in given if text]
    enough = len(named) == len(texts) or (len(named) >= 2 and 2 * len(named) >= len(texts))
    return found if named and enough else None


def _plain(heading: str) -> str:
    """A heading without its unit, quotes of one kind, for comparing."""
    bare = re.sub(r"\s*[(\[].*[)\]]\s*\Z", "", heading.strip())
    return " ".join(strip_marks(bare).replace("״", '"').replace("׳", "'").split()).casefold()


def _pasted_row(
    session: WizardSession,
    field: Field,
    old: Row | None,
    texts: Iterable[tuple[Field | None, str]],
    unread: list[Unread],
) -> Row:
    row_id = new_row_id() if old is None else old.id
    cells = {} if old is None else dict(old.cells)
    for member, text in texts:
        if member is None:
            continue
        try:
            read = _read(session, field, member, text)
        except Refused as problem:
            unread.append(Unread(row_id, member.id, text, problem))
            continue
        for name, value in read.items():
            _put(cells, field.column(name), value)
    return Row(row_id, MappingProxyType(_in_order(field, cells)))


def _read(
    session: WizardSession, field: Field, column: Field, text: str
) -> Mapping[str, Value | None]:
    """The values that a pasted text means, by column: its own, or those of a whole parcel."""
    if text.strip() == NONE_SIGN:
        if column.must_be_known:
            raise Refused("must_be_known", field=column.id)
        return {column.id: session.typed(None, State.NONE)}
    whole = parcel_in(field, column, text)
    if whole is not None:
        return {name: session.typed(part) for name, part in whole.items()}
    content = typed(column, text)
    return {column.id: None if content is None else session.typed(content)}


def _put(cells: dict[str, Value], column: Field, value: Value | None) -> None:
    standing_value = cells.get(column.id)
    held = stated(column, standing_value, value)
    if held is None:
        cells.pop(column.id, None)
    elif standing_value is None or (standing_value.state, standing_value.content) != (
        held.state, held.content,
    ):  # fmt: skip
        cells[column.id] = held


def filled_down(
    session: WizardSession, field: Field, row_ids: Sequence[str], columns: Sequence[str]
) -> Changes:
    """The first row's cells of these columns once more in the other rows, one gesture."""
    case, changes = session.case, list[Change]()
    for column in columns:
        above = case.value(f"{field.id}/{row_ids[0]}/{column}")
        for row_id in row_ids[1:]:
            path = f"{field.id}/{row_id}/{column}"
            below = case.value(path)
            same = (above and (above.state, above.content)) == (
                below and (below.state, below.content)
            )
            if not same:
                value = None if above is None else session.typed(above.content, above.state)
                changes += setting(case, path, stated(field.column(column), below, value))
    return tuple(changes)


def _in_order(field: Field, cells: dict[str, Value]) -> dict[str, Value]:
    return {member.id: cells[member.id] for member in field.columns if member.id in cells}


def _writing(case: Case, field: Field, written: Sequence[tuple[int, Row, Row | None]]) -> Changes:
    if not written:
        return ()
    if case.state(field.id) is not State.VALUE:
        return setting(case, field.id, Value.of(tuple(row for _number, row, _old in written)))
    changes: list[Change] = []
    for number, row, old in written:
        if old is None:
            path = f"{field.id}/{row.id}"
            changes.append(Change(path, None, {**encode_row(row), "index": number}))
        else:
            changes += _cells_of(case, field, row, old)
    return tuple(changes)


def _cells_of(case: Case, field: Field, row: Row, old: Row) -> Changes:
    changes: list[Change] = []
    for column in field.columns:
        value = row.cells.get(column.id)
        if value is not old.cells.get(column.id):
            changes += setting(case, f"{field.id}/{row.id}/{column.id}", value)
    return tuple(changes)
