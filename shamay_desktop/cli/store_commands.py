"""`store verify`: every stored file against its SHA-256, and orphans."""

import argparse
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.usecases.care import verify_store

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _WORLD_FAILED = 0, 5


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `store`."""
    group = commands.add_parser("store", parents=[shared], help="stored files")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    verify = parts.add_parser("verify", parents=[shared], help="every file against its hash")
    verify.set_defaults(perform=_verify)


def _verify(context: CommandContext, _asked: argparse.Namespace) -> int:
    report = verify_store(context.services, context.actor(), context.progress)
    context.answer(
        {
            "sound": report.sound,
            "missing": list(report.missing),
            "altered": list(report.altered),
            "orphans": list(report.orphans),
        },
        lambda: [
            context.texts(
                "cli.store",
                sound=report.sound,
                missing=len(report.missing),
                altered=len(report.altered),
                orphans=len(report.orphans),
            ),
            *(f"{context.texts('cli.store_missing')} {name}" for name in report.missing),
            *(f"{context.texts('cli.store_altered')} {name}" for name in report.altered),
        ],
    )
    return _WORLD_FAILED if report.missing or report.altered else _DONE
