"""`version list | new`: the versions of a signed report, and the one that will replace it."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.sealing.versions import VersionLine, new_version, versions_of

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `version` and its commands."""
    group = commands.add_parser("version", parents=[shared], help="versions of a signed report")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    listed = parts.add_parser("list", parents=[shared], help="all versions, the first one first")
    listed.add_argument("id")
    listed.set_defaults(perform=_list)
    begun = parts.add_parser("new", parents=[shared], help="begin the next version")
    begun.add_argument("id")
    begun.add_argument("--note", default="", metavar="TEXT", help="why it is made")
    begun.set_defaults(perform=_new)


def _list(context: CommandContext, asked: argparse.Namespace) -> int:
    found = versions_of(context.services, context.actor(), asked.id)
    told: dict[str, Json] = {
        "valuation_id": asked.id, "versions": [_version_json(each) for each in found],
    }  # fmt: skip
    context.answer(told, lambda: _lines(context.texts, found))
    return _DONE


def _new(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    made = new_version(services, actor, asked.id, asked.note).valuation
    number = versions_of(services, actor, made.id)[-1].version.number
    told: dict[str, Json] = {"valuation_id": made.id, "version": number, "replaces": asked.id}
    context.answer(
        told,
        lambda: [context.texts("signing.version_begun", number=number, title=made.title), made.id],
    )
    return _DONE


def _version_json(line: VersionLine) -> Json:
    version = line.version
    return {
        "version": version.number,
        "valuation_id": version.valuation_id,
        "kind": version.kind.value,
        "method": version.method.value,
        "status": line.status.value,
        "sha256": version.pdf_sha256,
        "superseded": version.superseded_by_id is not None,
        "note": version.note,
        "signatures": [
            {
                "name": signer.name,
                "as": signer.capacity.value,
                "time": signer.at.isoformat(),
                "level": None if signer.level is None else signer.level.value,
            }
            for signer in version.signers
        ],
    }


def _lines(texts: Texts, found: Sequence[VersionLine]) -> list[str]:
    lines = [_line(texts, each) for each in found]
    return lines or [texts("signing.versions_none")]


def _line(texts: Texts, line: VersionLine) -> str:
    version = line.version
    state = "superseded" if version.superseded_by_id is not None else version.kind.value
    signers = [
        f"{isolate(signer.name)} {formats.date(signer.at.astimezone().date())}"
        for signer in version.signers
    ]
    parts = [
        texts("signing.version_line", number=version.number, state=texts(f"signing.kind_{state}")),
        isolate(line.title), *signers, isolate(version.note) if version.note else "",
        version.valuation_id,
    ]  # fmt: skip
    return "  ".join(part for part in parts if part)
