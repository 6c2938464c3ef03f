"""Cells and rows as they go from the limited process to the program: one line of JSON a row.

Texts, true, false and null are themselves; a number is a JSON number; a date is ["d", ISO], a
number that a JSON number cannot hold exactly ["n", its text]. Empty cells at the end are left out.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from shamay_desktop.usecases.market_ports import Cell

Sent = str | int | float | bool | list[str] | None
"""A cell on its way."""

DATE, NUMBER = "d", "n"
_LARGEST_POWER = 60
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_quoted = json.encoder.encode_basestring
_decode = json.JSONDecoder(parse_float=Decimal, parse_int=Decimal).decode


class ExactNumber(list[str]):
    """A number on its way, where a list of JSON could be meant too."""


def line_of(cells: Sequence[Sent]) -> bytes:
    """A row as a line with its end."""
    try:  # rows of texts alone are most, and twice as fast this way
        text = f"[{','.join(['null' if cell is None else _quoted(cell) for cell in cells])}]"  # type: ignore[arg-type]
    except TypeError:
        text = _encode(cells)
    if "\\u00" in text:  # a character that is no text
        text = _encode([_shown(cell) for cell in cells])
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:  # half of a pair
        return _encode([_shown(cell) for cell in cells]).encode() + b"\n"


def cells_of(line: bytes, width: int) -> tuple[Cell, ...]:
    """A line as a row of `width` cells. Raises ValueError for anything else."""
    found = _decode(line.decode())
    if not isinstance(found, list) or len(found) > width:
        raise ValueError("no row")
    cells = [each if each is None or isinstance(each, str) else _cell(each) for each in found]
    if len(cells) < width:
        cells += [None] * (width - len(cells))
    return tuple(cells)


def sent_date(day: date) -> list[str]:
    """A date on its way."""
    return [DATE, day.isoformat()[:10]]


def sent_number(text: str) -> Sent:
    """A number by its text, exact; what is no number of any use stays a text."""
    try:
        number = _measured(Decimal(text))
    except (ArithmeticError, ValueError):
        return text
    return ExactNumber([NUMBER, str(number)])


def text_of(cell: Sent) -> str:
    """What a cell says, for looking at it."""
    if cell is None:
        return ""
    return cell[1] if isinstance(cell, list) else str(cell)


def plain(text: str) -> str:
    """A text without characters that no text holds and no database keeps."""
    return _HIDDEN.sub("", text)


def _shown(cell: Sent) -> Sent:
    """Without characters that no text holds."""
    return _HIDDEN.sub("", cell) if isinstance(cell, str) else cell


def _cell(found: object) -> Cell:
    match found:
        case bool():
            return found
        case Decimal():
            return _measured(found)
        case ["d", str(text)]:
            return date.fromisoformat(text)
        case ["n", str(text)]:
            return _measured(Decimal(text))
    raise ValueError("no cell")


def _measured(number: Decimal) -> Decimal:
    """Raises ValueError for one whose digits nobody could write down."""
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_POWER:
        raise ValueError("no number")
    return number
