"""Which row of a sale is found and which are its twins, when rows change, come back or go."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from shamay_desktop.domain.market.merging import is_repeated
from shamay_desktop.domain.market.rows import MarketRow, RowStanding
from shamay_desktop.domain.market.twins import Key, told_under, twin_among, twin_keys
from shamay_desktop.usecases.market_ports import Market

Links = Mapping[str, tuple[str | None, str | None]]
"""Row -> the row that it was a twin of, and the one that it is a twin of now."""

_AT_ONCE = 500


def taken_away(
    market: Market, source_id: str, look: Callable[[int, int], None] | None = None
) -> int:
    """Take an import's rows away; those of others that were their twins are linked anew."""
    left = market.twins_left(source_id)
    gone = market.remove_rows(source_id, look)
    for some in _pieces(left):
        linked_anew(market, some)
    return gone


def settled(market: Market, ids: Sequence[str], entering: Collection[str] = ()) -> Links:
    """Links after rows changed: a row that is set apart is nobody's twin and has none, and
    whoever lost its head is linked by the rule; so are those that are `entering` the evidence.

    What was found out when a row was imported holds otherwise: a price that was mended does not
    make two sales of one.
    """
    changed: dict[str, tuple[str | None, str | None]] = {}
    for some in _pieces(ids):
        rows = {row.id: row for row in market.rows_by_id(some)}
        apart = [row for row in rows.values() if row.standing is not RowStanding.ACTIVE]
        for row in apart:
            if row.twin_of is not None:
                market.link(row.id, None)
                changed[row.id] = (row.twin_of, None)
        lost = [row.id for row in market.twins_of([row.id for row in apart])]
        heads = {row.twin_of for row in rows.values() if row.twin_of is not None}
        sound = {row.id for row in market.rows_by_id(sorted(heads)) if _is_head(row)}
        lost += [
            row.id
            for row in rows.values()
            if row.standing is RowStanding.ACTIVE
            and (row.id in entering or (row.twin_of is not None and row.twin_of not in sound))
        ]
        for row_id, (before, after) in linked_anew(market, lost).items():
            _note(changed, row_id, before, after)
    return changed


def linked_anew(market: Market, ids: Sequence[str]) -> Links:
    """Link rows by the rule, one after the other as they once came; what changed by it.

    A row that becomes a twin takes its own twins along to its head.
    """
    changed: dict[str, tuple[str | None, str | None]] = {}
    for some in _pieces(sorted(set(ids))):
        rows = sorted(market.rows_by_id(some), key=lambda row: row.id)
        keys = {row.id: _keys(row) for row in rows}
        told = market.told_already(chain.from_iterable(keys.values()))
        now = {row.id: row.twin_of for same in told.values() for row in same}
        waiting = {row.id for row in rows}
        for row in rows:
            waiting.discard(row.id)
            head = _head(row, told, keys, now, waiting)
            now[row.id] = head
            if head != row.twin_of:
                _note(changed, row.id, row.twin_of, head)
                market.link(row.id, head)
            if head is not None:
                for follower in _taken_along(market, row.id, head):
                    _note(changed, follower, row.id, head)
                    now[follower] = head
    return changed


def link_as_before(market: Market, links: Links) -> None:
    """Undo such changes: where a link is as they left it, it is as it was before them; where it
    changed since, or the head of then is none any more, it is found by the rule.
    """
    anew = []
    for some in _pieces(list(links)):
        for row in market.rows_by_id(some):
            before, after = links[row.id]
            if row.standing is not RowStanding.ACTIVE:
                continue
            head = None if before is None else market.row(before)
            same = row.twin_of == after and (before is None or (head and _is_head(head)))
            if not same:
                anew.append(row.id)
            elif row.twin_of != before:
                market.link(row.id, before)
                if before is not None:
                    _taken_along(market, row.id, before)
    linked_anew(market, anew)


def came_since(market: Market, ids: Sequence[str], since: str) -> Sequence[str]:
    """Rows that stand for themselves, came after the id `since`, and tell of a sale that one of
    these rows tells: they could not be linked while it said something else.
    """
    came: list[str] = []
    for some in _pieces(ids):
        rows = [row for row in market.rows_by_id(some) if _is_head(row)]
        told = market.told_already(chain.from_iterable(map(_keys, rows)))
        for row in rows:
            others = told_under(told, _keys(row))
            came += [
                other.id
                for other in others
                if other.id > since
                and _is_head(other)
                and other.source_id != row.source_id
                and twin_among(other, (row,)) is not None
            ]
    return sorted(set(came))


def _head(
    row: MarketRow,
    told: Mapping[Key, Sequence[MarketRow]],
    keys: Mapping[str, Sequence[Key]],
    now: Mapping[str, str | None],
    waiting: Collection[str],
) -> str | None:
    """The head of the row that tells of the same sale; None: it stands for itself."""
    others = [
        other
        for other in told_under(told, keys[row.id])
        if other.id != row.id
        and other.id not in waiting
        and now[other.id] not in (row.id, *waiting)
        and other.standing is RowStanding.ACTIVE
    ]
    bare = replace(row, twin_of=None)
    same = next((o for o in others if o.source_id == row.source_id and is_repeated(bare, o)), None)
    twin = same or twin_among(bare, (o for o in others if o.source_id != row.source_id))
    return None if twin is None else now[twin.id] or twin.id


def _taken_along(market: Market, row_id: str, head: str) -> Sequence[str]:
    """The twins of a row that became one itself: its head is theirs."""
    followers = [row.id for row in market.twins_of([row_id]) if row.id != head]
    for follower in followers:
        market.link(follower, head)
    return followers


def _note(
    changed: dict[str, tuple[str | None, str | None]],
    row_id: str,
    before: str | None,
    after: str | None,
) -> None:
    """The first link before all changes, and the last after them."""
    first = changed.get(row_id, (before,))[0]
    changed[row_id] = (first, after)


def _keys(row: MarketRow) -> tuple[Key, ...]:
    return twin_keys(replace(row, twin_of=None))


def _is_head(row: MarketRow) -> bool:
    return row.standing is RowStanding.ACTIVE and row.twin_of is None


def _pieces(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(ids), _AT_ONCE):
        yield ids[first : first + _AT_ONCE]
