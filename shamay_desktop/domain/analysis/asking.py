"""What a question asks for: its words, folded, with their synonyms, and how well a text fits."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from shamay_desktop.domain.reading.searching import folded
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource

LONGEST_ASKED = 2000
_WORD = re.compile(r"[\w\"'/.-]*\w")
_PREFIXES = "והבלמשכ"
_LEAST_STEM = 2
_ENDINGS = ("ים", "ות", "י")
_LEAST_WORD = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language: those that ask without naming, and those that mean the same.

    `also` are words that a word stands for, not the other way round; `asks_for` what a label says
    that answers a word that asks ("when": a date).
    """

    passed_over: frozenset[str]
    synonyms: Mapping[str, frozenset[str]]
    findings: frozenset[str]
    searches: frozenset[str]
    also: Mapping[str, frozenset[str]]
    asks_for: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words that name something: each with all that it may stand for.

    `hints` are words that a label with an answer is likely to have; they name nothing.
    """

    words: tuple[frozenset[str], ...]
    hints: frozenset[str] = frozenset()

    def fit(self, text: str) -> int:
        """How many of the words a text holds, each counted once; a figure weighs double."""
        held = tokens(text)
        return sum(1 + _is_figure(word) for word in self.words if word & held)

    def label_fit(self, label: str) -> int:
        """How well a label answers: more by each word, and more the less it says besides; more
        too when its chief word is asked for, or it says what such a question wants to know.
        """
        named, words = len(self.hits(label)), _split(label)
        if not named:
            return 0
        chief = _forms(words[0] if _is_hebrew(words[0]) else words[-1])
        fits = 3 * any(word & chief for word in self.words)
        fits += 4 * bool(self.hints & tokens(label))
        return 4 * named + 6 * named // len(words) + fits

    def hits(self, text: str) -> frozenset[int]:
        """Which of the words a text holds, by their places."""
        held = tokens(text)
        return frozenset(place for place, word in enumerate(self.words) if word & held)

    def about(self, topic: Collection[str]) -> bool:
        """Whether one of the words is of a topic."""
        return any(word & set(topic) for word in self.words)


def asked_of(question: str, language: Language) -> Asked:
    """The words of a question. Both languages' vocabularies are asked, the given one first."""
    words = []
    hints: set[str] = set()
    known = (vocabulary(language), *(vocabulary(each) for each in Language if each != language))
    for token in dict.fromkeys(_split(question[:LONGEST_ASKED])):
        forms = _forms(token)
        hints |= {hint for each in known for hint in each.asks_for.get(token, ())}
        if any(token in each.passed_over for each in known):
            continue
        like = {same for each in known for form in forms for same in each.synonyms.get(form, ())}
        like |= {same for each in known for form in forms for same in each.also.get(form, ())}
        words.append(frozenset(forms | like))
    return Asked(tuple(words), frozenset(hints))


def tokens(text: str) -> frozenset[str]:
    """All words of a text in all their forms."""
    return frozenset(form for token in _split(text) for form in _forms(token))


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The vocabulary of a language, from resources/asking."""
    raw = json.loads(resource("asking", f"{language.value}.json").read_text(encoding="utf-8"))
    same: dict[str, frozenset[str]] = {}
    for group in raw["synonyms"]:
        words = frozenset(map(folded, group))
        for word in words:
            same[word] = same.get(word, frozenset()) | words
    return Vocabulary(
        frozenset(map(folded, raw["passed_over"])),
        same,
        frozenset(map(folded, raw["findings"])),
        frozenset(map(folded, raw["searches"])),
        _folded(raw["also"]),
        _folded(raw["asks_for"]),
    )


def _folded(raw: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
    return {folded(word): frozenset(map(folded, words)) for word, words in raw.items()}


def _split(text: str) -> list[str]:
    return [found.group().strip("\"'.-/") for found in _WORD.finditer(folded(text))]


def _forms(token: str) -> set[str]:
    """The word, and without the one-letter words that Hebrew writes in front of it."""
    plain = token.replace(",", "")
    forms = {plain}
    bare = plain
    for _ in range(2):
        if bare[:1] in _PREFIXES and len(bare) - 1 > _LEAST_STEM and not bare[1:2].isdigit():
            bare = bare[1:].lstrip("-")
            forms.add(bare)
    return forms | {form[: -len(end)] for form in forms for end in _ENDINGS if _ends(form, end)}


def _ends(form: str, ending: str) -> bool:
    """Whether a word is in the plural, or bound to the next one: "היתרי" is of "היתר"."""
    return form.endswith(ending) and len(form) - len(ending) >= _LEAST_WORD


def _is_hebrew(word: str) -> bool:
    return "\u05d0" <= word[:1] <= "\u05ea"


def _is_figure(word: frozenset[str]) -> bool:
    return any(each[:1].isdigit() for each in word)
