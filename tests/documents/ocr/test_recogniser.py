"""The worker program for scans: pages that end it, cancelling, threads, and missing models."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shamay_desktop.documents.ocr.models import FIGURES, MODELS, WORDS, find_models, model_folders
from shamay_desktop.documents.ocr.recogniser import Recogniser
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.system.limits import page_limits
from tests.documents.ocr.drawn_scans import Scan, as_pdf

HOSTILE = "tests.documents.ocr.hostile_page_tasks"
ROOT = Path(__file__).resolve().parents[3]
Make = Callable[..., Recogniser]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes recognisers with hostile tasks, and ends them."""
    made: list[Recogniser] = []

    def one(**options: int) -> Recogniser:
        recogniser = Recogniser(page_limits(), model_folders(), tasks_module=HOSTILE, **options)
        made.append(recogniser)
        return recogniser

    yield one
    for recogniser in made:
        recogniser.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits are of POSIX systems")
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("killed", "page_too_heavy"),
        ("greedy", "page_too_heavy"),
        ("crashed", "page_broken"),
        ("torn", "page_broken"),
        ("buggy", "page_broken"),
        ("lying", "page_broken"),
        ("other", "page_broken"),
    ],
)
def test_a_page_that_ends_its_process_when_read_then_has_a_problem_and_the_next_is_read(
    make: Make, tmp_path: Path, name: str, problem: str
) -> None:
    recogniser = make()
    page = recogniser.page(tmp_path / f"{name}.pdf", 3)
    assert (page.page, page.problem, page.lines) == (3, problem, ())
    assert recogniser.page(tmp_path / "plain.pdf", 4).problem is None


def test_a_page_that_takes_too_long_when_read_then_is_too_slow(make: Make, tmp_path: Path) -> None:
    recogniser = make(page_seconds=1)
    assert recogniser.page(tmp_path / "slow.pdf", 1).problem == "page_too_slow"
    assert recogniser.page(tmp_path / "plain.pdf", 1).problem is None


def test_a_page_when_cancelled_then_its_process_ends_at_once(make: Make, tmp_path: Path) -> None:
    recogniser, stop, started = make(), threading.Event(), tmp_path / "slow.started"
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(recogniser.page, tmp_path / "slow.pdf", 1, 0, stop.is_set)
        while not started.exists() or not started.read_text():
            time.sleep(0.01)
        stop.set()
        with pytest.raises(WorkCancelled):
            reading.result(timeout=30)
    worker = Path(f"/proc/{started.read_text()}")
    assert not worker.exists() or sys.platform == "win32"


def test_many_pages_when_asked_from_many_threads_then_each_gets_its_own(
    make: Make, tmp_path: Path
) -> None:
    recogniser = make(pages_a_process=3)
    with ThreadPoolExecutor(6) as pool:
        pages = pool.map(lambda number: recogniser.page(tmp_path / "a.pdf", number), range(1, 19))
        assert [page.page for page in pages] == list(range(1, 19))


def test_the_recogniser_when_closed_then_pages_raise_that_work_was_cancelled(
    make: Make, tmp_path: Path
) -> None:
    recogniser = make()
    recogniser.close()
    with pytest.raises(WorkCancelled):
        recogniser.page(tmp_path / "a.pdf", 1)


def test_the_engine_when_all_is_there_then_names_itself_and_its_version(
    recogniser: Recogniser,
) -> None:
    engine = recogniser.engine()
    assert engine is not None
    assert engine.startswith("Tesseract 5.")


def test_the_program_when_pages_are_recognised_then_never_loads_the_engine_itself(
    tmp_path: Path,
) -> None:
    sheet = Scan(800, 400)
    sheet.text(700, 150, "היתר בניה")
    path = as_pdf(tmp_path / "a.pdf", sheet.picture)
    script = f"""
import sys
from pathlib import Path
from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.documents.ocr.models import model_folders
from shamay_desktop.documents.ocr.recogniser import Recogniser
from shamay_desktop.system.folders import Home
from shamay_desktop.system.limits import page_limits

if __name__ == "__main__":
    services = build_services(Place(Home(Path({str(tmp_path / "home")!r}))))
    services.close()
    recogniser = Recogniser(page_limits(), model_folders())
    print(recogniser.page(Path({str(path)!r}), 1).text)
    recogniser.close()
    assert not {{"tesserocr", "numpy"}} & set(sys.modules)
"""
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(tmp_path / "script.py")],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, "היתר בניה\n"), run.stderr


def test_models_when_one_is_missing_or_another_version_then_there_is_no_engine(
    tmp_path: Path,
) -> None:
    right = find_models(model_folders())
    assert right.complete
    own = tmp_path / "ocr"
    own.mkdir()
    (own / WORDS.file).write_bytes((right.folders[WORDS] / WORDS.file).read_bytes())
    assert find_models([own]).lacks == {FIGURES: "missing"}
    altered = bytearray((right.folders[FIGURES] / FIGURES.file).read_bytes())
    altered[1000] ^= 1
    (own / FIGURES.file).write_bytes(altered)
    assert find_models([own]).lacks == {FIGURES: "altered"}
    recogniser = Recogniser(page_limits(), [own])
    assert recogniser.engine() is None
    assert recogniser.page(tmp_path / "a.pdf", 2).problem == "no_engine"
    recogniser.close()


def test_models_when_brought_while_the_program_runs_then_are_found(tmp_path: Path) -> None:
    right, own = find_models(model_folders()), tmp_path / "ocr"
    own.mkdir()
    recogniser = Recogniser(page_limits(), [own])
    assert recogniser.engine() is None
    for model in MODELS:
        (own / model.file).write_bytes((right.folders[model] / model.file).read_bytes())
    assert recogniser.engine() is not None
    recogniser.close()


def test_models_when_an_altered_one_stands_first_then_the_right_one_is_taken(
    tmp_path: Path,
) -> None:
    (tmp_path / WORDS.file).write_bytes(b"not a model")
    found = find_models([tmp_path, *model_folders()])
    assert found.complete
    assert found.folders[WORDS] != tmp_path
