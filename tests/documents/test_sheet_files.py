"""Sheets of stored files: kept, made once for all who wait, given up, made anew when broken."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.documents import sheet_files
from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.derived import DerivedFiles
from shamay_desktop.documents.sheet_files import SheetFiles
from shamay_desktop.documents.worker.pool import WALL_SECONDS, LimitedWorkers
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.system.durable import DurableDisk
from shamay_desktop.usecases.file_ports import SheetFacts
from tests.coded_picture import coded_page, coded_picture


class CountedWorkers:
    """Says which tasks were run, and holds them until it is told to go on."""

    def __init__(self, workers: LimitedWorkers) -> None:
        self._workers = workers
        self.ran: list[str] = []
        self.go = threading.Event()
        self.go.set()
        self.gave_up = threading.Event()

    def run(
        self,
        task: str,
        *arguments: object,
        file_name: str,
        timeout: int = WALL_SECONDS,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> object:
        """Run it in the limited process."""
        self.ran.append(task)
        while not self.go.wait(0.02):
            if cancelled():
                self.gave_up.set()
                raise WorkCancelled
        return self._workers.run(
            task, *arguments, file_name=file_name, timeout=timeout, cancelled=cancelled
        )


@pytest.fixture
def counted(workers: LimitedWorkers) -> CountedWorkers:
    return CountedWorkers(workers)


@pytest.fixture
def sheets(tmp_path: Path, store: FileStore, counted: CountedWorkers) -> SheetFiles:
    return SheetFiles(tmp_path / "derived", store, counted, DurableDisk())


@pytest.fixture
def picture(tmp_path: Path, store: FileStore) -> str:
    """The hash of a stored picture of 6 megapixels."""
    path = tmp_path / "picture.png"
    coded_picture(3000, 2000).save(path)
    return store.add(path).sha256


def test_a_sheet_when_it_is_asked_for_again_is_not_made_again(
    sheets: SheetFiles, picture: str, counted: CountedWorkers
) -> None:
    assert sheets.sheet(picture, 1, 200) == SheetFacts(3000, 2000, 0, 1)
    base = sheets.sheet_base(picture, 1, 200)
    first = sheets.tile(picture, 1, 200, (0, 0, 0))
    again = sheets.tile(picture, 1, 200, (0, 0, 0))
    assert first == again
    assert (base.width, base.height) == (1500, 1000)
    assert counted.ran == ["sheet_whole", "sheet_tiles"]
    with Image.open(first.path) as tile:
        assert tile.size == (first.width, first.height) == (513, 513)


def test_a_pages_parts_when_far_apart_tiles_are_wanted_are_made_one_by_one(
    tmp_path: Path, store: FileStore, sheets: SheetFiles, counted: CountedWorkers
) -> None:
    page = coded_page(tmp_path / "strip.pdf", (959, 9752), (96, 976))
    sha256 = store.add(page).sha256
    assert sheets.sheet(sha256, 1, 200) == SheetFacts(2664, 27089, 200, 3)
    sheets.tile(sha256, 1, 200, (0, 0, 0))
    sheets.tile(sha256, 1, 200, (0, 5, 1))
    sheets.tile(sha256, 1, 200, (0, 5, 52))
    assert counted.ran.count("sheet_tiles") == 2


def test_a_tile_when_two_wait_for_its_neighbours_is_made_in_one_run(
    sheets: SheetFiles, picture: str, counted: CountedWorkers
) -> None:
    sheets.sheet(picture, 1, 200)
    counted.go.clear()
    found: list[str] = []

    def wait(column: int) -> None:
        found.append(sheets.tile(picture, 1, 200, (0, column, 0)).path)

    waiting = [threading.Thread(target=wait, args=(column,)) for column in (0, 3)]
    for thread in waiting:
        thread.start()
    counted.go.set()
    for thread in waiting:
        thread.join(30)
    assert len(found) == 2
    assert counted.ran.count("sheet_tiles") == 1


def test_a_tile_when_nobody_waits_for_it_any_more_is_given_up(
    sheets: SheetFiles, picture: str, counted: CountedWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_files, "GRACE_SECONDS", 0.05)
    sheets.sheet(picture, 1, 200)
    counted.go.clear()
    left = threading.Event()
    left.set()
    with pytest.raises(WorkCancelled):
        sheets.tile(picture, 1, 200, (0, 0, 0), left.is_set)
    assert counted.gave_up.wait(10)
    counted.go.set()
    time.sleep(0.05)
    assert Path(sheets.tile(picture, 1, 200, (0, 0, 0)).path).is_file()


def test_half_a_tile_when_a_machine_stopped_in_its_writing_is_made_anew(
    sheets: SheetFiles, picture: str
) -> None:
    path = Path(sheets.tile(picture, 1, 200, (0, 2, 1)).path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert sheets.tile(picture, 1, 200, (0, 2, 1)).path == str(path)
    assert path.read_bytes() == whole


def test_a_lost_cache_when_a_sheet_is_shown_is_made_again(
    tmp_path: Path, sheets: SheetFiles, picture: str
) -> None:
    tile = sheets.tile(picture, 1, 200, (0, 0, 0))
    while len(list(Path(tile.path).parent.glob("0-*.jpg"))) < 6 * 4:
        time.sleep(0.05)
    for path in sorted((tmp_path / "derived").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert sheets.tile(picture, 1, 200, (0, 0, 0)) == tile
    assert Path(sheets.sheet_base(picture, 1, 200).path).is_file()


def test_a_broken_paper_when_its_sheet_is_asked_for_is_refused_by_name(
    tmp_path: Path, store: FileStore, sheets: SheetFiles
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing that a reader knows\n%%EOF")
    sha256 = store.add(broken).sha256
    with pytest.raises(Refused) as refused:
        sheets.sheet(sha256, 1, 200)
    assert refused.value.code == "file_broken"


def test_a_file_that_is_gone_when_a_tile_is_wanted_is_told(
    store: FileStore, sheets: SheetFiles, picture: str
) -> None:
    sheets.sheet(picture, 1, 200)
    path = store.path(picture)
    path.chmod(0o600)
    path.unlink()
    with pytest.raises(WorldFailed) as failed:
        sheets.tile(picture, 1, 200, (0, 0, 0))
    assert failed.value.code == "stored_file_missing"


@pytest.mark.parametrize("key", [(0, 6, 0), (0, 0, 4), (1, 0, 0), (-1, 0, 0)])
def test_a_tile_that_no_sheet_has_when_it_is_asked_for_is_a_mistake_of_ours(
    sheets: SheetFiles, picture: str, key: tuple[int, int, int]
) -> None:
    with pytest.raises(ValueError, match=str(key[0])):
        sheets.tile(picture, 1, 200, key)


def test_tiles_when_nobody_looked_at_them_in_a_season_are_removed_together(
    tmp_path: Path, derived: DerivedFiles, picture: str
) -> None:
    folder = Path(derived.tile(picture, 1, 200, (0, 0, 0)).path).parent
    count = 6 * 4
    while len(list(folder.glob("0-*.jpg"))) < count:
        time.sleep(0.05)
    assert derived.clear_unused() == 0
    long_ago = time.time() - 100 * 24 * 3600
    os.utime(folder, (long_ago, long_ago))
    assert derived.clear_unused() == count
    assert not folder.exists()
