"""The market database of the actor's office: sources, rows, searches, decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, and_, column, func, values

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.rows import (
    MarketRow,
    MarketSource,
    RowKind,
    RowStanding,
    SourceCounts,
)
from shamay_desktop.domain.market.traits import Reach, Traits, block_of
from shamay_desktop.domain.market.twins import ANY
from shamay_desktop.storage.column_types import JsonText, to_json
from shamay_desktop.storage.mapping.market import COLUMNS, columns_of, row_of
from shamay_desktop.storage.mapping.market_sources import source_columns, source_of
from shamay_desktop.storage.repositories.market_alike import AlikeRows
from shamay_desktop.storage.repositories.market_conditions import (
    fits,
    is_placed,
    ordered,
    set_aside,
)
from shamay_desktop.storage.repositories.market_known import KnownOfMarket
from shamay_desktop.storage.repositories.market_links import SqlMarketLinks
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.side_indexes import SideIndexes
from shamay_desktop.storage.staging import Staging
from shamay_desktop.storage.tables import comparable_sources, comparables

Key = tuple[str, str, str, date]

_AT_ONCE = 500
_AT = comparables.c
_KEY = (
    column("block", Integer),
    column("helka", Text),
    column("tat_helka", Text),
    column("day", Integer),
)
_KEY_NAMES = ("block", "helka", "tat_helka", "day")
_JSON = ("reasons", "other", "raw")


class SqlMarket(SqlMarketLinks):
    """The port `Market`."""

    def __init__(self, rows: OfficeRows, side: SideIndexes, staging: Staging) -> None:
        super().__init__(rows, side)
        self._staging = staging
        self._alike: AlikeRows | None = None
        self._known = KnownOfMarket(rows)

    # -- sources

    def add_source(self, source: MarketSource) -> None:
        """A new import. Raises Conflict(`row_exists`) where its file's import stands already."""
        self._rows.hold_table(comparables)
        self._rows.insert(comparable_sources, {"id": source.id, **source_columns(source)})

    def save_source(self, source: MarketSource) -> None:
        """An import that is known. Raises Refused(`source_unknown`)."""
        self._rows.hold_table(comparables)
        columns = source_columns(source)
        if columns["import_key"] is not None:
            # It was taken when the source was added, or is another's: of imports of one file that
            # older versions of the program let in, the first has it.
            columns.pop("import_key")
        if not self._rows.update(comparable_sources, source.id, columns):
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

    def standing_import(self, sha256: str) -> MarketSource | None:
        """The last import of this very file that was not undone."""
        at = comparable_sources.c
        same = self._rows.select(comparable_sources).where(
            at.sha256 == sha256, at.undone_at.is_(None)
        )
        last = same.order_by(at.import_key.is_(None), at.imported_at.desc()).limit(1)
        found = self._rows.read(last)
        return source_of(found[0]) if found else None

    def knows_others(self, source_id: str) -> bool:
        """Whether there is a row of another source."""
        other = self._rows.search(comparables, _AT.id).where(_AT.source_id != source_id)
        return bool(self._rows.read(other.limit(1)))

    def mark(self) -> str:
        """Another text whenever the market database was changed: each change names its source."""
        at = comparable_sources.c
        told = self._rows.select(
            comparable_sources, func.count(), func.sum(at.version), func.max(at.updated_at)
        )
        return " ".join(map(str, self._rows.read_tuples(told)[0]))

    def hold(self) -> None:
        """Let nobody else change it before this unit ends; waits for its turn."""
        self._rows.begin_long_writing(comparables)

    def counts(self) -> Mapping[str, SourceCounts]:
        """What stands now of each source: all rows, and those that are set apart or twins."""
        active, apart = RowStanding.ACTIVE.value, RowStanding.QUARANTINED.value
        every = _AT.kind.in_([kind.value for kind in RowKind])
        apart_now = self._by_source(every, _AT.standing == apart)
        standing = set_aside(_AT.standing, self._rows.dialect)
        twins = self._by_source(_AT.twin_of.is_not(None), standing == active)
        return {
            source: SourceCounts(
                rows=rows,
                imported=rows - apart_now.get(source, 0) - twins.get(source, 0),
                duplicates=twins.get(source, 0),
                quarantined=apart_now.get(source, 0),
            )
            for source, rows in self._known.rows_of_sources().items()
        }

    def _by_source(self, *conditions: Any) -> dict[str, int]:
        """Few rows: their indexes lead."""
        counted = self._rows.search(comparables, _AT.source_id, func.count().label("rows"))
        source = set_aside(_AT.source_id, self._rows.dialect)
        grouped = counted.where(*conditions).group_by(source)
        return {row["source_id"]: row["rows"] for row in self._rows.read(grouped)}

    # -- rows

    def add_rows(self, rows: Iterable[MarketRow]) -> int:
        """Write rows as they come."""
        self.stage_rows(rows)
        return self.add_staged()

    def stage_rows(self, rows: Iterable[MarketRow]) -> int:
        """Make rows ready to be written by `add_staged`; other writers need not wait meanwhile."""
        return self._staging.add(rows)

    def add_staged(self) -> int:
        """Write what was made ready; returns how many."""
        self._rows.hold_table(comparables)
        return self._staging.write()

    def save_row(self, row: MarketRow) -> None:
        """A row that is known. Raises Refused(`comparable_unknown`)."""
        self._rows.hold_table(comparables)
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

    def each_row(self, query: MarketQuery) -> Iterator[MarketRow]:
        """All that fit one by one, in the query's order, whatever its window."""
        statement = self._fitting(query, *comparables.c).order_by(*ordered(query))
        for row in self._rows.read_each(statement):
            yield row_of(row)

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
        return self._alike_to(query).within(reaches)

    def traits(self, query: MarketQuery) -> Sequence[Traits]:
        """What is compared with a subject, of all that fit."""
        return self._alike_to(query).all()

    def _alike_to(self, query: MarketQuery) -> AlikeRows:
        if self._alike is None or self._alike.query != query:
            self._alike = AlikeRows(self._rows, query)
        return self._alike

    def told_already(self, keys: Iterable[Key]) -> Mapping[Key, Sequence[MarketRow]]:
        """Rows that stand under (gush, helka, tat_helka, date); of `ANY` sub-parcel all of them,
        under that key.
        """
        told: defaultdict[Key, list[MarketRow]] = defaultdict(list)
        known = [key for key in dict.fromkeys(keys) if block_of(key[0]) is not None]
        for whichever in (False, True):
            asked = [key for key in known if (key[2] == ANY) is whichever]
            names = [name for name in _KEY_NAMES if name != "tat_helka" or not whichever]
            for some in _pieces([_asked(key, names) for key in asked]):
                same = _under(some, names, self._rows.dialect)
                under = self._rows.search(comparables, *comparables.c).where(same)
                for row in self._rows.read(under):
                    found = row_of(row)
                    if found.date is not None:
                        tat = ANY if whichever else found.tat_helka
                        told[found.gush, found.helka, tat, found.date].append(found)
        return told

    def known_values(self, column: str, beginning: str = "", most: int = 50) -> Sequence[str]:
        """Values that occur, the most frequent first. Raises KeyError for another column.

        Of a very large market names of streets and quarters come from an even sample of its rows.
        """
        return self._known.values(column, beginning, most)


def _asked(key: Key, names: Sequence[str]) -> tuple[Any, ...]:
    told = dict(
        zip(_KEY_NAMES, (block_of(key[0]), key[1], key[2], key[3].toordinal()), strict=True)
    )
    return tuple(told[name] for name in names)


def _under(
    keys: Sequence[tuple[Any, ...]], names: Sequence[str], dialect: str
) -> ColumnElement[bool]:
    """Rows under one of these keys: a join, as a list behind IN is looked for in every row."""
    if dialect == "sqlite":
        # One parameter for all of them: a thousand would cost more than the answer does.
        each = func.json_each(to_json(list(keys))).table_valued("value").c.value
        told: list[ColumnElement[Any]] = [
            func.json_extract(each, f"$[{place}]") for place in range(len(names))
        ]
    else:
        columns = [column for column in _KEY if column.name in names]
        told = list(values(*columns, name="asked").data(list(keys)).cte().c)
    return and_(*(_AT[name] == fact for name, fact in zip(names, told, strict=True)))


def _pieces(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(items), _AT_ONCE):
        yield items[first : first + _AT_ONCE]
