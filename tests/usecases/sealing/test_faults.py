"""A fault at each step of signing: the case is as it was, and signing again succeeds."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Conflict, Refused, WorldFailed
from shamay_desktop.domain.records import Status
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.sealing.countersigning import add_timestamp, countersign
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.versions import new_version
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import CardKey, KeyFile
from shamay_desktop.usecases.wizard.opening import open_case
from tests import certificate_office as office
from tests.end_to_end.test_kill import ROOT
from tests.signing.conftest import PIN, Card
from tests.usecases.sealing.conftest import Ready, colleague
from tests.usecases.wizard_steps import session_of, type_and_journal


class Killed(BaseException):
    """What nothing catches: the process ends here."""


FAULTS: tuple[BaseException, ...] = (
    WorldFailed("disk_full"), Killed(), OSError(28, "No space left on device"),
)  # fmt: skip


@dataclass
class Failing:
    """Something of the services that fails at one of its methods, before or after doing it."""

    real: Any
    method: str
    fault: BaseException
    after: bool = False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.real, name)
        if name != self.method:
            return found

        def failing(*given: Any, **named: Any) -> Any:
            if self.after:
                found(*given, **named)
            return self.fail()

        return failing

    def __call__(self, *given: Any, **named: Any) -> Any:
        if self.method != "()":
            return self.real(*given, **named)
        if self.after:
            self.real(*given, **named)
        return self.fail()

    def fail(self) -> None:
        """What happens there; a process that is to die dies at this very place."""
        if isinstance(self.fault, Killed) and self.fault.args:
            os._exit(int(self.fault.args[0]))
        raise self.fault


def breaking(
    services: Services, part: str, method: str, fault: BaseException, *, after: bool
) -> Services:
    """Services of which one part fails."""
    failing = Failing(getattr(services, part), method, fault, after)
    return replace(services, **{part: failing})  # type: ignore[arg-type]


def breaking_work(
    services: Services, repository: str, method: str, fault: BaseException, *, after: bool
) -> Services:
    """Services whose second unit of work of a signing fails in a repository, or at its commit."""
    real = services.database

    @contextmanager
    def work(actor: Actor | None = None):  # type: ignore[no-untyped-def]
        with real.work(actor) as opened:
            if repository:
                failing = Failing(getattr(opened, repository), method, fault, after)
                setattr(opened, repository, failing)
                yield opened
            else:
                yield Failing(opened, method, fault, after)

    @dataclass
    class Database:
        """The database with that unit of work."""

        def work(self, actor: Actor | None = None):  # type: ignore[no-untyped-def]
            return work(actor)

        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

    return replace(services, database=Database())


STEPS: dict[str, Callable[[Services, BaseException], Services]] = {
    f"{part}.{method}{'+' if after else ''}": (
        lambda services, fault, part=part, method=method, after=after: breaking(
            services, part, method, fault, after=after
        )
    )
    for part, method in (
        ("sealed_writer", "()"), ("stamp_writer", "()"), ("signer", "certificate"),
        ("signer", "sign"), ("store", "add"), ("store", "add_bytes"),
    )
    for after in (False, True)
} | {
    f"work.{repository}.{method}{'+' if after else ''}": (
        lambda services, fault, repository=repository, method=method, after=after: breaking_work(
            services, repository, method, fault, after=after
        )
    )
    for repository, method in (
        ("assets", "add"), ("valuations", "save"), ("versions", "add"), ("sessions", "save"),
        ("trail", "write"), ("versions", "get"), ("versions", "seal"), ("versions", "supersede"),
        ("versions", "extend"),
    )
    for after in (False, True)
} | {
    "work.commit": lambda services, fault: breaking_work(services, "", "commit", fault, after=False)
}  # fmt: skip


def state(services: Services, actor: Actor, case: str) -> tuple[object, ...]:
    """All that a signature would change."""
    with services.database.work(actor) as work:
        session = work.sessions.active_of(case)
        return (
            work.valuations.get(case), work.versions.of(case), list(work.assets.of(case)),
            list(work.trail.lines(case)), None if session is None else session.status,
        )  # fmt: skip


def left_over(services: Services) -> list[Path]:
    """What signing left in the folder of short-lived files."""
    return list(services.temporary.glob("seal-*"))


FIRST = [
    step
    for step in STEPS
    if step in ("work.versions.add", "work.versions.add+") or "versions" not in step
]
COUNTERSIGNING = (
    "signer.sign+", "stamp_writer.()", "store.add", "store.add+", "work.assets.add+",
    "work.versions.extend", "work.versions.extend+", "work.trail.write+", "work.commit",
)  # fmt: skip
REPLACING = (
    "work.versions.get", "work.versions.seal", "work.versions.seal+", "work.versions.supersede",
    "work.versions.supersede+", "work.valuations.save+", "work.trail.write+", "work.commit",
)  # fmt: skip


def by_turns(steps: Sequence[str], first: int = 0) -> list[tuple[str, BaseException]]:
    """Each step with one of the faults; which of them takes turns."""
    return [(step, FAULTS[(at + first) % len(FAULTS)]) for at, step in enumerate(steps)]


@pytest.mark.parametrize("part", range(3))
def test_signing_when_one_step_after_the_other_fails_leaves_the_case_as_it_was(
    ready: Ready, key: KeyFile, part: int
) -> None:
    services, actor = ready.services, ready.actor
    open_case(services, actor, ready.case)  # a session is open, and is not ended by what fails
    before = state(services, actor, ready.case)
    for step, fault in by_turns(FIRST[part::3], part):
        with pytest.raises(type(fault)):
            sign_report(STEPS[step](services, fault), actor, ready.case, ready.order(key))
        assert state(services, actor, ready.case) == before, step
        assert left_over(services) == [], step
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    assert sealed.valuation.status is Status.SIGNED
    assert list(services.database.check()) == []


@pytest.mark.soak
@pytest.mark.parametrize("step", FIRST)
def test_signing_when_a_step_fails_in_any_way_leaves_the_case_as_it_was(
    ready: Ready, key: KeyFile, step: str
) -> None:
    services, actor = ready.services, ready.actor
    open_case(services, actor, ready.case)  # a session is open, and is not ended by what fails
    before = state(services, actor, ready.case)
    for fault in FAULTS:
        with pytest.raises(type(fault)):
            sign_report(STEPS[step](services, fault), actor, ready.case, ready.order(key))
        assert state(services, actor, ready.case) == before
        assert left_over(services) == []
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    assert sealed.valuation.status is Status.SIGNED
    assert list(services.database.check()) == []


def test_a_replacing_version_when_a_step_fails_supersedes_nothing(
    ready: Ready, key: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order(key))
    case = new_version(services, actor, ready.case, "תיקון").valuation.id
    send_to_review(services, actor, case)
    before = [state(services, actor, each) for each in (ready.case, case)]
    for step, fault in by_turns(REPLACING):
        with pytest.raises(type(fault)):
            sign_report(STEPS[step](services, fault), actor, case, ready.order(key))
        assert [state(services, actor, each) for each in (ready.case, case)] == before, step
    second = sign_report(services, actor, case, ready.order(key)).version
    with services.database.work(actor) as work:
        first = work.versions.of(ready.case)
    assert first is not None
    assert (second.number, first.superseded_by_id) == (2, second.id)
    assert list(services.database.check()) == []


@contextmanager
def full_disk(limit: int) -> Iterator[None]:
    """No file grows beyond so many bytes: a write in its middle fails, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("limit", [2_000, 20_000, 60_000])
