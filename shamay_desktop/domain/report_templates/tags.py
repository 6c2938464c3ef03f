"""The tags of a Word template: chapters by name, and what in a line of words is not known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, FIELDS
from shamay_desktop.domain.fields import Kind as FieldKind
from shamay_desktop.domain.report_templates.shipped import orders
from shamay_desktop.domain.report_templates.template import ADDITIONS_OF, PLACES, Order
from shamay_desktop.domain.texts.naming import DERIVED_LABELS, id_of, list_of
from shamay_desktop.domain.texts.parsing import parsed
from shamay_desktop.domain.texts.template import (
    ByCode,
    Clause,
    Condition,
    EachRow,
    Node,
    PhrasePlace,
    Series,
)
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts

ALL = "all"
_REST = ("כל היתר", "everything else")
_CHAPTER = re.compile(r"\{\s*@\s*([^{}]*)\}")
_LOOP = re.compile(r"\[\*\s*([^:\]\[{}]+?)\s*:")
_MOST_TAGS = 60
_CODES_OF_ADDRESSEE = ("man", "woman", "person")
_ANSWERS = ("yes", "no", "none", "*")
_KNOWN_FACT = "address"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something in a line that means nothing: the lint's code, what stands there, the nearest."""

    code: str
    given: str
    nearest: str = ""


@cache
def chapter_names() -> Mapping[str, tuple[str, ...]]:
    """Name, in either language, number or id -> its sections; `@all` has none of its own."""
    found: dict[str, tuple[str, ...]] = {place: (place,) for place in PLACES}
    usual = {plan.key: plan.places for plan in orders()[Order.TRADITIONAL]}
    found |= {number: usual[key] for number, key in ADDITIONS_OF.items()}
    for language in Language:
        texts = load_texts(language)
        for key, places in usual.items():
            found.setdefault(_spelled(texts(f"templates.chapter.{key}")), places)
        found |= {_spelled(texts(f"templates.place.{place}")): (place,) for place in PLACES}
    return found | dict.fromkeys((ALL, *_REST), ())


def chapter_tag(text: str) -> str | None:
    """The name in a line that is a chapter's tag alone, None of any other line."""
    found = _CHAPTER.fullmatch(text.strip())
    return None if found is None else _spelled(found.group(1))


def sections_of(name: str) -> tuple[str, ...] | None:
    """The sections of a chapter's name; () of "everything else", None of an unknown one."""
    return chapter_names().get(name)


def nearest_chapter(name: str) -> str:
    """The known name of a chapter or section that is most like another."""
    return _nearest(name, chapter_names())


def unknowns(text: str, each: str = "") -> Iterator[Unknown]:
    """Everything in a line that means nothing, in its order; `each` is the list it stands in."""
    for found in _CHAPTER.finditer(text):
        yield Unknown("chapter_inside", found.group().strip())
    text = _CHAPTER.sub("", text)
    strange = [name for name in _LOOP.findall(text) if list_of(name) is None]
    yield from (Unknown("list", name, _nearest(name, _lists())) for name in strange)
    if strange:
        return  # its columns cannot be looked at
    inside = each or next((name for name in map(list_of, _LOOP.findall(text)) if name), "")
    for _ in range(_MOST_TAGS):
        try:
            clauses = parsed(f"[* {each}: {text}]" if each else text)
        except Refused as refused:
            given = str(refused.facts.get("given", ""))
            if refused.code != "template_field_unknown":
                yield Unknown(refused.code.removeprefix("template_"), given)
                return
            yield Unknown("field", given, nearest_fact(given, inside))
            text, met = _placed(given).subn(rf"\1{_known_like(given, inside)}", text, count=1)
            if not met:
                return
            continue
        yield from _in_nodes(clauses, each)
        return


def _placed(given: str) -> re.Pattern[str]:
    """A name where a tag has one."""
    return re.compile(rf"([{{?]\s*!?\s*){re.escape(given)}")


def _known_like(given: str, each: str) -> str:
    """A name that is known where an unknown one stands, so that the line is read on."""
    columns = BY_ID[each].columns if each else ()
    return f".{columns[0].id}" if given.startswith(".") and columns else _KNOWN_FACT


def nearest_fact(name: str, each: str = "") -> str:
    """The known name of a field, column or derived fact that is most like another."""
    if name.startswith("."):
        columns = {
            label: column.id
            for column in (BY_ID[each].columns if each else ())
            for label in (column.id, column.he, column.en)
        }
        found = _nearest(name[1:].strip(), columns)
        return f".{found}" if found else ""
    if name.startswith("#"):
        found = _nearest(name[1:].strip(), _lists())
        return f"#{found}" if found else ""
    return _nearest(name, _facts())


def _in_nodes(nodes: Iterable[Node], column_of: str) -> Iterator[Unknown]:
    for node in nodes:
        match node:
            case PhrasePlace(code=code):
                yield Unknown("phrase", f"={code}")
            case ByCode(name=name, words=words):
                yield from _codes(name, words, column_of)
            case Clause(parts=parts, condition=condition):
                if condition is not None:
                    yield from _condition(condition, column_of)
                yield from _in_nodes(parts, column_of)
            case Series(items=items):
                yield from _in_nodes(items, column_of)
            case EachRow(list_id=list_id, parts=parts):
                yield from _in_nodes(parts, list_id)


def _condition(condition: Condition, column_of: str) -> Iterator[Unknown]:
    yield from _codes(condition.name, condition.codes, column_of)


def _codes(name: str, codes: Iterable[str], column_of: str) -> Iterator[Unknown]:
    """The codes that a fact never has; where it has no fixed ones any is possible."""
    if name == "addressee":
        known = [*_CODES_OF_ADDRESSEE, *(each.code for each in BY_ID["client.kind"].choices)]
    else:
        field = (
            next((one for one in BY_ID[column_of].columns if one.id == name[1:]), None)
            if name.startswith(".") and column_of
            else BY_ID.get(name)
        )
        known = [] if field is None else [each.code for each in field.choices]
    for code in codes:
        if known and code not in known and code not in _ANSWERS:
            yield Unknown("code", code, _nearest(code, dict.fromkeys(known, "")))


@cache
def _facts() -> Mapping[str, str]:
    named = {
        label: field.id
        for field in FIELDS
        for label in (field.id, field.he, field.en)
        if id_of(label) is not None
    }
    derived = {label: name for name, labels in DERIVED_LABELS.items() for label in (name, *labels)}
    return named | derived


@cache
def _lists() -> Mapping[str, str]:
    return {
        label: field.id
        for field in FIELDS
        if field.kind is FieldKind.LIST
        for label in (field.id, field.he, field.en)
        if list_of(label) is not None
    }


def _nearest(name: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(name.strip(), list(known), 1)
    return close[0] if close else ""


def _spelled(name: str) -> str:
    return " ".join(name.split())
