"""Rule sets: rules as data with clause, severity, days of validity and parameters; overrides.

A set is JSON: {"name", "version", "date", "rules": [{"id", "clause", "severity", "check",
"parameters", "valid_from", "valid_until", "when", "unless", "yields_to"}]}. `check` names a
predicate of the `catalogue`; `when` and `unless` are {field: [codes]} (all must hold) or a list of
such (one must); `yields_to` names facts of contradictions that speak in the rule's stead.
"""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.catalogue import PREDICATES
from shamay_desktop.domain.standards.predicate import (
    ParameterKind,
    Parameters,
    ParameterValue,
    Predicate,
)
from shamay_desktop.domain.standards.rule_set import Clauses, Rule, RuleSet

_RULE_KEYS = frozenset(
    ("id", "clause", "severity", "check", "parameters", "valid_from", "valid_until", "when",
     "unless", "yields_to")
)  # fmt: skip
_OVERRIDE_KEYS = frozenset(("id", "severity", "parameters", "off"))


def rule_set_of_text(text: str) -> RuleSet:
    """A rule set from the text of its JSON file. Raises Refused(`rule_set_wrong`)."""
    return parse_rule_set(_mapping_of(text))


def _mapping_of(text: str) -> Mapping[str, object]:
    try:
        raw = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except ValueError as error:
        raise _wrong("", "not_json") from error
    return _mapping(raw, "")


def parse_rule_set(raw: Mapping[str, object]) -> RuleSet:
    """A rule set from JSON. Raises Refused(`rule_set_wrong`, rule, problem)."""
    rules = tuple(parse_rule(_mapping(entry, "")) for entry in _sequence(raw.get("rules"), ""))
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise _wrong(rule_id, "twice")
    issued = _day(raw.get("date"), "")
    if issued is None:
        raise _wrong("", "date")
    return RuleSet(_text(raw, "name", ""), _text(raw, "version", ""), issued, rules)


def overridden(rules: RuleSet, office: Mapping[str, object]) -> RuleSet:
    """The set with an office's changes: {"version", "rules": [{"id", "severity", "parameters",
    "off"}]}; a named rule takes the given severity and parameters, or is left out when off.

    The version becomes "<set>+<office>". Raises Refused(`rule_set_wrong`, rule, problem).
    """
    changed = {rule.id: rule for rule in rules.rules}
    for entry in _sequence(office.get("rules"), ""):
        change = _mapping(entry, "")
        rule_id = _text(change, "id", "")
        if rule_id not in changed:
            raise _wrong(rule_id, "unknown_rule")
        if change.get("off") is True:
            del changed[rule_id]
        else:
            changed[rule_id] = _with_change(changed[rule_id], change)
    version = f"{rules.version}+{_text(office, 'version', '')}"
    return replace(rules, version=version, rules=tuple(changed.values()))


def overridden_by_text(rules: RuleSet, text: str) -> RuleSet:
    """The set with the changes of an office's JSON file. Raises Refused(`rule_set_wrong`)."""
    return overridden(rules, _mapping_of(text))


def _with_change(rule: Rule, change: Mapping[str, object]) -> Rule:
    _only_known(change, _OVERRIDE_KEYS, rule.id)
    given = _mapping(change.get("parameters", {}), rule.id)
    values = {**rule.parameters.values, **_values(rule.predicate, given, rule.id)}
    severity = _severity(change["severity"], rule.id) if "severity" in change else rule.severity
    return replace(rule, severity=severity, parameters=Parameters(MappingProxyType(values)))


def parse_rule(raw: Mapping[str, object]) -> Rule:
    """One rule from JSON. Raises Refused(`rule_set_wrong`, rule, problem)."""
    rule_id = _text(raw, "id", "")
    _only_known(raw, _RULE_KEYS, rule_id)
    predicate = PREDICATES.get(_text(raw, "check", rule_id))
    if predicate is None:
        raise _wrong(rule_id, "unknown_check")
    values = _values(predicate, _mapping(raw.get("parameters", {}), rule_id), rule_id)
    if missing := predicate.parameters.keys() - values.keys():
        raise _wrong(rule_id, f"parameter {min(missing)}")
    clause = raw.get("clause")
    return Rule(
        id=rule_id,
        clause=None if clause is None else _text(raw, "clause", rule_id),
        severity=_severity(raw.get("severity"), rule_id),
        predicate=predicate,
        parameters=Parameters(MappingProxyType(values)),
        valid_from=_day(raw.get("valid_from"), rule_id),
        valid_until=_day(raw.get("valid_until"), rule_id),
        when=_clauses(raw.get("when"), rule_id),
        unless=_clauses(raw.get("unless"), rule_id),
        yields_to=frozenset(_texts(raw.get("yields_to", ()), rule_id)),
        check=_text(raw, "check", rule_id),
    )


