"""How an office works: kept by key, checked, told in the trail, and taken by new cases."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.valuation.coefficients import tables_of
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.office.profile import office_of, save_office
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case

TABLES: Json = [
    {"name": "משרד", "version": "1", "mode": "whole",
     "tiers": {"balcony": [{"up_to": "30", "coefficient": "0.5"},
                           {"up_to": None, "coefficient": "0.25"}]}},
]  # fmt: skip


def test_practice_when_nothing_is_kept_then_is_empty(services: Services, actor: Actor) -> None:
    assert practice_of(services, actor) == {}


def test_practice_when_kept_then_is_found_and_told(services: Services, actor: Actor) -> None:
    assert save_practice(services, actor, "coefficients", TABLES).office
    (table,) = tables_of(practice_of(services, actor))
    assert (table.name, table.version, table.mode.value) == ("משרד", "1", "whole")
    with services.database.work(actor) as work:
        lines = [line for line in work.trail.lines() if line.action == "practice_changed"]
    assert [line.payload for line in lines] == [{"key": "coefficients"}]


def test_practice_when_given_back_then_the_shipped_one_holds(
    services: Services, actor: Actor
) -> None:
    save_practice(services, actor, "rounding", {"value": "50000"})
    save_practice(services, actor, "rounding", None)
    assert practice_of(services, actor) == {}


def test_practice_when_one_key_is_kept_then_the_others_stay(
    services: Services, actor: Actor
) -> None:
    save_practice(services, actor, "coefficients", TABLES)
    save_practice(services, actor, "rounding", {"comparable": "50"})
    assert set(practice_of(services, actor)) == {"coefficients", "rounding"}


def test_office_when_its_profile_is_saved_then_its_practice_stays(
    services: Services, actor: Actor
) -> None:
    read_before = office_of(services, actor)
    save_practice(services, actor, "coefficients", TABLES)
    save_office(services, actor, replace(read_before, name="משרד אחר"))
    assert "coefficients" in practice_of(services, actor)


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("coefficients", [{"name": "x"}], "coefficients_wrong"),
        ("rounding", {"value": "-5"}, "rounding_wrong"),
        ("colours", {}, "practice_unknown"),
    ],
)
def test_practice_when_wrong_then_is_refused_and_nothing_changes(
    services: Services, actor: Actor, key: str, raw: Json, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        save_practice(services, actor, key, raw)
    assert refused.value.code == code
    assert practice_of(services, actor) == {}


def test_practice_when_somebody_else_keeps_it_then_is_not_allowed(
    services: Services, actor: Actor
) -> None:
    with pytest.raises(NotAllowed):
        save_practice(services, replace(actor, role=Role.APPRAISER), "rounding", {})


def test_a_new_case_when_the_office_has_a_practice_then_takes_it(
    services: Services, actor: Actor
) -> None:
    save_practice(services, actor, "coefficients", TABLES)
    save_practice(services, actor, "rounding", {"comparable": "50", "value": "10000", "mode": "up"})
    case = create_case(services, actor).valuation.case
    assert case.text("valuation.coefficient_table") == "משרד"
    assert case.text("valuation.tier_mode") == "whole"
    assert len(case.rows("valuation.coefficients")) == 2
    assert case.text("valuation.rounding_step") == "10000"
    assert (case.text("valuation.comparable_step"), case.text("valuation.rounding_mode")) == (
        "50", "up",
    )  # fmt: skip


def test_a_new_case_when_the_office_has_none_then_names_no_table(
    services: Services, actor: Actor
) -> None:
    case = create_case(services, actor).valuation.case
    assert case.text("valuation.coefficient_table") is None
    assert case.text("valuation.rounding_step") == office_of(services, actor).rounding_step


def test_two_keys_when_two_members_keep_them_at_once_then_both_stand(
    services: Services, actor: Actor
) -> None:
    """What is kept is joined with what stands once the other is done, not with what stood."""
    holds, over = Event(), Event()

    def keep() -> None:
        with services.database.work(actor) as work:
            office = work.offices.held_office(actor.organization_id)
            holds.set()
            over.wait(1)
            practice: dict[str, Json] = {**office.practice, "texts": {"a": "b"}}
            work.offices.save_office(replace(office, practice=practice))
            work.commit()

    thread = Thread(target=keep)
    thread.start()
    holds.wait()
    save_practice(services, actor, "coefficients", TABLES)
    thread.join()
    assert set(practice_of(services, actor)) == {"texts", "coefficients"}
