"""What a part of the file is being written with: direction, faces, notes, pictures and numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from shamay_desktop.domain.report_content import PictureFile, Table
from shamay_desktop.domain.report_places import PartPlace, TableSetting
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.docx.page import Sheet


@dataclass(frozen=True, slots=True)
class Lists:
    """Numbered lists of the report: the instances of numbering that each begins anew."""

    first: int = 2
    instances: list[int] = field(default_factory=list)

    def new(self) -> int:
        """The number of one more instance."""
        self.instances.append(self.first + len(self.instances))
        return self.instances[-1]


@dataclass(frozen=True, slots=True)
class Notes:
    """Footnotes of the report, as paragraphs of the notes' part; a note's number is its place."""

    paragraphs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OwnSetting:
    """What our own setting of the report knows that Word finds out only when it opens the file.

    `parts` says by key where chapters, sections and annexes begin: fields show these pages until
    Word counts, and a chapter begins a page where it does there. `columns` is how it sets a table;
    without it columns are as wide as their weights say. `pages` is how many there are, the cover
    not counted, 0 when nobody counted, and `mark` the draft mark's length and height in points.
    """

    parts: Mapping[str, PartPlace] = field(default_factory=dict)
    columns: Callable[[Table], TableSetting] | None = None
    pages: int = 0
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A stream of text with its own relationships: the body, a header or a footer.

    `relate` gives the id by which this part points at a picture, `relate_bytes` at one that is
    drawn here (its bytes and "png" or "svg"); only the body has drawings. `drawings`
    and `bookmarks` number through the whole file, as Word wants no number twice.
    """

    language: Language
    pictures: Mapping[str, PictureFile]
    relate: Callable[[str], str]
    sheet: Sheet
    notes: Notes = field(default_factory=Notes)
    relate_bytes: Callable[[bytes, str], str] | None = None
    drawings: "count[int]" = field(default_factory=lambda: count(1))
    lists: Lists = field(default_factory=Lists)
    bookmarks: "count[int]" = field(default_factory=lambda: count(1))
    ours: OwnSetting = field(default_factory=OwnSetting)

    @property
    def rtl(self) -> bool:
        """Whether paragraphs run from right to left."""
        return self.language.right_to_left