def rule_json(rule: Rule) -> dict[str, Json]:
    """A rule as `parse_rule` reads it; numbers are exact texts. Parts that say nothing are left."""
    raw: dict[str, Json] = {
        "id": rule.id,
        "clause": rule.clause,
        "severity": rule.severity.value,
        "check": rule.check,
    }
    if rule.parameters.values:
        raw["parameters"] = {
            name: [*value] if isinstance(value, tuple) else str(value)
            for name, value in rule.parameters.values.items()
        }
    for name, day in (("valid_from", rule.valid_from), ("valid_until", rule.valid_until)):
        if day is not None:
            raw[name] = day.isoformat()
    for name, clauses in (("when", rule.when), ("unless", rule.unless)):
        if clauses:
            raw[name] = [
                {path: [*sorted(codes)] for path, codes in clause.items()} for clause in clauses
            ]
    if rule.yields_to:
        raw["yields_to"] = [*sorted(rule.yields_to)]
    return raw


def _values(
    predicate: Predicate, raw: Mapping[str, object], rule_id: str
) -> dict[str, ParameterValue]:
    _only_known(raw, predicate.parameters.keys(), rule_id)
    return {name: _value(predicate.parameters[name], given, rule_id) for name, given in raw.items()}


def _value(kind: ParameterKind, given: object, rule_id: str) -> ParameterValue:
    if kind is ParameterKind.TEXTS:
        return _texts(given, rule_id)
    if isinstance(given, str) and kind is ParameterKind.TEXT:
        return given
    if kind is ParameterKind.NUMBER and not isinstance(given, bool | float):
        try:
            return Decimal(str(given))
        except InvalidOperation as error:
            raise _wrong(rule_id, "parameters") from error
    raise _wrong(rule_id, "parameters")


def _clauses(raw: object, rule_id: str) -> Clauses:
    if raw is None:
        return ()
    entries = raw if isinstance(raw, list) else [raw]
    clauses = []
    for entry in entries:
        clause = {
            str(path): frozenset(_texts(codes, rule_id))
            for path, codes in _mapping(entry, rule_id).items()
        }
        if not clause or not clause.keys() <= BY_ID.keys():
            raise _wrong(rule_id, "unknown_field")
        clauses.append(MappingProxyType(clause))
    return tuple(clauses)


def _severity(raw: object, rule_id: str) -> Severity:
    if raw not in tuple(Severity):
        raise _wrong(rule_id, "severity")
    return Severity(str(raw))


def _day(raw: object, rule_id: str) -> date | None:
    try:
        return None if raw is None else date.fromisoformat(str(raw))
    except ValueError as error:
        raise _wrong(rule_id, "date") from error


def _text(raw: Mapping[str, object], name: str, rule_id: str) -> str:
    found = raw.get(name)
    if not isinstance(found, str) or not found:
        raise _wrong(rule_id, name)
    return found


def _texts(raw: object, rule_id: str) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple) or not all(isinstance(item, str) for item in raw):
        raise _wrong(rule_id, "parameters")
    return tuple(raw)


def _sequence(raw: object, rule_id: str) -> Sequence[object]:
    if not isinstance(raw, list | tuple):
        raise _wrong(rule_id, "rules")
    return raw


def _mapping(raw: object, rule_id: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise _wrong(rule_id, "not_an_object")
    return raw


def _only_known(raw: Mapping[str, object], known: Container[str], rule_id: str) -> None:
    for name in raw:
        if name not in known:
            raise _wrong(rule_id, str(name))


def _wrong(rule_id: str, problem: str) -> Refused:
    return Refused("rule_set_wrong", rule=rule_id, problem=problem)
