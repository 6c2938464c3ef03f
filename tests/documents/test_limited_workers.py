"""The pool of limited processes against whatever a hostile file does in them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.system.limits import ProcessLimits

TASKS = "tests.documents.hostile_tasks"
SMALL = ProcessLimits(address_space=1024**3, cpu_seconds=1, file_size=4 * 1024**2)

ROOT = Path(__file__).resolve().parents[2]
Make = Callable[..., LimitedWorkers]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes pools, and ends them."""
    made: list[LimitedWorkers] = []

    def one(**options: Any) -> LimitedWorkers:
        pool = LimitedWorkers(SMALL, tasks_module=TASKS, **options)
        made.append(pool)
        return pool

    yield one
    for pool in made:
        pool.close()


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("hang", "file_too_slow"),
        ("spin", "file_too_slow"),
        ("eat_memory", "file_too_heavy"),
        ("crash", "file_broken"),
        ("be_killed", "file_too_heavy"),
        ("answer_nonsense", "file_broken"),
    ],
)
def test_a_file_is_refused_by_name_when_its_process_misbehaves(
    make: Make, task: str, code: str
) -> None:
    workers = make(max_processes=1)
    timeout = 1 if task == "hang" else 30
    with pytest.raises(Refused) as refused:
        workers.run(task, file_name="סלון.jpg", timeout=timeout)
    assert (refused.value.code, refused.value.facts["file"]) == (code, "סלון.jpg")
    assert workers.run("answer", 7, file_name="next") == 7, "the next file is served"


def test_a_file_is_refused_when_its_picture_grows_beyond_the_limit(
    make: Make, tmp_path: Path
) -> None:
    target = tmp_path / "target"
    with pytest.raises(Refused) as refused:
        make().run("write_much", str(target), file_name="plan.pdf")
    assert refused.value.code == "file_too_heavy"
    assert target.stat().st_size <= SMALL.file_size


def test_a_bug_of_ours_is_not_blamed_on_the_file(make: Make) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        make().run("fail", file_name="x")


def test_an_answer_that_is_no_facts_is_not_believed(make: Make) -> None:
    with pytest.raises(RuntimeError, match="something else"):
        make().inspect(Path("x.pdf"))


def test_children_die_with_their_process_when_it_is_stopped(make: Make, tmp_path: Path) -> None:
    noted = tmp_path / "pid"

    def has_a_child() -> bool:
        return noted.exists() and noted.read_text() != ""

    with pytest.raises(WorkCancelled):
        make().run("hang_with_child", str(noted), file_name="x", cancelled=has_a_child)
    assert _gone(int(noted.read_text()))


def test_a_crash_in_a_used_process_is_tried_once_more_in_a_fresh_one(
    make: Make, tmp_path: Path
) -> None:
    workers = make(max_processes=1)
    workers.run("answer", 1, file_name="an earlier file")
    found = workers.run("crash_once", str(tmp_path / "marker"), file_name="x")
    assert found == "second time"


def test_a_crash_in_a_fresh_process_is_tried_once_more_as_well(make: Make, tmp_path: Path) -> None:
    found = make().run("crash_once", str(tmp_path / "marker"), file_name="x")
    assert found == "second time"


@pytest.mark.parametrize("task", ["eat_more_than_usual", "say_broken_for_want_of_memory"])
def test_a_file_that_needs_more_memory_than_two_may_have_gets_it_alone(
    make: Make, task: str
) -> None:
    workers = make(max_processes=2)
    before = _pid(workers)
    assert int(str(workers.run(task, file_name="x"))) == 1100 * 1024**2
    assert _pid(workers) != before, "no process keeps ample memory, none idles beside it"


