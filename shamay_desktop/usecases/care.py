"""Caring for what is kept: verifying the store, checking and backing up the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import ShamayError, WorldFailed
from shamay_desktop.domain.records import Happened
from shamay_desktop.domain.titles import title_of
from shamay_desktop.usecases.cases.tidying import tidy_cases
from shamay_desktop.usecases.damage import Damage, Recovered
from shamay_desktop.usecases.file_ports import StoreReport
from shamay_desktop.usecases.office.passwords import member
from shamay_desktop.usecases.ports import BackupFacts, Progress
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
    """What a day owes its home: a backup, then cases in order; no leftovers, no stale pictures."""
    services.store.clear_leftovers()
    services.derived.clear_unused()
    made = services.database.daily_backup(services.clock.today())
    # Behind the backup: what the trash lets go stands in one more copy.
    tidy_cases(services)
    return made


def damage_of(services: Services, code: str) -> Damage:
    """What befell the database and what can be done, after an error of this code."""
    return services.database.damage(code)


def recover_database(services: Services, backup: Path | None) -> Recovered:
    """Keep the damaged database under another name; the backup takes its place, with what can
    be read of the damaged one. Without a backup only what can be read.

    Asks for nobody's permission: where the database cannot be read nobody can be known, and
    whoever may write its file may do all of this by hand. The trail tells of it.
    Raises Refused(`backup_broken`, `database_newer`), WorldFailed.
    """
    done = services.database.recover(backup)
    _tell_of_recovery(services, done)
    return done


def restore_database(services: Services, actor: Actor | None, source: Path) -> Path:
    """Put a backup in the database's place; returns where the replaced one is kept.

    actor: who asks; None in a home without accounts, or whose database cannot be read.
    Raises NotAllowed, Refused(`backup_broken`, `database_newer`), WorldFailed.
    """
    if actor is not None:
        require(actor, Permission.MANAGE_OFFICE)
    kept = services.database.restore(source)
    _tell_of_recovery(services, Recovered(kept, source))
    return kept


def begin_empty(services: Services) -> Recovered:
    """Begin with an empty database; what stood there is kept under another name."""
    return services.database.start_empty()


def write_back(services: Services) -> Recovered:
    """Write a database file anew that was deleted or replaced while the program held it open."""
    done = services.database.put_back()
    _tell_of_recovery(services, done)
    return done


def use_standing(services: Services) -> None:
    """Go on with the database file that stands in its place now. Raises WorldFailed."""
    services.database.reconnect()
    services.database.upgrade()


def _tell_of_recovery(services: Services, done: Recovered) -> None:
    """One line in each office's trail, by its first person: the database was recovered."""
    with services.database.work() as work:
        office = work.offices.first_office()
        person = next(iter(work.offices.people()), None)
        if office is None or person is None:
            return
        work.act_as(member(work, person))
        payload: dict[str, Json] = {
            "backup": None if done.backup is None else done.backup.name,
            "kept": None if done.kept is None else done.kept.name,
            "saved": {table: str(number) for table, number in done.saved.items()},
        }
        work.trail.write(Happened("database_recovered", "organization", office.id, payload))
        work.commit()


@dataclass(frozen=True, slots=True)
class LastWork:
    """The case that was worked on last and until when (ISO UTC, as its last edit says)."""

    valuation_id: str
    title: str
    until: str


def last_work(services: Services, actor: Actor) -> LastWork | None:
    """The actor's unfinished work of last time, None when there is none."""
    with services.database.work(actor) as work:
        for record in work.sessions.active(actor.user_id):
            edits = work.sessions.edits(record.session_id, after=record.last_seq - 1)
            if edits and record.valuation_id is not None:
                return LastWork(record.valuation_id, title_of(record.case), edits[-1].at)
    return None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the home found; None and False where all is as it was."""

    lost: WorldFailed | None
    called: bool
    worry: ShamayError | None


def look_around(services: Services) -> Seen:
    """Look at the home while the window runs: quick, and free of the database's lane."""
    try:
        services.database.require_standing()
    except WorldFailed as error:
        return Seen(error, services.run.called(), services.run.worry())
    return Seen(None, services.run.called(), services.run.worry())


CLOCK_SLACK = timedelta(minutes=2)


def clock_behind(services: Services, actor: Actor) -> datetime | None:
    """The time of the last audit line when the clock stands before it; None when all is well.

    Dates of reports and of the trail come from the clock, the order of edits does not.
    """
    with services.database.work(actor) as work:
        last = work.trail.last_at()
    if last is None or services.clock.now() >= last - CLOCK_SLACK:
        return None
    return last


def backup_database(services: Services, actor: Actor, target: Path) -> BackupFacts:
    """A verified copy of the database. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.MANAGE_OFFICE)
    return services.database.backup(target)
