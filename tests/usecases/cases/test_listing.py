"""The list of cases: its lines, how many fit, and how many there are in each state."""

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.records import Status, ValuationQuery
from shamay_desktop.usecases.cases.listing import list_cases
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.usecases.wizard_steps import session_of, type_and_journal


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
