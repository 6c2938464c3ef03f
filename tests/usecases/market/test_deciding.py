"""Deciding: what was accepted and rejected for a case, why, and that it can be shown for good."""

from dataclasses import replace

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.domain.market.rows import Verdict
from shamay_desktop.domain.records import Valuation
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.market.deciding import decide, decided_of, decisions_of
from shamay_desktop.usecases.market.searching import runs_of, search
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests import market_rows

ROW = market_rows.full_row("row-a", "s1")


@pytest.fixture
def case(services: Services, actor: Actor) -> Valuation:
    """A new case, beside a market of two rows."""
    with services.database.work(actor) as work:
        work.market.add_source(market_rows.source("s1", actor.user_id))
        work.market.add_rows([ROW, replace(ROW, id="row-b", number=8)])
        work.commit()
    return create_case(services, actor).valuation


def test_a_row_when_decided_of_keeps_verdict_rating_and_reason(
    services: Services, actor: Actor, case: Valuation
) -> None:
    run = search(services, actor, MarketQuery(), valuation_id=case.id).run
    assert run is not None
    told = decide(
        services, actor, case.id, "row-a", Verdict.ACCEPTED,
        rating=4, note=" חזית שונה ", run_id=run.id,
    )  # fmt: skip
    assert told == Changes(case.id, market=True)
    decide(services, actor, case.id, "row-b", Verdict.REJECTED, reason="עסקה בין קרובים")
    first, second = decisions_of(services, actor, case.id)
    assert (first.verdict, first.rating, first.note) == (Verdict.ACCEPTED, 4, "חזית שונה")
    assert (first.case_row, first.run_id, first.decided_by) == ("row-a", run.id, actor.user_id)
    assert (second.verdict, second.reason, second.case_row) == (
        Verdict.REJECTED, "עסקה בין קרובים", None,
    )  # fmt: skip
    with services.database.work(actor) as work:
        actions = [line.action for line in work.trail.lines(case.id)]
    assert actions[-2:] == ["comparable_accepted", "comparable_rejected"]


def test_a_row_when_decided_of_again_has_the_last_decision_alone(
    services: Services, actor: Actor, case: Valuation
) -> None:
    decide(services, actor, case.id, "row-a", Verdict.ACCEPTED, rating=5)
    decide(services, actor, case.id, "row-a", Verdict.REJECTED, reason="חלק בלבד")
    (only,) = decisions_of(services, actor, case.id)
    assert (only.verdict, only.rating, only.case_row) == (Verdict.REJECTED, None, None)


def test_a_decision_when_the_import_is_undone_still_shows_the_row(
    services: Services, actor: Actor, case: Valuation
) -> None:
    decide(services, actor, case.id, "row-a", Verdict.REJECTED, reason="מחיר חריג")
    assert decided_of(services, actor, case.id)[0].stands
    with services.database.work(actor) as work:
        work.market.remove_rows("s1")
        work.commit()
    (kept,) = decided_of(services, actor, case.id)
    assert kept.row == ROW
    assert not kept.stands
    assert kept.decision.reason == "מחיר חריג"


@pytest.mark.parametrize(
    ("row", "facts", "code"),
    [
        ("row-a", {"verdict": Verdict.REJECTED}, "decision_reason_missing"),
        ("row-a", {"verdict": Verdict.REJECTED, "reason": "  "}, "decision_reason_missing"),
        ("row-a", {"rating": 0}, "decision_rating_wrong"),
        ("row-a", {"rating": 6}, "decision_rating_wrong"),
        ("row-a", {"note": "א" * 2001}, "decision_too_long"),
        ("none", {}, "comparable_unknown"),
    ],
)
def test_a_decision_when_it_cannot_stand_is_refused_by_name(
    services: Services, actor: Actor, case: Valuation, row: str, facts: dict[str, object], code: str
) -> None:
    given = {"verdict": Verdict.ACCEPTED, **facts}
    with pytest.raises(Refused, match=code):
        decide(services, actor, case.id, row, **given)  # type: ignore[arg-type]
    assert decisions_of(services, actor, case.id) == ()


def test_another_appraiser_when_deciding_in_a_case_that_is_not_theirs_is_not_allowed(
    services: Services, actor: Actor, case: Valuation
) -> None:
    partner = replace(actor, user_id="other", role=Role.APPRAISER)
    with pytest.raises(NotAllowed):
        decide(services, partner, case.id, "row-a", Verdict.ACCEPTED)


def test_a_case_when_deleted_for_good_takes_its_searches_and_decisions_along(
    services: Services, actor: Actor, case: Valuation
) -> None:
    run = search(services, actor, MarketQuery(), valuation_id=case.id).run
    assert run is not None
    decide(services, actor, case.id, "row-a", Verdict.ACCEPTED, run_id=run.id)
    with services.database.work(actor) as work:
        given = market_rows.source("s2", actor.user_id, valuation_id=case.id)
        work.market.add_source(given)
        work.market.add_rows([replace(ROW, id="row-c", source_id="s2")])
        work.valuations.throw_away(case.id)
        work.valuations.remove_for_good(case.id)
        work.commit()
    with services.database.work(actor) as work:
        assert work.market.runs(case.id) == []
        assert work.market.decisions(case.id) == []
        # What the case gave to the office's evidence stays.
        assert work.market.source("s2") == replace(given, valuation_id=None)
        assert work.market.row("row-c") is not None
    with pytest.raises(Refused, match="case_unknown"):
        runs_of(services, actor, case.id)
    assert list(services.database.check()) == []
