"""The office's own finished cases as sources of evidence: updated, never doubled."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Origin, Row
from shamay_desktop.domain.market.case_rows import (
    COMPARABLES,
    RENTS,
    case_source_id,
    rows_of_case,
)
from shamay_desktop.domain.market.rows import MarketRow, MarketSource, RowStanding, SourceKind
from shamay_desktop.domain.records import Happened, Valuation
from shamay_desktop.usecases.market.importing import linked
from shamay_desktop.usecases.market.linking import taken_away
from shamay_desktop.usecases.market.sales import Tally
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services

FORMAT = "case"


def keep_case_evidence(
    services: Services, actor: Actor, work: UnitOfWork, valuation: Valuation, case: Case
) -> None:
    """Bring a finished case's comparables and rents up to date in the market database.

    Rows that the case took from there stay what they are. The unit of work is committed by whoever
    finishes the case.
    """
    source_id = case_source_id(valuation.id)
    rows = rows_of_case(case, services.clock.today(), _taken(work, valuation.id, case, source_id))
    known = work.market.source(source_id)
    if (known is None and not rows) or _stands(work, known, rows):
        return
    source = _source(services, actor, valuation, rows)
    if known is None:
        work.market.add_source(source)
    else:
        taken_away(work.market, source_id)
    tally = _tally(rows)
    work.market.add_rows(linked(work.market, rows, source_id, tally))
    work.market.save_source(replace(source, counts=tally.counts()))
    told = {"name": source.name, "rows": str(len(rows))}
    work.trail.write(Happened("case_became_evidence", "valuation", valuation.id, dict(told)))


def _source(
    services: Services, actor: Actor, valuation: Valuation, rows: Sequence[MarketRow]
) -> MarketSource:
    """Its mapping names the rows, so that they are found again without a search."""
    return MarketSource(
        id=case_source_id(valuation.id),
        kind=SourceKind.CASE,
        name=valuation.title,
        format=FORMAT,
        imported_by=actor.user_id,
        imported_at=services.clock.now(),
        valuation_id=valuation.id,
        mapping={"rows": [row.id for row in rows]},
    )


def _stands(work: UnitOfWork, known: MarketSource | None, rows: Sequence[MarketRow]) -> bool:
    """Whether all of it stands already as it would be written."""
    if known is None or known.undone_at is not None:
        return False
    ids = known.mapping.get("rows")
    standing = work.market.rows_by_id([str(each) for each in ids] if isinstance(ids, list) else [])
    return [replace(row, twin_of=None) for row in standing] == list(rows)


def _tally(rows: Sequence[MarketRow]) -> Tally:
    apart = sum(1 for row in rows if row.standing is RowStanding.QUARANTINED)
    return Tally(rows=len(rows), imported=len(rows) - apart, quarantined=apart)


def _taken(work: UnitOfWork, valuation_id: str, case: Case, source_id: str) -> frozenset[str]:
    """Rows of the case that are rows of the market database, or were when they were taken."""
    rows = list(_rows(case))
    there = work.market.rows_by_id([row.id for row in rows])
    accepted = {each.case_row for each in work.market.decisions(valuation_id) if each.case_row}
    imported = {row.id for row in rows if _is_of_a_file(row)}
    return frozenset({row.id for row in there if row.source_id != source_id} | accepted | imported)


def _rows(case: Case) -> Iterator[Row]:
    for name in (COMPARABLES, RENTS):
        yield from case.rows(name)


def _is_of_a_file(row: Row) -> bool:
    """Whether cells name the file of an import, which may have been undone since."""
    sources = (cell.provenance for cell in row.cells.values())
    return any(
        source is not None and source.origin is Origin.IMPORTED and source.document is not None
        for source in sources
    )
