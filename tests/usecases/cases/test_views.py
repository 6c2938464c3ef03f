"""Saved views of the list: kept, found again, named, ordered and removed by whom they belong to."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import (
    CaseFilter,
    Membership,
    Person,
    Shelf,
    SortKey,
    Status,
    ValuationQuery,
)
from shamay_desktop.usecases.cases.views import (
    MOST_VIEWS,
    list_views,
    remove_view,
    rename_view,
    reorder_views,
    save_view,
)
from shamay_desktop.usecases.services import Services

QUERY = ValuationQuery(
    "כהן", frozenset({Status.READY}), shelf=Shelf.ARCHIVE, narrowed=CaseFilter(city="חיפה"),
    sort=SortKey.CLIENT, descending=False,
)  # fmt: skip


def _names(services: Services, actor: Actor) -> list[str]:
    return [view.name for view in list_views(services, actor)]


def test_views_when_saved_are_read_back_in_the_order_of_saving(
    services: Services, actor: Actor
) -> None:
    first = save_view(services, actor, "  חתומות \n בחיפה ", QUERY)
    second = save_view(services, actor, "שלי", ValuationQuery())
    assert list_views(services, actor) == (first, second)
    assert (first.name, first.query, second.position) == ("חתומות בחיפה", QUERY, 1)


def test_a_view_when_saved_under_a_known_name_takes_its_place(
    services: Services, actor: Actor
) -> None:
    first = save_view(services, actor, "Mine", ValuationQuery())
    save_view(services, actor, "other", ValuationQuery())
    again = save_view(services, actor, "MINE", QUERY)
    assert (again.id, again.position) == (first.id, first.position)
    assert [(view.name, view.query) for view in list_views(services, actor)] == [
        ("MINE", QUERY), ("other", ValuationQuery()),
    ]  # fmt: skip


def test_views_when_renamed_reordered_and_removed_are_as_asked(
    services: Services, actor: Actor
) -> None:
    a, b, c = (save_view(services, actor, name, ValuationQuery()) for name in "abc")
    rename_view(services, actor, b.id, "ב")
    reorder_views(services, actor, [c.id, c.id])
    assert _names(services, actor) == ["c", "a", "ב"]
    remove_view(services, actor, a.id)
    save_view(services, actor, "last", ValuationQuery())
    assert _names(services, actor) == ["c", "ב", "last"]
    rename_view(services, actor, c.id, "C")
    assert _names(services, actor) == ["C", "ב", "last"]


def test_a_view_when_the_name_or_id_is_no_good_is_refused(services: Services, actor: Actor) -> None:
    made = save_view(services, actor, "שלי", ValuationQuery())
    save_view(services, actor, "Other", ValuationQuery())
    attempts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("view_name_missing", lambda: save_view(services, actor, " \n\u200f ", QUERY)),
        ("view_name_missing", lambda: rename_view(services, actor, made.id, "")),
        ("view_name_taken", lambda: rename_view(services, actor, made.id, "oTHER")),
        ("view_unknown", lambda: rename_view(services, actor, "no-such", "x")),
        ("view_unknown", lambda: remove_view(services, actor, "no-such")),
        ("view_unknown", lambda: reorder_views(services, actor, [made.id, "no-such"])),
    )
    for code, attempt in attempts:
        with pytest.raises(Refused, match=code):
            attempt()
    assert _names(services, actor) == ["שלי", "Other"]


def test_views_when_there_are_too_many_are_refused(services: Services, actor: Actor) -> None:
    for number in range(MOST_VIEWS):
        save_view(services, actor, str(number), ValuationQuery())
    with pytest.raises(Refused, match="views_too_many"):
        save_view(services, actor, "one more", ValuationQuery())
    save_view(services, actor, "7", QUERY)
    assert len(list_views(services, actor)) == MOST_VIEWS


def test_views_when_of_another_person_are_neither_seen_nor_touched(
    services: Services, actor: Actor
) -> None:
    made = save_view(services, actor, "שלי", QUERY)
    person = Person(new_id(), "noa@example.org", "נועה ברק")
    with services.database.work(actor) as work:
        work.offices.save_person(person)
        work.offices.save_membership(
            Membership(new_id(), actor.organization_id, person.id, Role.APPRAISER)
        )
        work.commit()
    noa = Actor(person.id, person.email, person.name, actor.organization_id, Role.APPRAISER)
    assert list_views(services, noa) == ()
    with pytest.raises(Refused, match="view_unknown"):
        remove_view(services, noa, made.id)
    assert save_view(services, noa, "שלי", ValuationQuery()).id != made.id
    assert list_views(services, actor) == (made,)
    visitor = replace(actor, role=Role.CLIENT_VIEWER)
    for refused in (
        lambda: list_views(services, visitor),
        lambda: rename_view(services, visitor, made.id, "אחר"),
        lambda: reorder_views(services, visitor, [made.id]),
        lambda: remove_view(services, visitor, made.id),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert list_views(services, actor) == (made,)
