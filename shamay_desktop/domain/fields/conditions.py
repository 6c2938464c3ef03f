"""When a field or a group is asked for or shown, as data over other fields."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, cast

from shamay_desktop.domain.fields.definition import Asked, Condition


@dataclass(frozen=True, slots=True)
class OneOf:
    """Holds when a field's content is one of the given codes, or has one of them."""

    path: str
    codes: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The field that it depends on."""
        return (self.path,)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        content = case.content(self.path)
        if isinstance(content, tuple):
            return any(code in self.codes for code in content)
        return content in self.codes


@dataclass(frozen=True, slots=True)
class Differ:
    """Holds when two fields have contents and these are not the same."""

    path: str
    other: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it depends on."""
        return (self.path, self.other)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        first, second = case.content(self.path), case.content(self.other)
        return first is not None and second is not None and first != second


@dataclass(frozen=True, slots=True)
class Given:
    """Holds when a field has a content."""

    path: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The field that it depends on."""
        return (self.path,)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        return case.content(self.path) is not None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when one of its conditions does."""

    conditions: tuple[Condition, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it depends on."""
        return tuple(path for condition in self.conditions for path in condition.fields)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        return any(condition.holds(case) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds when each of its conditions does."""

    conditions: tuple[Condition, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it depends on."""
        return tuple(path for condition in self.conditions for path in condition.fields)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        return all(condition.holds(case) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Not:
    """Holds when its condition does not; also as long as nothing is known."""

    condition: Condition

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it depends on."""
        return self.condition.fields

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        return not self.condition.holds(case)


class _Row(Protocol):
    """A row of a list, as far as a condition looks into it."""

    def content(self, column: str) -> object: ...


@dataclass(frozen=True, slots=True)
class AnyRow:
    """Holds when a row of a list has one of the given codes in a column."""

    path: str
    column: str
    codes: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The field that it depends on."""
        return (self.path,)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        rows = cast(tuple[_Row, ...], case.content(self.path) or ())
        return any(row.content(self.column) in self.codes for row in rows)


@dataclass(frozen=True, slots=True)
class RowWith:
    """Holds when one row of a list has, in each of some columns, one of the codes given there."""

    path: str
    wanted: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The field that it depends on."""
        return (self.path,)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        rows = cast(tuple[_Row, ...], case.content(self.path) or ())
        return any(
            all(row.content(column) in codes for column, codes in self.wanted) for row in rows
        )


@dataclass(frozen=True, slots=True)
class RowAbove:
    """Holds when a row of a list has a number above 0 in a column.

    Only rows that have, in each of some columns, one of the codes of `wanted`, and none that has
    one of `spared`, are looked at.
    """

    path: str
    column: str
    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    spared: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The field that it depends on."""
        return (self.path,)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        rows = cast(tuple[_Row, ...], case.content(self.path) or ())
        return any(
            all(row.content(column) in codes for column, codes in self.wanted)
            and not any(row.content(column) in codes for column, codes in self.spared)
            and _is_above_nothing(row.content(self.column))
            for row in rows
        )


def _is_above_nothing(content: object) -> bool:
    return isinstance(content, str) and bool(content) and Decimal(content) > 0
