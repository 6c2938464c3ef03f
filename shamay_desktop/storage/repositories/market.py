"""The market database of the actor's office: sources, rows, searches, decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, and_, column, func, values

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.rows import (
    MarketRow,
    MarketSource,
    RowStanding,
    SourceCounts,
)
from shamay_desktop.domain.market.traits import Reach, Traits, block_of
from shamay_desktop.domain.market.words import key_of
from shamay_desktop.storage.column_types import JsonText, to_json
from shamay_desktop.storage.mapping.market import COLUMNS, columns_of, row_of, stored_traits
from shamay_desktop.storage.mapping.market_sources import source_columns, source_of
from shamay_desktop.storage.nearness import is_empty, within_reach
from shamay_desktop.storage.repositories.market_conditions import fits, is_placed, ordered
from shamay_desktop.storage.repositories.market_searches import SqlMarketSearches
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.side_indexes import SideIndexes
from shamay_desktop.storage.tables import comparable_sources, comparables

Key = tuple[str, str, str, date]

_BATCH = 1000
_AT_ONCE = 500
_KNOWN = ("city", "neighborhood", "street", "asset_kind")
_AT = comparables.c
_CELL, _WORDS = COLUMNS.index("cell"), COLUMNS.index("words")
_KEY = (
    column("block", Integer),
    column("helka", Text),
    column("tat_helka", Text),
    column("day", Integer),
)
_KEY_NAMES = ("block", "helka", "tat_helka", "day")
_JSON = ("reasons", "other", "raw")
TRAITS = tuple(
    _AT[name]
    for name in (
        "id", "day", "east", "north", "area", "rooms", "floor_number", "year_built", "block",
        "helka", "city_key", "neighborhood_key", "street_key", "house_number", "asset_kind",
    )
)  # fmt: skip
"""What of a row is compared with a subject, in the order of `Traits`."""


class SqlMarket(SqlMarketSearches):
    """The port `Market`."""

    def __init__(self, rows: OfficeRows, side: SideIndexes) -> None:
        super().__init__(rows)
        self._side = side
        self._next: int | None = None

    # -- sources

    def add_source(self, source: MarketSource) -> None:
        """A new import."""
        self._rows.insert(comparable_sources, {"id": source.id, **source_columns(source)})

    def save_source(self, source: MarketSource) -> None:
        """An import that is known. Raises Refused(`source_unknown`)."""
        if not self._rows.update(comparable_sources, source.id, source_columns(source)):
            raise Refused("source_unknown", source=source.id)

    def source(self, source_id: str) -> MarketSource | None:
        """An import, also an undone one."""
        statement = self._rows.select(comparable_sources)
        found = self._rows.read(statement.where(comparable_sources.c.id == source_id))
        return source_of(found[0]) if found else None

    def sources(self) -> Sequence[MarketSource]:
        """All imports, the last first."""
        last = (comparable_sources.c.imported_at.desc(), comparable_sources.c.id.desc())
        return [
            source_of(row)
            for row in self._rows.read(self._rows.select(comparable_sources).order_by(*last))
        ]

    def counts(self) -> Mapping[str, SourceCounts]:
        """What stands now of each source: all rows, and those that are set apart or twins."""
        active = _AT.standing == RowStanding.ACTIVE.value
        stand = self._by_source()
        apart = self._by_source(_AT.standing == RowStanding.QUARANTINED.value)
        twins = self._by_source(_AT.twin_of.is_not(None), active)
        return {
            source: SourceCounts(
                rows=rows,
                imported=rows - apart.get(source, 0) - twins.get(source, 0),
                duplicates=twins.get(source, 0),
                quarantined=apart.get(source, 0),
            )
            for source, rows in stand.items()
        }

    def _by_source(self, *conditions: Any) -> dict[str, int]:
        counted = self._rows.select(comparables, _AT.source_id, func.count().label("rows"))
        grouped = counted.where(*conditions).group_by(_AT.source_id)
        return {row["source_id"]: row["rows"] for row in self._rows.read(grouped)}

    # -- rows

    def add_rows(self, rows: Iterable[MarketRow]) -> int:
        """Write rows as they come, a thousand at a time."""
        added, coming = 0, iter(rows)
        with self._side.loading() as loading:
            while some := list(islice(coming, _BATCH)):
                self._add(some)
                added += len(some)
                loading.so_far(added, (self._next or 0) - 1)
        return added

    def _add(self, rows: Sequence[MarketRow]) -> None:
        if self._next is None:
            self._next = self._side.next_number()
        first = self._next
        numbers: Sequence[int | None] = [None] * len(rows)
        if first is not None:
            numbers = range(first, first + len(rows))
            self._next = first + len(rows)
        written = [columns_of(row, n) for row, n in zip(rows, numbers, strict=True)]
        self._rows.insert_many(comparables, COLUMNS, written)
        words = [(n, str(row[_WORDS])) for n, row in zip(numbers, written, strict=True)]
        self._side.add(words, (row[_CELL] for row in written))  # type: ignore[misc]

    def save_row(self, row: MarketRow) -> None:
        """A row that is known. Raises Refused(`comparable_unknown`)."""
        number = self._number_of(row.id)
        columns = dict(zip(COLUMNS, columns_of(row, number), strict=True))
        words, cell = str(columns["words"]), columns["cell"]
        for name in _JSON:
            text = columns[name]
            columns[name] = None if text is None else JsonText(text)
        self._rows.update(comparables, columns.pop("id"), columns)  # type: ignore[arg-type]
        self._side.add([(number, words)], [cell])  # type: ignore[list-item]

    def _number_of(self, row_id: str) -> int | None:
        """The row's number, its words taken out of their index: they will be written anew."""
        named = self._rows.select(comparables, _AT.n, _AT.words).where(_AT.id == row_id)
        found = self._rows.read_held(named)
        if not found:
            raise Refused("comparable_unknown", row=row_id)
        self._side.take([(found[0]["n"], found[0]["words"])])
        number: int | None = found[0]["n"]
        return number

    def row(self, row_id: str) -> MarketRow | None:
        """A row."""
        found = self.rows_by_id([row_id])
        return found[0] if found else None

    def rows_by_id(self, ids: Sequence[str]) -> Sequence[MarketRow]:
        """Those that are there, in the asked order."""
        found: dict[str, MarketRow] = {}
        for some in _pieces(list(dict.fromkeys(ids))):
            named = self._rows.select(comparables).where(_AT.id.in_(some))
            found |= {row["id"]: row_of(row) for row in self._rows.read(named)}
        return [found[each] for each in ids if each in found]

    def rows(self, query: MarketQuery) -> Sequence[MarketRow]:
        """A window of what fits, in the query's order."""
        statement = self._fitting(query, *comparables.c).order_by(*ordered(query))
        window = statement.limit(query.limit).offset(query.offset)
        return [row_of(row) for row in self._rows.read(window)]

    def count(self, query: MarketQuery, most: int | None = None) -> int:
        """How many fit; counting ends at `most`."""
        some = self._fitting(query, _AT.id)
        if most is not None:
            some = some.limit(most)
        counted = self._rows.counted(comparables, some)
        return int(self._rows.read(counted)[0]["counted"])

    def _fitting(self, query: MarketQuery, *columns: Any) -> Select[Any]:
        fitting = self._rows.search(comparables, *columns)
        return fitting.where(*fits(query, self._rows.dialect, placed=is_placed(query)))

    def within(self, query: MarketQuery, reaches: Sequence[Reach]) -> Sequence[Traits]:
        """Of what fits at least all that lie in one of the reaches."""
        found: dict[str, Traits] = {}
        dialect = self._rows.dialect
        fitting = self._rows.search(comparables, *TRAITS)
        fitting = fitting.where(*fits(query, dialect, placed=True))
        for reach in reaches:
            if is_empty(reach):
                continue
            some = fitting.where(within_reach(reach, dialect))
            found |= {row[0]: stored_traits(row) for row in self._rows.read_tuples(some)}
        return list(found.values())

    def told_already(self, keys: Iterable[Key]) -> Mapping[Key, Sequence[MarketRow]]:
        """Rows that stand under (gush, helka, tat_helka, date)."""
        told: defaultdict[Key, list[MarketRow]] = defaultdict(list)
        known = [key for key in dict.fromkeys(keys) if block_of(key[0]) is not None]
        for some in _pieces([(block_of(key[0]), *key[1:3], key[3].toordinal()) for key in known]):
            same = _under(some, self._rows.dialect)
            under = self._rows.search(comparables, *comparables.c).where(same)
            for row in self._rows.read(under):
                found = row_of(row)
                if found.date is not None:
                    told[found.gush, found.helka, found.tat_helka, found.date].append(found)
        return told

    def remove_rows(self, source_id: str) -> int:
        """Take an import's rows away; the first twin of a row that goes stands in its place."""
        own = _AT.source_id == source_id
        going = self._rows.select(comparables, _AT.id, _AT.n, _AT.words).where(own)
        gone = 0
        self._release_twins(source_id)
        for some in _pieces(self._rows.read_held(going)):
            self._side.take([(row["n"], row["words"]) for row in some])
            gone += len(some)
        self._rows.remove(comparables, own)
        return gone

    def _release_twins(self, source_id: str) -> None:
        going = self._rows.select(comparables, _AT.id).where(_AT.source_id == source_id)
        left = self._rows.select(comparables, _AT.id, _AT.twin_of).where(
            _AT.twin_of.is_not(None), _AT.twin_of.in_(going), _AT.source_id != source_id
        )
        heads: dict[str, str] = {}
        for row in self._rows.read_held(left.order_by(_AT.id)):
            head = heads.setdefault(row["twin_of"], row["id"])
            twin_of = None if head == row["id"] else head
            self._rows.update(comparables, row["id"], {"twin_of": twin_of})

    def known_values(self, column: str, beginning: str = "", most: int = 50) -> Sequence[str]:
        """Values that occur, the most frequent first. Raises KeyError for another column."""
        if column not in _KNOWN:
            raise KeyError(column)
        named, often = _AT[column], func.count()
        statement = self._rows.select(comparables, named).where(named != "")
        if key_of(beginning):
            key = _AT.get(f"{column}_key", named)
            statement = statement.where(key.startswith(key_of(beginning), autoescape=True))
        grouped = statement.group_by(named).order_by(often.desc(), named).limit(most)
        return [row[column] for row in self._rows.read(grouped)]


def _under(keys: Sequence[tuple[Any, ...]], dialect: str) -> ColumnElement[bool]:
    """Rows under one of these keys: a join, as a list behind IN is looked for in every row."""
    if dialect == "sqlite":
        # One parameter for all of them: a thousand would cost more than the answer does.
        each = func.json_each(to_json(list(keys))).table_valued("value").c.value
        told: list[ColumnElement[Any]] = [
            func.json_extract(each, f"$[{place}]") for place in range(len(_KEY))
        ]
    else:
        told = list(values(*_KEY, name="asked").data(list(keys)).cte().c)
    return and_(*(_AT[name] == fact for name, fact in zip(_KEY_NAMES, told, strict=True)))


def _pieces(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(items), _AT_ONCE):
        yield items[first : first + _AT_ONCE]
