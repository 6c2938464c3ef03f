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


def downgrade() -> None:
    """Without them; what only they held is gone."""
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
