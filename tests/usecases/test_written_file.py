"""Files that are handed out: whole or not at all."""

import errno
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.usecases.written_file import written_whole


def write_half(target: Path, fault: Exception) -> None:
    """Begin to write, and fail."""
    with written_whole(target) as beside:
        beside.write_bytes(b"half")
        raise fault


def test_file_when_all_is_written_then_takes_the_place_and_nothing_is_beside_it(
    tmp_path: Path,
) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"before")
    with written_whole(target) as beside:
        beside.write_bytes(b"after")
        assert target.read_bytes() == b"before"
    assert target.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (OSError(), "OSError"),
    ],
)
def test_file_when_the_disk_refuses_then_what_stood_there_stays_and_it_is_told(
    tmp_path: Path, fault: OSError, told: str
) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"before")
    with pytest.raises(WorldFailed) as failed:
        write_half(target, fault)
    assert failed.value.code == "report_not_written"
    assert failed.value.facts == {"file": "report.pdf", "reason": told}
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_file_when_something_else_fails_then_that_is_raised_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    target = tmp_path / "report.docx"
    with pytest.raises(ZeroDivisionError):
        write_half(target, ZeroDivisionError())
    assert list(tmp_path.iterdir()) == []
