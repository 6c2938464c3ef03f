"""The list of cases: its lines, how many fit, and how many there are in each state."""

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.records import Shelf, Status, ValuationQuery
from shamay_desktop.usecases.cases.listing import count_cases, list_cases, list_choices, list_window
from shamay_desktop.usecases.cases.shelving import archive, throw_away
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.usecases.wizard_steps import finish, session_of, type_and_journal


def test_cases_when_listed_then_counts_are_of_the_words_and_the_total_of_the_states(
    services: Services, actor: Actor
) -> None:
    for _ in range(3):
        opened = create_case(services, actor)
    type_and_journal(services, actor, session_of(services, actor, opened), address__city="חיפה")
    everything = list_cases(services, actor, ValuationQuery())
    assert (everything.total, len(everything.lines)) == (3, 3)
    assert everything.counts == {
        Status.DRAFT: 2, Status.IN_PROGRESS: 1, Status.READY: 0, Status.SIGNED: 0,
        Status.ARCHIVED: 0,
    }  # fmt: skip
    drafts = list_cases(services, actor, ValuationQuery(statuses=frozenset({Status.DRAFT})))
    assert (drafts.total, drafts.counts) == (2, everything.counts)
    nothing = list_cases(services, actor, ValuationQuery(words="no-such-word"))
    assert (nothing.total, set(nothing.counts.values())) == (0, {0})


def test_choices_when_read_name_people_cities_and_the_numbers_of_the_shelves(
    services: Services, actor: Actor
) -> None:
    for city in ("חיפה", "אשדוד", "חיפה", "עכו"):
        opened = create_case(services, actor)
        session = session_of(services, actor, opened)
        session.type("address.city", city)
        finish(services, actor, session, Step.INITIAL_DATA)
    throw_away(services, actor, opened.valuation.id)
    archive(services, actor, list_cases(services, actor, ValuationQuery("אשדוד")).lines[0].id)
    choices = list_choices(services, actor)
    assert choices.people == {actor.user_id: actor.name}
    assert choices.cities == ("אשדוד", "חיפה")
    assert choices.shelves == {Shelf.DESK: 2, Shelf.ARCHIVE: 1, Shelf.TRASH: 1}


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_words_when_few_cases_fit_count_the_same_as_when_all_are_counted(
    services: Services, actor: Actor, limit: int
) -> None:
    for _ in range(3):
        create_case(services, actor)
    one = list_cases(services, actor, ValuationQuery(words="2026-0002", limit=limit))
    assert (one.total, len(one.lines), one.counts[Status.DRAFT]) == (1, 1, 1)
    ready = frozenset({Status.READY})
    none = list_cases(services, actor, ValuationQuery("2026", ready, limit=limit))
    assert (none.total, none.lines, none.counts[Status.DRAFT]) == (0, (), 3)
    words = list_cases(services, actor, ValuationQuery("2026", limit=limit))
    assert (words.total, len(words.lines)) == (3, min(limit, 3))


def test_a_window_when_asked_alone_then_says_how_many_there_are_at_least_and_counts_follow(
    services: Services, actor: Actor
) -> None:
    for _ in range(3):
        create_case(services, actor)
    query = ValuationQuery(limit=2)
    window, whole = list_window(services, actor, query), list_cases(services, actor, query)
    assert (window.lines, window.total, window.is_counted) == (whole.lines, 2, False)
    counted = count_cases(services, actor, query)
    assert (counted.total, counted.counts) == (whole.total, whole.counts) == (3, whole.counts)
    rest = list_window(services, actor, ValuationQuery(limit=2, offset=2))
    assert (len(rest.lines), rest.total) == (1, 3)
    words = list_window(services, actor, ValuationQuery("2026-0002"))
    assert (words.total, words.is_counted) == (1, True)
    past = list_window(services, actor, ValuationQuery(offset=200))
    assert (past.lines, past.total, past.is_counted) == ((), 3, True)
