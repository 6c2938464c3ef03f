"""The first tables, their indexes, what keeps the trail append-only, and the view.

Everything is spelled out here and stays as it was, whatever the tables become later.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
ON_POSTGRESQL_TOO = ("step1_data", "gis_screenshots", "garmushka_measurements")
TABLES = (
    "organizations", "users", "memberships", "valuations", "valuation_sessions", "session_edits",
    "documents", "images", "assets", "activity_logs", "outbox",
)  # fmt: skip


def upgrade() -> None:
    """From nothing to the first tables."""
    _offices()
    _valuations()
    _sessions()
    _documents()
    _images()
    _assets()
    _trail()
    if op.get_bind().dialect.name == "postgresql":
        _for_postgresql()
    else:
        _for_sqlite()


def downgrade() -> None:
    """Back to nothing."""
    op.execute("DROP VIEW active_valuations")
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _text(*names: str, nullable: bool = False) -> list[SchemaItem]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _json(*names: str, nullable: bool = True) -> list[SchemaItem]:
    return [sa.Column(name, JSON, nullable=nullable) for name in names]


def _times() -> list[SchemaItem]:
    return [sa.Column(name, TIME, nullable=False) for name in ("created_at", "updated_at")]


def _syncing() -> list[SchemaItem]:
    return [
        *_times(),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_by", sa.Text()),
        sa.Column("deleted_at", TIME),
    ]


def _key(table: str, *columns: str) -> SchemaItem:
    return sa.PrimaryKeyConstraint(*(columns or ("organization_id", "id")), name=f"pk_{table}")


def _office_row(table: str) -> list[SchemaItem]:
    return [
        *_text("organization_id", "id"),
        _key(table),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization"
        ),
    ]


def _of_office(table: str, column: str, target: str, key: str = "id") -> SchemaItem:
    return sa.ForeignKeyConstraint(
        ["organization_id", column],
        [f"{target}.organization_id", f"{target}.{key}"],
        name=f"fk_{table}_{column}",
    )


def _one_of(table: str, column: str, codes: Iterable[str]) -> SchemaItem:
    listed = ", ".join(f"'{code}'" for code in codes)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{table}_{column}")


def _index(table: str, name: str, *columns: str, unique: bool = False) -> None:
    op.create_index(name, table, list(columns), unique=unique)


def _offices() -> None:
    op.create_table(
        "organizations",
        *_text("id", "name", "address", "phone", "email", "strip", "rounding_step"),
        *_text("logo_sha256", nullable=True),
        *_syncing(),
        _key("organizations", "id"),
    )
    op.create_table(
        "users",
        *_text("id", "email", "email_key", "name", "title", "licence_number"),
        *_text("image", "signature_sha256", "password_hash", "recovery_hash", nullable=True),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("failed_at", TIME),
        *_syncing(),
        _key("users", "id"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        sa.UniqueConstraint("email_key", name="uq_users_email_key"),
    )
    op.create_table(
        "memberships",
        *_office_row("memberships"),
        *_text("user_id", "role"),
        sa.Column("may_review", sa.Boolean(), nullable=False),
        *_syncing(),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_memberships_user_id"),
        sa.UniqueConstraint("organization_id", "user_id", name="uq_memberships_user_id"),
        _one_of("memberships", "role", ("OWNER", "ORG_ADMIN", "APPRAISER", "CLIENT_VIEWER")),
    )
    _index("memberships", "ix_memberships_user_id", "user_id")


def _valuations() -> None:
    op.create_table(
        "valuations",
        *_office_row("valuations"),
        *_syncing(),
        *_text("title", "status", "address_full", "block", "parcel", "subparcel", "client"),
        *_text("reference", "search_text"),
        sa.Column("final_valuation", EXACT),
        sa.Column("price_per_sqm", EXACT),
        *_text("created_by_id"),
        sa.Column("archived_at", TIME),
        *_json("meta", nullable=False),
        *_json("step1_data", "step2_data", "step3_data", "step4_data", "step5_data"),
        *_json("gis_screenshots", "gis_analysis", "garmushka_measurements", "garmushka_images"),
        *_json("comparable_data", "property_analysis"),
        _of_office("valuations", "created_by_id", "memberships", "user_id"),
        _one_of("valuations", "status", ("DRAFT", "IN_PROGRESS", "READY", "SIGNED", "ARCHIVED")),
    )
    office = "organization_id"
    for tail, columns in {
        "updated_at": (office, "updated_at"),
        "status": (office, "status", "updated_at"),
        "created_by_id": (office, "created_by_id"),
        "reference": (office, "reference"),
    }.items():
        _index("valuations", f"ix_valuations_organization_id_{tail}", *columns)


def _sessions() -> None:
    table = "valuation_sessions"
    op.create_table(
        table,
        *_office_row(table),
        *_times(),
        *_text("session_id", "user_id", "status", "step"),
        *_text("valuation_id", "focus", nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("folded_seq", sa.Integer(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        *_json("step_data", "wizard_data"),
        sa.UniqueConstraint("organization_id", "session_id", name=f"uq_{table}_session_id"),
        _of_office(table, "valuation_id", "valuations"),
        _of_office(table, "user_id", "memberships", "user_id"),
        _one_of(table, "status", ("ACTIVE", "COMPLETED", "ABANDONED", "EXPIRED")),
        _one_of(table, "step", ("initial_data", "documents", "validation", "analysis", "export")),
    )
    _index(table, f"ix_{table}_valuation_id", "organization_id", "valuation_id")
    _index(table, f"ix_{table}_user_id", "organization_id", "user_id", "status")
    op.create_table(
        "session_edits",
        *_text("organization_id", "valuation_session_id"),
        sa.Column("seq", sa.Integer(), nullable=False),
        *_text("path"),
        *_json("old", "new"),
        *_text("by", "at"),
        *_times(),
        _key("session_edits", "organization_id", "valuation_session_id", "seq"),
        _of_office("session_edits", "valuation_session_id", table),
        sa.CheckConstraint("seq > 0", name="ck_session_edits_seq"),
    )


def _documents() -> None:
    kinds = (
        "TABU", "CONDO", "PERMIT", "PLANNING_INFO", "GARMUSHKA", "GIS_SCREENSHOT",
        "PROPERTY_IMAGE", "OTHER",
    )  # fmt: skip
    op.create_table(
        "documents",
        *_office_row("documents"),
        *_syncing(),
        *_text("valuation_id", "doc_type", "file_name", "storage_key", "sha256", "source"),
        sa.Column("pages", sa.Integer(), nullable=False),
        *_text("uploaded_by_id", nullable=True),
        *_json("extracted"),
        _of_office("documents", "valuation_id", "valuations"),
        _of_office("documents", "uploaded_by_id", "memberships", "user_id"),
        _one_of("documents", "doc_type", kinds),
        _one_of("documents", "source", ("USER_UPLOAD", "APP_GENERATED", "AI_EXTRACTED")),
    )
    _index("documents", "ix_documents_valuation_id", "organization_id", "valuation_id")


def _images() -> None:
    op.create_table(
        "images",
        *_office_row("images"),
        *_syncing(),
        *_text("valuation_id", "file_name", "storage_key", "sha256", "room_type"),
        *_json("features", nullable=False),
        *_text("finish_level", nullable=True),
        *_text("caption"),
        sa.Column("is_front", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("uploaded_by_id", nullable=True),
        _of_office("images", "valuation_id", "valuations"),
        _of_office("images", "uploaded_by_id", "memberships", "user_id"),
        _one_of(
            "images", "room_type", ("LIVING", "KITCHEN", "BATH", "BEDROOM", "EXTERIOR", "OTHER")
        ),
        _one_of("images", "finish_level", ("BASIC", "STANDARD", "PREMIUM")),
    )
    _index("images", "ix_images_valuation_id", "organization_id", "valuation_id")


def _assets() -> None:
    op.create_table(
        "assets",
        *_office_row("assets"),
        *_syncing(),
        *_text("valuation_id", nullable=True),
        *_text("asset_type", "file_name", "storage_key", "sha256", "slug", "generated_by_id"),
        _of_office("assets", "valuation_id", "valuations"),
        _of_office("assets", "generated_by_id", "memberships", "user_id"),
        _one_of("assets", "asset_type", ("PDF", "DOCX", "CSV", "JSON", "IMAGE")),
    )
    _index("assets", "ix_assets_valuation_id", "organization_id", "valuation_id")


def _trail() -> None:
    op.create_table(
        "activity_logs",
        *_office_row("activity_logs"),
        *_times(),
        sa.Column("n", sa.Integer(), nullable=False),
        *_text("subject_type", "subject_id", "action", "actor_id"),
        sa.Column("at", TIME, nullable=False),
        *_json("payload", nullable=False),
        *_text("prev", "hash", "canonical"),
        sa.CheckConstraint("n > 0", name="ck_activity_logs_n"),
    )
    _index("activity_logs", "uq_activity_logs_n", "organization_id", "n", unique=True)
    _index("activity_logs", "ix_activity_logs_subject_id", "organization_id", "subject_id", "n")
    op.create_table(
        "outbox",
        *_office_row("outbox"),
        *_times(),
        *_text("event_type"),
        *_json("payload", nullable=False),
        sa.Column("processed", sa.Boolean(), nullable=False),
    )
    _index("outbox", "ix_outbox_processed", "organization_id", "processed", "id")


REFUSED = (
    ("activity_logs", "UPDATE"),
    ("activity_logs", "DELETE"),
    ("session_edits", "UPDATE"),
)


def _for_sqlite() -> None:
    for table, verb in REFUSED:
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    op.execute(VIEW.format(options=""))


def _for_postgresql() -> None:
    op.execute(REFUSE)
    for table, verb in (*REFUSED, ("activity_logs", "TRUNCATE")):
        name = f"{table}_no_{verb.lower()}"
        level = "STATEMENT" if verb == "TRUNCATE" else "ROW"
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            f"FOR EACH {level} EXECUTE FUNCTION refuse_change()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    for column in ON_POSTGRESQL_TOO:
        op.create_index(f"ix_valuations_{column}", "valuations", [column], postgresql_using="gin")
    op.execute(VIEW.format(options="WITH (security_invoker = true) "))


REFUSE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
""".strip()

VIEW = """
CREATE VIEW active_valuations {options}AS
SELECT valuations.organization_id, valuations.id, valuations.title, valuations.status,
       valuations.address_full, valuations.block, valuations.parcel, valuations.subparcel,
       valuations.client, valuations.reference, valuations.final_valuation,
       valuations.price_per_sqm, valuations.created_by_id, users.name AS created_by_name,
       organizations.name AS organization_name, valuations.created_at, valuations.updated_at
FROM valuations
JOIN users ON users.id = valuations.created_by_id
JOIN organizations ON organizations.id = valuations.organization_id
WHERE valuations.status IN ('DRAFT', 'IN_PROGRESS', 'READY') AND valuations.deleted_at IS NULL
""".strip()
