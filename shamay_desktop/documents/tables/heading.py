"""Which of the first rows is the heading: words above figures, not a title and not a sale."""

import re
from collections.abc import Sequence

from shamay_desktop.documents.tables.cells import Sent, text_of

LOOKED_AT = 60
"""Rows at the top of a table among which the heading is looked for."""

_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FIGURE = re.compile(rf"[\s₪$€%?\-+()'{_MARKS}]*\d[\d\s,./:\-%₪$€TZ?{_MARKS}]*")
_KNOWN = re.compile(
    r"גוש|גו\W{0,2}ח|חלקה|יום|תאריך|תמורה|שווי|מחיר|מהות|חלק|ישוב|עיר|רחוב|כתובת|שכונה|שנת|שטח"
    r"|חדרים|קומה|בית|נכס|חניי?ה|מחסן|מקור|הערות|block|parcel|gush|helka|date|day|price|amount|area"
    r"|surface|rooms|floor|street|city|house|address|settlement|year|sold|deal|neighbou?rhood|shm"
    r"|\?\?",
    re.IGNORECASE,
)


def heading_at(rows: Sequence[Sequence[Sent]]) -> int | None:
    """The index of the heading among the first rows of a table; None when it has none.

    A heading names at least two columns, in words that differ, and is nearly as wide as what
    stands below it. Of several rows that could be one, the first with the most words that headings
    of such tables have.
    """
    best: tuple[float, int] | None = None
    for index, row in enumerate(rows):
        score = _score(row, rows[index + 1 :])
        if score is not None and (best is None or score > best[0]):
            best = score, index
    return None if best is None else best[1]


def _score(row: Sequence[Sent], below: Sequence[Sequence[Sent]]) -> float | None:
    texts = [text for cell in row if (text := text_of(cell).strip())]
    words = [text for text in texts if not _FIGURE.fullmatch(text)]
    width = _usual_width(below)
    if len(texts) < 2 or len(words) < 0.8 * len(texts) or len(texts) < 0.5 * width:
        return None
    known = sum(1 for text in words if len(text) <= 60 and _KNOWN.search(text))
    fullness = min(len(texts) / width, 1.0) if width else 0.5
    if not known and not _has_figures(below):
        return None
    return known * (len(words) / len(texts)) + fullness


def _usual_width(rows: Sequence[Sequence[Sent]]) -> int:
    """How many cells rows have filled, the middle one of them."""
    widths = sorted(
        width for row in rows if (width := sum(1 for cell in row if text_of(cell).strip()))
    )
    return widths[len(widths) // 2] if widths else 0


def _has_figures(rows: Sequence[Sequence[Sent]]) -> bool:
    return any(
        cell is not None and (not isinstance(cell, str) or _FIGURE.fullmatch(cell.strip()))
        for row in rows[:10]
        for cell in row
    )
