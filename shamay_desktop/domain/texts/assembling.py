"""A template and a case become a text, each fact of which knows its field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from shamay_desktop.domain.case import Case, Row
from shamay_desktop.domain.phrases import by_code, placeholder_field
from shamay_desktop.domain.records import Phrase
from shamay_desktop.domain.texts.facts import ALIASES, DERIVED, Fact, fact_of
from shamay_desktop.domain.texts.grammar import agreeing, and_before, counted, hyphen_between
from shamay_desktop.domain.texts.parsing import parsed
from shamay_desktop.domain.texts.template import (
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
from shamay_desktop.domain.texts.tidying import Run, tidied
from shamay_desktop.i18n.language import Language


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a template says of a case: `runs` make the text, `facts` are what it rests on.

    `facts` maps a fact's key (a name, or a cell's path) to its content then; `missing` are the
    fields for want of which a clause fell out, `unknown` the codes of phrases that the bank lacks.
    """

    template: Template
    runs: tuple[Run, ...]
    facts: Mapping[str, str]
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields that the text names, each once, in its order."""
        return tuple(dict.fromkeys(run.path for run in self.runs if run.path is not None))


def assembled(
    template: Template, case: Case, language: Language, phrases: Sequence[Phrase] = ()
) -> Assembled:
    """The text of a template. A clause or line in which a fact is missing is left out whole, as
    is one whose facts all fell out. Raises Refused as `parsed`.
    """
    telling = _Telling(case, language, template.field_id, phrases)
    lines = []
    for line in parsed(template.text):
        runs = tidied(telling.clause(line) or ())
        if any(letter.isalnum() for run in runs for letter in run.text):
            lines.append(runs)
    whole = tuple(run for line in lines for run in (Run("\n"), *line))[1:]
    missing = tuple(dict.fromkeys(telling.missing))
    unknown = tuple(dict.fromkeys(telling.unknown))
    return Assembled(template, whole, dict(telling.facts), missing, unknown)


def content_at(case: Case, key: str, language: Language) -> str:
    """What a fact's key holds now, cut as it is kept; "" while unknown."""
    if "/" in key:
        list_id, row_id, column = key.split("/", 2)
        row = case.row(list_id, row_id)
        found = None if row is None else fact_of(case, f".{column}", language, (list_id, row))
    else:
        found = fact_of(case, key, language)
    return "" if found is None else found.code[:KEPT]


def path_of(key: str) -> str:
    """The field or cell that a fact's key opens."""
    name = ALIASES.get(key.removeprefix("#"), key.removeprefix("#"))
    if name in DERIVED:
        return DERIVED[name][0]
    named = None if "/" in name else placeholder_field(name)
    return name if named is None else named.id


KEPT = 120
"""Characters of a fact's content by which a change is noticed."""


