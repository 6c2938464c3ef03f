"""An office's own rules: sets switched on and off, shipped rules changed, rules of its own.

JSON: {"version", "sets": {"israel": true, "international": false}, "rules": [changes as in
`rule_set_json.overridden`], "added": [rules as in a set, with "text": {"he", "en"} and "why"]}.
Every part may be left out. Nothing is taken in part: what is wrong is named, and all stays.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.predicate import (
    TEXT,
    Hit,
    ParameterKind,
    Parameters,
    hit,
    predicate,
)
from shamay_desktop.domain.standards.rule_set import Rule, RuleSet
from shamay_desktop.domain.standards.rule_set_json import overridden, parse_rule
from shamay_desktop.domain.standards.situation import TODAY, Situation
from shamay_desktop.domain.standards.trial import trial_cases

_KEYS = frozenset(("version", "sets", "rules", "added"))
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{1,59}", re.ASCII)
_LANGUAGES = frozenset(("he", "en"))
_LONGEST = 500
_MOST = 500
PLACES = frozenset(
    ("field", "fields", "list", "lists", "date", "before", "other", "limits", "choice", "needs",
     "mentioned_in", "cells")
)  # fmt: skip
"""Parameters that name fields (or list/column); what names columns or words is not checked."""
ROW_COLUMNS = frozenset(("needs", "date", "start", "end"))
"""Of these, those that name a column where the predicate has a list."""
LISTS = frozenset(("list", "lists"))
"""Of the places, those that name lists."""
COLUMNS = frozenset(("column", "columns", "start", "end"))
"""Parameters that name columns of the rule's list."""


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """What an office changed. `raw` is the JSON that is kept; `sets` says which are on, by name."""

    version: str
    sets: Mapping[str, bool]
    added: tuple[Rule, ...]
    raw: Mapping[str, Json]

    @property
    def changed(self) -> tuple[str, ...]:
        """The ids of the shipped rules that are changed or off, in the office's order."""
        rules = self.raw.get("rules")
        entries = rules if isinstance(rules, list) else []
        return tuple(str(entry["id"]) for entry in entries if isinstance(entry, dict))


NOTHING = OfficeRules("", MappingProxyType({}), (), MappingProxyType({}))
"""An office that changes nothing."""


def parse_office_rules(raw: Mapping[str, object], shipped: Sequence[RuleSet]) -> OfficeRules:
    """An office's rules, each tried on cases before it is believed.

    Raises Refused(`rule_set_wrong`, rule, problem).
    """
    for name in raw:
        if name not in _KEYS:
            raise _wrong("", str(name))
    sets = _sets(raw.get("sets", {}), shipped)
    added = tuple(_added(entry) for entry in _list(raw.get("added", []), "added"))
    ids = [rule.id for each in shipped for rule in each.rules] + [rule.id for rule in added]
    for rule in added:
        if ids.count(rule.id) > 1:
            raise _wrong(rule.id, "twice")
    office = OfficeRules(str(raw.get("version", "")), sets, added, _kept(raw))
    changed = _changed(shipped, office)
    named = set(office.changed) | {rule.id for rule in added}
    _try([rule for rule in (*changed, *added) if rule.id in named])
    return office


def with_office(shipped: Sequence[RuleSet], office: OfficeRules) -> RuleSet:
    """The rules of an office: of the shipped sets those that are on, changed, and its own.

    The first shipped set is on unless the office switched it off, the others only when it
    switched them on. Raises Refused(`rule_set_wrong`, rule, problem) as `parse_office_rules`.
    """
    on = [each for at, each in enumerate(shipped) if office.sets.get(each.name, at == 0)]
    wanted = {rule.id for each in on for rule in each.rules}
    rules = tuple(rule for rule in _changed(shipped, office) if rule.id in wanted)
    version = "+".join([*(f"{each.version}" for each in on), *filter(None, (office.version,))])
    name = "+".join([each.name for each in on]) or "office"
    return RuleSet(name, version, shipped[0].date, (*rules, *office.added))


UNFIT = "office-rules-unfit"
"""The rule that says that an office's own rules cannot be believed by this program."""


def without_office(shipped: Sequence[RuleSet], problem: Refused) -> RuleSet:
    """The shipped rules, for an office whose own no longer fit the program, and that they do not.

    Every case is still checked; none is signed as if the office had asked for no more, until
    somebody mends its rules or goes back to the shipped ones.
    """
    facts = {name: str(problem.facts.get(name, "")) for name in ("rule", "problem")}
    told = Rule(
        id=UNFIT, clause=None, severity=Severity.BLOCK, predicate=_SAYS_UNFIT,
        parameters=Parameters(MappingProxyType(facts)), check="unfit",
    )  # fmt: skip
    rules = with_office(shipped, NOTHING)
    return replace(rules, rules=(told, *rules.rules))


