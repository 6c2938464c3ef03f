"""What the use cases of the market database need from the floors above them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.market.query import MarketQuery, SavedSearch, SearchRun
from shamay_desktop.domain.market.rows import (
    ComparableDecision,
    MarketRow,
    MarketSource,
    SourceCounts,
)
from shamay_desktop.usecases.ports import Cancelled, Progress

Cell = str | Decimal | date | bool | None
"""A cell as its file types it; text files have texts only. A formula is its text."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table of a file: its heading and rows, each row as long as the heading.

    `format`: "tax_authority_html", "html", "nadlan_json", "govmap_json", "json", "csv", "xlsx",
    "xls", "docx", "pasted". `first_row`: the number of the first row as a person counts in the
    file. `lost`: "hebrew" when its letters were destroyed into "?".
    """

    format: str
    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    first_row: int = 2
    encoding: str = ""
    delimiter: str = ""
    lost: frozenset[str] = frozenset()


class TableReader(Protocol):
    """Reads the tables of a foreign file in a limited process."""

    def read(
        self, path: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Sequence[RawTable]:
        """Every table with a heading, in the file's order.

        Raises Refused(`table_unreadable`, `table_empty`, `table_too_large`, `file_encrypted`).
        """
        ...

    def pasted(self, text: str, html: str = "") -> Sequence[RawTable]:
        """The tables of what was copied from a report, a sheet or a page."""
        ...


class Coordinates(Protocol):
    """Places between coordinate systems, by transforms that are named."""

    def to_itm(self, x: Decimal, y: Decimal) -> tuple[Decimal, Decimal] | None:
        """East and north in metres of Israel TM (EPSG:2039), whichever system is meant.

        The system is told by magnitude: Israel TM, web Mercator (EPSG:3857), WGS84 degrees in
        either order; None when it is none of them.
        """
        ...

    def to_wgs84(self, east: Decimal, north: Decimal) -> tuple[Decimal, Decimal]:
        """Latitude and longitude in degrees."""
        ...


class Market(Protocol):
    """The market database of the actor's office."""

    # -- sources

    def add_source(self, source: MarketSource) -> None: ...
    def save_source(self, source: MarketSource) -> None: ...
    def source(self, source_id: str) -> MarketSource | None: ...
    def sources(self) -> Sequence[MarketSource]:
        """All imports, the last first, undone ones too."""
        ...

    def counts(self) -> Mapping[str, SourceCounts]:
        """What stands now of each source, by its id."""
        ...

    # -- rows

    def add_rows(self, rows: Iterable[MarketRow]) -> int:
        """Write rows as they come, many at a time; returns how many."""
        ...

    def save_row(self, row: MarketRow) -> None: ...
    def row(self, row_id: str) -> MarketRow | None: ...
    def rows_by_id(self, ids: Sequence[str]) -> Sequence[MarketRow]:
        """Those that are there, in the asked order."""
        ...

    def rows(self, query: MarketQuery) -> Sequence[MarketRow]:
        """A window of what fits, in the query's order (not `LIKENESS`)."""
        ...

    def count(self, query: MarketQuery) -> int: ...

    def candidates(self, query: MarketQuery, most: int) -> Sequence[MarketRow]:
        """At most so many of what fits, those near in place first, then late ones."""
        ...

    def told_already(
        self, keys: Iterable[tuple[str, str, str, date]]
    ) -> Mapping[tuple[str, str, str, date], Sequence[MarketRow]]:
        """Rows that stand under (gush, helka, tat_helka, date), to find sales told twice."""
        ...

    def remove_rows(self, source_id: str) -> int:
        """Take an import's rows away; those that were their twins stand for themselves again."""
        ...

    def known_values(self, column: str, beginning: str = "", most: int = 50) -> Sequence[str]:
        """Cities, neighbourhoods, streets or kinds that occur, by frequency."""
        ...

    # -- searches and decisions

    def saved_searches(self) -> Sequence[SavedSearch]: ...
    def save_search(self, search: SavedSearch) -> None: ...
    def remove_search(self, search_id: str) -> None: ...
    def add_run(self, run: SearchRun) -> None: ...
    def runs(self, valuation_id: str) -> Sequence[SearchRun]: ...
    def decisions(self, valuation_id: str) -> Sequence[ComparableDecision]: ...
    def save_decision(self, decision: ComparableDecision) -> None: ...
