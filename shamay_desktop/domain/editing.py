"""What a gesture in a form changes: paths with their old and new contents, exactly undoable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.case_json import Json, encode_row, encode_value
from shamay_desktop.domain.edits import ORDER, Edit, applied, standing


@dataclass(frozen=True, slots=True)
class Change:
    """A change before the session has stamped it: path, what stands there, what shall stand."""

    path: str
    old: Json
    new: Json

    def stamped(self, seq: int, by: str, at: str) -> Edit:
        """The edit of this change."""
        return Edit(seq, self.path, self.old, self.new, by, at)


def setting(case: Case, path: str, value: Value | None) -> tuple[Change, ...]:
    """Set a field or a cell, or forget it when the value is None; nothing when it stands so."""
    head, _, cell = path.partition("/")
    new = None if value is None else encode_value(value)
    if cell and "/" not in cell and not isinstance(case.content(head), Mapping):
        # A record that was not asked, is empty or "none" becomes a value as a whole.
        return _whole(case, head, None if new is None else {cell: new})
    old = standing(case, path)
    if new is None and cell and "/" not in cell and old is not None and _cells(case, head) == 1:
        return _whole(case, head, None)  # as a whole, so that undo brings its provenance back
    return () if old == new else (Change(path, old, new),)


def _cells(case: Case, record_id: str) -> int:
    content = case.content(record_id)
    return len(content) if isinstance(content, Mapping) else 0


def adding_row(case: Case, list_id: str, row: Row, index: int | None = None) -> tuple[Change, ...]:
    """Put a row into a list, at the end when no index is given."""
    if case.state(list_id) is not State.VALUE:
        return _whole(case, list_id, [encode_row(row)])
    place = len(case.rows(list_id)) if index is None else index
    return (Change(f"{list_id}/{row.id}", None, {**encode_row(row), "index": place}),)


def removing_row(case: Case, list_id: str, row_id: str) -> tuple[Change, ...]:
    """Take a row out; a list that loses its last row was asked and is empty."""
    rows = case.rows(list_id)
    if [row.id for row in rows] == [row_id]:
        return _whole(case, list_id, {"state": State.EMPTY.value})
    path = f"{list_id}/{row_id}"
    return (Change(path, standing(case, path), None),)


def ordering_rows(case: Case, list_id: str, row_ids: Iterable[str]) -> tuple[Change, ...]:
    """Give a list's rows another order."""
    path = f"{list_id}/{ORDER}"
    old, new = standing(case, path), list(row_ids)
    return () if old == new else (Change(path, old, list[Json](new)),)


def _whole(case: Case, field_id: str, new: Json) -> tuple[Change, ...]:
    old = standing(case, field_id)
    return () if old == new else (Change(field_id, old, new),)


def after(case: Case, changes: Iterable[Change]) -> Case:
    """The case as it would stand after the changes. Raises Refused."""
    for change in changes:
        case = applied(case, change.stamped(0, "", ""))
    return case
