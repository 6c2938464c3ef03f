"""`practice`: how the office works, shown, written to a file, and taken from one."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.valuation.coefficients import label_of, tables_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.office.practice import practice_of
from shamay_desktop.usecases.office.practice_file import (
    KEYS,
    practice_json,
    read_practice_file,
    take_practice,
    write_practice,
)

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `practice`."""
    group = commands.add_parser("practice", parents=[shared], help="how the office works")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    shown = parts.add_parser("show", parents=[shared], help="the office's practice by key")
    shown.set_defaults(perform=_show)
    written = parts.add_parser("export", parents=[shared], help="write the office's practice")
    written.add_argument("file", type=Path, metavar="FILE")
    written.add_argument("--only", metavar="KEY", action="append", choices=KEYS,
                         help="only this key; may be given again")  # fmt: skip
    written.set_defaults(perform=_export)
    given = parts.add_parser("import", parents=[shared], help="take the practice of a file")
    given.add_argument("file", type=Path, metavar="FILE")
    given.set_defaults(perform=_import)


def _show(context: CommandContext, _asked: argparse.Namespace) -> int:
    practice = practice_of(context.services, context.actor())
    context.answer(practice_json(practice), lambda: _lines(practice, context.texts))
    return _DONE


def _export(context: CommandContext, asked: argparse.Namespace) -> int:
    keys = asked.only or KEYS
    target, told = write_practice(context.services, context.actor(), asked.file, keys)
    answer: dict[str, Json] = {"file": str(target), "keys": list(told)}
    words = context.texts
    context.answer(answer, lambda: [
        words("practice.cli_written", file=target.name, keys=_named(told, words))
    ])  # fmt: skip
    return _DONE


def _import(context: CommandContext, asked: argparse.Namespace) -> int:
    given = read_practice_file(asked.file)
    take_practice(context.services, context.actor(), given)
    answer: dict[str, Json] = {"keys": list(given)}
    words = context.texts
    context.answer(answer, lambda: [words("practice.cli_taken", keys=_named(given, words))])
    return _DONE


def _named(keys: Mapping[str, Json] | tuple[str, ...], texts: Texts) -> str:
    return ", ".join(texts(f"practice.key.{key}") for key in keys) or "–"


def _lines(practice: Mapping[str, Json], texts: Texts) -> list[str]:
    lines = []
    for key in KEYS:
        state = texts("practice.cli_own" if practice.get(key) else "practice.cli_shipped")
        lines.append(texts("practice.cli_key", name=texts(f"practice.key.{key}"), state=state))
        if key == "coefficients":
            lines += [_table(table.valid_from, label_of(table), texts)
                      for table in tables_of(practice)]  # fmt: skip
    return lines


def _table(day: object, label: str, texts: Texts) -> str:
    said = texts("practice.from_ever") if day is None else formats.date(str(day))
    return texts("practice.cli_table", table=label, day=said)
