"""Sending to review: only what nothing blocks, and always what was typed last."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Value
from shamay_desktop.domain.case_json import encode_values
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.usecases.cases.running import run_case
from shamay_desktop.usecases.report.gathering import report_inputs
from shamay_desktop.usecases.report.producing import (
    send_open_case,
    send_to_review,
    take_back,
)
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import journal_edits
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.complete_case import COMPLETE
from tests.usecases.wizard_steps import journal, session_of, type_and_journal


def without_rules(services: Services) -> Services:
    """Nothing blocks."""
    return replace(services, rules=lambda: RuleSet("none", "1", date(2026, 1, 1), ()))


def complete(session: WizardSession) -> None:
    """What no report goes out without is typed."""
    for path, content in COMPLETE.items():
        session.type(path, content)


def test_a_case_when_a_finding_blocks_then_stays_where_it_is(
    services: Services, actor: Actor
) -> None:
    opened = create_case(services, actor)
    with pytest.raises(Refused) as refused:
        send_to_review(services, actor, opened.valuation.id)
    assert refused.value.code == "blocked_by_findings"
    assert open_case(services, actor, opened.valuation.id).valuation.status is Status.DRAFT


def test_a_case_when_sent_then_its_steps_hold_what_the_journal_held(
    services: Services, actor: Actor
) -> None:
    services = without_rules(services)
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    complete(session)
    type_and_journal(services, actor, session, address__city="רמת גן")
    send_to_review(services, actor, opened.valuation.id)
    stored = open_case(services, actor, opened.valuation.id).valuation
    assert stored.status is Status.READY
    assert stored.case.text("address.city") == "רמת גן"
    assert stored.title == "רמת גן"


def test_an_open_case_when_sent_then_takes_along_what_is_not_journalled_yet(
    services: Services, actor: Actor
) -> None:
    services = without_rules(services)
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    complete(session)
    session.type("address.city", "חיפה")
    valuation = send_open_case(services, actor, session.snapshot())
    assert (valuation.status, valuation.case.text("address.city")) == (Status.READY, "חיפה")
    with services.database.work(actor) as work:
        actions = [line.action for line in work.trail.lines(valuation.id)]
    assert actions[-1] == "sent_to_review"


def test_a_sent_case_when_edited_then_is_in_progress_again(
    services: Services, actor: Actor
) -> None:
    services = without_rules(services)
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    complete(session)
    session.type("address.city", "חיפה")
    snapshot = session.snapshot()
    session.adopt(send_open_case(services, actor, snapshot), snapshot)
    session.mark_journalled(snapshot.seq)
    type_and_journal(services, actor, session, address__city="עכו")
    assert session.valuation.status is Status.IN_PROGRESS


def test_a_ready_case_when_taken_back_then_it_is_in_progress_and_the_trail_says_so(
    services: Services, actor: Actor
) -> None:
    services = without_rules(services)
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    complete(session)
    journal(services, actor, session)
    send_to_review(services, actor, opened.valuation.id)
    take_back(services, actor, opened.valuation.id)
    with services.database.work(actor) as work:
        assert work.valuations.status_of(opened.valuation.id) is Status.IN_PROGRESS
        actions = [line.action for line in work.trail.lines(opened.valuation.id)]
    assert actions == [
        "case_created", "case_in_progress", "sent_to_review", "case_in_progress",
    ]  # fmt: skip


def test_a_folder_without_news_when_run_and_something_blocks_by_now_then_it_is_not_ready(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    fields = encode_values({path: Value.of(content) for path, content in COMPLETE.items()})
    told = {"case": {"id": "c"}, "fields": fields}
    (tmp_path / "in" / "case.json").write_text(json.dumps(told), encoding="utf-8")
    ready = run_case(without_rules(services), actor, tmp_path / "in", tmp_path / "out")
    assert ready.valuation.status is Status.READY
    blocked = run_case(services, actor, tmp_path / "in", tmp_path / "out")
    assert blocked.valuation.status is Status.IN_PROGRESS


@pytest.mark.parametrize(("licence", "pictured"), [("123", True), ("124", False)])
def test_a_report_when_it_names_another_licence_then_the_signatures_picture_is_not_printed(
    services: Services, actor: Actor, licence: str, pictured: bool
) -> None:
    with services.database.work(actor) as work:
        person = work.offices.person(actor.user_id)
        signing = replace(person, licence_number="123", signature_sha256="ab" * 32)
        work.offices.save_person(signing)
        work.commit()
    session = session_of(services, actor, create_case(services, actor))
    session.type("appraiser.licence_number", licence)
    signer = report_inputs(services, actor, session.case).signer
    assert (signer.signature_sha256 is not None) is pictured


def test_a_sent_case_when_the_same_edits_are_saved_once_more_then_stays_sent(
    services: Services, actor: Actor
) -> None:
    services = without_rules(services)
    opened = create_case(services, actor)
    session = session_of(services, actor, opened)
    for path, content in COMPLETE.items():
        session.type(path, content)
    late = session.snapshot()  # the window's saver and its button carry the same edits
    send_open_case(services, actor, late)
    journal_edits(services, actor, late)
    assert open_case(services, actor, opened.valuation.id).valuation.status is Status.READY
    session.type("address.city", "עכו")
    journal_edits(services, actor, session.snapshot())
    assert open_case(services, actor, opened.valuation.id).valuation.status is Status.IN_PROGRESS
