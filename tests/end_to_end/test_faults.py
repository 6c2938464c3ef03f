"""Full disks and locked databases under a typing session: nothing finished is lost, all is said.

A real process types; the disk it writes to is filled, or another process holds the write lock,
at a random moment; some time later the fault goes away, or the process is killed within it. The
disk is a small one of its own where this machine lets us mount one, else SQLite's own limit.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.second_place import take_up
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.end_to_end.test_kill import ROOT, Heard, checked

SLICE, SOAKED = 3, 50
DISK_MB = 24
PATIENCE = 60.0


@dataclass
class Watched(Heard):
    """What a session said, with the words that stood in its header."""

    seen: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Read one line."""
        if line.startswith("S "):
            self.seen.append(line.rpartition(" ")[0].removeprefix("S "))
        else:
            super().take(line)

    @property
    def states(self) -> list[str]:
        """The states that the header went through."""
        return [seen.partition(" ")[0] for seen in self.seen]


class Session:
    """A typing process, read as it goes."""

    def __init__(self, home: Path, case_id: str, photos: Path) -> None:
        arguments = [
            sys.executable, "-m", "tests.end_to_end.fault_session",
            str(home), case_id, str(photos),
        ]  # fmt: skip
        self.heard = Watched()
        self.process = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            start_new_session=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline().startswith("R ")

    def say(self, word: str) -> None:
        """A word on its stdin."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def listen(self, seconds: float, until: Callable[[Watched], bool] = lambda _: False) -> bool:
        """Read what it says for a while, or until something is so."""
        assert self.process.stdout is not None
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.heard.take(self.process.stdout.readline())
            if until(self.heard):
                return True
        return False

    def kill(self) -> float:
        """Kill it; returns when."""
        os.kill(self.process.pid, signal.SIGKILL)
        at = time.monotonic()
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.heard.take(line)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                assert pipe is not None
                pipe.close()
        return at


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A small disk at a folder; False where this machine does not let us mount one."""
    folder.mkdir()
    size = f"size={DISK_MB}m,mode=700"
    mounted = sys.platform == "linux" and (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)], capture_output=True
        ).returncode
        == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def full(disk: Path, session: Session, *, mounted: bool) -> Iterator[None]:
    """No room on the session's disk while the block runs."""
    if not mounted:
        session.say("full")
        yield
        session.say("free")
        return
    filler, stop = disk / "filler", threading.Event()
    empty_log(disk / "home" / "shamay.sqlite3")
    filling = threading.Thread(target=fill, args=(filler, stop))
    filling.start()
    try:
        yield
    finally:
        stop.set()
        filling.join()
        filler.unlink()


def empty_log(database: Path) -> None:
    """Give the log's room back: SQLite would write over it for a while and need none."""
    connection = sqlite3.connect(database, timeout=5)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def fill(filler: Path, stop: threading.Event) -> None:
    """Take all room, and what comes free, until told to stop."""
    while not stop.wait(0.02):
        for piece in (64 * 1024, 512):
            with filler.open("ab", buffering=0) as file, suppress(OSError):
                while not stop.is_set():
                    file.write(bytes(piece))


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process (this one) holds the write lock while the block runs."""
    holder = sqlite3.connect(database, isolation_level=None, timeout=30)
    try:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")
    finally:
        holder.close()


@dataclass
class Ground:
    """Where the runs happen, and what they record."""

    services: Services
    case_id: str
    disk: Path
    photos: Path
    record: Path
    mounted: bool

    def run(self, kind: str, dice: random.Random) -> Watched:
        """One session with one fault; checks everything that must hold afterwards."""
        home = self.services.home
        session = Session(home, self.case_id, self.photos)
        dies_within = dice.random() < 0.35
        session.listen(dice.uniform(0.3, 1.5))
        fault = (
            full(self.disk, session, mounted=self.mounted)
            if kind == "full"
            else locked(Home(home).database)
        )
        with fault:
            session.listen(dice.uniform(2.0, 6.5))
            killed_at = session.kill() if dies_within else 0.0
        if not dies_within:
            ends_saved = len(session.heard.seen)
            back = session.listen(PATIENCE, lambda heard: "saved" in heard.states[ends_saved:])
            assert back, f"saving did not come back: {session.heard.seen[-3:]}"
            killed_at = session.kill()
        self._check(session.heard, killed_at)
        self._note(kind, session.heard, dies_within=dies_within)
        return session.heard

    def _check(self, heard: Watched, killed_at: float) -> None:
        actor = local_actor(self.services)
        take_up(self.services, actor)
        checked(self.services, self.case_id, heard, killed_at)
        assert list(self.services.side_journal.left_behind()) == []
        leftovers = [path.name for path in self.services.home.rglob("*.part")]
        assert leftovers == [] or all("incoming" in str(each) for each in leftovers)

    def _note(self, kind: str, heard: Watched, *, dies_within: bool) -> None:
        line = {"fault": kind, "killed_within": dies_within, "edits": len(heard.edits)}
        with self.record.open("a", encoding="utf-8") as file:
            file.write(json.dumps({**line, "seen": heard.seen}, ensure_ascii=False) + "\n")


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    disk, photos = tmp_path / "disk", tmp_path / "photos"
    photos.mkdir()
    with small_disk(disk) as mounted:
        services = build_services(Place(Home(disk / "home")))
        try:
            services.database.upgrade()
            case_id = create_case(services, local_actor(services)).valuation.id
            yield Ground(services, case_id, disk, photos, tmp_path / "seen.jsonl", mounted)
        finally:
            services.close()


def _run_many(ground: Ground, kind: str, runs: int, seed: int) -> None:
    dice = random.Random(seed)
    heard = [ground.run(kind, dice) for _ in range(runs)]
    told = sum("aside" in each.states or "failed" in each.states for each in heard)
    print(f"{runs} runs with a {kind} disk or database; the header told of it in {told}")  # noqa: T201
    print(ground.record.read_text(encoding="utf-8"))  # noqa: T201
    assert told == runs, "a fault was not said in the header"
    assert sum(len(each.edits) for each in heard) > 20 * runs
    assert any("second place" in seen for each in heard for seen in each.seen)


def test_a_session_when_its_disk_is_full_for_a_while_then_nothing_finished_is_lost(
    ground: Ground,
) -> None:
    _run_many(ground, "full", SLICE, 20261121)


def test_a_session_when_its_database_is_locked_for_a_while_then_nothing_finished_is_lost(
    ground: Ground,
) -> None:
    _run_many(ground, "locked", SLICE, 20261122)


@pytest.mark.soak
def test_a_session_when_its_disk_fills_fifty_times_then_nothing_finished_is_lost(
    ground: Ground,
) -> None:
    _run_many(ground, "full", SOAKED, 1)


@pytest.mark.soak
def test_a_session_when_its_database_is_locked_fifty_times_then_nothing_finished_is_lost(
    ground: Ground,
) -> None:
    _run_many(ground, "locked", SOAKED, 2)
