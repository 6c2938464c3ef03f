"""`db upgrade | check | backup | restore`: the care of the database."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import ShamayError, WorldFailed
from shamay_desktop.usecases.care import (
    backup_database,
    begin_empty,
    check_database,
    damage_of,
    recover_database,
    restore_database,
)
from shamay_desktop.usecases.damage import Damage, Recovered
from shamay_desktop.usecases.office.first_run import needs_first_run
from shamay_desktop.usecases.this_run import TROUBLES

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
    recover = parts.add_parser(
        "recover", parents=[shared], help="newest whole backup, and what can still be read"
    )
    recover.add_argument("--empty", action="store_true", help="begin with an empty database")
    recover.set_defaults(perform=_recover)


def _upgrade(context: CommandContext, _asked: argparse.Namespace) -> int:
    revision = context.bare_services().database.upgrade()
    context.answer({"revision": revision}, lambda: [revision])
    return _DONE


def _check(context: CommandContext, _asked: argparse.Namespace) -> int:
    try:
        problems = list(check_database(context.services))
    except WorldFailed as error:
        if error.code not in TROUBLES:
            raise
        return _tell_damage(context, damage_of(context.bare_services(), error.code))
    context.answer(
        {"sound": not problems, "problems": list(problems)},
        lambda: problems or [context.texts("cli.database_sound")],
    )
    return _WORLD_FAILED if problems else _DONE


def _tell_damage(context: CommandContext, damage: Damage) -> int:
    backup = damage.backup
    newest: Json = (
        None
        if backup is None
        else {
            "path": str(backup.path),
            "made_at": backup.made_at.isoformat(timespec="seconds"),
            "valuations": backup.cases,
        }
    )
    cause = context.texts(f"failure.cause.{damage.cause.value}")
    context.answer(
        {
            "sound": False,
            "problems": [damage.reason or damage.code],
            "damage": damage.code,
            "cause": damage.cause.value,
            "newest_backup": newest,
            "newer_valuations": damage.newer_cases,
        },
        lambda: [
            f"{damage.file}: {damage.reason or damage.code}",
            context.texts("failure.likely", cause=cause),
            context.texts("failure.no_backup") if backup is None else str(backup.path),
        ],
    )
    return _WORLD_FAILED


def _backup(context: CommandContext, asked: argparse.Namespace) -> int:
    facts = backup_database(context.services, context.actor(), asked.file)
    context.answer(
        {"path": str(facts.path), "sha256": facts.sha256, "rows": dict(facts.rows)},
        lambda: [f"{facts.path}  {facts.sha256}"],
    )
    return _DONE


def _restore(context: CommandContext, asked: argparse.Namespace) -> int:
    try:
        services = context.services
        actor = None if needs_first_run(services) else context.actor()
    except ShamayError as error:
        if error.code not in (*TROUBLES, "database_newer", "database_foreign"):
            raise
        # Where the database cannot be read nobody can be known.
        services, actor = context.bare_services(), None
    kept = restore_database(services, actor, asked.file)
    context.answer(
        {"restored": str(asked.file), "replaced_kept_at": str(kept)},
        lambda: [context.texts("cli.restored", kept=kept)],
    )
    return _DONE


def _recover(context: CommandContext, asked: argparse.Namespace) -> int:
    services = context.bare_services()
    try:
        services.database.require_sound()
        services.database.upgrade()
    except WorldFailed as error:
        if error.code not in TROUBLES:
            raise
        damage = damage_of(services, error.code)
    else:
        context.answer({"recovered": False}, lambda: [context.texts("cli.database_sound")])
        return _DONE
    backup = None if damage.backup is None else damage.backup.path
    done = begin_empty(services) if asked.empty else recover_database(services, backup)
    context.answer(_recovered_answer(done), lambda: _recovered_lines(context, done))
    return _DONE


def _recovered_answer(done: Recovered) -> dict[str, Json]:
    return {
        "recovered": True,
        "backup": None if done.backup is None else str(done.backup),
        "damaged_kept_at": None if done.kept is None else str(done.kept),
        "saved": dict(done.saved),
        "unread": done.unread,
    }


def _recovered_lines(context: CommandContext, done: Recovered) -> list[str]:
    lines = [context.texts("failure.recovered")]
    lines += [] if done.backup is None else [str(done.backup)]
    lines += [f"{table}: +{number}" for table, number in done.saved.items()]
    lines += [] if done.kept is None else [str(done.kept)]
    return lines
