"""What stands once: one file is imported once into an office's market database.

Everything is spelled out here and stays as it was, whatever the tables become later.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ONCE = """
UPDATE comparable_sources SET import_key = sha256
WHERE sha256 IS NOT NULL AND undone_at IS NULL AND deleted_at IS NULL
AND kind IN ('file', 'pasted', 'report') AND coalesce({mapping}, '') <> 'own_export'
AND NOT EXISTS (
  SELECT 1 FROM comparable_sources AS other
  WHERE other.organization_id = comparable_sources.organization_id
  AND other.sha256 = comparable_sources.sha256
  AND other.undone_at IS NULL AND other.deleted_at IS NULL
  AND other.kind IN ('file', 'pasted', 'report')
  AND coalesce({other}, '') <> 'own_export'
  AND (other.imported_at, other.id) < (comparable_sources.imported_at, comparable_sources.id))
"""
MAPPED_BY = {"sqlite": "json_extract({}.mapping, '$.id')", "postgresql": "{}.mapping ->> 'id'"}


def upgrade() -> None:
    """A file that was imported twice at once stays so: the first import alone takes the key."""
    op.add_column("comparable_sources", sa.Column("import_key", sa.Text()))
    mapped_by = MAPPED_BY[op.get_bind().dialect.name]
    op.execute(
        ONCE.format(mapping=mapped_by.format("comparable_sources"), other=mapped_by.format("other"))
    )
    op.create_index(
        "uq_comparable_sources_import_key",
        "comparable_sources",
        ["organization_id", "import_key"],
        unique=True,
        sqlite_where=sa.text("import_key IS NOT NULL"),
        postgresql_where=sa.text("import_key IS NOT NULL"),
    )


def downgrade() -> None:
    """Without it; the hash of the file stays beside."""
    op.drop_index("uq_comparable_sources_import_key", "comparable_sources")
    op.drop_column("comparable_sources", "import_key")
