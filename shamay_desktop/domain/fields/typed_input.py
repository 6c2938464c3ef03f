"""From what a person types or pastes to a canonical content, exactly; and back for the editor."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.canonical import Scalar, canonical
from shamay_desktop.domain.fields.definition import Field, Kind, Unit
from shamay_desktop.i18n.formats import MONTHS
from shamay_desktop.i18n.isolates import strip_marks

Parcel = Mapping[str, str]
"""gush, helka and, when given, tat_helka."""

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200d\u202f\u205f\u2060\ufeff]+")
_MINUS = re.compile(r"[\u2010-\u2015\u2212]")
_NUMBER = re.compile(r"-? ?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)?(\.\d*)?")
_UNIT = "(₪|ש[\"״']?ח|nis|ils|ל?מ[\"״']{1,2}ר|מ'|מטר|/?m²|/?m2|sqm|m|לחודש|/?month)"
_UNIT_BEFORE = re.compile(rf"\s*({_UNIT}\s*)+", re.IGNORECASE)
_UNIT_AFTER = re.compile(rf"(\s*{_UNIT})+\s*\Z", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[./\- ](\d{4})", re.ASCII)
_MONTH_LAST = re.compile(r"(\d{4})(?:[./\-](\d{1,2}))?", re.ASCII)
_MONTH_NAMED = re.compile(
    r"ב?([א-ת]{3,7}|[a-z]{3,9})[.'׳’]?,? ?(?:של )?(\d{4})", re.ASCII | re.IGNORECASE
)
_MONTHS_ALSO = {"מארס": 3, "מרס": 3, "sept": 9}
_EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_PARCEL = re.compile(r"(\d{3,6}(?:-\d{3,6})?)\s*[/\\]\s*(\d{1,4})(?:\s*[/\\]\s*(\d{1,4}))?")
_PARCEL_APART = re.compile(r"(\d{3,6})(?: ?[-–־] ?| )(\d{1,4})(?: ?[-–־] ?| )(\d{1,4})")
"""Hyphens or spaces: with all three parts only, as 6109-396 may be a block with its suffix."""

_PARCEL_WORDS = re.compile(
    r"(?:גוש|block|gush)\s*:?\s*(\d{3,6}(?:-\d{3,6})?)\D{0,4}?"
    r"\s*(?:חלקה|parcel|helka)\s*:?\s*(\d{1,4})"
    r"(?:\D{0,4}?\s*(?:תת(?:[\s־-]*חלקה)?|sub[\s-]*parcel|tat[\s-]*helka)\s*:?\s*(\d{1,4}))?",
    re.IGNORECASE,
)
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|\Z)')

CENTURY_TURN = 40
"""Two digits of a year below it are of this century (26 is 2026), others of the last (85: 1985)."""

WHOLE = "בשלמות"
YES_NO: Mapping[str, tuple[str, str]] = MappingProxyType({"he": ("כן", "לא"), "en": ("Yes", "No")})
_YES = frozenset({"כן", "yes", "y", "true", "1", "v", "✓", "✔", "יש"})
_NO = frozenset({"לא", "no", "n", "false", "0", "x", "✗", "אין"})


def typed(field: Field, text: str) -> Scalar | None:
    """The canonical content of a typed text; None when there is nothing but spaces and marks.

    Nothing is rounded or guessed: what has two readings is refused. Bidirectional marks are
    passed over. Raises Refused with the codes of `canonical`.
    """
    plain = strip_marks(text).replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip() or not _SPACES.sub("", plain):
        return None
    reader = _READERS.get(field.kind)
    try:
        return canonical(field, plain if reader is None else reader(field, plain))
    except Refused as refused:  # named as it was typed, not as it was read half-way
        raise _refused(refused.code, field, plain) from refused


def shown(field: Field, content: Scalar, language: str) -> str:
    """A canonical content as its editor shows it; `typed` reads it back to the same content.

    Only decimals are grouped: a whole number may be a year.
    """
    if isinstance(content, bool):
        return YES_NO[language][0 if content else 1]
    if isinstance(content, tuple):
        return ", ".join(_label(field, code, language) for code in content)
    if field.kind is Kind.DECIMAL:
        return grouped(content)
    if field.kind is Kind.DATE:
        return ".".join(reversed(content.split("-")))
    return _label(field, content, language) if field.kind is Kind.CHOICE else content


def grouped(number: str) -> str:
    """A canonical number with a comma behind each three whole digits: 5670000.5 is 5,670,000.5."""
    sign = "-" if number.startswith("-") else ""
    whole, point, rest = number.removeprefix("-").partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def typed_parcel(text: str) -> Parcel | None:
    """`6109/396/168`, `6109/396`, `6109-396-168`, `6109 396 168`, or the words גוש, חלקה, תת
    (block, parcel, sub-parcel); None for any other text."""
    plain = _SPACES.sub(" ", strip_marks(text)).strip().removeprefix('גו"ח ')
    found = next(
        filter(None, (form.fullmatch(plain) for form in (_PARCEL, _PARCEL_APART, _PARCEL_WORDS))),
        None,
    )
    if found is None:
        return None
    names = ("gush", "helka", "tat_helka")
    return {name: part for name, part in zip(names, found.groups(), strict=True) if part}


def pasted_cells(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a table copied from a spreadsheet: rows of texts, split at tabs.

    A cell in quotes may hold tabs and line ends; a quote inside a word (מ"ר) is only a quote.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    position = 0
    while True:
        cell = _CELL.match(plain, position)
        if cell is None:  # cannot be: an unclosed quote is read as a bare cell
            raise AssertionError(position)
        quoted, bare, end = cell.groups()
        row.append(bare if quoted is None else quoted.replace('""', '"'))
        position = cell.end()
        if end != "\t":
            rows.append(tuple(row))
            row = []
        if not end:
            break
    return tuple(rows)


def _label(field: Field, code: str, language: str) -> str:
    choice = field.choice(code)
    return choice.he if language == "he" else choice.en


def _refused(code: str, field: Field, text: str) -> Refused:
    return Refused(code, field=field.id, given=text.strip()[:80])


def _number(field: Field, text: str) -> str:
    plain = _MINUS.sub("-", _SPACES.sub(" ", text)).strip()
    if field.unit is Unit.PERCENT:
        plain = plain.strip("% ")
    plain = _UNIT_AFTER.sub("", plain)
    before = _UNIT_BEFORE.match(plain)
    plain = plain[before.end() :] if before else plain
    if not plain.isascii() or not _NUMBER.fullmatch(plain) or not re.search(r"\d", plain):
        raise _refused("not_a_number", field, text)
    plain = plain.replace(",", "").replace(" ", "").removesuffix(".")
    return re.sub(r"^(-?)\.", r"\g<1>0.", plain)


def _date(field: Field, text: str) -> str:
    plain = _MINUS.sub("-", _SPACES.sub(" ", text)).strip()
    plain = re.sub(r" ?([./\-]) ?", r"\1", plain)
    if field.in_part and (part := _part_of_date(plain)):
        return part
    if not plain.isascii():
        raise _refused("not_a_date", field, text)
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain) or _EIGHT_DIGITS.fullmatch(plain):
        day, month, year = found.groups()
    else:
        raise _refused("not_a_date", field, text)
    if len(year) == 2:
        year = f"20{year}" if int(year) < CENTURY_TURN else f"19{year}"
    return f"{year}-{int(month):02}-{int(day):02}"


def _part_of_date(plain: str) -> str:
    """A month with its year, or a year alone: 5.2023, 2023-05, מאי 2023, May 2023, 2023."""
    if found := _MONTH_FIRST.fullmatch(plain):
        return f"{found[2]}-{int(found[1]):02}"
    if found := _MONTH_LAST.fullmatch(plain):
        return f"{found[1]}-{int(found[2]):02}" if found[2] else found[1]
    found = _MONTH_NAMED.fullmatch(plain)
    number = 0 if found is None else _month(found[1])
    return f"{found[2]}-{number:02}" if found and number else ""


def _month(name: str) -> int:
    """1 to 12, also from a name's first three letters or another spelling; 0 for no month."""
    wanted = name.casefold()
    for names in MONTHS.values():
        for number, month in enumerate(names, 1):
            known = month.casefold()
            if wanted in (known, known[:3]):
                return number
    return _MONTHS_ALSO.get(wanted, 0)


