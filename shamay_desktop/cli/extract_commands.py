"""`extract`: what is read from files, with the place of each value; no case is touched."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.cli.reading_answers import Answer, file_answer, problem_words
from shamay_desktop.cli.words import words_of
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.paper_reading import Found, PaperReading, Reading
from shamay_desktop.usecases.reading.at_once import FileRead, read_file
from shamay_desktop.usecases.services import Services

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE, _REFUSED = 0, 4
_PAGES = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `extract`."""
    extract = commands.add_parser("extract", parents=[shared], help="what is read from files")
    extract.add_argument("files", type=Path, nargs="+", metavar="FILE")
    extract.add_argument("--kind", type=DocType, choices=tuple(DocType), metavar="KIND",
                         help="read as this kind: " + ", ".join(DocType))  # fmt: skip
    extract.add_argument("--pages", type=_pages, metavar="1-3", help="these pages alone")
    extract.set_defaults(perform=_extract)


def _pages(text: str) -> range:
    found = _PAGES.fullmatch(text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last:
        raise argparse.ArgumentTypeError(text)
    return range(first, last + 1)


def _extract(context: CommandContext, asked: argparse.Namespace) -> int:
    """Each file by itself: one that is refused is named, and the others go on."""
    services, answers, lines, refused = context.scratch_services(), [], [], False
    for path in asked.files:
        read = _read(context, services, path, asked)
        if isinstance(read, Refused):
            refused = True
            context.say("\n".join(words_of(read, context.texts)))
            answers.append(_refusal(context, path, read))
            continue
        refused = refused or _failed(read.read)
        answers.append(file_answer(read.name, read.read, context.texts))
        lines += _lines(context, read)
    if context.as_json:
        sys.stdout.write(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")
        sys.stdout.flush()
    else:
        context.answer(None, lambda: lines)
    return _REFUSED if refused else _DONE


def _read(
    context: CommandContext, services: Services, path: Path, asked: argparse.Namespace
) -> FileRead | Refused:
    try:
        return read_file(services, path, asked.kind, asked.pages, context.page_progress)
    except Refused as problem:
        problem.facts.setdefault("file", path.name)
        return problem


def _failed(read: PaperReading) -> bool:
    """Whether the file could not be read at all."""
    return any(missed.path == "file" for missed in read.problems)


def _refusal(context: CommandContext, path: Path, problem: Refused) -> dict[str, Answer]:
    text = words_of(problem, context.texts)[0]
    return {
        "file": path.name, "sha256": None, "kind": DocType.OTHER.value, "pages": 0,
        "signature": "none", "data": {}, "provenance": {},
        "problems": [{"field": "file", "code": problem.code, "text": text}],
    }  # fmt: skip


def _lines(context: CommandContext, read: FileRead) -> list[str]:
    texts = context.texts
    signature = texts(f"papers.signature.{read.read.signature.state.value}")
    lines = [texts("cli.read_file", file=read.name, pages=read.read.pages, signature=signature)]
    for reading in read.read.readings:
        lines += _document_lines(context, reading)
    lines += [
        f"  ! {'' if missed.page is None else missed.page} {problem_words(missed, texts)}"
        for missed in read.read.problems
    ]
    return lines


def _document_lines(context: CommandContext, reading: Reading) -> list[str]:
    head = f"  {reading.kind.value} ({reading.form}), {reading.first_page}-{reading.last_page}"
    found = [f"    {each.path}: {each.content}{_doubt(context, each)}" for each in reading.found]
    missed = [f"    ! {each.path}: {problem_words(each, context.texts)}" for each in reading.missed]
    return [head, *found, *missed]


def _doubt(context: CommandContext, found: Found) -> str:
    return (
        "" if found.doubt is None else f"  ? {context.texts(f'papers.doubt.{found.doubt.value}')}"
    )
