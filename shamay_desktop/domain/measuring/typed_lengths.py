"""Lengths and ratios as a person types them, read strictly: what is not sure to be one is none.

Decimals stand behind a point or a comma. A comma before exactly three digits may mean either a
thousand or a decimal: it is read where a point follows ("1,250.5") and otherwise not.
"""

import re
from decimal import Decimal

from shamay_desktop.i18n.isolates import strip_marks

_PLAIN = r"\d{1,9}(?:\.\d{1,9}|,(?!\d{3}(?!\d))\d{1,9})?|[.,]\d{1,9}|\d{1,3}(?:,\d{3})+\.\d{1,9}"
_METRE, _FOOT, _INCH = Decimal(1), Decimal("0.3048"), Decimal("0.0254")
_UNITS: dict[str, Decimal] = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters", "מ", "מטר", "מטרים"), _METRE),
    **dict.fromkeys(("cm", "ס\"מ", "סמ", "סנטימטר", "סנטימטרים"), Decimal("0.01")),
    **dict.fromkeys(("mm", "מ\"מ", "ממ", "מילימטר", "מילימטרים"), Decimal("0.001")),
    **dict.fromkeys(("ft", "foot", "feet", "'", "רגל", "רגליים"), _FOOT),
    **dict.fromkeys(("in", "inch", "inches", '"', "אינץ", "אינצ"), _INCH),
}  # fmt: skip
_NUMBER = re.compile(_PLAIN, re.ASCII)
_LENGTH = re.compile(rf"({_PLAIN})\s*(\D*)", re.ASCII)
_FEET_AND_INCHES = re.compile(rf"(\d{{1,5}})\s*(?:'|ft)\s*({_PLAIN})\s*(?:\"|in)", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.0*)?|\d{1,6}(?:\.\d{1,6})?", re.ASCII)
_ALIKE = str.maketrans({"״": '"', "׳": "'", "”": '"', "“": '"', "’": "'", "″": '"', "′": "'"})


def number_typed(text: str) -> Decimal | None:
    """A number without a sign, exactly; None of anything else ("1_0", "1e3", "12 3")."""
    bare = strip_marks(text).strip()
    return _number(bare) if _NUMBER.fullmatch(bare) else None


def length_typed(text: str, one: Decimal = _METRE) -> Decimal | None:
    """Metres, exactly, of "3.20", "320 cm", '20 ס"מ', "0.2 m", "5'6\""; None of anything else.

    `one` is what a number without a unit counts, in metres: the unit of the field.
    """
    bare = strip_marks(text).translate(_ALIKE).strip().casefold()
    both = _FEET_AND_INCHES.fullmatch(bare)
    if both is not None:
        return Decimal(both[1]) * _FOOT + _number(both[2]) * _INCH
    found = _LENGTH.fullmatch(bare)
    if found is None:
        return None
    unit = found[2].strip()
    if not unit:
        return _number(found[1]) * one
    known = _UNITS.get(unit) or _UNITS.get(unit.rstrip(".'"))
    return None if known is None else _number(found[1]) * known


def ratio_typed(text: str) -> Decimal | None:
    """N of "N", "1:N" or "1/N"; "1:1,000" is a thousand. None of anything else."""
    bare = re.sub(r"^1\s*[:/]\s*", "", strip_marks(text).strip())
    return Decimal(bare.replace(",", "")) if _GROUPED.fullmatch(bare) else None


def _number(text: str) -> Decimal:
    if "," in text and "." in text:
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(",", "."))
