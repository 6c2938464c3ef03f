"""The reader of stored papers: own text or recognised, kept, one page's trouble its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.reading.kept_pages import KeptPages
from shamay_desktop.documents.reading.own_text import layers_of_answer
from shamay_desktop.documents.reading.reader import (
    StoredPaperReader,
    readings_of_answer,
    signature_of_answer,
)
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_json import PageBroken, decode_page, encode_page
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from shamay_desktop.domain.reading.paper_reading import (
    Found,
    Missed,
    PaperReading,
    Reading,
    Signature,
    SignatureFacts,
)
from shamay_desktop.domain.reading.reading_json import encode_reading
from shamay_desktop.system.durable import DurableDisk
from tests.documents.reading.drawn_papers import RIGHT, drawn, font, shown
from tests.documents.reading.signed_papers import signed_pdf


class Recognised:
    """A recogniser that notes what it was asked and reads one word."""

    def __init__(self, name: str | None = "engine 1") -> None:
        self.asked: list[tuple[int, int]] = []
        self._name = name

    def page(self, path: Path, page: int, rotation: int = 0, cancelled: object = None) -> PageText:
        self.asked.append((page, rotation))
        word = Word(f"word{page}", (1.0, 1.0, 9.0, 9.0), 0.8)
        return PageText(page, 595, 842, Method.OCR, (Line((word,)),), turned=rotation)

    def engine(self) -> str | None:
        return self._name


class Counting:
    """The limited processes, and how often they were asked for what."""

    def __init__(self, workers: LimitedWorkers) -> None:
        self.tasks: list[str] = []
        self._workers = workers
        self.inspect = workers.inspect

    def run(self, task: str, *arguments: object, **options: object) -> object:
        self.tasks.append(task)
        return self._workers.run(task, *arguments, **options)  # type: ignore[arg-type]


@pytest.fixture
def recognised() -> Recognised:
    return Recognised()


@pytest.fixture
def counting(workers: LimitedWorkers) -> Counting:
    return Counting(workers)


@pytest.fixture
def new_reader(
    tmp_path: Path, store: FileStore, counting: Counting, recognised: Recognised
) -> Callable[[], StoredPaperReader]:
    """A reader as a program that has just been started has it."""

    def made() -> StoredPaperReader:
        kept = KeptPages(tmp_path / "readings", DurableDisk())
        return StoredPaperReader(store, counting, kept, recognised)

    return made


@pytest.fixture
def reader(new_reader: Callable[[], StoredPaperReader]) -> StoredPaperReader:
    return new_reader()


def _text_pdf(pages: int) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for page in range(1, pages + 1):
            canvas.setFont(font(), 11)
            canvas.drawRightString(RIGHT, 700, shown(f"עמוד {page} חלק 1/2"))
            canvas.showPage()

    return draw


def _mixed_pdf(canvas: Canvas) -> None:
    """A page of text, a scan, a page of text."""
    canvas.setFont(font(), 11)
    canvas.drawRightString(RIGHT, 700, shown("ראשון"))
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.effect_noise((300, 400), 50)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.setFont(font(), 11)
    canvas.drawRightString(RIGHT, 700, shown("שלישי"))
    canvas.showPage()


def test_a_paper_with_text_when_read_then_every_page_comes_from_its_own_text_at_one_asking(
    reader: StoredPaperReader, store: FileStore, counting: Counting, recognised: Recognised,
    tmp_path: Path,
) -> None:  # fmt: skip
    sha = store.add(drawn(tmp_path / "text.pdf", _text_pdf(5))).sha256
    assert reader.page_count(sha) == 5
    read = [reader.read_page(sha, page) for page in range(1, 6)]
    assert [page.text for page in read] == [f"עמוד {page} חלק 1/2" for page in range(1, 6)]
    assert {page.method for page in read} == {Method.TEXT}
    assert recognised.asked == []
    assert counting.tasks == ["page_layers"]


def test_a_page_when_it_was_read_before_then_a_new_program_does_not_read_it_again(
    new_reader: Callable[[], StoredPaperReader], store: FileStore, counting: Counting,
    recognised: Recognised, tmp_path: Path,
) -> None:  # fmt: skip
    sha = store.add(drawn(tmp_path / "mixed.pdf", _mixed_pdf)).sha256
    first = new_reader()
    read = [first.read_page(sha, page) for page in (1, 2, 3)]
    counting.tasks.clear()
    again = new_reader()
    assert [again.kept(sha, page) for page in (1, 2, 3)] == [_rounded(page) for page in read]
    assert [again.read_page(sha, page).text for page in (1, 2, 3)] == [p.text for p in read]
    assert counting.tasks == []
    assert recognised.asked == [(2, 0)]


def _rounded(page: PageText) -> PageText:
    """As it is kept."""
    return decode_page(encode_page(page))


def test_a_scan_among_pages_of_text_when_read_then_is_recognised_alone(
    reader: StoredPaperReader, store: FileStore, recognised: Recognised, tmp_path: Path
) -> None:
    sha = store.add(drawn(tmp_path / "mixed.pdf", _mixed_pdf)).sha256
    read = [reader.read_page(sha, page) for page in (1, 2, 3)]
    assert [page.text for page in read] == ["ראשון", "word2", "שלישי"]
    assert [page.method for page in read] == [Method.TEXT, Method.OCR, Method.TEXT]


def test_a_scan_when_turned_since_then_is_recognised_again_and_text_is_not(
    reader: StoredPaperReader, store: FileStore, recognised: Recognised, tmp_path: Path
) -> None:
    sha = store.add(drawn(tmp_path / "mixed.pdf", _mixed_pdf)).sha256
    for rotation in (0, 0, 90, 90):
        for page in (1, 2, 3):
            reader.read_page(sha, page, rotation)
    assert recognised.asked == [(2, 0), (2, 90)]


def test_a_scan_when_turned_since_then_words_of_the_older_turn_are_not_shown_for_it(
    new_reader: Callable[[], StoredPaperReader], store: FileStore, recognised: Recognised,
    tmp_path: Path,
) -> None:  # fmt: skip
    sha = store.add(drawn(tmp_path / "mixed.pdf", _mixed_pdf)).sha256
    reader = new_reader()
    upright = [reader.read_page(sha, page) for page in (1, 2, 3)][1]
    for each in (reader, new_reader()):
        assert each.kept(sha, 2, 90) is None
        assert None not in (each.kept(sha, 1, 90), each.kept(sha, 3, 90))
    turned = reader.read_page(sha, 2, 90)
    for each in (reader, new_reader()):  # both stand: two cases may have turned one file otherwise
        assert each.kept(sha, 2) == _rounded(upright)
        assert each.kept(sha, 2, 90) == _rounded(turned)
    new_reader().read_page(sha, 2)
    assert recognised.asked == [(2, 0), (2, 90)]


def test_a_picture_when_read_then_is_recognised(
    reader: StoredPaperReader, store: FileStore, recognised: Recognised, tmp_path: Path
) -> None:
    Image.effect_noise((600, 400), 50).save(tmp_path / "paper.png")
    sha = store.add(tmp_path / "paper.png").sha256
    assert reader.page_count(sha) == 1
    assert reader.read_page(sha, 1).method is Method.OCR
    assert reader.signature(sha) == SignatureFacts()


@pytest.mark.parametrize("name", ["paper.png", "paper.pdf"])
def test_a_scan_when_there_is_no_engine_then_says_so_and_is_read_once_there_is_one(
    store: FileStore, workers: LimitedWorkers, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name.endswith("pdf"):
        drawn(path, _mixed_pdf)
    else:
        Image.effect_noise((3000, 2000), 50).save(path)
    sha, page = store.add(path).sha256, 2 if name.endswith("pdf") else 1
    kept = KeptPages(tmp_path / "readings", DurableDisk())
    for nobody in (None, Recognised(None)):
        without = StoredPaperReader(store, workers, kept, nobody)
        read = without.read_page(sha, page)
        assert (read.problem, read.lines, read.method) == ("no_engine", (), Method.OCR)
        assert max(read.width, read.height) <= 1224
        assert without.kept(sha, page) is None
        assert without.engine() is None
    assert StoredPaperReader(store, workers, kept, Recognised()).read_page(sha, page).lines


def test_pages_when_asked_by_several_threads_then_each_is_read_once(
    reader: StoredPaperReader, store: FileStore, counting: Counting, tmp_path: Path
) -> None:
    sha = store.add(drawn(tmp_path / "text.pdf", _text_pdf(45))).sha256
    start = threading.Barrier(6)

    def read(number: int) -> list[str]:
        start.wait()
        return [reader.read_page(sha, page).text for page in range(1 + number % 2, 46, 2)]

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(read, range(6)))
    assert answers[0] == [f"עמוד {page} חלק 1/2" for page in range(1, 46, 2)]
    assert answers[1] == [f"עמוד {page} חלק 1/2" for page in range(2, 46, 2)]
    assert counting.tasks == ["page_layers"] * 3


def test_an_encrypted_and_a_torn_paper_when_read_then_are_refused_by_name(
    reader: StoredPaperReader, store: FileStore, tmp_path: Path
) -> None:
    import pikepdf

    plain = drawn(tmp_path / "plain.pdf", _text_pdf(2))
    with pikepdf.open(plain) as document:
        document.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
    (tmp_path / "torn.pdf").write_bytes(plain.read_bytes()[:300])
    for name, code in (("locked.pdf", "file_encrypted"), ("torn.pdf", "file_broken")):
        sha = store.add(tmp_path / name).sha256
        for ask in (
            lambda sha=sha: reader.page_count(sha),
            lambda sha=sha: reader.read_page(sha, 1),
        ):
            with pytest.raises(Refused) as refused:
                ask()
            assert (refused.value.code, refused.value.facts["file"]) == (code, sha[:12])


def test_a_page_that_is_not_there_when_asked_for_then_is_refused(
    reader: StoredPaperReader, store: FileStore, tmp_path: Path
) -> None:
    sha = store.add(drawn(tmp_path / "text.pdf", _text_pdf(2))).sha256
    with pytest.raises(Refused, match="file_page_missing"):
        reader.read_page(sha, 3)


def test_a_paper_that_is_gone_from_the_store_when_read_then_the_world_failed(
    reader: StoredPaperReader,
) -> None:
    with pytest.raises(WorldFailed, match="stored_file_missing"):
        reader.read_page("ab" * 32, 1)


def test_reading_when_cancelled_then_stops_and_nothing_is_kept(
    reader: StoredPaperReader, store: FileStore, tmp_path: Path
) -> None:
    sha = store.add(drawn(tmp_path / "text.pdf", _text_pdf(2))).sha256
    with pytest.raises(WorkCancelled):
        reader.read_page(sha, 1, cancelled=lambda: True)
    assert reader.kept(sha, 1) is None


def test_making_out_and_the_signature_when_cancelled_in_their_middle_then_stop_there(
    store: FileStore, workers: LimitedWorkers, tmp_path: Path
) -> None:
    asked: list[str] = []

    class Waiting(Counting):
        """Asked to stop once the limited process has been at work for a moment."""

        def run(self, task: str, *arguments: object, **options: object) -> object:
            if task not in {"extract", "signature"}:
                return super().run(task, *arguments, **options)
            asked.append(task)
            cancelled = options["cancelled"]
            assert callable(cancelled)
            assert not cancelled()
            stop.set()
            return super().run(task, *arguments, **options)

    stop = threading.Event()
    kept = KeptPages(tmp_path / "readings", DurableDisk())
    reader = StoredPaperReader(store, Waiting(workers), kept, None)
    (tmp_path / "signed.pdf").write_bytes(signed_pdf())
    sha = store.add(tmp_path / "signed.pdf").sha256
    pages = [reader.read_page(sha, 1)]
    with pytest.raises(WorkCancelled):
        reader.extract(sha, pages, cancelled=stop.is_set)
    stop.clear()
    with pytest.raises(WorkCancelled):
        reader.signature(sha, stop.is_set)
    assert asked == ["extract", "signature"]
    assert reader.signature(sha).state is Signature.INTACT


def test_pages_when_extracted_then_the_documents_come_back_whether_kept_or_not(
    reader: StoredPaperReader, store: FileStore, tmp_path: Path
) -> None:
    sha = store.add(drawn(tmp_path / "text.pdf", _text_pdf(3))).sha256
    pages = [reader.read_page(sha, page) for page in (1, 2, 3)]
    word = Word("הערה", (1.0, 1.0, 9.0, 9.0))
    strange = PageText(4, 595, 842, Method.TEXT, (Line((word,)),))
    found = reader.extract(sha, [*pages, strange])
    assert [reading.kind for reading in found] == [DocType.OTHER]
    assert (found[0].first_page, found[-1].last_page) == (1, 4)


def test_a_slip_of_the_program_on_a_strange_paper_when_read_then_is_that_papers_trouble_alone(
    store: FileStore, workers: LimitedWorkers, tmp_path: Path
) -> None:
    class Slipping(Counting):
        def run(self, task: str, *arguments: object, **options: object) -> object:
            if task in {"extract", "signature"}:
                raise RuntimeError("a task of the limited process failed")
            return super().run(task, *arguments, **options)

    kept = KeptPages(tmp_path / "readings", DurableDisk())
    reader = StoredPaperReader(store, Slipping(workers), kept, None)
    sha = store.add(drawn(tmp_path / "text.pdf", _text_pdf(2))).sha256
    with pytest.raises(Refused) as refused:
        reader.extract(sha, [reader.read_page(sha, 1)])
    assert (refused.value.code, refused.value.facts) == ("paper_not_understood", {"file": sha[:12]})
    assert reader.signature(sha).state is Signature.UNVERIFIABLE


def test_a_signed_paper_when_stored_then_its_signature_is_told(
    reader: StoredPaperReader, store: FileStore, tmp_path: Path
) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed_pdf())
    sha = store.add(tmp_path / "signed.pdf").sha256
    facts = reader.signature(sha)
    assert facts.state is Signature.INTACT
    assert facts.covers_whole_file
    assert store.path(sha).read_bytes() == (tmp_path / "signed.pdf").read_bytes()


_PAGE = {"page": 1, "width": 1, "height": 1, "method": "text", "problem": None, "turned": 0,
         "lines": [], "rulings": []}  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        {"pages": 1, "layers": []},
        {"pages": 1, "layers": [{"real": True, "page": _PAGE | {"page": 2}}]},
        {"pages": 1, "layers": [{"real": 1, "page": _PAGE}]},
        {"pages": 1, "layers": [{"real": True, "page": _PAGE | {"lines": None}}]},
        {"pages": 3, "layers": [{"real": True, "page": _PAGE}] * 3},
    ],
)
def test_an_answer_of_the_limited_process_when_it_does_not_fit_then_is_not_believed(
    answer: object,
) -> None:
    with pytest.raises(PageBroken):
        layers_of_answer(answer, 1, 2)


def test_a_signature_when_the_limited_process_says_nonsense_then_is_unverifiable() -> None:
    good = {"state": "intact", "signer": "a\x00b\n", "issuer": "x" * 5000, "signed_at": None,
            "covers_whole_file": True, "reason": ""}  # fmt: skip
    facts = signature_of_answer(good)
    assert (facts.state, facts.signer, len(facts.issuer)) == (Signature.INTACT, "a b", 500)
    for spoilt in ({"state": "trusted"}, {"signed_at": "now"}, {"reason": "<b>"}, {"signer": 5}):
        assert signature_of_answer(good | spoilt).state is Signature.UNVERIFIABLE


def _answer(**changes: object) -> dict[str, object]:
    box = ("0", "0", "9", "9")
    found = Found("gush", "7245", 2, box, "7245", "0.99")
    reading = Reading(
        DocType.TABU, "rights", "tabu", 1, 2, 3, (found,), (Missed("helka", "blank"),)
    )
    spoilt = replace(reading, **changes)  # type: ignore[arg-type]
    return dict(encode_reading(PaperReading("", 3, (spoilt,))))


def test_documents_when_the_limited_process_names_pages_that_were_sent_then_are_believed() -> None:
    (read,) = readings_of_answer(_answer(), (1, 2, 3), "name")
    assert read.content("gush") == "7245"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {"readings": []},
        _answer(last_page=4),
        _answer(first_page=0),
        _answer(first_page=3),
        _answer(missed=(Missed("helka", "blank", page=7),)),
    ],
)
def test_documents_when_the_limited_process_answers_nonsense_then_are_not_believed(
    answer: object,
) -> None:
    with pytest.raises(Refused, match="file_broken"):
        readings_of_answer(answer, (1, 2, 3), "name")
