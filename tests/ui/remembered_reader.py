"""A reader that knows by heart what papers say, and may be made to wait."""

import threading
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from shamay_desktop.domain.reading.paper_reading import Reading, SignatureFacts
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.reading_ports import ExtractorFacts


class RememberedReader:
    """Says of each file what a test told it; every page waits until it may go on."""

    def __init__(self) -> None:
        self.may_go = threading.Event()
        self.may_go.set()
        self.says: dict[str, tuple[Reading, ...]] = {}
        self.broken: set[str] = set()
        self.seals: dict[str, SignatureFacts] = {}
        self.pages: dict[tuple[str, int], PageText] = {}
        self.asked: list[tuple[str, DocType | None]] = []
        self.free_pages = 0
        """So many pages are read at once, before waiting begins."""

    def tell(self, path: Path, *readings: Reading) -> str:
        """What a file of these bytes says; its hash."""
        known = sha256(path.read_bytes()).hexdigest()
        self.says[known] = readings
        return known

    def page_count(self, sha256: str, cancelled: Cancelled | None = None) -> int:
        """Always three."""
        if sha256 in self.broken:
            raise Refused("file_broken", file="a paper")
        return 3

    def kept(self, sha256: str, page: int, rotation: int = 0) -> PageText | None:
        """What was read of a page in this test."""
        return self.pages.get((sha256, page))

    def read_page(
        self, sha256: str, page: int, rotation: int = 0, cancelled: Cancelled | None = None
    ) -> PageText:
        """A page that names itself."""
        if self.free_pages > 0:
            self.free_pages -= 1
        else:
            while not self.may_go.wait(0.02):
                if cancelled is not None and cancelled():
                    raise WorkCancelled
        known = self.pages.get((sha256, page)) or _a_page(page)
        self.pages[sha256, page] = known
        return known

    def extract(
        self,
        sha256: str,
        pages: Sequence[PageText],
        kind: DocType | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[Reading, ...]:
        """What the test told."""
        self.asked.append((sha256, kind))
        return self.says.get(sha256, ())

    def signature(self, sha256: str, cancelled: Cancelled | None = None) -> SignatureFacts:
        """What the test told, else none."""
        return self.seals.get(sha256, SignatureFacts())

    def extractors(self) -> Sequence[ExtractorFacts]:
        """Nobody asks here."""
        return ()

    def engine(self) -> str | None:
        """None is needed."""
        return None


def _a_page(page: int) -> PageText:
    """A page that says its number."""
    word = Word(f"עמוד-{page}", (500, 60, 550, 72))
    return PageText(page, 595, 842, Method.TEXT, (Line((word,)),))
