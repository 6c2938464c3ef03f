"""Reading a template: lines of words, facts in braces and clauses in brackets."""

import re
from collections.abc import Sequence
from functools import lru_cache

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Kind
from shamay_desktop.domain.phrases import is_code, placeholder_field
from shamay_desktop.domain.texts.facts import ALIASES, DERIVED
from shamay_desktop.domain.texts.template import (
    LONGEST,
    Agreement,
    ByCode,
    Clause,
    Condition,
    EachRow,
    FactPlace,
    Node,
    PhrasePlace,
    Series,
    Template,
    Test,
    Words,
)

DEEPEST = 12
"""Brackets within brackets."""

_SPECIAL = re.compile(r"\\.|[{}\[\]|]")
_CONDITION = re.compile(r"\?\s*(!?)\s*([^:=!\]\[{}]+?)\s*(?:(!?=)\s*([\w|\s.-]+?))?\s*:")
_EACH = re.compile(r"\*\s*([\w.]+)\s*:")


@lru_cache(maxsize=256)
def parsed(text: str) -> tuple[Clause, ...]:
    """The lines of a template, each a clause of its own.

    Raises Refused(`template_too_long`; `template_bracket`: line; `template_place`: line, given;
    `template_field_unknown`: line, given; `template_too_deep`).
    """
    if len(text) > LONGEST:
        raise Refused("template_too_long", limit=LONGEST)
    lines = text.replace("\r\n", "\n").split("\n")
    return tuple(_Reader(line, number).whole() for number, line in enumerate(lines, 1))


def checked(template: Template) -> Template:
    """The template, if it can be read. Raises Refused as `parsed`, `template_empty`."""
    if not template.text.strip() or not template.title.strip():
        raise Refused("template_empty", title=template.title)
    parsed(template.text)
    return template


