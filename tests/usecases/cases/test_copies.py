"""The warning that another copy of a case is newer than the one that is opened."""

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.last_edit import last_edit
from shamay_desktop.usecases.cases.copies import Kinship, NewerCopy, newer_copies
from shamay_desktop.usecases.cases.copying import duplicate_case
from shamay_desktop.usecases.cases.shelving import throw_away
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import Opened, create_case, open_case
from tests.usecases.conftest import StandingClock
from tests.usecases.wizard_steps import finish, session_of, type_and_journal


def _type(services: Services, actor: Actor, opened: Opened, **texts: str) -> None:
    again = open_case(services, actor, opened.valuation.id)
    type_and_journal(services, actor, session_of(services, actor, again), **texts)


def _newer(services: Services, actor: Actor, opened: Opened) -> list[tuple[str, Kinship]]:
    found = newer_copies(services, actor, opened.valuation.id)
    return [(copy.line.id, copy.kinship) for copy in found]


def test_a_duplicate_when_nobody_changed_it_is_not_newer(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    original = create_case(services, actor)
    _type(services, actor, original, address__city="חיפה")
    clock.passes(days=1)
    copy = duplicate_case(services, actor, original.valuation.id).opened
    clock.passes(minutes=1)
    assert _newer(services, actor, copy) == []
    # The copy's own proposals are younger than all that was typed, but nobody's work.
    assert _newer(services, actor, original) == []


def test_a_copy_when_changed_later_is_named_with_time_and_person_on_both_sides(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    original = create_case(services, actor)
    copy = duplicate_case(services, actor, original.valuation.id).opened
    clock.passes(minutes=5)
    _type(services, actor, copy, client__name="רבקה אלמוג")
    found = newer_copies(services, actor, original.valuation.id)
    assert [_facts(each) for each in found] == [(copy.valuation.id, Kinship.DUPLICATE, actor.name)]
    assert found[0].edited_at == clock.now()
    assert _newer(services, actor, copy) == []
    clock.passes(minutes=5)
    _type(services, actor, original, client__name="נועה ברק")
    assert _newer(services, actor, copy) == [(original.valuation.id, Kinship.ORIGINAL)]
    assert _newer(services, actor, original) == []


def _facts(copy: NewerCopy) -> tuple[str, Kinship, str]:
    return copy.line.id, copy.kinship, copy.edited_by_name


def test_other_cases_when_of_the_same_reference_or_unit_and_client_are_copies_too(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    unit = {"parcel__gush": "6109", "parcel__helka": "3", "parcel__tat_helka": "7",
            "client__name": "בנק הדוגמה"}  # fmt: skip
    first = create_case(services, actor)
    _type(services, actor, first, **unit)
    clock.passes(days=1)
    same_unit, same_reference, stranger = (create_case(services, actor) for _ in range(3))
    for opened, texts in (
        (same_unit, unit),
        (same_reference, {"report__reference": "2026-0001"}),
        (stranger, {**unit, "parcel__tat_helka": "8"}),
    ):
        clock.passes(minutes=1)
        _type(services, actor, opened, **texts)
        _finish_identity(services, actor, opened)
    assert _newer(services, actor, first) == [
        (same_reference.valuation.id, Kinship.SAME_REFERENCE),
        (same_unit.valuation.id, Kinship.SAME_PARCEL),
    ]
    throw_away(services, actor, same_reference.valuation.id)
    assert _newer(services, actor, first) == [(same_unit.valuation.id, Kinship.SAME_PARCEL)]


def _finish_identity(services: Services, actor: Actor, opened: Opened) -> None:
    again = open_case(services, actor, opened.valuation.id)
    finish(services, actor, session_of(services, actor, again), Step.INITIAL_DATA)


def test_the_last_edit_when_asked_is_the_newest_value_whatever_cell_holds_it(
    services: Services, actor: Actor, clock: StandingClock
) -> None:
    opened = create_case(services, actor)
    clock.passes(hours=3)
    _type(services, actor, opened, client__name="רבקה")
    case = case_now(services, actor, opened.valuation.id)[0].case
    edit = last_edit(case)
    assert edit is not None
    assert (edit.at, edit.by) == (clock.now(), actor.email)
    assert last_edit(Case("empty")) is None
