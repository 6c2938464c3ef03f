"""A durable step save through our storage, against raw sqlite3 writing the same bytes."""

import sqlite3
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple, cast

from sqlalchemy import select

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Happened, Valuation, WizardSessionRecord
from shamay_desktop.storage.database import SqlDatabase
from shamay_desktop.storage.tables import metadata
from shamay_desktop.system.clock import SystemClock
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import finish_step
from shamay_desktop.usecases.wizard.session import Snapshot
from tests.benchmarks.pairs import Pairs, milliseconds, rounded
from tests.storage import samples

SAVES = 300
COMPARABLES = 22
"""With these the written rows hold about 20 KB together."""

UPDATED = ("valuations", "valuation_sessions")
ADDED = ("activity_logs", "outbox")


def measure() -> dict[str, object]:
    """Ratios of medians of pairs; all commit with WAL and FULL to the same disk.

    `ratio` is the whole use case of finishing a step, `storage_ratio` its unit of work alone.
    """
    finish, storage = _compared(_Finisher), _compared(_Saver)
    slowest = sorted(finish.pairs.ours)[int(len(finish.pairs.ours) * 0.99)]
    return {
        "ratio": finish.pairs.ratio,
        "aim": "3.5",
        "ours_ms": milliseconds(finish.pairs.ours),
        "ours_p99_ms": rounded(1000 * slowest),
        "bare_ms": milliseconds(finish.pairs.bare),
        "kilobytes": rounded(finish.size / 1000, 1),
        "storage_ratio": storage.pairs.ratio,
        "storage_kilobytes": rounded(storage.size / 1000, 1),
        "pairs": SAVES,
    }


class _Compared(NamedTuple):
    pairs: Pairs
    size: int


def _compared(kind: "type[_Saver]") -> _Compared:
    with tempfile.TemporaryDirectory(prefix="bench-save-") as folder:
        place = Path(folder)
        saver = kind(place / "ours.sqlite3")
        bare = _Bare(place / "bare.sqlite3", saver)
        pairs = Pairs(saver.save, bare.save, SAVES, warm_up=30)
        saver.database.close()
        bare.connection.close()
        return _Compared(pairs, bare.size)


class _Saver:
    """What finishing a step writes: valuation, session, audit line and outbox line."""

    def __init__(self, path: Path) -> None:
        self.database = SqlDatabase(path)
        self.database.upgrade()
        self.actor: Actor = samples.found_office(self.database, "משרד", "dana@example.org")
        self.valuation: Valuation = _large(self.actor)
        self.session: WizardSessionRecord = replace(
            samples.session(self.actor, self.valuation), step=Step.ANALYSIS
        )
        with self.database.work(self.actor) as work:
            work.valuations.add(self.valuation)
            work.sessions.add(self.session)
            work.commit()
        self.save()

    def save(self) -> float:
        """One durable save; its seconds."""
        started = time.perf_counter()
        with self.database.work(self.actor) as work:
            self.valuation = work.valuations.save_step(self.valuation, Step.ANALYSIS)
            work.sessions.save(self.session)
            work.trail.write(
                Happened("step_finished", "valuation", self.valuation.id, {"step": "analysis"})
            )
            work.commit()
        return time.perf_counter() - started

    def rows(self) -> Mapping[str, Mapping[str, object]]:
        """What the last save left in each table, as it stands there."""
        with self.database._engine.connect() as connection:
            found = {}
            for name in (*UPDATED, *ADDED):
                key = "n" if name == "activity_logs" else "id"
                table = metadata.tables[name]
                statement = select(table.c[key]).order_by(table.c[key].desc()).limit(1)
                last = connection.execute(statement).scalar_one()
                raw = connection.exec_driver_sql(f"SELECT * FROM {name} WHERE {key} = ?", (last,))
                found[name] = dict(raw.mappings().one())
            return found


class _Finisher(_Saver):
    """The same by the use case that the window calls: the value is computed anew as well."""

    def save(self) -> float:
        """One durable save; its seconds."""
        services = cast(Services, SimpleNamespace(database=self.database, clock=SystemClock()))
        session = self.session
        snapshot = Snapshot(
            session.session_id, session.id, self.valuation, self.valuation.case,
            session.last_seq, Step.ANALYSIS, None, (),
        )  # fmt: skip
        started = time.perf_counter()
        self.valuation = finish_step(services, self.actor, snapshot, Step.ANALYSIS).valuation
        return time.perf_counter() - started


class _Bare:
    """The same bytes into the same tables with the bare driver."""

    def __init__(self, path: Path, saver: _Saver) -> None:
        with closing(sqlite3.connect(saver.database._path or path)) as source:
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.connection = sqlite3.connect(path, isolation_level=None)
            source.backup(self.connection)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {setting}")
        self._n = 1000
        self._rows = {name: dict(row) for name, row in saver.rows().items()}
        self._statements = [self._update(name, Step.ANALYSIS) for name in UPDATED]
        self._statements += [self._insert(name) for name in ADDED]
        self.size = sum(
            len(str(value).encode()) for _, values in self._statements for value in values.values()
        )

    def save(self) -> float:
        """One durable save; its seconds."""
        self._n += 1
        fresh = {"fresh_id": f"{self._n:036d}", "fresh_n": self._n}
        started = time.perf_counter()
        self.connection.execute("BEGIN IMMEDIATE")
        for statement, values in self._statements:
            self.connection.execute(statement, {**values, **fresh})
        self.connection.execute("COMMIT")
        return time.perf_counter() - started

    def _update(self, name: str, step: Step) -> tuple[str, dict[str, object]]:
        other = {f"step{each.number}_data" for each in Step if each is not step}
        left = {"organization_id", "id", "created_at", "meta", *other}
        if name == "valuations":
            left |= {"address_full", "block", "parcel", "subparcel", "client", "reference",
                     "search_text", "created_by_id"}  # fmt: skip
        values = {key: value for key, value in self._rows[name].items() if key not in left}
        setting = ", ".join(f"{key} = :{key}" for key in values)
        key = {"o": self._rows[name]["organization_id"], "i": self._rows[name]["id"]}
        where = "organization_id = :o AND id = :i"
        return f"UPDATE {name} SET {setting} WHERE {where}", {**values, **key}

    def _insert(self, name: str) -> tuple[str, dict[str, object]]:
        values = self._rows[name]
        fresh = {"id": "fresh_id", "n": "fresh_n"}
        names = ", ".join(fresh.get(key, key) for key in values)
        places = ", ".join(f":{part}" for part in names.split(", "))
        return f"INSERT INTO {name} ({', '.join(values)}) VALUES ({places})", values


def _large(actor: Actor) -> Valuation:
    made = samples.valuation(actor)
    rows = [
        {
            "id": f"row{n}", "date": "2026-03-01", "address": f"רחוב הדוגמה {n}, כפר הדוגמה",
            "gush": "6109", "helka": "12", "rooms": "4", "floor": "2", "area": "101.5",
            "price": "3450000", "source": "רשות המסים",
        }
        for n in range(1, COMPARABLES + 1)
    ]  # fmt: skip
    larger = decode_case(made.id, {"comparables": rows})
    return replace(made, case=made.case.with_value("comparables", larger.values["comparables"]))


if __name__ == "__main__":
    print(measure())  # noqa: T201
