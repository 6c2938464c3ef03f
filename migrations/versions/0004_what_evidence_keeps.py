"""What evidence keeps: the market database, searches, decisions, conversations, office's practice.

Everything is spelled out here and stays as it was, whatever the tables become later.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
WORDS = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")

SEARCHED = {
    "parcel": ["block", "helka", "tat_helka", "day", "cell", "area"],
    "cell": ["cell", "area", "day", "east", "north", "rooms", "year_built", "floor_number"],
    "street": ["city_key", "street_key", "cell", "area"],
    "city": ["city_key", "cell", "area", "day"],
    "area": ["area", "day", "rooms", "year_built", "floor_number"],
    "date": ["kind", "standing", "day"],
    "source": ["source_id", "number"],
    "twin_of": ["twin_of"],
}
CELLS = "cell, east_from, east_to, north_from, north_to"
WORD_INDEX = "words, content = '', detail = none, columnsize = 0, tokenize = 'unicode61'"
SIDE = (
    f"CREATE VIRTUAL TABLE comparable_cells USING rtree_i32({CELLS})",
    f"CREATE VIRTUAL TABLE comparable_words USING fts5({WORD_INDEX})",
)


def upgrade() -> None:
    """Nothing of what stands changes; the new tables are empty."""
    op.add_column("organizations", sa.Column("practice", JSON))
    _sources()
    _comparables()
    _searches()
    _decisions()
    _chats()


def downgrade() -> None:
    """Without them; what only they held is gone."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("comparable_words", "comparable_cells"):
            op.execute(f"DROP TABLE {name}")
    for name in (
        "chat_messages", "chat_sessions", "comparable_decisions", "search_runs", "saved_searches",
        "comparables", "comparable_sources",
    ):  # fmt: skip
        op.drop_table(name)
    op.drop_column("organizations", "practice")


def _sources() -> None:
    op.create_table(
        "comparable_sources",
        *_office_row("comparable_sources"),
        *_texts("kind", "name", "format", "imported_by"),
        sa.Column("imported_at", TIME, nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("sha256", "valuation_id")),
        *_texts("encoding", "date_order"),
        sa.Column("mapping", JSON, nullable=False),
        *(
            sa.Column(f"{name}_count", sa.Integer(), nullable=False)
            for name in ("rows", "imported", "merged", "duplicates", "quarantined")
        ),
        *(sa.Column(name, JSON, nullable=False) for name in ("lost", "warnings")),
        sa.Column("undone_at", TIME),
        sa.Column("undone_by", sa.Text()),
        _refers("comparable_sources", "valuation_id", "valuations"),
        _refers("comparable_sources", "imported_by", "memberships", "user_id"),
        _refers("comparable_sources", "undone_by", "memberships", "user_id"),
        _one_of("comparable_sources", "kind", "file", "pasted", "report", "case", "typed"),
    )
    op.create_index(
        "ix_comparable_sources_sha256", "comparable_sources", ["organization_id", "sha256"]
    )


