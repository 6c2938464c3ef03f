"""Reading a template: lines of words, facts in braces and clauses in brackets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.phrases import is_code
from shamay_desktop.domain.texts.naming import code_label, code_of, id_of, label_of, list_of
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
from shamay_desktop.i18n.language import Language

DEEPEST = 12
"""Brackets within brackets."""

_SPECIAL = re.compile(r"\\.|[{}\[\]|]")
_CONDITION = re.compile(r"\?\s*(!?)\s*([^:=!\]\[{}]+?)\s*(?:(!?=)\s*([\w|\s.-]+?))?\s*:")
_EACH = re.compile(r"\*\s*([^:=\]\[{}]+?)\s*:")


@lru_cache(maxsize=256)
def parsed(text: str) -> tuple[Clause, ...]:
    """The lines of a template, each a clause of its own.

    Raises Refused(`template_too_long`; `template_bracket`: line; `template_place`: line, given;
    `template_field_unknown`: line, given; `template_too_deep`).
    """
    return tuple(reader.whole() for reader in _readers(text))


def by_ids(text: str) -> str:
    """A template with every name and code by its id, as it is kept. Raises Refused as `parsed`."""
    return "\n".join(reader.respelled(None) for reader in _readers(text))


def by_labels(text: str, language: Language) -> str:
    """A template with names and codes as people read them; one that cannot be read stays."""
    try:
        return "\n".join(reader.respelled(language) for reader in _readers(text))
    except Refused:
        return text


def _readers(text: str) -> list["_Reader"]:
    if len(text) > LONGEST:
        raise Refused("template_too_long", limit=LONGEST)
    lines = text.replace("\r\n", "\n").split("\n")
    return [_Reader(line, number) for number, line in enumerate(lines, 1)]


def checked(template: Template) -> Template:
    """The template, if it can be read. Raises Refused as `parsed`, `template_empty`."""
    if not template.text.strip() or not template.title.strip():
        raise Refused("template_empty", title=template.title)
    parsed(template.text)
    return template


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a name (`code` empty) or a code of a fact stands in the line, as characters."""

    start: int
    end: int
    name: str
    column_of: str
    code: str = ""
    whole_list: bool = False

    def spelled(self, language: Language | None) -> str:
        if language is None:
            return self.code or self.name
        if self.whole_list:
            return label_of(f"#{self.name}", language).removeprefix("#")
        if self.code:
            return code_label(self.name, self.code, language, self.column_of)
        return label_of(self.name, language, self.column_of)


class _Reader:
    """Reads one line from its beginning."""

    def __init__(self, line: str, number: int) -> None:
        self._line = line
        self._number = number
        self._at = 0
        self._spots: list[_Spot] = []

    def respelled(self, language: Language | None) -> str:
        """The line with its names by ids (None) or by the labels of a language."""
        self.whole()
        line = self._line
        for spot in sorted(self._spots, key=lambda each: -each.start):
            line = line[: spot.start] + spot.spelled(language) + line[spot.end :]
        return line

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
        start, end = self._at, self._line.find("}", self._at)
        inside = self._line[start:end] if end >= 0 else ""
        if end < 0 or "{" in inside or not inside.strip():
            raise Refused("template_bracket", line=self._number)
        self._at = end + 1
        if inside.startswith("="):
            return self._phrase(inside[1:].strip())
        if id_of(inside.strip(), column_of) is not None:
            return FactPlace(self._known(inside, start, column_of))
        head, mark, rest = _parted(inside)
        name = self._known(head, start, column_of)
        match mark:
            case "~":
                return self._agreement(name, rest)
            case "=":
                behind = start + len(head) + 1
                return ByCode(name, self._words_by_code(name, rest, behind, column_of))
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

    def _words_by_code(self, name: str, rest: str, start: int, column_of: str) -> dict[str, str]:
        words: dict[str, str] = {}
        for line in rest.split("|"):
            code, colon, said = line.partition(":")
            if not colon or not code.strip():
                raise Refused("template_place", line=self._number, given=line.strip()[:60])
            words[self._code(name, code, start, column_of)] = said.strip()
            start += len(line) + 1
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
        list_id = None if found is None else list_of(found.group(1))
        if found is None or list_id is None:
            given = self._line[self._at : self._at + 40]
            raise Refused("template_place", line=self._number, given=given)
        self._spots.append(_Spot(found.start(1), found.end(1), list_id, "", whole_list=True))
        self._at = found.end()
        parts = self._parts(depth, "]", list_id)
        self._at += 1
        return EachRow(list_id, _stripped(parts))

    def _condition(self, column_of: str) -> Condition:
        found = _CONDITION.match(self._line, self._at)
        if found is None:
            given = self._line[self._at : self._at + 40]
            raise Refused("template_place", line=self._number, given=given)
        self._at = found.end()
        if self._line[self._at : self._at + 1] == " ":
            self._at += 1
        turned, head, sign, codes = found.groups()
        name = self._known(head, found.start(2), column_of)
        if sign is None:
            return Condition(name, Test.MISSING if turned else Test.GIVEN)
        asked, start = [], found.start(4)
        for code in codes.split("|"):
            asked.append(self._code(name, code, start, column_of))
            start += len(code) + 1
        wanted = (sign == "=") != bool(turned)
        return Condition(name, Test.ONE_OF if wanted else Test.NONE_OF, tuple(asked))

    # -- names ----------------------------------------------------------------------------

    def _known(self, head: str, start: int, column_of: str) -> str:
        """The id of a name that stands in `head`, which begins at `start`."""
        bare = head.strip()
        name = id_of(bare, column_of)
        if name is None:
            raise Refused("template_field_unknown", line=self._number, given=bare[:60])
        at = start + len(head) - len(head.lstrip())
        self._spots.append(_Spot(at, at + len(bare), name, column_of))
        return name

    def _code(self, name: str, written: str, start: int, column_of: str) -> str:
        bare = written.strip()
        code = code_of(name, bare, column_of)
        at = start + len(written) - len(written.lstrip())
        self._spots.append(_Spot(at, at + len(bare), name, column_of, code or bare))
        return code


def _parted(inside: str) -> tuple[str, str, str]:
    """What stands before the first mark of a place, the mark, and the rest."""
    places = [(inside.find(mark), mark) for mark in ":~=" if mark in inside]
    if not places:
        return inside, "", ""
    at, mark = min(places)
    return inside[:at], mark, inside[at + 1 :]


def _stripped(parts: Sequence[Node]) -> tuple[Node, ...]:
    """An item of a series without the blanks at its edges."""
    kept = list(parts)
    if kept and isinstance(kept[0], Words):
        kept[0] = Words(kept[0].text.lstrip())
    if kept and isinstance(kept[-1], Words):
        kept[-1] = Words(kept[-1].text.rstrip())
    return tuple(part for part in kept if not isinstance(part, Words) or part.text)
