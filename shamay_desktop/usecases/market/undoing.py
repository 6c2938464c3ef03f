"""Take an import back as a whole: its rows go, and rows that it changed are as they were."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.rows import MarketRow, MarketSource
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.market.kept_edits import (
    KeptEdits,
    changed_by,
    kept_edits,
    mark_of,
    with_links,
)
from shamay_desktop.usecases.market.linking import (
    Links,
    came_since,
    link_as_before,
    linked_anew,
    settled,
    taken_away,
)
from shamay_desktop.usecases.market.mappings import forget_taught
from shamay_desktop.usecases.market_ports import Market
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.services import Services


def undo_import(
    services: Services,
    actor: Actor,
    source_id: str,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Changes:
    """Undo an import, all of it or nothing; its line stays and says who undid it and when.

    Cases keep what they took, and decisions what they saw. What it changed is as it was, unless
    something changed it since: then that goes first. Twins of rows that go are linked anew, and
    the mapping that it taught is forgotten. Raises Refused(`source_unknown`, `import_undone`,
    `edit_changed_since`), NotAllowed, WorldFailed, WorkCancelled.
    """

    def look(gone: int, rows: int) -> None:
        if cancelled is not None and cancelled():
            raise WorkCancelled
        if on_progress is not None:
            on_progress(gone, max(rows, 1))

    with services.database.work(actor) as work:
        work.market.hold()
        source = work.market.source(source_id)
        if source is None:
            raise Refused("source_unknown", source=source_id[:60])
        require(actor, Permission.MARKET_DATA, owner_id=source.imported_by)
        if source.undone_at is not None:
            raise Refused("import_undone", file=source.name)
        kept = kept_edits(source)
        standing = _standing(work.market, source, kept)
        gone = taken_away(work.market, source.id, look)
        _restore(work.market, source, kept, standing)
        forget_taught(work, actor, source)
        now = services.clock.now()
        work.market.save_source(replace(source, undone_at=now, undone_by=actor.user_id))
        _tell(work, source, gone, sorted(standing))
        work.commit()
    return Changes(market=True)


def _standing(market: Market, source: MarketSource, kept: KeptEdits) -> dict[str, MarketRow]:
    """The rows that it changed and that are still there, as it left them.

    Raises Refused(`edit_changed_since`) naming the first that something changed since.
    """
    rows = {row.id: row for row in market.rows_by_id([row.id for row in kept.before])}
    later = _later(market, source) if rows else []
    for row in rows.values():
        by = next((each.name for each in reversed(later) if changed_by(each, row.id)), None)
        if by is not None or (kept.marks or {}).get(row.id) != mark_of(row):
            raise _changed_since(market, source, row, by)
    return rows


def _later(market: Market, source: MarketSource) -> list[MarketSource]:
    """The imports that came after one and stand, in their order."""
    came = (each for each in market.sources() if each.undone_at is None and each.id > source.id)
    return sorted(came, key=lambda each: each.id)


def _changed_since(market: Market, source: MarketSource, row: MarketRow, by: str | None) -> Refused:
    home = market.source(row.source_id)
    place = row.address or "/".join(filter(None, (row.gush, row.helka, row.tat_helka)))
    told = f"{'' if home is None else home.name} #{row.number}" + (f" ({place})" if place else "")
    return Refused("edit_changed_since", file=source.name, row=told, by=by or "—")


def _restore(
    market: Market, source: MarketSource, kept: KeptEdits, standing: dict[str, MarketRow]
) -> None:
    """Rows as they stood before this import changed them; those that went since stay gone.

    Whose twins they are is what it is now: the row that they repeated may be gone.
    """
    for row in kept.before:
        if row.id in standing:
            now = market.row(row.id)
            market.save_row(replace(row, twin_of=None if now is None else now.twin_of))
    link_as_before(market, _without_later(market, source, kept.links or {}))
    touched = list(dict.fromkeys([*standing, *(kept.links or {})]))
    settled(market, touched)
    linked_anew(market, came_since(market, list(standing), source.id))


def _without_later(market: Market, source: MarketSource, links: Links) -> Links:
    """The links that no later change of rows touched. Undoing that one will go back past this one:
    it is told the link that stood before both.
    """
    left = dict(links)
    for each in _later(market, source) if left else ():
        theirs = dict(kept_edits(each).links or {})
        shared = left.keys() & theirs.keys()
        for row_id in shared:
            before, after = left.pop(row_id)
            if theirs[row_id][0] == after:
                theirs[row_id] = (before, theirs[row_id][1])
        if shared:
            market.save_source(with_links(each, theirs))
    return left


def _tell(work: UnitOfWork, source: MarketSource, gone: int, restored: list[str]) -> None:
    payload: dict[str, Json] = {"name": source.name, "rows": str(gone + len(restored))}
    if restored:
        payload["ids"] = list[Json](restored)
    work.trail.write(Happened("market_import_undone", "comparable_source", source.id, payload))
