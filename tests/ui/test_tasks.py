"""Work off the UI thread: order, answers, failures, cancelling, owners that went away."""

import threading
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.system.logging import DiscreetFormatter
from shamay_desktop.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def test_answer_when_work_is_done_then_it_comes_on_the_ui_thread(
    tasks: Tasks, owner: QObject
) -> None:
    seen: list[tuple[int, bool]] = []
    main = threading.current_thread()

    def operation(number: int) -> int:
        assert threading.current_thread() is not main
        return number + 1

    def on_done(number: int) -> None:
        seen.append((number, threading.current_thread() is main))

    tasks.run(operation, 1, owner=owner, on_done=on_done)
    assert tasks.wait_idle()
    assert seen == [(2, True)]


def test_database_lane_when_much_is_asked_then_it_runs_one_by_one_in_order(
    tasks: Tasks, owner: QObject
) -> None:
    inside: list[int] = [0]
    order: list[int] = []

    def operation(number: int) -> None:
        inside[0] += 1
        assert inside[0] == 1
        order.append(number)
        inside[0] -= 1

    failures: list[ShamayError] = []
    for number in range(50):
        tasks.run(operation, number, owner=owner, on_failed=failures.append)
    assert tasks.wait_idle()
    assert order == list(range(50))
    assert not failures


def test_work_lane_when_database_is_stuck_then_it_goes_on(tasks: Tasks, owner: QObject) -> None:
    release = threading.Event()
    tasks.run(release.wait, 40, owner=owner)
    tasks.run(release.set, owner=owner, lane="work")
    assert tasks.wait_idle(20_000)
    assert release.is_set()


def test_refused_when_the_operation_raises_then_on_failed_gets_it(
    tasks: Tasks, owner: QObject
) -> None:
    def operation() -> None:
        raise Refused("licence_wrong", given="x")

    failures: list[ShamayError] = []
    tasks.run(operation, owner=owner, on_failed=failures.append)
    assert tasks.wait_idle()
    assert [error.code for error in failures] == ["licence_wrong"]


def test_unexpected_failure_when_nobody_asked_then_the_default_hears_and_no_value_is_logged(
    tasks: Tasks, owner: QObject, caplog: pytest.LogCaptureFixture
) -> None:
    def operation() -> None:
        raise ValueError("secret name")

    failures: list[ShamayError] = []
    tasks.failed.connect(failures.append)
    tasks.run(operation, owner=owner)
    assert tasks.wait_idle()
    assert failures[0].code == "unexpected_failure"
    assert failures[0].facts == {"kind": "ValueError"}
    line = DiscreetFormatter().format(caplog.records[0])
    assert "operation" in line
    assert "secret name" not in line


def test_answer_when_the_owner_was_destroyed_then_nobody_is_called(tasks: Tasks) -> None:
    owner, release = QObject(), threading.Event()
    seen: list[object] = []
    tasks.run(release.wait, 5, owner=owner, on_done=seen.append)
    shiboken6.delete(owner)
    release.set()
    assert tasks.wait_idle()
    assert seen == []


def test_cancel_when_not_started_then_it_never_starts(tasks: Tasks, owner: QObject) -> None:
    release = threading.Event()
    ran: list[int] = []
    told: list[str] = []
    tasks.run(release.wait, 5, owner=owner)
    handle = tasks.run(ran.append, 1, owner=owner, on_cancelled=lambda: told.append("cancelled"))
    handle.cancel()
    release.set()
    assert tasks.wait_idle()
    assert (ran, told) == ([], ["cancelled"])


def test_cancel_when_under_way_then_the_operation_sees_it_and_may_keep_what_is_done(
    tasks: Tasks, owner: QObject
) -> None:
    started = threading.Event()
    answers: list[str] = []

    def operation(*, on_progress: object, cancelled: Callable[[], bool]) -> str:
        started.set()
        while not cancelled():
            pass
        return "half"

    handle = tasks.run(operation, owner=owner, on_done=answers.append, progress=True, lane="work")
    assert started.wait(5)
    handle.cancel()
    assert tasks.wait_idle()
    assert answers == ["half"]


def test_cancel_when_the_operation_gives_up_then_neither_done_nor_failed(
    tasks: Tasks, owner: QObject
) -> None:
    def operation() -> None:
        raise WorkCancelled

    seen: list[object] = []
    tasks.run(operation, owner=owner, on_done=seen.append, on_failed=seen.append)
    assert tasks.wait_idle()
    assert seen == []


def test_progress_when_told_often_then_the_last_is_shown(tasks: Tasks, owner: QObject) -> None:
    told: list[tuple[int, int]] = []

    def operation(*, on_progress: Callable[[int, int], None], cancelled: object) -> None:
        for done in range(1000):
            on_progress(done + 1, 1000)

    tasks.run(operation, owner=owner, on_progress=lambda *at: told.append(at))
    assert tasks.wait_idle()
    assert told[-1] == (1000, 1000)
    assert told == sorted(told)


def test_close_when_work_waits_then_it_is_dropped_and_no_answer_comes(
    qtbot: QtBot, owner: QObject
) -> None:
    tasks, release = Tasks(), threading.Event()
    ran: list[object] = []
    tasks.run(release.wait, 5, owner=owner, on_done=ran.append)
    tasks.run(ran.append, 1, owner=owner)
    tasks.close()
    release.set()
    assert tasks.idle
    assert ran == []