class _Reader:
    """Reads one line from its beginning."""

    def __init__(self, line: str, number: int) -> None:
        self._line = line
        self._number = number
        self._at = 0

    def whole(self) -> Clause:
        parts = self._parts(depth=0, until="")
        return Clause(parts)

    def _parts(self, depth: int, until: str, column_of: str = "") -> tuple[Node, ...]:
        """Parts up to one of the closing characters, which is left to the caller."""
        if depth > DEEPEST:
            raise Refused("template_too_deep", line=self._number)
        parts: list[Node] = []
        while (found := _SPECIAL.search(self._line, self._at)) is not None:
            mark, start = found.group(), found.start()
            self._say(parts, self._line[self._at : start])
            if mark in until:
                self._at = start
                return tuple(parts)
            self._at = found.end()
            if mark == "{":
                parts.append(self._place(column_of))
            elif mark == "[":
                parts.append(self._bracket(depth + 1, column_of))
            elif mark in "}]":
                raise Refused("template_bracket", line=self._number)
            else:
                self._say(parts, mark.removeprefix("\\"))
        if until:
            raise Refused("template_bracket", line=self._number)
        self._say(parts, self._line[self._at :])
        self._at = len(self._line)
        return tuple(parts)

    def _say(self, parts: list[Node], words: str) -> None:
        if words:
            parts.append(Words(words))

    # -- braces ---------------------------------------------------------------------------

    def _place(self, column_of: str) -> Node:
        end = self._line.find("}", self._at)
        inside = self._line[self._at : end] if end >= 0 else ""
        if end < 0 or "{" in inside or not inside.strip():
            raise Refused("template_bracket", line=self._number)
        self._at = end + 1
        if inside.startswith("="):
            return self._phrase(inside[1:].strip())
        whole = inside.strip()
        if self._names(whole, column_of):
            return FactPlace(whole)
        name, mark, rest = _parted(inside)
        self._known(name, column_of)
        match mark:
            case "~":
                return self._agreement(name, rest)
            case "=":
                return ByCode(name, self._words_by_code(rest))
            case _:
                return FactPlace(name, self._counted(rest))

    def _phrase(self, code: str) -> PhrasePlace:
        if not is_code(code):
            raise Refused("template_place", line=self._number, given=f"={code}"[:60])
        return PhrasePlace(code)

    def _agreement(self, name: str, rest: str) -> Agreement:
        forms = tuple(form.strip() for form in rest.split("|"))
        if len(forms) not in {2, 4}:
            raise Refused("template_place", line=self._number, given=rest[:60])
        return Agreement(name, forms)

    def _counted(self, rest: str) -> tuple[str, ...]:
        forms = tuple(form.strip() for form in rest.split("|"))
        if len(forms) not in {2, 3, 4}:
            raise Refused("template_place", line=self._number, given=rest[:60])
        return forms

    def _words_by_code(self, rest: str) -> dict[str, str]:
        words: dict[str, str] = {}
        for line in rest.split("|"):
            code, colon, said = line.partition(":")
            if not colon or not code.strip():
                raise Refused("template_place", line=self._number, given=line.strip()[:60])
            words[code.strip()] = said.strip()
        return words

    # -- brackets -------------------------------------------------------------------------

    def _bracket(self, depth: int, column_of: str) -> Node:
        begins = self._line[self._at : self._at + 1]
        if begins == "&":
            self._at += 1
            return self._series(depth, column_of)
        if begins == "*":
            return self._each(depth)
        condition = self._condition(column_of) if begins == "?" else None
        parts = self._parts(depth, "]", column_of)
        self._at += 1
        return Clause(parts, condition)

    def _series(self, depth: int, column_of: str) -> Series:
        items: list[Clause] = []
        while True:
            parts = self._parts(depth, "|]", column_of)
            items.append(Clause(_stripped(parts)))
            closing = self._line[self._at]
            self._at += 1
            if closing == "]":
                return Series(tuple(items))

    def _each(self, depth: int) -> EachRow:
        found = _EACH.match(self._line, self._at)
        field = None if found is None else BY_ID.get(found.group(1))
        if found is None or field is None or field.kind is not Kind.LIST:
            given = self._line[self._at : self._at + 40]
            raise Refused("template_place", line=self._number, given=given)
        self._at = found.end()
        parts = self._parts(depth, "]", field.id)
        self._at += 1
        return EachRow(field.id, _stripped(parts))

    def _condition(self, column_of: str) -> Condition:
        found = _CONDITION.match(self._line, self._at)
        if found is None:
            given = self._line[self._at : self._at + 40]
            raise Refused("template_place", line=self._number, given=given)
        self._at = found.end()
        if self._line[self._at : self._at + 1] == " ":
            self._at += 1
        turned, name, sign, codes = found.groups()
        name = name.strip()
        self._known(name, column_of)
        if sign is None:
            return Condition(name, Test.MISSING if turned else Test.GIVEN)
        asked = tuple(code.strip() for code in codes.split("|"))
        wanted = (sign == "=") != bool(turned)
        return Condition(name, Test.ONE_OF if wanted else Test.NONE_OF, asked)

    # -- names ----------------------------------------------------------------------------

    def _known(self, name: str, column_of: str) -> None:
        if not self._names(name, column_of):
            raise Refused("template_field_unknown", line=self._number, given=name[:60])

    def _names(self, name: str, column_of: str) -> bool:
        if name.startswith("."):
            field = BY_ID.get(column_of)
            return field is not None and any(name[1:] == column.id for column in field.columns)
        if name.startswith("#"):
            field = BY_ID.get(name[1:])
            return field is not None and field.kind is Kind.LIST
        derived = name in DERIVED or name in ALIASES
        return derived or name in BY_ID or placeholder_field(name) is not None


def _parted(inside: str) -> tuple[str, str, str]:
    """Name, mark and the rest behind the first mark of a place."""
    places = [(inside.find(mark), mark) for mark in ":~=" if mark in inside]
    if not places:
        return inside.strip(), "", ""
    at, mark = min(places)
    return inside[:at].strip(), mark, inside[at + 1 :]


def _stripped(parts: Sequence[Node]) -> tuple[Node, ...]:
    """An item of a series without the blanks at its edges."""
    kept = list(parts)
    if kept and isinstance(kept[0], Words):
        kept[0] = Words(kept[0].text.lstrip())
    if kept and isinstance(kept[-1], Words):
        kept[-1] = Words(kept[-1].text.rstrip())
    return tuple(part for part in kept if not isinstance(part, Words) or part.text)
