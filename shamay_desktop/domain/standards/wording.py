"""A finding in words, for whoever shows it: the window, the command line, the findings file."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.case import Row, State
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.standards.finding import (
    Bounds,
    Chosen,
    Fact,
    Finding,
    Label,
    Percent,
    Said,
)
from shamay_desktop.domain.standards.rule_set import Rule
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.texts import Texts


def words(finding: Finding, texts: Texts) -> str:
    """What is wrong, in one sentence with its facts; a fact `n` decides singular or plural."""
    facts: dict[str, object] = {
        name: fact if name == "n" else fact_text(fact, texts)
        for name, fact in finding.facts.items()
    }
    if (rows := finding.facts.get("rows")) is not None:
        facts["rows"] = formats.listed(str(rows), texts.language)
    if finding.said is not None:
        return _filled(_of_office(finding.said, texts), facts)
    return texts(f"rules.{finding.rule}", **facts)


def purpose_of(rule: Rule, texts: Texts) -> str:
    """Why a rule exists, in one sentence; an office's own that gives none is said by its text."""
    if rule.said is not None:
        return _of_office(rule.said_why or rule.said, texts)
    return texts(f"rules.{rule.id}.why")


def why(finding: Finding, texts: Texts) -> str:
    """Why the rule exists, in one sentence; an office's own rule may give none ("")."""
    if finding.said is not None:
        return _of_office(finding.said_why or {}, texts)
    return texts(f"rules.{finding.rule}.why")


def _of_office(sentences: Mapping[str, str], texts: Texts) -> str:
    """An office's sentence, in the other language when it wrote only that one."""
    return sentences.get(texts.language.value) or next(iter(sentences.values()), "")


def _filled(sentence: str, facts: Mapping[str, object]) -> str:
    """The sentence with its facts; a brace that names none stays as it was written."""
    for name, fact in facts.items():
        sentence = sentence.replace(f"{{{name}}}", isolate(str(fact)))
    return sentence


def fact_text(fact: Fact, texts: Texts) -> str:
    """One fact as it is read in a sentence."""
    match fact:
        case str():
            return fact
        case Label():
            return label_text(fact, texts)
        case Chosen():
            choice = _member(fact.field).choice(fact.code)
            return choice.label(texts.language)
        case Bounds():
            return _bounds(fact, texts)
        case Said():
            return _said(fact, texts)
        case _:
            return _figure(fact)


def _figure(fact: int | Decimal | Fraction | date | Percent) -> str:
    if isinstance(fact, Percent):
        return formats.percent(fact.number)
    if isinstance(fact, date):
        return formats.date(fact)
    if isinstance(fact, Fraction):
        return formats.fraction(f"{fact.numerator}/{fact.denominator}")
    return formats.number(fact)


def _said(said: Said, texts: Texts) -> str:
    """A source's content as its field shows it; of a list, how many rows it has."""
    if said.value.state is State.NONE:
        return texts("rules.says-none")
    content = said.value.content
    if isinstance(content, tuple) and all(isinstance(item, Row) for item in content):
        return texts("rules.rows", n=len(content))
    try:
        return shown(_field_at(said.path), content, texts.language)
    except (ValueError, ArithmeticError, KeyError, TypeError):
        return str(content)  # as it was read, where it is nothing that the field can show


def _field_at(path: str) -> Field:
    head, *rest = path.split("/")
    return BY_ID[head].column(rest[-1]) if rest else BY_ID[head]


def label_text(label: Label, texts: Texts) -> str:
    """A place in the case by its labels: a field, or the column and row of a list."""
    head, *rest = label.path.split("/")
    member, language = BY_ID[head], texts.language.value
    if not rest:
        return member.label(language)
    column = member.column(rest[-1]).label(language)
    if label.row is None:
        return texts("rules.at-cell", list=member.label(language), column=column)
    place = {"list": member.label(language), "column": column}
    return texts("rules.at-row", **place, row=formats.number(label.row))


def _member(path: str) -> Field:
    head, _, column = path.partition("/")
    return BY_ID[head].column(column) if column else BY_ID[head]


def _bounds(bounds: Bounds, texts: Texts) -> str:
    low, high = (
        None if side is None else formats.number(side) for side in (bounds.low, bounds.high)
    )
    if low is not None and high is not None:
        return formats.between(low, high)
    if low is not None:
        return texts("rules.at-least", number=low)
    return texts("rules.at-most", number=high or "")
