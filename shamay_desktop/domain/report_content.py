"""A report as a typed tree: what it says, not how it looks; every writer renders this one tree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from shamay_desktop.domain.plots.plot import Plot
from shamay_desktop.domain.report_looks import DEFAULT_LOOKS, Looks
from shamay_desktop.i18n.language import Language


class Width(StrEnum):
    """How much of the text's width a picture takes."""

    FULL = "full"
    HALF = "half"
    THIRD = "third"

    @property
    def share(self) -> Fraction:
        """That part, of 1."""
        return Fraction(1, {Width.FULL: 1, Width.HALF: 2, Width.THIRD: 3}[self])


TALLEST_PICTURE = Fraction(62, 100)
"""A picture alone is as wide as its share, unless it were taller than this part of the page's
text; then it is that tall. Every writer holds to it.
"""


class ColumnKind(StrEnum):
    """What a column holds: words are set in the body face, numbers in equal digits."""

    TEXT = "text"
    NUMBER = "number"


class Role(StrEnum):
    """What a paragraph is for; writers choose its face."""

    BODY = "body"
    ADDRESSEE = "addressee"
    SUBJECT = "subject"
    NOTE = "note"
    VALUE = "value"
    BOXED = "boxed"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; `field` is the registry id of the fact it prints, None for fixed words.

    `row` is the row's id where the fact is a cell of a list. The text is in logical order and may
    hold isolates (U+2066…U+2069). `size` is in points, 0 for that of the paragraph. `target` is
    the key of what it refers to: a chapter, a heading or an annex; None for no link.
    """

    text: str
    field: str | None = None
    bold: bool = False
    underline: bool = False
    italic: bool = False
    highlight: bool = False
    size: int = 0
    row: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page, numbered through the report where it stands.

    `key` is by what references lead to it; "" where nothing can.
    """

    runs: tuple[Run, ...]
    key: str = ""


Inline = Run | Footnote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    inlines: tuple[Inline, ...]
    role: Role = Role.BODY
    keep_with_next: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A label and its value on one line, as in the opening of a report."""

    label: str
    inlines: tuple[Inline, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class LabelLines:
    """Label lines that stand together."""

    lines: tuple[LabelLine, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with bullets, or numbered from 1 when it is `ordered`; no item is empty."""

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its head, what it holds and its share of the width."""

    head: str
    kind: ColumnKind = ColumnKind.TEXT
    weight: int = 10


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, a tuple of inlines for each column; `strong` for totals."""

    cells: tuple[tuple[Inline, ...], ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column is the one read first (the right one in Hebrew)."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    caption: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption above; `picture` is a key of the pictures given to writers."""

    picture: str
    caption: str | None = None
    width: Width = Width.FULL
    framed: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """Pictures side by side, `columns` in a row, in reading order."""

    figures: tuple[Figure, ...]
    columns: int = 2
    key: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A plot with its title above; `note` below says what it lacks, `description` what it shows.

    The description is for those who do not see it; writers put it where the file has a place.
    """

    plot: Plot
    description: str
    note: str = ""
    key: str = ""

    @property
    def caption(self) -> str:
        """Its title."""
        return self.plot.title


@dataclass(frozen=True, slots=True)
class ChartGrid:
    """Plots drawn as lines and outlines, `columns` (1 or 2) in a row, in reading order."""

    charts: tuple[Chart, ...]
    columns: int = 1
    key: str = ""


STAMP_ROOM = 72
"""Points that are left above the signer's name for the stamp of a certified signature."""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs: name, title, the licence number in text, and the signature's picture if any.

    `stamp` is how much room, in points, is left above for the stamp of a certified signature.
    """

    lines: tuple[tuple[Inline, ...], ...]
    picture: str | None = None
    stamp: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page starts here."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title within a chapter, e.g. number "1.2"."""

    number: str
    title: str
    key: str


Block = (
    Heading
    | Paragraph
    | LabelLines
    | Bullets
    | Table
    | Figure
    | FigureGrid
    | ChartGrid
    | SignatureBlock
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: "1" and its title; an unnumbered one (the opening) has number ""."""

    key: str
    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The unnumbered first page: words in a grey framed box, the front picture in a frame.

    `keys` are those of the lines, one each, or () of a cover whose lines have none.
    """

    lines: tuple[tuple[Inline, ...], ...]
    picture: str | None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office as it stands on each page: logo, name and slogan above, strip and logo below."""

    name: str
    logo: str | None
    strip: tuple[str, ...]
    slogan: str = ""
    footer_logo: str | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """A document or photo of the case in full: its pages as pictures, its name and SHA-256."""

    number: int
    title: str
    file_name: str
    sha256: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The file's properties: this report's and nobody else's.

    `identifier` names case and state beyond doubt (`shamay:case/…/audit/…`), "" for a draft.
    """

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...] = ()
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The whole report. `watermark` is printed across each page (a draft), None when final.

    `looks` are its template's: every writer sets it in them. `names` are further keys of blocks,
    by the keys they have: those of earlier reports, by which a case may still know them.
    """

    language: Language
    metadata: Metadata
    letterhead: Letterhead
    cover: Cover
    chapters: tuple[Chapter, ...]
    annexes_title: str
    annexes: tuple[Annex, ...]
    page_label: str
    watermark: str | None = None
    looks: Looks = DEFAULT_LOOKS
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def inlines(self) -> Iterator[Inline]:
        """Every inline in reading order: cover, chapters; footnotes stand where they are set."""
        for line in self.cover.lines:
            yield from line
        for chapter in self.chapters:
            for block in chapter.blocks:
                yield from block_inlines(block)

    def printed_fields(self) -> frozenset[str]:
        """Registry ids of all facts that the report prints."""
        return frozenset(run.field for run in self.runs() if run.field is not None)

    def runs(self) -> Iterator[Run]:
        """Every run in reading order, those of footnotes included."""
        yield from _runs(self.inlines())


def block_inlines(block: Block) -> Iterator[Inline]:
    """The inlines of one block in reading order."""
    match block:
        case Paragraph():
            yield from block.inlines
        case LabelLines():
            for line in block.lines:
                yield from line.inlines
        case Bullets(items=groups) | SignatureBlock(lines=groups):
            for group in groups:
                yield from group
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from cell
        case _:
            return


def block_runs(block: Block) -> Iterator[Run]:
    """The runs of one block in reading order, those of footnotes included."""
    yield from _runs(block_inlines(block))


def _runs(inlines: Iterable[Inline]) -> Iterator[Run]:
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield from inline.runs
        else:
            yield inline


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture ready for setting: a JPEG or PNG file already scaled for print, in pixels."""

    path: str
    width: int
    height: int
