"""How a long list is set: which columns stand in its table and which in a second one below."""

from collections.abc import Sequence
from dataclasses import replace

from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.report_content import Column

ROOM = 112
"""What the columns of one table may need together, in characters and the space around them."""

MOST = 10
"""More columns than these cannot be told apart, however narrow they are."""

LINE = 78
"""Characters that surely stand side by side in a table, also in a wide face."""

_NARROWEST_LONG_TEXT = 22
_NUMBER = 6


def parted(columns: Sequence[Field], heads: Sequence[Column]) -> list[list[int]]:
    """Places of the columns in tables that fit the page; one table when all fit into it.

    Where the usual columns fit, the rarer ones (`extra`) stand together below, so that the first
    table reads as it always does. No column is left out and none stands twice.
    """
    needs = [_need(column, head) for column, head in zip(columns, heads, strict=True)]
    every = range(len(columns))
    usual = [at for at in every if not columns[at].extra]
    rare = [at for at in every if columns[at].extra]
    if not columns:
        return []
    if not usual or not rare or _fit(every, needs) or not _fit(usual, needs):
        return _shared(every, needs)
    return [usual, *_shared(rare, needs)]


def _fit(places: Sequence[int], needs: Sequence[int]) -> bool:
    """Whether one table holds the columns."""
    return len(places) <= MOST and sum(needs[at] for at in places) <= ROOM


def _shared(places: Sequence[int], needs: Sequence[int]) -> list[list[int]]:
    """As few tables as there must be, none much fuller than the others."""
    if _fit(places, needs):
        return [list(places)]
    room = ROOM - _NUMBER
    fewest = len(_filled(places, needs, room, MOST))
    most = -(-len(places) // fewest)
    total = sum(needs[at] for at in places)
    for width in range(-(-total // fewest), room):
        for count in range(most, MOST + 1):
            tables = _filled(places, needs, width, count)
            if len(tables) == fewest:
                return tables
    return _filled(places, needs, room, MOST)


def _filled(places: Sequence[int], needs: Sequence[int], width: int, count: int) -> list[list[int]]:
    """Places one after the other into tables of a width and a count of columns."""
    tables: list[list[int]] = []
    left = 0
    for at in places:
        if not tables or needs[at] > left or len(tables[-1]) == count:
            tables.append([])
            left = width
        tables[-1].append(at)
        left -= needs[at]
    return tables


def _need(column: Field, head: Column) -> int:
    """A long text can be set narrower than it would like."""
    if column.kind is Kind.LONG_TEXT:
        return min(head.weight, _NARROWEST_LONG_TEXT)
    return head.weight


def fitted(heads: Sequence[Column], leasts: Sequence[int]) -> list[Column]:
    """The columns, those with room to spare made narrower until the line holds them all.

    A writer that divides the width by weights alone would otherwise give a long text the room
    that a date needs to stay in one piece. None becomes narrower than its least.
    """
    over = sum(head.weight for head in heads) - LINE
    spare = sum(head.weight - least for head, least in zip(heads, leasts, strict=True))
    if over <= 0 or spare <= 0:
        return list(heads)
    take = min(over, spare)
    return [
        replace(head, weight=head.weight - (head.weight - least) * take // spare)
        for head, least in zip(heads, leasts, strict=True)
    ]
