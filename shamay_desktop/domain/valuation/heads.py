"""Heads of adjustment: what a comparable is adjusted for; an office adds its own to the common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.adjustments import HEADS, OVERALL

MOST_HEADS = 30
"""Of an office's own."""

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Head:
    """A head by its code; `own`: the office added it, its code is its Hebrew name.

    So a case that leaves the office still says what it was adjusted for.
    """

    code: str
    he: str
    en: str
    own: bool = False

    def label(self, language: str) -> str:
        """Its name in "he" or "en"."""
        return self.he if language == "he" else self.en


COMMON: tuple[Head, ...] = tuple(
    Head(choice.code, choice.he, choice.en) for choice in HEADS if choice.code != OVERALL
)
WHOLE = next(Head(choice.code, choice.he, choice.en) for choice in HEADS if choice.code == OVERALL)
"""The head of the one adjustment in a comparable's own row."""


def all_heads(own: Iterable[Head] = (), used: Iterable[str] = ()) -> tuple[Head, ...]:
    """The common heads, the office's, then what only the case knows; `WHOLE` last where used."""
    used = tuple(dict.fromkeys(used))
    heads = [*COMMON, *own]
    known = {head.code for head in heads}
    heads += [Head(code, code, code, own=True) for code in used if code not in {*known, OVERALL}]
    return (*heads, WHOLE) if OVERALL in used else tuple(heads)


def heads_of(practice: Mapping[str, Json]) -> tuple[Head, ...]:
    """An office's own heads, of `Office.practice["heads"]`.

    Raises Refused(`heads_wrong`, problem) for anything but a list of {he, en}.
    """
    return read_heads(practice.get("heads", []))


def read_heads(raw: Json) -> tuple[Head, ...]:
    """Own heads from JSON: each with a Hebrew name, and an English one where it has one."""
    if not isinstance(raw, list) or len(raw) > MOST_HEADS:
        raise Refused("heads_wrong", problem="list")
    heads = tuple(map(_head, raw))
    names = [head.code for head in heads] + [head.he for head in COMMON]
    if len(set(names)) < len(names) or {*names} & {head.code for head in (*COMMON, WHOLE)}:
        raise Refused("heads_wrong", problem="twice")
    return heads


def _head(raw: Json) -> Head:
    if not isinstance(raw, dict):
        raise Refused("heads_wrong", problem="list")
    he, en = (" ".join(str(raw.get(name) or "").split()) for name in ("he", "en"))
    if not he or len(he) > LONGEST_NAME or len(en) > LONGEST_NAME:
        raise Refused("heads_wrong", problem="name")
    return Head(he, he, en or he, own=True)


def heads_json(heads: Iterable[Head]) -> Json:
    """Own heads as JSON, as `read_heads` takes them."""
    return [{"he": head.he, "en": head.en} for head in heads]
