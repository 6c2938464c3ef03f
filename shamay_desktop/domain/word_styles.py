"""Styles of a Word file as data: what they look like, and nothing that points anywhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused

_NAME = re.compile(r"[\w .,'()%#+-]{1,80}")
_WORD = re.compile(r"[A-Za-z]{1,40}")
_TEXT = re.compile(r"[\w .,'()%#+-]{0,80}")
_KINDS = frozenset({"paragraph", "character"})
_MOST = 150
_MOST_MARKS = 60
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class WordMark:
    """One property as Word spells it, e.g. `spacing` with `before`; its own inside it."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    inside: tuple["WordMark", ...] = ()


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style by its id and name; what it is based on, of paragraphs or of characters."""

    id: str
    name: str
    based_on: str
    kind: str
    paragraph: tuple[WordMark, ...]
    letters: tuple[WordMark, ...]


def word_styles_of(raw: object) -> tuple[WordStyle, ...]:
    """Styles of their JSON. Refused: `report_template_unreadable` (place)."""
    return tuple(_style(each) for each in _listed(raw, _MOST))


def word_styles_json(styles: Sequence[WordStyle]) -> list[Json]:
    """Their JSON; read back it is the same."""
    return [
        {
            "id": each.id, "name": each.name, "based_on": each.based_on, "kind": each.kind,
            "paragraph": [_mark_json(mark) for mark in each.paragraph],
            "letters": [_mark_json(mark) for mark in each.letters],
        }
        for each in styles
    ]  # fmt: skip


def _style(raw: object) -> WordStyle:
    match raw:
        case {
            "id": str(key), "name": str(name), "based_on": str(based_on), "kind": str(kind),
            "paragraph": paragraph, "letters": letters,
        } if (
            kind in _KINDS
            and all(_NAME.fullmatch(each) for each in (key, name))
            and _TEXT.fullmatch(based_on)
        ):  # fmt: skip
            return WordStyle(key, name, based_on, kind, _marks(paragraph), _marks(letters))
    raise _unreadable()


def _marks(raw: object, depth: int = 0) -> tuple[WordMark, ...]:
    if depth > _DEEPEST:
        raise _unreadable()
    return tuple(_mark(each, depth) for each in _listed(raw, _MOST_MARKS))


def _mark(raw: object, depth: int) -> WordMark:
    name, attributes, inside = _listed(raw, 3) if len(_listed(raw, 3)) == 3 else ("", {}, ())
    if (
        not isinstance(name, str)
        or not _WORD.fullmatch(name)
        or not isinstance(attributes, Mapping)
    ):
        raise _unreadable()
    for key, text in attributes.items():
        if not _WORD.fullmatch(str(key)) or not isinstance(text, str) or not _TEXT.fullmatch(text):
            raise _unreadable()
    return WordMark(name, tuple(attributes.items()), _marks(inside, depth + 1))


def _mark_json(mark: WordMark) -> list[Json]:
    return [mark.name, dict(mark.attributes), [_mark_json(each) for each in mark.inside]]


def _listed(raw: object, most: int) -> Sequence[object]:
    if not isinstance(raw, list | tuple) or len(raw) > most:
        raise _unreadable()
    return raw


def _unreadable() -> Refused:
    return Refused("report_template_unreadable", place="looks.word_styles")
