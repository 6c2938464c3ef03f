"""What the use cases need for reading papers; foreign files are parsed in limited processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Reading, SignatureFacts
from shamay_desktop.usecases.ports import Cancelled


@dataclass(frozen=True, slots=True)
class Declared:
    """What an extractor says of itself: a key that it reads, from what, and how well.

    `well` is a code of `reading.well.<code>`: "sure", "with_review", "sometimes".
    """

    key: str
    methods: tuple[Method, ...]
    well: str


@dataclass(frozen=True, slots=True)
class ExtractorFacts:
    """An extractor by name and version, the kind of paper it reads, and what it declares."""

    name: str
    version: int
    kind: DocType
    forms: tuple[str, ...]
    declared: tuple[Declared, ...]


class PaperReader(Protocol):
    """Reads stored papers. What was read of a page is kept by hash and never read twice.

    Every method is slow and runs off the window's thread. Each raises Refused by file (and page)
    for what the file is to blame for, WorldFailed, WorkCancelled. A reader knows files by their
    hash alone: `file` of what it raises is no name for a person.
    """

    def page_count(self, sha256: str, cancelled: Cancelled | None = None) -> int:
        """How many pages a stored PDF, TIFF or picture has."""
        ...

    def kept(self, sha256: str, page: int, rotation: int = 0) -> PageText | None:
        """What was read of a page before, None when it was not; quick.

        What was recognised is of one turn: with another `rotation` the page was not read.
        """
        ...

    def read_page(
        self, sha256: str, page: int, rotation: int = 0, cancelled: Cancelled | None = None
    ) -> PageText:
        """A page's words: its own text, else recognised from its picture; kept.

        `rotation` is how a person turned it (0, 90, 180, 270 clockwise). What goes wrong with the
        page alone is its `problem`, not raised.
        """
        ...

    def extract(
        self,
        sha256: str,
        pages: Sequence[PageText],
        kind: DocType | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[Reading, ...]:
        """The documents in the pages. With a `kind` that a person said, only as that kind."""
        ...

    def signature(self, sha256: str, cancelled: Cancelled | None = None) -> SignatureFacts:
        """The electronic signature of a stored file, verified offline."""
        ...

    def extractors(self) -> Sequence[ExtractorFacts]:
        """What can be read."""
        ...

    def engine(self) -> str | None:
        """Name and version of the engine that recognises scans; None when there is none."""
        ...
