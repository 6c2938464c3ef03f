"""`rules`: the rules that hold in the office, one of them, and the office's own as a file."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shamay_desktop.cli.context import CommandContext
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.standards import Rule
from shamay_desktop.domain.standards.office_rules import OfficeRules
from shamay_desktop.domain.standards.rule_set_json import rule_json
from shamay_desktop.domain.standards.wording import purpose_of
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.office.rules import (
    kept_rules,
    office_rules,
    read_rules_file,
    rules_in_force,
    rules_of,
    save_office_rules,
    shipped_sets,
    switched,
    write_rules_file,
)

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_DONE = 0


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `rules`."""
    group = commands.add_parser("rules", parents=[shared], help="the rules of the office")
    parts = group.add_subparsers(dest="part", required=True, metavar="COMMAND")
    listed = parts.add_parser("list", parents=[shared], help="the rules that hold in the office")
    listed.set_defaults(perform=_list)
    one = parts.add_parser("show", parents=[shared], help="one rule, as a file may change it")
    one.add_argument("rule", metavar="RULE")
    one.set_defaults(perform=_show)
    given = parts.add_parser("set", parents=[shared], help="take the office's rules from a file")
    given.add_argument("file", type=Path, metavar="FILE")
    given.set_defaults(perform=_set)
    written = parts.add_parser("export", parents=[shared], help="write the office's rules")
    written.add_argument("file", type=Path, metavar="FILE")
    written.set_defaults(perform=_export)


def _list(context: CommandContext, _asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    rules = rules_of(services, actor)
    read = rules_in_force(services, actor)
    sets = switched(shipped_sets(services), read)
    answer: dict[str, Json] = {
        "name": rules.name,
        "version": rules.version,
        "sets": {name: on for name, on in sets.items()},  # noqa: C416 — plain JSON
        "rules": [_described(rule, read, context.texts) for rule in rules.rules],
    }
    context.answer(answer, lambda: [_line(rule, context.texts) for rule in rules.rules])
    return _DONE


def _show(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    try:
        rule = rules_of(services, actor).rule(asked.rule)
    except KeyError as error:
        raise Refused("rule_unknown", rule=asked.rule[:60]) from error
    answer = {**_described(rule, rules_in_force(services, actor), context.texts), **rule_json(rule)}
    context.answer(answer, lambda: [_line(rule, context.texts), purpose_of(rule, context.texts)])
    return _DONE


def _set(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    save_office_rules(services, actor, read_rules_file(asked.file))
    read, rules = office_rules(services, actor), rules_of(services, actor)
    answer: dict[str, Json] = {
        "version": rules.version,
        "changed": list(read.changed),
        "added": [rule.id for rule in read.added],
    }
    facts = {"version": rules.version, "n": len(rules.rules)}
    context.answer(answer, lambda: [context.texts("cli.rules_set", **facts)])
    return _DONE


def _export(context: CommandContext, asked: argparse.Namespace) -> int:
    services, actor = context.services, context.actor()
    target = write_rules_file(services, asked.file, kept_rules(services, actor))
    context.answer(
        {"file": str(target)}, lambda: [context.texts("cli.rules_written", file=target.name)]
    )
    return _DONE


def _described(rule: Rule, read: OfficeRules, texts: Texts) -> dict[str, Json]:
    own = {each.id for each in read.added}
    return {
        "id": rule.id,
        "clause": rule.clause,
        "severity": rule.severity.value,
        "purpose": purpose_of(rule, texts),
        "office": "added" if rule.id in own else ("changed" if rule.id in read.changed else None),
    }


def _line(rule: Rule, texts: Texts) -> str:
    severity = texts(f"cli.severity_{rule.severity.value}")
    return f"{rule.id:<26} {severity:<6} [{rule.clause or '-'}] {purpose_of(rule, texts)}"
