"""A clock that was turned back: the order of edits and the backups do not believe it."""

from shamay_desktop.domain.access import Actor
from shamay_desktop.usecases import care
from shamay_desktop.usecases.care import clock_behind, keep_daily
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.keeping import journal_edits, story_of
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from shamay_desktop.usecases.wizard.session import WizardSession
from tests.usecases.conftest import StandingClock


def test_edits_when_the_clock_goes_back_between_them_then_stand_in_the_order_of_typing(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    opened = create_case(services, actor)
    session = WizardSession(opened.record, opened.valuation, actor, services.clock)
    for street in ("ראשון", "שני", "שלישי"):
        session.type("address.street", street)
        clock.passes(days=-200)
    journal_edits(services, actor, session.snapshot())
    found = open_case(services, actor, opened.valuation.id)
    assert found.record.case.text("address.street") == "שלישי"
    story = story_of(services, actor, opened.valuation.id, "address.street")
    assert [edit.seq for edit in story] == [1, 2, 3]
    assert story[0].at > story[2].at


def test_daily_backups_when_the_clock_goes_back_a_year_then_todays_is_made_and_stays(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    for _ in range(9):
        keep_daily(services)
        clock.passes(days=1)
    clock.passes(days=-365)
    made = keep_daily(services)
    assert made is not None
    clock.passes(days=1)
    keep_daily(services)
    assert made.path.is_file()


def test_the_clock_when_behind_the_last_audit_line_then_is_told_and_minutes_are_forgiven(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    create_case(services, actor)
    with services.database.work(actor) as work:
        last = work.trail.last_at()
    assert last is not None
    clock.time = last
    assert clock_behind(services, actor) is None
    clock.time = last - care.CLOCK_SLACK / 2
    assert clock_behind(services, actor) is None
    clock.time = last - 2 * care.CLOCK_SLACK
    assert clock_behind(services, actor) == last
