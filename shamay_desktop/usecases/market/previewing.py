"""Look at a foreign table before it is imported: what it is, and how its rows would stand."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.dates import ORDERS, ColumnOrder, OrderEvidence
from shamay_desktop.domain.market.lost_headings import lost_columns
from shamay_desktop.domain.market.mapping import Fit, SourceMapping
from shamay_desktop.domain.market.own_table import MAPPING as OWN_TABLE
from shamay_desktop.domain.market.recognising import fit, fitting, heading_mark, recognise
from shamay_desktop.domain.market.rows import (
    MarketRow,
    MarketSource,
    Reason,
    SourceCounts,
    SourceKind,
)
from shamay_desktop.domain.market.table_rows import Reading, RowReader
from shamay_desktop.usecases.market.localities import locality_of
from shamay_desktop.usecases.market.mappings import KnownMappings, known_mappings
from shamay_desktop.usecases.market.sales import Tally, grouped
from shamay_desktop.usecases.market_ports import Cell, RawTable
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services

SHOWN = 50
COUNTED = 2000
"""Rows of which a preview says what would become of them."""

_DATES_LOOKED_AT = 20_000
_SAMPLE = 300
_BEST_GUESS = "office_table"
UNSURE = "unsure"
"""A date order that leaves out every date that could be read two ways."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was copied from a report, a sheet or a page; `name` is what the import is called."""

    text: str
    html: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """How a table would be imported; nothing is written yet.

    `tables`: all of the file, `chosen` the indexes of those whose rows are taken, each with its
    own fit in `table_fits`; `fit` is the first one's, `fits` what else was recognised in it, best
    first. `rows`: the first ones as they would stand, with reasons. `counts` are of the first
    `counted` rows, `total` how many there are. `date_order` "" while it must be asked for (`order`
    says why), or `UNSURE`. `again`: the import of this very file that stands already.
    """

    source: Path | Pasted
    name: str
    sha256: str
    tables: tuple[RawTable, ...]
    chosen: tuple[int, ...]
    table_fits: tuple[Fit, ...]
    fits: tuple[Fit, ...]
    rows: tuple[MarketRow, ...]
    counts: SourceCounts
    counted: int
    total: int
    date_order: str
    order: ColumnOrder
    lost: tuple[str, ...] = ()
    warnings: tuple[Reason, ...] = ()
    again: MarketSource | None = None
    kind: SourceKind = SourceKind.FILE
    known: KnownMappings = field(default_factory=lambda: KnownMappings(()))

    @property
    def fit(self) -> Fit:
        """How the mapping fits the first table that is taken."""
        return self.table_fits[0]

    @property
    def mapping(self) -> SourceMapping:
        """The mapping that is used."""
        return self.fit.mapping

    @property
    def table(self) -> RawTable:
        """The first table that is taken."""
        return self.tables[self.chosen[0]]

    @property
    def must_ask(self) -> bool:
        """Whether a person has to say which part of the dates is the day."""
        return self.order.must_ask and self.date_order == ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Needed targets that no column gives: alternatives are divided by "|"."""
        return self.fit.missing

    @property
    def edits(self) -> bool:
        """Whether this is our own table given back: its rows change the rows of their ids."""
        return self.mapping.id == OWN_TABLE


def preview(
    services: Services,
    actor: Actor,
    source: Path | Pasted,
    mapping: SourceMapping | None = None,
    date_order: str | None = None,
    *,
    before: ImportPreview | None = None,
    table: int | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPreview:
    """Read a file's tables and say how their rows would stand.

    `mapping` None: the one that is recognised, or remembered for these headings. `date_order` one
    of DMY, MDY, YMD, or `UNSURE`. With `before` the file is not read again (a changed mapping or
    order). `table`: the index of the one table to take. Raises Refused (as `TableReader`,
    `table_unknown`, `date_order_wrong`), NotAllowed, WorldFailed, WorkCancelled.
    """
    require(actor, Permission.MARKET_DATA)
    if date_order not in (None, "", UNSURE, *ORDERS):
        raise Refused("date_order_wrong", given=str(date_order)[:20])
    if before is not None:
        tables, digest = before.tables, before.sha256
    else:
        tables = tuple(_read(services, source, on_progress, cancelled))
        digest = _digest(source)
    if table is not None and not 0 <= table < len(tables):
        raise Refused("table_unknown", table=table + 1)
    with services.database.work(actor) as work:
        known = known_mappings(work.offices.office(actor.organization_id))
        again = work.market.standing_import(digest)
    return _look(services, source, tables, digest, known, again, mapping, date_order or "", table)


def reading_of(services: Services, table: RawTable, date_order: str) -> Reading:
    """What reading a table's rows needs of this machine and day."""
    return Reading(
        order="" if date_order == UNSURE else date_order,
        today=services.clock.today(),
        lost=bool(table.lost),
        to_itm=services.coordinates.to_itm,
        centre=services.coordinates.centre,
        town=_town,
    )


