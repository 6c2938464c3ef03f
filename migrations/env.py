"""What alembic runs: the history over a connection that `storage/migrate.py` hands in."""

from alembic import context

from shamay_desktop.storage.tables import metadata
from shamay_desktop.storage.tables.columns import belongs_to


def run() -> None:
    """Run the revisions in the caller's transaction; the caller guards and commits it."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=belongs_to(connection.dialect.name),
    )
    context.run_migrations()


run()
