"""What differs between two states of a case: field by field, row by row, in words of the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shamay_desktop.domain.case import Case, Content, Row, State, Value
from shamay_desktop.domain.edits import ORDER
from shamay_desktop.domain.fields import BY_ID, FIELDS, Field, Kind
from shamay_desktop.domain.fields.drawing_tables import DERIVED, LISTS, SEEN, TOLD
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.report_edits.arrangement import CHANGES
from shamay_desktop.i18n.language import Language

NOTHING = "–"
"""What reads in the place of a value that is not there."""

DRAWN = "…"
"""What reads in the place of something that is seen and not read, e.g. an outline."""

_WHOLE = frozenset({CHANGES, *LISTS} - {*TOLD})
_SEEN_COLUMNS = tuple(
    column for path in TOLD for column in BY_ID[path].columns if column.id in SEEN
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A path (`field`, `field/cell`, `field/row`, `field/row/column`, `field/@order`) of which two
    states say different things. Where one says nothing it is None.

    `number` is the row's number from 1 in the later state, in the earlier one when it went.
    """

    path: str
    before: Value | Row | None
    after: Value | Row | None
    number: int = 0

    @property
    def field(self) -> Field:
        """The field of the registry that it is of."""
        return BY_ID[self.path.partition("/")[0]]


@dataclass(frozen=True, slots=True)
class Worded:
    """A difference for a person: whose it is, and what stood and stands there."""

    path: str
    label: str
    before: str
    after: str


def differences(before: Case, after: Case) -> tuple[Difference, ...]:
    """Every path with another state or content, in the registry's order.

    Where a value came from is no difference: a report that says the same is the same report. The
    changes of the report (`report.changes`) are one difference: what they do is seen in its blocks.
    So is each list of what is drawn (`maps.annotations`, `plans.shapes` …), however much of it was
    drawn otherwise; how a map picture was drawn last is none.
    """
    found: list[Difference] = []
    for member in FIELDS:
        old, new = before.values.get(member.id), after.values.get(member.id)
        if not _same(old, new):
            found += _of_field(member, old, new)
    return tuple(found)


def worded(difference: Difference, language: Language) -> Worded:
    """The difference in the words of the form."""
    member, parts = difference.field, difference.path.split("/")[1:]
    label = [member.label(language.value)]
    if difference.number:
        label.append(str(difference.number))
    cell = member
    if parts and parts[-1] != ORDER and (len(parts) == 2 or member.kind is Kind.RECORD):
        cell = member.column(parts[-1])
        label.append(cell.label(language.value))
    return Worded(
        difference.path,
        " › ".join(label),
        _words(cell, difference.before, language),
        _words(cell, difference.after, language),
    )


def _same(one: Value | None, other: Value | None) -> bool:
    """Whether both say the same, whatever they have it from; not asked and left empty do."""
    if one is None or other is None:
        known = one or other
        return known is None or known.state is State.EMPTY
    if one.state is not other.state:
        return False
    return _told(one.content) == _told(other.content)


def _told(content: Content | None) -> object:
    """A content without sources, to be compared."""
    if isinstance(content, Mapping):
        return _told_cells(content)
    if isinstance(content, tuple):
        return [
            (item.id, _told_cells(item.cells)) if isinstance(item, Row) else item
            for item in content
        ]
    return content


def _told_cells(cells: Mapping[str, Value]) -> dict[str, object]:
    return {
        name: (cell.state, _told(cell.content))
        for name, cell in cells.items()
        if cell.state is not State.EMPTY
    }


def _of_field(member: Field, old: Value | None, new: Value | None) -> Iterator[Difference]:
    known = [value for value in (old, new) if value is not None and value.content is not None]
    if member.kind is Kind.LIST and known and member.id not in _WHOLE:
        yield from _of_list(member, _rows(old), _rows(new))
    elif member.kind is Kind.RECORD and known:
        yield from _of_cells(member, member.id, _cells(old), _cells(new))
    else:
        yield Difference(member.id, old, new)


def _rows(value: Value | None) -> Sequence[Row]:
    content = None if value is None else value.content
    return [item for item in content if isinstance(item, Row)] if isinstance(content, tuple) else []


def _cells(value: Value | None) -> Mapping[str, Value]:
    content = None if value is None else value.content
    return content if isinstance(content, Mapping) else {}


def _of_list(member: Field, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Difference]:
    before = {row.id: (number, row) for number, row in enumerate(old, 1)}
    after = {row.id: (number, row) for number, row in enumerate(new, 1)}
    for row_id, (number, row) in before.items():
        if row_id not in after:
            yield Difference(f"{member.id}/{row_id}", row, None, number)
    for row_id, (number, row) in after.items():
        path = f"{member.id}/{row_id}"
        if row_id not in before:
            yield Difference(path, None, row, number)
        else:
            yield from _of_cells(member, path, before[row_id][1].cells, row.cells, number)
    kept_before = [row_id for row_id in before if row_id in after]
    if kept_before != [row_id for row_id in after if row_id in before]:
        yield Difference(f"{member.id}/{ORDER}", None, None)


def _of_cells(
    member: Field, path: str, old: Mapping[str, Value], new: Mapping[str, Value], number: int = 0
) -> Iterator[Difference]:
    for column in member.columns:
        before, after = old.get(column.id), new.get(column.id)
        derived = member.id in TOLD and column.id in DERIVED
        if not derived and not _same(before, after):
            yield Difference(f"{path}/{column.id}", before, after, number)


def _words(member: Field, told: Value | Row | None, language: Language) -> str:
    if isinstance(told, Row):
        return _row_words(member, told.cells, language)
    if told is None or told.content is None:
        return NOTHING
    if _is_seen(member):
        return DRAWN
    if isinstance(told.content, Mapping):
        return _row_words(member, told.content, language)
    if member.kind is Kind.LIST:
        return str(len(told.content)) if isinstance(told.content, tuple) else NOTHING
    return shown(member, told.content, language) or NOTHING


def _is_seen(column: Field) -> bool:
    """Whether it is an outline or a file's hash of a drawing."""
    return any(column is known for known in _SEEN_COLUMNS)


def _row_words(member: Field, cells: Mapping[str, Value], language: Language) -> str:
    columns = (column for column in member.columns if column.id in cells and not _is_seen(column))
    said = (_words(column, cells[column.id], language) for column in columns)
    return " · ".join(word for word in said if word != NOTHING) or NOTHING
