"""Tables of coefficients: an office's versions of them as JSON, and the one kept in a case."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from shamay_desktop.domain.case import Case, Origin, Provenance, Row, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.editing import Change, after, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_row_id
from shamay_desktop.domain.money import parse_decimal, plain
from shamay_desktop.domain.valuation.begun_rows import begun, lacking_cells
from shamay_desktop.domain.valuation.cells import date_at, number_in, text_in
from shamay_desktop.domain.valuation.equivalent_area import (
    DEFAULT_COEFFICIENTS,
    CoefficientTable,
    Tier,
    TierMode,
)

PRACTICE = "coefficients"
"""The key of an office's tables in its practice."""

NAME, VERSION = "valuation.coefficient_table", "valuation.coefficient_version"
MODE, ROWS = "valuation.tier_mode", "valuation.coefficients"
_AREAS = "valuation.areas"
_MOST_TABLES, _MOST_TIERS, _LONGEST = 200, 12, 400


# -- in a case ---------------------------------------------------------------------------------


def table_of(case: Case) -> CoefficientTable | None:
    """The table kept in a case; None where none is.

    A category of which a row is not complete has no coefficient, and with a row that names no
    category none has one: what is left of such tiers would weigh the metres of the lost one.
    """
    tiers: dict[str, list[Tier]] = {}
    unsure = {category for category, _ in _faults(case)}
    for row in case.rows(ROWS):
        coefficient, category = number_in(row, "coefficient"), text_in(row, "category")
        if coefficient is not None and category and unsure.isdisjoint((category, "")):
            tiers.setdefault(category, []).append(Tier(number_in(row, "up_to"), coefficient))
    if not tiers:
        return None
    return CoefficientTable(
        name=case.text(NAME) or "",
        version=case.text(VERSION) or "",
        tiers=MappingProxyType({key: _rising(listed) for key, listed in tiers.items()}),
        mode=TierMode(case.text(MODE) or TierMode.MARGINAL),
    )


def table_gaps(case: Case) -> tuple[str, ...]:
    """Paths of what begun rows of the case's table lack, where an area is weighed by the table."""
    return lacking_cells(case, ROWS, ("category", "coefficient")) if _weighs(case) else ()


def doubled_tiers(case: Case) -> tuple[tuple[str, str], ...]:
    """Category and path of each tier that ends where an earlier one does, as in `table_gaps`."""
    return tuple(_doubled(case)) if _weighs(case) else ()


def _weighs(case: Case) -> bool:
    """Whether some area has no coefficient of its own, so that the table's counts."""
    return any(number_in(row, "coefficient") is None for row in begun(case, _AREAS))


def _faults(case: Case) -> Iterator[tuple[str, str]]:
    """Category ("" where none is named) and path of what is wrong in the rows of the table."""
    for path in lacking_cells(case, ROWS, ("category", "coefficient")):
        row = case.row(ROWS, path.split("/")[1])
        yield "" if row is None else text_in(row, "category"), path
    yield from _doubled(case)


def _doubled(case: Case) -> Iterator[tuple[str, str]]:
    seen = set()
    for row in case.rows(ROWS):
        tier = text_in(row, "category"), number_in(row, "up_to")
        if tier[0] and tier in seen:
            yield tier[0], f"{ROWS}/{row.id}/up_to"
        seen.add(tier)


def putting(case: Case, table: CoefficientTable, *, by: str, at: str) -> tuple[Change, ...]:
    """Keep a table in the case, with its name and version.

    A coefficient that an earlier table proposed goes with it: one tier proposes anew, several
    count by the table. A typed coefficient stays. `by` is an e-mail, `at` an ISO time in UTC.
    """
    source = Provenance(Origin.DEFAULT, by=by, at=at, note=label_of(table))
    contents = {
        NAME: table.name,
        VERSION: table.version,
        MODE: table.mode.value,
        ROWS: tuple(_rows(table, source)),
    }
    changes: list[Change] = []
    for path, content in contents.items():
        changes += setting(case, path, Value.of(content, source) if content else None)
    for row in case.rows(_AREAS):
        changes += _proposing(case, row, table, source)
    return tuple(changes)


def label_of(table: CoefficientTable) -> str:
    """Name and version in one, as the note of what a table proposed."""
    return f"{table.name} {table.version}".strip()


def _rows(table: CoefficientTable, source: Provenance) -> Iterator[Row]:
    for category, tiers in table.tiers.items():
        for tier in tiers:
            cells = {"category": category, "coefficient": plain(tier.coefficient)}
            if tier.up_to is not None:
                cells["up_to"] = plain(tier.up_to)
            values = {name: Value.of(content, source) for name, content in cells.items()}
            yield Row(new_row_id(), MappingProxyType(values))


