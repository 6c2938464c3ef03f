"""Where the blocks of a report stand on its pages: what a click on a page means."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockPlace:
    """A part of a block on one page (from 1): its box in points from the page's top left.

    `key` is that of `report_edits.keys`. A block that a page break divides has a place on each
    page.
    """

    key: str
    page: int
    x: float
    y: float
    width: float
    height: float

    def holds(self, page: int, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        inside = self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height
        return inside and self.page == page


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where a chapter, a section or an annex begins: its page as it is printed (the cover is not
    counted), and whether it is the first on it.
    """

    page: int
    opens: bool = False


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How a table is set: the size of its words beside a body of 12 points, and the widths of its
    columns in points, in which no word is broken where the page has room.
    """

    size: float
    widths: tuple[float, ...]


def block_at(places: Sequence[BlockPlace], page: int, x: float, y: float) -> BlockPlace | None:
    """The block at a point; beside and between blocks none."""
    return next((place for place in places if place.holds(page, x, y)), None)


def places_of(places: Sequence[BlockPlace], key: str) -> tuple[BlockPlace, ...]:
    """All parts of a block, in the order of the pages."""
    return tuple(place for place in places if place.key == key)
