"""Whether what an answer says stands in what was given: each value with its source, or none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shamay_desktop.domain.reading.searching import folded

_FIGURE = re.compile(r"(?<![\w\[])\d[\d,./:-]*\d(?!\w)|(?<![\w\[])\d(?!\w)")
_ENUMERATION = re.compile(r"(?m)^\s*\d{1,2}[.)]\s+")
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was given with the question: its key in the request, and where it stands.

    `path` is a place of the case; `paper`, `page`, `box` a place on a paper (page from 1).
    """

    key: str
    label: str
    text: str
    path: str | None = None
    paper: str | None = None
    page: int | None = None
    box: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that an answer declares, and the key of the source that it names."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Grounded:
    """A value of an answer, and the source in which it stands; None: it is unsupported."""

    value: str
    source: Source | None


def grounded(
    answer: str, stated: Iterable[Stated], sources: Sequence[Source]
) -> tuple[Grounded, ...]:
    """Every declared value and every figure of an answer, each once, with where it stands.

    A declared value stands in a source when its words do; a figure when the same number or day
    does, however it is written. The source that the answer names goes first.
    """
    found: dict[str, Grounded] = {}
    for each in stated:
        value = " ".join(each.value.split())
        if value and value not in found:
            named = [source for source in sources if source.key == each.source]
            found[value] = Grounded(value, _standing(value, (*named, *sources)))
    said = set(found)
    for figure in figures(answer):
        covered = any(figure in figures(value) for value in said)
        if figure not in found and not covered:
            found[figure] = Grounded(figure, _holding(figure, sources))
    return tuple(found.values())


def figures(text: str) -> tuple[str, ...]:
    """The figures of a text, each once in one spelling: numbers, days, parcels and plans."""
    bare = _ENUMERATION.sub("", text)
    found = (_one_spelling(each.group().strip(".,:-/")) for each in _FIGURE.finditer(bare))
    return tuple(dict.fromkeys(each for each in found if each))


def _standing(value: str, sources: Sequence[Source]) -> Source | None:
    """The first source that holds the value's words, and each of its figures as a whole."""
    wanted, numbers = " ".join(folded(value).split()), set(figures(value))
    letters = any(letter.isalpha() for letter in wanted)
    for source in sources:
        text = " ".join(folded(source.text).split())
        if not numbers <= set(figures(source.text)):
            continue
        if not letters or wanted in text:
            return source if numbers or letters else None
    return None


def _holding(figure: str, sources: Sequence[Source]) -> Source | None:
    return next((each for each in sources if figure in figures(each.text)), None)


def _one_spelling(figure: str) -> str:
    if _PLAIN_NUMBER.fullmatch(figure):
        number = Decimal(figure.replace(",", ""))
        return f"{number.normalize():f}"
    day = _DAY.fullmatch(figure)
    if day is not None:
        return f"{day.group(3)}-{int(day.group(2)):02}-{int(day.group(1)):02}"
    return figure if _ISO_DAY.fullmatch(figure) else figure.replace(",", "")
