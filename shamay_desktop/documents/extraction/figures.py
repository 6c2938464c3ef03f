"""Numbers, areas, shares and dates out of words: canonical, and what is odd about them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shamay_desktop.domain.fields.canonical import canonical_number
from shamay_desktop.domain.reading.page_text import Word
from shamay_desktop.domain.reading.paper_reading import Doubt

_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?", re.ASCII)
_EXACT = re.compile(r"\d{1,12}(?:\.\d{1,4})?", re.ASCII)
_COMMA = re.compile(r"(\d{1,12}),(\d{1,2})", re.ASCII)
_APART = re.compile(r"(\d{1,12}) (\d{2})", re.ASCII)
_DATE = re.compile(r"(?<![\d/.])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/])", re.ASCII)
_SPACED_DATE = re.compile(r"(?<!\d)(\d{2})[ ./-]{1,3}(\d{2})[ ./-]{1,3}(\d{4})(?!\d)", re.ASCII)
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Figure:
    """A canonical value, the words it stands in, and what is odd about it."""

    content: str
    words: tuple[Word, ...]
    doubt: Doubt | None = None


def digits(text: str) -> str:
    """The figures of a word with the marks between them, without what a scan put around."""
    return re.sub(r"[^\d./,-]", "", text).strip("./,-")


def whole(words: Iterable[Word], most: int = 15) -> Figure | None:
    """The one whole number in the words, of at most so many figures."""
    found = [
        Figure(str(int(text)), (word,))
        for word in words
        if (text := digits(word.text)) and _WHOLE.fullmatch(text) and len(text) <= most
    ]
    return found[0] if len(found) == 1 else None


def decimal(words: Sequence[Word], places: int | None = None) -> Figure | None:
    """The one number in the words; with `places`, one whose point a scan lost is given it back.

    Such a number is a proposal: it comes with Doubt.STRANGE_SHAPE.
    """
    numbers = [word for word in words if re.search(r"\d", word.text)]
    if len(numbers) == 1:
        return _of_one(numbers[0], places)
    if places == 2 and len(numbers) == 2:
        left, right = sorted(numbers, key=lambda word: word.box[0])
        if match := _APART.fullmatch(f"{digits(left.text)} {digits(right.text)}"):
            content = canonical_number(f"{match[1]}.{match[2]}")
            return Figure(content, (left, right), Doubt.STRANGE_SHAPE)
    return None


def _of_one(word: Word, places: int | None) -> Figure | None:
    ways = [digits(text) for text in (word.text, word.apart) if digits(text)]
    pointed = next((way for way in ways if _shaped(way, places)), None)
    if pointed is not None:
        return Figure(canonical_number(pointed.replace(",", "")), (word,))
    for way in ways:
        if match := _COMMA.fullmatch(way):
            return Figure(canonical_number(f"{match[1]}.{match[2]}"), (word,), Doubt.STRANGE_SHAPE)
        if places and re.fullmatch(rf"\d{{{places + 1},6}}", way, re.ASCII):
            content = canonical_number(f"{way[:-places]}.{way[-places:]}")
            return Figure(content, (word,), Doubt.STRANGE_SHAPE)
    return None


def _shaped(text: str, places: int | None) -> bool:
    if not (_EXACT.fullmatch(text) or _GROUPED.fullmatch(text)):
        return False
    return places is None or ("." in text and len(text.rpartition(".")[2]) == places)


def share(words: Iterable[Word], *, turned: bool = False) -> Figure | None:
    """ "n/d" of a share of at most one, its numbers from the left however they were parted.

    `turned` takes a text whose line's direction put the greater number first; in a scan such a
    share has lost a figure.
    """
    parts = sorted((word for word in words if re.search(r"\d", word.text)), key=_left)
    numbers = [part for word in parts for part in re.findall(r"\d{1,9}", digits(word.text))]
    if len(numbers) != 2 or 0 in (int(numbers[0]), int(numbers[1])):
        return None
    numerator, denominator = (int(number) for number in numbers)
    if numerator > denominator:
        if not turned:
            return None
        numerator, denominator = denominator, numerator
    return Figure(f"{numerator}/{denominator}", tuple(parts))


def _left(word: Word) -> float:
    return word.box[0]


def dates(words: Sequence[Word], *, spaced: bool = False) -> list[Figure]:
    """The days (day first) that stand in the words, in their order; impossible ones are none.

    `spaced` takes what a date stamp prints with blanks ("08 01 2009"), too.
    """
    text, spans = _joined(words)
    pattern = _SPACED_DATE if spaced else _DATE
    found: list[Figure] = []
    for match in pattern.finditer(text):
        day = _day(match[1], match[2], match[3])
        held = tuple(
            word for word, start, end in spans if start < match.end() and end > match.start()
        )
        if day is not None:
            found.append(Figure(day, held))
    return found


def _day(day: str, month: str, year: str) -> str | None:
    if int(year) not in _YEARS:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _joined(words: Sequence[Word]) -> tuple[str, list[tuple[Word, int, int]]]:
    """The words with one blank between, and from where to where each stands in that text."""
    text, spans = "", []
    for word in words:
        start = len(text) + (1 if text else 0)
        text = f"{text} {word.text}" if text else word.text
        spans.append((word, start, len(text)))
    return text, spans


def readings(figure: Figure) -> tuple[str, ...]:
    """A number of figures as it was read, and as it was read apart when that is another."""
    apart = tuple(digits(word.apart) for word in figure.words if word.apart)
    return (figure.content, *(text for text in apart if text and text != figure.content))


def words_between(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """The words that a stretch of their joined text stands in."""
    _, spans = _joined(words)
    return tuple(word for word, first, last in spans if first < end and last > start)
