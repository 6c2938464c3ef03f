"""What the market database holds, told without going through all of it: counts and names."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func

from shamay_desktop.domain.market.words import key_of
from shamay_desktop.storage.scope import OfficeRows, one_of_numbers
from shamay_desktop.storage.tables import comparables

KNOWN = ("city", "neighborhood", "street", "asset_kind")
SAMPLE = 20_000
"""Of a larger market names of streets and quarters come from so many rows, evenly from all."""

_AT = comparables.c
_TOWNS = """
WITH RECURSIVE towns(town) AS (
  SELECT min(city_key) FROM comparables WHERE city_key > ''
  UNION ALL
  SELECT (SELECT min(city_key) FROM comparables WHERE city_key > town) FROM towns
  WHERE town IS NOT NULL
)
SELECT name FROM (
  SELECT (
    SELECT city FROM comparables INDEXED BY ix_comparables_city
    WHERE city_key = town AND +organization_id = :office AND city <> '' LIMIT 1
  ) AS name, (SELECT count(*) FROM comparables WHERE city_key = town) AS often
  FROM towns WHERE town IS NOT NULL AND substr(town, 1, length(:beginning)) = :beginning
) WHERE name IS NOT NULL ORDER BY often DESC, name LIMIT :most
"""
"""From one town to the next by the index, not through their rows (SQLite)."""

_OF_SOURCES = """
SELECT source.id, CASE WHEN EXISTS (
  SELECT 1 FROM comparable_sources AS other
  WHERE other.id = source.id AND other.organization_id <> source.organization_id
) THEN (
  SELECT count(*) FROM comparables
  WHERE source_id = source.id AND +organization_id = source.organization_id
) ELSE (SELECT count(*) FROM comparables WHERE source_id = source.id) END
FROM comparable_sources AS source WHERE source.organization_id = :office
"""


class KnownOfMarket:
    """Of the actor's office."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def rows_of_sources(self) -> Mapping[str, int]:
        """Source -> how many rows stand; what has none is left out.

        The index of sources does not know the office. It answers alone where no other office has
        a source of that id: a row's source is always of the row's office.
        """
        if self._rows.dialect == "sqlite":
            given = {"office": self._rows.organization_id}
            told = self._rows.read_told(_OF_SOURCES, given)
            return {source: rows for source, rows in map(tuple, told) if rows}
        counted = self._rows.select(comparables, _AT.source_id, func.count().label("rows"))
        grouped = counted.group_by(_AT.source_id)
        return {row["source_id"]: row["rows"] for row in self._rows.read(grouped)}

    def values(self, column: str, beginning: str, most: int) -> Sequence[str]:
        """Values that occur, the most frequent first. Raises KeyError for another column."""
        if column not in KNOWN:
            raise KeyError(column)
        if column == "city" and self._rows.dialect == "sqlite":
            given = {
                "office": self._rows.organization_id,
                "beginning": key_of(beginning),
                "most": most,
            }
            return [row[0] for row in self._rows.read_told(_TOWNS, given)]
        named, often = _AT[column], func.count()
        statement = self._some(column).where(named != "")
        if key_of(beginning):
            key = _AT.get(f"{column}_key", named)
            statement = statement.where(key.startswith(key_of(beginning), autoescape=True))
        grouped = statement.group_by(named).order_by(often.desc(), named).limit(most)
        return [row[column] for row in self._rows.read(grouped)]

    def _some(self, column: str) -> Select[Any]:
        """All rows, as they lie in the file; names without end from some of a large market."""
        rows = self._rows.search(comparables, _AT[column])
        if self._rows.dialect != "sqlite" or column == "asset_kind":
            return rows
        last = self._rows.search(comparables, _AT.n).order_by(_AT.n.desc()).limit(1)
        number = next((row[0] for row in self._rows.read_tuples(last)), 0) or 0
        if number <= SAMPLE:
            return rows
        step = number // SAMPLE
        return rows.where(one_of_numbers(_AT.n, range(number, 0, -step)))