def _fraction(field: Field, text: str) -> str:
    plain = _SPACES.sub("", text).replace(",", "")
    if plain.endswith("%"):
        share = Fraction(_number(field, plain.removesuffix("%"))) / 100
        return f"{share.numerator}/{share.denominator}"
    return plain.replace("½", "1/2").replace("¼", "1/4").replace("¾", "3/4").replace("⁄", "/")


def _identifier(_field: Field, text: str) -> str:
    return _MINUS.sub("-", _SPACES.sub(" ", text)).strip()


def _choice(field: Field, text: str) -> str:
    wanted = _plain_words(text)
    for choice in field.choices:
        if wanted in (_plain_words(choice.he), _plain_words(choice.en), choice.code.casefold()):
            return choice.code
    raise _refused("not_a_choice", field, text)


def _choices(field: Field, text: str) -> tuple[str, ...]:
    parts = (part for part in re.split(r"[,;\n]", text) if part.strip())
    return tuple(_choice(field, part) for part in parts)


def _flag(field: Field, text: str) -> bool:
    wanted = text.strip().casefold()
    if wanted in _YES or wanted in _NO:
        return wanted in _YES
    raise _refused("not_yes_or_no", field, text)


def _plain_words(text: str) -> str:
    straight = text.replace("״", '"').replace("׳", "'").replace("''", '"')
    return " ".join(straight.split()).casefold()


_Reader = Callable[[Field, str], Scalar]
_READERS: Mapping[Kind, _Reader] = MappingProxyType(
    {
        Kind.IDENTIFIER: _identifier,
        Kind.INTEGER: _number,
        Kind.DECIMAL: _number,
        Kind.DATE: _date,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
        Kind.FLAG: _flag,
        Kind.FRACTION: _fraction,
    }
)
