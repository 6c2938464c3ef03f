"""What a version changed in the report that it replaces: printed with it, behind the opening."""

from collections.abc import Iterator, Mapping
from datetime import date

from shamay_desktop.domain.case import Row, Value
from shamay_desktop.domain.differences import NOTHING, Difference, differences, worded
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Column,
    Paragraph,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_differences import around
from shamay_desktop.i18n import formats
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import Replaced, ReportInputs

_LONGEST = 240
"""Characters of one cell: what was changed stands in full in its own section."""


def revisions_chapter(facts: Facts, inputs: ReportInputs) -> tuple[Chapter, ...]:
    """The list of changes, none where no version is replaced."""
    replaced = inputs.replaces
    if replaced is None:
        return ()
    blocks: list[Block] = [Paragraph((Run(_intro(facts, replaced)),))]
    if replaced.reason:
        reason = facts.texts("signing.revisions_reason", reason=replaced.reason)
        blocks.append(Paragraph((Run(reason),)))
    rows = tuple(_rows(facts, inputs, replaced))
    if rows:
        heads = ("field", "before", "after")
        columns = tuple(Column(facts.texts(f"signing.revisions_{head}")) for head in heads)
        blocks.append(Table(columns, rows))
    return (Chapter("revisions", "", facts.texts("signing.revisions_title"), tuple(blocks)),)


def _intro(facts: Facts, replaced: Replaced) -> str:
    day = formats.date(date.fromisoformat(replaced.day))
    return facts.texts(
        "signing.revisions_intro", number=replaced.number, before=replaced.number - 1, day=day
    )


def _rows(facts: Facts, inputs: ReportInputs, replaced: Replaced) -> Iterator[TableRow]:
    """A row for each fact that a report prints; other fields are the office's own affair."""
    for each in differences(replaced.case, inputs.case):
        if each.field.place is not None:
            yield _row(facts, each)
    if replaced.files_changed:
        changed = facts.texts("signing.revisions_changed")
        label = facts.texts("signing.revisions_papers")
        yield TableRow(((Run(label),), (Run(NOTHING),), (Run(changed),)))


def _row(facts: Facts, each: Difference) -> TableRow:
    member = _member(each)
    before, after = (_words(facts, member, told) for told in (each.before, each.after))
    shorter = around(before, after)
    label = worded(each, facts.texts.language).label
    texts = (label, *(_cut(text) for text in shorter))
    return TableRow(tuple((Run(text),) for text in texts))


def _member(each: Difference) -> Field:
    """The field, or the column of the cell that differs."""
    parts = each.path.split("/")[1:]
    cell = len(parts) == 2 or (parts and each.field.kind is Kind.RECORD)
    return each.field.column(parts[-1]) if cell else each.field


def _words(facts: Facts, member: Field, told: Value | Row | None) -> str:
    """As the report prints it: identity numbers no more than the export asks for."""
    if told is None:
        return NOTHING
    if isinstance(told, Row):
        return _cells(facts, member, told.cells)
    if isinstance(told.content, tuple) and any(isinstance(each, Row) for each in told.content):
        rows = [each for each in told.content if isinstance(each, Row)]
        return "; ".join(_cells(facts, member, row.cells) for row in rows)
    if isinstance(told.content, Mapping):
        return _cells(facts, member, told.content)
    return facts.words(member, told) or NOTHING


def _cells(facts: Facts, member: Field, cells: Mapping[str, Value]) -> str:
    said = (facts.words(column, cells.get(column.id)) for column in member.columns)
    return " · ".join(text for text in said if text) or NOTHING


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"
