"""Dates as tables write them: which part is the day is told by the whole column, or not at all."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from shamay_desktop.i18n.isolates import strip_marks

ORDERS = ("DMY", "MDY", "YMD")

_PARTS = re.compile(r"(\d{1,2})\s?([./\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./\-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_BEFORE = re.compile(r"^(?:ב?יום|מיום|ב-)\s?(?=\d)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("ינואר jan january", "פברואר feb february", "מרץ מרס mar march", "אפריל apr april",
         "מאי may", "יוני jun june", "יולי jul july", "אוגוסט aug august",
         "ספטמבר sep sept september", "אוקטובר oct october", "נובמבר nov november",
         "דצמבר dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_NAMED = re.compile(
    r"(?P<day>\d{1,2})[\s\-/.]*(?P<month>[a-z]{3,9}|ב?[א-ת]{3,7})\.?[\s\-/.,]*"
    r"(?P<year>\d{4}|\d{2})",
    re.IGNORECASE,
)
_NAME_FIRST = re.compile(
    r"(?P<month>[a-z]{3,9})\.?\s?(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[T ]\s?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2}|[AP]M)?$", re.I)
_EIGHT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_SHEET_DAYS = date(1899, 12, 30)
_LONGEST = 200
"""Letters of a cell that may say a day; a longer one is a note."""
_FIRST_SHEET_DAY, _LAST_SHEET_DAY = 18_264, 73_050
"""1950 to 2099, as sheets count days."""


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """The order of a column's dates: one of `ORDERS`, or "" where it must be asked for.

    `ambiguous`: how many cells would be another day in the other order; `example` one of them.
    `mixed`: some cells are surely day first and others surely month first.
    """

    order: str
    ambiguous: int = 0
    mixed: bool = False
    example: str = ""

    @property
    def must_ask(self) -> bool:
        """Whether a person has to say which part is the day."""
        return not self.order and self.ambiguous > 0


class OrderEvidence:
    """Looks at the cells of a date column one by one."""

    def __init__(self) -> None:
        self._day_first = self._month_first = self._open = self._whole = 0
        self._example = ""

    def look(self, cell: object) -> None:
        """Count what a cell says about the order."""
        if not isinstance(cell, str):
            self._whole += cell is not None
            return
        kind = _says(cell)
        if kind == "open":
            self._open += 1
            self._example = self._example or cell.strip()
        self._day_first += kind == "day"
        self._month_first += kind == "month"
        self._whole += kind == "whole"

    @property
    def decided(self) -> bool:
        """Whether the cells so far tell the order."""
        return bool(self._day_first or self._month_first)

    def order(self) -> ColumnOrder:
        """What the cells tell together."""
        if self._day_first and self._month_first:
            return ColumnOrder("", self._open, mixed=True, example=self._example)
        if self._day_first or self._month_first:
            return ColumnOrder("DMY" if self._day_first else "MDY", self._open)
        if self._open:
            return ColumnOrder("", self._open, example=self._example)
        return ColumnOrder("YMD" if self._whole else "")


def date_of(cell: object, order: str, this_year: int) -> date | None:
    """The day that a cell says, None when it says none or not surely (`order` "").

    Two digits of a year are the latest such year that is not beyond the next one.
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, Decimal):
        return _counted(cell)
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    return _written(cell, order, this_year)


def is_open(cell: object) -> bool:
    """Whether a cell would be another day with day and month exchanged."""
    return isinstance(cell, str) and _says(cell) == "open"


def _says(text: str) -> str:
    bare = _bare(text) if len(text) <= _LONGEST else ""
    if _year_first(bare) is not None or _named(bare, 2000) is not None:
        return "whole"
    parts = _PARTS.fullmatch(bare)
    if parts is None:
        return ""
    first, second = int(parts[1]), int(parts[3])
    if first > 12 or second > 12:
        return ("day" if second <= 12 else "") if first > 12 else "month"
    return "same" if first == second else "open"


@lru_cache(maxsize=65536)
def _written(text: str, order: str, this_year: int) -> date | None:
    bare = _bare(text)
    if found := _year_first(bare) or _named(bare, this_year):
        return found
    if re.fullmatch(r"\d{5}(\.\d{1,12})?", bare, re.ASCII):
        return _counted(Decimal(bare))
    parts = _PARTS.fullmatch(bare)
    if parts is None:
        return None
    first, second, year = int(parts[1]), int(parts[3]), _year(parts[4], this_year)
    # Without an order only what has one reading is a date.
    if order == "DMY" or first == second or (order != "MDY" and first > 12):
        return _day(year, second, first)
    return _day(year, first, second) if order == "MDY" or second > 12 else None


@lru_cache(maxsize=65536)
def _bare(text: str) -> str:
    plain = " ".join(strip_marks(text).replace("\xa0", " ").split())
    return _BEFORE.sub("", _CLOCK.sub("", plain).strip())


def _named(bare: str, this_year: int) -> date | None:
    """A day whose month is a word: "12 במרץ 2025", "12-Mar-25", "March 12, 2025"."""
    found = _NAMED.fullmatch(bare) or _NAME_FIRST.fullmatch(bare)
    if found is None:
        return None
    name = found["month"].casefold()
    month = _MONTHS.get(name) or _MONTHS.get(name.removeprefix("ב"))
    return (
        None if month is None else _day(_year(found["year"], this_year), month, int(found["day"]))
    )


def _year_first(bare: str) -> date | None:
    parts = _YEAR_FIRST.fullmatch(bare)
    if parts is not None:
        return _day(int(parts[1]), int(parts[3]), int(parts[4]))
    eight = _EIGHT.fullmatch(bare)
    return None if eight is None else _day(int(eight[1]), int(eight[2]), int(eight[3]))


def _counted(number: Decimal) -> date | None:
    """A number that is a day of a sheet or eight digits of a date."""
    if not number.is_finite() or not 0 < number < 100_000_000:
        return None
    whole = int(number)
    if _FIRST_SHEET_DAY <= whole <= _LAST_SHEET_DAY:
        return _SHEET_DAYS + timedelta(days=whole)
    eight = _EIGHT.fullmatch(str(whole)) if whole == number else None
    return None if eight is None else _day(int(eight[1]), int(eight[2]), int(eight[3]))


def _year(text: str, this_year: int) -> int:
    if len(text) == 4:
        return int(text)
    century = this_year // 100 * 100
    year = century + int(text)
    return year if year <= this_year + 1 else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
