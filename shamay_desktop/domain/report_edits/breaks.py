"""Page breaks and headings of an arranged report: none stranded, none double, none for nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    Heading,
    PageBreak,
    Paragraph,
)
from shamay_desktop.domain.report_looks import ChapterStart


def with_good_breaks(
    chapters: Iterable[Chapter], start: ChapterStart = ChapterStart.HALF
) -> tuple[Chapter, ...]:
    """The chapters as they can be set; those that say nothing vanish.

    A heading under which nothing is left vanishes with the breaks in it. A break right behind a
    title stands before it, else the title would be alone at a page's foot; one before a chapter's
    title closes the chapter before, where chapters do not begin a page anyway. Of breaks in a row
    one is left, none opens or closes the report.
    """
    made: list[Chapter] = []
    for chapter in chapters:
        blocks = _settled(chapter.blocks)
        opens = bool(blocks) and isinstance(blocks[0], PageBreak)
        closes = len(blocks) > 1 and isinstance(blocks[-1], PageBreak)
        first, body = (blocks[0] if opens else None), blocks[int(opens) : len(blocks) - closes]
        if not body:
            continue
        if made and isinstance(first, PageBreak) and start is not ChapterStart.ALWAYS:
            made[-1] = _closed(made[-1], first)
        behind = blocks[-1:] if closes and start is not ChapterStart.ALWAYS else ()
        made.append(replace(chapter, blocks=(*body, *behind)))
    if made and isinstance(made[-1].blocks[-1], PageBreak):
        made[-1] = replace(made[-1], blocks=made[-1].blocks[:-1])
    return tuple(made)


def _closed(chapter: Chapter, page_break: PageBreak) -> Chapter:
    if isinstance(chapter.blocks[-1], PageBreak):
        return chapter
    return replace(chapter, blocks=(*chapter.blocks, page_break))


def _settled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Sections that say something, their breaks before what must not stand alone."""
    kept: list[Block] = []
    for section in _sections(blocks):
        if any(not isinstance(block, Heading | PageBreak) for block in section):
            kept += section
        elif not isinstance(section[0], Heading):
            kept += section  # breaks before the first heading
    settled: list[Block] = []
    for block in kept:
        at = len(settled)
        if isinstance(block, PageBreak):
            while at and _leads(settled[at - 1]):
                at -= 1
            if at and isinstance(settled[at - 1], PageBreak):
                continue
        settled.insert(at, block)
    return tuple(settled)


def _leads(block: Block) -> bool:
    """Whether a block stands for what follows it."""
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.keep_with_next)


def _sections(blocks: Iterable[Block]) -> list[list[Block]]:
    sections: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Heading) or not sections:
            sections.append([block])
        else:
            sections[-1].append(block)
    return sections
