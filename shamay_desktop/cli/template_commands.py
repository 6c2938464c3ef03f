"""`template`: the office's templates of reports, listed, written, taken in, looked through."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_templates.template import Kind, ReportTemplate
from shamay_desktop.domain.report_templates.word_file import Lint
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.office.lint_words import lint_words
from shamay_desktop.usecases.office.report_templates import (
    KnownTemplate,
    save_template,
    templates_of,
)
from shamay_desktop.usecases.office.template_files import read_template_file, write_template
from shamay_desktop.usecases.office.word_templates import WordTemplate, word_template

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _REFUSED = 0, 4
WORD_ENDINGS = frozenset({".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot"})
_KINDS = [kind.value for kind in Kind]


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `template`."""
    group = commands.add_parser("template", parents=[shared], help="templates of reports")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    listed = parts.add_parser("list", parents=[shared], help="every kind with its versions")
    listed.set_defaults(perform=_list)
    written = parts.add_parser("export", parents=[shared], help="write a template as a file")
    written.add_argument("kind", choices=_KINDS, metavar="KIND")
    written.add_argument("file", type=Path, metavar="FILE")
    written.add_argument("--version", type=int, metavar="N",
                         help="this version of the office; 0 is the shipped one")  # fmt: skip
    written.set_defaults(perform=_export)
    taken = parts.add_parser("import", parents=[shared], help="keep the template of a file")
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--kind", choices=_KINDS, metavar="KIND",
                       help="of a Word file: which kind it shall be (full)")  # fmt: skip
    taken.set_defaults(perform=_import)
    looked = parts.add_parser("lint", parents=[shared], help="look a Word template through")
    looked.add_argument("file", type=Path, metavar="FILE")
    looked.set_defaults(perform=_lint)


def _list(context: CommandContext, _asked: argparse.Namespace) -> int:
    known = templates_of(context.services, context.actor())
    context.answer(
        {"templates": [_described(each) for each in known]},
        lambda: [_line(each, context.texts) for each in known],
    )
    return _DONE


def _export(context: CommandContext, asked: argparse.Namespace) -> int:
    actor = context.actor()
    known = {each.shipped.kind.value: each for each in templates_of(context.services, actor)}
    template = _version(known[asked.kind], asked.version)
    target = write_template(context.services, actor, template, asked.file)
    context.answer(
        {"file": str(target), "kind": asked.kind, "version": template.version},
        lambda: [context.texts("templates.written", file=target.name)],
    )
    return _DONE


def _import(context: CommandContext, asked: argparse.Namespace) -> int:
    actor, services = context.actor(), context.services
    found = WordTemplate(None, ())
    if asked.file.suffix.casefold() in WORD_ENDINGS:
        found = word_template(services, actor, asked.file, Kind(asked.kind or Kind.FULL))
        template = found.template
    else:
        template = read_template_file(services, actor, asked.file)
    if template is None:
        return _answer_lint(context, found.lint)
    save_template(services, actor, template)
    version = next(each for each in templates_of(services, actor)
                   if each.shipped.kind is template.kind).current.version  # fmt: skip
    answer: dict[str, Json] = {
        "kind": template.kind.value, "version": version, "remarks": _remarks(found.lint, context),
    }  # fmt: skip
    words = context.texts
    kind = words(f"templates.kind.{template.kind.value}")
    context.answer(answer, lambda: [
        *(lint_words(each, words) for each in found.lint),
        words("templates.taken_in", kind=kind, number=version),
    ])  # fmt: skip
    return _DONE


def _lint(context: CommandContext, asked: argparse.Namespace) -> int:
    found = word_template(
        context.services, context.actor(), asked.file, Kind.FULL, keep_pictures=False
    )
    return _answer_lint(context, found.lint, refused=found.template is None)


def _answer_lint(context: CommandContext, lint: tuple[Lint, ...], *, refused: bool = True) -> int:
    lines = [lint_words(each, context.texts) for each in lint]
    told = context.texts("templates.word_refused" if refused else "templates.word_fits")
    context.answer(
        {"fits": not refused, "remarks": _remarks(lint, context)}, lambda: [*lines, told]
    )
    return _REFUSED if refused else _DONE


def _remarks(lint: tuple[Lint, ...], context: CommandContext) -> list[Json]:
    return [
        {
            "code": each.code, "weight": each.weight.value, "place": each.place,
            "given": each.given, "nearest": each.nearest, "words": lint_words(each, context.texts),
        }
        for each in lint
    ]  # fmt: skip


def _version(known: KnownTemplate, asked: int | None) -> ReportTemplate:
    if asked is None:
        return known.current
    for each in (known.shipped, *known.versions):
        if each.version == asked:
            return each
    raise Refused("report_template_version_unknown", number=asked)


def _described(known: KnownTemplate) -> dict[str, Json]:
    return {
        "kind": known.shipped.kind.value,
        "versions": [each.version for each in known.versions],
        "unreadable": list(known.broken),
        "current": known.current.version,
    }


def _line(known: KnownTemplate, texts: Texts) -> str:
    version = known.current.version
    state = texts("templates.version_own" if version else "templates.version_shipped", n=version)
    return f"{known.shipped.kind.value:<16} {state}"
