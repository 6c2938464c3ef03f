"""A home with a large market of invented rows, and the same rows as a bare driver takes them."""

import sqlite3
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.market.rows import MarketRow
from shamay_desktop.storage.column_types import utc_text
from shamay_desktop.storage.mapping.market import COLUMNS, columns_of
from shamay_desktop.usecases.services import Services
from tests import market_rows

AT_ONCE = 1000
_WHO = ("organization_id", "updated_by", "version", "created_at", "updated_at")


def fill_market(services: Services, actor: Actor, number: int, *, seed: int = 5) -> float:
    """Import so many rows in one transaction; the seconds, the making of rows left out."""
    source = f"source-{seed}"
    making, made_in = market_rows.rows(number, source, seed), 0.0

    def timed() -> Iterator[MarketRow]:
        nonlocal made_in
        while True:
            begun = time.perf_counter()
            some = list(islice(making, AT_ONCE))
            made_in += time.perf_counter() - begun
            if not some:
                return
            yield from some

    begun = time.perf_counter()
    with services.database.work(actor) as work:
        work.market.add_source(market_rows.source(source, actor.user_id))
        assert work.market.add_rows(timed()) == number
        work.commit()
    return time.perf_counter() - begun - made_in


def bare_import(path: Path, actor: Actor, number: int, *, seed: int = 5) -> float:
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
    making, seconds, n = market_rows.rows(number, f"source-{seed}", seed), 0.0, 0
    begun = time.perf_counter()
    connection.execute("BEGIN")
    seconds += time.perf_counter() - begun
    while some := [who + columns_of(row, n + i) for i, row in enumerate(islice(making, AT_ONCE))]:
        n += len(some)
        begun = time.perf_counter()
        connection.executemany(insert, some)
        seconds += time.perf_counter() - begun
    begun = time.perf_counter()
    connection.execute("COMMIT")
    seconds += time.perf_counter() - begun
    connection.close()
    return seconds
