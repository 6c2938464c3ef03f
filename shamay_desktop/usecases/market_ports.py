"""What the use cases of the market database need from the floors above them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.market.query import MarketQuery, SavedSearch, SearchRun
from shamay_desktop.domain.market.rows import (
    ComparableDecision,
    MarketRow,
    MarketSource,
    SourceCounts,
)
from shamay_desktop.domain.market.traits import Reach, Traits
from shamay_desktop.usecases.ports import Cancelled, Progress

Cell = str | Decimal | date | bool | None
"""A cell as its file types it; text files have texts only. A formula is its text."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table of a file: its heading and rows, each row as long as the heading.

    `format`: "tax_authority_html", "html", "nadlan_json", "govmap_json", "json", "csv", "xlsx",
    "xls", "docx", "pasted". `first_row`: the number of the first row as a person counts in the
    file, its heading standing above; a blank row between others is a row of None. A column without
    a heading is called A, B, … as sheets do; so are all when no row is a heading (`first_row` is
    the table's first then). `title`: the sheet's name, or what stands above the heading. Rows are
    read from the disk as they are asked for: go through them once, in order. `lost`: "hebrew" when
    its letters were destroyed into "?".
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

        Raises Refused with `file`, and `row` where it is one row's: `table_unreadable`,
        `table_empty`, `table_rows_many`, `table_columns_many`, `table_cell_long`,
        `table_line_long`, `table_too_many`, `table_too_deep`, `table_broken`, `table_bomb`,
        `table_entities`, and those of any file (`file_too_large`, `file_encrypted`, …). Progress
        is in thousandths. Raises WorkCancelled.
        """
        ...

    def pasted(self, text: str, html: str = "") -> Sequence[RawTable]:
        """The tables of what was copied from a report, a sheet or a page.

        Raises Refused(`pasted_empty`, `pasted_too_large`) and as `read`.
        """
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

    def centre(self, shape: str) -> tuple[Decimal, Decimal] | None:
        """East and north of the middle of a drawn shape, as GovMap tells a row's place.

        Well-known text, POINT or (MULTI)POLYGON, in any system that `to_itm` knows; None for
        anything else.
        """
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

    def standing_import(self, sha256: str) -> MarketSource | None:
        """The import of a file of this hash that was not undone."""
        ...

    def knows_others(self, source_id: str) -> bool:
        """Whether there is a row of another source than this one."""
        ...

    def mark(self) -> str:
        """Another text whenever sources or rows were changed, by whomever."""
        ...

    def hold(self) -> None:
        """Let nobody else change the market before this unit ends; waits for its turn."""
        ...

    def counts(self) -> Mapping[str, SourceCounts]:
        """What stands now of each source, by its id."""
        ...

    # -- rows

    def add_rows(self, rows: Iterable[MarketRow]) -> int:
        """Write rows as they come, many at a time; returns how many."""
        ...

    def stage_rows(self, rows: Iterable[MarketRow]) -> int:
        """Make rows ready for `add_staged`; returns how many. Nobody sees them, nobody waits."""
        ...

    def add_staged(self) -> int:
        """Write what was made ready, in one go; returns how many."""
        ...

    def save_row(self, row: MarketRow) -> None: ...
    def row(self, row_id: str) -> MarketRow | None: ...
    def rows_by_id(self, ids: Sequence[str]) -> Sequence[MarketRow]:
        """Those that are there, in the asked order."""
        ...

    def rows(self, query: MarketQuery) -> Sequence[MarketRow]:
        """A window of what fits, in the query's order (not `LIKENESS`)."""
        ...

    def each_row(self, query: MarketQuery) -> Iterator[MarketRow]:
        """All that fit one by one, in the query's order (not `LIKENESS`), whatever its window."""
        ...

    def count(self, query: MarketQuery, most: int | None = None) -> int:
        """How many fit; counting ends at `most`."""
        ...

    def within(self, query: MarketQuery, reaches: Sequence[Reach]) -> Sequence[Traits]:
        """Of what fits (window and order aside) at least all that lie in one of the reaches."""
        ...

    def traits(self, query: MarketQuery) -> Sequence[Traits]:
        """Of all that fits (window and order aside) what is compared with a subject."""
        ...

    def told_already(
        self, keys: Iterable[tuple[str, str, str, date]]
    ) -> Mapping[tuple[str, str, str, date], Sequence[MarketRow]]:
        """Rows that stand under (gush, helka, tat_helka, date), to find sales told twice; with
        `twins.ANY` for the sub-parcel all of the parcel's, under that key.
        """
        ...

    def remove_rows(self, source_id: str, look: Callable[[int, int], None] | None = None) -> int:
        """Take an import's rows away; those that were their twins stand for themselves again.

        In pieces; `look` is told how many of how many are gone, and may raise.
        """
        ...

    def twins_of(self, ids: Sequence[str]) -> Sequence[MarketRow]:
        """The rows whose `twin_of` is one of these, in the order of their ids."""
        ...

    def twins_left(self, source_id: str) -> Sequence[str]:
        """The ids of other sources' rows that are twins of a row of this one, in order."""
        ...

    def link(self, row_id: str, head_id: str | None) -> None:
        """Make a row the twin of another, or (None) let it stand for itself."""
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
    def save_decision(
        self, decision: ComparableDecision, seen: Mapping[str, Json] | None = None
    ) -> None:
        """Write a decision with what the row told then; it replaces the last of that row."""
        ...

    def seen(self, valuation_id: str) -> Mapping[str, Mapping[str, Json]]:
        """Row id -> what it told when it was decided of; its import may have been undone."""
        ...
