"""What signing keeps: versions of reports, comments of their review, approvals.

Everything is spelled out here and stays as it was, whatever the tables become later.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Nothing of what stands changes; the new tables are empty."""
    _versions()
    _comments()
    _approvals()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statements in (_guards_of_sqlite() if sqlite else _guards_of_postgresql()).values():
        for statement in statements:
            op.execute(statement)


def downgrade() -> None:
    """Without them; what only they held is gone."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in (f"{table}_sealed_{verb}" for table in IS_SEALED for verb in ("update", "delete")):
        table = name.partition("_sealed_")[0]
        op.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if sqlite else f" ON {table}"))
    for table in () if sqlite else IS_SEALED:
        op.execute(f"DROP FUNCTION IF EXISTS refuse_change_of_{table}()")
    for name in ("approvals", "review_comments", "report_versions"):
        op.drop_table(name)


def _versions() -> None:
    op.create_table(
        "report_versions",
        *_office_row("report_versions"),
        *_texts("valuation_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("kind"),
        *(
            sa.Column(name, sa.Text())
            for name in ("pdf_sha256", "content_sha256", "case_json_sha256")
        ),
        *_texts("created_by", "audit_head"),
        *(sa.Column(name, sa.Text()) for name in ("replaces_id", "superseded_by_id")),
        *_texts("method"),
        sa.Column("signers", JSON, nullable=False),
        *_texts("note"),
        _refers("report_versions", "valuation_id", "valuations"),
        _refers("report_versions", "created_by", "memberships", "user_id"),
        _refers("report_versions", "replaces_id", "report_versions"),
        _refers("report_versions", "superseded_by_id", "report_versions"),
        _one_of("report_versions", "kind", "draft", "issued", "signed"),
        _one_of("report_versions", "method", "none", "image", "certified"),
        sa.CheckConstraint("number > 0", name="ck_report_versions_number"),
        sa.CheckConstraint(
            "kind = 'draft' OR (pdf_sha256 IS NOT NULL AND content_sha256 IS NOT NULL"
            " AND case_json_sha256 IS NOT NULL)",
            name="ck_report_versions_hashes",
        ),
        sa.UniqueConstraint("organization_id", "valuation_id", name="uq_report_versions_valuation"),
    )
    op.create_index(
        "ix_report_versions_pdf_sha256", "report_versions", ["organization_id", "pdf_sha256"]
    )
    sealed = sa.text("kind <> 'draft'")
    op.create_index(
        "uq_report_versions_replaces_id", "report_versions", ["organization_id", "replaces_id"],
        unique=True, sqlite_where=sealed, postgresql_where=sealed,
    )  # fmt: skip


def _comments() -> None:
    op.create_table(
        "review_comments",
        *_office_row("review_comments"),
        *_texts("valuation_id"),
        *(sa.Column(name, sa.Text()) for name in ("block", "path")),
        sa.Column("page", sa.Integer()),
        *_texts("words", "text", "author_id"),
        sa.Column("at", TIME, nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("answer_to_id", "resolved_by")),
        sa.Column("resolved_at", TIME),
        _refers("review_comments", "valuation_id", "valuations"),
        _refers("review_comments", "author_id", "memberships", "user_id"),
        _refers("review_comments", "resolved_by", "memberships", "user_id"),
        _refers("review_comments", "answer_to_id", "review_comments"),
    )
    op.create_index(
        "ix_review_comments_valuation_id",
        "review_comments",
        ["organization_id", "valuation_id", "at"],
    )


def _approvals() -> None:
    op.create_table(
        "approvals",
        *_office_row("approvals"),
        *_texts("valuation_id", "content_sha256", "approved_by"),
        *(sa.Column(name, TIME, nullable=name == "voided_at") for name in ("at", "voided_at")),
        _refers("approvals", "valuation_id", "valuations"),
        _refers("approvals", "approved_by", "memberships", "user_id"),
    )
    op.create_index(
        "ix_approvals_valuation_id", "approvals", ["organization_id", "valuation_id", "at"]
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


FROZEN = {
    "valuations": (
        "created_at", "deleted_at", "title", "status", "address_full", "block", "parcel",
        "subparcel", "client", "reference", "search_text", "city", "address_key", "report_kind",
        "purpose", "final_valuation", "price_per_sqm", "created_by_id", "meta", "step1_data",
        "step2_data", "step3_data", "step4_data", "step5_data", "gis_screenshots",
        "gis_analysis", "garmushka_measurements", "garmushka_images", "comparable_data",
        "property_analysis",
    ),
    "report_versions": (
        "created_at", "deleted_at", "valuation_id", "number", "kind", "content_sha256",
        "case_json_sha256", "created_by", "audit_head", "replaces_id", "method", "note",
    ),
}  # fmt: skip

IS_SEALED = {
    "valuations": "OLD.status IN ('SIGNED', 'ARCHIVED')",
    "report_versions": "OLD.kind <> 'draft'",
}

VERSION_RULES = (
    "OLD.superseded_by_id {unlike} NULL AND NEW.superseded_by_id {unlike} OLD.superseded_by_id",
    "NEW.pdf_sha256 {like} OLD.pdf_sha256 AND NEW.signers {unlike} OLD.signers",
    (
        "NEW.pdf_sha256 {unlike} OLD.pdf_sha256 AND NOT EXISTS (SELECT 1 FROM assets"
        " WHERE assets.organization_id = NEW.organization_id"
        " AND assets.valuation_id = NEW.valuation_id AND assets.sha256 = NEW.pdf_sha256)"
    ),
)


def _sealed_conditions(table: str, *, like: str, unlike: str) -> list[str]:
    changed = [f"NEW.{name} {unlike} OLD.{name}" for name in FROZEN[table]]
    rules = VERSION_RULES if table == "report_versions" else ()
    return [*changed, *(f"({rule.format(like=like, unlike=unlike)})" for rule in rules)]


def _guards_of_sqlite() -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for table, sealed in IS_SEALED.items():
        changed = " OR ".join(_sealed_conditions(table, like="IS", unlike="IS NOT"))
        for verb, when in (("UPDATE", f"{sealed} AND ({changed})"), ("DELETE", sealed)):
            name = f"{table}_sealed_{verb.lower()}"
            made[name] = (
                (
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is sealed'); END"
                ),
            )
    return made


def _guards_of_postgresql() -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    like, unlike = "IS NOT DISTINCT FROM", "IS DISTINCT FROM"
    for table, sealed in IS_SEALED.items():
        changed = " OR ".join(_sealed_conditions(table, like=like, unlike=unlike))
        function = f"refuse_change_of_{table}"
        body = (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '% is sealed', TG_TABLE_NAME "
            f"USING ERRCODE = 'restrict_violation'; END IF; IF {changed} THEN RAISE EXCEPTION "
            f"'% is sealed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END IF; "
            f"RETURN NEW; END $$"
        )
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_sealed_{verb.lower()}"
            made[name] = (
                body,
                (
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW "
                    f"WHEN ({sealed}) EXECUTE FUNCTION {function}()"
                ),
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
            )
    return made
