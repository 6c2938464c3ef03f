"""Rows without an id in a table of our own: each comes in once, however often it is given back."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from shamay_desktop.domain.market.own_table import MAPPING, facts_of
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.usecases.market.accounting import rows_of_source
from shamay_desktop.usecases.market_ports import Market


def not_known_yet(market: Market, rows: Sequence[MarketRow]) -> list[MarketRow]:
    """The rows that no earlier table of our own brought, by their cells or by what they say.

    A row that stands answers for one row of the table: what is told twice in it comes twice.
    """
    if not rows:
        return []
    standing = _Standing(market)
    return [row for row in rows if not standing.answers(row)]


class _Standing:
    """The rows of earlier tables of our own, each to be found once."""

    def __init__(self, market: Market) -> None:
        self._under: dict[Hashable, list[int]] = defaultdict(list)
        self._used: set[int] = set()
        number = 0
        for source in market.sources():
            if source.undone_at is None and source.mapping.get("id") == MAPPING:
                for row in rows_of_source(market, source.id):
                    number += 1
                    for name in _names(row):
                        self._under[name].append(number)

    def answers(self, row: MarketRow) -> bool:
        """Whether one that did not answer yet is the same."""
        for name in _names(row):
            for number in self._under.get(name, ()):
                if number not in self._used:
                    self._used.add(number)
                    return True
        return False


def _names(row: MarketRow) -> tuple[Hashable, Hashable]:
    """What its line said when it came, and what it says now."""
    return ("cells", tuple(sorted(row.raw.items()))), ("facts", facts_of(row))