def _unfit(_situation: Situation, parameters: Parameters) -> Iterator[Hit]:
    named = parameters.text("rule") or "–"
    yield hit(broken=named, problem=parameters.text("problem") or "–")


_SAYS_UNFIT = predicate(_unfit, rule=TEXT, problem=TEXT)


def _changed(shipped: Sequence[RuleSet], office: OfficeRules) -> tuple[Rule, ...]:
    """The rules of all shipped sets with the office's changes; what is off is gone."""
    every = replace(shipped[0], rules=tuple(rule for each in shipped for rule in each.rules))
    entries = _list(office.raw.get("rules", []), "rules")
    return overridden(every, {"version": "office", "rules": entries}).rules


def _sets(raw: object, shipped: Sequence[RuleSet]) -> Mapping[str, bool]:
    if not isinstance(raw, Mapping):
        raise _wrong("", "sets")
    names = {each.name for each in shipped}
    for name, on in raw.items():
        if name not in names:
            raise _wrong("", f"set {str(name)[:40]}")
        if not isinstance(on, bool):
            raise _wrong("", "sets")
    return MappingProxyType({str(name): bool(on) for name, on in raw.items()})


def _added(raw: object) -> Rule:
    if not isinstance(raw, Mapping):
        raise _wrong("", "not_an_object")
    rule_id = str(raw.get("id", ""))[:60]
    if not _ID.fullmatch(rule_id):
        raise _wrong(rule_id, "id")
    said = _sentences(raw.get("text"), rule_id, "text")
    if not said:
        raise _wrong(rule_id, "text")
    why = _sentences(raw.get("why", {}), rule_id, "why")
    rule = parse_rule({key: entry for key, entry in raw.items() if key not in ("text", "why")})
    return replace(rule, said=said, said_why=why)


def _sentences(raw: object, rule_id: str, name: str) -> Mapping[str, str]:
    if not isinstance(raw, Mapping) or not set(raw) <= _LANGUAGES:
        raise _wrong(rule_id, name)
    for sentence in raw.values():
        if not isinstance(sentence, str) or len(sentence) > _LONGEST:
            raise _wrong(rule_id, name)
    return MappingProxyType(
        {str(language): " ".join(text.split()) for language, text in raw.items() if text.strip()}
    )


def _try(rules: Iterable[Rule]) -> None:
    """Each rule over cases of every kind of content: what cannot be checked is no rule."""
    for rule in rules:
        _check_places(rule)
        for case in trial_cases():
            try:
                list(rule.predicate.check(Situation(case, date(2026, 6, 1)), rule.parameters))
            except (ValueError, ArithmeticError, LookupError, TypeError, Refused) as error:
                raise _wrong(rule.id, "does_not_fit") from error


def _check_places(rule: Rule) -> None:
    """The fields that parameters name exist; a wrong one would only be noticed in a sentence."""
    has_list = "list" in rule.parameters.values
    for name, kind in rule.predicate.parameters.items():
        if name not in PLACES or (has_list and name in ROW_COLUMNS):
            continue
        paths = (
            rule.parameters.texts(name)
            if kind is ParameterKind.TEXTS
            else (rule.parameters.text(name),)
        )
        for path in paths:
            if path != TODAY and not _is_place(path):
                raise _wrong(rule.id, f"field {path[:60]}")


def _is_place(path: str) -> bool:
    head, _, column = path.partition("/")
    member = BY_ID.get(head)
    return member is not None and (not column or column in {each.id for each in member.columns})


def _list(raw: object, name: str) -> list[object]:
    if not isinstance(raw, list | tuple) or len(raw) > _MOST:
        raise _wrong("", name)
    return list(raw)


def _kept(raw: Mapping[str, object]) -> Mapping[str, Json]:
    return MappingProxyType({str(name): _json(entry) for name, entry in raw.items()})


def _json(raw: object) -> Json:
    """Plain JSON; an exact number becomes its text, so that nothing is a float."""
    if raw is None or isinstance(raw, bool | str | int):
        return raw
    if isinstance(raw, Mapping):
        return {str(name): _json(entry) for name, entry in raw.items()}
    if isinstance(raw, list | tuple):
        return [_json(entry) for entry in raw]
    return str(raw)


def _wrong(rule_id: str, problem: str) -> Refused:
    return Refused("rule_set_wrong", rule=rule_id, problem=problem)
