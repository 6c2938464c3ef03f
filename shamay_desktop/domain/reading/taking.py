"""What a person marked on a paper as a field's value: read by the field's kind, with its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.domain.case import Origin, Provenance, Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.reading.page_text import Box

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Marked:
    """A place on a paper: SHA-256, page from 1, box in points as `page_text.Box`, its text."""

    document: str
    page: int
    box: Box
    text: str


def content_of_text(field: Field, text: str) -> Scalar | None:
    """A marked text as the field's content; None for nothing but blanks.

    A line end counts as a blank, except in long texts. Of a text that is more than the field
    takes (a label before it, a word behind it) the one date, number, share or identifier in it is
    taken, if there is one alone. Raises Refused as `typed_input.typed`.
    """
    plain = text if field.kind is Kind.LONG_TEXT else " ".join(text.split())
    try:
        return typed(field, plain)
    except Refused:
        only = _only_one(field, plain)
        if only is None:
            raise
        return typed(field, only)


def _only_one(field: Field, text: str) -> str | None:
    """The one piece of a text that looks like the field's content; None for none or several."""
    found = (
        {piece.strip() for piece in _PIECES[field.kind].findall(text)}
        if (field.kind in _PIECES)
        else set()
    )
    if field.kind is Kind.IDENTIFIER and field.pattern:
        found = {piece for piece in found if re.fullmatch(field.pattern, piece, re.ASCII)}
    return found.pop() if len(found) == 1 else None


_NUMBER = re.compile(r"(?<![\d.,/])(?:(?<![^\s:(])-)?\d[\d,]*(?:\.\d+)?(?![\d/])", re.ASCII)
_PIECES: Mapping[Kind, re.Pattern[str]] = MappingProxyType(
    {
        Kind.DATE: re.compile(r"(?<![\d./])\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?![\d/-])", re.ASCII),
        Kind.DECIMAL: _NUMBER,
        Kind.INTEGER: _NUMBER,
        Kind.FRACTION: re.compile(r"(?<![\d/])\d+\s*/\s*\d+(?![\d/])", re.ASCII),
        Kind.IDENTIFIER: re.compile(r"(?<![\d/-])\d[\d-]*(?![\d/-])", re.ASCII),
    }
)


def taken(content: Scalar, marked: Marked, *, by: str, at: str) -> Value:
    """The value with its place; who marked it has seen it, so it is confirmed. `at` is ISO UTC."""
    return Value.of(
        content,
        Provenance(
            Origin.DOCUMENT,
            by=by,
            at=at,
            document=marked.document,
            page=marked.page,
            box=box_text(marked.box),
            text=marked.text or None,
            confirmed_by=by,
        ),
    )


def box_text(box: Box) -> tuple[str, str, str, str]:
    """A box as provenance holds it: exact numbers, to a tenth of a point."""
    left, top, right, bottom = (str(Decimal(side).quantize(_TENTH)) for side in box)
    return left, top, right, bottom
