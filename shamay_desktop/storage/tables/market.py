"""The market database: sources, rows, searches and what was decided of a row for a case.

What is searched stands before what is only shown, so that a search reads few pages. On SQLite an
R-tree of the ground's occupied cells and an FTS5 index of the words stand beside `comparables`
(`storage/side_indexes.py`); PostgreSQL has the cells in an index and the words in a GIN index.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.schema import SchemaItem

from shamay_desktop.domain.market.rows import RowKind, RowStanding, SourceKind, Verdict
from shamay_desktop.storage.column_types import ExactJson, UtcTime
from shamay_desktop.storage.tables.columns import (
    ONLY_ON,
    metadata,
    of_office,
    office_row,
    one_of,
    syncing,
)

SOURCE_COUNTS = ("rows", "imported", "merged", "duplicates", "quarantined")

comparable_sources = Table(
    "comparable_sources",
    metadata,
    *office_row("comparable_sources"),
    *syncing(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("imported_at", UtcTime, nullable=False),
    Column("sha256", Text),
    Column("valuation_id", Text),
    Column("encoding", Text, nullable=False),
    Column("date_order", Text, nullable=False),
    Column("mapping", ExactJson, nullable=False),
    *(Column(f"{name}_count", Integer, nullable=False) for name in SOURCE_COUNTS),
    Column("lost", ExactJson, nullable=False),
    Column("warnings", ExactJson, nullable=False),
    Column("undone_at", UtcTime),
    Column("undone_by", Text),
    # The file's hash while its import stands: one file cannot be imported twice, nor at once.
    Column("import_key", Text),
    of_office("comparable_sources", "valuation_id", "valuations"),
    of_office("comparable_sources", "imported_by", "memberships", "user_id"),
    of_office("comparable_sources", "undone_by", "memberships", "user_id"),
    one_of("comparable_sources", "kind", SourceKind),
    Index("ix_comparable_sources_sha256", "organization_id", "sha256"),
    Index(
        "uq_comparable_sources_import_key",
        "organization_id",
        "import_key",
        unique=True,
        sqlite_where=text("import_key IS NOT NULL"),
        postgresql_where=text("import_key IS NOT NULL"),
    ),
)

SEARCHED = {
    "parcel": ("block", "helka", "tat_helka", "day", "cell", "area"),
    "cell": ("cell", "area", "day", "east", "north", "rooms", "year_built", "floor_number"),
    "street": ("city_key", "street_key", "cell", "area"),
    "city": ("city_key", "cell", "area", "day"),
    "area": ("area", "day", "rooms", "year_built", "floor_number"),
    "date": ("kind", "standing", "day"),
    "source": ("source_id", "number"),
    "twin_of": ("twin_of",),
}
"""What rows are looked for by, and what then tells most of them apart without reading them.

