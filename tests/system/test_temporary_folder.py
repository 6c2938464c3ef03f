"""A run's temporary folder, and the ones that killed runs left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shamay_desktop.system.temporary_folder import TemporaryFolder

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from pathlib import Path
from shamay_desktop.system.temporary_folder import TemporaryFolder
made = TemporaryFolder(Path(sys.argv[1]))
(made.path / "preview.pdf").write_bytes(b"a client's case")
print(made.path, flush=True)
sys.stdin.read()
"""


def _grow_old(folder: Path) -> None:
    os.utime(folder, (time.time() - 7200,) * 2)


def test_a_folder_when_made_is_this_users_only_and_goes_with_its_run(tmp_path: Path) -> None:
    made = TemporaryFolder(tmp_path)
    assert made.path.stat().st_mode & 0o777 == 0o700
    (made.path / "preview.pdf.pages").mkdir()
    made.remove()
    made.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no locks on folders")
def test_a_folder_when_its_run_was_killed_is_removed_by_the_next_and_not_before(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        left = Path(run.stdout.readline().strip())
        _grow_old(left)
        TemporaryFolder(tmp_path).remove()
        assert (left / "preview.pdf").exists(), "its run still lives"
        run.send_signal(signal.SIGKILL)
    _grow_old(left)
    made = TemporaryFolder(tmp_path)
    assert list(tmp_path.iterdir()) == [made.path]
    made.remove()


@pytest.mark.skipif(sys.platform == "win32", reason="no locks on folders")
def test_what_is_young_or_no_folder_of_ours_when_a_run_begins_is_left_alone(tmp_path: Path) -> None:
    young, link, other = (tmp_path / name for name in ("shamay-run-a", "shamay-run-b", "other"))
    young.mkdir()
    other.mkdir()
    link.symlink_to(other)
    os.utime(link, (time.time() - 7200,) * 2, follow_symlinks=False)
    _grow_old(other)
    TemporaryFolder(tmp_path).remove()
    assert sorted(tmp_path.iterdir()) == sorted([young, link, other])
