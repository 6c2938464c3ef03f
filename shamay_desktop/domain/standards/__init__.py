"""The standards as rules over a case: rule sets as data, findings with clause and severity."""

from shamay_desktop.domain.severity import Severity
from shamay_desktop.domain.standards.engine import check
from shamay_desktop.domain.standards.finding import Finding, blocks_signing
from shamay_desktop.domain.standards.rule_set import Rule, RuleSet
from shamay_desktop.domain.standards.rule_set_json import (
    overridden,
    overridden_by_text,
    parse_rule_set,
    rule_set_of_text,
)
from shamay_desktop.domain.standards.wording import why, words

__all__ = [
    "Finding", "Rule", "RuleSet", "Severity", "blocks_signing", "check", "overridden",
    "overridden_by_text", "parse_rule_set", "rule_set_of_text", "why", "words",
]  # fmt: skip
