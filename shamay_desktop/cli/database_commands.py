"""`db upgrade | check | backup | restore`: the care of the database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.usecases.care import backup_database, check_database

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _WORLD_FAILED = 0, 5


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `db` and its commands."""
    group = commands.add_parser("db", parents=[shared], help="the database")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    upgrade = parts.add_parser("upgrade", parents=[shared], help="to this program's schema")
    upgrade.set_defaults(perform=_upgrade)
    check = parts.add_parser("check", parents=[shared], help="integrity, keys, audit trail")
    check.set_defaults(perform=_check)
    backup = parts.add_parser("backup", parents=[shared], help="a verified copy")
    backup.add_argument("file", type=Path)
    backup.set_defaults(perform=_backup)
    restore = parts.add_parser("restore", parents=[shared], help="verified before it replaces")
    restore.add_argument("file", type=Path)
    restore.set_defaults(perform=_restore)


def _upgrade(context: CommandContext, _asked: argparse.Namespace) -> int:
    revision = context.bare_services().database.upgrade()
    context.answer({"revision": revision}, lambda: [revision])
    return _DONE


def _check(context: CommandContext, _asked: argparse.Namespace) -> int:
    problems = list(check_database(context.services))
    context.answer(
        {"sound": not problems, "problems": list(problems)},
        lambda: problems or [context.texts("cli.database_sound")],
    )
    return _WORLD_FAILED if problems else _DONE


def _backup(context: CommandContext, asked: argparse.Namespace) -> int:
    facts = backup_database(context.services, context.actor(), asked.file)
    context.answer(
        {"path": str(facts.path), "sha256": facts.sha256, "rows": dict(facts.rows)},
        lambda: [f"{facts.path}  {facts.sha256}"],
    )
    return _DONE


def _restore(context: CommandContext, asked: argparse.Namespace) -> int:
    kept = context.bare_services().database.restore(asked.file)
    context.answer(
        {"restored": str(asked.file), "replaced_kept_at": str(kept)},
        lambda: [context.texts("cli.restored", kept=kept)],
    )
    return _DONE
