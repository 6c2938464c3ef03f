"""How a report's parts are referred to: by number, or a table or picture by its caption."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from shamay_desktop.domain.report_content import (
    Annex,
    Block,
    Bullets,
    ChartGrid,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    ReportContent,
    Run,
    Table,
    TableRow,
    block_runs,
)
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key, inner_blocks
from shamay_desktop.domain.report_text import footnotes, plain
from shamay_desktop.i18n.language import Language


@dataclass(frozen=True, slots=True)
class Targets:
    """What references print by key, and the keys that files have a mark for."""

    said: Mapping[str, str]
    linked: frozenset[str]


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


def targets_of(content: ReportContent) -> Mapping[str, str]:
    """Key -> what a reference to it prints, in the order of the report, notes and annexes last.

    A number of what has one; of a table, picture or plot its caption in quotes, as captions have
    no numbers; of a note its number. What says nothing of itself cannot be referred to.
    """
    captions = {
        key: f"״{caption}״" if content.language is Language.HE else f"“{caption}”"
        for chapter in content.chapters
        for block in chapter.blocks
        for key, caption in _captions(block)
        if caption
    }
    notes = {note.key: str(number) for number, note in enumerate(footnotes(content), 1) if note.key}
    numbers = numbers_of(content)
    return {key: said for key, said in {**numbers, **captions, **notes}.items() if key}


def _captions(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Table(caption=caption, key=key) | Figure(caption=caption, key=key):
            yield key, plain(caption or "")
        case FigureGrid() | ChartGrid():
            for figure in inner_blocks(block):
                yield figure.key, plain(figure.caption or "")
        case _:
            return


def _linked(content: ReportContent) -> frozenset[str]:
    """Titles and annexes are marked in files; an annex without pages is nowhere."""
    bare = {annex_key(annex) for annex in content.annexes if not annex.pages}
    return frozenset(numbers_of(content)) - bare


def with_references(content: ReportContent) -> ReportContent:
    """References print what they name; one that is gone prints its own words.

    Only what has a place that files can lead to stays a link.
    """
    if not any(run.target for run in content.runs()):
        return content
    numbers = Targets(targets_of(content), _linked(content))
    chapters = tuple(
        replace(chapter, blocks=tuple(_referring(block, numbers) for block in chapter.blocks))
        for chapter in content.chapters
    )
    return replace(content, chapters=chapters)


def _referring(block: Block, numbers: Targets) -> Block:
    if not any(run.target for run in block_runs(block)):
        return block
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


def _row(row: TableRow, numbers: Targets) -> TableRow:
    return replace(row, cells=tuple(_inlines(cell, numbers) for cell in row.cells))


def _inlines(inlines: tuple[Inline, ...], numbers: Targets) -> tuple[Inline, ...]:
    return tuple(
        replace(inline, runs=tuple(_run(run, numbers) for run in inline.runs))
        if isinstance(inline, Footnote)
        else _run(inline, numbers)
        for inline in inlines
    )


def _run(run: Run, numbers: Targets) -> Run:
    if run.target is None:
        return run
    number = numbers.said.get(run.target)
    if number is None:
        return replace(run, target=None)
    linked = run.target in numbers.linked
    return replace(run, text=number, target=run.target if linked else None)
