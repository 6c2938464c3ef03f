"""Canonical values as people read them: numbers, money, areas, dates, shares, ranges.

A value is shown as it is stored: no digit is dropped or added, nothing is rounded here. Each
result is safe inside a Hebrew sentence: what would lose its order is isolated. What is shown is
never parsed back. Identifiers (gush, parcel, plan, licence) are no numbers: see `identifier`.
"""

import datetime as dt
from decimal import Decimal, InvalidOperation

from shamay_desktop.i18n.isolates import POP, isolate_left_to_right
from shamay_desktop.i18n.language import Language

Canonical = str | int | Decimal

_RIGHT_TO_LEFT = "\u2067"
_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
_UNITS = {
    "shekel": {Language.HE: "₪", Language.EN: "₪"},
    "sqm": {Language.HE: 'מ"ר', Language.EN: "m²"},
    "metre": {Language.HE: "מ'", Language.EN: "m"},
    "shekel_per_sqm": {Language.HE: '₪ למ"ר', Language.EN: "₪/m²"},
    "foot": {Language.HE: "רגל", Language.EN: "ft"},
    "square_foot": {Language.HE: "רגל רבועה", Language.EN: "ft²"},
    "shekel_per_month": {Language.HE: "₪ לחודש", Language.EN: "₪/month"},
}

MONTHS = {
    Language.HE: (
        "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר",
        "נובמבר", "דצמבר",
    ),
    Language.EN: (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
"""The months' names, January first."""


def number(value: Canonical) -> str:
    """A number with thousands separators: "5700000" is 5,700,000 and "162.00" stays 162.00.

    ValueError when the text is not an exact number.
    """
    shown = _digits(value)
    return isolate_left_to_right(shown) if shown.startswith(_MINUS) else shown


def quantity(value: Canonical, unit: str, language: Language) -> str:
    """A number with its unit: sqm, metre, foot, square_foot, shekel, shekel_per_… or percent.

    The unit follows the number in the reading order of the language and stays on its line.
    """
    if unit == "percent":
        return percent(value)
    shown = f"{_digits(value)}{_NO_BREAK}{_UNITS[unit][language]}"
    if not language.right_to_left:
        return isolate_left_to_right(shown)
    if shown.startswith(_MINUS):
        shown = f"{number(value)}{_NO_BREAK}{_UNITS[unit][language]}"
    return f"{_RIGHT_TO_LEFT}{shown}{POP}"


def unit_name(unit: str, language: Language) -> str:
    """How a unit is written, for a column's head: מ"ר, ₪. KeyError for percent."""
    return _UNITS[unit][language]


def money(value: Canonical, language: Language) -> str:
    """An amount in new shekels: 5,700,000 ₪ (in English ₪5,700,000)."""
    if language.right_to_left:
        return quantity(value, "shekel", language)
    shown = _digits(value)
    sign = _MINUS if shown.startswith(_MINUS) else ""
    return isolate_left_to_right(f"{sign}₪{shown.removeprefix(_MINUS)}")


def area(value: Canonical, language: Language) -> str:
    """An area in square metres: 142.3 מ"ר, in English 142.3 m²."""
    return quantity(value, "sqm", language)


def percent(value: Canonical) -> str:
    """A number of per cents, not a share of one: "3.2" is 3.2%."""
    return isolate_left_to_right(f"{_digits(value)}%")


def date(value: str | dt.date) -> str:
    """A day as DD.MM.YYYY, from an ISO text or a date; ValueError when it is none."""
    day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def date_or_part(value: str, language: Language) -> str:
    """A day as `date`, a month as מאי 2023 (May 2023), a year as 2023; from "2023-05-01",
    "2023-05" or "2023". ValueError for anything else.
    """
    year, _, rest = value.partition("-")
    if "-" in rest:
        return date(value)
    dt.date.fromisoformat(f"{value}-01" if rest else f"{year}-01-01")
    return f"{MONTHS[language][int(rest) - 1]}{_NO_BREAK}{year}" if rest else year


def fraction(value: str) -> str:
    """A share as it is stored: "1/2" is 1/2, never reduced or turned round."""
    return isolate_left_to_right(value)


def identifier(value: str) -> str:
    """A gush, parcel, plan or licence number: in its own order, without separators."""
    return isolate_left_to_right(value)


def between(low: str, high: str) -> str:
    """A range of two shown values, low before high from left to right: 3–5."""
    return isolate_left_to_right(f"{low}–{high}")


def listed(numbers: str, language: Language) -> str:
    """Numbers between commas, "1, 2, 3", the first one first in the reading order."""
    return f"{_RIGHT_TO_LEFT}{numbers}{POP}" if language.right_to_left else numbers


def _digits(value: Canonical) -> str:
    try:
        exact = Decimal(value)
    except InvalidOperation:
        raise ValueError(value) from None
    if not exact.is_finite():
        raise ValueError(value)
    return f"{exact:,f}".replace("-", _MINUS)
