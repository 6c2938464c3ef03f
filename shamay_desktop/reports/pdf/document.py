"""The whole document: cover, chapters, annexes, and what stands around every page."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import partial

from shamay_desktop.domain.report_content import (
    Block,
    Chapter,
    ChartGrid,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    LabelLines,
    PageBreak,
    PictureFile,
    ReportContent,
    SignatureBlock,
    Table,
    block_inlines,
)
from shamay_desktop.domain.report_edits.keys import chapter_key, key_of
from shamay_desktop.domain.report_looks import ChapterStart
from shamay_desktop.reports.pdf.annexes import annex_pages
from shamay_desktop.reports.pdf.charts import chart_grid
from shamay_desktop.reports.pdf.drawing import Anchor, Layout, Note, Strip
from shamay_desktop.reports.pdf.faces import Faces, load
from shamay_desktop.reports.pdf.figures import figure, figure_grid, size_of
from shamay_desktop.reports.pdf.flow import note, signature, text_block, title
from shamay_desktop.reports.pdf.furniture import cover_page, furnish, watermark
from shamay_desktop.reports.pdf.measures import measures_of
from shamay_desktop.reports.pdf.pages import PageFiller
from shamay_desktop.reports.pdf.tables import table
from shamay_desktop.reports.pdf.typesetting import Typesetter


def set_document(
    content: ReportContent,
    pictures: Mapping[str, PictureFile],
    faces: Faces,
    before: Layout | None = None,
) -> Layout:
    """All pages of the report, the cover first; blocks that `before` has are not set again."""
    setter = Typesetter(
        load(faces), measures_of(content.looks), right_to_left=content.language.right_to_left,
        before=None if before is None else before.kept,
    )  # fmt: skip

    def set_note(number: int, footnote: Footnote) -> Note:
        return note(setter, number, footnote)

    setter.set_note = set_note
    cover = cover_page(setter, content, pictures)
    filler = PageFiller(setter.m, right_to_left=setter.right_to_left)
    for chapter in content.chapters:
        _chapter(setter, filler, chapter, pictures, content.looks.chapter_start)
    body = filler.finish()
    numbered = body + annex_pages(setter, content, pictures, first=len(body) + 1)
    furnish(setter, content, pictures, numbered)
    sheet = watermark(setter, content.watermark)
    lacking = frozenset(setter.without_glyph)
    return Layout((cover, *numbered), sheet, lacking, setter.m.text_width, setter.kept)


def _chapter(
    setter: Typesetter,
    filler: PageFiller,
    chapter: Chapter,
    pictures: Mapping[str, PictureFile],
    start: ChapterStart,
) -> None:
    """A chapter, where the template lets it begin."""
    strips = title(setter, chapter.number, chapter.title, chapter=True)
    strips = strips or [Strip(0.0, keep=bool(chapter.blocks))]
    name = f"{chapter.number} {chapter.title}".strip()
    strips[0].marks.append(Anchor(0.0, chapter_key(chapter), name, 0))
    _belong(strips, chapter_key(chapter))
    if start is ChapterStart.HALF:
        strips[0].opens = setter.m.body_height / 2
    elif start is ChapterStart.ALWAYS:
        filler.new_page()
    filler.add(strips)
    for at, block in enumerate(chapter.blocks, start=1):
        if isinstance(block, PageBreak):
            filler.new_page()
            continue
        key = _kept_as(block, setter, pictures)
        strips = setter.kept.made(key, setter, partial(_part, setter, block, pictures))
        # A signature never stands on a page that says nothing else.
        filler.add(_tied(strips) if _signature_follows(chapter.blocks[at:]) else strips)


def _part(setter: Typesetter, block: Block, pictures: Mapping[str, PictureFile]) -> list[Strip]:
    strips = _block(setter, block, pictures)
    if not isinstance(block, LabelLines):  # each of its lines is a part by itself
        _belong(strips, key_of(block))
    return strips


def _kept_as(block: Block, setter: Typesetter, pictures: Mapping[str, PictureFile]) -> Hashable:
    """What decides how a block is set; raises as `size_of`.

    Footnotes are numbered through the report: a block that has some is set anew when the number
    of those before it changed. The same picture may have another size.
    """
    numbered = any(isinstance(inline, Footnote) for inline in block_inlines(block))
    return block, setter.notes if numbered else 0, _sizes(block, pictures)


def _tied(strips: list[Strip]) -> list[Strip]:
    """The same strips, the last one tied to what follows."""
    return [*strips[:-1], replace(strips[-1], keep=True)] if strips else strips


def _sizes(block: Block, pictures: Mapping[str, PictureFile]) -> tuple[tuple[int, int], ...]:
    match block:
        case Figure(picture=key):
            return (size_of(pictures, key),)
        case FigureGrid(figures=figures):
            return tuple(size_of(pictures, figure.picture) for figure in figures)
        case SignatureBlock(picture=str(key)) if key:
            return (size_of(pictures, key),)
        case _:
            return ()


def _belong(strips: list[Strip], key: str) -> None:
    for strip in strips:
        strip.key = key


def _signature_follows(blocks: tuple[Block, ...]) -> bool:
    """Whether a signature comes next, perhaps under its own heading."""
    following = next((block for block in blocks if not isinstance(block, Heading)), None)
    return isinstance(following, SignatureBlock)


def _block(setter: Typesetter, block: Block, pictures: Mapping[str, PictureFile]) -> list[Strip]:
    match block:
        case Table():
            return table(setter, block)
        case Figure():
            return figure(setter, block, pictures)
        case FigureGrid():
            return figure_grid(setter, block, pictures)
        case ChartGrid():
            return chart_grid(setter, block)
        case SignatureBlock():
            size = size_of(pictures, block.picture) if block.picture else None
            return signature(setter, block, size)
        case _:
            return [] if isinstance(block, PageBreak) else text_block(setter, block)
