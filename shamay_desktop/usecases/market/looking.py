"""What the market data are: their imports, one row with all that is known, and what occurs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.rows import MarketRow, MarketSource, SourceCounts
from shamay_desktop.domain.market.twins import ANY
from shamay_desktop.usecases.market.localities import localities
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Import:
    """An import as its list shows it: `now` is what stands of it, `by` the person's name."""

    source: MarketSource
    now: SourceCounts
    by: str


@dataclass(frozen=True, slots=True)
class RowTold:
    """A row with where it came from, and other rows that tell of the same sale."""

    row: MarketRow
    source: MarketSource
    twins: tuple[tuple[MarketRow, MarketSource], ...] = ()


@dataclass(frozen=True, slots=True)
class MarketChoices:
    """What searches may be narrowed to: imports that stand by id, and names that occur."""

    sources: Mapping[str, MarketSource]
    cities: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    asset_kinds: tuple[str, ...] = ()


def imports_of(services: Services, actor: Actor) -> tuple[Import, ...]:
    """All imports, the last first, undone ones too. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        now = work.market.counts()
        people = {each.id: each.name for each in work.offices.people()}
        return tuple(
            Import(each, now.get(each.id, SourceCounts()), people.get(each.imported_by, ""))
            for each in work.market.sources()
        )


def market_choices(services: Services, actor: Actor) -> MarketChoices:
    """What the market data may be narrowed to. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    localities()  # read beside the database: words of a search name a town's centre at once
    with services.database.work(actor) as work:
        market = work.market
        return MarketChoices(
            {each.id: each for each in market.sources() if each.undone_at is None},
            tuple(market.known_values("city", most=200)),
            tuple(market.known_values("street", most=200)),
            tuple(market.known_values("asset_kind", most=50)),
        )


def row_told(services: Services, actor: Actor, row_id: str) -> RowTold:
    """All that is known of a row. Raises Refused(`comparable_unknown`), NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        row = work.market.row(row_id)
        source = None if row is None else work.market.source(row.source_id)
        if row is None or source is None:
            raise Refused("comparable_unknown", row=row_id)
        return RowTold(row, source, tuple(_with_sources(work, _twins(work, row))))


def _twins(work: UnitOfWork, row: MarketRow) -> Sequence[MarketRow]:
    """Whoever tells of the same sale, the one that stands for all of them first."""
    if row.date is None:
        return ()
    key = (row.gush, row.helka, ANY, row.date)
    first = row.twin_of or row.id
    told = work.market.told_already([key]).get(key, ())
    others = [each for each in told if each.id != row.id and first in (each.id, each.twin_of)]
    if row.twin_of is not None and row.twin_of not in {each.id for each in others}:
        others = [*work.market.rows_by_id([row.twin_of]), *others]
    return others


def _with_sources(
    work: UnitOfWork, rows: Sequence[MarketRow]
) -> list[tuple[MarketRow, MarketSource]]:
    sources = {row.source_id: work.market.source(row.source_id) for row in rows}
    found = [(row, sources[row.source_id]) for row in rows]
    return [(row, source) for row, source in found if source is not None]
