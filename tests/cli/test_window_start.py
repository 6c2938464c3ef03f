"""What stands behind the window: one instance a home, a daily backup, everything given back."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place
from shamay_desktop.cli.window import care_until, prepare
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.system.clock import SystemClock
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.care import keep_daily


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
    assert made == [f"shamay-2026-11-0{day}.sqlite3" for day in (1, 2, 4, 5)]