def test_signing_and_countersigning_when_the_disk_is_full_in_the_middle_leave_all_as_it_was(
    ready: Ready, key: KeyFile, reviewer: KeyFile, limit: int
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)
    before = state(services, actor, ready.case)
    with full_disk(limit), pytest.raises(WorldFailed):
        sign_report(services, actor, ready.case, ready.order(key))
    assert state(services, actor, ready.case) == before
    assert left_over(services) == []
    sign_report(services, actor, ready.case, ready.order(key))
    before = state(services, actor, ready.case)
    with full_disk(limit), pytest.raises(WorldFailed):
        countersign(services, ron, ready.case, reviewer)
    assert state(services, actor, ready.case) == before
    assert left_over(services) == []
    assert len(countersign(services, ron, ready.case, reviewer).version.signers) == 2
    assert list(services.database.check()) == []


@pytest.mark.parametrize(
    ("pin", "token", "code"),
    [("0000", "שמאי", "wrong_pin"), (PIN, "אחר", "card_missing")],
    ids=["pin", "card"],
)
def test_signing_when_the_card_refuses_leaves_the_case_as_it_was(
    ready: Ready, card: Card, pin: str, token: str, code: str
) -> None:
    before = state(ready.services, ready.actor, ready.case)
    held = CardKey(card.module, token, card.certificate_id, pin)
    with pytest.raises(Refused) as refused:
        sign_report(ready.services, ready.actor, ready.case, ready.order(held))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert state(ready.services, ready.actor, ready.case) == before


