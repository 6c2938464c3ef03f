"""Writes docs/rules.md: every rule of the shipped sets, as the sets and the catalogues say it."""

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from shamay_desktop.domain.standards import Rule, RuleSet, rule_set_of_text
from shamay_desktop.domain.standards.rule_set import Clauses
from shamay_desktop.domain.standards.wording import purpose_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.resource_files import resource

TARGET = Path(__file__).parents[1] / "docs" / "rules.md"
SETS = ("israel", "international")
_TITLES = {
    "israel": "The Israeli standards, and what goes with them",
    "international": "International profile (RICS, IVS)",
}
_INTRODUCTIONS = {
    "israel": "On in every office, unless the office switches it off.",
    "international": "The report minimum; off, until an office switches it on.",
}
_OPENING = """\
# The rules

Written by `tools/rule_table.py` from `resources/rules` and the catalogues; a test fails when it is
not up to date. To change it, change them ([add a rule](guides/add-a-rule.md)) and run

    .venv/bin/python -m tools.rule_table

**block**: the report cannot be signed · **warn**: it can, once the appraiser has written why ·
**note**: shown only. *Holds*: the days of signing (the report's date, else today), both ends
inside. *When* and *not when*: the cases that a rule is for, by the codes of the
[data dictionary](data-dictionary.md). *Yields to*: facts on which contradicting papers speak in the
rule's stead. Clauses: E is the addendum of the Appraisers (Professional Ethics) Regulations, a
number is an Israeli standard, 451 the Bank of Israel's directive; – is plain care. An office may
change severities and limits, switch rules and sets off and add its own
([how](guides/add-a-rule.md#an-offices-own-rules)); `rules list` shows what holds in it.
"""
_HEAD = "| rule | clause | severity | why | למה | holds | when | limits |"


def main() -> int:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8")
    print(f"{TARGET}: {sum(len(each.rules) for each in shipped())} rules")
    return 0


def shipped() -> tuple[RuleSet, ...]:
    """The rule sets that come with the program."""
    files = (resource("rules", f"{name}.json") for name in SETS)
    return tuple(rule_set_of_text(file.read_text(encoding="utf-8")) for file in files)


def page() -> str:
    """The whole page in Markdown."""
    return "\n".join([_OPENING, *(line for each in shipped() for line in _section(each))])


def _section(rules: RuleSet) -> Iterator[str]:
    yield f"## {_TITLES[rules.name]}"
    yield ""
    severities = [rule.severity.value for rule in rules.rules]
    counts = ", ".join(f"{severities.count(name)} {name}" for name in ("block", "warn", "note"))
    yield (
        f"{_INTRODUCTIONS[rules.name]} `{rules.name}`, version {rules.version} of {rules.date}: "
        f"{len(rules.rules)} rules, {counts}."
    )
    yield ""
    yield _HEAD
    yield "|" + "---|" * (_HEAD.count("|") - 1)
    texts = (load_texts(Language.EN), load_texts(Language.HE))
    for rule in rules.rules:
        yield _row(rule, *texts)
    yield ""


def _row(rule: Rule, english: Texts, hebrew: Texts) -> str:
    cells = (
        f"`{rule.id}`",
        rule.clause or "–",
        rule.severity.value,
        _plain(purpose_of(rule, english)),
        _plain(purpose_of(rule, hebrew)),
        _days(rule),
        _cases(rule),
        _limits(rule),
    )
    return f"| {' | '.join(cells)} |"


def _plain(sentence: str) -> str:
    return strip_marks(sentence).replace("|", "\\|")


def _days(rule: Rule) -> str:
    first = f"from {rule.valid_from}" if rule.valid_from else ""
    last = f"until {rule.valid_until}" if rule.valid_until else ""
    return " ".join(filter(None, (first, last)))


def _cases(rule: Rule) -> str:
    parts = (
        ("when ", _clauses(rule.when)),
        ("not when ", _clauses(rule.unless)),
        ("yields to ", ", ".join(f"`{path}`" for path in sorted(rule.yields_to))),
    )
    return "; ".join(f"{name}{said}" for name, said in parts if said)


def _clauses(clauses: Clauses) -> str:
    return " or ".join(
        " and ".join(f"`{path}` is {_codes(codes)}" for path, codes in clause.items())
        for clause in clauses
    )


def _codes(codes: frozenset[str]) -> str:
    return " / ".join(sorted(codes))


def _limits(rule: Rule) -> str:
    """The numbers of a rule, which an office may change."""
    values = rule.parameters.values.items()
    return ", ".join(f"{name} {value}" for name, value in values if isinstance(value, Decimal))


if __name__ == "__main__":
    sys.exit(main())
