"""What reading papers keeps: versions of what was read, who named a kind, hints of photos, rules.

Everything is spelled out here and stays as it was, whatever the tables become later.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """A kind that stands was looked at by a person, but for "other", which nobody needs to say."""
    _extractions()
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("kind_by", sa.Text(), nullable=False, server_default="name"))
        batch.create_check_constraint(
            "ck_documents_kind_by", "kind_by IN ('name', 'content', 'person')"
        )
    op.execute("UPDATE documents SET kind_by = 'person' WHERE doc_type <> 'OTHER'")
    for name in ("sharpness", "brightness"):
        op.add_column("images", sa.Column(name, EXACT))
    op.add_column("organizations", sa.Column("rules", JSON))


def downgrade() -> None:
    """Without them; what only they held is gone."""
    op.drop_column("organizations", "rules")
    for name in ("brightness", "sharpness"):
        op.drop_column("images", name)
    with op.batch_alter_table("documents") as batch:
        batch.drop_constraint("ck_documents_kind_by", type_="check")
        batch.drop_column("kind_by")
    op.drop_table("extractions")


def _extractions() -> None:
    op.create_table(
        "extractions",
        sa.Column("organization_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_extractions"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name="fk_extractions_organization"
        ),
        *(sa.Column(name, TIME, nullable=False) for name in ("created_at", "updated_at")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_by", sa.Text()),
        sa.Column("deleted_at", TIME),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("created_by_id", sa.Text(), nullable=False),
        sa.Column("restored_from", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["organization_id", "document_id"],
            ["documents.organization_id", "documents.id"],
            name="fk_extractions_document_id",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id", "created_by_id"],
            ["memberships.organization_id", "memberships.user_id"],
            name="fk_extractions_created_by_id",
        ),
        sa.UniqueConstraint(
            "organization_id", "document_id", "number", name="uq_extractions_document_id"
        ),
    )
