"""Sending to review: only what nothing blocks, and always what was typed last."""

from dataclasses import replace
from datetime import date

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.standards import RuleSet
from shamay_desktop.usecases.report.producing import send_open_case, send_to_review
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from tests.usecases.wizard_steps import session_of, type_and_journal


def without_rules(services: Services) -> Services:
    """Nothing blocks."""
    return replace(services, rules=lambda: RuleSet("none", "1", date(2026, 1, 1), ()))


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
    session.type("address.city", "חיפה")
    snapshot = session.snapshot()
    session.adopt(send_open_case(services, actor, snapshot), snapshot)
    session.mark_journalled(snapshot.seq)
    type_and_journal(services, actor, session, address__city="עכו")
    assert session.valuation.status is Status.IN_PROGRESS
