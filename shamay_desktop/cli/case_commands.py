"""`case run | show | import | export`: cases without a window; the list is `desk_commands`."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.answers import (
    case_json,
    files_json,
    findings_json,
    steps_json,
    value_answer,
)
from shamay_desktop.cli.check_commands import finding_lines
from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.desk_commands import add_desk_commands
from shamay_desktop.cli.market_file_commands import import_json, import_lines
from shamay_desktop.cli.reading_answers import papers_json
from shamay_desktop.cli.words import words_of
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.fields import field
from shamay_desktop.domain.steps import progress
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.usecases.cases.exporting import description_of, export_case
from shamay_desktop.usecases.cases.importing import Imported, import_case
from shamay_desktop.usecases.cases.running import Run, run_case
from shamay_desktop.usecases.cases.working import case_now

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _BLOCKED = 0, 3


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `case` and its commands."""
    group = commands.add_parser("case", parents=[shared], help="cases")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    run = parts.add_parser("run", parents=[shared], help="the five steps over a case folder")
    run.add_argument("folder", type=Path)
    run.add_argument("--out", type=Path, required=True)
    run.set_defaults(perform=_run)
    show = parts.add_parser("show", parents=[shared], help="one case")
    show.add_argument("id")
    show.set_defaults(perform=_show)
    taking = parts.add_parser("import", parents=[shared], help="a case folder becomes a case")
    taking.add_argument("folder", type=Path)
    taking.set_defaults(perform=_import)
    giving = parts.add_parser("export", parents=[shared], help="a case becomes a case folder")
    giving.add_argument("id")
    giving.add_argument("--out", type=Path, required=True)
    giving.set_defaults(perform=_export)
    add_desk_commands(parts, shared)


def _run(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor, out = context.services, context.actor(), asked.out
    ran = run_case(
        services, actor, asked.folder, out, context.texts.language, context.progress,
        context.page_progress,
    )  # fmt: skip
    _tell_unread(context, ran.imported)
    answer = _run_answer(context, ran, out)
    written = {
        "case.json": description_of(services, actor, ran.valuation.id),
        "findings.json": answer["findings"],
        "papers.json": answer["papers"],
    }
    for name, document in written.items():
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        services.exports.write(text.encode(), out / name)
    context.answer(answer, lambda: _run_lines(context, ran, answer))
    if ran.stopped is not None:
        for line in words_of(ran.stopped, context.texts):
            context.say(line)
    blocked = any(finding.blocks_signing for finding in ran.findings)
    return _BLOCKED if blocked or ran.stopped is not None else _DONE


def _run_answer(context: CommandContext, ran: Run, out: Path) -> dict[str, Json]:
    return {
        "valuation_id": ran.valuation.id,
        "status": ran.valuation.status.value,
        "steps": steps_json(ran.steps),
        "value": value_answer(ran.result, context.texts),
        "assets": files_json(ran.files, out),
        "findings": findings_json(ran.findings, context.texts),
        "papers": papers_json(ran.valuation.case, ran.evidence, context.texts),
        "comparables": [import_json(each, context.texts) for each in ran.imported.tables],
    }


def _run_lines(context: CommandContext, ran: Run, answer: dict[str, Json]) -> list[str]:
    value = answer["value"]
    lines = [f"{ran.valuation.title}  {ran.valuation.status.value}"]
    if isinstance(value, dict):
        lines.append(f"{value['final']} ₪  ({value['words']})")
    lines += [str(item.path) for item in ran.files]
    return lines + finding_lines(ran.findings, context.texts)


def _show(context: CommandContext, asked: argparse.Namespace) -> int:
    valuation, evidence = case_now(context.services, context.actor(), asked.id)
    steps = steps_json(progress(valuation.case, valuation.finished).values())
    document = case_json(valuation, evidence, steps)
    context.answer(document, lambda: _case_lines(context, document))
    return _DONE


def _case_lines(context: CommandContext, document: dict[str, Json]) -> list[str]:
    language = context.texts.language
    head = f"{document['title']}  {document['parcel']}  {document['status']}"
    fields = document["fields"]
    lines = [head]
    if isinstance(fields, dict):
        for field_id, value in fields.items():
            bare = value.get("value") if isinstance(value, dict) else value
            shown = json.dumps(bare, ensure_ascii=False) if isinstance(bare, list) else bare
            lines.append(f"{field(field_id).label(language)} [{field_id}]: {shown}")
    return lines


def _import(context: CommandContext, asked: argparse.Namespace) -> int:
    imported = import_case(context.services, context.actor(), asked.folder, context.progress)
    _tell_unread(context, imported)
    context.answer(
        {
            "valuation_id": imported.valuation_id,
            "created": imported.created,
            "unread": list(imported.unread),
            "newer_here": None if imported.newer_here is None else imported.newer_here.isoformat(),
            "comparables": [import_json(each, context.texts) for each in imported.tables],
            "drawings_replaced": [
                {"drawing": each.drawing, "gone": str(each.gone)} for each in imported.replaced
            ],
        },
        lambda: [imported.valuation_id],
    )
    return _DONE


def _tell_unread(context: CommandContext, imported: Imported) -> None:
    for name in imported.unread:
        context.say(context.texts("cli.not_read", file=name))
    for table in imported.tables:
        for line in import_lines(table, context.texts):
            context.say(line)
    if imported.newer_here is not None:
        at = f"{imported.newer_here.astimezone():%d.%m.%Y %H:%M}"
        context.say(context.texts("cli.newer_here", at=at))
    for each in imported.replaced:
        drawing = isolate(each.drawing)
        context.say(context.texts("cli.drawing_replaced", drawing=drawing, n=each.gone))


def _export(context: CommandContext, asked: argparse.Namespace) -> int:
    export_case(context.services, context.actor(), asked.id, asked.out)
    context.answer({"valuation_id": asked.id, "path": str(asked.out)}, lambda: [str(asked.out)])
    return _DONE
