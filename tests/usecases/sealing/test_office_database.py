"""Signing, faults and versions on the office's PostgreSQL: the same as on a laptop's own file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.records import Status
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.report.producing import send_to_review
from shamay_desktop.usecases.sealing.countersigning import countersign
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.verifying import Issued, verify_report
from shamay_desktop.usecases.sealing.versions import new_version
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import KeyFile
from tests.database_server import empty_server_database
from tests.usecases.conftest import StandingClock
from tests.usecases.sealing.conftest import Ready, colleague
from tests.usecases.sealing.test_faults import STEPS, Killed, state


@pytest.fixture
def services(tmp_path: Path, clock: StandingClock) -> Iterator[Services]:
    """Services of a home whose database is an office's server."""
    with empty_server_database("sealing") as url:
        built = build_services(Place(Home(tmp_path / "home").make(), url))
        built.database.upgrade()
        yield replace(built, clock=clock)
        built.close()


def test_a_report_when_signed_countersigned_and_replaced_is_all_told(
    ready: Ready, key: KeyFile, reviewer: KeyFile, roots: list[bytes]
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)
    sign_report(services, actor, ready.case, ready.order(key))
    first = countersign(services, ron, ready.case, reviewer)
    assert verify_report(services, first.path, roots, actor).whole
    case = new_version(services, actor, ready.case, "תיקון").valuation.id
    send_to_review(services, actor, case)
    second = sign_report(services, actor, case, ready.order(key))
    assert second.version.number == 2
    assert verify_report(services, first.path, roots, actor).issued is Issued.SUPERSEDED
    assert verify_report(services, second.path, roots, actor).issued is Issued.CURRENT
    assert list(services.database.check()) == []


@pytest.mark.parametrize(
    "step", ["signer.sign+", "store.add+", "work.valuations.save+", "work.versions.add+",
             "work.trail.write+", "work.commit"],
)  # fmt: skip
def test_signing_when_a_step_fails_leaves_the_case_as_it_was(
    ready: Ready, key: KeyFile, step: str
) -> None:
    services, actor = ready.services, ready.actor
    before = state(services, actor, ready.case)
    with pytest.raises(Killed):
        sign_report(STEPS[step](services, Killed()), actor, ready.case, ready.order(key))
    assert state(services, actor, ready.case) == before
    assert sign_report(services, actor, ready.case, ready.order(key)).valuation.status is (
        Status.SIGNED
    )
