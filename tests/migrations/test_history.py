"""The history: linear, equal to the tables, up and down with rows, and losing nothing."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Engine, inspect, text

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.chats import ChatMessage, ChatRole, ChatSession
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.market.query import MarketQuery, SavedSearch, SearchRun
from shamay_desktop.domain.market.row_json import row_json
from shamay_desktop.domain.market.rows import ComparableDecision, Verdict
from shamay_desktop.domain.records import Happened
from shamay_desktop.resource_files import migrations_folder
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.engine import database_url, make_engine, sqlite_path
from shamay_desktop.storage.migrate import known_revisions, migrate, stored_revision
from shamay_desktop.storage.tables import metadata
from shamay_desktop.storage.tables.columns import SIDE_TABLES, belongs_to
from shamay_desktop.storage.tables.guards import trigger_statements, view_statement
from shamay_desktop.storage.verification import counts, problems
from shamay_desktop.usecases.ports import UnitOfWork
from tests import market_rows
from tests.storage import samples
from tests.storage.samples import found_office


def _place(engine: Engine) -> str | Path:
    return sqlite_path(engine.url) or engine.url.render_as_string(hide_password=False)


def _fill(engine: Engine) -> dict[str, int]:
    database = SqlDatabase(_place(engine))
    actor = found_office(database, "משרד", "dana@example.org")
    made = samples.valuation(actor)
    started = samples.session(actor, made)
    with database.work(actor) as work:
        work.valuations.add(made)
        work.sessions.add(started)
        work.sessions.journal(started.session_id, [samples.edit(1)], None)
        paper = samples.document(actor, made.id)
        work.evidence.add_document(paper)
        work.evidence.add_extraction(samples.extraction(actor, paper))
        work.evidence.add_image(samples.image(actor, made.id))
        work.assets.add(samples.asset(actor, made.id))
        work.phrases.save(samples.phrase(actor))
        work.views.save(samples.view(actor))
        _fill_market(work, actor, made.id)
        _fill_sealed(work, actor, made.id)
        work.trail.write(Happened("case_created", "valuation", made.id))
        work.commit()
    database.close()
    with engine.connect() as connection:
        filled = counts(connection)
    assert min(filled.values()) > 0
    return filled


def _fill_market(work: UnitOfWork, actor: Actor, case: str) -> None:
    work.market.add_source(market_rows.source("s1", actor.user_id, valuation_id=case))
    row = market_rows.full_row("a", "s1")
    work.market.add_rows([row])
    saved = SavedSearch("search", "דומות", MarketQuery(), user_id=actor.user_id)
    work.market.save_search(saved)
    run = SearchRun(
        "run", MarketQuery(), actor.user_id, market_rows.NOON, 1, ("a",), case, saved.id
    )
    work.market.add_run(run)
    decision = ComparableDecision(
        "d", case, "a", Verdict.ACCEPTED, actor.user_id, market_rows.NOON, run_id="run"
    )
    work.market.save_decision(decision, row_json(row))
    work.chats.add_session(ChatSession("chat", case, actor.user_id, "שאלה"))
    work.chats.add_messages([ChatMessage("m", "chat", 1, ChatRole.PERSON, "כמה?")])


def _fill_sealed(work: UnitOfWork, actor: Actor, case: str) -> None:
    work.versions.add(samples.version(actor, case))
    work.reviews.add(samples.comment(actor, case))
    work.reviews.add_approval(samples.approval(actor, case))


def _counted(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return counts(connection)


def _problems(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return problems(connection)


def test_the_history_when_read_is_one_line_that_the_file_names_tell() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [known_revisions()[-1]]
    told = tuple(revision.revision for revision in reversed(list(script.walk_revisions())))
    assert told == known_revisions()


def test_the_newest_schema_when_compared_with_the_tables_differs_in_nothing(
    engine: Engine,
) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_object": belongs_to(engine.dialect.name)},
        )
        assert compare_metadata(context, metadata) == []


def test_the_newest_schema_when_a_column_is_planted_differs(engine: Engine) -> None:
    """The comparison above can fail."""
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox ADD COLUMN planted TEXT"))
        context = MigrationContext.configure(connection)
        assert "planted" in str(compare_metadata(context, metadata))


def test_checks_when_compared_with_the_tables_allow_the_same_codes(engine: Engine) -> None:
    migrate(engine)
    standing = inspect(engine)
    for table in metadata.sorted_tables:
        wanted = {
            str(check.name): _codes(str(check.sqltext))
            for check in table.constraints
            if isinstance(check, CheckConstraint)
        }
        found = {
            str(check["name"]): _codes(check["sqltext"])
            for check in standing.get_check_constraints(table.name)
        }
        assert found == wanted


def _codes(condition: str) -> list[str]:
    return sorted(re.findall(r"'([^']*)'", condition))


def test_every_key_and_rule_when_it_stands_has_a_name_of_its_own(engine: Engine) -> None:
    migrate(engine)
    standing = inspect(engine)
    for table in metadata.tables:
        key = standing.get_pk_constraint(table)
        assert key["name"] == f"pk_{table}"
        named = [
            *(one["name"] for one in standing.get_foreign_keys(table)),
            *(one["name"] for one in standing.get_unique_constraints(table)),
            *(one["name"] for one in standing.get_check_constraints(table)),
        ]
        assert None not in named
        assert all(str(name)[:3] in ("fk_", "uq_", "ck_") for name in named)
        assert all(len(str(name)) <= 63 for name in named)


def test_keys_when_a_row_is_an_offices_begin_with_the_office(engine: Engine) -> None:
    migrate(engine)
    standing = inspect(engine)
    for table in set(metadata.tables) - {"organizations", "users"}:
        assert standing.get_pk_constraint(table)["constrained_columns"][0] == "organization_id"
        for key in standing.get_foreign_keys(table):
            if key["referred_table"] != "users":
                assert key["constrained_columns"][0] == "organization_id"
        for unique in standing.get_unique_constraints(table):
            assert unique["column_names"][0] == "organization_id"
    for table in metadata.tables:
        assert {"created_at", "updated_at"} <= {
            column["name"] for column in standing.get_columns(table)
        }


def test_triggers_and_view_when_migrated_are_those_that_are_put_back(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            made = connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
            )
            stored = {row.name: row.sql for row in made}
            wanted = {
                name: statements[0] for name, statements in trigger_statements("sqlite").items()
            }
            assert stored == {**wanted, "active_valuations": view_statement("sqlite")}
            return
        found = connection.execute(
            text("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal")
        ).all()
        assert {(row[0], row[1]) for row in found} == {
            (name, "A") for name in trigger_statements("postgresql")
        }
        gin = connection.execute(
            text("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%USING gin%'")
        ).scalar_one()
        assert gin == 4


def test_every_revision_when_taken_up_and_down_with_rows_keeps_them_and_leaves_nothing(
    engine: Engine,
) -> None:
    for revision in known_revisions():
        migrate(engine, revision)
        assert stored_revision(engine) == revision
    filled = _fill(engine)
    for revision in reversed(known_revisions()[:-1]):
        migrate(engine, revision)
        standing = set(inspect(engine).get_table_names())
        migrate(engine)
        # A table that the older revision lacks is made anew, and empty.
        kept = {name: number * (name in standing) for name, number in filled.items()}
        assert _counted(engine) == kept
    migrate(engine)
    assert _problems(engine) == []
    migrate(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert inspect(engine).get_view_names() == []
    migrate(engine)
    standing = {
        name for name in inspect(engine).get_table_names() if not name.startswith(SIDE_TABLES)
    }
    assert standing == {*metadata.tables, "alembic_version"}


REBUILD = '''"""Rebuilds tables, as alembic's batch mode does on SQLite."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("organizations", "valuations", "activity_logs", "session_edits"):
        with op.batch_alter_table(table, recreate="{recreate}") as batch:
            batch.add_column(sa.Column("planted", sa.Text()))
    {further}


