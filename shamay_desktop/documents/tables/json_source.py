"""The text of JSON from where one reads on: values one after another, never the whole text."""

import json
import math
import re
from typing import Any

from shamay_desktop.documents.tables.cells import Sent, sent_number
from shamay_desktop.documents.tables.decoding import CountedText
from shamay_desktop.documents.tables.limits import TableLimits
from shamay_desktop.domain.errors import Refused

_PIECE = 1024 * 1024
_SPACE = re.compile(r"[ \t\r\n]*")
_LONG = 15
"""Digits that a float holds exactly, whatever they are."""


class JsonSource:
    """Holds as much of the text as one value may be long, and a piece more."""

    def __init__(self, text: CountedText, limits: TableLimits) -> None:
        self._text, self._most, self._deepest = text, limits.line, limits.nesting
        self._ahead, self._at, self._ended = "", 0, False
        self._decode = json.JSONDecoder(
            parse_float=_exact, parse_int=_whole, parse_constant=str
        ).raw_decode

    def next(self) -> str:
        """The character that comes after white space; "" at the end."""
        while True:
            self._fill()
            self._at = self._after_space(self._at)
            if self._at < len(self._ahead):
                return self._ahead[self._at]
            if self._ended:
                return ""

    def second(self) -> str:
        """The one that comes after the next and white space."""
        self.next()
        at = self._after_space(self._at + 1)
        return self._ahead[at : at + 1]

    def take(self, expected: str, row: int) -> str:
        """Go on after one of these characters. Raises Refused(`table_broken`)."""
        character = self.next()
        if not character or character not in expected:
            raise Refused("table_broken", row=row)
        self._at += 1
        return character

    def value(self, row: int) -> Any:
        """The whole value that comes next. Raises Refused."""
        self.next()
        try:
            found, end = self._decode(self._ahead, self._at)
        except RecursionError as error:
            raise Refused("table_too_deep", row=row, limit=self._deepest) from error
        except ValueError as error:
            if not self._ended and len(self._ahead) - self._at >= self._most:
                raise Refused("table_line_long", row=row, limit=self._most) from error
            raise Refused("table_broken", row=row) from error
        if end - self._at > self._most:
            raise Refused("table_line_long", row=row, limit=self._most)
        self._at = end
        return found

    def is_alone(self) -> bool:
        """Whether nothing, or nothing that is known yet, comes after the value that comes next."""
        self.next()
        try:
            _, end = self._decode(self._ahead, self._at)
        except (ValueError, RecursionError):
            return True
        return self._after_space(end) >= len(self._ahead)

    def _after_space(self, at: int) -> int:
        found = _SPACE.match(self._ahead, at)
        return at if found is None else found.end()

    def _fill(self) -> None:
        if self._ended or len(self._ahead) - self._at > 2 * self._most:
            return
        piece = self._text.read(_PIECE + 2 * self._most)
        self._ended = not piece
        self._ahead, self._at = self._ahead[self._at :] + piece, 0


def _exact(text: str) -> float | Sent:
    """A number with a point or a power; a float only where it says the same."""
    number = float(text)
    short = len(text) <= _LONG and math.isfinite(number)
    return number if short or repr(number) == text else sent_number(text)


def _whole(text: str) -> int | Sent:
    return int(text) if len(text) <= _LONG else sent_number(text)