def _look(
    services: Services,
    source: Path | Pasted,
    tables: tuple[RawTable, ...],
    digest: str,
    known: KnownMappings,
    again: MarketSource | None,
    mapping: SourceMapping | None,
    asked_order: str,
    only: int | None,
) -> ImportPreview:
    chosen, fits, table_fits = _chosen(tables, known, mapping, only)
    first = table_fits[0]
    taken = [(tables[index], each) for index, each in zip(chosen, table_fits, strict=True)]
    order = _order(taken)
    date_order = asked_order or order.order or ("" if order.mixed else first.mapping.date_order)
    if not date_order and not order.must_ask:
        date_order = "YMD" if order.ambiguous == 0 else ""
    rows, tally, counted = _first_rows(services, taken, date_order)
    return ImportPreview(
        source=source,
        name=_name(source, tables),
        sha256=digest,
        tables=tables,
        chosen=chosen,
        table_fits=table_fits,
        fits=fits,
        rows=rows,
        counts=tally.counts(),
        counted=counted,
        total=sum(len(table.rows) for table, _ in taken),
        date_order=date_order,
        order=order,
        lost=tuple(sorted({lost for table, _ in taken for lost in table.lost})),
        warnings=_warnings(first, again, lost=bool(tables[chosen[0]].lost)),
        again=again,
        kind=_kind(source, first.mapping),
        known=known,
    )


def _chosen(
    tables: Sequence[RawTable],
    known: KnownMappings,
    mapping: SourceMapping | None,
    only: int | None,
) -> tuple[tuple[int, ...], tuple[Fit, ...], tuple[Fit, ...]]:
    """The tables that are taken, what was recognised in the first, and the fit of each."""
    candidates = range(len(tables)) if only is None else (only,)
    fits = {index: _fits(tables[index], known, mapping) for index in candidates}
    best = max(
        candidates,
        key=lambda index: (fits[index][0].complete, fits[index][0].score, len(tables[index].rows)),
    )
    first = fits[best][0]
    taken = {
        index: alike
        for index in candidates
        if (alike := next((f for f in fits[index] if f.mapping.id == first.mapping.id), None))
        and (index == best or (alike.complete and first.complete))
    }
    ordered = tuple(sorted(taken, key=lambda index: (index != best, index)))
    return ordered, fits[best], tuple(taken[index] for index in ordered)


def _fits(table: RawTable, known: KnownMappings, mapping: SourceMapping | None) -> tuple[Fit, ...]:
    """What a table could be, best first; at least one, however little it knows of it."""
    if mapping is not None:
        return (_fit(table, mapping),)
    remembered = known.remembered.get(heading_mark(table.headings))
    found = list(recognise(known.all, table.headings, table.format))
    if table.lost:
        found = sorted(
            (_fit(table, each) for each in known.all),
            # What is no deal is never guessed from marks alone.
            key=lambda each: (bool(each.missing), each.mapping.evidence != "deal", -each.score),
        )
    if remembered is not None:
        found = [_fit(table, remembered), *found]
    return tuple(found) or (_fit(table, known.named(_BEST_GUESS)),)