def _proposing(
    case: Case, row: Row, table: CoefficientTable, source: Provenance
) -> tuple[Change, ...]:
    standing = row.cells.get("coefficient")
    proposed = standing is not None and (
        standing.provenance is not None and standing.provenance.origin is Origin.DEFAULT
    )
    if standing is not None and standing.content is not None and not proposed:
        return ()
    tiers = table.tiers.get(text_in(row, "category"), ())
    value = Value.of(plain(tiers[0].coefficient), source) if len(tiers) == 1 else None
    return setting(case, f"{_AREAS}/{row.id}/coefficient", value)


def with_table(case: Case, table: CoefficientTable, *, by: str, at: str) -> Case:
    """The case as it stands with the table. Raises Refused."""
    return after(case, putting(case, table, by=by, at=at))


def with_office_table(case: Case, practice: Mapping[str, Json], *, by: str, at: str) -> Case:
    """A new case with the office's own table; as it is where the office has none.

    The table is the one that holds on the valuation date, on the day of `at` where the case says
    none. Also as it is where what is kept does not fit this program.
    """
    try:
        tables = tables_of(practice) if practice.get(PRACTICE) else ()
    except Refused:
        return case
    table = table_on(tables, day_of(case, date.fromisoformat(at[:10])))
    return case if table is None else with_table(case, table, by=by, at=at)


def day_of(case: Case, today: date) -> date:
    """The day for which a table is asked: the valuation date, today where there is none."""
    return date_at(case, "valuation.date") or today


def standing_table(case: Case) -> CoefficientTable | None:
    """The table that the case's coefficients are from; None where none of them is from one.

    A case without a table of its own got its proposals from the shipped one.
    """
    kept = table_of(case)
    if kept is not None:
        return kept
    cells = (row.cells.get("coefficient") for row in case.rows(_AREAS))
    shipped = any(
        cell is not None
        and cell.provenance is not None
        and cell.provenance.origin is Origin.DEFAULT
        and cell.provenance.note == label_of(DEFAULT_COEFFICIENTS)
        for cell in cells
    )
    return DEFAULT_COEFFICIENTS if shipped else None


def proposal(table: CoefficientTable, category: str) -> Decimal | None:
    """The one coefficient of a category; None where it has none, or tiers that count by area."""
    tiers = table.tiers.get(category, ())
    return tiers[0].coefficient if len(tiers) == 1 else None


def same_figures(one: CoefficientTable, other: CoefficientTable) -> bool:
    """Whether two tables weigh every area alike."""
    return (dict(one.tiers), one.mode) == (dict(other.tiers), other.mode)


# -- in an office ------------------------------------------------------------------------------


def names_of(tables: Sequence[CoefficientTable]) -> tuple[str, ...]:
    """The names of an office's tables, the leading one first."""
    return tuple(dict.fromkeys(table.name for table in tables))


def version_on(tables: Sequence[CoefficientTable], name: str, day: date) -> CoefficientTable | None:
    """The version of a table that holds on a day; of two from the same day the later made one."""
    held = [
        table
        for table in tables
        if table.name == name and (table.valid_from is None or table.valid_from <= day)
    ]
    return max(held, key=lambda table: table.valid_from or date.min, default=None)


def tables_on(tables: Sequence[CoefficientTable], day: date) -> tuple[CoefficientTable, ...]:
    """Of each table the version that holds on a day, the leading table first."""
    found = (version_on(tables, name, day) for name in names_of(tables))
    return tuple(table for table in found if table is not None)


def table_on(tables: Sequence[CoefficientTable], day: date) -> CoefficientTable | None:
    """The leading table as it holds on a day; None where no table held yet."""
    return next(iter(tables_on(tables, day)), None)


def offered(case: Case, tables: Sequence[CoefficientTable], today: date) -> CoefficientTable | None:
    """Another version of the case's table that holds on its valuation date.

    None where the case stands on what holds, or on no table at all.
    """
    standing = standing_table(case)
    if standing is None:
        return None
    day = day_of(case, today)
    held = version_on(tables, standing.name, day) or table_on(tables, day)
    if held is None or (held.name, held.version) == (standing.name, standing.version):
        return None
    return held


def tables_of(practice: Mapping[str, Json]) -> tuple[CoefficientTable, ...]:
    """An office's tables, the first one for new cases; the shipped one where it has none.

    Raises Refused(`coefficients_wrong`, place, problem).
    """
    raw = practice.get(PRACTICE)
    return (DEFAULT_COEFFICIENTS,) if not raw else read_tables(raw)