A laptop's file holds one office, whose long id would double the indexes; on a server each begins
with it.
"""


def _searched(name: str) -> tuple[SchemaItem, SchemaItem]:
    some = SEARCHED[name]
    here, there = {ONLY_ON: "sqlite"}, {ONLY_ON: "postgresql"}
    # Few rows are twins: the others are not in the index at all.
    some_only = text("twin_of IS NOT NULL") if name == "twin_of" else None
    return (
        Index(f"ix_comparables_{name}", *some, info=here, sqlite_where=some_only).ddl_if(
            dialect="sqlite"
        ),
        Index(
            f"ix_comparables_office_{name}",
            "organization_id",
            *some,
            info=there,
            postgresql_where=some_only,
        ).ddl_if(dialect="postgresql"),
    )


comparables = Table(
    "comparables",
    metadata,
    *office_row("comparables"),
    # SQLite's side indexes know a row by this number: rowids may change when a file is vacuumed.
    Column("n", BigInteger),
    Column("source_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("twin_of", Text),
    # The day of the deal as `date.toordinal` counts: short in indexes, and days apart by minus.
    Column("day", Integer),
    Column("block", Integer),
    Column("cell", Integer),
    Column("east", BigInteger),
    Column("north", BigInteger),
    Column("area", BigInteger),
    Column("rooms", BigInteger),
    Column("floor_number", Integer),
    Column("floors", Integer),
    Column("year_built", Integer),
    # Twice the whole ten-thousandths, and one more when something is left over: bounds are exact.
    Column("whole_price", BigInteger),
    Column("price_per_sqm", BigInteger),
    Column("helka", Text, nullable=False),
    Column("tat_helka", Text, nullable=False),
    Column("gush", Text, nullable=False),
    Column("city_key", Text, nullable=False),
    Column("neighborhood_key", Text, nullable=False),
    Column("street_key", Text, nullable=False),
    Column("house_number", Text, nullable=False),
    Column("asset_kind", Text, nullable=False),
    *syncing(),
    Column("price", BigInteger),
    Column("assessed_value", BigInteger),
    Column("share_sold", Text),
    Column("area_basis", Text, nullable=False),
    Column("gush_suffix", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("neighborhood", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("floor", Text, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("words", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
    Column("reasons", ExactJson),
    Column("other", ExactJson),
    Column("raw", ExactJson),
    of_office("comparables", "source_id", "comparable_sources"),
    one_of("comparables", "kind", RowKind),
    one_of("comparables", "standing", RowStanding),
    Index("uq_comparables_n", "n", unique=True, info={ONLY_ON: "sqlite"}).ddl_if(dialect="sqlite"),
    *(index for name in SEARCHED for index in _searched(name)),
    Index(
        "ix_comparables_words", "words", postgresql_using="gin", info={ONLY_ON: "postgresql"}
    ).ddl_if(dialect="postgresql"),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    *office_row("saved_searches"),
    *syncing(),
    Column("user_id", Text),
    Column("name", Text, nullable=False),
    Column("query", ExactJson, nullable=False),
    Column("relative", ExactJson, nullable=False),
    Column("position", Integer, nullable=False),
    of_office("saved_searches", "user_id", "memberships", "user_id"),
    Index("ix_saved_searches_user_id", "organization_id", "user_id"),
)

search_runs = Table(
    "search_runs",
    metadata,
    *office_row("search_runs"),
    *syncing(),
    Column("valuation_id", Text),
    Column("saved_search_id", Text),
    Column("query", ExactJson, nullable=False),
    Column("searched_by", Text, nullable=False),
    Column("searched_at", UtcTime, nullable=False),
    Column("total", Integer, nullable=False),
    Column("returned", ExactJson, nullable=False),
    of_office("search_runs", "valuation_id", "valuations"),
    of_office("search_runs", "saved_search_id", "saved_searches"),
    of_office("search_runs", "searched_by", "memberships", "user_id"),
    Index("ix_search_runs_valuation_id", "organization_id", "valuation_id", "searched_at"),
)

comparable_decisions = Table(
    "comparable_decisions",
    metadata,
    *office_row("comparable_decisions"),
    *syncing(),
    Column("valuation_id", Text, nullable=False),
    # No reference: what was decided is shown years later, also of a row whose import was undone.
    Column("comparable_id", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("rating", Integer),
    Column("note", Text, nullable=False),
    Column("case_row", Text),
    Column("run_id", Text),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    Column("seen", ExactJson),
    of_office("comparable_decisions", "valuation_id", "valuations"),
    of_office("comparable_decisions", "run_id", "search_runs"),
    of_office("comparable_decisions", "decided_by", "memberships", "user_id"),
    one_of("comparable_decisions", "verdict", Verdict),
    CheckConstraint("rating BETWEEN 1 AND 5", name="ck_comparable_decisions_rating"),
    Index(
        "uq_comparable_decisions_comparable_id",
        "organization_id", "valuation_id", "comparable_id",
        unique=True,
    ),
)  # fmt: skip
