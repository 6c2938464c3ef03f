"""The office's tables of coefficients: their versions, one more of them, and files of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.valuation.coefficient_csv import tables_csv, tables_of_csv
from shamay_desktop.domain.valuation.coefficient_versions import (
    led_by,
    new_versions,
    with_version,
    with_versions,
)
from shamay_desktop.domain.valuation.coefficients import (
    PRACTICE,
    names_of,
    read_tables,
    tables_json,
    tables_of,
)
from shamay_desktop.domain.valuation.equivalent_area import CoefficientTable
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.office.practice_file import LARGEST
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.user_file import text_of_user_file


@dataclass(frozen=True, slots=True)
class KnownTables:
    """An office's tables, the leading one first, and what it keeps of them as it was read."""

    tables: tuple[CoefficientTable, ...]
    raw: Json = None


def coefficient_tables(services: Services, actor: Actor) -> KnownTables:
    """The tables of the actor's office; the shipped one where it made none.

    Raises Refused(`coefficients_wrong`, place, problem), WorldFailed.
    """
    practice = practice_of(services, actor)
    return KnownTables(tables_of(practice), practice.get(PRACTICE))


def add_version(
    services: Services, actor: Actor, known: KnownTables, table: CoefficientTable
) -> Changes:
    """Keep one more version of a table, or a new table; what stood is never changed.

    Raises NotAllowed, Refused(`coefficients_wrong`, place, problem), Conflict(`practice_changed`),
    WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    return _keep(services, actor, known, with_version(known.tables, _made(services, actor, table)))


def lead_by(services: Services, actor: Actor, known: KnownTables, name: str) -> Changes:
    """Give new cases this table from now on. Raises as `add_version`."""
    if name not in names_of(known.tables):
        raise Refused("coefficients_wrong", place=name[:60], problem="not_a_table")
    return _keep(services, actor, known, led_by(known.tables, name))


def take_tables(
    services: Services, actor: Actor, known: KnownTables, tables: Sequence[CoefficientTable]
) -> Changes:
    """Keep the versions of a file that the office does not have; known ones must say the same.

    Raises as `add_version`, with `version_changed` for a known version of other figures.
    """
    require(actor, Permission.MANAGE_OFFICE)
    made = [
        table if table.by else _made(services, actor, table)
        for table in new_versions(known.tables, tables)
    ]
    return _keep(services, actor, known, with_versions(known.tables, made))


def read_tables_file(source: Path) -> tuple[CoefficientTable, ...]:
    """The tables of a JSON or CSV file: a list of them, or a file of the whole practice.

    Raises Refused(`coefficients_wrong`) and as `open_user_file`.
    """
    text = text_of_user_file(source, LARGEST)
    if source.suffix.casefold() == ".csv":
        return tables_of_csv(text)
    try:
        raw = json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise Refused("coefficients_wrong", place=source.name, problem="not_json") from error
    return read_tables(raw.get(PRACTICE) if isinstance(raw, dict) else raw)


def write_tables(services: Services, target: Path, tables: Sequence[CoefficientTable]) -> Path:
    """Write tables as CSV or JSON, by the name of the file. Raises WorldFailed."""
    if target.suffix.casefold() == ".csv":
        return services.exports.write(("\ufeff" + tables_csv(tables)).encode("utf-8"), target)
    text = json.dumps({PRACTICE: tables_json(tables)}, ensure_ascii=False, indent=2) + "\n"
    return services.exports.write(text.encode("utf-8"), target)


def _made(services: Services, actor: Actor, table: CoefficientTable) -> CoefficientTable:
    at = services.clock.now().isoformat(timespec="seconds")
    return replace(table, by=actor.email, at=at)


def _keep(
    services: Services, actor: Actor, known: KnownTables, tables: Sequence[CoefficientTable]
) -> Changes:
    return save_practice(services, actor, PRACTICE, tables_json(tables), read=known.raw)