def read_tables(raw: object) -> tuple[CoefficientTable, ...]:
    """Tables from JSON. Raises Refused(`coefficients_wrong`, place, problem)."""
    if not isinstance(raw, list) or not 0 < len(raw) <= _MOST_TABLES:
        raise _wrong("", "no_tables")
    tables = tuple(_table(each, f"{number}") for number, each in enumerate(raw, 1))
    keys = [(table.name, table.version) for table in tables]
    if len(set(keys)) < len(keys):
        raise _wrong("", "named_twice")
    return tables


def tables_json(tables: Sequence[CoefficientTable]) -> list[Json]:
    """Tables as JSON, numbers as exact strings."""
    return [
        {
            "name": table.name,
            "version": table.version,
            **_told(table),
            "mode": table.mode.value,
            "tiers": {
                category: [
                    {
                        "up_to": None if tier.up_to is None else plain(tier.up_to),
                        "coefficient": plain(tier.coefficient),
                    }
                    for tier in tiers
                ]
                for category, tiers in table.tiers.items()
            },
        }
        for table in tables
    ]


def _told(table: CoefficientTable) -> dict[str, Json]:
    """What is known of the making of a version; what is not known is left out."""
    day = "" if table.valid_from is None else table.valid_from.isoformat()
    told = {"valid_from": day, "note": table.note, "by": table.by, "at": table.at}
    return {name: said for name, said in told.items() if said}


def checked_tables(raw: Json, before: Json) -> Json:
    """Tables to be kept instead of those before, in their one spelling.

    A version is for ever: reports were printed with it. Raises
    Refused(`coefficients_wrong`, place, problem) also for a known version with other figures.
    """
    tables = read_tables(raw)
    known = {(each.name, each.version): each for each in (read_tables(before) if before else ())}
    for number, table in enumerate(tables, 1):
        earlier = known.get((table.name, table.version), table)
        if not same_figures(earlier, table) or earlier.valid_from != table.valid_from:
            raise _wrong(f"{number}", "version_changed")
    return tables_json(tables)


def _table(raw: object, place: str) -> CoefficientTable:
    if not isinstance(raw, dict):
        raise _wrong(place, "not_a_table")
    name, version = (str(raw.get(key) or "").strip() for key in ("name", "version"))
    tiers = raw.get("tiers")
    if not name or not version or not isinstance(tiers, dict) or not tiers:
        raise _wrong(place, "unnamed")
    mode = raw.get("mode", TierMode.MARGINAL.value)
    if mode not in set(TierMode):
        raise _wrong(place, "mode")
    known = {choice.code for choice in BY_ID[_AREAS].column("category").choices}
    if not set(tiers) <= known:
        raise _wrong(place, "category")
    read = {key: _tiers(listed, f"{place}/{key}") for key, listed in tiers.items()}
    note, by, at = (str(raw.get(key) or "").strip()[:_LONGEST] for key in ("note", "by", "at"))
    return CoefficientTable(
        name, version, MappingProxyType(read), TierMode(mode),
        valid_from=_day(raw.get("valid_from"), place), note=note, by=by, at=at,
    )  # fmt: skip


def _day(raw: object, place: str) -> date | None:
    if raw is None or raw == "":
        return None
    try:
        return date.fromisoformat(str(raw))
    except ValueError as error:
        raise _wrong(place, "valid_from") from error


def _tiers(raw: object, place: str) -> tuple[Tier, ...]:
    if not isinstance(raw, list) or not 0 < len(raw) <= _MOST_TIERS:
        raise _wrong(place, "tiers")
    tiers = []
    for each in raw:
        if not isinstance(each, dict):
            raise _wrong(place, "tiers")
        up_to, coefficient = each.get("up_to"), each.get("coefficient")
        try:
            limit = None if up_to is None else parse_decimal(str(up_to))
            tiers.append(Tier(limit, parse_decimal(str(coefficient))))
        except Refused as problem:
            raise _wrong(place, "number") from problem
    limits = [tier.up_to for tier in tiers]
    rising = all(
        one is not None and (other is None or one < other) for one, other in pairwise(limits)
    )
    positive = all(limit is None or limit > 0 for limit in limits)
    if not rising or not positive or any(tier.coefficient < 0 for tier in tiers):
        raise _wrong(place, "order")
    return tuple(tiers)


def _rising(tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    return tuple(sorted(tiers, key=lambda tier: (tier.up_to is None, tier.up_to or Decimal(0))))


def _wrong(place: str, problem: str) -> Refused:
    return Refused("coefficients_wrong", place=place, problem=problem)
