"""Identity numbers in the appraiser's own words: no more of them than the report is to show."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.fields import FIELDS
from shamay_desktop.domain.identity_numbers import apart
from shamay_desktop.domain.report_edits.arrangement import Arrangement, OwnPicture, ReportChange
from shamay_desktop.domain.report_edits.own_table import OwnTable
from shamay_desktop.domain.report_edits.rich_text import RichParagraph, RichText, Span

SWITCH = "export.id_numbers"
_FULL, _NONE = "full", "none"
_SHOWN = 4
_SHORTEST = 5
"""Digits of a number that is told apart from any other number in a text."""
_BETWEEN = "[-\u2010-\u2015 ./\u00a0\u200e\u200f\u2066-\u2069]?"


@dataclass(frozen=True, slots=True)
class Redaction:
    """Finds the identity numbers of a case, however they are written, and stars their digits.

    `shown` digits at the end of each stay. Lengths stay, so that looks within a number hold.
    """

    pattern: re.Pattern[str] | None = None
    shown: int = 0

    def __call__(self, text: str) -> str:
        """The text with its identity numbers as the report shows them."""
        return text if self.pattern is None else self.pattern.sub(self._starred, text)

    def _starred(self, found: re.Match[str]) -> str:
        digits = sum(letter.isdigit() for letter in found[0])
        starred, seen = "", 0
        for letter in found[0]:
            seen += letter.isdigit()
            hide = letter.isdigit() and seen <= digits - self.shown
            starred += "*" if hide else letter
        return starred


def redaction_of(case: Case) -> Redaction:
    """How the case wants identity numbers shown: in full, their last four digits, or none."""
    wanted = case.content(SWITCH)
    numbers = sorted(set(_numbers(case)), key=len, reverse=True)
    if wanted == _FULL or not numbers:
        return Redaction()
    each = (_BETWEEN.join(number) for number in numbers)
    pattern = re.compile(rf"(?<![\d*])0*(?:{'|'.join(each)})(?!\d)")
    return Redaction(pattern, 0 if wanted == _NONE else _SHOWN)


def redacted(arrangement: Arrangement, redact: Redaction) -> Arrangement:
    """The changes with the identity numbers in their words as the report shows them."""
    if redact.pattern is None:
        return arrangement
    changes = tuple(_change(change, redact) for change in arrangement.changes)
    return replace(arrangement, changes=changes)


def _numbers(case: Case) -> Iterator[str]:
    """Every identity number of the case as digits, without zeros before it."""
    for member in FIELDS:
        value = case.value(member.id)
        if value is None:
            continue
        if member.id.endswith("id_number"):
            yield from _digits(value)
        columns = [column.id for column in member.columns if column.id.endswith("id_number")]
        rows = case.rows(member.id) if columns and isinstance(value.content, tuple) else ()
        for row in rows:
            yield from _of_row(row, columns)


def _of_row(row: Row, columns: Iterable[str]) -> Iterator[str]:
    for column in columns:
        cell = row.cells.get(column)
        if cell is not None:
            yield from _digits(cell)


def _digits(value: Value) -> Iterator[str]:
    for number in apart(str(value.content or "")):
        digits = re.sub(r"\D", "", number).lstrip("0")
        if len(digits) >= _SHORTEST:
            yield digits


def _change(change: ReportChange, redact: Redaction) -> ReportChange:
    return replace(
        change,
        text=_text(change.text, redact),
        table=None if change.table is None else _table(change.table, redact),
        picture=None if change.picture is None else _picture(change.picture, redact),
    )


def _picture(picture: OwnPicture, redact: Redaction) -> OwnPicture:
    return replace(picture, caption=redact(picture.caption))


def _table(table: OwnTable, redact: Redaction) -> OwnTable:
    return replace(
        table,
        heads=tuple(map(redact, table.heads)),
        rows=tuple(tuple(map(redact, row)) for row in table.rows),
        caption=redact(table.caption),
    )


def _text(text: RichText, redact: Redaction) -> RichText:
    return tuple(
        RichParagraph(_spans(paragraph.spans, redact), paragraph.flow) for paragraph in text
    )


def _spans(spans: tuple[Span, ...], redact: Redaction) -> tuple[Span, ...]:
    """A number may go through several spans, as one of its digits is bold."""
    said = redact("".join(span.text for span in spans))
    cut: list[Span] = []
    at = 0
    for span in spans:
        text, at = said[at : at + len(span.text)], at + len(span.text)
        cut.append(replace(span, text=text, note=_spans(span.note, redact)))
    return tuple(cut)
