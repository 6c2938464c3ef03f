"""The reviewer's queue: what was sent and waits, the one that waits longest first."""

from dataclasses import dataclass
from datetime import datetime

from shamay_desktop.domain.access import Actor, Permission, may, require
from shamay_desktop.domain.records import SortKey, Status, ValuationLine, ValuationQuery
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits: since when, open comments, and whether an approval stands."""

    line: ValuationLine
    since: datetime
    open_comments: int
    approved: bool


def review_queue(services: Services, actor: Actor) -> tuple[Waiting, ...]:
    """READY cases of the desk that the actor may review, oldest first.

    Raises NotAllowed (who reviews nothing has no queue), WorldFailed.
    """
    require(actor, Permission.REVIEW)
    with services.database.work(actor) as work:
        lines = [
            line for line in _ready(work)
            if may(actor, Permission.REVIEW, owner_id=line.created_by_id)
        ]  # fmt: skip
        waiting = [_waiting(work, line) for line in lines]
    return tuple(sorted(waiting, key=lambda each: (each.since, each.line.id)))


def _ready(work: UnitOfWork) -> list[ValuationLine]:
    lines: list[ValuationLine] = []
    while True:
        query = ValuationQuery(
            statuses=frozenset({Status.READY}), limit=_AT_ONCE, offset=len(lines),
            sort=SortKey.UPDATED, descending=False,
        )  # fmt: skip
        found = work.valuations.lines(query)
        lines += found
        if len(found) < _AT_ONCE:
            return lines


def _waiting(work: UnitOfWork, line: ValuationLine) -> Waiting:
    sent = [each.at for each in work.trail.lines(line.id) if each.action == "sent_to_review"]
    comments = work.reviews.of(line.id)
    return Waiting(
        line,
        sent[-1] if sent else line.updated_at,
        sum(said.is_open for said in comments),
        work.reviews.standing(line.id) is not None,
    )
