"""`signing show | server | add-root | remove-root`: how the office signs, and whom it trusts."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.verify_commands import root_bytes
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.office.signing_practice import (
    SigningPractice,
    keep_signing_practice,
    read_root,
    signing_practice,
)

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `signing` and its commands."""
    group = commands.add_parser("signing", parents=[shared], help="how the office signs")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    shown = parts.add_parser("show", parents=[shared], help="timestamp server and authorities")
    shown.set_defaults(perform=_show)
    server = parts.add_parser("server", parents=[shared], help="the timestamp server")
    server.add_argument("url", metavar="URL", help='"" for none')
    server.set_defaults(perform=_server)
    added = parts.add_parser("add-root", parents=[shared], help="trust an authority")
    added.add_argument("file", type=Path, metavar="FILE", help="its certificate, PEM or DER")
    added.set_defaults(perform=_add)
    removed = parts.add_parser("remove-root", parents=[shared], help="trust it no more")
    removed.add_argument("fingerprint", metavar="SHA256", help="of its certificate, as shown")
    removed.set_defaults(perform=_remove)


def _show(context: CommandContext, _asked: argparse.Namespace) -> int:
    return _tell(context, signing_practice(context.services, context.actor()))


def _server(context: CommandContext, asked: argparse.Namespace) -> int:
    standing = signing_practice(context.services, context.actor())
    return _keep(context, replace(standing, timestamp_server=asked.url))


def _add(context: CommandContext, asked: argparse.Namespace) -> int:
    standing = signing_practice(context.services, context.actor())
    root = read_root(context.services, root_bytes(asked.file))
    others = [each for each in standing.roots if each.fingerprint != root.fingerprint]
    return _keep(context, replace(standing, roots=(*others, root)))


def _remove(context: CommandContext, asked: argparse.Namespace) -> int:
    standing = signing_practice(context.services, context.actor())
    asked_for = asked.fingerprint.replace(":", "").strip().casefold()
    left = tuple(each for each in standing.roots if each.fingerprint != asked_for)
    if len(left) == len(standing.roots):
        raise Refused("signing_root_unknown", fingerprint=asked.fingerprint[:80])
    return _keep(context, replace(standing, roots=left))


def _keep(context: CommandContext, practice: SigningPractice) -> int:
    services, actor = context.services, context.actor()
    keep_signing_practice(services, actor, practice)
    return _tell(context, signing_practice(services, actor))


def _tell(context: CommandContext, practice: SigningPractice) -> int:
    roots: list[Json] = [
        {
            "name": root.name,
            "sha256": root.fingerprint,
            "valid_until": root.valid_until.isoformat(),
        }
        for root in practice.roots
    ]
    told: dict[str, Json] = {"timestamp_server": practice.timestamp_server or None, "roots": roots}
    context.answer(told, lambda: _lines(context.texts, practice))
    return _DONE


def _lines(texts: Texts, practice: SigningPractice) -> list[str]:
    server = practice.timestamp_server
    first = texts("signing.server_is", url=server) if server else texts("signing.server_none")
    roots = [
        texts(
            "signing.root_line", name=isolate(root.name),
            day=formats.date(root.valid_until.astimezone().date()), fingerprint=root.fingerprint,
        )
        for root in practice.roots
    ]  # fmt: skip
    return [first, *(roots or [texts("signing.roots_none")])]
