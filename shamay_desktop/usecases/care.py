"""Caring for what is kept: verifying the store, checking and backing up the database."""

from collections.abc import Sequence
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.usecases.ports import BackupFacts, Progress, StoreReport
from shamay_desktop.usecases.services import Services


def verify_store(
    services: Services, actor: Actor, on_progress: Progress | None = None
) -> StoreReport:
    """Every stored file against its SHA-256, and which files no row of this home names."""
    require(actor, Permission.MANAGE_OFFICE)
    with services.database.work(actor) as work:
        known = tuple(work.evidence.hashes())
    return services.store.verify(known, on_progress)


def check_database(services: Services) -> Sequence[str]:
    """Problems of the database, none when it is whole."""
    return services.database.check()


def keep_daily(services: Services) -> BackupFacts | None:
    """What a day owes its home: one backup, no leftovers of cut-off writes, no stale pictures."""
    services.store.clear_leftovers()
    services.derived.clear_unused()
    return services.database.daily_backup(services.clock.today())


def backup_database(services: Services, actor: Actor, target: Path) -> BackupFacts:
    """A verified copy of the database. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.MANAGE_OFFICE)
    return services.database.backup(target)