def downgrade() -> None:
    for table in ("organizations", "valuations", "activity_logs", "session_edits"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("planted")
'''


@pytest.fixture
def with_revision(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the history with one revision more that rebuilds tables."""

    def write(dialect: str, further: str = "") -> Path:
        folder = tmp_path / "history"
        shutil.copytree(migrations_folder(), folder)
        recreate = "always" if dialect == "sqlite" else "auto"
        script = REBUILD.format(head=known_revisions()[-1], recreate=recreate, further=further)
        (folder / "versions" / "9999_rebuild.py").write_text(script, encoding="utf-8")
        return folder

    return write


def test_tables_when_rebuilt_keep_their_children_triggers_and_rows(
    engine: Engine, with_revision: Callable[..., Path]
) -> None:
    migrate(engine)
    filled = _fill(engine)
    folder = with_revision(engine.dialect.name)
    migrate(engine, folder=folder)
    assert "planted" in {column["name"] for column in inspect(engine).get_columns("valuations")}
    assert _counted(engine) == filled
    assert _problems(engine) == []
    _expect_append_only(engine)
    with engine.connect() as connection:
        _expect_foreign_keys(connection)
        opened = connection.execute(text("SELECT count(*) FROM active_valuations"))
        assert opened.scalar_one() == 1


def _expect_append_only(engine: Engine) -> None:
    for statement in (
        "UPDATE activity_logs SET action = 'x'",
        "DELETE FROM activity_logs",
        "UPDATE session_edits SET path = 'x'",
    ):
        with engine.connect() as connection, pytest.raises(Exception, match="append-only"):
            connection.execute(text(statement))


def _expect_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert connection.execute(text("PRAGMA legacy_alter_table")).scalar_one() == 0


@pytest.mark.parametrize("further", ["DELETE FROM images", "DELETE FROM memberships"])
def test_a_migration_when_it_loses_rows_is_taken_back_as_a_whole(
    engine: Engine, with_revision: Callable[..., Path], further: str
) -> None:
    migrate(engine)
    filled = _fill(engine)
    folder = with_revision(engine.dialect.name, f'op.execute("{further}")')
    # PostgreSQL itself refuses what would leave references without their row.
    with pytest.raises(Exception, match=r"migration_failed|row_missing") as caught:
        migrate(engine, folder=folder)
    assert isinstance(caught.value, WorldFailed) or engine.dialect.name == "postgresql"
    assert stored_revision(engine) == known_revisions()[-1]
    assert _counted(engine) == filled
    _expect_append_only(engine)


def test_a_migration_when_it_leaves_a_dangling_reference_is_taken_back(
    tmp_path: Path, with_revision: Callable[..., Path]
) -> None:
    engine = make_engine(database_url(tmp_path / "shamay.sqlite3"))
    migrate(engine)
    _fill(engine)
    folder = with_revision("sqlite", "op.execute(\"UPDATE images SET valuation_id = 'nobody'\")")
    with pytest.raises(WorldFailed, match="migration_failed"):
        migrate(engine, folder=folder)
    assert _problems(engine) == []
    engine.dispose()
