"""A cell of a foreign table as the content of its column: exact, or nothing with the reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
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
MOST_KEPT = 200
"""Letters of a cell whose reading is kept for the next one that says the same: a longer one is a
note, written once, and many of them would fill the memory."""

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
_DOTTED = re.compile(r"[-−]?\d{1,3}(\.\d{3}){2,}(,\d{1,2})?|[-−]?\d{1,3}\.\d{3},\d{1,2}", re.ASCII)
_THREE = re.compile(r"[-−]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
"""Thousands by a dot, or three decimals: the digits do not say which."""

_COMMA = re.compile(r"[-−]?\d{1,4},\d{1,2}", re.ASCII)
_SPACED = re.compile(r"[-−]?\d{1,3}( \d{3})+(\.\d{1,2})?", re.ASCII)
_BRACKETED = re.compile(r"\(\s*([\d.,\s]+?)\s*\)", re.ASCII)
_MINUS_BEHIND = re.compile(r"([\d.,]+)\s?[-−]", re.ASCII)
_AND_A_PART = re.compile(r"(\d{1,4}) ([1-9])/([2458])", re.ASCII)
_PARTS = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})
_TIMES = re.compile(
    r"(?P<number>[\d.,]+)\s?(?:(?P<million>מיליון|מליון|מלש[\"״']{0,2}ח|million|mln|m)"
    r"|(?P<thousand>אלפים|אלף|thousand|k))",
    re.IGNORECASE | re.ASCII,
)
"""Amounts that are told in round millions or thousands. "מ'" may be metres: it is none."""

_MARKED = re.compile(r"^\?+\s*|\s*\?+$")
_YES = frozenset({"כן", "יש", "yes", "true", "1", "v", "✓", "+"})
_NO = frozenset({"לא", "אין", "no", "false", "0", "x"})
_FLOORS = {"ground": 0, "ground floor": 0, "basement": -1, "lobby": 0, "עמודים": 0,
           "קומת עמודים": 0, "כניסה": 0, "קומת כניסה": 0}  # fmt: skip
"""What parses as no floor elsewhere: the open floor between pillars is the ground's."""

_OUT_OF = re.compile(r"(?P<floor>.+?) (?:מתוך|מ-|out of|of) ?\d{1,3}")


def words(cell: Cell) -> str:
    """What a cell says, on one line without direction marks; "" for what stands for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _words(cell) if len(cell) <= MOST_KEPT else _words.__wrapped__(cell)
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


def number(cell: Cell, *, lost: bool = False, amount: bool = False) -> Decimal | None:
    """The number of a cell: currency, metres and thousands off. None when it is none.

    Of a table whose letters were destroyed a mark beside the digits stood for the currency. An
    `amount` of shekels may be told in millions, and has no third decimal: a dot before three
    digits parts thousands there (`doubt` says so). Raises Refused(`not_a_number`) for words.
    """
    if isinstance(cell, Decimal):
        return _short(cell)
    text = words(cell)
    if not text:
        return None
    bare = _bare(text, amount)
    if lost:
        bare = _MARKED.sub("", bare)
    return _number(bare, amount)


def _bare(text: str, amount: bool) -> str:
    if amount and _TIMES.fullmatch(text):
        return text  # "מלש״ח" holds the currency's own letters
    return _METRES.sub("", _CURRENCY.sub("", text)).strip()


@lru_cache(maxsize=65536)
def _short(told: Decimal) -> Decimal:
    """Without zeros behind the point: 183.0 is 183."""
    return Decimal(plain(told)) if told.is_finite() and abs(told.adjusted()) < 40 else told


@lru_cache(maxsize=65536)
def _number(bare: str, amount: bool = False) -> Decimal:
    """Raises Refused(`not_a_number`)."""
    given, minus = bare, False
    if below := _BRACKETED.fullmatch(bare) or _MINUS_BEHIND.fullmatch(bare):
        bare, minus = below[1], True
    by = Decimal(1)
    if amount and (times := _TIMES.fullmatch(bare)):
        bare, by = times["number"], Decimal(1_000_000 if times["million"] else 1_000)
    part = Decimal(0)
    if mixed := _AND_A_PART.fullmatch(" ".join(bare.translate(_PARTS).split())):
        bare, part = mixed[1], Decimal(mixed[2]) / Decimal(mixed[3])
    bare = _with_point(bare, amount and by == 1)
    if not _NUMBER.fullmatch(bare) or part >= 1:
        raise Refused("not_a_number", field="", given=given[:80])
    found = (Decimal(bare.replace(",", "").replace("−", "-")) + part) * by
    return -found if minus else found


def _with_point(bare: str, amount: bool) -> str:
    """Digits with commas between thousands at most, and a point before decimals."""
    if _DOTTED.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    if amount and _THREE.fullmatch(bare):
        return bare.replace(".", "")
    if _COMMA.fullmatch(bare):
        return bare.replace(",", ".")
    return bare.replace(" ", "") if _SPACED.fullmatch(bare) else bare


def doubt(kind: CellType, cell: Cell) -> tuple[str, str]:
    """What is not sure about a cell that was read, and as what it was read; "" for nothing.

    `thousands_by_dot`: "950.000" in an amount; `decimals_or_thousands`: "1.250" elsewhere;
    `amount_rounded`: an amount told in millions; `share_rounded`: 0.333 may be a third.
    """
    if kind is CellType.SHARE:
        return _doubtful_share(cell)
    if not isinstance(cell, str) or kind not in (CellType.AMOUNT, CellType.NUMBER):
        return "", ""
    amount = kind is CellType.AMOUNT
    bare = _bare(words(cell), amount)
    if _THREE.fullmatch(bare):
        code = "thousands_by_dot" if amount else "decimals_or_thousands"
        return code, plain(_number(bare, amount))
    if amount and _TIMES.fullmatch(bare):
        return "amount_rounded", plain(_number(bare, amount))
    return "", ""


def _doubtful_share(cell: Cell) -> tuple[str, str]:
    try:
        told = share(cell)
    except Refused:
        return "", ""
    if told is None or not 0 < told < 1 or (isinstance(cell, str) and "/" in cell):
        return "", ""
    for below in (3, 6):
        above = round(told * below)
        near = Fraction(above, below)
        if near.denominator in (3, 6) and near != told and abs(near - told) <= Fraction(1, 1000):
            return "share_rounded", f"{near.numerator}/{near.denominator}"
    return "", ""


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

    A decimal stays what it says: 0.333 is no third (`doubt` says that it may be one).
    """
    if isinstance(cell, Decimal):
        if not cell.is_finite():
            raise Refused("not_a_fraction", field="", given=str(cell)[:80])
        return Fraction(cell)
    text = words(cell)
    if not text:
        return None
    try:
        if text.endswith("%"):
            return Fraction(_number(text.rstrip("% ").strip())) / 100
        return Fraction(_number(text))
    except Refused:
        return parse_share(text)


def floor_number(text: str) -> int | None:
    """The floor's number, 0 for the ground; of several the lowest; None when it is no floor."""
    return _floor_number(text) if len(text) <= MOST_KEPT else None


@lru_cache(maxsize=4096)
def _floor_number(text: str) -> int | None:
    known = _FLOORS.get(text.casefold())
    if known is not None:
        return known
    if found := _OUT_OF.fullmatch(text):  # of how many floors says nothing of which
        text = found["floor"]
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
    found = parcel_key(text) if len(text) <= MOST_KEPT else None
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
    return number(cell, lost=lost, amount=True)


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
