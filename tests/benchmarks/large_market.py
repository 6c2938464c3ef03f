"""A home with a large market of invented rows, and the same rows as a bare driver takes them."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Event, Thread

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.storage.column_types import utc_text
from shamay_desktop.storage.mapping.market import COLUMNS, columns_of
from shamay_desktop.usecases.services import Services
from tests import market_rows

AT_ONCE = 1000
_WHO = ("organization_id", "updated_by", "version", "created_at", "updated_at")


class Watch:
    """The seconds of a piece of work by the clock and of this process's processor time."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """While this goes on the seconds count."""
        begun, worked = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - begun
            self.processor += time.process_time() - worked


def fill_market(
    services: Services, actor: Actor, number: int, *, seed: int = 5, watch: Watch | None = None
) -> float:
    """Import so many rows in one transaction; the seconds, the making of rows left out."""
    source, watch, making = f"source-{seed}", watch or Watch(), Watch()
    coming = market_rows.rows(number, source, seed)

    def timed() -> Iterator[MarketRow]:
        while True:
            with making.running():
                some = list(islice(coming, AT_ONCE))
            if not some:
                return
            yield from some

    with watch.running(), services.database.work(actor) as work:
        assert work.market.stage_rows(timed()) == number
        work.market.hold()
        work.market.add_source(market_rows.source(source, actor.user_id))
        assert work.market.add_staged() == number
        work.commit()
    watch.seconds -= making.seconds
    watch.processor -= making.processor
    return watch.seconds


def bare_import(
    path: Path, actor: Actor, number: int, *, seed: int = 5, watch: Watch | None = None
) -> float:
    """The same rows by `executemany` into a plain table without a single index; the seconds."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    names = (*_WHO, *COLUMNS)
    connection.execute(f"CREATE TABLE plain ({', '.join(names)})")
    insert = f"INSERT INTO plain VALUES ({', '.join('?' * len(names))})"
    now = utc_text(market_rows.NOON)
    who = (actor.organization_id, actor.user_id, 0, now, now)
    coming, n, watch = market_rows.rows(number, f"source-{seed}", seed), 0, watch or Watch()
    with watch.running():
        connection.execute("BEGIN")
    while some := [who + columns_of(row, n + i) for i, row in enumerate(islice(coming, AT_ONCE))]:
        n += len(some)
        with watch.running():
            connection.executemany(insert, some)
    with watch.running():
        connection.execute("COMMIT")
    connection.close()
    return watch.seconds


class Waiting:
    """Another writer of the same file, as a step that is saved: how long it waits at worst.

    It asks for SQLite's lock every 50 ms and gives it back at once.
    """

    def __init__(self, path: Path) -> None:
        self.longest = 0.0
        self._path, self._over = path, Event()
        self._thread = Thread(target=self._ask, daemon=True)

    def __enter__(self) -> "Waiting":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        other = sqlite3.connect(self._path, isolation_level=None, timeout=3600)
        while not self._over.wait(0.05):
            begun = time.perf_counter()
            other.execute("BEGIN IMMEDIATE")
            self.longest = max(self.longest, time.perf_counter() - begun)
            other.execute("ROLLBACK")
        other.close()
