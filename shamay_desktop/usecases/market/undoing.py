"""Take an import back as a whole: its rows go, and rows that it changed are as they were."""

from dataclasses import replace
from typing import Any

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.row_json import row_from_json
from shamay_desktop.domain.market.rows import MarketSource
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.market.editing import BEFORE
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services


def undo_import(services: Services, actor: Actor, source_id: str) -> Changes:
    """Undo an import; its line stays and says who undid it and when.

    Cases keep what they took, and decisions what they saw. Raises Refused(`source_unknown`,
    `import_undone`), NotAllowed, WorldFailed.
    """
    with services.database.work(actor) as work:
        source = work.market.source(source_id)
        if source is None:
            raise Refused("source_unknown", source=source_id[:60])
        require(actor, Permission.MARKET_DATA, owner_id=source.imported_by)
        if source.undone_at is not None:
            raise Refused("import_undone", file=source.name)
        restored = _restore(work, source)
        gone = work.market.remove_rows(source.id)
        now = services.clock.now()
        work.market.save_source(replace(source, undone_at=now, undone_by=actor.user_id))
        payload: dict[str, Json] = {"name": source.name, "rows": str(gone + restored)}
        work.trail.write(Happened("market_import_undone", "comparable_source", source.id, payload))
        work.commit()
    return Changes(market=True)


def _restore(work: UnitOfWork, source: MarketSource) -> int:
    """Rows as they stood before this import changed them; those that went since stay gone."""
    before: Any = source.mapping.get(BEFORE)
    rows = [row_from_json(kept) for kept in before] if isinstance(before, list) else []
    standing = {row.id for row in work.market.rows_by_id([row.id for row in rows])}
    there = [row for row in rows if row.id in standing]
    for row in there:
        work.market.save_row(row)
    return len(there)
