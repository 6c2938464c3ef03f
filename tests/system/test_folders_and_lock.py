"""A home: where it is, whose it is, and that one window works on it."""

import subprocess
import sys
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.clock import SystemClock
from shamay_desktop.system.folders import Home, find_home
from shamay_desktop.system.instance_lock import InstanceLock

ROOT = Path(__file__).resolve().parents[2]


def test_an_override_comes_before_the_variable_and_both_before_the_platform(tmp_path: Path) -> None:
    one, other = tmp_path / "אחד", tmp_path / "other"
    assert find_home(one, {"SHAMAY_HOME": str(other)}).root == one
    assert find_home(None, {"SHAMAY_HOME": str(other)}).root == other
    assert find_home(None, {"SHAMAY_HOME": ""}).root.name == "ShamayDesktop"


def test_a_home_is_its_users_only_in_a_hebrew_folder(tmp_path: Path) -> None:
    home = Home(tmp_path / "משתמש" / "בית").make().make()
    folders = [home.root, home.store, home.derived, home.readings, home.backups, home.logs]
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700] * len(folders)


def test_a_home_that_cannot_be_made_is_the_worlds_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorldFailed, match="home_unwritable"):
        Home(tmp_path / "file" / "home").make()


def test_side_journals_of_two_homes_lie_apart_and_outside_of_them(tmp_path: Path) -> None:
    one, other = Home(tmp_path / "one"), Home(tmp_path / "other")
    assert one.side_journal != other.side_journal
    assert one.root not in one.side_journal.parents
    assert not one.side_journal.exists()


def test_a_second_window_is_told_who_holds_the_home(tmp_path: Path) -> None:
    with InstanceLock(tmp_path / "window.lock"):
        second = InstanceLock(tmp_path / "window.lock")
        holder = second.holder()
        assert holder is not None
        with pytest.raises(WorldFailed) as failed:
            second.acquire()
        assert (failed.value.code, failed.value.facts["pid"]) == ("home_in_use", holder.pid)
    with InstanceLock(tmp_path / "window.lock"):
        pass
    assert InstanceLock(tmp_path / "window.lock").holder() is None


def test_the_lock_is_free_when_its_holder_was_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from shamay_desktop.system.instance_lock import InstanceLock;"
        "lock = InstanceLock(Path(sys.argv[1])); lock.acquire();"
        "print('held', flush=True); sys.stdin.read()"
    )
    lock = tmp_path / "window.lock"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(lock)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holding:
        assert holding.stdout is not None
        assert holding.stdout.readline().strip() == "held"
        with pytest.raises(WorldFailed, match="home_in_use"):
            InstanceLock(lock).acquire()
        holding.kill()
        holding.wait()
        with InstanceLock(lock):
            pass


def test_now_is_aware_and_in_utc() -> None:
    clock = SystemClock()
    offset = clock.now().utcoffset()
    assert offset is not None
    assert not offset
    assert clock.today() == clock.now().astimezone().date()