@dataclass(slots=True)
class _Telling:
    """One telling of a template; what it meets is noted."""

    case: Case
    language: Language
    place: str
    phrases: Sequence[Phrase]
    row: tuple[str, Row] | None = None
    facts: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def clause(self, clause: Clause) -> tuple[Run, ...] | None:
        """The clause's words, None when it falls out."""
        rests_on = None
        if clause.condition is not None:
            if not self._holds(clause.condition):
                return None
            rests_on = path_of(self._key(clause.condition.name))
        told = self._parts(clause.parts, rests_on)
        if told is None:
            return None
        has_places = any(not isinstance(part, Words) for part in clause.parts)
        if has_places and rests_on is None and all(run.path is None for run in told):
            return None
        return told

    def _parts(self, parts: Sequence[Node], rests_on: str | None) -> tuple[Run, ...] | None:
        runs: list[Run] = []
        for part in parts:
            if isinstance(part, Words):
                runs.append(Run(part.text, rests_on, own=rests_on is not None))
                continue
            told = self._node(part)
            if told is None:
                if isinstance(part, Clause | Series | EachRow):
                    continue
                return None
            if told:
                self._join(runs, told)
        return tuple(runs)

    def _node(self, node: Node) -> tuple[Run, ...] | None:
        match node:
            case Clause():
                return self.clause(node)
            case Series():
                return self._series([self.clause(item) for item in node.items])
            case EachRow():
                return self._rows(node)
            case PhrasePlace(code):
                return self._phrase(code)
            case FactPlace() | Agreement() | ByCode():
                return self._fact(node)
        return None

    # -- facts ----------------------------------------------------------------------------

    def _fact(self, node: FactPlace | Agreement | ByCode) -> tuple[Run, ...] | None:
        fact = self._known(node.name)
        words = None if fact is None else self._said(node, fact)
        if fact is None or not words:
            self.missing.append(path_of(self._key(node.name)))
            return None
        self.facts[self._key(node.name)] = fact.code[:KEPT]
        if isinstance(node, FactPlace) and len(fact.items) > 1:
            items: list[tuple[Run, ...] | None] = [(Run(item, fact.path),) for item in fact.items]
            return self._series(items)
        return (Run(words, fact.path),)

    def _said(self, node: FactPlace | Agreement | ByCode, fact: Fact) -> str | None:
        match node:
            case Agreement(forms=forms):
                return agreeing(forms, fact.words)
            case ByCode(words=words):
                return words.get(fact.code, words.get("*") if fact.code != "none" else None)
            case FactPlace(counted=forms) if forms:
                return counted(forms, fact.code)
        return fact.words

    def _known(self, name: str) -> Fact | None:
        return fact_of(self.case, name, self.language, self.row)

    def _key(self, name: str) -> str:
        """By what a fact is found again: a column of a row by its path."""
        if name.startswith(".") and self.row is not None:
            return f"{self.row[0]}/{self.row[1].id}/{name[1:]}"
        return name

    def _holds(self, condition: Condition) -> bool:
        fact = self._known(condition.name)
        codes = set() if fact is None else {fact.code, *fact.code.split("|")}
        given = fact is not None and fact.code not in {"", "none", "no", "0"}
        holds = {
            Test.GIVEN: given,
            Test.MISSING: not given,
            Test.ONE_OF: bool(codes & set(condition.codes)),
            Test.NONE_OF: fact is not None and not codes & set(condition.codes),
        }[condition.test]
        if holds:
            key = self._key(condition.name)
            self.facts[key] = "" if fact is None else fact.code[:KEPT]
        return holds

    # -- series ---------------------------------------------------------------------------

    def _rows(self, node: EachRow) -> tuple[Run, ...] | None:
        items = []
        for row in self.case.rows(node.list_id):
            inside = replace(self, row=(node.list_id, row))
            items.append(inside.clause(Clause(node.parts)))
        if not any(items):
            self.missing.append(node.list_id)
        return self._series(items)

    def _series(self, items: Sequence[tuple[Run, ...] | None]) -> tuple[Run, ...] | None:
        said = [tidied(item) for item in items if item]
        if not said:
            return None
        between = "; " if any("," in run.text for item in said for run in item) else ", "
        runs = list(said[0])
        for item in said[1:]:
            last = item is said[-1] and between == ", "
            text = "".join(run.text for run in item)
            runs += [Run(and_before(text, self.language) if last else between), *item]
        return tuple(runs)

    def _phrase(self, code: str) -> tuple[Run, ...] | None:
        phrase = by_code(self.phrases, self.place, code)
        if phrase is None:
            self.unknown.append(code)
            return None
        # A phrase has braces alone; its brackets are words.
        escaped = phrase.text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        told = [self._parts(line.parts, None) for line in parsed(escaped)]
        lines = [line for line in told if line is not None]
        runs = tuple(run for line in lines for run in (Run("\n"), *line))[1:]
        return runs or None

    def _join(self, runs: list[Run], told: tuple[Run, ...]) -> None:
        """Behind the words before: a hyphen behind a prefix, and no word twice."""
        before, fact = (runs[-1] if runs else None), told[0].text
        if before is not None and before.free:
            words = _without_doubling(before.text, fact)
            if words is None and hyphen_between(before.text, fact, self.language):
                words = f"{before.text}-"
            if words is not None:
                runs[-1] = replace(before, text=words)
        runs += told


def _without_doubling(before: str, fact: str) -> str | None:
    """The words before a fact that says their last one again: "ברחוב " before "רחוב הרצל" is
    "ב"; None where no word would stand twice.
    """
    head, blank, last = before.removesuffix(" ").rpartition(" ")
    if len(last) < 2 or not before.endswith(" "):
        return None
    if fact.startswith(f"{last} "):
        return head + blank
    return head + blank + last[0] if len(last) > 2 and fact.startswith(f"{last[1:]} ") else None
