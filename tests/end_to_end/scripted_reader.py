"""A reader that knows by heart what some files say, and reads all others as the program does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Reading, SignatureFacts
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.reading_ports import ExtractorFacts, PaperReader

A4 = (595.0, 842.0)


class ScriptedReader:
    """Stands for scans that somebody recognised: no engine is needed for what is said of them."""

    def __init__(self, real: PaperReader, known: Mapping[str, Sequence[Reading]]) -> None:
        self._real, self._known = real, known

    def page_count(self, sha256: str, cancelled: Cancelled | None = None) -> int:
        """One page, or as many as there are."""
        return 1 if sha256 in self._known else self._real.page_count(sha256, cancelled)

    def kept(self, sha256: str, page: int) -> PageText | None:
        """What was read before."""
        return None if sha256 in self._known else self._real.kept(sha256, page)

    def read_page(
        self, sha256: str, page: int, rotation: int = 0, cancelled: Cancelled | None = None
    ) -> PageText:
        """An empty page that was recognised, or the words of a real one."""
        if sha256 in self._known:
            return PageText(page, *A4, Method.OCR)
        return self._real.read_page(sha256, page, rotation, cancelled)

    def extract(
        self, sha256: str, pages: Sequence[PageText], kind: DocType | None = None
    ) -> tuple[Reading, ...]:
        """What is known of the file, or what its pages say."""
        if sha256 in self._known:
            return tuple(replace(reading, last_page=1) for reading in self._known[sha256])
        return self._real.extract(sha256, pages, kind)

    def signature(self, sha256: str) -> SignatureFacts:
        """Of the file itself."""
        return self._real.signature(sha256)

    def extractors(self) -> Sequence[ExtractorFacts]:
        """As the program's."""
        return self._real.extractors()

    def engine(self) -> str | None:
        """As the program's."""
        return self._real.engine()
