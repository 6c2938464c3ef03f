"""Hostile papers: each is read or refused with a word, the others go on, memory stays bounded."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.reading.kept_pages import KeptPages
from shamay_desktop.documents.reading.reader import StoredPaperReader
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.reading.paper_reading import Signature
from shamay_desktop.system.durable import DurableDisk
from shamay_desktop.system.limits import ProcessLimits
from shamay_desktop.usecases.user_file import shown_name
from tests.documents.reading.hostile_papers import good_papers, hostile_paper
from tests.memory_watch import MemoryWatch

IN_THE_SUITE, ALL = 100, 520
SECONDS_IN_THE_SUITE, SECONDS = 1, 4
"""Of the processor for one asking: less than the program gives, or the set would take an hour."""

MOST_MEMORY = 2_000_000_000
_PAGES = 2
"""Of one file that are read; its last one too."""

_PROBLEMS = {"page_too_slow", "page_too_heavy", "page_broken", "page_too_large", "no_engine", None}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and memory are Linux's")


class Session:
    """A reader that is given one paper after another."""

    def __init__(self, folder: Path, store: FileStore, workers: LimitedWorkers) -> None:
        kept = KeptPages(folder / "readings", DurableDisk())
        self.store = store
        self.reader = StoredPaperReader(store, workers, kept, None)
        self.told: Counter[str] = Counter()

    def read(self, path: Path) -> None:
        """Read a file through, and note what is said of it."""
        try:
            sha256 = self.store.add(path).sha256
        except Refused as refused:
            self._note(refused, {shown_name(path)})
            return
        try:
            self.told[self._read_through(sha256)] += 1
        except Refused as refused:
            self._note(refused, {sha256[:12], sha256})

    def _note(self, refused: Refused, names: set[str]) -> None:
        assert refused.facts["file"] in names, refused.facts
        assert re.fullmatch("[a-z_]+", refused.code)
        self.told[refused.code] += 1

    def _read_through(self, sha256: str) -> str:
        count = self.reader.page_count(sha256)
        numbers = sorted({*range(1, min(count, _PAGES) + 1), count})
        pages = [self.reader.read_page(sha256, number) for number in numbers]
        assert [page.page for page in pages] == numbers
        assert {page.problem for page in pages} <= _PROBLEMS
        self.reader.extract(sha256, pages)
        assert self.reader.signature(sha256).state in Signature
        problems = {page.problem for page in pages} - {None, "no_engine"}
        return "read" if not problems else f"read in part: {min(map(str, problems))}"

    def reads_a_good_one(self, folder: Path) -> None:
        """A good paper among them is read as ever."""
        path = folder / f"good{self.told.total()}.pdf"
        path.write_bytes(good_papers()[0] + b"%%%d" % self.told.total())
        sha256 = self.store.add(path).sha256
        assert "כהן דוד 0 1/2 0 000000018 0 חניה 0" in self.reader.read_page(sha256, 1).text


@pytest.fixture
def session(tmp_path: Path, store: FileStore, request: pytest.FixtureRequest) -> Iterator[Session]:
    """With so many seconds of the processor, and as eager as this process.

    What gives way to all others would be ended by the clock on a machine that is busy.
    """
    workers = LimitedWorkers(ProcessLimits(cpu_seconds=request.param, niceness=0))
    yield Session(tmp_path, store, workers)
    workers.close()


def _run(session: Session, folder: Path, numbers: range) -> int:
    with MemoryWatch() as memory:
        for number in numbers:
            session.read(hostile_paper(folder / "hostile", number))
            if number % 20 == 19:
                session.reads_a_good_one(folder)
    assert session.told.total() == len(numbers), "each file has one word"
    return memory.most


@pytest.mark.parametrize("session", [SECONDS_IN_THE_SUITE], indirect=True)
def test_hostile_papers_when_read_then_each_has_a_word_and_memory_is_bounded(
    session: Session, tmp_path: Path
) -> None:
    assert _run(session, tmp_path, range(IN_THE_SUITE)) < MOST_MEMORY


@pytest.mark.soak
@pytest.mark.parametrize("session", [SECONDS], indirect=True)
def test_all_hostile_papers_when_read_then_each_has_a_word_and_memory_is_bounded(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = _run(session, tmp_path, range(ALL))
    with capsys.disabled():
        sys.stdout.write(f"\n{ALL} hostile papers: {dict(session.told.most_common())}\n")
        sys.stdout.write(f"most memory of the whole program: {memory / 1e6:.0f} MB\n")
    assert memory < MOST_MEMORY
