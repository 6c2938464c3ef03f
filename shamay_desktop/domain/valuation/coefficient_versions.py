"""Versions of an office's tables of coefficients: one more of them, never another in its place."""

from collections.abc import Sequence

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.valuation.coefficients import label_of, same_figures
from shamay_desktop.domain.valuation.equivalent_area import CoefficientTable

Tables = tuple[CoefficientTable, ...]


def with_version(tables: Sequence[CoefficientTable], table: CoefficientTable) -> Tables:
    """The tables with one more version; a table of a new name stands behind the others.

    Raises Refused(`coefficients_wrong`, place, problem): `version_known`, `valid_from_missing`.
    """
    others = [each for each in tables if each.name == table.name]
    if any(each.version == table.version for each in others):
        raise _wrong(table, "version_known")
    if others and table.valid_from is None:
        raise _wrong(table, "valid_from_missing")
    if not others:
        return (*tables, table)
    at = list(tables).index(others[0])
    return (*tables[:at], table, *tables[at:])


def with_versions(known: Sequence[CoefficientTable], tables: Sequence[CoefficientTable]) -> Tables:
    """The known tables with further ones, in their order; a known name keeps its place."""
    found = tuple(known)
    names = {table.name for table in known}
    for table in reversed([each for each in tables if each.name in names]):
        found = with_version(found, table)
    return (*found, *(each for each in tables if each.name not in names))


def new_versions(known: Sequence[CoefficientTable], tables: Sequence[CoefficientTable]) -> Tables:
    """Those of the tables that are not known.

    Raises Refused(`coefficients_wrong`, place, `version_changed`) for a known one of other figures.
    """
    standing = {(table.name, table.version): table for table in known}
    found = []
    for table in tables:
        same = standing.get((table.name, table.version))
        if same is None:
            found.append(table)
        elif not same_figures(same, table) or same.valid_from != table.valid_from:
            raise _wrong(table, "version_changed")
    return tuple(found)


def led_by(tables: Sequence[CoefficientTable], name: str) -> Tables:
    """The tables with one of them in the lead: new cases are given it."""
    first = tuple(table for table in tables if table.name == name)
    return (*first, *(table for table in tables if table.name != name))


def _wrong(table: CoefficientTable, problem: str) -> Refused:
    return Refused("coefficients_wrong", place=label_of(table), problem=problem)