def test_signing_when_the_certificate_is_over_leaves_the_case_as_it_was(
    ready: Ready, tmp_path: Path
) -> None:
    before = state(ready.services, ready.actor, ready.case)
    old = KeyFile(office.person(days=30).file(tmp_path, "old.p12"), office.PASSWORD)
    with pytest.raises(Refused) as refused:
        sign_report(ready.services, ready.actor, ready.case, ready.order(old))
    assert refused.value.code == "certificate_expired"
    assert state(ready.services, ready.actor, ready.case) == before


def test_signing_when_the_case_is_edited_meanwhile_signs_nothing(
    ready: Ready, key: KeyFile
) -> None:
    services, actor = ready.services, ready.actor

    class Editing:
        """Somebody types while the card signs."""

        def certificate(self, held: KeyFile) -> object:
            session = session_of(services, actor, open_case(services, actor, ready.case))
            type_and_journal(services, actor, session, address__city="חולון")
            return services.signer.certificate(held)

        def sign(self, *given: Any) -> object:
            return services.signer.sign(*given)

    edited = replace(services, signer=Editing())  # type: ignore[arg-type]
    with pytest.raises(Conflict) as conflict:
        sign_report(edited, actor, ready.case, ready.order(key))
    assert conflict.value.code == "case_changed_meanwhile"
    with services.database.work(actor) as work:
        assert work.valuations.status_of(ready.case) is Status.IN_PROGRESS
        assert work.versions.of(ready.case) is None


def test_countersigning_when_it_fails_leaves_file_and_row_as_they_were(
    ready: Ready, key: KeyFile, reviewer: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)
    sign_report(services, actor, ready.case, ready.order(key))
    before = state(services, actor, ready.case)
    for step, fault in by_turns(COUNTERSIGNING):
        with pytest.raises(type(fault)):
            countersign(STEPS[step](services, fault), ron, ready.case, reviewer)
        assert state(services, actor, ready.case) == before, step
    with pytest.raises(WorldFailed):
        add_timestamp(services, actor, ready.case, "http://127.0.0.1:9/")
    assert state(services, actor, ready.case) == before
    assert len(countersign(services, ron, ready.case, reviewer).version.signers) == 2


def test_a_timestamp_when_its_keeping_fails_leaves_file_and_row_as_they_were(
    ready: Ready, key: KeyFile, timestamp_server: str
) -> None:
    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order(key))
    before = state(services, actor, ready.case)
    for step, fault in by_turns(("store.add+", "work.versions.extend+", "work.commit")):
        with pytest.raises(type(fault)):
            add_timestamp(STEPS[step](services, fault), actor, ready.case, timestamp_server)
        assert state(services, actor, ready.case) == before, step
    assert add_timestamp(services, actor, ready.case, timestamp_server).version.signers[0].level


@pytest.mark.parametrize(
    "step",
    [
        "signer.sign+",
        "work.commit",
        *(
            pytest.param(step, marks=pytest.mark.soak)
            for step in ("store.add+", "work.trail.write+")
        ),
    ],
)
def test_signing_when_the_process_is_killed_leaves_the_case_as_it_was(
    ready: Ready, key: KeyFile, step: str
) -> None:
    services, actor = ready.services, ready.actor
    before = state(services, actor, ready.case)
    given = [str(services.home), ready.case, str(key.path), step]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.usecases.sealing.signing_session", *given],
        cwd=ROOT, input=key.password, text=True, check=False, capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert ended.returncode == 9, ended.stderr
    assert state(services, actor, ready.case) == before
    assert list(services.database.check()) == []
    assert sign_report(services, actor, ready.case, ready.order(key)).version.number == 1
