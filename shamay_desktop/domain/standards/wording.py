"""A finding in words, for whoever shows it: the window, the command line, the findings file."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.standards.finding import Bounds, Chosen, Fact, Finding, Label, Percent
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts


def words(finding: Finding, texts: Texts) -> str:
    """What is wrong, in one sentence with its facts; a fact `n` decides singular or plural."""
    facts: dict[str, object] = {
        name: fact if name == "n" else fact_text(fact, texts)
        for name, fact in finding.facts.items()
    }
    if (rows := finding.facts.get("rows")) is not None:
        facts["rows"] = formats.listed(str(rows), texts.language)
    return texts(f"rules.{finding.rule}", **facts)


def why(finding: Finding, texts: Texts) -> str:
    """Why the rule exists, in one sentence."""
    return texts(f"rules.{finding.rule}.why")


def fact_text(fact: Fact, texts: Texts) -> str:
    """One fact as it is read in a sentence."""
    match fact:
        case str():
            return fact
        case Label():
            return label_text(fact, texts)
        case Chosen():
            choice = _member(fact.field).choice(fact.code)
            return choice.he if texts.language is Language.HE else choice.en
        case Bounds():
            return _bounds(fact, texts)
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
