"""The list of cases: a window of lines, their number, and what the list may be narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.records import Shelf, Status, ValuationLine, ValuationQuery
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class CaseList:
    """Lines of the asked window, the number of all that fit, and counts by status.

    `counts` are of the query's shelf, words and filter, whatever states are asked for.
    """

    lines: tuple[ValuationLine, ...]
    total: int
    counts: Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What stands beside the list: names of people by id, cities, and cases on each shelf."""

    people: Mapping[str, str]
    cities: tuple[str, ...]
    shelves: Mapping[Shelf, int]


def list_cases(services: Services, actor: Actor, query: ValuationQuery) -> CaseList:
    """The office's cases that fit the query, in its order. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        lines, counts = work.valuations.found(query)
    total = sum(counts[status] for status in query.statuses or Status)
    return CaseList(tuple(lines), total, counts)


def list_choices(services: Services, actor: Actor) -> ListChoices:
    """People and cities to narrow the list to, and the numbers of the shelves.

    Raises NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        people = {person.id: person.name for person in work.offices.people()}
        return ListChoices(people, tuple(work.valuations.cities()), work.valuations.shelves())
