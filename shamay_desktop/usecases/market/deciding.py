"""Accept or reject a row of the market database for a case, with rating, reason and note."""

from collections.abc import Sequence
from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.market.row_json import row_from_json, row_json
from shamay_desktop.domain.market.rows import ComparableDecision, MarketRow, Verdict
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import editable, existing

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the row as it stood when it was decided; `stands`: it is there still."""

    decision: ComparableDecision
    row: MarketRow
    stands: bool


def decide(
    services: Services,
    actor: Actor,
    valuation_id: str,
    comparable_id: str,
    verdict: Verdict,
    *,
    reason: str = "",
    rating: int | None = None,
    note: str = "",
    run_id: str | None = None,
) -> Changes:
    """Write what the appraiser decided of a row for a case; it replaces the last decision.

    An accepted row is put into the case by `taking` (its row has the same id). A rejected one
    needs its reason, so that it can be shown years later. Raises Refused(`comparable_unknown`,
    `decision_reason_missing`, `decision_too_long`, `decision_rating_wrong`, `case_unknown`,
    `case_signed`), NotAllowed, WorldFailed.
    """
    accepted = verdict is Verdict.ACCEPTED
    decision = ComparableDecision(
        id=new_id(),
        valuation_id=valuation_id,
        comparable_id=comparable_id,
        verdict=verdict,
        decided_by=actor.user_id,
        decided_at=services.clock.now(),
        reason=reason.strip(),
        rating=rating,
        note=note.strip(),
        case_row=comparable_id if accepted else None,
        run_id=run_id,
    )
    _check(decision)
    _write(services, actor, decision)
    return Changes(valuation_id, market=True)


def _write(services: Services, actor: Actor, decision: ComparableDecision) -> None:
    with services.database.work(actor) as work:
        editable(work, actor, decision.valuation_id)
        row = work.market.row(decision.comparable_id)
        if row is None:
            raise Refused("comparable_unknown", row=decision.comparable_id)
        work.market.save_decision(decision, row_json(row))
        work.trail.write(_happened(decision))
        work.commit()


def decisions_of(
    services: Services, actor: Actor, valuation_id: str
) -> tuple[ComparableDecision, ...]:
    """What stands decided for a case. Raises Refused(`case_unknown`), NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        existing(work, valuation_id)
        return tuple(work.market.decisions(valuation_id))


def decided_of(services: Services, actor: Actor, valuation_id: str) -> tuple[Decided, ...]:
    """The same with the rows as they stood when they were decided of. Raises as `decisions_of`."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        existing(work, valuation_id)
        return tuple(_with_rows(work, valuation_id, work.market.decisions(valuation_id)))


def _with_rows(
    work: UnitOfWork, valuation_id: str, decisions: Sequence[ComparableDecision]
) -> Sequence[Decided]:
    seen = work.market.seen(valuation_id)
    standing = {
        row.id for row in work.market.rows_by_id([each.comparable_id for each in decisions])
    }
    return [
        Decided(each, row_from_json(seen[each.comparable_id]), each.comparable_id in standing)
        for each in decisions
        if seen.get(each.comparable_id)
    ]


def _check(decision: ComparableDecision) -> None:
    if decision.verdict is Verdict.REJECTED and not decision.reason:
        raise Refused("decision_reason_missing")
    if max(len(decision.reason), len(decision.note)) > LONGEST_REASON:
        raise Refused("decision_too_long", limit=LONGEST_REASON)
    if decision.rating is not None and not 1 <= decision.rating <= 5:
        raise Refused("decision_rating_wrong", given=decision.rating)


def _happened(decision: ComparableDecision) -> Happened:
    payload: dict[str, Json] = {"comparable": decision.comparable_id}
    if decision.rating is not None:
        payload["rating"] = str(decision.rating)
    action = f"comparable_{decision.verdict.value}"
    return Happened(action, "valuation", decision.valuation_id, payload)
