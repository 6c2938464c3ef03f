"""What is wrong with a mapping, by the place where it is mended."""

from collections.abc import Iterator

from shamay_desktop.domain.fields import registry
from shamay_desktop.domain.market.mapping import (
    TYPES,
    CellType,
    MappedColumn,
    SourceMapping,
    heading_key,
)
from shamay_desktop.domain.market.recognising import names_people
from shamay_desktop.domain.market.rows import RowKind

Problem = tuple[str, str, str]
"""Place (a line of the mapping, or `column/<number>/<part>`), code, and the fact it is about."""


def mapping_problems(mapping: SourceMapping) -> tuple[Problem, ...]:
    """All that keeps a mapping from doing what it says; none when it may be saved."""
    return tuple(_problems(mapping))


def choices_of(target: str) -> tuple[str, ...]:
    """The codes that a column of choices may hold; none for what is no choice."""
    if TYPES.get(target) is not CellType.CHOICE:
        return ()
    if target == "kind":
        return tuple(kind.value for kind in RowKind)
    column = next((c for c in registry.BY_ID["comparables"].columns if c.id == target), None)
    return () if column is None else tuple(choice.code for choice in column.choices)


def _problems(mapping: SourceMapping) -> Iterator[Problem]:
    for name in ("he", "en"):
        if not getattr(mapping, name).strip():
            yield name, "unnamed", ""
    given = {column.target for column in mapping.columns}
    for needed in mapping.needed:
        for target in needed.split("|"):
            if target not in TYPES:
                yield "needed", "target_unknown", target
        if not set(needed.split("|")) & given:
            yield "needed", "needed_missing", needed
    seen: dict[str, str] = {}
    for number, column in enumerate(mapping.columns):
        yield from _of_column(column, number, seen)


def _of_column(column: MappedColumn, number: int, seen: dict[str, str]) -> Iterator[Problem]:
    place = f"column/{number}"
    if not column.aliases and not column.default:
        yield f"{place}/aliases", "nothing_read", column.target
    for alias in column.aliases:
        key = heading_key(alias)
        if not key:
            yield f"{place}/aliases", "alias_empty", alias
        elif names_people(alias):
            yield f"{place}/aliases", "alias_people", alias
        elif seen.setdefault(key, column.target) != column.target:
            yield f"{place}/aliases", "alias_twice", alias
    codes = choices_of(column.target)
    if column.default and codes and column.default not in codes:
        yield f"{place}/default", "default_unknown", column.default
