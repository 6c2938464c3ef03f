"""Reading for tests of the window: a reader that knows by heart, and may be made to wait."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pytestqt.qtbot import QtBot

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.domain.reading.paper_reading import Reading, SignatureFacts
from shamay_desktop.ui.pages.documents import DocumentsPage
from shamay_desktop.usecases.ports import Cancelled
from shamay_desktop.usecases.reading_ports import ExtractorFacts
from tests.ui.page_bench import a_page
from tests.ui.paper_bench import PaperBench, files

PATIENCE = 20_000


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

    def kept(self, sha256: str, page: int) -> PageText | None:
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
        known = self.pages.get((sha256, page)) or a_page(page, f"עמוד {page} שטח 97.60")
        self.pages[sha256, page] = known
        return known

    def extract(
        self, sha256: str, pages: Sequence[PageText], kind: DocType | None = None
    ) -> tuple[Reading, ...]:
        """What the test told."""
        self.asked.append((sha256, kind))
        return self.says.get(sha256, ())

    def signature(self, sha256: str) -> SignatureFacts:
        """What the test told, else none."""
        return self.seals.get(sha256, SignatureFacts())

    def extractors(self) -> Sequence[ExtractorFacts]:
        """Nobody asks here."""
        return ()

    def engine(self) -> str | None:
        """None is needed."""
        return None


def with_reader(bench: PaperBench, reader: RememberedReader) -> PaperBench:
    """The bench with this reader in it."""
    context = bench.context
    services = replace(context.services, reader=reader)
    return replace(bench, context=replace(context, services=services))


def reading_page(
    qtbot: QtBot, bench: PaperBench, reader: RememberedReader
) -> Iterator[DocumentsPage]:
    """Step 2 on the screen, with papers read as soon as they are there."""
    page = DocumentsPage(bench.context)
    qtbot.addWidget(page)
    page.resize(1000, 760)
    page.show()
    bench.context.reading.read.connect(lambda _changes: page.reload_evidence())
    bench.context.reading.begin(bench.context)
    page.show_case(bench.context.session.case)
    rest(qtbot, page)
    yield page
    reader.may_go.set()
    bench.inspector.may_go.set()
    bench.context.reading.stop()
    qtbot.waitUntil(lambda: bench.context.tasks.idle, timeout=PATIENCE)


def rest(qtbot: QtBot, page: DocumentsPage) -> None:
    """Wait until nothing is read or looked at any more."""
    reading, proposing = page.context.reading, page.proposing
    qtbot.waitUntil(
        lambda: (
            page.context.tasks.idle
            and not page.tray.busy
            and not reading.busy
            and not proposing.waits
        ),
        timeout=PATIENCE,
    )


def drop(qtbot: QtBot, page: DocumentsPage, folder: Path, *names: str) -> None:
    """Add papers and wait until they were read."""
    page.add(files(folder, *names), as_papers=True)
    rest(qtbot, page)


def choose(page: DocumentsPage, name: str) -> None:
    """Choose the paper of a name."""
    papers = page.papers.model.papers
    row = next(at for at, paper in enumerate(papers) if paper.file_name == name)
    page.papers.table.setCurrentIndex(page.papers.model.index(row, 0))


def states(page: DocumentsPage) -> dict[str, str]:
    """What each row says of its reading, by file name."""
    model = page.papers.model
    return {paper.file_name: model.state(row).code for row, paper in enumerate(model.papers)}
