"""An office's rules while they are being changed: shipped ones, what differs, its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.domain.standards.catalogue import PREDICATES
from shamay_desktop.domain.standards.office_rules import OfficeRules
from shamay_desktop.domain.standards.predicate import ParameterKind
from shamay_desktop.domain.standards.rule_set import Rule
from shamay_desktop.i18n.texts import Texts

OWN = "office"
"""The set in which the office's own rules stand."""

_FACT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of the list. `rule` is the shipped one, None for the office's own."""

    id: str
    set_name: str
    rule: Rule | None


class RulesDraft:
    """Changes nothing itself: `raw` is what is to be saved, compared with what was read."""

    def __init__(self, sets: Sequence[RuleSet], office: OfficeRules) -> None:
        self.sets = tuple(sets)
        self._shipped = {rule.id: rule for each in sets for rule in each.rules}
        self._set_of = {rule.id: each.name for each in sets for rule in each.rules}
        self.on = {each.name: office.sets.get(each.name, at == 0) for at, each in enumerate(sets)}
        self._changes: dict[str, dict[str, Json]] = {}
        self._own: dict[str, dict[str, Json]] = {}
        for entry in _objects(office.raw.get("rules")):
            change = {key: value for key, value in entry.items() if key != "id"}
            self._changes[str(entry["id"])] = change
        for entry in _objects(office.raw.get("added")):
            self._own[str(entry["id"])] = dict(entry)

    # -- reading --------------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """The office's own rules, then the shipped ones by their sets."""
        own = [Entry(rule_id, OWN, None) for rule_id in self._own]
        return own + [Entry(id_, self._set_of[id_], rule) for id_, rule in self._shipped.items()]

    def is_own(self, rule_id: str) -> bool:
        """Whether the office made the rule."""
        return rule_id in self._own

    def is_on(self, rule_id: str) -> bool:
        """Whether the rule itself is not switched off; its set may be."""
        return self._changes.get(rule_id, {}).get("off") is not True

    def in_force(self, rule_id: str) -> bool:
        """Whether the rule is on, and its set too."""
        return self.is_own(rule_id) or (self.is_on(rule_id) and self.on[self._set_of[rule_id]])

    def is_changed(self, rule_id: str) -> bool:
        """Whether it is not as it was shipped."""
        return rule_id in self._changes

    def severity(self, rule_id: str) -> Severity:
        """How grave a finding of the rule is."""
        own = self._own.get(rule_id)
        if own is not None:
            return Severity(str(own.get("severity", Severity.WARN.value)))
        given = self._changes.get(rule_id, {}).get("severity")
        return self._shipped[rule_id].severity if given is None else Severity(str(given))

    def clause(self, rule_id: str) -> str:
        """Which standard asks for it, "" when none does."""
        own = self._own.get(rule_id)
        clause = self._shipped[rule_id].clause if own is None else own.get("clause")
        return "" if clause is None else str(clause)

    def check(self, rule_id: str) -> str:
        """The name of its predicate."""
        own = self._own.get(rule_id)
        return self._shipped[rule_id].check if own is None else str(own.get("check", ""))

    def kinds(self, rule_id: str) -> Mapping[str, ParameterKind]:
        """The parameters of its predicate."""
        predicate = PREDICATES.get(self.check(rule_id))
        return {} if predicate is None else predicate.parameters

    def parameter(self, rule_id: str, name: str) -> str:
        """A parameter as it is typed: a list has a line for each."""
        own = self._own.get(rule_id)
        given = _object((own or self._changes.get(rule_id, {})).get("parameters")).get(name)
        if given is None and own is None:
            value = self._shipped[rule_id].parameters.values.get(name)
            given = (
                list(value) if isinstance(value, tuple) else None if value is None else str(value)
            )
        if isinstance(given, list):
            return "\n".join(map(str, given))
        return "" if given is None else str(given)

    def sentence(self, rule_id: str, texts: Texts, part: str = "text") -> str:
        """What it says ("text") or why it exists ("why"), facts as an ellipsis."""
        own = self._own.get(rule_id)
        if own is not None:
            said = _object(own.get(part))
            other = next((str(each) for each in said.values()), "")
            return str(said.get(texts.language.value) or other) or rule_id
        key = f"rules.{rule_id}" + (".why" if part == "why" else "")
        return _FACT.sub("…", texts(key)) if texts.has(key) else rule_id

    def own_sentence(self, rule_id: str, part: str, language: str) -> str:
        """A sentence of an own rule in one language."""
        return str(_object(self._own[rule_id].get(part)).get(language, ""))

    @property
    def raw(self) -> Mapping[str, object] | None:
        """What is to be kept, None when all is as it was shipped."""
        sets = {
            each.name: self.on[each.name]
            for at, each in enumerate(self.sets)
            if self.on[each.name] != (at == 0)
        }
        if not (sets or self._changes or self._own):
            return None
        changes = [{"id": rule_id, **change} for rule_id, change in self._changes.items()]
        return {"sets": sets, "rules": changes, "added": list(self._own.values())}

    # -- changing -------------------------------------------------------------------------

    def switch_set(self, name: str, *, on: bool) -> None:
        """Switch a shipped set."""
        self.on[name] = on

    def switch(self, rule_id: str, *, on: bool) -> None:
        """Switch a shipped rule."""
        if rule_id in self._shipped:
            self._change(rule_id, "off", None if on else True)

    def set_severity(self, rule_id: str, severity: Severity) -> None:
        """Say how grave it is."""
        if rule_id in self._own:
            self._own[rule_id]["severity"] = severity.value
            return
        same = severity is self._shipped[rule_id].severity
        self._change(rule_id, "severity", None if same else severity.value)

    def set_parameter(self, rule_id: str, name: str, typed: str) -> None:
        """Give a parameter as it is typed; what is shipped is no change."""
        kind = self.kinds(rule_id)[name]
        lines = [line.strip() for line in typed.splitlines() if line.strip()]
        given: Json = list[Json](lines) if kind is ParameterKind.TEXTS else typed.strip()
        if rule_id in self._own:
            parameters = _object(self._own[rule_id].get("parameters"))
            self._own[rule_id]["parameters"] = {**parameters, name: given}
            return
        parameters = _object(self._changes.get(rule_id, {}).get("parameters"))
        parameters.pop(name, None)
        if not _same(self._shipped[rule_id].parameters.values[name], given):
            parameters[name] = given
        self._change(rule_id, "parameters", parameters or None)

    def reset(self, rule_id: str) -> None:
        """A shipped rule as it was shipped; an own one goes."""
        self._changes.pop(rule_id, None)
        self._own.pop(rule_id, None)

    def reset_all(self) -> None:
        """Everything as it was shipped."""
        self._changes.clear()
        self._own.clear()
        self.on = {each.name: at == 0 for at, each in enumerate(self.sets)}

    def add_own(self) -> str:
        """A new rule of the office; its id."""
        number = 1
        while (rule_id := f"own-{number}") in self._own:
            number += 1
        self._own[rule_id] = {
            "id": rule_id, "severity": Severity.WARN.value, "check": "unstated",
            "parameters": {}, "text": {},
        }  # fmt: skip
        return rule_id

    def set_own(self, rule_id: str, name: str, typed: str) -> None:
        """Give an own rule its clause or its check; another check has other parameters."""
        if name == "check" and typed != self._own[rule_id].get("check"):
            self._own[rule_id]["parameters"] = {}
        if typed.strip():
            self._own[rule_id][name] = typed.strip()
        else:
            self._own[rule_id].pop(name, None)

    def set_own_sentence(self, rule_id: str, part: str, language: str, typed: str) -> None:
        """What an own rule says, or why it exists, in one language."""
        said = _object(self._own[rule_id].get(part))
        said.pop(language, None)
        if typed.strip():
            said[language] = typed.strip()
        self._own[rule_id][part] = said

    def _change(self, rule_id: str, name: str, value: Json) -> None:
        change = self._changes.setdefault(rule_id, {})
        change.pop(name, None)
        if value is not None:
            change[name] = value
        if not change:
            del self._changes[rule_id]


def _objects(raw: Json) -> list[dict[str, Json]]:
    return [entry for entry in raw if isinstance(entry, dict)] if isinstance(raw, list) else []


def _object(raw: Json) -> dict[str, Json]:
    return dict(raw) if isinstance(raw, dict) else {}


def _same(shipped: object, given: Json) -> bool:
    if isinstance(shipped, Decimal):
        try:
            return shipped == Decimal(str(given))
        except ArithmeticError:
            return False
    return list(shipped) == given if isinstance(shipped, tuple) else shipped == given
