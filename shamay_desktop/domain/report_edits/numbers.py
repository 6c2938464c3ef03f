"""By which number a report's parts are referred to: chapters, sections, annexes."""

from collections.abc import Mapping
from dataclasses import replace

from shamay_desktop.domain.report_content import (
    Annex,
    Block,
    Bullets,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    ReportContent,
    Run,
    Table,
    TableRow,
)
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key


def annex_key(annex: Annex) -> str:
    """The key of an annex: the paper it shows."""
    return f"annex:{annex.sha256}"


def numbers_of(content: ReportContent) -> Mapping[str, str]:
    """Key -> number of what has one, in the order of the report."""
    numbers: dict[str, str] = {}
    for chapter in content.chapters:
        numbers[chapter_key(chapter)] = chapter.number
        for block in chapter.blocks:
            if isinstance(block, Heading):
                numbers[heading_key(block)] = block.number
    numbers |= {annex_key(annex): str(annex.number) for annex in content.annexes}
    return {key: number for key, number in numbers.items() if number}


def with_references(content: ReportContent) -> ReportContent:
    """References print the number of what they name; one that is gone prints its own words."""
    numbers = numbers_of(content)
    chapters = tuple(
        replace(chapter, blocks=tuple(_referring(block, numbers) for block in chapter.blocks))
        for chapter in content.chapters
    )
    return replace(content, chapters=chapters)


def _referring(block: Block, numbers: Mapping[str, str]) -> Block:
    match block:
        case Paragraph(inlines=inlines):
            return replace(block, inlines=_inlines(inlines, numbers))
        case Bullets(items=items):
            return replace(block, items=tuple(_inlines(item, numbers) for item in items))
        case Table(rows=rows):
            return replace(block, rows=tuple(_row(row, numbers) for row in rows))
        case LabelLines(lines=lines):
            said = (replace(line, inlines=_inlines(line.inlines, numbers)) for line in lines)
            return LabelLines(tuple(said))
        case _:
            return block


def _row(row: TableRow, numbers: Mapping[str, str]) -> TableRow:
    return replace(row, cells=tuple(_inlines(cell, numbers) for cell in row.cells))


def _inlines(inlines: tuple[Inline, ...], numbers: Mapping[str, str]) -> tuple[Inline, ...]:
    return tuple(
        Footnote(tuple(_run(run, numbers) for run in inline.runs))
        if isinstance(inline, Footnote)
        else _run(inline, numbers)
        for inline in inlines
    )


def _run(run: Run, numbers: Mapping[str, str]) -> Run:
    if run.target is None:
        return run
    number = numbers.get(run.target)
    return replace(run, target=None) if number is None else replace(run, text=number)
