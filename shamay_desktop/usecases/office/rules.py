"""The rules of an office: what it switched, changed and added, for whoever checks a case in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import Happened
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.domain.standards.office_rules import (
    NOTHING,
    OfficeRules,
    parse_office_rules,
    with_office,
    without_office,
)
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.user_file import text_of_user_file

LARGEST = 1024 * 1024
"""Of a file of rules, in bytes."""


def shipped_sets(services: Services) -> tuple[RuleSet, ...]:
    """The rule sets that come with the program; the first is on in every office."""
    return (services.rules(), *services.further_rules())


def rules_of(services: Services, actor: Actor) -> RuleSet:
    """The rules that hold in the actor's office, read once and kept until they are changed.

    Where what is kept does not fit this program (it was written by another version of it), the
    shipped rules hold, with one that says so and blocks. Raises WorldFailed.
    """
    known = services.known_rules.of(actor.organization_id)
    if known is not None:
        return known
    shipped = shipped_sets(services)
    try:
        found = with_office(shipped, office_rules(services, actor))
    except Refused as problem:
        if problem.code != "rule_set_wrong":
            raise
        found = without_office(shipped, problem)
    return services.known_rules.keep(actor.organization_id, found)


def office_rules(services: Services, actor: Actor) -> OfficeRules:
    """What the actor's office changed, `NOTHING` when it changed nothing.

    Raises Refused(`rule_set_wrong`, rule, problem) when what is kept does not fit this program.
    """
    kept = _kept(services, actor)
    return NOTHING if not kept else parse_office_rules(kept, shipped_sets(services))


def rules_in_force(services: Services, actor: Actor) -> OfficeRules:
    """As `office_rules`, but `NOTHING` where what is kept does not fit and so does not hold."""
    try:
        return office_rules(services, actor)
    except Refused:
        return NOTHING


def kept_rules(services: Services, actor: Actor) -> OfficeRules:
    """What the office keeps as it stands, whether or not it fits: to be written out and mended."""
    kept = _kept(services, actor)
    return replace(NOTHING, raw=kept) if kept else NOTHING


def _kept(services: Services, actor: Actor) -> Mapping[str, Json] | None:
    with services.database.work(actor) as work:
        return work.offices.office(actor.organization_id).rules


def save_office_rules(
    services: Services, actor: Actor, raw: Mapping[str, object] | None
) -> Changes:
    """Put an office's rules in the place of those it had; None goes back to the shipped ones.

    All of it is checked first, each rule on cases of every kind; when a part is wrong nothing is
    changed. The version is counted on by itself. Raises NotAllowed,
    Refused(`rule_set_wrong`, rule, problem).
    """
    require(actor, Permission.MANAGE_RULES)
    with services.database.work(actor) as work:
        office = work.offices.held_office(actor.organization_id)
        kept = _numbered(raw, office.rules) if raw else None
        read = NOTHING if kept is None else parse_office_rules(kept, shipped_sets(services))
        work.offices.save_office(replace(office, rules=None if kept is None else dict(read.raw)))
        work.trail.write(Happened("rules_changed", "organization", office.id, _told(read)))
        work.commit()
    services.known_rules.forget(actor.organization_id)
    return Changes(office=True)


def _numbered(raw: Mapping[str, object], before: Mapping[str, Json] | None) -> Mapping[str, object]:
    """With the next number of the office's own versions."""
    last = str((before or {}).get("version", "office-0")).rpartition("-")[2]
    number = int(last) + 1 if last.isdecimal() else 1
    return {**raw, "version": f"office-{number}"}


def _told(read: OfficeRules) -> dict[str, Json]:
    return {
        "version": read.version,
        "sets": {name: on for name, on in read.sets.items()},  # noqa: C416 — a view is no JSON
        "changed": list(read.changed),
        "added": [rule.id for rule in read.added],
    }


def read_rules_file(source: Path) -> Mapping[str, object]:
    """An office's rules from a JSON file; exact numbers stay exact.

    Raises Refused(`rule_set_wrong`) and as `open_user_file`.
    """
    text = text_of_user_file(source, LARGEST)
    try:
        raw = json.loads(text, parse_float=str)
    except ValueError as error:
        raise Refused("rule_set_wrong", rule="", problem="not_json") from error
    if not isinstance(raw, dict):
        raise Refused("rule_set_wrong", rule="", problem="not_an_object")
    return raw


def write_rules_file(services: Services, target: Path, read: OfficeRules) -> Path:
    """Write an office's rules as JSON, as `read_rules_file` takes them. Raises WorldFailed."""
    raw: dict[str, Json] = {"sets": {}, "rules": [], "added": [], **dict(read.raw)}
    raw.pop("version", None)
    text = json.dumps(raw, ensure_ascii=False, indent=2) + "\n"
    return services.exports.write(text.encode("utf-8"), target)


def switched(sets: Sequence[RuleSet], read: OfficeRules) -> dict[str, bool]:
    """Which of the shipped sets are on, by name."""
    return {each.name: read.sets.get(each.name, at == 0) for at, each in enumerate(sets)}
