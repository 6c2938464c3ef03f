"""A reader of papers that says what a test wants, and remembers what it was asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from shamay_desktop.domain.reading.paper_reading import Reading, Signature, SignatureFacts
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.reading_ports import ExtractorFacts


@dataclass
class FakeReader:
    """The port `PaperReader`: three pages of text, and the readings that it was given.

    `fails` is raised instead of an answer; `breaks` are pages with a problem; `before_page` is
    called with a page's number before it is read.
    """

    readings: tuple[Reading, ...] = ()
    pages: int = 3
    method: Method = Method.TEXT
    fails: Exception | None = None
    breaks: dict[int, str] = field(default_factory=dict)
    before_page: Callable[[int], None] = lambda _page: None
    asked: list[tuple[str, int, int]] = field(default_factory=list)
    """Hash, page and rotation of every page that was really read."""
    kinds: list[DocType | None] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    """What was asked after the pages."""
    known: dict[tuple[str, int, int], PageText] = field(default_factory=dict)

    def page_count(self, sha256: str, cancelled: Cancelled | None = None) -> int:
        """The same for every paper."""
        if self.fails is not None:
            raise self.fails
        return self.pages

    def kept(self, sha256: str, page: int, rotation: int = 0) -> PageText | None:
        """What was read of a page; its own text however it was turned."""
        found = self.known.get((sha256, page, rotation))
        return found or (self.known.get((sha256, page, 0)) if self.method is Method.TEXT else None)

    def read_page(
        self, sha256: str, page: int, rotation: int = 0, cancelled: Cancelled | None = None
    ) -> PageText:
        """A page that was read before is not read again."""
        key = (sha256, page, rotation)
        if key not in self.known:
            self.before_page(page)
            self.asked.append(key)
            line = Line((Word(f"עמוד-{page}", (10, 10, 60, 20)),))
            self.known[key] = PageText(
                page, 595, 842, self.method, (line,), problem=self.breaks.get(page)
            )
        return self.known[key]

    def extract(
        self,
        sha256: str,
        pages: Sequence[PageText],
        kind: DocType | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[Reading, ...]:
        """Of a kind that a person said only that."""
        self._stop_in("extract", cancelled)
        self.kinds.append(kind)
        return tuple(each for each in self.readings if kind in (None, each.kind))

    def signature(self, sha256: str, cancelled: Cancelled | None = None) -> SignatureFacts:
        """None."""
        self._stop_in("signature", cancelled)
        return SignatureFacts(Signature.NONE)

    def extractors(self) -> Sequence[ExtractorFacts]:
        """None is named."""
        return ()

    def _stop_in(self, step: str, cancelled: Cancelled | None) -> None:
        """As the limited processes do: a step that is asked to stop does so in its middle."""
        self.steps.append(step)
        if cancelled is not None and cancelled():
            raise WorkCancelled

    def engine(self) -> str | None:
        """There is none."""
        return None


def broken_file(name: str = "x.pdf") -> Refused:
    """What a reader raises of a file that cannot be opened."""
    return Refused("file_broken", file=name, reason="?")
