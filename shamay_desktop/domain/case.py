"""A case in memory: field id -> value with its state and provenance; lists have rows with ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from shamay_desktop.domain.fields import registry


class State(StrEnum):
    """What is known: an absent value was not asked yet; `NONE` is "the document says none"."""

    EMPTY = "empty"
    NONE = "none"
    VALUE = "value"


class Origin(StrEnum):
    """How a value came about."""

    TYPED = "typed"
    DOCUMENT = "document"
    COMPUTED = "computed"
    IMPORTED = "imported"
    PROFILE = "profile"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value came from; `box` is left, top, right, bottom in PDF points, page from 1.

    `document` is the SHA-256 of the paper; `text` its words; `at` an ISO time in UTC; `by` and
    `confirmed_by` name people by e-mail; `confidence` is an exact decimal from 0 to 1.
    """

    origin: Origin
    by: str | None = None
    at: str | None = None
    document: str | None = None
    page: int | None = None
    box: tuple[str, ...] | None = None
    text: str | None = None
    confidence: str | None = None
    confirmed_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: an id that it keeps for good, and its cells by column."""

    id: str
    cells: Mapping[str, "Value"]

    def content(self, column: str) -> "Content | None":
        """The content of a cell, None where it has none."""
        return content_of(self.cells.get(column))


Content = str | bool | tuple[str, ...] | tuple[Row, ...] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of one field or cell; `content` is None unless the state is VALUE."""

    state: State
    content: Content | None = None
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        if (self.content is not None) != (self.state is State.VALUE):
            raise ValueError(self.state)

    @classmethod
    def of(cls, content: Content, provenance: Provenance | None = None) -> "Value":
        """A value that is known."""
        return cls(State.VALUE, content, provenance)


def content_of(value: Value | None) -> Content | None:
    """The content, None where nothing is known."""
    return None if value is None else value.content


@dataclass(frozen=True, slots=True)
class Case:
    """A valuation's values by field id; never changed in place, so threads may share it."""

    id: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def value(self, path: str) -> Value | None:
        """The value at a path (`paths`): field, field/cell or field/row/column; None if absent."""
        head, *rest = path.split("/")
        value = self.values.get(head)
        if not rest or value is None:
            return value
        if isinstance(value.content, Mapping):
            return value.content.get(rest[0])
        row = self.row(head, rest[0])
        return row.cells.get(rest[1]) if row is not None and len(rest) > 1 else None

    def content(self, path: str) -> Content | None:
        """The content at a path, None when nothing is known."""
        return content_of(self.value(path))

    def state(self, path: str) -> State | None:
        """The state at a path, None when it was not asked yet."""
        value = self.value(path)
        return None if value is None else value.state

    def text(self, path: str) -> str | None:
        """The content of a textual kind, None otherwise."""
        content = self.content(path)
        return content if isinstance(content, str) else None

    def number(self, path: str) -> Decimal | None:
        """The exact number at a path, None when nothing is known."""
        content = self.text(path)
        return None if content is None else Decimal(content)

    def rows(self, list_id: str) -> tuple[Row, ...]:
        """The rows of a list field, none when it has no value."""
        content = self.content(list_id)
        if not isinstance(content, tuple):
            return ()
        return tuple(row for row in content if isinstance(row, Row))

    def row(self, list_id: str, row_id: str) -> Row | None:
        """One row by its id."""
        content = self.content(list_id)
        if isinstance(content, tuple):
            for row in content:
                if isinstance(row, Row) and row.id == row_id:
                    return row
        return None

    def with_value(self, field_id: str, value: Value | None) -> "Case":
        """The case with one field set, or forgotten when the value is None."""
        values = dict(self.values)
        if value is None:
            values.pop(field_id, None)
        else:
            values[field_id] = value
        return replace(self, values=MappingProxyType(values))

    def parcels(self) -> tuple[Row, ...]:
        """All parcels: the subject's scalars as the first row, then the further rows."""
        cells = {
            column: value
            for column, path in FIRST_PARCEL.items()
            if (value := self.values.get(path)) is not None
        }
        first = (Row(SUBJECT_ROW, MappingProxyType(cells)),) if cells else ()
        return (*first, *self.rows("parcels"))

    def walk(self) -> Iterator[tuple[str, Value]]:
        """Every path with its value, in the registry's order: fields, then their cells."""
        for member in registry.FIELDS:
            value = self.values.get(member.id)
            if value is not None:
                yield from walk_value(member.id, value)


def walk_value(path: str, value: Value) -> Iterator[tuple[str, Value]]:
    """The value under its path, then its cells under theirs."""
    yield path, value
    if isinstance(value.content, Mapping):
        for name, cell in value.content.items():
            yield f"{path}/{name}", cell
    elif isinstance(value.content, tuple):
        for row in value.content:
            if isinstance(row, Row):
                for name, cell in row.cells.items():
                    yield f"{path}/{row.id}/{name}", cell


SUBJECT_ROW = "subject"
"""The row id under which the subject's own parcel is shown among all parcels."""

FIRST_PARCEL: Mapping[str, str] = MappingProxyType(
    {
        "gush": "parcel.gush",
        "gush_suffix": "parcel.gush_suffix",
        "helka": "parcel.helka",
        "tat_helka": "parcel.tat_helka",
        "area": "parcel.area",
        "role": "parcel.role",
    }
)
"""The scalars that hold the first row of `parcels`: one truth, shown in both shapes."""
