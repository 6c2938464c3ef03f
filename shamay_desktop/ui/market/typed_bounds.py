"""What is typed into a search's editors: numbers, days, several blocks, a point on the ground."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.fields.typed_input import grouped, shown, typed
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.widgets.wording import problem_words

DAY = Field("market.day", "תאריך", "Day", kind=Kind.DATE)
NUMBER = Field("market.number", "מספר", "Number", kind=Kind.DECIMAL)
WHOLE = Field("market.whole", "מספר שלם", "Whole number", kind=Kind.INTEGER)

_BLOCKS = re.compile(r"[\s,;]+")
_RANGE = re.compile(r"(\d{1,6})\s*[-–־]\s*(\d{1,6})")
_MOST_BLOCKS = 200
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Blocks:
    """Several blocks, or a range of them."""

    each: frozenset[str] = frozenset()
    low: int | None = None
    high: int | None = None


def number_of(text: str) -> Decimal | None:
    """A number as it is typed, None for none. Raises Refused."""
    content = typed(NUMBER, text)
    return None if content is None else Decimal(str(content))


def amount_of(text: str) -> Decimal | None:
    """A number above 0, None for none. Raises Refused(`market_amount`) and as `number_of`."""
    amount = number_of(text)
    if amount is not None and not 0 < amount <= _MOST:
        raise Refused("market_amount", given=str(amount))
    return amount


def whole_of(text: str) -> int | None:
    """A whole number, None for none. Raises Refused."""
    content = typed(WHOLE, text)
    return None if content is None else int(str(content))


def day_of(text: str) -> date | None:
    """A day, None for none. Raises Refused."""
    content = typed(DAY, text)
    return None if content is None else date.fromisoformat(str(content))


def blocks_of(text: str) -> Blocks:
    """`6109, 6110` are several blocks, `6100-6150` is a range. Raises Refused(`market_blocks`)."""
    plain = strip_marks(text).strip()
    if not plain:
        return Blocks()
    spanned = _RANGE.fullmatch(plain)
    if spanned is not None:
        low, high = sorted(int(each) for each in spanned.groups())
        return Blocks(low=low, high=high)
    each = [part for part in _BLOCKS.split(plain) if part]
    if len(each) > _MOST_BLOCKS or not all(part.isdecimal() and len(part) <= 6 for part in each):
        raise Refused("market_blocks", given=plain[:80])
    return Blocks(frozenset(part.lstrip("0") or "0" for part in each))


def blocks_text(blocks: Blocks) -> str:
    """The same as it is typed."""
    if blocks.low is not None and blocks.high is not None:
        return f"{blocks.low}-{blocks.high}"
    return ", ".join(sorted(blocks.each))


def point_of(text: str) -> tuple[Decimal, Decimal] | None:
    """East and north of Israel TM, None for none. Raises Refused(`market_point`)."""
    plain = strip_marks(text).strip()
    if not plain:
        return None
    parts = [part for part in re.split(r"[\s,;/]+", plain) if part]
    try:
        east, north = (number_of(part) for part in parts)
    except (ValueError, Refused):
        raise Refused("market_point", given=plain[:80]) from None
    inside = east and north and 100_000 < east < 300_000 and 350_000 < north < 820_000
    if east is None or north is None or not inside:
        raise Refused("market_point", given=plain[:80])
    return east, north


def number_text(number: Decimal | int | None) -> str:
    """A bound as its editor shows it."""
    return "" if number is None else grouped(str(number))


def day_text(day: date | None, texts: Texts) -> str:
    """A day as its editor shows it."""
    return "" if day is None else shown(DAY, day.isoformat(), texts.language.value)


def show_problem(line: QLineEdit, problem: Refused | None, texts: Texts) -> None:
    """Mark an editor whose text was refused, and say why; None takes it back."""
    theme.set_problem(line, "" if problem is None else "error")
    words = ""
    if problem is not None:
        known = texts.has(f"errors.{problem.code}")
        words = error_words(texts, problem) if known else problem_words(problem, texts)
    line.setToolTip(words)
    line.setAccessibleDescription(words)
