"""The list of cases: a window of lines, their number, and what the list may be narrowed to."""

from collections.abc import Mapping
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.records import Shelf, Status, ValuationLine, ValuationQuery
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class CaseList:
    """Lines of the asked window, the number of all that fit, and counts by status.

    `counts` are of the query's shelf, words and filter, whatever states are asked for. Where it
    is not counted yet they are empty, and `total` says how many there are at least: up to the
    window's last line.
    """

    lines: tuple[ValuationLine, ...]
    total: int
    counts: Mapping[Status, int]
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """How many fit, and how many of them are in each state; as in CaseList."""

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
        lines, counts = work.valuations.window(query)
        counts = work.valuations.counts(query) if counts is None else counts
    return CaseList(tuple(lines), _total(query, counts), counts)


def list_window(services: Services, actor: Actor, query: ValuationQuery) -> CaseList:
    """As `list_cases`, but counted only where that costs nothing more: `count_cases` does it.

    A window that is past the end is counted: who asks for it took the list to be longer.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        lines, counts = work.valuations.window(query)
        if counts is None and query.offset and not lines:
            counts = work.valuations.counts(query)
    if counts is None:
        return CaseList(tuple(lines), query.offset + len(lines), {}, is_counted=False)
    return CaseList(tuple(lines), _total(query, counts), counts)


def count_cases(services: Services, actor: Actor, query: ValuationQuery) -> CaseCounts:
    """How many cases fit the query, whatever its window. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        counts = work.valuations.counts(query)
    return CaseCounts(_total(query, counts), counts)


def _total(query: ValuationQuery, counts: Mapping[Status, int]) -> int:
    return sum(counts[status] for status in query.statuses or Status)


def list_choices(services: Services, actor: Actor) -> ListChoices:
    """People and cities to narrow the list to, and the numbers of the shelves.

    Raises NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        people = {person.id: person.name for person in work.offices.people()}
        return ListChoices(people, tuple(work.valuations.cities()), work.valuations.shelves())
