"""The daily backup, and which of the earlier ones are kept: 7 daily, 5 weekly, 12 monthly."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from shamay_desktop.storage.backup import clear_parts, manifest_of
from shamay_desktop.storage.failures import files_translated
from shamay_desktop.usecases.ports import BackupFacts

DAILY, WEEKLY, MONTHLY = 7, 5, 12
_NAME = re.compile(r"shamay-(\d{4}-\d{2}-\d{2})\.(?:sqlite3|dump)")


def daily_backup(
    folder: Path, today: date, suffix: str, back_up: Callable[[Path], BackupFacts]
) -> BackupFacts | None:
    """Make today's backup if there is none, then forget the superfluous; None when there was."""
    target = folder / f"shamay-{today.isoformat()}.{suffix}"
    if target.exists():
        return None
    facts = back_up(target)
    rotate(folder, today)
    return facts


def rotate(folder: Path, today: date) -> None:
    """Delete the daily backups that no rule keeps, and what killed programs left unfinished.

    Days that are still to come were made by a clock that went wrong: they are thinned out among
    themselves, and never take the place of today's. Other files are left alone.
    Raises WorldFailed(`backup_failed`).
    """
    with files_translated("backup_failed"):
        found = dict(_backups(folder))
        keep = kept(day for day in found if day <= today)
        keep |= kept(day for day in found if day > today)
        for made, path in found.items():
            if made not in keep:
                path.unlink()
                manifest_of(path).unlink(missing_ok=True)
        clear_parts(folder)


def kept(made: Iterable[date]) -> frozenset[date]:
    """The last 7 days with a backup, and the last backup of each of 5 weeks and 12 months."""
    latest_first = sorted(set(made), reverse=True)
    keep = set(latest_first[:DAILY])
    keep |= set(_last_of_each(latest_first, lambda day: day.isocalendar()[:2], WEEKLY))
    keep |= set(_last_of_each(latest_first, lambda day: (day.year, day.month), MONTHLY))
    return frozenset(keep)


def _last_of_each(
    latest_first: list[date], period: Callable[[date], tuple[int, int]], number: int
) -> list[date]:
    last: dict[tuple[int, int], date] = {}
    for day in latest_first:
        last.setdefault(period(day), day)
    return list(last.values())[:number]


def _backups(folder: Path) -> Iterator[tuple[date, Path]]:
    for path in folder.iterdir():
        named = _NAME.fullmatch(path.name)
        if named is not None:
            try:
                yield date.fromisoformat(named[1]), path
            except ValueError:
                continue
