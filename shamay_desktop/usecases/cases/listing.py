"""The list of cases: a window of lines, their number, and how many there are in each state."""

from collections.abc import Mapping
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.records import Status, ValuationLine, ValuationQuery
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class CaseList:
    """Lines of the asked window, the number of all that fit, and counts by status."""

    lines: tuple[ValuationLine, ...]
    total: int
    counts: Mapping[Status, int]


def list_cases(services: Services, actor: Actor, query: ValuationQuery) -> CaseList:
    """The office's cases that fit the query, latest first."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        lines = tuple(work.valuations.lines(query))
        counts = work.valuations.counts(query)
    total = sum(counts[status] for status in query.statuses or Status)
    return CaseList(lines, total, counts)
