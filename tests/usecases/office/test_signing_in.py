"""The first run, signing in with its delays, and a forgotten password."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.usecases.office.first_run import (
    FirstRun,
    local_actor,
    needs_first_run,
    set_up_office,
)
from shamay_desktop.usecases.office.passwords import delay_after, reset_password, sign_in
from shamay_desktop.usecases.office.profile import (
    office_of,
    profile_of,
    save_office,
    save_profile,
)
from shamay_desktop.usecases.services import Services
from tests.usecases.conftest import StandingClock

ASKED = FirstRun("dana@example.org", "דנה לוי", "לוי שמאות", "512", "a long passphrase")


def test_a_fresh_home_when_first_run_is_answered_then_the_owner_can_sign_in(
    services: Services,
) -> None:
    assert needs_first_run(services)
    made = set_up_office(services, ASKED)
    assert made.recovery_code
    assert not needs_first_run(services)
    actor = sign_in(services, " DANA@example.org ", ASKED.password)
    assert actor == made.actor
    assert actor.role is Role.OWNER


def test_a_local_office_of_the_command_line_when_first_run_is_answered_then_it_is_taken_over(
    services: Services,
) -> None:
    local = local_actor(services)
    made = set_up_office(services, ASKED)
    assert (made.actor.organization_id, made.actor.user_id) == (
        local.organization_id,
        local.user_id,
    )
    assert office_of(services, made.actor).name == "לוי שמאות"


def test_a_home_with_accounts_when_no_user_is_named_then_it_is_refused(
    services: Services,
) -> None:
    set_up_office(services, ASKED)
    with pytest.raises(Refused, match="user_needed"):
        local_actor(services)
    with pytest.raises(Refused, match="already_set_up"):
        set_up_office(services, ASKED)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": "dana"}, "email_wrong"),
        ({"name": " "}, "name_missing"),
        ({"office": ""}, "office_missing"),
        ({"licence_number": "12a"}, "licence_wrong"),
        ({"password": "short"}, "password_short"),
    ],
)
def test_first_run_when_an_answer_does_not_do_then_it_is_named_and_nothing_is_made(
    services: Services, change: dict[str, str], code: str
) -> None:
    asked = {name: getattr(ASKED, name) for name in ASKED.__slots__} | change
    with pytest.raises(Refused) as refused:
        set_up_office(services, FirstRun(**asked))
    assert refused.value.code == code
    assert needs_first_run(services)


def test_a_wrong_password_when_repeated_then_the_next_try_must_wait_longer(
    services: Services, clock: StandingClock
) -> None:
    set_up_office(services, ASKED)
    for _ in range(2):
        with pytest.raises(Refused, match="sign_in_failed"):
            sign_in(services, ASKED.email, "wrong")
    with pytest.raises(Refused, match="sign_in_delayed"):
        sign_in(services, ASKED.email, ASKED.password)
    clock.passes(seconds=2)
    assert sign_in(services, ASKED.email, ASKED.password)


def test_the_clock_when_turned_back_then_the_wait_is_not_shortened(
    services: Services, clock: StandingClock
) -> None:
    set_up_office(services, ASKED)
    for _ in range(2):
        with pytest.raises(Refused, match="sign_in_failed"):
            sign_in(services, ASKED.email, "wrong")
    clock.passes(seconds=-3600)
    with pytest.raises(Refused, match="sign_in_delayed"):
        sign_in(services, ASKED.email, ASKED.password)


def test_an_unknown_email_when_signing_in_then_the_answer_is_the_same(
    services: Services,
) -> None:
    set_up_office(services, ASKED)
    with pytest.raises(Refused, match="sign_in_failed"):
        sign_in(services, "nobody@example.org", "x")


def test_a_forgotten_password_when_the_recovery_code_is_given_then_a_new_one_holds(
    services: Services,
) -> None:
    made = set_up_office(services, ASKED)
    code = made.recovery_code or ""
    again = reset_password(services, ASKED.email, code.lower(), "another long one")
    assert sign_in(services, ASKED.email, "another long one")
    assert again != code
    with pytest.raises(Refused, match="recovery_failed"):
        reset_password(services, ASKED.email, code, "a third long one")


@given(failures=st.integers(0, 10_000))
def test_delays_when_failures_grow_then_they_grow_up_to_five_minutes(failures: int) -> None:
    assert timedelta() <= delay_after(failures) <= delay_after(failures + 1)
    assert delay_after(failures) <= timedelta(seconds=300)


def test_the_office_when_changed_then_it_is_kept_and_only_one_s_own_may_be(
    services: Services,
) -> None:
    from dataclasses import replace

    actor = set_up_office(services, ASKED).actor
    office = replace(office_of(services, actor), phone="03-5550000", rounding_step="50000")
    assert save_office(services, actor, office).office
    assert office_of(services, actor) == office
    with pytest.raises(NotAllowed):
        save_office(services, replace(actor, role=Role.APPRAISER), office)
    with pytest.raises(NotAllowed):
        save_office(services, actor, replace(office, id="other"))


def test_a_profile_when_changed_then_new_cases_start_from_it(services: Services) -> None:
    from dataclasses import replace

    from shamay_desktop.usecases.wizard.opening import create_case

    actor = set_up_office(services, ASKED).actor
    person = replace(profile_of(services, actor), title="שמאית מקרקעין")
    save_profile(services, actor, person)
    case = create_case(services, actor).valuation.case
    assert case.content("appraiser.title") == "שמאית מקרקעין"
    assert case.content("appraiser.licence_number") == "512"
