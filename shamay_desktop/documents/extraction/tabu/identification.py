"""What is printed above the body of every page: which extract, of which register, of what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from shamay_desktop.documents.extraction.tabu.bands import (
    BOOK,
    IDENTIFICATION,
    PAGE_OF,
    Strip,
    Token,
    head_and_body,
    strips,
)
from shamay_desktop.documents.extraction.tabu.columns import bare_marks
from shamay_desktop.documents.extraction.tabu.labels import END, SUB_PARCEL
from shamay_desktop.domain.reading.page_text import Method, PageText

REGISTERS = (
    ("condominium", re.compile(r"פנקס ?ה?בתים ?ה?משותפים")),
    ("rights", re.compile(r"פנקס ?ה?זכויות")),
    ("deeds", re.compile(r"פנקס ?ה?שטרות")),
)
_FORMS = (("concentrated", "מרוכז"), ("historical", "היסטורי"), ("partial", "חלקי"))
_TITLE = re.compile(
    r"\W*(?:העתק|נסח|תדפיס|פלט) ?(?:מלא|מרוכז|חלקי|היסטורי)? ?(?:ה?רישום|מפנקס|מ?ה?פנקס)"
)
_TITLES = {
    "העתק רישום מפנקס בתים משותפים": "condominium",
    "העתק רישום מפנקס הזכויות": "rights",
    "העתק רישום מפנקס השטרות": "deeds",
}
_ALIKE = 85
_LONGEST_TITLE = 10


@dataclass(frozen=True, slots=True)
class Title:
    """The line that says which register; `form` is "" when it prints none (a full extract)."""

    register: str
    form: str
    words: tuple[Token, ...]
    form_words: tuple[Token, ...] = ()


@dataclass(slots=True)
class Head:
    """The values above a page's body: the words of each by its key."""

    title: Title | None = None
    values: dict[str, list[Token]] = field(default_factory=dict)

    def number(self, key: str) -> str:
        """The digits of a value, "" without."""
        words = "".join(token.word.text for token in self.values.get(key, ()))
        return "".join(re.findall(r"\d+", words)[:1])


def head_of(page: PageText) -> Head:
    """What stands above the body of a page."""
    head = Head(title_of(page))
    for strip in head_and_body(page)[0]:
        _read_strip(head, strip)
    return head


def title_of(page: PageText) -> Title | None:
    """The register that a page's title names, None when it has no such title."""
    top = [strip for strip in strips(page) if strip.box[1] < page.height / 2]
    for place, strip in enumerate(top):
        text = strip.text
        register = _register(page, text)
        if register is None or len(text.split()) > _LONGEST_TITLE:
            continue  # a letter that speaks of an extract is none
        near = top[max(0, place - 2) : place + 2]
        form, words = _form(near)
        return Title(register, form, strip.tokens, words)
    return None


def _register(page: PageText, text: str) -> str | None:
    """The register of a title; of a recognised one also with a letter or two read wrongly."""
    if _TITLE.match(text):
        found = next((name for name, words in REGISTERS if words.search(text)), None)
        if found is not None:
            return found
    if page.method is not Method.OCR:
        return None
    likely = {name: fuzz.ratio(text[: len(title)], title) for title, name in _TITLES.items()}
    best = max(likely, key=lambda name: likely[name])
    return best if likely[best] >= _ALIKE else None


def _form(near: Sequence[Strip]) -> tuple[str, tuple[Token, ...]]:
    for strip in near:
        for name, word in _FORMS:
            if word in strip.text and re.search(r"נסח|העתק|רישום", strip.text):
                return name, tuple(each for each in strip.tokens if word in each.word.text)
    return "", ()


def _read_strip(head: Head, strip: Strip) -> None:
    ordered = sorted(strip.tokens, key=lambda token: -token.word.box[2])
    text = bare_marks(" ".join(token.word.text for token in ordered))
    _date_and_number(head, ordered, text)
    office = re.search(r"לשכת ?רישום ?מקרקעין ?:?", text)
    if office:
        _set(head, "registration_office", _span(ordered, office.end(), len(text)))
    match = IDENTIFICATION.search(text)
    if match:
        for key, group in (("gush", 1), ("helka", 2), ("tat_helka", 3)):
            if match[group]:
                _set(head, key, _span(ordered, *match.span(group)))
    elif book := BOOK.search(text):
        _set(head, "book", _span(ordered, *book.span(1)))
        _set(head, "leaf", _span(ordered, *book.span(2)))


def _date_and_number(head: Head, ordered: list[Token], text: str) -> None:
    found = re.search(r"\d{1,2}[./]\d{1,2}[./]\d{4}", text)
    if found:
        _set(head, "extract_date", _span(ordered, *found.span()))
    found = re.search(r"\d{1,2}:\d\d", text)
    if found:
        _set(head, "extract_time", _span(ordered, *found.span()))
    found = re.search(r"נסח ?מס'? ?:? ?(\d{1,12})", text)
    if found:
        _set(head, "extract_number", _span(ordered, *found.span(1)))


def _set(head: Head, key: str, tokens: list[Token]) -> None:
    if tokens:
        head.values.setdefault(key, tokens)


def _span(ordered: Sequence[Token], start: int, end: int) -> list[Token]:
    """The words that have any letter from start to end of their joined text."""
    place = 0
    taken = []
    for token in ordered:
        if place < end and place + len(token.word.text) > start:
            taken.append(token)
        place += len(token.word.text) + 1
    return taken


@dataclass(frozen=True, slots=True)
class Extent:
    """Whether the pages are the whole extract."""

    ended: bool
    missing_pages: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Read to its stated end, no page missing."""
        return self.ended and not self.missing_pages


def page_of(page: PageText) -> tuple[int, int] | None:
    """ "עמוד 2 מתוך 3" is (2, 3)."""
    for line in reversed(page.lines):
        match = PAGE_OF.search(line.text)
        if match:
            return int(match[1]), int(match[2])
    return None


def extent_of(pages: Sequence[PageText], *, ended: bool) -> Extent:
    """Whether the pages are all that their footers count, and the end stands on the last."""
    numbers = [place for page in pages if (place := page_of(page)) is not None]
    total = max((total for _, total in numbers), default=0)
    there = {number for number, _ in numbers}
    missing = tuple(number for number in range(1, total + 1) if number not in there)
    return Extent(ended, missing if len(numbers) == len(pages) else ())


def is_concentrated(pages: Sequence[PageText], title: Title | None) -> bool:
    """The short form for all units: said by its title, or known by a heading for each unit."""
    if title is not None and title.form == "concentrated":
        return True
    headings = 0
    for page in pages:
        for strip in head_and_body(page)[1]:
            if END in strip.text:
                break
            headings += re.fullmatch(SUB_PARCEL, strip.text.strip()) is not None
    return headings > 0
