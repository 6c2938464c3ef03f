"""What stands behind the window: one instance a home, a daily backup, everything given back."""

from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place
from shamay_desktop.cli.window import prepare
from shamay_desktop.domain.errors import WorldFailed
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
