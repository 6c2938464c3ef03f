"""Which rows of the market database are twins of which, and taking an import's rows away."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, func
from sqlalchemy.sql.operators import custom_op

from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.storage.mapping.market import row_of
from shamay_desktop.storage.repositories.market_searches import SqlMarketSearches
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.side_indexes import SideIndexes
from shamay_desktop.storage.tables import comparables

_AT = comparables.c
_PIECE = 5_000
_AT_ONCE = 500


class SqlMarketLinks(SqlMarketSearches):
    """The part of the port `Market` that knows rows which tell of the same sale."""

    def __init__(self, rows: OfficeRows, side: SideIndexes) -> None:
        super().__init__(rows)
        self._side = side

    def twins_of(self, ids: Sequence[str]) -> Sequence[MarketRow]:
        """The rows that are linked to one of these."""
        found: list[MarketRow] = []
        for first in range(0, len(ids), _AT_ONCE):
            named = _AT.twin_of.in_(ids[first : first + _AT_ONCE])
            linked = self._rows.search(comparables, *comparables.c).where(
                _AT.twin_of.is_not(None), named
            )
            found += [row_of(row) for row in self._rows.read(linked)]
        return sorted(found, key=lambda row: row.id)

    def twins_left(self, source_id: str) -> Sequence[str]:
        """The ids of other sources' rows that are linked to a row of this one, in order."""
        self._rows.hold_table(comparables)
        going = self._rows.search(comparables, _AT.id).where(_AT.source_id == source_id)
        left = self._rows.search(comparables, _AT.id).where(
            _AT.twin_of.is_not(None), _AT.twin_of.in_(going), _AT.source_id != source_id
        )
        return [row["id"] for row in self._rows.read_held(left.order_by(_AT.id))]

    def link(self, row_id: str, head_id: str | None) -> None:
        """Make a row the twin of another, or let it stand for itself."""
        self._rows.update(comparables, row_id, {"twin_of": head_id})

    def remove_rows(self, source_id: str, look: Callable[[int, int], None] | None = None) -> int:
        """Take an import's rows away; the first twin of a row that goes stands in its place.

        In pieces; `look` is told how many of how many are gone, and may raise.
        """
        self._rows.hold_table(comparables)
        self._release_twins(source_id)
        own = _AT.source_id == source_id
        bounds = self._rows.select(
            comparables, func.count().label("rows"), func.min(_AT.n), func.max(_AT.n)
        )
        rows, first, last = tuple(self._rows.read_tuples(bounds.where(own))[0])
        gone = 0
        for piece in _pieces(source_id, first, last):
            if look is not None:
                look(gone, rows)
            standing = self._rows.select(comparables, func.count().label("rows")).where(piece)
            here = self._rows.read(standing)[0]["rows"]
            if here:
                self._side.take_all(self._rows.select(comparables, _AT.n, _AT.words).where(piece))
                self._rows.remove(comparables, piece)
                gone += here
        if look is not None:
            look(gone, rows)
        return gone

    def _release_twins(self, source_id: str) -> None:
        going = self._rows.search(comparables, _AT.id).where(_AT.source_id == source_id)
        left = self._rows.search(comparables, _AT.id, _AT.twin_of).where(
            _AT.twin_of.is_not(None), _AT.twin_of.in_(going), _AT.source_id != source_id
        )
        heads: dict[str, str] = {}
        for row in self._rows.read_held(left.order_by(_AT.id)):
            head = heads.setdefault(row["twin_of"], row["id"])
            self.link(row["id"], None if head == row["id"] else head)


def _pieces(source_id: str, first: int | None, last: int | None) -> Sequence[Any]:
    """Conditions that together are all of a source: by the rows' numbers where they have some
    (SQLite).

    There the source's index must not be taken: each piece would go through all of it.
    """
    if first is None or last is None:
        return (_AT.source_id == source_id,)
    bare: ColumnElement[Any] = UnaryExpression(_AT.source_id, operator=custom_op("+"))
    return [
        (bare == source_id) & _AT.n.between(begin, min(begin + _PIECE - 1, last))
        for begin in range(first, last + 1, _PIECE)
    ]
