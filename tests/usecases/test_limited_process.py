"""How far a limited process is: told once a thousandth, watched, and never believed blindly."""

from pathlib import Path

import pytest

from shamay_desktop.usecases.limited_process import THOUSAND, ProgressFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "far"


def test_progress_when_it_is_told_then_who_watches_hears_each_step_once(file: Path) -> None:
    heard: list[tuple[int, int]] = []
    task, watched = ProgressFile(file), ProgressFile(file)
    stop = watched.watched(lambda done, of: heard.append((done, of)), None)
    for part in (0.25, 0.2501, 0.5, 2.0):
        task.tell(part)
        assert not stop()
        assert not stop()
    assert heard == [(250, THOUSAND), (500, THOUSAND), (THOUSAND, THOUSAND)]


@pytest.mark.parametrize("words", [b"", b"-5", b"12345", b"\xff\xfe", "٣".encode(), b"0"])
def test_progress_when_the_file_says_something_else_then_nothing_is_heard(
    file: Path, words: bytes
) -> None:
    heard: list[int] = []
    file.write_bytes(words)
    stop = ProgressFile(file).watched(lambda done, _: heard.append(done), lambda: True)
    assert stop()
    assert heard == []


def test_progress_when_the_task_has_ended_then_its_file_goes(file: Path) -> None:
    progress = ProgressFile(file)
    progress.tell(0.1)
    progress.remove()
    progress.remove()
    assert not file.exists()
