"""Bring the rows of a foreign table into the market database: all of them, or none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market.mapping_json import mapping_json
from shamay_desktop.domain.market.rows import MarketRow, MarketSource
from shamay_desktop.domain.market.twins import told_under, twin_among, twin_keys
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.market.mappings import remember
from shamay_desktop.usecases.market.previewing import (
    UNSURE,
    ImportPreview,
    Pasted,
    pasted_bytes,
    preview,
    reading_of,
)
from shamay_desktop.usecases.market.sales import Look, Sales, TableToRead, Tally
from shamay_desktop.usecases.market_ports import Market
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.services import Services

_LINKED_AT_ONCE = 500
_TRIES = 2
"""So often rows are made ready beside other writers; then these wait."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave: its source with the counts, and the first rows that were set apart.

    `again`: this very file stands already, nothing was written and `source` is the standing
    import; its `counts` here are those of this attempt. `changed`: how many rows were changed by
    our own table given back.
    """

    changes: Changes
    source: MarketSource
    refused: tuple[MarketRow, ...] = ()
    again: bool = False
    changed: int = 0


def import_table(
    services: Services,
    actor: Actor,
    looked: ImportPreview,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Imported:
    """Write the rows of a preview, all or none; the same file again doubles nothing.

    Our own table given back changes the rows that it names. Progress counts each row twice, and
    reaches its total when only the write is left, in which nothing can be stopped any more.
    Raises Refused(`mapping_incomplete`, `date_order_needed`, `import_stands`, `file_changed`),
    NotAllowed, WorldFailed, WorkCancelled.
    """
    require(actor, Permission.MARKET_DATA)
    check_ready(looked)
    sha256 = keep_source(services, looked, cancelled)
    if looked.edits:
        from shamay_desktop.usecases.market.editing import apply_edits

        return apply_edits(services, actor, looked, sha256, on_progress, cancelled)
    for _ in range(_TRIES):
        try:
            return _imported(services, actor, looked, on_progress, cancelled, wait=False)
        except MarketMoved:
            continue  # somebody wrote meanwhile: which sales are told already may be otherwise
        except Conflict as error:
            if error.code != "row_exists":  # the same file, imported by another at this moment
                raise
    return _imported(services, actor, looked, on_progress, cancelled, wait=True)


class MarketMoved(Exception):
    """The market database was changed since rows were made ready."""


def _imported(
    services: Services,
    actor: Actor,
    looked: ImportPreview,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
    *,
    wait: bool,
) -> Imported:
    with services.database.work(actor) as work:
        if wait:
            work.market.hold()
        done = write_import(services, actor, work, looked, on_progress, cancelled)
        if not done.again:
            work.commit()
    return done


def check_ready(looked: ImportPreview) -> None:
    """Raises Refused(`mapping_incomplete`, `date_order_needed`) unless nothing is left to say."""
    if looked.missing:
        raise Refused("mapping_incomplete", file=looked.name, columns=", ".join(looked.missing))
    if looked.must_ask:
        raise Refused("date_order_needed", file=looked.name, example=looked.order.example)


def keep_source(
    services: Services, looked: ImportPreview, cancelled: Cancelled | None = None
) -> str:
    """Put the file into the content store. Raises Refused(`file_changed`) when it is another."""
    if isinstance(looked.source, Pasted):
        return services.store.add_bytes(pasted_bytes(looked.source)).sha256
    stored = services.store.add(looked.source, None, cancelled)
    if stored.sha256 != looked.sha256:
        raise Refused("file_changed", file=looked.name)
    return stored.sha256


def write_import(
    services: Services,
    actor: Actor,
    work: UnitOfWork,
    looked: ImportPreview,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    valuation_id: str | None = None,
) -> Imported:
    """The same inside a unit of work that somebody else commits; the file is in the store.

    Rows are read, judged, joined and linked before anybody has to wait for them; then they are
    written in one go. Raises MarketMoved where the market was changed in between.
    """
    market = work.market
    if valuation_id is not None:  # the unit holds more than this import
        market.hold()
    source = new_source(services, actor, looked, valuation_id)
    if (standing := market.standing_import(looked.sha256)) is not None:
        return _again(looked, standing, source)
    mark = market.mark()
    tally, total = _stage(services, market, looked, source, (on_progress, cancelled))
    market.hold()
    _look(0, total, None, cancelled)(total)
    if (standing := market.standing_import(looked.sha256)) is not None:
        return _again(looked, standing, source)
    if market.mark() != mark:
        raise MarketMoved
    if on_progress is not None:
        on_progress(total, total)
    told = {**source.mapping, **_taught(work, actor, looked)}
    written = replace(source, counts=tally.counts(), mapping=told)
    market.add_source(written)
    market.add_staged()
    work.trail.write(_happened("market_imported", written))
    return Imported(Changes(market=True), written, tuple(tally.refused))


def _taught(work: UnitOfWork, actor: Actor, looked: ImportPreview) -> dict[str, Json]:
    """What a mapping of the person's own teaches for the next table with these headings."""
    if not looked.mapping.own:
        return {}
    return remember(work, actor, looked.mapping, looked.table.headings)


