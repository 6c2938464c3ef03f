"""`texts`: what the templates say of a case, beside what stands in its fields."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.records import Phrase
from shamay_desktop.domain.texts.shipped import shipped_templates
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.cases.folder_case import case_of_folder
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.phrases.bank import phrases_of
from shamay_desktop.usecases.texts.proposing import TextProposal, proposals_of
from shamay_desktop.usecases.texts.templates import templates_of

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0
_Found = tuple[Case, tuple[Template, ...], tuple[Phrase, ...]]


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `texts`."""
    group = commands.add_parser("texts", parents=[shared], help="texts from templates")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    proposed = parts.add_parser(
        "propose", parents=[shared], help="what the templates say of a case; nothing is written"
    )
    proposed.add_argument("case", metavar="ID|DIR")
    proposed.set_defaults(perform=_propose)


def _propose(context: CommandContext, asked: argparse.Namespace) -> int:
    case, templates, phrases = _found(context, asked.case)
    language = context.texts.language
    proposals = [
        each for each in proposals_of(case, templates, language, phrases) if each.says_something
    ]
    context.answer(
        {"count": len(proposals), "texts": [_described(each) for each in proposals]},
        lambda: _lines(proposals, context.texts) or [context.texts("texts_analysis.cli_none")],
    )
    return _DONE


def _found(context: CommandContext, named: str) -> _Found:
    """A folder is no office's: the shipped templates say what they say, without phrases."""
    folder, language = Path(named), context.texts.language
    if folder.is_dir():
        return case_of_folder(context.services, folder), shipped_templates(language), ()
    actor = context.actor()
    case = case_now(context.services, actor, named)[0].case
    templates = templates_of(context.services, actor, language)
    return case, templates, phrases_of(context.services, actor)


def _lines(proposals: list[TextProposal], texts: Texts) -> list[str]:
    lines = []
    for each in proposals:
        label = each.field.label(texts.language)
        title = each.told.template.title
        lines.append(texts("texts_analysis.cli_proposed", title=title, field=label))
        lines += [f"  {line}" for line in each.text.splitlines()]
        state = texts(f"texts_analysis.state.{each.standing.value}")
        lines.append(texts("texts_analysis.cli_state", state=state))
        if each.told.missing:
            fields = ", ".join(each.told.missing)
            lines.append(texts("texts_analysis.cli_missing", fields=fields))
    return lines


def _described(proposal: TextProposal) -> dict[str, Json]:
    return {
        "template": proposal.told.template.id,
        "field": proposal.field.id,
        "text": proposal.text,
        "standing": proposal.standing.value,
        "facts": [
            {"text": run.text, "path": run.path}
            for run in proposal.told.runs
            if run.path is not None
        ],
        "changed": list(proposal.changed),
        "missing": list(proposal.told.missing),
    }
