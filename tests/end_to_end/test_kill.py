"""Pulling the plug: SIGKILL at any moment costs no finished step and at most the last second."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import Step, fields_of
from shamay_desktop.domain.measuring.reading import broken_rows, sheets_of
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.care import check_database, verify_store
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from tests.end_to_end.typed_paths import TYPED

KILLS = 25
SOAKED_KILLS = 200
# The session types about 60 a second. A machine that is busy with other things slows typing and
# saving alike, so that a second of the session's own may be longer than one on the wall.
EDITS_OF_A_SECOND = 50
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Heard:
    """What the killed session had said."""

    edits: dict[int, float] = field(default_factory=dict)
    finished: dict[Step, int] = field(default_factory=dict)
    photos: list[str] = field(default_factory=list)
    drawn: dict[int, tuple[str, float, float]] = field(default_factory=dict)

    def take(self, line: str) -> None:
        """Read one line; one that was cut by the kill is passed over."""
        match line.split():
            case ["E", seq, at]:
                self.edits[int(seq)] = float(at)
            case ["F", step, seq, _at]:
                self.finished[Step(step)] = int(seq)
            case ["G", seq, shape, left, at]:
                self.drawn[int(seq)] = shape, float(left), float(at)
            case ["P", sha256, _at]:
                self.photos.append(sha256)
            case _:
                pass


def _number(case: Case, path: str) -> int:
    text = case.text(path) or "edit 0"
    # Some fields have a default before anybody types; it is no edit.
    return int(text.removeprefix("edit ")) if text.startswith("edit ") else 0


def _kill_once(home: Path, case_id: str, photos: Path, seconds: float) -> tuple[Heard, float]:
    """Run a session and kill it some time after it began to type."""
    heard = Heard()
    arguments = [
        sys.executable, "-m", "tests.end_to_end.typing_session", str(home), case_id, str(photos)
    ]  # fmt: skip
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("R ")
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        killed_at = time.monotonic()
        for line in process.stdout:
            if line.endswith("\n"):
                heard.take(line)
    return heard, killed_at


def checked(services: Services, case_id: str, heard: Heard, killed_at: float) -> None:
    """Nothing that was finished is lost, nothing typed over a second before, nothing half."""
    actor = local_actor(services)
    opened = open_case(services, actor, case_id)
    last = max(heard.edits, default=0)
    seconds_old = [
        seq
        for seq, at in heard.edits.items()
        if at <= killed_at - 1.0 and seq <= last - EDITS_OF_A_SECOND
    ]
    assert opened.record.last_seq >= max(seconds_old, default=0), "an edit of over a second is lost"
    numbers = {_number(opened.record.case, path) for paths in TYPED.values() for path in paths}
    assert max(numbers) >= max(seconds_old, default=0)
    check_drawings(opened.record.case, heard, killed_at, last)
    for step, seq in heard.finished.items():
        stored = max(_number(opened.valuation.case, path) for path in TYPED[step])
        assert stored >= seq, f"finished step {step} is lost"
        assert step in opened.valuation.finished
        assert any(opened.valuation.case.value(each.id) for each in fields_of(step))
    kept = evidence_of(services, actor, case_id).hashes
    assert set(heard.photos) <= kept
    assert list(check_database(services)) == []
    report = verify_store(services, actor)
    assert (report.missing, report.altered) == ((), ())


def check_drawings(case: Case, heard: Heard, killed_at: float, last: int) -> None:
    """A finished gesture of over a second is there: the shape, and where it was moved to last."""
    assert broken_rows(case) == ()
    standing = {shape.id: shape.points[0][0] for sheet in sheets_of(case) for shape in sheet.shapes}
    for seq, (shape, left, at) in heard.drawn.items():
        if at <= killed_at - 1.0 and seq <= last - EDITS_OF_A_SECOND:
            assert standing.get(shape, -1.0) >= left, "a gesture of over a second is lost"


def _kill_many(tmp_path: Path, kills: int) -> None:
    home, photos = tmp_path / "home", tmp_path / "photos"
    photos.mkdir()
    services = build_services(Place(Home(home)))
    try:
        services.database.upgrade()
        case_id = create_case(services, local_actor(services)).valuation.id
        dice = random.Random(20261102)
        finished = edits = drawn = 0
        for _ in range(kills):
            heard, killed_at = _kill_once(home, case_id, photos, dice.uniform(0.05, 2.5))
            checked(services, case_id, heard, killed_at)
            finished += len(heard.finished)
            edits += len(heard.edits)
            drawn += len(heard.drawn)
        assert finished > kills // 2, "the sessions finished too few steps to prove anything"
        assert edits > 20 * kills
        assert drawn > kills
    finally:
        services.close()


def test_a_session_when_killed_at_random_moments_then_nothing_finished_is_lost(
    tmp_path: Path,
) -> None:
    _kill_many(tmp_path, KILLS)


@pytest.mark.soak
def test_a_session_when_killed_two_hundred_times_then_nothing_finished_is_lost(
    tmp_path: Path,
) -> None:
    _kill_many(tmp_path, SOAKED_KILLS)
