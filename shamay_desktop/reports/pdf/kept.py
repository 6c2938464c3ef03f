"""What an earlier state of a report set already, so that an edit sets one block and not all."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Made = TypeVar("Made")


class Counting(Protocol):
    """What setting changes beside its answer: a typesetter's numbers and characters."""

    notes: int
    without_glyph: set[str]


@dataclass(frozen=True, slots=True)
class _Set:
    """What was made, and what making it did to its typesetter."""

    made: tuple[object, ...]
    notes: int
    without_glyph: frozenset[str]


class Kept:
    """What one report's typesetter made, by everything that decides how it came out.

    A report takes over from the one `before` what it says again. It holds what it made itself and
    what that one did and nothing older, so that memory is bounded by two reports. What is kept
    belongs to several reports and must not be altered.
    """

    def __init__(self, looks: object, before: "Kept | None" = None) -> None:
        """`looks` are the faces, measures and direction; under others nothing is taken over."""
        self._looks = looks
        same = before is not None and before._looks == looks
        self._before = before._now if before is not None and same else {}
        self._now: dict[Hashable, _Set] = {}

    def made(
        self, key: Hashable, setter: Counting, make: Callable[[], Sequence[Made]]
    ) -> list[Made]:
        """What is kept under the key, or what `make` makes now; raises what that raises."""
        found = self._now.get(key) or self._before.get(key)
        if found is None:
            found = _set(setter, make)
        else:
            setter.notes += found.notes
            setter.without_glyph |= found.without_glyph
        self._now[key] = found
        return list(found.made)  # type: ignore[arg-type]  # the key says what was made

    @property
    def count(self) -> int:
        """How much it holds."""
        return len(self._before.keys() | self._now.keys())


def _set(setter: Counting, make: Callable[[], Sequence[Made]]) -> _Set:
    notes, lacking = setter.notes, setter.without_glyph
    setter.without_glyph = set()
    try:
        made = tuple(make())
        return _Set(made, setter.notes - notes, frozenset(setter.without_glyph))
    finally:
        setter.without_glyph |= lacking