def _comparables() -> None:
    op.create_table(
        "comparables",
        sa.Column("organization_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_comparables"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_comparables_organization"
        ),
        sa.Column("n", sa.BigInteger()),
        *_texts("source_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("kind", "standing", "evidence"),
        sa.Column("twin_of", sa.Text()),
        *(sa.Column(name, sa.Integer()) for name in ("day", "block", "cell")),
        *(sa.Column(name, sa.BigInteger()) for name in ("east", "north", "area", "rooms")),
        *(sa.Column(name, sa.Integer()) for name in ("floor_number", "floors", "year_built")),
        *(sa.Column(name, sa.BigInteger()) for name in ("whole_price", "price_per_sqm")),
        *_texts(
            "helka", "tat_helka", "gush", "city_key", "neighborhood_key", "street_key",
            "house_number", "asset_kind",
        ),
        *_syncing(),
        *(sa.Column(name, sa.BigInteger()) for name in ("price", "assessed_value")),
        sa.Column("share_sold", sa.Text()),
        *_texts(
            "area_basis", "gush_suffix", "city", "neighborhood", "street", "address", "floor"
        ),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("words", WORDS, nullable=False),
        *(sa.Column(name, JSON) for name in ("reasons", "other", "raw")),
        _refers("comparables", "source_id", "comparable_sources"),
        _one_of("comparables", "kind", "sale", "rent"),
        _one_of("comparables", "standing", "active", "quarantined"),
    )  # fmt: skip
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("uq_comparables_n", "comparables", ["n"], unique=True)
        for name, columns in SEARCHED.items():
            some = sa.text("twin_of IS NOT NULL") if name == "twin_of" else None
            op.create_index(f"ix_comparables_{name}", "comparables", columns, sqlite_where=some)
        for statement in SIDE:
            op.execute(statement)
        return
    for name, columns in SEARCHED.items():
        office = ["organization_id", *columns]
        some = sa.text("twin_of IS NOT NULL") if name == "twin_of" else None
        op.create_index(
            f"ix_comparables_office_{name}", "comparables", office, postgresql_where=some
        )
    op.create_index("ix_comparables_words", "comparables", ["words"], postgresql_using="gin")


def _searches() -> None:
    op.create_table(
        "saved_searches",
        *_office_row("saved_searches"),
        sa.Column("user_id", sa.Text()),
        *_texts("name"),
        *(sa.Column(name, JSON, nullable=False) for name in ("query", "relative")),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("saved_searches", "user_id", "memberships", "user_id"),
    )
    op.create_index("ix_saved_searches_user_id", "saved_searches", ["organization_id", "user_id"])
    op.create_table(
        "search_runs",
        *_office_row("search_runs"),
        *(sa.Column(name, sa.Text()) for name in ("valuation_id", "saved_search_id")),
        sa.Column("query", JSON, nullable=False),
        *_texts("searched_by"),
        sa.Column("searched_at", TIME, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("returned", JSON, nullable=False),
        _refers("search_runs", "valuation_id", "valuations"),
        _refers("search_runs", "saved_search_id", "saved_searches"),
        _refers("search_runs", "searched_by", "memberships", "user_id"),
    )
    op.create_index(
        "ix_search_runs_valuation_id",
        "search_runs",
        ["organization_id", "valuation_id", "searched_at"],
    )


def _decisions() -> None:
    op.create_table(
        "comparable_decisions",
        *_office_row("comparable_decisions"),
        *_texts("valuation_id", "comparable_id", "verdict", "reason"),
        sa.Column("rating", sa.Integer()),
        *_texts("note"),
        *(sa.Column(name, sa.Text()) for name in ("case_row", "run_id")),
        *_texts("decided_by"),
        sa.Column("decided_at", TIME, nullable=False),
        sa.Column("seen", JSON),
        _refers("comparable_decisions", "valuation_id", "valuations"),
        _refers("comparable_decisions", "run_id", "search_runs"),
        _refers("comparable_decisions", "decided_by", "memberships", "user_id"),
        _one_of("comparable_decisions", "verdict", "accepted", "rejected"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="ck_comparable_decisions_rating"),
    )
    op.create_index(
        "uq_comparable_decisions_comparable_id",
        "comparable_decisions",
        ["organization_id", "valuation_id", "comparable_id"],
        unique=True,
    )


def _chats() -> None:
    op.create_table(
        "chat_sessions",
        *_office_row("chat_sessions"),
        *_texts("valuation_id", "user_id", "title"),
        _refers("chat_sessions", "valuation_id", "valuations"),
        _refers("chat_sessions", "user_id", "memberships", "user_id"),
    )
    op.create_table(
        "chat_messages",
        *_office_row("chat_messages"),
        *_texts("session_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("role", "text"),
        sa.Column("sources", JSON, nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("search_run_id", "document_id")),
        *_texts("model"),
        _refers("chat_messages", "session_id", "chat_sessions"),
        _refers("chat_messages", "search_run_id", "search_runs"),
        _refers("chat_messages", "document_id", "documents"),
        _one_of("chat_messages", "role", "person", "program", "model"),
        sa.UniqueConstraint(
            "organization_id", "session_id", "number", name="uq_chat_messages_number"
        ),
    )


def _texts(*names: str) -> list[SchemaItem]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _office_row(table: str) -> list[SchemaItem]:
    return [
        *_texts("organization_id", "id"),
        sa.PrimaryKeyConstraint("organization_id", "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization"
        ),
        *_syncing(),
    ]


def _syncing() -> Iterable[SchemaItem]:
    yield from (sa.Column(name, TIME, nullable=False) for name in ("created_at", "updated_at"))
    yield sa.Column("version", sa.Integer(), nullable=False)
    yield sa.Column("updated_by", sa.Text())
    yield sa.Column("deleted_at", TIME)


def _refers(table: str, column: str, target: str, key: str = "id") -> SchemaItem:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        [f"{target}.organization_id", f"{target}.{key}"],
        name=f"fk_{table}_{column}",
    )


def _one_of(table: str, column: str, *codes: str) -> SchemaItem:
    listed = ", ".join(f"'{code}'" for code in codes)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")
