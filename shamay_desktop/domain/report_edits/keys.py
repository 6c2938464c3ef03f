"""Keys of a report's blocks: the same block has the same key each time it is generated.

A key names what a block is made of (its kind, the field it prints first and that fact's row) and
not where it stands, so that it outlives another template, another order and further rows.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from shamay_desktop.domain.report_content import (
    Block,
    Bullets,
    Chapter,
    ChartGrid,
    Figure,
    FigureGrid,
    Heading,
    Inline,
    LabelLine,
    LabelLines,
    PageBreak,
    Paragraph,
    ReportContent,
    Run,
    SignatureBlock,
    Table,
    block_inlines,
)

_KINDS = {
    Paragraph: "words",
    Bullets: "list",
    Table: "table",
    Figure: "picture",
    FigureGrid: "pictures",
    ChartGrid: "plots",
    SignatureBlock: "signature",
    PageBreak: "break",
}


def chapter_key(chapter: Chapter) -> str:
    """The key of a chapter's beginning."""
    return f"chapter:{chapter.key}"


def heading_key(heading: Heading) -> str:
    """The key of a section's title."""
    return f"heading:{heading.key}"


def key_of(block: Block) -> str:
    """The key of a block that was `keyed`; of label lines that of their first line."""
    match block:
        case Heading():
            return heading_key(block)
        case LabelLines():
            return block.lines[0].key
        case _:
            return block.key


def keyed(content: ReportContent) -> ReportContent:
    """The content with a key of its own on each block and each label line.

    Equal names are numbered in reading order. A key that is set already stays.
    """
    return replace(content, chapters=keyed_chapters(content.chapters))


def keyed_chapters(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """The chapters with a key on each block, as `keyed`: before a template gives them its order."""
    counted: Counter[str] = Counter()
    return tuple(_chapter(chapter, counted) for chapter in chapters)


def apart(block: Block) -> Iterable[Block]:
    """A block as what is edited by itself: label lines one by one, others as they are.

    A line without a label belongs to the one above it.
    """
    if not isinstance(block, LabelLines):
        return (block,)
    groups: list[LabelLines] = []
    for line in block.lines:
        if line.label or not groups:
            groups.append(LabelLines((line,)))
        else:
            groups[-1] = LabelLines((*groups[-1].lines, line))
    return groups


def generated_block(content: ReportContent, key: str) -> Block | None:
    """What a `keyed` content has at a key, by itself; None when it is not there."""
    blocks = (each for chapter in content.chapters for block in chapter.blocks
              for each in apart(block))  # fmt: skip
    return next((block for block in blocks if key_of(block) == key), None)


def _chapter(chapter: Chapter, counted: Counter[str]) -> Chapter:
    section = chapter.key
    blocks: list[Block] = []
    for block in chapter.blocks:
        section = block.key if isinstance(block, Heading) else section
        blocks.append(_with_key(block, section, counted))
    return replace(chapter, blocks=tuple(blocks))


def _with_key(block: Block, section: str, counted: Counter[str]) -> Block:
    match block:
        case Heading():
            return block
        case LabelLines(lines=lines):
            return LabelLines(tuple(_line(line, section, counted) for line in lines))
        case _:
            name = f"{_KINDS[type(block)]}:{_about(block, section)}"
            return replace(block, key=block.key or _numbered(name, counted))


def _line(line: LabelLine, section: str, counted: Counter[str]) -> LabelLine:
    name = f"line:{_first_fact(line.inlines) or f'{section}:{line.label}'}"
    return replace(line, key=line.key or _numbered(name, counted))


def _about(block: Block, section: str) -> str:
    """What the block says first; of fixed words and pictures the section they stand in."""
    if isinstance(block, Figure):
        return block.picture
    if isinstance(block, Table):
        return _first_list(block) or section
    return _first_fact(block_inlines(block)) or section


def _first_list(table: Table) -> str:
    """A table is about its list as a whole, not about its first row."""
    runs = (run for run in _runs(block_inlines(table)) if run.field is not None)
    return next((run.field or "" for run in runs), "")


def _first_fact(inlines: Iterable[Inline]) -> str:
    for run in _runs(inlines):
        if run.field is not None:
            return run.field if run.row is None else f"{run.field}@{run.row}"
    return ""


def _runs(inlines: Iterable[Inline]) -> Sequence[Run]:
    return [inline for inline in inlines if isinstance(inline, Run)]


def _numbered(name: str, counted: Counter[str]) -> str:
    counted[name] += 1
    return name if counted[name] == 1 else f"{name}#{counted[name]}"
