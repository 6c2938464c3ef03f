"""`measure`: areas and lengths on a plan with their error, from a NAME.measure.json."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.measure_answers import answer_of, lines_of, problem_lines
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.usecases.measuring.measuring import LARGEST, measure

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _REFUSED = 0, 4


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `measure`."""
    command = commands.add_parser(
        "measure", parents=[shared], help="areas and lengths on a plan, with their error"
    )
    command.add_argument("file", type=Path, metavar="FILE.measure.json")
    command.set_defaults(perform=_measure)


def _measure(context: CommandContext, asked: argparse.Namespace) -> int:
    found = measure(_content(asked.file), asked.file.name)
    context.answer(answer_of(found, context.texts), lambda: lines_of(found, context.texts))
    for line in problem_lines(found, context.texts):
        context.say(line)
    return _REFUSED if found.problems else _DONE


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Refused("measure_file_missing", file=path.name)
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise WorldFailed("disk_failed", file=path.name, reason=str(error.strerror)) from error
