"""What a page is made of: words, strokes, panels, pictures, anchors, in points from the top left.

Strips are the smallest pieces that pages are filled with; their positions are relative to the
text's left edge and the strip's top, and those of pages to the sheet.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.reports.charts.drawing import Path
from shamay_desktop.reports.pdf.faces import Font
from shamay_desktop.reports.pdf.measures import DEFAULT

if TYPE_CHECKING:
    from shamay_desktop.reports.pdf.kept import Kept


class Words(NamedTuple):
    """A piece of a line in visual order; `gap` is added to each space; `y` is the baseline.

    `slant` leans the letters: the shipped families have no italic of their own. `colour` is
    RRGGBB, "" for black.
    """

    x: float
    y: float
    text: str
    font: Font
    size: float
    gap: float
    slant: bool = False
    colour: str = ""


class Stroke(NamedTuple):
    """A straight line; `colour` is RRGGBB, "" for black."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    colour: str = ""


class Panel(NamedTuple):
    """A box; grey is 0 (black) to 1 (white), None for no fill; weight 0 for no frame."""

    x: float
    y: float
    width: float
    height: float
    grey: float | None
    weight: float


class Tint(NamedTuple):
    """The ground of highlighted words."""

    x: float
    y: float
    width: float
    height: float


class Picture(NamedTuple):
    """A picture by its key, drawn to fill the box."""

    x: float
    y: float
    width: float
    height: float
    key: str


class Outline(NamedTuple):
    """A path of a drawing, filled, stroked or both, its places relative to x and y."""

    x: float
    y: float
    path: Path


class Anchor(NamedTuple):
    """A place that the outline and links lead to; an empty title stays out of the outline."""

    y: float
    key: str
    title: str
    depth: int


class Link(NamedTuple):
    """A box that leads to an anchor."""

    x: float
    y: float
    width: float
    height: float
    key: str


class Spot(NamedTuple):
    """Where a picture or plot of a grid stands with its title; nothing is drawn."""

    x: float
    y: float
    width: float
    height: float
    key: str


Mark = Words | Stroke | Panel | Tint | Picture | Outline | Anchor | Link | Spot


@dataclass(slots=True)
class Note:
    """A footnote that is set: its number and its lines."""

    number: int
    strips: list["Strip"]


@dataclass(slots=True)
class Strip:
    """A piece that no page break divides. `keep` ties it to the next one.

    `before` is space above it except at a page's top; `opens` asks for a new page when no more
    than that height remains; `head` is set again above it when it starts a page; `aside` are
    marks that are no words of the content. `key` is that of the block it is a part of.
    """

    height: float
    marks: list[Mark] = field(default_factory=list)
    before: float = 0.0
    keep: bool = False
    notes: list[Note] = field(default_factory=list)
    opens: float | None = None
    head: list["Strip"] = field(default_factory=list)
    aside: list[Mark] = field(default_factory=list)
    key: str = ""


class Placed(NamedTuple):
    """Marks at their place on the sheet; of a block's part its key and height too."""

    x: float
    y: float
    marks: list[Mark]
    key: str = ""
    height: float = 0.0


@dataclass(slots=True)
class Page:
    """A page: what it says, and what stands around it (letterhead, page number, repeated heads)."""

    content: list[Placed] = field(default_factory=list)
    furniture: list[Placed] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)

    def words(self) -> list[str]:
        """The pieces of text that belong to the content, as they stand."""
        return [
            mark.text for placed in self.content for mark in placed.marks if isinstance(mark, Words)
        ]


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages; `without_glyph` are characters that no face of the report can print.

    `text_width` is that of the text, in points. `kept` is for the next state of the report.
    """

    pages: tuple[Page, ...]
    watermark: tuple[Words, ...] = ()
    without_glyph: frozenset[str] = frozenset()
    text_width: float = DEFAULT.text_width
    kept: "Kept | None" = field(default=None, compare=False, repr=False)

    def places(self) -> tuple[BlockPlace, ...]:
        """Where each block stands, page by page in the order of reading."""
        return tuple(
            place
            for number, page in enumerate(self.pages, 1)
            for place in _places(page, number, self.text_width)
        )


def _places(page: Page, number: int, width: float) -> list[BlockPlace]:
    """Parts of a block that stand together are one place, as wide as the text; then what stands
    within a block.
    """
    places: list[BlockPlace] = []
    for placed in page.content:
        if not placed.key:
            continue
        last = places[-1] if places else None
        if last is not None and last.key == placed.key:
            height = placed.y + placed.height - last.y
            places[-1] = BlockPlace(last.key, number, last.x, last.y, width, height)
        else:
            places.append(BlockPlace(placed.key, number, placed.x, placed.y, width, placed.height))
    return places + [
        BlockPlace(
            mark.key, number, placed.x + mark.x, placed.y + mark.y, mark.width, mark.height
        )
        for placed in page.content
        for mark in placed.marks
        if isinstance(mark, Spot)
    ]  # fmt: skip
