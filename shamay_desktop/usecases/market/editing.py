"""Our own table given back: what was changed in it is changed in the rows that it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from shamay_desktop.domain.access import Actor, Permission, may
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market import cells
from shamay_desktop.domain.market.mapping import SourceMapping
from shamay_desktop.domain.market.merging import Joined
from shamay_desktop.domain.market.own_table import edited, written
from shamay_desktop.domain.market.rows import (
    MarketRow,
    MarketSource,
    Reason,
    RowStanding,
    SourceCounts,
)
from shamay_desktop.domain.market.table_rows import RowReader
from shamay_desktop.domain.records import Happened
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.market.importing import Imported, linked, new_source
from shamay_desktop.usecases.market.kept_edits import (
    MOST_REFUSED_KEPT,
    kept_as,
    refused_as,
    refused_of,
)
from shamay_desktop.usecases.market.known_rows import not_known_yet
from shamay_desktop.usecases.market.linking import settled
from shamay_desktop.usecases.market.previewing import ImportPreview, reading_of
from shamay_desktop.usecases.market.sales import MOST_REFUSED, Tally
from shamay_desktop.usecases.market_ports import Cell, Market
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.services import Services

MOST_EDITS = 5000
"""Rows that one table may change: each is kept as it was, so that all of it can be undone."""

_AT_ONCE = 500
_TRIES = 3
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
        if len(self.refused) < MOST_REFUSED_KEPT:
            apart = RowStanding.QUARANTINED
            self.refused.append(replace(row, reasons=(*reasons, *row.reasons), standing=apart))

    @property
    def first_refused(self) -> Sequence[MarketRow]:
        """As many as an import shows at once."""
        return self.refused[:MOST_REFUSED]

    @property
    def entering(self) -> frozenset[str]:
        """Rows that were set apart and are evidence now."""
        pairs = zip(self.before, self.after, strict=True)
        return frozenset(
            after.id
            for before, after in pairs
            if before.standing is not RowStanding.ACTIVE and after.standing is RowStanding.ACTIVE
        )


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
    tries = 0
    while True:
        tries += 1
        with services.database.work(actor) as work:
            if tries > _TRIES:
                work.market.hold()
            mark = work.market.mark()
            source = replace(new_source(services, actor, looked), sha256=sha256)
            edits = _gathered(services, actor, work, looked, source.id, on_progress, cancelled)
            work.market.hold()
            if work.market.mark() == mark:
                return _kept(work, source, edits)
        # Somebody wrote meanwhile: what is to be changed may say something else now.


def _kept(work: UnitOfWork, source: MarketSource, edits: _Edits) -> Imported:
    new = not_known_yet(work.market, edits.new)
    standing = None if edits.after or new else _told_before(work.market, source, edits)
    if not (edits.after or new or edits.refused) or standing is not None:
        nothing = replace(source, id="", counts=_counts(edits, Tally()))
        return Imported(Changes(), standing or nothing, tuple(edits.first_refused))
    written = _write(work, source, edits, new)
    _tell(work, written, edits)
    work.commit()
    changed, refused = len(edits.after), tuple(edits.first_refused)
    return Imported(Changes(market=bool(changed or new)), written, refused, changed=changed)


def _write(
    work: UnitOfWork, source: MarketSource, edits: _Edits, new: Sequence[MarketRow]
) -> MarketSource:
    market = work.market
    market.add_source(source)
    for row in edits.after:
        market.save_row(row)
    ids = [row.id for row in edits.after]
    links = {row.id: (row.twin_of, row.twin_of) for row in edits.before}
    links |= settled(market, ids, edits.entering)
    kept = kept_as(edits.before, market.rows_by_id(ids), links) if ids else {}
    tally = Tally()
    rows = tally.counting(Joined(tuple(new)))
    market.add_rows(linked(market, rows, source.id, tally))
    told = {**source.mapping, **kept, **refused_as(edits.refused)}
    written = replace(source, counts=_counts(edits, tally), mapping=told)
    market.save_source(written)
    return written


def _counts(edits: _Edits, new: Tally) -> SourceCounts:
    """What says what stands already is told already; refused rows stand apart."""
    imported, apart = len(edits.after) + new.imported, edits.refusals + new.quarantined
    return SourceCounts(
        rows=edits.rows,
        imported=imported,
        duplicates=edits.rows - imported - apart,
        quarantined=apart,
    )


def _tell(work: UnitOfWork, source: MarketSource, edits: _Edits) -> None:
    """Who changed which rows stays for good."""
    ids: list[Json] = [row.id for row in edits.after]
    payload: dict[str, Json] = {"name": source.name, "changed": str(len(ids)), "ids": ids}
    work.trail.write(Happened("market_edited", "comparable_source", source.id, payload))


def _told_before(market: Market, source: MarketSource, edits: _Edits) -> MarketSource | None:
    """The line of the same table given back before, which could not say the same things."""
    told = [(row.number, row.reasons) for row in edits.refused]
    for each in market.sources() if told else ():
        if each.sha256 == source.sha256 and each.undone_at is None:
            before = [(row.number, row.reasons) for row in refused_of(each)]
            if before == told[: len(before)]:
                return each
    return None


def _gathered(
    services: Services,
    actor: Actor,
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
    way = _Way(reader, looked, reading.today, _Owners(actor, work.market))
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
    owners: "_Owners"

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


@dataclass(slots=True)
class _Owners:
    """Whose rows the person may change: those of imports that they may undo."""

    actor: Actor
    market: Market
    sources: dict[str, MarketSource | None] = field(default_factory=dict)

    def may_change(self, row: MarketRow) -> bool:
        """Whether this row is one of them."""
        source = self._source(row)
        owner = None if source is None else source.imported_by
        return may(self.actor, Permission.MARKET_DATA, owner_id=owner)

    def excluded(self, row: MarketRow) -> tuple[str, ...]:
        """The words of deals that are no sales, as the row's own source was read with."""
        source = self._source(row)
        words = None if source is None else source.mapping.get("excluded")
        return tuple(str(word) for word in words) if isinstance(words, list) else ()

    def _source(self, row: MarketRow) -> MarketSource | None:
        if row.source_id not in self.sources:
            self.sources[row.source_id] = self.market.source(row.source_id)
        return self.sources[row.source_id]


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
        became = edited(standing, before, after, way.today, way.owners.excluded(standing))
        if became is not standing and not way.owners.may_change(standing):
            edits.refuse(after, Reason("row_not_yours", "id", {"given": row_id[:60]}))
        elif became is not standing:
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
