"""Our own table given back: what was changed in it is changed in the rows that it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market import cells
from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.domain.market.own_table import edited, written
from shamay_desktop.domain.market.row_json import row_json
from shamay_desktop.domain.market.rows import MarketRow, Reason, RowStanding, SourceCounts
from shamay_desktop.domain.market.table_rows import RowReader
from shamay_desktop.domain.records import Happened
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.market.importing import Imported, linked, new_source
from shamay_desktop.usecases.market.previewing import ImportPreview, reading_of
from shamay_desktop.usecases.market.sales import MOST_REFUSED, Tally
from shamay_desktop.usecases.market_ports import Cell
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.services import Services

MOST_EDITS = 5000
"""Rows that one table may change: each is kept as it was, so that all of it can be undone."""

BEFORE = "before"
"""Where a source's mapping keeps the rows that it changed, as they stood."""

_AT_ONCE = 500
_UNREAD = frozenset(
    {"cell_unreadable", "price_unreadable", "area_unreadable", "share_unreadable",
     "key_unreadable", "date_unreadable", "date_unsure"}
)  # fmt: skip


@dataclass(slots=True)
class _Edits:
    """What a table changes: rows as they were and as they become, and what it could not say."""

    before: list[MarketRow] = field(default_factory=list)
    after: list[MarketRow] = field(default_factory=list)
    new: list[MarketRow] = field(default_factory=list)
    refused: list[MarketRow] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    rows: int = 0
    refusals: int = 0

    def refuse(self, row: MarketRow, *reasons: Reason) -> None:
        """A row that changes nothing, and why."""
        self.refusals += 1
        if len(self.refused) < MOST_REFUSED:
            apart = RowStanding.QUARANTINED
            self.refused.append(replace(row, reasons=(*reasons, *row.reasons), standing=apart))


def apply_edits(
    services: Services,
    actor: Actor,
    looked: ImportPreview,
    sha256: str,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Imported:
    """Change the rows that the table names by their id; rows without one are new.

    A table that changes nothing leaves nothing behind. Raises as `import_table`,
    Refused(`edits_too_many`, `edits_letters_lost`).
    """
    if looked.lost:
        raise Refused("edits_letters_lost", file=looked.name)
    with services.database.work(actor) as work:
        source = replace(new_source(services, actor, looked), sha256=sha256)
        edits = _gathered(services, work, looked, source.id, on_progress, cancelled)
        counts = SourceCounts(
            rows=edits.rows,
            imported=len(edits.after) + len(edits.new),
            duplicates=edits.rows - len(edits.after) - len(edits.new) - edits.refusals,
            quarantined=edits.refusals,
        )
        if not edits.after and not edits.new:
            nothing = replace(source, id="", counts=counts)
            return Imported(Changes(), nothing, tuple(edits.refused))
        before: list[Json] = [row_json(row) for row in edits.before]
        told = {**source.mapping, BEFORE: before}
        source = replace(source, counts=counts, mapping=told)
        work.market.add_source(source)
        for row in edits.after:
            work.market.save_row(row)
        work.market.add_rows(linked(work.market, edits.new, source.id, Tally()))
        payload: dict[str, Json] = {"name": source.name, "changed": str(len(edits.after))}
        work.trail.write(Happened("market_edited", "comparable_source", source.id, payload))
        work.commit()
    changed = len(edits.after)
    return Imported(Changes(market=True), source, tuple(edits.refused), changed=changed)


def _gathered(
    services: Services,
    work: UnitOfWork,
    looked: ImportPreview,
    source_id: str,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> _Edits:
    edits = _Edits()
    table, fit = looked.table, looked.fit
    reading = reading_of(services, table, looked.date_order)
    reader = RowReader(fit, table.headings, source_id, reading)
    way = _Way(reader, looked, reading.today)
    at = next(index for index, target in fit.columns.items() if target == "id")
    for some in _pieces(enumerate(table.rows, 1)):
        if cancelled is not None and cancelled():
            raise WorkCancelled
        known = {row.id: row for row in work.market.rows_by_id([_id(cell, at) for _, cell in some])}
        for number, row in some:
            after = reader.read(number, row)
            if after is not None:
                edits.rows += 1
                _weigh(edits, known, _id(row, at), after, way)
        if on_progress is not None:
            on_progress(some[-1][0], len(table.rows))
    return edits


@dataclass(frozen=True, slots=True)
class _Way:
    """How the table is read, for reading what it would say of a row that nobody touched."""

    reader: RowReader
    looked: ImportPreview
    today: date

    def untouched(self, row: MarketRow) -> MarketRow | None:
        """The row as the table would tell it; a table without some columns tells less."""
        mapping: SourceMapping = self.looked.mapping
        told = dict(
            zip(
                (column.target for column in mapping.columns),
                written(row, mapping, Language.HE),
                strict=True,
            )
        )
        line: list[Cell] = [None] * len(self.looked.table.headings)
        for index, target in self.looked.fit.columns.items():
            line[index] = told.get(target)
        return self.reader.read(row.number, line)


def _weigh(
    edits: _Edits, known: dict[str, MarketRow], row_id: str, after: MarketRow, way: _Way
) -> None:
    if not row_id:
        edits.new.append(after)
        return
    standing = known.get(row_id)
    if standing is None:
        edits.refuse(after, Reason("id_unknown", "id", {"given": row_id[:60]}))
    elif row_id in edits.seen:
        edits.refuse(after, Reason("id_twice", "id", {"given": row_id[:60]}))
    else:
        edits.seen.add(row_id)
        before = way.untouched(standing)
        unread = {reason.column for reason in after.reasons if reason.code in _UNREAD}
        if before is not None:
            unread -= {reason.column for reason in before.reasons if reason.code in _UNREAD}
        if before is None or unread:
            edits.refuse(after)
            return
        became = edited(standing, before, after, way.today)
        if became is not standing:
            edits.before.append(standing)
            edits.after.append(became)
    if len(edits.after) > MOST_EDITS:
        raise Refused("edits_too_many", most=MOST_EDITS)


def _id(row: Sequence[Cell], at: int) -> str:
    return cells.code(row[at] if at < len(row) else None)


def _pieces(
    rows: Iterator[tuple[int, Sequence[Cell]]],
) -> Iterator[list[tuple[int, Sequence[Cell]]]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some
