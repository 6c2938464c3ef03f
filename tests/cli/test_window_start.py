"""What stands behind the window: one instance a home, a daily backup, everything given back."""

import faulthandler
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place
from shamay_desktop.cli.window import care_until, prepare
from shamay_desktop.domain.errors import ShamayError, WorldFailed
from shamay_desktop.system.clock import SystemClock
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.care import keep_daily
from shamay_desktop.usecases.damage import Cause
from shamay_desktop.usecases.office.first_run import local_actor
from tests.end_to_end.test_faults import small_disk

ROOT = Path(__file__).resolve().parents[2]


def test_a_home_when_a_second_window_is_opened_then_it_is_told_who_holds_it(
    tmp_path: Path,
) -> None:
    place = Place(Home(tmp_path / "home"))
    first = prepare(place, daily=False)
    try:
        with pytest.raises(WorldFailed) as refused:
            prepare(place, daily=False)
    finally:
        first.close()
    assert refused.value.code == "home_in_use"
    prepare(place, daily=False).close()


def test_a_day_when_it_begins_then_there_is_one_backup_of_it(tmp_path: Path) -> None:
    services = prepare(Place(Home(tmp_path / "home")), daily=False)
    try:
        made = keep_daily(services)
        assert made is not None
        assert made.path.is_file()
        assert keep_daily(services) is None
    finally:
        services.close()


class DaysPass(SystemClock):
    """A clock on which each look at the date is on the next day; the third one fails."""

    def __init__(self, last: threading.Event) -> None:
        self._days: Iterator[int] = iter(range(1, 29))
        self._last = last

    def today(self) -> date:
        """The next day."""
        day = next(self._days)
        if day == 3:
            raise WorldFailed("disk_full", file="x")
        if day == 4:
            raise RuntimeError("a mistake of ours")
        if day == 5:
            self._last.set()
        return date(2026, 11, day)


def test_a_window_when_it_stays_open_for_days_then_each_has_its_backup_whatever_failed_before(
    tmp_path: Path,
) -> None:
    home, closed = Home(tmp_path / "home"), threading.Event()
    services = prepare(Place(home), daily=False)
    try:
        care_until(closed, replace(services, clock=DaysPass(closed)), every=0.01)
    finally:
        services.close()
    made = sorted(path.name for path in home.backups.glob("*.sqlite3"))
    assert made == [f"shamay-2026-11-0{day}.sqlite3" for day in (1, 2, 5)]


def test_a_second_start_when_the_home_is_in_use_then_the_first_window_is_called_once(
    tmp_path: Path,
) -> None:
    place = Place(Home(tmp_path / "home"))
    first = prepare(place, daily=False)
    try:
        assert not first.run.called()
        with pytest.raises(WorldFailed, match="home_in_use"):
            prepare(place, daily=False)
        assert first.run.called()
        assert not first.run.called()
    finally:
        first.close()


def test_a_run_when_the_one_before_was_killed_then_knows_it_and_one_that_was_closed_does_not(
    tmp_path: Path,
) -> None:
    home = Home(tmp_path / "home")
    program = (
        "import sys, os; from pathlib import Path; from shamay_desktop.bootstrap import Place;"
        "from shamay_desktop.cli.window import prepare;"
        "from shamay_desktop.system.folders import Home;"
        "prepare(Place(Home(Path(sys.argv[1]))), daily=False); os.abort()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(home.root)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGABRT
    assert "Fatal Python error: Aborted" in home.hard_crash_log.read_text(encoding="utf-8")
    services = prepare(Place(home), daily=False)
    assert services.run.ended_badly
    services.close()
    assert home.hard_crash_log.with_name("crash.log.before").exists() == (
        not faulthandler.is_enabled()
    )
    services = prepare(Place(home), daily=False)
    assert not services.run.ended_badly
    services.close()


def test_a_damaged_database_when_the_window_starts_then_is_a_trouble_and_no_failure(
    tmp_path: Path,
) -> None:
    home = Home(tmp_path / "home")
    prepare(Place(home), daily=False).close()
    home.database.write_bytes(b"not a database" * 100)
    services = prepare(Place(home), daily=False)
    try:
        assert services.run.trouble is not None
        assert services.run.trouble.code == "database_broken"
        assert services.database.damage("database_broken").cause is Cause.OTHER_PROGRAM
    finally:
        services.close()


def test_daily_care_when_it_fails_then_the_window_hears_of_it_once(tmp_path: Path) -> None:
    home, closed = Home(tmp_path / "home"), threading.Event()
    services = prepare(Place(home), daily=False)
    worries: list[ShamayError] = []
    try:
        damaged = replace(services, clock=DaysPass(closed))
        care_until(closed, damaged, every=0.01, worried=worries.append)
    finally:
        services.close()
    assert [worry.code for worry in worries] == ["disk_full"]


def test_a_home_when_its_disk_may_only_be_read_then_the_start_says_so_and_leaves_it_alone(
    tmp_path: Path,
) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk) as mounted:
        if not mounted:
            pytest.skip("this machine does not let us mount a disk")
        prepare(Place(Home(disk / "home")), daily=False).close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(WorldFailed) as failed:
            prepare(Place(Home(disk / "home")), daily=False)
    assert failed.value.code in ("home_unwritable", "database_read_only")


def test_a_disk_when_full_at_the_start_then_says_how_much_is_missing_and_where(
    tmp_path: Path,
) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk) as mounted:
        if not mounted:
            pytest.skip("this machine does not let us mount a disk")
        home = Home(disk / "home")
        prepare(Place(home), daily=False).close()
        with (disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(64 * 1024))
        with (disk / "filler").open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(512))
        with suppress(WorldFailed):
            # Either the start itself needs room, or the first write does: both say how much.
            services = prepare(Place(home), daily=False)
            try:
                with pytest.raises(WorldFailed) as failed:
                    local_actor(services)
            finally:
                services.close()
            assert failed.value.code == "disk_short"
            assert failed.value.facts["folder"] == str(home.root)
            return
        with pytest.raises(WorldFailed) as refused:
            prepare(Place(home), daily=False)
        assert refused.value.code in ("disk_short", "disk_full", "home_unwritable")


def test_a_backup_when_the_disk_fills_in_the_midst_then_leaves_nothing_half(
    tmp_path: Path,
) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk) as mounted:
        if not mounted:
            pytest.skip("this machine does not let us mount a disk")
        home = Home(disk / "home")
        services = prepare(Place(home), daily=False)
        try:
            local_actor(services)
            filler = disk / "filler"
            free = shutil.disk_usage(disk).free
            filler.write_bytes(bytes(free - 64 * 1024))
            with pytest.raises(WorldFailed) as failed:
                keep_daily(services)
            assert failed.value.code in ("disk_short", "disk_full", "backup_failed")
            assert list(home.backups.iterdir()) == []
            filler.unlink()
            assert keep_daily(services) is not None
        finally:
            services.close()
