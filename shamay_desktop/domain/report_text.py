"""The words of a report as a list of lines: what every writer must print, and nothing else.

Writers differ in look; a test compares the characters of each with these lines (conservation of
characters). Marks of direction and repeated page furniture are no part of the lines; the number
of a footnote is not either, as word processors count by themselves.
"""

import re
from collections.abc import Iterable, Iterator

from shamay_desktop.domain.report_content import (
    Annex,
    Block,
    Bullets,
    Chapter,
    ChartGrid,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    Inline,
    LabelLines,
    Paragraph,
    ReportContent,
    SignatureBlock,
    Table,
)
from shamay_desktop.i18n.isolates import strip_marks

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff]"
)


def printable(text: str) -> str:
    """The text as writers may set it: every kind of line break as "\\n", no control characters.

    Control characters come from extraction out of PDF and scans; no font has a glyph for them
    and a Word file that holds one does not open. They are dropped, marks of direction are kept.
    """
    return _NOT_PRINTABLE.sub("", _BREAKS.sub("\n", text))


def plain(text: str) -> str:
    """The text as it is compared: printable, without marks of direction, blanks as one space."""
    return " ".join(strip_marks(printable(text)).split())


def text_blocks(content: ReportContent) -> list[str]:
    """The lines of the report in reading order, `plain`, none of them empty.

    A line is a cover line, a heading ("1.2 title"), a paragraph, a label with its value, an item,
    a caption, a plot's note, a cell (heads first, then row by row). The notes of a line stand right
    after it.
    Then the annexes: their title, the contents (a number with its title), and for each page of
    an annex its lines (`annex_page_lines`).
    """
    lines = [line for cover in content.cover.lines for line in _group(cover)]
    for chapter in content.chapters:
        lines += _chapter(chapter)
    if content.annexes:
        lines.append(content.annexes_title)
        lines += [annex_title(annex) for annex in content.annexes]
    for annex in content.annexes:
        for page in range(len(annex.pages)):
            lines += annex_page_lines(annex, page)
    return [line for line in map(plain, lines) if line]


def page_furniture(content: ReportContent) -> list[str]:
    """What stands on pages beside the lines: letterhead, strip, watermark; not the page number."""
    head = content.letterhead
    lines = [head.name, head.slogan, *head.strip, content.watermark or ""]
    return [line for line in map(plain, lines) if line]


def footnotes(content: ReportContent) -> tuple[Footnote, ...]:
    """The report's notes in the order of their numbers, from 1."""
    return tuple(inline for inline in content.inlines() if isinstance(inline, Footnote))


def list_sign(number: int) -> str:
    """What stands before an item of a numbered list, from 1."""
    return f"{number}."


def annex_title(annex: Annex) -> str:
    """An annex as its heading and the contents page name it: "2 title"."""
    return f"{annex.number} {annex.title}"


def annex_page_lines(annex: Annex, page: int) -> list[str]:
    """The lines above one page (from 0) of an annex: its title on the first, file, SHA-256."""
    lines = [annex.file_name, f"SHA-256 {annex.sha256}"]
    return [annex_title(annex), *lines] if page == 0 else lines


def block_lines(block: Block) -> list[str]:
    """The lines of one block as `text_blocks` has them, not yet `plain`."""
    return list(_block(block))


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"{chapter.number} {chapter.title}"
    for block in chapter.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(inlines=group):
            yield from _group(group)
        case LabelLines(lines=lines):
            for line in lines:
                yield from _group(line.inlines, before=f"{line.label} ")
        case Bullets(items=groups) | SignatureBlock(lines=groups):
            for group in groups:
                yield from _group(group)
        case Table():
            yield from _table(block)
        case _:
            yield from _titles(block)


def _titles(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.number} {block.title}"
        case Figure():
            yield block.caption or ""
        case FigureGrid():
            for figure in block.figures:
                yield figure.caption or ""
        case ChartGrid():
            for chart in block.charts:
                yield chart.caption
                yield chart.note
        case _:
            return


def _table(table: Table) -> Iterator[str]:
    yield table.caption or ""
    for column in table.columns:
        yield column.head
    for row in table.rows:
        for cell in row.cells:
            yield from _group(cell)


def _group(inlines: Iterable[Inline], before: str = "") -> Iterator[str]:
    line, notes = before, []
    for inline in inlines:
        if isinstance(inline, Footnote):
            notes.append("".join(run.text for run in inline.runs))
        else:
            line += inline.text
    yield line
    yield from notes
