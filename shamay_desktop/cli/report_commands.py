"""`report`: the report of a case as PDF and DOCX, and its data as JSON."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.answers import files_json
from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import AssetType
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.report.producing import write_report

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_FORMATS = {"pdf": AssetType.PDF, "docx": AssetType.DOCX, "json": AssetType.JSON,
            "csv": AssetType.CSV}  # fmt: skip


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `report`."""
    report = commands.add_parser("report", parents=[shared], help="write the report")
    report.add_argument("id")
    report.add_argument("--out", type=Path, required=True)
    report.add_argument("--format", default="pdf,docx", help="pdf,docx,json,csv")
    report.set_defaults(perform=_report)


def _report(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    valuation, _ = case_now(services, actor, asked.id)
    files = write_report(
        services, actor, valuation.case, context.texts.language, asked.out,
        _formats(asked.format), context.progress,
    )  # fmt: skip
    context.answer(
        {"valuation_id": asked.id, "assets": files_json(files, asked.out)},
        lambda: [str(item.path) for item in files],
    )
    return 0


def _formats(asked: str) -> tuple[AssetType, ...]:
    names = [name.strip().casefold() for name in asked.split(",") if name.strip()]
    unknown = [name for name in names if name not in _FORMATS]
    if unknown or not names:
        raise Refused("format_unknown", given=", ".join(unknown) or asked)
    return tuple(dict.fromkeys(_FORMATS[name] for name in names))
