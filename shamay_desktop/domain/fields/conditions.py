"""When a conditional field is asked for, as data over other fields."""

from dataclasses import dataclass

from shamay_desktop.domain.fields.definition import Asked, Condition


@dataclass(frozen=True, slots=True)
class OneOf:
    """Holds when a field's content is one of the given codes."""

    path: str
    codes: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The field that it depends on."""
        return (self.path,)

    def holds(self, case: Asked) -> bool:
        """True when the condition is met."""
        return case.content(self.path) in self.codes


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
