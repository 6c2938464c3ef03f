"""Rules and rule sets as values: a rule knows when it is in force and for which cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.predicate import Parameters, Predicate

Clauses = tuple[Mapping[str, frozenset[str]], ...]
"""Any of these must hold; each is field -> codes, all of which must."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `valid_from` and `valid_until` (both inclusive) are days of signing.

    It keeps silent where the papers contradict each other on one of the facts in `yields_to`: what
    it would say is said there, with the pages. `check` is its predicate's name. `said` and
    `said_why` are an office rule's own sentences by language ("he", "en").
    """

    id: str
    clause: str | None
    severity: Severity
    predicate: Predicate
    parameters: Parameters
    valid_from: date | None = None
    valid_until: date | None = None
    when: Clauses = ()
    unless: Clauses = ()
    yields_to: frozenset[str] = frozenset()
    check: str = ""
    said: Mapping[str, str] | None = None
    said_why: Mapping[str, str] | None = None

    def applies(self, case: Case, signed_on: date) -> bool:
        """Whether the rule is in force on the day and meant for such a case."""
        if self.valid_from is not None and signed_on < self.valid_from:
            return False
        if self.valid_until is not None and signed_on > self.valid_until:
            return False
        if self.when and not _any_holds(self.when, case):
            return False
        return not _any_holds(self.unless, case)


def _any_holds(clauses: Clauses, case: Case) -> bool:
    return any(
        all(case.content(path) in codes for path, codes in clause.items()) for clause in clauses
    )


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules in the order of their standard, with the set's name, version and date."""

    name: str
    version: str
    date: date
    rules: tuple[Rule, ...]

    def rule(self, rule_id: str) -> Rule:
        """A rule by its id; KeyError when the set has none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)
