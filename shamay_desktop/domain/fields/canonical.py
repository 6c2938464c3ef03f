"""From a JSON scalar to a field's canonical content: exact, or refused with the reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields.definition import Field, Kind
from shamay_desktop.domain.shares import canonical_share, print_share
from shamay_desktop.i18n.isolates import strip_marks

Scalar = str | bool | tuple[str, ...]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
_SHARE = re.compile(r"[01]?\.\d{1,10}", re.ASCII)
MAX_TEXT = 100_000


def canonical(field: Field, raw: object) -> Scalar:
    """The canonical content of a raw scalar.

    raw is a str, bool, int, Decimal or (CHOICES) a list of str; floats are refused, as they
    are not exact. Raises Refused(`not_text`, `not_a_number`, `not_whole`, `not_a_date`,
    `not_a_choice`, `not_a_fraction`, `not_yes_or_no`, `wrong_form`, `too_long`; field, given).
    """
    parser = _PARSERS.get(field.kind)
    if parser is None:
        raise _refused("wrong_type", field, raw)
    return parser(field, raw)


def _refused(code: str, field: Field, raw: object) -> Refused:
    given = raw if isinstance(raw, str | int | Decimal) else type(raw).__name__
    return Refused(code, field=field.id, given=str(given)[:80])


def _text(field: Field, raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise _refused("not_text", field, raw)
    text = without_marks(str(raw))
    if len(text) > MAX_TEXT:
        raise _refused("too_long", field, text)
    if _CONTROL.search(text):
        raise _refused("control_character", field, _CONTROL.sub("?", text))
    return " ".join(text.split()) if field.kind is Kind.TEXT else text


def without_marks(text: str) -> str:
    """The text without marks of direction, its lines ended by "\\n" alone.

    What is shown gets isolates of its own; a mark out of a file would turn the words around it,
    and the same words would be two contents.
    """
    return strip_marks(text).replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """Words on one line, e.g. a photo's caption: no marks, no control characters."""
    return " ".join(_CONTROL.sub(" ", without_marks(text)).split())


def lines_of(text: str) -> str:
    """Words on lines of their own, e.g. a photo's notes: no marks, no control characters."""
    lines = [_CONTROL.sub(" ", line).rstrip() for line in without_marks(text).split("\n")]
    return "\n".join(lines).strip("\n")


def _identifier(field: Field, raw: object) -> str:
    text = _text(field, raw).strip()
    if field.pattern and not re.fullmatch(field.pattern, text, re.ASCII):
        raise _refused("wrong_form", field, raw)
    return text


def _number(field: Field, raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise _refused("not_a_number", field, raw)
    text = str(raw).strip()
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise _refused("not_a_number", field, raw)
    return canonical_number(text)


def canonical_number(text: str) -> str:
    """A number's one spelling: no leading zeros, no trailing zeros behind the point."""
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Refused("not_a_number", field="", given=text[:80]) from error
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def _integer(field: Field, raw: object) -> str:
    number = _number(field, raw)
    if "." in number:
        raise _refused("not_whole", field, raw)
    return number


def _date(field: Field, raw: object) -> str:
    form = r"\d{4}(-\d{2}){0,2}" if field.in_part else r"\d{4}-\d{2}-\d{2}"
    if not isinstance(raw, str) or not re.fullmatch(form, raw, re.ASCII):
        raise _refused("not_a_date", field, raw)
    try:
        if len(raw) < len("2023-05-01"):
            date.fromisoformat(f"{raw}-01-01"[: len("2023-05-01")])
            return raw
        return date.fromisoformat(raw).isoformat()
    except ValueError as error:
        raise _refused("not_a_date", field, raw) from error


def _choice(field: Field, raw: object) -> str:
    given = str(raw).strip() if isinstance(raw, str | int | Decimal) else None
    for choice in field.choices:
        if given in (choice.code, choice.he, choice.en):
            return choice.code
    raise _refused("not_a_choice", field, raw)


def _choices(field: Field, raw: object) -> tuple[str, ...]:
    parts = _parts(field, raw) if isinstance(raw, str) else raw
    if not isinstance(parts, list | tuple):
        raise _refused("wrong_type", field, raw)
    chosen = {_choice(field, part) for part in parts}
    return tuple(choice.code for choice in field.choices if choice.code in chosen)


def _parts(field: Field, raw: str) -> list[str]:
    """Labels or codes between commas, or as in "צפון-מערב"; a label may have a dash of its own."""
    known = {name for choice in field.choices for name in (choice.code, choice.he, choice.en)}
    parts: list[str] = []
    for part in raw.split(","):
        parts += [part] if part.strip() in known else part.split("-")
    return parts


def _flag(field: Field, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise _refused("not_yes_or_no", field, raw)
    return raw


def _fraction(field: Field, raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise _refused("not_a_fraction", field, raw)
    text = str(raw).strip()
    try:
        # A share in decimals is written as a fraction; other spellings keep their denominator.
        return canonical_share(print_share(Fraction(text)) if _SHARE.fullmatch(text) else text)
    except Refused as error:
        raise _refused("not_a_fraction", field, raw) from error


_PARSERS: Mapping[Kind, Callable[[Field, object], Scalar]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.LONG_TEXT: _text,
        Kind.IDENTIFIER: _identifier,
        Kind.INTEGER: _integer,
        Kind.DECIMAL: _number,
        Kind.DATE: _date,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
        Kind.FLAG: _flag,
        Kind.FRACTION: _fraction,
    }
)
