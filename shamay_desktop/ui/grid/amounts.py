"""Amounts of adjustment as a person types, sees and copies them: "5%", "-1,200 ₪/m²", "40000 ₪"."""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.adjustments import OVERALL
from shamay_desktop.domain.fields.canonical import canonical_number
from shamay_desktop.domain.valuation.adjusting import AdjustmentUnit
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate_left_to_right, strip_marks
from shamay_desktop.i18n.language import Language

LARGEST_PERCENT = Decimal(100)
"""A bare number beyond it is hardly a percentage: its unit has to be said."""

_MINUS = re.compile(r"[\u2010-\u2015\u2212]")
_SHEKEL = r"(?:₪|ש[\"״']?ח|nis|ils)"
_PER_SQM = re.compile(
    rf"(?:{_SHEKEL}\s*(?:/|ל-?|per\s*)?\s*(?:מ[\"״']{{1,2}}ר|m²|m2|sqm)|/\s*(?:m²|m2|מ[\"״']ר))$",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"^{_SHEKEL}|{_SHEKEL}$", re.IGNORECASE)
_DIGITS = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_SIGN: Mapping[AdjustmentUnit, str] = MappingProxyType(
    {AdjustmentUnit.PERCENT: "%", AdjustmentUnit.WHOLE: " ₪"}
)


def typed_amount(text: str, unit: AdjustmentUnit | None) -> tuple[str, AdjustmentUnit] | None:
    """The canonical amount and its unit; None for an empty text.

    A number without a sign of its unit is of the cell's own unit, else percent up to 100.
    Raises Refused(`amount_unreadable`, given), Refused(`amount_unit_missing`, given).
    """
    plain = _MINUS.sub("-", strip_marks(text)).strip()
    if not plain:
        return None
    said, rest = _unit_said(plain)
    digits = rest.replace(" ", "")
    if digits.endswith("-") and digits[:-1].isdecimal():  # as right-to-left text shows it
        digits = f"-{digits[:-1]}"
    if not _DIGITS.fullmatch(digits):
        raise Refused("amount_unreadable", given=plain[:40])
    number = Decimal(digits.replace(",", "").removeprefix("+"))
    wanted = said or unit or AdjustmentUnit.PERCENT
    if said is None and wanted is AdjustmentUnit.PERCENT and abs(number) > LARGEST_PERCENT:
        raise Refused("amount_unit_missing", given=plain[:40])
    return canonical_number(format(number, "f")), wanted


def typed_under(
    head: str, text: str, unit: AdjustmentUnit | None
) -> tuple[str, AdjustmentUnit] | None:
    """A typed amount under a head; the overall head is in percent alone. Raises Refused."""
    given = typed_amount(text, unit)
    if given is not None and head == OVERALL and given[1] is not AdjustmentUnit.PERCENT:
        raise Refused("amount_overall_percent")
    return given


def _unit_said(text: str) -> tuple[AdjustmentUnit | None, str]:
    if text.endswith("%") or text.startswith("%"):
        return AdjustmentUnit.PERCENT, text.strip("%").strip()
    if _PER_SQM.search(text):
        return AdjustmentUnit.PER_SQM, _PER_SQM.sub("", text).strip()
    if _WHOLE.search(text):
        return AdjustmentUnit.WHOLE, _WHOLE.sub("", text).strip()
    return None, text


def shown_amount(amount: Decimal, unit: AdjustmentUnit, language: Language) -> str:
    """ "+5%", "−1,200 ₪ per m²", "+40,000 ₪": with its sign, in reading order."""
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    digits = strip_marks(formats.number(canonical_number(format(abs(amount), "f"))))
    if unit is AdjustmentUnit.PERCENT:
        return isolate_left_to_right(f"{sign}{digits}%")
    name = "₪/m²" if language is Language.EN else '₪/מ"ר'
    if unit is AdjustmentUnit.WHOLE:
        return isolate_left_to_right(f"{sign}{digits} ₪")
    return f"{isolate_left_to_right(f'{sign}{digits}')} {name}"


def edited_amount(amount: Decimal, unit: AdjustmentUnit) -> str:
    """The amount as its editor and the clipboard show it; `typed_amount` reads it back."""
    digits = canonical_number(format(amount, "f"))
    return f"{digits} ₪/m²" if unit is AdjustmentUnit.PER_SQM else f"{digits}{_SIGN[unit]}"
