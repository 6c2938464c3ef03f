"""A cell of a foreign table as the content of its column: exact, or nothing with the reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.floors import parse_floors
from shamay_desktop.domain.market.mapping import CellType
from shamay_desktop.domain.market.parcel_keys import parcel_key
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.shares import parse_share
from shamay_desktop.i18n.isolates import strip_marks

Cell = str | Decimal | date | bool | None

LONGEST_TEXT = 1000
GUARD = "'"
"""Stands before a text that a sheet would take for a formula; reading takes it off."""

FORMULA = ("=", "+", "-", "@")
_EMPTY = frozenset(
    {"", "-", "--", "---", "–", "—", "none", "null", "nan", "n/a", "#n/a", "nat", "לא ידוע",
     "לא צוין", "לא ידועה"}
)  # fmt: skip
_CURRENCY = re.compile(r"₪|ש[\"״'׳]{0,2}ח|\bnis\b|\bils\b|ש״ח", re.IGNORECASE)
_METRES = re.compile(r"מ[\"״'׳]{1,2}ר|מטרים?|\bsqm\b|\bm2\b|m²", re.IGNORECASE)
_NUMBER = re.compile(r"[-−]?(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,10})?", re.ASCII)
_DOTTED = re.compile(r"\d{1,3}(\.\d{3}){2,}", re.ASCII)
_COMMA = re.compile(r"-?\d{1,4},\d{1,2}", re.ASCII)
_MARKED = re.compile(r"^\?+\s*|\s*\?+$")
_YES = frozenset({"כן", "יש", "yes", "true", "1", "v", "✓", "+"})
_NO = frozenset({"לא", "אין", "no", "false", "0", "x"})
_REPEATING = (3, 6, 7, 9, 11, 12)
_ENGLISH_FLOORS = {"ground": 0, "ground floor": 0, "basement": -1, "lobby": 0}


def words(cell: Cell) -> str:
    """What a cell says, on one line without direction marks; "" for what stands for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _words(cell)
    if isinstance(cell, Decimal):
        return plain(cell) if abs(cell.adjusted()) < 40 else str(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell).lower()


@lru_cache(maxsize=65536)
def _words(text: str) -> str:
    bare = " ".join(strip_marks(text).replace("\xa0", " ").split())
    if bare[:1] == GUARD and bare[1:2] in (*FORMULA, GUARD):
        bare = bare[1:]
    return "" if bare.casefold() in _EMPTY else bare


def guarded(text: str) -> str:
    """A text for a CSV file: what a sheet would take for a formula is marked as text."""
    return f"{GUARD}{text}" if text.lstrip()[:1] in (*FORMULA, GUARD) and text.strip() else text


def shown(cell: Cell) -> str:
    """A cell as it stood, for the row's `raw`; the longest drawings are cut."""
    if cell is None:
        return ""
    text = cell if isinstance(cell, str) else words(cell)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def number(cell: Cell, *, lost: bool = False) -> Decimal | None:
    """The number of a cell: currency, metres and thousands off. None when it is none.

    Of a table whose letters were destroyed a mark beside the digits stood for the currency.
    Raises Refused(`not_a_number`) for words.
    """
    if isinstance(cell, Decimal):
        return _short(cell)
    text = words(cell)
    if not text:
        return None
    bare = _METRES.sub("", _CURRENCY.sub("", text)).strip()
    if lost:
        bare = _MARKED.sub("", bare)
    return _number(bare)


@lru_cache(maxsize=65536)
def _short(told: Decimal) -> Decimal:
    """Without zeros behind the point: 183.0 is 183."""
    return Decimal(plain(told)) if told.is_finite() and abs(told.adjusted()) < 40 else told


@lru_cache(maxsize=65536)
def _number(bare: str) -> Decimal:
    if _DOTTED.fullmatch(bare):
        bare = bare.replace(".", "")
    elif _COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    if not _NUMBER.fullmatch(bare):
        raise Refused("not_a_number", field="", given=bare[:80])
    return Decimal(bare.replace(",", "").replace("−", "-"))


def whole(cell: Cell, *, lost: bool = False) -> int | None:
    """A whole number. Raises Refused(`not_a_number`, `not_whole`)."""
    found = number(cell, lost=lost)
    if found is None:
        return None
    if found != found.to_integral_value() or abs(found) >= 2**31:
        raise Refused("not_whole", field="", given=str(found)[:80])
    return int(found)


