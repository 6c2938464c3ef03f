"""Two people, or two windows, at one report in the same instant, on both engines: one of them is
told so, and nothing of the other's is lost.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Conflict, Refused, ShamayError
from shamay_desktop.domain.records import Status
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.cases.shelving import take_back, throw_away
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.review.sent import sent_states
from shamay_desktop.usecases.sealing.countersigning import countersign
from shamay_desktop.usecases.sealing.kept import Kept
from shamay_desktop.usecases.sealing.readiness import readiness
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.verifying import Issued, verify_report
from shamay_desktop.usecases.sealing.versions import new_version, versions_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from shamay_desktop.usecases.wizard.opening import open_case
from tests.database_server import empty_server_database
from tests.usecases.conftest import StandingClock
from tests.usecases.sealing.conftest import Ready, colleague
from tests.usecases.wizard_steps import session_of, type_and_journal


@pytest.fixture(params=["sqlite", "postgresql"])
def services(
    request: pytest.FixtureRequest, tmp_path: Path, clock: StandingClock
) -> Iterator[Services]:
    """Services over a laptop's own file, and over an office's server."""
    on_server = request.param == "postgresql"
    with empty_server_database("at_once") if on_server else nullcontext() as url:
        built = build_services(Place(Home(tmp_path / "home").make(), url))
        built.database.upgrade()
        yield replace(built, clock=clock)
        built.close()


@dataclass
class Meeting:
    """Something of the services where two wait for each other before they go on."""

    real: Any
    barrier: Barrier

    def _meet(self) -> None:
        try:
            self.barrier.wait(20)
        except BrokenBarrierError:  # the other one ended before: alone then
            return

    def __call__(self, *given: Any, **named: Any) -> Any:
        made = self.real(*given, **named)
        self._meet()
        return made

    def sign(self, *given: Any) -> Any:
        made = self.real.sign(*given)
        self._meet()
        return made

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def together(*deeds: Callable[[], object]) -> list[object]:
    """What came of each, or the error that it ended with; any other error is a fault."""

    def ended(deed: Callable[[], object]) -> object:
        try:
            return deed()
        except ShamayError as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(ended, deeds))


def failed(outcomes: Sequence[object]) -> list[ShamayError]:
    """Those that were refused."""
    return [each for each in outcomes if isinstance(each, ShamayError)]


def test_two_who_sign_one_report_at_once_then_one_does(ready: Ready) -> None:
    barrier = Barrier(2)
    writer = Meeting(ready.services.sealed_writer, barrier)
    services = replace(ready.services, sealed_writer=writer)
    outcomes = together(
        *(lambda: sign_report(services, ready.actor, ready.case, ready.order()) for _ in range(2))
    )
    (error,) = failed(outcomes)
    assert isinstance(error, Conflict | Refused), error
    assert [line.version.number for line in versions_of(services, ready.actor, ready.case)] == [1]
    with services.database.work(ready.actor) as work:
        actions = [line.action for line in work.trail.lines(ready.case)]
    assert actions.count("report_signed") == 1
    assert list(services.database.check()) == []


def test_one_who_signs_while_another_types_then_what_is_signed_is_what_stands(
    ready: Ready,
) -> None:
    services, actor = ready.services, ready.actor
    barrier = Barrier(2)
    signing = replace(services, sealed_writer=Meeting(services.sealed_writer, barrier))
    session = session_of(services, actor, open_case(services, actor, ready.case))

    def typing() -> None:
        barrier.wait(20)
        type_and_journal(services, actor, session, address__city="חולון")

    outcomes = together(lambda: sign_report(signing, actor, ready.case, ready.order()), typing)
    with services.database.work(actor) as work:
        status = work.valuations.status_of(ready.case)
        living = work.sessions.active_of(ready.case)
        version = work.versions.of(ready.case)
    assert len(failed(outcomes)) == 1
    if status is Status.SIGNED:
        assert living is None
        assert version is not None
        path = services.store.path(version.pdf_sha256 or "")
        check = verify_report(services, path, (), actor)
        assert (check.issued, check.kept) == (Issued.CURRENT, Kept.SAME)
    else:
        assert (status, version) == (Status.IN_PROGRESS, None)
        assert living is not None
    assert list(services.database.check()) == []


def test_one_who_countersigns_while_the_report_is_replaced_then_neither_is_lost(
    ready: Ready, key: KeyFile, reviewer: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)
    first = sign_report(services, actor, ready.case, ready.order(key))
    later = begun(services, actor, ready.case)
    meeting = replace(services, signer=Meeting(services.signer, Barrier(2)))
    signed, countersigned = together(
        lambda: sign_report(meeting, actor, later, ready.order(key)),
        lambda: countersign(meeting, ron, ready.case, reviewer),
    )
    assert not isinstance(signed, ShamayError), signed
    with services.database.work(actor) as work:
        before, after = work.versions.of(ready.case), work.versions.of(later)
    assert before is not None
    assert after is not None
    assert before.superseded_by_id == after.id
    if isinstance(countersigned, ShamayError):
        assert isinstance(countersigned, Conflict | Refused)
        assert before.pdf_sha256 == first.version.pdf_sha256
    else:
        assert len(before.signers) == 2
        assert before.pdf_sha256 != first.version.pdf_sha256
    assert list(services.database.check()) == []


def begun(services: Services, actor: Actor, case: str) -> str:
    """The version that will replace a signed report, sent to review."""
    made = new_version(services, actor, case, "תיקון").valuation.id
    send_to_review(services, actor, made)
    return made


def test_two_who_begin_a_version_at_once_then_one_does(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order())
    outcomes = together(*(lambda: new_version(services, actor, ready.case, "") for _ in range(2)))
    (error,) = failed(outcomes)
    assert error.code == "version_begun"


def test_two_versions_of_one_report_when_both_are_there_then_one_is_signed(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order())
    first = begun(services, actor, ready.case)
    throw_away(services, actor, first)
    second = begun(services, actor, ready.case)
    with pytest.raises(Refused) as refused:
        take_back(services, actor, first)
    assert refused.value.code == "version_begun"
    # As if both were at work, by an older program.
    monkeypatch.setattr(
        "shamay_desktop.usecases.cases.shelving._require_alone", lambda *_given: None
    )
    take_back(services, actor, first)
    writer = Meeting(services.sealed_writer, Barrier(2))
    meeting = replace(services, sealed_writer=writer)
    outcomes = together(
        lambda: sign_report(meeting, actor, first, ready.order()),
        lambda: sign_report(meeting, actor, second, ready.order()),
    )
    assert len(failed(outcomes)) == 1
    with services.database.work(actor) as work:
        standing = work.versions.of(ready.case)
        made = [work.versions.of(each) for each in (first, second)]
    assert standing is not None
    sealed = [each for each in made if each is not None and each.pdf_sha256 is not None]
    assert [each.id for each in sealed] == [standing.superseded_by_id]
    left = next(each for each in made if each is not None and each.pdf_sha256 is None)
    found = readiness(services, actor, left.valuation_id, ready.order().method)
    assert "superseded" in [problem.code for problem in found.problems]
    assert list(services.database.check()) == []


def test_one_who_sends_while_another_types_then_what_was_sent_is_what_stands(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    session = session_of(services, actor, open_case(services, actor, ready.case))
    type_and_journal(services, actor, session, address__city="חולון")
    start = Barrier(2)

    def typing() -> None:
        start.wait(20)
        type_and_journal(services, actor, session, address__city="עכו")

    def sending() -> None:
        start.wait(20)
        send_to_review(services, actor, ready.case)

    errors = failed(together(typing, sending))
    assert all(isinstance(each, Conflict) for each in errors), errors
    with services.database.work(actor) as work:
        stored = work.valuations.get(ready.case)
        now = valuation_now(work, ready.case)
        sent = sent_states(services, work, ready.case)[0]
    assert stored is not None
    if stored.status is Status.READY:  # nothing was typed into it that was not sent
        assert now.case.values == stored.case.values == sent.case.values
    else:
        assert now.case.text("address.city") == "עכו"
