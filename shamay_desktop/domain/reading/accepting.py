"""Taking what papers propose: the changes that put it into a case, with who looked at it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Row, State, Value
from shamay_desktop.domain.editing import Change, adding_row, after, setting
from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.reading.proposals import Proposal, Standing


def is_waiting(case: Case, proposal: Proposal) -> bool:
    """Whether it stands in the case, was read with a doubt, and nobody has confirmed it yet."""
    if proposal.doubt is None or proposal.standing is not Standing.SAME:
        return False
    value = case.value(proposal.path)
    source = None if value is None else value.provenance
    return (
        source is not None
        and source.document == proposal.document.sha256
        and source.confirmed_by is None
    )


def accepting(
    case: Case,
    chosen: Iterable[Proposal],
    *,
    by: str,
    at: str,
    confirmed: bool = True,
    unseen: frozenset[str] = frozenset(),
) -> tuple[Change, ...]:
    """The changes that put the chosen values into a case.

    by (e-mail) and at (ISO, UTC) say who and when; with `confirmed` that person looked at each,
    except at the paths `unseen`.
    Of two chosen values for one place the first is taken. Rows keep their ids, new ones are
    added whole. "None" never takes the place of rows, and nothing that stands is emptied.
    """
    changes: list[Change] = []
    rows: dict[tuple[str, str], dict[str, Value]] = {}
    singles: dict[str, Value] = {}
    for proposal in chosen:
        seen = confirmed and proposal.path not in unseen
        value = _stamped(proposal.value, by, at, confirmed=seen)
        if proposal.list_id:
            _, row_id, column = proposal.path.split("/")
            rows.setdefault((proposal.list_id, row_id), {}).setdefault(column, value)
        else:
            singles.setdefault(proposal.path, value)
    for path, value in singles.items():
        made = _setting(case, path, value)
        case = after(case, made)
        changes += made
    return (*changes, *_of_rows(case, rows))


def _of_rows(case: Case, rows: Mapping[tuple[str, str], Mapping[str, Value]]) -> Iterable[Change]:
    """Cells of rows that stand, and rows that do not, added together behind those."""
    new: dict[str, list[Row]] = {}
    standing = {list_id: {row.id for row in case.rows(list_id)} for list_id, _ in rows}
    for (list_id, row_id), cells in rows.items():
        if row_id in standing[list_id]:
            for column, value in cells.items():
                yield from _setting(case, f"{list_id}/{row_id}/{column}", value)
            continue
        columns = registry.BY_ID[list_id].columns
        ordered = {column.id: cells[column.id] for column in columns if column.id in cells}
        new.setdefault(list_id, []).append(Row(row_id, MappingProxyType(ordered)))
    for list_id, added in new.items():
        if not standing[list_id]:
            yield from setting(case, list_id, Value.of(tuple(added)))
            continue
        for place, row in enumerate(added, start=len(standing[list_id])):
            yield from adding_row(case, list_id, row, place)


def _setting(case: Case, path: str, value: Value) -> tuple[Change, ...]:
    if value.state is State.NONE and case.rows(path):
        return ()
    standing = case.value(path)
    return () if standing is not None and _says_so(standing, value) else setting(case, path, value)


def _says_so(standing: Value, value: Value) -> bool:
    """Whether the same stands there already, from the same paper or looked at as much."""
    if (standing.state, standing.content) != (value.state, value.content):
        return False
    old, new = standing.provenance, value.provenance
    if new is None or new.confirmed_by is None:
        return True  # nobody looked: what stands keeps its source
    return (
        old is not None
        and old.origin is Origin.DOCUMENT
        and old.document == new.document
        and old.confirmed_by is not None
    )


def _stamped(value: Value, by: str, at: str, *, confirmed: bool) -> Value:
    source = value.provenance
    if source is None:
        return value
    return replace(
        value,
        provenance=replace(source, by=by, at=at, confirmed_by=by if confirmed else None),
    )
