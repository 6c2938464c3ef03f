"""Phrases and saved views: as they were given, each person's own, and of no other office."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Membership, Person
from shamay_desktop.storage.database import SqlDatabase
from tests.storage import samples
from tests.storage.samples import found_office


def _colleague(database: SqlDatabase, actor: Actor) -> Actor:
    person = Person(new_id(), "noa@example.org", "נועה ברק")
    with database.work(actor) as work:
        work.offices.save_person(person)
        work.offices.save_membership(
            Membership(new_id(), actor.organization_id, person.id, Role.APPRAISER)
        )
        work.commit()
    return Actor(person.id, person.email, person.name, actor.organization_id, Role.APPRAISER)


def test_phrases_when_read_are_ones_own_and_the_offices_as_they_were_given(
    database: SqlDatabase,
) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    noa = _colleague(database, dana)
    own, shared = samples.phrase(dana), samples.phrase(dana, "מעלית", of_office=True)
    bare = replace(samples.phrase(dana, ""), field_id=None, fills={}, used=0)
    with database.work(dana) as work:
        for phrase in (own, shared, bare):
            work.phrases.save(phrase)
        work.commit()
    with database.work(dana) as work:
        assert work.phrases.all() == [own, shared, bare]
    with database.work(noa) as work:
        assert work.phrases.all() == [shared]


def test_a_phrase_when_changed_and_removed_is_changed_and_gone(database: SqlDatabase) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    phrase = samples.phrase(dana)
    later = replace(phrase, text="לדירה נוף לים.", used=4, fills={})
    with database.work(dana) as work:
        work.phrases.save(phrase)
        work.phrases.save(later)
        assert work.phrases.all() == [later]
        work.phrases.remove(phrase.id)
        work.phrases.remove("no-such-phrase")
        assert work.phrases.all() == []


def test_views_when_read_stand_in_their_order_with_every_part_of_the_query(
    database: SqlDatabase,
) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    noa = _colleague(database, dana)
    second, first = samples.view(dana, "ב", 1), samples.view(dana, "א", 0)
    with database.work(dana) as work:
        work.views.save(second)
        work.views.save(first)
        work.commit()
    with database.work(dana) as work:
        assert work.views.all() == [first, second]
        moved = replace(first, position=2, name="אחרונה")
        work.views.save(moved)
        assert work.views.all() == [second, moved]
        work.views.remove(second.id)
        assert work.views.all() == [moved]
    with database.work(noa) as work:
        assert work.views.all() == []


def test_another_office_when_it_guesses_ids_neither_reads_nor_removes_them(
    database: SqlDatabase,
) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    other = found_office(database, "אחר", "b@example.org")
    phrase, view = samples.phrase(dana, of_office=True), samples.view(dana)
    with database.work(dana) as work:
        work.phrases.save(phrase)
        work.views.save(view)
        work.commit()
    with database.work(other) as work:
        assert (list(work.phrases.all()), list(work.views.all())) == ([], [])
        work.phrases.remove(phrase.id)
        work.views.remove(view.id)
        work.commit()
    with database.work(dana) as work:
        assert (work.phrases.all(), work.views.all()) == ([phrase], [view])


def test_a_view_of_nobody_of_the_office_when_saved_is_refused(database: SqlDatabase) -> None:
    dana = found_office(database, "משרד", "dana@example.org")
    other = found_office(database, "אחר", "b@example.org")
    with database.work(dana) as work, pytest.raises(Refused, match="row_missing"):  # noqa: PT012
        work.views.save(samples.view(other))
        work.commit()
