"""The content store: whole bytes once each, or nothing; and it tells what was altered."""

import hashlib
import os
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.evidence import StoredFile
from shamay_desktop.system.durable import DurableDisk
from shamay_desktop.usecases.file_ports import StoreReport


def files_below(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(content=st.binary(min_size=1, max_size=3000))
def test_any_bytes_come_back_unaltered(store: FileStore, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "source"
    source.write_bytes(content)
    stored = store.add(source)
    assert (stored.sha256, stored.size) == (sha256(content), len(content))
    with store.open(stored.sha256) as file:
        assert file.read() == content


def test_a_file_lies_under_its_hash_and_is_read_only(store: FileStore, tmp_path: Path) -> None:
    digest = store.add_bytes(b"content").sha256
    path = tmp_path / "store" / digest[:2] / digest[2:4] / digest
    assert files_below(tmp_path / "store") == [path] == [store.path(digest)]
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.stat().st_mode & 0o077 == 0


def test_the_same_content_is_linked_to_what_is_there(store: FileStore, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(b"same")
    first, second = store.add(tmp_path / "a.jpg"), store.add(tmp_path / "b.jpg")
    assert first == StoredFile(sha256(b"same"), 4, already=False)
    assert second == StoredFile(sha256(b"same"), 4, already=True)
    assert len(files_below(tmp_path / "store")) == 1


def test_a_cut_file_in_the_store_is_healed_when_the_same_file_is_added(store: FileStore) -> None:
    digest = store.add_bytes(b"whole content").sha256
    store.path(digest).chmod(0o600)
    store.path(digest).write_bytes(b"whole")
    assert store.add_bytes(b"whole content").already is False
    assert store.path(digest).read_bytes() == b"whole content"


def test_an_altered_file_in_the_store_is_healed_when_the_same_file_is_added(
    store: FileStore,
) -> None:
    digest = store.add_bytes(b"whole content").sha256
    store.path(digest).chmod(0o600)
    store.path(digest).write_bytes(b"whole cOntent")  # one bit of an old disk, the same size
    assert store.add_bytes(b"whole content").already is False
    assert store.path(digest).read_bytes() == b"whole content"


def test_progress_goes_to_the_end(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(3 * 1024 * 1024 + 5))
    seen: list[tuple[int, int]] = []
    store.add(tmp_path / "a", on_progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (3 * 1024 * 1024 + 5,) * 2


def test_a_cancelled_file_leaves_nothing(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(3 * 1024 * 1024))
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(WorkCancelled):
        store.add(tmp_path / "a", cancelled=cancelled)
    assert files_below(tmp_path / "store") == []


def test_what_cannot_be_taken_is_refused_by_name(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "store", DurableDisk(), largest=1024 * 1024)
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(bytes(1024 * 1024 + 1))
    os.mkfifo(tmp_path / "pipe")
    codes = {
        "empty": "file_empty",
        "large": "file_too_large",
        "pipe": "file_kind_unsupported",
        "store": "file_is_folder",
        "nowhere": "file_missing",
    }
    (tmp_path / "store").mkdir()
    for name, code in codes.items():
        with pytest.raises(Refused) as refused:
            store.add(tmp_path / name)
        assert (refused.value.code, refused.value.facts["file"]) == (code, name)
    assert files_below(tmp_path / "store") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_a_file_without_permission_is_refused(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "a").chmod(0)
    with pytest.raises(Refused, match="file_unreadable"):
        store.add(tmp_path / "a")


def test_a_file_that_grows_while_it_is_copied_is_held_to_the_limit(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "store", DurableDisk(), largest=2 * 1024 * 1024)
    source = tmp_path / "growing"
    source.write_bytes(bytes(1024 * 1024))

    def grow(done: int, total: int) -> None:
        with source.open("ab") as file:
            file.write(bytes(1024 * 1024))

    with pytest.raises(Refused, match="file_too_large"):
        store.add(source, on_progress=grow)
    assert files_below(tmp_path / "store") == []


class FullDisk(DurableDisk):
    """A disk without room, or one that fails at the last step."""

    def __init__(self, *, at_place: bool) -> None:
        self._at_place = at_place

    def require_free(self, folder: Path, needed: int) -> None:
        if not self._at_place:
            raise WorldFailed("disk_full", file=folder.name)

    def place(self, finished: Path, target: Path, mode: int = 0o600) -> None:
        raise self.failure(OSError(28, "No space left on device"), target)


@pytest.mark.parametrize("at_place", [False, True])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, at_place: bool) -> None:
    (tmp_path / "a").write_bytes(b"content")
    with pytest.raises(WorldFailed, match="disk_full"):
        FileStore(tmp_path / "store", FullDisk(at_place=at_place)).add(tmp_path / "a")
    assert files_below(tmp_path / "store") == []


class WatchingDisk(DurableDisk):
    """Notes what a name in the store would show just before the file is put in its place."""

    def __init__(self) -> None:
        self.seen: list[tuple[bool, bytes]] = []

    def place(self, finished: Path, target: Path, mode: int = 0o600) -> None:
        self.seen.append((target.exists(), finished.read_bytes()))
        super().place(finished, target, mode)


def test_a_name_appears_only_when_the_bytes_are_whole(tmp_path: Path) -> None:
    disk = WatchingDisk()
    FileStore(tmp_path / "store", disk).add_bytes(b"whole")
    assert disk.seen == [(False, b"whole")]


def test_two_threads_may_add_the_same_file(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(range(256)) * 8000)
    stored: list[StoredFile] = []
    threads = [
        threading.Thread(target=lambda: stored.append(store.add(tmp_path / "a"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({file.sha256 for file in stored}) == 1
    assert store.verify([stored[0].sha256]) == StoreReport(1, (), (), ())


def test_verify_finds_what_is_missing_altered_and_nobodys(store: FileStore, tmp_path: Path) -> None:
    sound, altered, orphan = (store.add_bytes(text).sha256 for text in (b"one", b"two", b"three"))
    store.path(altered).chmod(0o600)
    store.path(altered).write_bytes(b"owt")
    (tmp_path / "store" / "note.txt").write_text("not ours")
    misplaced = tmp_path / "store" / "00" / sound
    misplaced.parent.mkdir(exist_ok=True)
    misplaced.write_bytes(b"one")
    lost = "0" * 64
    seen: list[tuple[int, int]] = []
    report = store.verify(
        iter([sound, altered, lost]), on_progress=lambda done, total: seen.append((done, total))
    )
    assert (report.sound, report.missing, report.altered) == (1, (lost,), (altered,))
    assert sorted(report.orphans) == sorted([orphan, sound, "note.txt"])
    assert seen[-1] == (5, 5)


def test_verify_of_an_empty_store_is_clean(store: FileStore) -> None:
    assert store.verify([]) == StoreReport(0, (), (), ())


@pytest.mark.parametrize("text", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_hash_is_a_place_in_the_store(store: FileStore, text: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path(text)


def test_a_lost_file_is_named_when_it_is_opened(store: FileStore) -> None:
    with pytest.raises(WorldFailed, match="stored_file_missing"):
        store.open("0" * 64)


def test_leftovers_of_killed_programs_are_cleared_but_not_todays(
    store: FileStore, tmp_path: Path
) -> None:
    store.add_bytes(b"x")
    old, new = (tmp_path / "store" / "incoming" / name for name in ("old.part", "new.part"))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    assert store.clear_leftovers() == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_leftovers_that_cannot_be_removed_are_left_to_the_next_time(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_bytes(b"x")
    left = tmp_path / "store" / "incoming" / "old.part"
    left.write_bytes(b"half")
    os.utime(left, (time.time() - 90_000,) * 2)

    def refuse(_path: Path, **_given: bool) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert store.clear_leftovers() == 0
    assert left.exists()
