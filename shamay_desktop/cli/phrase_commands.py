"""`phrases`: the phrase bank as a list and as files."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.words import words_of
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.records import Phrase
from shamay_desktop.usecases.phrases.bank import phrases_of
from shamay_desktop.usecases.phrases.exchange import take_in_file, write_phrases

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _REFUSED = 0, 4


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `phrases`."""
    group = commands.add_parser("phrases", parents=[shared], help="the phrase bank")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    listed = parts.add_parser("list", parents=[shared], help="one's own phrases and the office's")
    listed.set_defaults(perform=_list)
    given = parts.add_parser("export", parents=[shared], help="write them as JSON or CSV")
    given.add_argument("file", type=Path, metavar="FILE")
    given.set_defaults(perform=_export)
    taken = parts.add_parser("import", parents=[shared], help="take phrases of a file in")
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--office", action="store_true", help="as phrases of the whole office")
    taken.set_defaults(perform=_import)


def _list(context: CommandContext, _asked: argparse.Namespace) -> int:
    phrases = phrases_of(context.services, context.actor())
    context.answer(
        {"count": len(phrases), "phrases": [_described(phrase) for phrase in phrases]},
        lambda: [f"{phrase.code:<20} {phrase.title}" for phrase in phrases],
    )
    return _DONE


def _export(context: CommandContext, asked: argparse.Namespace) -> int:
    actor = context.actor()
    phrases = phrases_of(context.services, actor)
    target = write_phrases(context.services, actor, asked.file, phrases)
    context.answer(
        {"file": str(target), "count": len(phrases)},
        lambda: [context.texts("cli.phrases_written", n=len(phrases), file=target.name)],
    )
    return _DONE


def _import(context: CommandContext, asked: argparse.Namespace) -> int:
    taken = take_in_file(context.services, context.actor(), asked.file, for_office=asked.office)
    for problem in taken.refused:
        for line in words_of(problem, context.texts):
            context.say(line)
    context.answer(
        {"added": taken.added, "refused": [problem.code for problem in taken.refused]},
        lambda: [context.texts("cli.phrases_taken_in", n=taken.added)],
    )
    return _REFUSED if taken.refused and not taken.added else _DONE


def _described(phrase: Phrase) -> dict[str, Json]:
    return {
        "id": phrase.id,
        "code": phrase.code,
        "title": phrase.title,
        "text": phrase.text,
        "field": phrase.field_id,
        "office": phrase.user_id is None,
        "fills": dict(phrase.fills),
        "used": phrase.used,
    }
