"""Edits: every change of a case as a path with what stood there and what stands there now."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.case_json import (
    Json,
    decode_row,
    decode_value,
    encode_row,
    encode_value,
)
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, Kind, registry

ORDER = "@order"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a case.

    seq: 1, 2, 3 … within a session. path: `field`, `field/cell` (record), `field/row` (a row
    comes or goes: its JSON with "index", or null), `field/row/column`, `field/@order` (row
    ids). old, new: JSON as in `case_json`, null where nothing stands. by: e-mail. at: ISO UTC.
    """

    seq: int
    path: str
    old: Json
    new: Json
    by: str
    at: str

    def reversed(self, seq: int, at: str) -> "Edit":
        """The edit that undoes this one: an edit as well."""
        return Edit(seq, self.path, self.new, self.old, self.by, at)


def standing(case: Case, path: str) -> Json:
    """What stands at a path now, in the shape of an edit's `old`. Raises Refused."""
    field, rest = _resolve(path)
    if not rest:
        value = case.values.get(field.id)
        return None if value is None else encode_value(value)
    if field.kind is Kind.RECORD or len(rest) == 2:
        cell = case.value(path)
        return None if cell is None else encode_value(cell)
    if rest[0] == ORDER:
        return [row.id for row in case.rows(field.id)]
    for index, row in enumerate(case.rows(field.id)):
        if row.id == rest[0]:
            return {**encode_row(row), "index": index}
    return None


def applied(case: Case, edit: Edit) -> Case:
    """The case after an edit. Raises Refused when the path or the content does not fit."""
    field, rest = _resolve(edit.path)
    if not rest:
        value = None if edit.new is None else decode_value(field, edit.new)
        return case.with_value(field.id, value)
    if field.kind is Kind.RECORD:
        return _with_record_cell(case, field, rest, edit.new)
    if len(rest) == 2:
        return _with_cell(case, field, rest[0], rest[1], edit.new)
    if rest[0] == ORDER:
        return _with_order(case, field, edit.new)
    return _with_row(case, field, rest[0], edit.new)


def _resolve(path: str) -> tuple[Field, list[str]]:
    head, *rest = path.split("/")
    field = registry.BY_ID.get(head)
    longest = {Kind.LIST: 2, Kind.RECORD: 1}
    if field is None or len(rest) > longest.get(field.kind, 0):
        raise Refused("unknown_field", field=path)
    return field, rest


def _column(field: Field, name: str, path: str) -> Field:
    try:
        return field.column(name)
    except KeyError as error:
        raise Refused("unknown_field", field=path) from error


def _cells_with(
    field: Field, cells: Mapping[str, Value], name: str, new: Json, path: str
) -> Mapping[str, Value]:
    column = _column(field, name, path)
    changed = dict(cells)
    if new is None:
        changed.pop(name, None)
    else:
        changed[name] = decode_value(column, new, path)
    return MappingProxyType(
        {member.id: changed[member.id] for member in field.columns if member.id in changed}
    )


def _with_record_cell(case: Case, field: Field, rest: list[str], new: Json) -> Case:
    standing_content = case.content(field.id)
    cells = standing_content if isinstance(standing_content, Mapping) else {}
    path = f"{field.id}/{rest[0]}"
    changed = _cells_with(field, cells, rest[0], new, path)
    standing_value = case.values.get(field.id)
    provenance = None if standing_value is None else standing_value.provenance
    return case.with_value(field.id, Value.of(changed, provenance) if changed else None)


def _with_cell(case: Case, field: Field, row_id: str, name: str, new: Json) -> Case:
    path = f"{field.id}/{row_id}/{name}"
    if case.row(field.id, row_id) is None:
        raise Refused("unknown_row", field=path)
    changed = tuple(
        Row(row.id, _cells_with(field, row.cells, name, new, path)) if row.id == row_id else row
        for row in case.rows(field.id)
    )
    return case.with_value(field.id, _list_value(case, field, changed))


def _with_row(case: Case, field: Field, row_id: str, new: Json) -> Case:
    rest = [row for row in case.rows(field.id) if row.id != row_id]
    if new is None:
        return case.with_value(field.id, _list_value(case, field, tuple(rest)))
    if not isinstance(new, dict):
        raise Refused("not_a_row", field=field.id, given=type(new).__name__)
    if len(rest) < len(case.rows(field.id)):
        raise Refused("row_id_twice", field=field.id)
    raw = {name: cell for name, cell in new.items() if name != "index"}
    row = decode_row(field, {**raw, "id": row_id}, f"{field.id}/{row_id}")
    index = new.get("index")
    rest.insert(index if isinstance(index, int) else len(rest), row)
    return case.with_value(field.id, _list_value(case, field, tuple(rest)))


def _with_order(case: Case, field: Field, new: Json) -> Case:
    by_id = {row.id: row for row in case.rows(field.id)}
    if not isinstance(new, list) or sorted(map(str, new)) != sorted(by_id):
        raise Refused("wrong_order", field=field.id)
    return case.with_value(
        field.id, _list_value(case, field, tuple(by_id[str(row_id)] for row_id in new))
    )


def _list_value(case: Case, field: Field, rows: tuple[Row, ...]) -> Value | None:
    """The list with these rows; without rows it is forgotten (`editing` says empty instead)."""
    standing_value = case.values.get(field.id)
    provenance = None if standing_value is None else standing_value.provenance
    return Value.of(rows, provenance) if rows else None
