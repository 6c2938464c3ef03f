"""A template's JSON, read strictly: what is wrong is refused by its place."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.fields import Kind as FieldKind
from shamay_desktop.domain.report_looks import looks_json, looks_of
from shamay_desktop.domain.report_templates.rows import row_text
from shamay_desktop.domain.report_templates.template import (
    PLACES,
    ChapterPlan,
    FixedParagraph,
    Kind,
    Numbering,
    Order,
    OwnLetterhead,
    ReportTemplate,
    Shape,
    Words,
    is_own,
)
from shamay_desktop.domain.texts.parsing import parsed

_KEYS = frozenset({
    "kind", "title", "order", "without", "chapters", "fixed", "looks", "numbering", "letterhead",
    "strip", "titles", "only", "digest", "own_letterhead",
})  # fmt: skip
_MOST = 400
_MOST_CHAPTERS = 60
_LONGEST_KEY = 120
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_TITLE = 200
_Code = TypeVar("_Code", bound=StrEnum)
Orders = Mapping[Order, tuple[ChapterPlan, ...]]


def template_of_json(raw: object, orders: Orders, version: int = 0) -> ReportTemplate:
    """A template from its JSON.

    Refused: `report_template_unreadable` (place), `report_template_unknown` (name, place),
    `report_template_twice` (name), and those of `looks_of` and of the texts' language (`parsed`).
    """
    body = _mapping(raw, "template")
    _known(body, _KEYS, "template")
    order = _code(Order, body.get("order", Order.TRADITIONAL), "order")
    own = "chapters" in body
    chapters = chapters_of_json(body["chapters"]) if own else orders[order]
    return ReportTemplate(
        kind=_code(Kind, body.get("kind"), "kind"),
        title=_words(body.get("title", {}), "title"),
        chapters=chapters,
        order=order,
        without=frozenset(_places(body.get("without", ()), "without")),
        fixed=_fixed(body.get("fixed", ())),
        looks=looks_of(body.get("looks", {})),
        numbering=_code(Numbering, body.get("numbering", Numbering.BY_PLACE), "numbering"),
        letterhead=_yes(body.get("letterhead", True), "letterhead"),
        strip=_yes(body.get("strip", True), "strip"),
        titles=MappingProxyType(
            {
                _place(name, "titles"): _words(words, f"titles.{name}")
                for name, words in _mapping(body.get("titles", {}), "titles").items()
            }
        ),
        version=version,
        own_chapters=own,
        only=_only(body.get("only", {})),
        digest=_yes(body.get("digest", False), "digest"),
        own_letterhead=_letterhead(body.get("own_letterhead")),
    )


def template_json(template: ReportTemplate) -> dict[str, Json]:
    """The JSON of a template; read back it is the same."""
    kept: dict[str, Json] = {
        "kind": template.kind.value,
        "title": _words_json(template.title),
        "order": template.order.value,
        "without": [*sorted(template.without, key=_at)],
        "fixed": [_fixed_json(each) for each in template.fixed],
        "looks": dict(looks_json(template.looks)),
        "numbering": template.numbering.value,
        "letterhead": template.letterhead,
        "strip": template.strip,
        "titles": {place: _words_json(words) for place, words in template.titles.items()},
    }
    if template.own_chapters:
        kept["chapters"] = [_chapter_json(plan) for plan in template.chapters]
    if template.only:
        kept["only"] = {place: [*sorted(names)] for place, names in template.only.items()}
    if template.digest:
        kept["digest"] = True
    if template.own_letterhead is not None:
        kept["own_letterhead"] = _letterhead_json(template.own_letterhead)
    return kept


def chapters_of_json(raw: object) -> tuple[ChapterPlan, ...]:
    """Chapters in their order; no key and no section twice."""
    listed = _list(raw, "chapters")
    if len(listed) > _MOST_CHAPTERS:
        raise Refused("report_template_unreadable", place="chapters")
    plans = tuple(_chapter(each, at) for at, each in enumerate(listed))
    keys = [plan.key for plan in plans]
    places = [place for plan in plans for place in plan.places]
    for name in (*keys, *places):
        if keys.count(name) > 1 or places.count(name) > 1:
            raise Refused("report_template_twice", name=name)
    return plans


def _chapter(raw: object, at: int) -> ChapterPlan:
    place = f"chapters[{at + 1}]"
    body = _mapping(raw, place)
    _known(body, frozenset({"key", "places", "numbered", "title"}), place)
    key = body.get("key")
    if not isinstance(key, str) or not key.isidentifier():
        raise Refused("report_template_unreadable", place=f"{place}.key")
    return ChapterPlan(
        key,
        tuple(_places(body.get("places", ()), f"{place}.places")),
        _yes(body.get("numbered", True), f"{place}.numbered"),
        _words(body.get("title", {}), f"{place}.title"),
    )


def _fixed(raw: object) -> tuple[FixedParagraph, ...]:
    found = tuple(_paragraph(each, at) for at, each in enumerate(_list(raw, "fixed")))
    ids = [each.id for each in found]
    for name in ids:
        if ids.count(name) > 1:
            raise Refused("report_template_twice", name=name)
    return found


def _paragraph(raw: object, at: int) -> FixedParagraph:
    place = f"fixed[{at + 1}]"
    body = _mapping(raw, place)
    _known(body, frozenset({"id", "place", "text", "before", "role", "each"}), place)
    name = body.get("id")
    if not isinstance(name, str) or not name.strip():
        raise Refused("report_template_unreadable", place=f"{place}.id")
    text = _words(body.get("text", {}), f"{place}.text", longest=None)
    each = body.get("each", "")
    if not isinstance(each, str) or (each and not _is_list(each)):
        raise Refused("report_template_unknown", name=str(each), place=f"{place}.each")
    for words in (text.he, text.en):
        parsed(row_text(words, each))
    return FixedParagraph(
        name,
        _place(body.get("place"), place),
        text,
        _yes(body.get("before", False), place),
        _code(Shape, body.get("role", Shape.BODY), f"{place}.role"),
        each,
    )


def _is_list(name: str) -> bool:
    return name in BY_ID and BY_ID[name].kind is FieldKind.LIST


def _fixed_json(each: FixedParagraph) -> dict[str, Json]:
    return {
        "id": each.id, "place": each.place, "text": _words_json(each.text),
        "before": each.before, "role": each.role.value,
        **({"each": each.each} if each.each else {}),
    }  # fmt: skip


def _only(raw: object) -> Mapping[str, frozenset[str]]:
    """What of a section is printed: fields of the registry, and keys of blocks (`kind:…`)."""
    found: dict[str, frozenset[str]] = {}
    for place, names in _mapping(raw, "only").items():
        for name in _list(names, f"only.{place}"):
            known = isinstance(name, str) and len(name) <= _LONGEST_KEY
            if not known or (":" not in str(name) and name not in BY_ID):
                raise Refused("report_template_unknown", name=str(name), place=f"only.{place}")
        found[_place(place, "only")] = frozenset(map(str, _list(names, "only")))
    return MappingProxyType(found)


def _letterhead(raw: object) -> OwnLetterhead | None:
    if raw is None:
        return None
    body = _mapping(raw, "own_letterhead")
    _known(body, frozenset({"name", "slogan", "strip", "logo", "footer_logo"}), "own_letterhead")
    lines = [body.get("name", ""), body.get("slogan", ""), *_list(body.get("strip", ()), "strip")]
    if any(not isinstance(line, str) or len(line) > _LONGEST_TITLE for line in lines):
        raise Refused("report_template_unreadable", place="own_letterhead")
    pictures = (body.get("logo"), body.get("footer_logo"))
    for sha256 in pictures:
        if sha256 is not None and _SHA256.fullmatch(str(sha256)) is None:
            raise Refused("report_template_unreadable", place="own_letterhead")
    name, slogan, *strip = map(str, lines)
    logo, below = (None if each is None else str(each) for each in pictures)
    return OwnLetterhead(name, slogan, tuple(strip), logo, below)


def _letterhead_json(own: OwnLetterhead) -> dict[str, Json]:
    return {
        "name": own.name, "slogan": own.slogan, "strip": list(own.strip),
        "logo": own.logo, "footer_logo": own.footer_logo,
    }  # fmt: skip


def _chapter_json(plan: ChapterPlan) -> dict[str, Json]:
    return {
        "key": plan.key, "places": list(plan.places), "numbered": plan.numbered,
        "title": _words_json(plan.title),
    }  # fmt: skip


def _words_json(words: Words) -> dict[str, Json]:
    return {name: text for name, text in (("he", words.he), ("en", words.en)) if text}


def _words(raw: object, place: str, longest: int | None = _LONGEST_TITLE) -> Words:
    body = _mapping(raw, place)
    _known(body, frozenset({"he", "en"}), place)
    for text in body.values():
        if not isinstance(text, str) or (longest is not None and len(text) > longest):
            raise Refused("report_template_unreadable", place=place)
    return Words(str(body.get("he", "")), str(body.get("en", "")))


def _mapping(raw: object, place: str) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise Refused("report_template_unreadable", place=place)
    return raw


def _at(place: str) -> tuple[int, str]:
    """Where a section stands in a list: the program's in their order, then the template's own."""
    return (PLACES.index(place) if place in PLACES else len(PLACES), place)


def _list(raw: object, place: str) -> Sequence[object]:
    if isinstance(raw, str) or not isinstance(raw, Sequence) or len(raw) > _MOST:
        raise Refused("report_template_unreadable", place=place)
    return raw


def _known(body: Mapping[str, object], known: frozenset[str], place: str) -> None:
    for name in body:
        if name not in known:
            raise Refused("report_template_unknown", name=str(name), place=place)


def _places(raw: object, place: str) -> list[str]:
    return [_place(each, place) for each in _list(raw, place)]


def _place(raw: object, place: str) -> str:
    if raw not in PLACES and not is_own(str(raw)):
        raise Refused("report_template_unknown", name=str(raw), place=place)
    return str(raw)


def _yes(raw: object, place: str) -> bool:
    if not isinstance(raw, bool):
        raise Refused("report_template_unreadable", place=place)
    return raw


def _code(kinds: Callable[[str], _Code], raw: object, place: str) -> _Code:
    try:
        return kinds(str(raw))
    except ValueError as error:
        raise Refused("report_template_unknown", name=str(raw), place=place) from error