def test_every_file_has_its_answer_when_bad_ones_are_tried_alone_among_many_threads(
    make: Make,
) -> None:
    workers = make(max_processes=2)
    answers: list[object] = []

    def ask(number: int) -> None:
        try:
            answers.append(
                workers.run(
                    "crash" if number % 4 == 0 else "answer",
                    *(() if number % 4 == 0 else (number,)),
                    file_name=str(number),
                )
            )
        except Refused as refused:
            answers.append(refused.code)

    threads = [threading.Thread(target=ask, args=(number,), daemon=True) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 16
    assert answers.count("file_broken") == 4


def test_a_process_is_reused_and_replaced_after_its_files(make: Make) -> None:
    workers = make(max_processes=1, files_a_process=2)
    pids = [_pid(workers) for _ in range(5)]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


def test_no_more_processes_than_allowed_run_when_many_threads_ask(make: Make) -> None:
    workers = make(max_processes=2)
    pids: list[int] = []
    threads = [
        threading.Thread(target=lambda: pids.append(_pid(workers)), daemon=True) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(pids) == 12
    assert len(set(pids)) <= 2


def test_a_process_has_its_own_group_and_low_priority(make: Make) -> None:
    found = make().run("whoami", file_name="x")
    assert isinstance(found, list)
    pid, group, niceness = found
    assert pid == group != os.getpgid(0)
    assert niceness >= 10


def test_a_process_knows_neither_qt_nor_the_database(make: Make) -> None:
    found = make().run("modules", file_name="x")
    assert isinstance(found, list)
    tops = {name.partition(".")[0] for name in found}
    assert not tops & {"PySide6", "sqlalchemy", "alembic", "reportlab", "docx", "keyring"}


def test_work_stops_at_once_when_it_is_cancelled(make: Make, tmp_path: Path) -> None:
    started = tmp_path / "started"
    with pytest.raises(WorkCancelled):
        make().run("hang", str(started), file_name="x", cancelled=started.exists)
    assert _gone(int(started.read_text()))


def test_waiting_for_a_turn_can_be_cancelled(make: Make, tmp_path: Path) -> None:
    workers, started = make(max_processes=1), tmp_path / "started"
    enough = threading.Event()
    busy = threading.Thread(target=_hang_until, args=(workers, started, enough))
    busy.start()
    _wait_for(started.exists)
    with pytest.raises(WorkCancelled):
        workers.run("answer", 1, file_name="x", cancelled=lambda: True)
    enough.set()
    busy.join(30)
    assert workers.run("answer", 2, file_name="x") == 2, "no turn was lost"


def test_closing_the_pool_ends_work_under_way(make: Make, tmp_path: Path) -> None:
    workers, started = make(), tmp_path / "started"
    busy = threading.Thread(target=_hang_until, args=(workers, started, threading.Event()))
    busy.start()
    _wait_for(started.exists)
    workers.close()
    busy.join(30)
    assert not busy.is_alive()
    with pytest.raises(WorkCancelled):
        workers.run("answer", 1, file_name="x")


def test_the_processes_end_when_the_program_is_killed() -> None:
    program = (
        "import sys\n"
        "from shamay_desktop.documents.worker.pool import LimitedWorkers\n"
        "from shamay_desktop.system.limits import ProcessLimits\n"
        "if __name__ == '__main__':\n"
        f"    workers = LimitedWorkers(ProcessLimits(), tasks_module='{TASKS}')\n"
        "    print(workers.run('whoami', file_name='x')[0], flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    assert _gone(pid)


def test_a_process_that_does_not_come_up_is_the_worlds_failure() -> None:
    workers = LimitedWorkers(SMALL, tasks_module="tests.documents.no_such_module")
    with pytest.raises(WorldFailed, match="worker_failed"):
        workers.run("answer", 1, file_name="x")
    workers.close()


def _pid(workers: LimitedWorkers) -> int:
    found = workers.run("whoami", file_name="x")
    assert isinstance(found, list)
    return int(found[0])


def _hang_until(workers: LimitedWorkers, started: Path, enough: threading.Event) -> None:
    with pytest.raises(WorkCancelled):
        workers.run("hang", str(started), file_name="x", cancelled=enough.is_set)


def _wait_for(happened: Callable[[], bool], seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def _gone(pid: int) -> bool:
    """Dead, or dead and not yet buried by the system."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_who_waits_for_another_ones_ample_memory_when_cancelled_then_waits_no_longer(
    make: Make,
) -> None:
    workers, stop, ended = make(), threading.Event(), threading.Event()

    def wait() -> None:
        with pytest.raises(WorkCancelled), workers.resting(stop.is_set):
            pass
        ended.set()

    with workers.resting(lambda: False):
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not ended.wait(0.2)
        stop.set()
        assert ended.wait(30), "it ends while the first still has the memory"
    waiting.join()
    assert workers.run("answer", 7, file_name="next") == 7