def share(cell: Cell) -> Fraction | None:
    """A share as "1/2", "0.500", "50%" or 1; 0 is told too. Raises Refused(`not_a_fraction`).

    Three decimals of a fraction that never ends (0.333, 0.667) are that fraction.
    """
    if isinstance(cell, Decimal):
        return _rounded_share(cell)
    text = words(cell)
    if not text:
        return None
    try:
        if text.endswith("%"):
            return Fraction(_number(text.rstrip("% ").strip())) / 100
        return _rounded_share(_number(text))
    except Refused:
        return parse_share(text)


@lru_cache(maxsize=4096)
def _rounded_share(told: Decimal) -> Fraction:
    exact = Fraction(told)
    exponent = told.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    if places < 3 or not 0 < exact < 1:
        return exact
    step = Decimal(1).scaleb(-places)
    for below in _REPEATING:
        above = round(exact * below)
        rounded = (Decimal(above) / below).quantize(step, rounding=ROUND_HALF_UP)
        if 0 < above < below and rounded == told:
            return Fraction(above, below)
    return exact


def floor_number(text: str) -> int | None:
    """The floor's number, 0 for the ground; of several the lowest; None when it is no floor."""
    return _floor_number(text)


@lru_cache(maxsize=4096)
def _floor_number(text: str) -> int | None:
    if text.casefold() in _ENGLISH_FLOORS:
        return _ENGLISH_FLOORS[text.casefold()]
    read = parse_floors(text.removesuffix(".0"))
    return min(read.numbers) if read.understood and read.numbers else None


def flag(cell: Cell) -> str:
    """ "true", "false", or "" for what says neither."""
    text = words(cell).casefold()
    return "true" if text in _YES else "false" if text in _NO else ""


def house(cell: Cell) -> str:
    """A house number: 12.0 is 12."""
    return words(cell).removesuffix(".0")


def code(cell: Cell) -> str:
    """An identifier: what a sheet made a number of is written without its point."""
    return words(cell).removesuffix(".0")


def parcel_part(cell: Cell) -> str:
    """A parcel's or sub-parcel's number without leading zeros; "" for 0."""
    text = code(cell)
    return text.lstrip("0") if text.isdecimal() else text


def key(cell: Cell) -> tuple[str, str, str] | None:
    """Block, parcel and sub-parcel; None for an empty cell.

    Raises Refused(`wrong_form`) for what is no key.
    """
    text = code(cell)
    if not text or not text.strip("0-/ "):
        return None
    found = parcel_key(text)
    if found is None:
        raise Refused("wrong_form", field="", given=text[:80])
    return found


def content(kind: CellType, cell: Cell, *, lost: bool = False) -> object:
    """A cell by its type; None or "" where it says nothing. Raises Refused for what does not fit.

    Dates, towns, shapes and choices need more than their cell: they are read by whoever has it.
    """
    return _READERS[kind](cell, lost)


def _amount(cell: Cell, lost: bool) -> Decimal | None:
    if isinstance(cell, str) and "$" in cell:
        raise Refused("not_shekels", field="", given=words(cell)[:80])
    return number(cell, lost=lost)


def _year(cell: Cell, lost: bool) -> int | None:
    found = cell.year if isinstance(cell, date) else whole(cell, lost=lost)
    return found or None


def _text(cell: Cell, lost: bool) -> str:
    """Words whose letters were destroyed say nothing."""
    text = words(cell)
    return "" if lost and "?" in text else text[:LONGEST_TEXT]


def _place(cell: Cell, _lost: bool) -> Decimal | None:
    try:
        return cell if isinstance(cell, Decimal) else Decimal(words(cell) or "NaN")
    except InvalidOperation as error:
        raise Refused("not_a_number", field="", given=words(cell)[:80]) from error


_READERS: Mapping[CellType, Callable[[Cell, bool], object]] = {
    CellType.TEXT: _text,
    CellType.TOWN: _text,
    CellType.CHOICE: _text,
    CellType.FLOOR: lambda cell, lost: house(None if _text(cell, lost) == "" else cell),
    CellType.WHOLE: lambda cell, lost: whole(cell, lost=lost),
    CellType.NUMBER: lambda cell, lost: number(cell, lost=lost),
    CellType.AMOUNT: _amount,
    CellType.SHARE: lambda cell, _lost: share(cell),
    CellType.KEY: lambda cell, _lost: key(cell),
    CellType.YEAR: _year,
    CellType.FLAG: lambda cell, _lost: flag(cell),
    CellType.HOUSE: lambda cell, lost: house(None if _text(cell, lost) == "" else cell),
    CellType.CODE: lambda cell, lost: code(None if _text(cell, lost) == "" else cell),
    CellType.PLACE: _place,
    CellType.SHAPE: lambda cell, _lost: cell if isinstance(cell, str) else "",
}
