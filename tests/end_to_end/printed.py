"""A printed report read back: the characters of a PDF where they stand on the page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from ctypes import byref, c_double
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from shamay_desktop.domain.report_content import (
    Bullets,
    Footnote,
    Heading,
    LabelLines,
    ReportContent,
    Table,
)
from shamay_desktop.domain.report_text import page_furniture, plain, printable
from shamay_desktop.i18n import bidi
from shamay_desktop.i18n.bidi.characters import mirrors
from shamay_desktop.i18n.isolates import strip_marks

_ONE_BRACKET = {image: point for point, image in mirrors().items() if point < image}


@dataclass(frozen=True, slots=True)
class Mark:
    """A character with the left end of its glyph and its base line, in points; `slanted` is one
    of the mark that lies across a page.
    """

    character: str
    x: float
    y: float
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The marks of a page; its lines from the left end to the right, as the eye meets them."""

    marks: tuple[Mark, ...]

    @property
    def lines(self) -> list[str]:
        """Characters of each base line from left to right, without spaces."""
        return [_alike("".join(mark.character for mark in line)) for line in self.rows()]

    def rows(self) -> list[list[Mark]]:
        """Marks of each base line from left to right, the upper line first."""
        by_line: dict[tuple[int, bool], list[Mark]] = defaultdict(list)
        for mark in self.marks:
            by_line[round(mark.y), mark.slanted].append(mark)
        return [
            sorted(by_line[line], key=lambda mark: mark.x) for line in sorted(by_line, reverse=True)
        ]


def printed_pages(path: Path) -> list[PrintedPage]:
    """The pages of a PDF, the cover first."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return [_page(document, number) for number in range(len(document))]


def _page(document: pypdfium2.PdfDocument, number: int) -> PrintedPage:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        return PrintedPage(tuple(_marks(text)))


def _marks(text: pypdfium2.PdfTextPage) -> Iterator[Mark]:
    for place in range(text.count_chars()):
        character = text.get_text_range(place, 1)
        if not character.strip() or raw.FPDFText_IsGenerated(text, place) == 1:
            continue
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text, place, byref(x), byref(y))
        yield Mark(character, x.value, y.value, raw.FPDFText_GetCharAngle(text, place) > 0)


def characters(lines: Iterable[str]) -> Counter[str]:
    """Characters without spaces; a bracket counts as its pair's first, as lines mirror them."""
    return Counter(_alike("".join(lines)))


def around(content: ReportContent, pages: int) -> Counter[str]:
    """What stands in a PDF beside the report's lines.

    On each page the letterhead, on each but the cover its number, before items a bullet, each
    footnote's number twice (where it is called and where it stands), and in the contents of the
    annexes the page where each begins.
    """
    numbered = pages - 1
    lines = [
        content.page_label.format(page=page, pages=numbered) for page in range(1, numbered + 1)
    ]
    lines += page_furniture(content) * pages
    notes = sum(isinstance(inline, Footnote) for inline in content.inlines())
    lines += [str(number) * 2 for number in range(1, notes + 1)]
    blocks = [block for chapter in content.chapters for block in chapter.blocks]
    lines += [str(page) for page in _annex_begins(content, numbered)]
    lines += ["•" * len(block.items) for block in blocks if isinstance(block, Bullets)]
    return characters(map(plain, lines))


def repeated_heads(extra: Counter[str], content: ReportContent) -> bool:
    """Whether characters too many are heads of tables that go on on another page, and no more."""
    tables = [
        block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Table)
    ]
    heads = [characters(plain(column.head) for column in table.columns) for table in tables]
    return _made_of(extra, heads)


def _made_of(extra: Counter[str], parts: Sequence[Counter[str]]) -> bool:
    if not extra:
        return True
    return any(
        part <= extra and _made_of(extra - part, parts[place:])
        for place, part in enumerate(parts)
        if part
    )


def _annex_begins(content: ReportContent, numbered: int) -> list[int]:
    """The page on which each annex begins; annexes stand at the end, page after page."""
    sizes = [len(annex.pages) for annex in content.annexes]
    return [numbered - sum(sizes[place:]) + 1 for place in range(len(sizes))]


def seen(line: str) -> str:
    """A line as it stands on paper from left to right, without spaces and marks."""
    return _alike(strip_marks(bidi.visual(line, bidi.RIGHT_TO_LEFT)))


def _alike(text: str) -> str:
    return "".join(text.split()).translate(_ONE_BRACKET)


def short_lines(content: ReportContent, longest: int = 60, label: int = 20) -> list[str]:
    """Titles, and labels with their facts, that are short enough to stand on one line.

    With their marks of direction, as these decide where digits and signs stand.
    """
    found = []
    for chapter in content.chapters:
        found.append(chapter.title)
        for block in chapter.blocks:
            if isinstance(block, Heading):
                found.append(block.title)
            elif isinstance(block, LabelLines):
                found += [
                    line.label
                    + " "
                    + "".join(
                        inline.text for inline in line.inlines if not isinstance(inline, Footnote)
                    )
                    for line in block.lines
                    if len(line.label) <= label
                    and not any(isinstance(inline, Footnote) for inline in line.inlines)
                ]
    return [line for line in map(printable, found) if 0 < len(plain(line)) <= longest]
