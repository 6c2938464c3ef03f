"""What a version changed in the report that it replaces: printed with it, behind the opening."""

from collections.abc import Iterator, Mapping
from datetime import date

from shamay_desktop.domain.case import Row, Value
from shamay_desktop.domain.differences import NOTHING, Difference, differences, worded
from shamay_desktop.domain.fields import Field, Kind
from shamay_desktop.domain.file_differences import FileDifferences
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
from shamay_desktop.domain.report_edits.arrangement import ReportChange, arrangement_of
from shamay_desktop.domain.report_edits.rich_text import plain_words
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.usecases.report.facts import Facts
from shamay_desktop.usecases.report.inputs import Replaced, ReportInputs

_LONGEST = 240
"""Characters of one cell: what was changed stands in full in its own section."""


def revisions_chapter(facts: Facts, inputs: ReportInputs) -> tuple[Chapter, ...]:
    """The list of changes, none where no version is replaced."""
    replaced = inputs.replaces
    if replaced is None:
        return ()
    intro = Run(_intro(facts, replaced))
    blocks: list[Block] = [Paragraph((intro,), key="words:revisions/intro")]
    if replaced.reason:
        reason = facts.texts("signing.revisions_reason", reason=replaced.reason)
        blocks.append(Paragraph((Run(reason),), key="words:revisions/reason"))
    rows = tuple(_rows(facts, inputs, replaced))
    if rows:
        heads = ("field", "before", "after")
        columns = tuple(Column(facts.texts(f"signing.revisions_{head}")) for head in heads)
        blocks.append(Table(columns, rows, key="table:revisions"))
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
    yield from _of_words(facts, inputs, replaced)
    yield from _of_files(facts, replaced.files)


def _of_words(facts: Facts, inputs: ReportInputs, replaced: Replaced) -> Iterator[TableRow]:
    """The appraiser's own changes of the report's words, tables and pictures."""
    before, after = (
        {change.id: change for change in arrangement_of(case).changes}
        for case in (replaced.case, inputs.case)
    )
    label = facts.texts("signing.revisions_words")
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was != now:
            shorter = around(_said(facts, was), _said(facts, now))
            yield _line(label, *map(_cut, shorter))


def _said(facts: Facts, change: ReportChange | None) -> str:
    """Its words; of what has none, what it does."""
    if change is None:
        return NOTHING
    return plain_words(change.text) or facts.texts(f"signing.revisions_{change.kind.value}")


def _of_files(facts: Facts, files: FileDifferences) -> Iterator[TableRow]:
    """Papers and photos: by name, for their bytes say nothing to a reader."""
    label, texts = facts.texts("signing.revisions_papers"), facts.texts
    for name in files.come:
        yield _line(label, NOTHING, texts("signing.revisions_came", name=isolate(name)))
    for name in files.gone:
        yield _line(label, texts("signing.revisions_was", name=isolate(name)), NOTHING)
    for name in dict.fromkeys(change.name for change in files.changed):
        yield _line(label, isolate(name), texts("signing.revisions_changed"))


def _line(*words: str) -> TableRow:
    return TableRow(tuple((Run(text),) for text in words))


def _row(facts: Facts, each: Difference) -> TableRow:
    member = _member(each)
    before, after = (_words(facts, member, told) for told in (each.before, each.after))
    shorter = around(before, after)
    label = worded(each, facts.texts.language).label
    return _line(label, *map(_cut, shorter))


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