def _stage(
    services: Services,
    market: Market,
    looked: ImportPreview,
    source: MarketSource,
    told: tuple[Progress | None, Cancelled | None],
) -> tuple[Tally, int]:
    """Make all rows ready; what became of them, and how many steps of progress there are."""
    sales = Sales(_tables(services, looked), source.id)
    total = 2 * sales.total
    repeated = sales.repeated(_look(0, total, *told))
    tally = Tally()
    look = _look(sales.total, total, *told)
    rows = (row for some in sales.joined(repeated, look) for row in tally.counting(some))
    market.stage_rows(linked(market, rows, source.id, tally))
    return tally, total


def linked(
    market: Market, rows: Iterable[MarketRow], source_id: str, tally: Tally
) -> Iterator[MarketRow]:
    """The rows, those that another source tells already linked to its row."""
    if not market.knows_others(source_id):
        yield from rows
        return
    coming = iter(rows)
    heads: dict[str, str] = {}
    while some := list(islice(coming, _LINKED_AT_ONCE)):
        keys = {row.id: twin_keys(row) for row in some}
        told = market.told_already(chain.from_iterable(keys.values()))
        known, heads = heads, {}
        for row in some:
            others = told_under(told, keys[row.id])
            twin = twin_among(row, (each for each in others if each.source_id != source_id))
            if twin is not None:
                tally.twin()
                row = replace(row, twin_of=twin.twin_of or twin.id)  # noqa: PLW2901 - linked
                heads[row.id] = row.twin_of or ""
            elif row.twin_of is not None:
                # What its own source tells again follows the first telling, which came just before.
                head = heads.get(row.twin_of) or known.get(row.twin_of)
                row = replace(row, twin_of=head or row.twin_of)  # noqa: PLW2901 - linked
            yield row


def import_file(
    services: Services,
    actor: Actor,
    file: Path,
    *,
    date_order: str | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Imported:
    """Preview and import at once, as whatever the file is recognised. Raises as both."""
    looked = preview(services, actor, file, None, date_order, cancelled=cancelled)
    return import_table(services, actor, looked, on_progress, cancelled)


def new_source(
    services: Services, actor: Actor, looked: ImportPreview, valuation_id: str | None = None
) -> MarketSource:
    """The line of an import; its mapping names the headings that were really used."""
    return MarketSource(
        id=new_id(),
        kind=looked.kind,
        name=looked.name,
        format=looked.table.format,
        imported_by=actor.user_id,
        imported_at=services.clock.now(),
        sha256=looked.sha256,
        valuation_id=valuation_id,
        encoding=looked.table.encoding,
        date_order="" if looked.date_order == UNSURE else looked.date_order,
        mapping=_used(looked),
        lost=looked.lost,
        warnings=looked.warnings,
    )


def _used(looked: ImportPreview) -> dict[str, Json]:
    """The mapping as it was used: its columns by the headings of the file, and the tables."""
    headings = looked.table.headings
    used: list[Json] = [
        {"target": target, "aliases": [headings[index]]}
        for index, target in looked.fit.columns.items()
    ]
    told = mapping_json(looked.mapping)
    told["columns"] = used
    told["tables"] = [
        {"title": table.title, "first_row": str(table.first_row), "rows": str(len(table.rows))}
        for table in (looked.tables[index] for index in looked.chosen)
    ]
    return told


def _again(looked: ImportPreview, standing: MarketSource, new: MarketSource) -> Imported:
    """The same file, read the same way, stands already; read another way it must go first."""
    same = (standing.mapping.get("columns"), standing.date_order) == (
        new.mapping["columns"], new.date_order,
    )  # fmt: skip
    if not same:
        at = standing.imported_at.date().isoformat()
        raise Refused("import_stands", file=looked.name, at=at)
    rows = standing.counts.rows
    counts = replace(
        standing.counts, rows=rows, imported=0, merged=0, duplicates=rows, quarantined=0
    )
    return Imported(Changes(), replace(standing, counts=counts), again=True)


def _tables(services: Services, looked: ImportPreview) -> list[TableToRead]:
    tables: list[TableToRead] = []
    before = 0
    for index, fit in zip(looked.chosen, looked.table_fits, strict=True):
        table = looked.tables[index]
        reading = reading_of(services, table, looked.date_order)
        tables.append(TableToRead(table, fit, reading, before))
        before += len(table.rows)
    return tables


def _look(
    before: int, total: int, on_progress: Progress | None, cancelled: Cancelled | None
) -> Look:
    def look(done: int) -> None:
        if cancelled is not None and cancelled():
            raise WorkCancelled
        if on_progress is not None:
            on_progress(min(before + done, total - 1), total)

    return look


def _happened(action: str, source: MarketSource) -> Happened:
    payload: dict[str, Json] = {
        "name": source.name,
        "rows": str(source.counts.rows),
        "imported": str(source.counts.imported),
    }
    return Happened(action, "comparable_source", source.id, payload)
