"""Rows of a sheet's XML: what was last shown in each cell, else its formula as text."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from shamay_desktop.documents.tables.cells import Sent, sent_date, sent_number
from shamay_desktop.documents.tables.expat_source import parsed, tag_of
from shamay_desktop.documents.tables.workbook_parts import WorkbookParts, plain_text
from shamay_desktop.domain.errors import Refused

MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_FLOAT_DIGITS = 15


def rows_of(source: IO[bytes], parts: WorkbookParts) -> Iterator[tuple[int, list[Sent]]]:
    """Each row with its number. Raises Refused, ValueError, IndexError and expat's error."""
    reading = _Reading(parts)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.data
    for _ in parsed(parser, source):
        rows, reading.rows = reading.rows, []
        yield from rows


class _Reading:
    def __init__(self, parts: WorkbookParts) -> None:
        self.rows: list[tuple[int, list[Sent]]] = []
        self._parts = parts
        self._number = 0
        self._cells: list[Sent] = []
        self._at = 0
        self._place = self._kind = self._style = ""
        self._words: list[str] | None = None
        self._value: str | None = None
        self._formula: str | None = None
        self._shared: str | None = None
        self._masters: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        tag = tag_of(name)
        if tag == "c":
            self._place = attributes.get("r", "")
            self._at = column_of(self._place) if self._place else self._at + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value = self._formula = None
        elif tag in {"v", "t"}:
            self._words = []
        elif tag == "f":
            self._words, self._shared = [], attributes.get("si")
        elif tag == "row":
            self._begin_row(attributes.get("r"))

    def data(self, text: str) -> None:
        """Words."""
        if self._words is not None:
            self._words.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        tag = tag_of(name)
        if tag == "c":
            self._keep_cell()
        elif tag == "v":
            self._value = self._said()
        elif tag == "t":  # of a text in place, maybe of several pieces
            self._value = (self._value or "") + self._said()
        elif tag == "f":
            self._formula = self._whole_formula(self._said())
        elif tag == "row":
            self.rows.append((self._number, self._cells))

    def _begin_row(self, number: str | None) -> None:
        self._number = int(number) if number else self._number + 1
        if not 0 < self._number <= MOST_ROWS:
            raise Refused("table_rows_many", row=self._number, limit=MOST_ROWS)
        self._cells, self._at = [], 0

    def _said(self) -> str:
        words, self._words = self._words or [], None
        return "".join(words)

    def _keep_cell(self) -> None:
        content = self._content()
        if content is None:
            return
        missing = self._at - len(self._cells)
        if missing > 0:
            self._cells += [None] * missing
        self._cells[self._at - 1] = content

    def _content(self) -> Sent:
        """A text may be empty; an empty number was never reckoned."""
        text, kind = self._value, self._kind
        if text is None or (not text and kind != "str"):
            return None if self._formula is None else self._formula
        if kind == "s":
            return self._parts.texts[int(text)]
        if kind == "n":
            return self._number_or_day(text)
        if kind == "b":
            return text.strip() == "1"
        if kind == "d":
            return _day(text)
        return plain_text(text)

    def _number_or_day(self, text: str) -> Sent:
        number = _number(text)
        if self._style in self._parts.day_styles and isinstance(number, int | float):
            return _shown_day(number, self._parts)
        return number

    def _whole_formula(self, text: str) -> str:
        """A formula that others share is written once; for the others it is moved to their cell."""
        if self._shared is None:
            return f"={text}"
        if text:
            self._masters[self._shared] = text, self._place
            return f"={text}"
        master = self._masters.get(self._shared)
        return "=" if master is None else _moved(*master, self._place)


def _number(text: str) -> Sent:
    """As its sheet shows it: stored with 17 digits, 0.1 is 0.10000000000000001."""
    if len(text) <= _FLOAT_DIGITS and text.isdecimal():
        return int(text)
    if text.lstrip("-").isdecimal():
        return sent_number(text)
    number = float(text)
    return number if math.isfinite(number) else text


def _shown_day(number: float, parts: WorkbookParts) -> Sent:
    """A time of day and what is no day of the calendar stay the number that they are."""
    from openpyxl.utils.datetime import from_excel

    try:
        day = from_excel(number, parts.epoch) if number >= 1 else None
    except (OverflowError, ValueError):
        return number
    return sent_date(day) if isinstance(day, date) else number


def _day(text: str) -> Sent:
    try:
        return sent_date(date.fromisoformat(text.strip()[:10]))
    except ValueError:
        return text


def _moved(text: str, origin: str, place: str) -> str:
    from openpyxl.formula.translate import Translator

    try:
        return str(Translator(f"={text}", origin=origin).translate_formula(place))
    except (ValueError, IndexError, TypeError, AttributeError):
        return f"={text}"


def column_of(place: str) -> int:
    """Of "AB12" 28. Raises ValueError when it is no place of a sheet."""
    return _column_of_letters(place.rstrip("0123456789"))


@lru_cache(maxsize=20_000)
def _column_of_letters(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - 64
        if number > _MOST_COLUMNS:
            raise ValueError(letters)
    if not number:
        raise ValueError(letters)
    return number