def _fit(table: RawTable, mapping: SourceMapping) -> Fit:
    plain = fit(mapping, table.headings, table.format)
    if not table.lost or plain.complete:
        return plain
    sure = lost_columns(mapping, table.headings, list(islice(table.rows, _SAMPLE)))
    return fitting(mapping, {**sure, **plain.columns})


def _order(taken: Sequence[tuple[RawTable, Fit]]) -> ColumnOrder:
    """What the date column tells; it is read on until it tells something."""
    evidence = OrderEvidence()
    for number, cell in enumerate(_dates(taken)):
        if number > _DATES_LOOKED_AT and evidence.decided:
            break
        evidence.look(cell)
    return evidence.order()


def _dates(taken: Sequence[tuple[RawTable, Fit]]) -> Iterator[Cell]:
    for table, each in taken:
        columns = [index for index, target in each.columns.items() if target == "date"]
        if columns:
            for row in table.rows:
                yield next((row[index] for index in columns if row[index] is not None), None)


def _first_rows(
    services: Services, taken: Sequence[tuple[RawTable, Fit]], date_order: str
) -> tuple[tuple[MarketRow, ...], Tally, int]:
    tally = Tally()
    read: list[MarketRow] = []
    before = counted = 0
    for table, each in taken:
        reader = RowReader(each, table.headings, "", reading_of(services, table, date_order))
        for number, row in enumerate(islice(table.rows, COUNTED - counted), before + 1):
            counted += 1
            found = reader.read(number, row)
            if found is not None:
                read.append(found)
        before += len(table.rows)
    rows = [row for some in grouped(read) for row in tally.counting(some)]
    rows.sort(key=lambda row: row.number)
    return tuple(rows[:SHOWN]), tally, counted


def _read(
    services: Services,
    source: Path | Pasted,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> Sequence[RawTable]:
    if isinstance(source, Pasted):
        return services.tables.pasted(source.text, source.html)
    return services.tables.read(source, on_progress, cancelled)


def _digest(source: Path | Pasted) -> str:
    if isinstance(source, Pasted):
        return hashlib.sha256(pasted_bytes(source)).hexdigest()
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused("file_unreadable", file=source.name) from error


def pasted_bytes(source: Pasted) -> bytes:
    """What is kept of something pasted: its table as a page where it had one, else its text."""
    return (source.html.strip() or source.text).encode("utf-8", "replace")


def _name(source: Path | Pasted, tables: Sequence[RawTable]) -> str:
    if isinstance(source, Path):
        return source.name
    return source.name or next((table.title for table in tables if table.title), "") or "—"


def _kind(source: Path | Pasted, mapping: SourceMapping) -> SourceKind:
    if mapping.source_kind is not SourceKind.FILE:
        return mapping.source_kind
    return SourceKind.PASTED if isinstance(source, Pasted) else SourceKind.FILE


def _warnings(first: Fit, again: MarketSource | None, *, lost: bool) -> tuple[Reason, ...]:
    """What a reader of such rows must know, by codes."""
    warnings = [Reason(code) for code in first.mapping.warnings]
    told = set(first.columns.values())
    if lost and "assessed_value" not in told:
        warnings.append(Reason("one_amount", "price"))
    if "price" not in told and "assessed_value" in told and not first.missing:
        warnings.append(Reason("assessed_only", "price"))
    if again is not None:
        at = again.imported_at.date().isoformat()
        warnings.append(Reason("already_imported", facts={"file": again.name, "at": at}))
    return tuple(warnings)


def _town(told: str) -> str:
    """A town by its name; by its code where that is one."""
    if not told.isdecimal():
        return told
    found = locality_of(told)
    return "" if found is None else found.name


def with_order(looked: ImportPreview, date_order: str) -> ImportPreview:
    """The preview with an order that leaves nothing to ask."""
    return replace(looked, date_order=date_order)
