"""Durable writes: the order of the calls, and what a failure leaves."""

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.durable import (
    DurableDisk,
    copy_durably,
    place_durably,
    replacing,
    write_durably,
)


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "קובץ.json"
    target.write_bytes(b"old")
    write_durably(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["קובץ.json"]


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    with replacing(target) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


def test_a_write_that_breaks_off_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        _break_off(target)
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_file_is_synced_before_it_gets_its_name_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        calls.append("fsync folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "fsync file")
        fsync(handle)

    def replaced(self: Path, target: Path) -> Path:
        calls.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_durably(tmp_path / "a", b"x")
    assert calls == ["fsync file", "replace", "fsync folder"]
    calls.clear()
    (tmp_path / "finished").write_bytes(b"y")
    place_durably(tmp_path / "finished", tmp_path / "one" / "two" / "a")
    assert calls == ["fsync folder", "fsync folder", "fsync file", "replace", "fsync folder"]


def test_copying_reports_progress_and_keeps_the_bytes(tmp_path: Path) -> None:
    content = os.urandom(2 * 1024 * 1024 + 17)
    (tmp_path / "a").write_bytes(content)
    seen: list[tuple[int, int]] = []
    copy_durably(tmp_path / "a", tmp_path / "b", lambda done, total: seen.append((done, total)))
    assert (tmp_path / "b").read_bytes() == content
    assert seen[-1] == (len(content), len(content))


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EDQUOT, "disk_full"), (errno.EIO, "disk_failed")],
)
def test_the_disks_errors_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def failing(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(WorldFailed) as failed:
        write_durably(tmp_path / "a.json", b"x")
    assert (failed.value.code, failed.value.facts["file"]) == (code, "a.json")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_placing_keeps_the_finished_file(tmp_path: Path) -> None:
    (tmp_path / "finished").write_bytes(b"x")
    (tmp_path / "blocked").write_bytes(b"a file where a folder should be")
    with pytest.raises(WorldFailed, match="disk_failed"):
        DurableDisk().place(tmp_path / "finished", tmp_path / "blocked" / "a")
    assert (tmp_path / "finished").read_bytes() == b"x"


def test_a_large_file_is_refused_before_it_is_begun(tmp_path: Path) -> None:
    disk = DurableDisk()
    disk.require_free(tmp_path / "not" / "yet", 1)
    with pytest.raises(WorldFailed) as failed:
        disk.require_free(tmp_path, disk.free_bytes(tmp_path) * 2)
    assert failed.value.code == "disk_short"
    assert failed.value.facts["folder"] == str(tmp_path)


def test_free_room_when_the_whole_drive_is_gone_then_is_the_worlds_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    asked: list[Path] = []

    def gone(place: Path) -> object:
        asked.append(place)
        raise FileNotFoundError(errno.ENOENT, "no such drive")

    monkeypatch.setattr(shutil, "disk_usage", gone)
    with pytest.raises(WorldFailed, match="disk_failed"):
        DurableDisk().free_bytes(tmp_path / "not" / "there")
    assert asked == [Path(tmp_path.anchor)]


def _break_off(target: Path) -> None:
    with replacing(target) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_a_stick_or_a_network_disk_without_modes_and_folder_sync_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(handle)

    def no_modes(self: Path, mode: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", only_files)
    monkeypatch.setattr(Path, "chmod", no_modes)
    write_durably(tmp_path / "report.pdf", b"x")
    assert (tmp_path / "report.pdf").read_bytes() == b"x"
