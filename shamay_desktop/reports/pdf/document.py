"""The whole document: cover, chapters, annexes, and what stands around every page."""

from collections.abc import Mapping

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
    content: ReportContent, pictures: Mapping[str, PictureFile], faces: Faces
) -> Layout:
    """All pages of the report, the cover first."""
    setter = Typesetter(
        load(faces), measures_of(content.looks), right_to_left=content.language.right_to_left
    )

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
    return Layout((cover, *numbered), sheet, frozenset(setter.without_glyph), setter.m.text_width)


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
        strips = _block(setter, block, pictures)
        if not isinstance(block, LabelLines):  # each of its lines is a part by itself
            _belong(strips, key_of(block))
        if strips and _signature_follows(chapter.blocks[at:]):
            strips[-1].keep = True  # a signature never stands on a page that says nothing else
        filler.add(strips)


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
