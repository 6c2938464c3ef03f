"""Rows of the market database as CSV: exact, for a sheet, and to be edited and given back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.market.cells import guarded
from shamay_desktop.domain.market.own_table import MAPPING, headings, written
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.market.accounting import write_csv
from shamay_desktop.usecases.market.mappings import shipped_mappings
from shamay_desktop.usecases.services import Services


def export_rows(
    services: Services,
    actor: Actor,
    rows: Iterable[MarketRow],
    target: Path,
    language: Language = Language.HE,
) -> Path:
    """Write rows as CSV; `preview` and `import_table` take it back, edited or not.

    Each row has its id: as long as it stands, what is edited changes it, and what is as it was
    changes nothing. Texts that look like formulas are guarded. Raises NotAllowed, WorldFailed.
    """
    require(actor, Permission.MARKET_DATA)
    mapping = next(each for each in shipped_mappings() if each.id == MAPPING)

    def lines() -> Iterator[Sequence[str]]:
        yield headings(mapping, language)
        for row in rows:
            yield written(row, mapping, language)

    return write_csv(services, lines(), target)


def export_found(
    services: Services,
    actor: Actor,
    query: MarketQuery,
    target: Path,
    language: Language = Language.HE,
) -> Path:
    """All rows that fit a query, whatever its window, piece by piece. Raises as `export_rows`."""
    ordered = (
        query if query.sort is not MarketSort.LIKENESS else replace(query, sort=MarketSort.DATE)
    )

    def rows() -> Iterator[MarketRow]:
        with services.database.work(actor) as work:
            yield from work.market.each_row(ordered)

    return export_rows(services, actor, rows(), target, language)


def export_lines(
    services: Services, actor: Actor, lines: Iterable[Sequence[str]], target: Path
) -> Path:
    """Lines of words as CSV, guarded as rows are. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    return write_csv(services, (tuple(map(guarded, line)) for line in lines), target)
