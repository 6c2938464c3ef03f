"""Returning and approving: by whom, of what, and what an edit or another reviewer does to it."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Conflict, NotAllowed, Refused, ShamayError
from shamay_desktop.domain.records import Status
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.evidence.adding import add_files
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.review.commenting import comment
from shamay_desktop.usecases.review.deciding import approve, return_case
from shamay_desktop.usecases.review.looking import review_of
from shamay_desktop.usecases.review.waiting import review_queue
from shamay_desktop.usecases.wizard.opening import open_case
from tests.usecases.review.conftest import Bench, photo


def status(bench: Bench, case: str) -> Status | None:
    """The stored state."""
    with bench.services.database.work(bench.owner) as work:
        return work.valuations.status_of(case)


def seen(bench: Bench, case: str, by: Actor | None = None) -> str:
    """The hash of what a reviewer looks at."""
    return review_of(bench.services, by or bench.reviewer, case).content_sha256


def decide(bench: Bench, actor: Actor, act: str, case: str) -> None:
    """Return a case or approve what it is now."""
    if act == "return":
        return_case(bench.services, actor, case, "סיבה")
    else:
        approve(bench.services, actor, case, seen(bench, case))


def test_a_case_when_returned_then_it_is_in_work_with_the_reasons_as_a_comment(
    bench: Bench,
) -> None:
    case = bench.sent()
    return_case(bench.services, bench.reviewer, case, "חסר מקור לשטח")
    assert status(bench, case) is Status.IN_PROGRESS
    (thread,) = review_of(bench.services, bench.appraiser, case).threads
    assert thread.comment.text == "חסר מקור לשטח"
    assert (thread.comment.block, thread.comment.path) == (None, None)
    assert bench.actions(case)[-1] == "case_returned"


def test_a_return_when_it_has_no_reasons_then_is_refused_and_the_case_still_waits(
    bench: Bench,
) -> None:
    case = bench.sent()
    with pytest.raises(Refused) as refused:
        return_case(bench.services, bench.reviewer, case, " ")
    assert refused.value.code == "return_reason_missing"
    assert status(bench, case) is Status.READY


@pytest.mark.parametrize("act", ["return", "approve"])
def test_a_case_when_it_does_not_wait_then_it_is_neither_returned_nor_approved(
    bench: Bench, act: str
) -> None:
    case = bench.begun().valuation.id
    with pytest.raises(Refused) as refused:
        decide(bench, bench.reviewer, act, case)
    assert refused.value.code == "review_not_waiting"


@pytest.mark.parametrize("act", ["return", "approve"])
def test_ones_own_work_when_a_reviewer_would_decide_of_it_then_is_refused(
    bench: Bench, act: str
) -> None:
    case = bench.sent(by=bench.reviewer)
    for actor in (bench.reviewer, bench.appraiser, bench.viewer):
        with pytest.raises(NotAllowed):
            decide(bench, actor, act, case)
    assert status(bench, case) is Status.READY


def test_a_single_owner_when_nobody_else_is_there_then_approves_their_own(bench: Bench) -> None:
    case = bench.sent(by=bench.owner)
    approve(bench.services, bench.owner, case, seen(bench, case))
    assert review_of(bench.services, bench.owner, case).approval is not None


def test_an_approval_when_given_then_it_stands_for_this_content_and_the_trail_says_so(
    bench: Bench,
) -> None:
    case = bench.sent()
    approved = approve(bench.services, bench.reviewer, case, seen(bench, case))
    found = review_of(bench.services, bench.appraiser, case)
    assert found.approval == approved
    assert (approved.approved_by, approved.content_sha256) == (
        bench.reviewer.user_id, found.content_sha256,
    )  # fmt: skip
    with bench.services.database.work(bench.owner) as work:
        line = work.trail.lines(case)[-1]
    assert line.action == "case_approved"
    assert line.payload["content_sha256"] == approved.content_sha256
    assert status(bench, case) is Status.READY


def test_an_approval_when_the_case_is_edited_then_it_is_void(bench: Bench) -> None:
    session = bench.begun()
    case = bench.send(session)
    session.valuation = open_case(bench.services, bench.appraiser, case).valuation
    approve(bench.services, bench.reviewer, case, seen(bench, case))
    bench.edit(session, "עכו")
    assert review_of(bench.services, bench.reviewer, case).approval is None
    with bench.services.database.work(bench.owner) as work:
        assert work.reviews.standing(case) is None
        (kept,) = work.reviews.approvals(case)
    assert kept.voided_at is not None
    assert bench.actions(case)[-1] == "approval_voided"
    # Typing the old word again does not bring it back.
    bench.edit(session, "חיפה")
    bench.send(session)
    assert review_of(bench.services, bench.reviewer, case).approval is None


def test_an_approval_when_a_photo_comes_then_it_is_void(bench: Bench, tmp_path: Path) -> None:
    case = bench.sent()
    approve(bench.services, bench.reviewer, case, seen(bench, case))
    add_files(bench.services, bench.appraiser, case, [photo(tmp_path / "a.jpg")])
    assert review_of(bench.services, bench.reviewer, case).approval is None
    assert status(bench, case) is Status.IN_PROGRESS


def test_an_approval_when_the_case_was_edited_since_it_was_looked_at_then_is_refused(
    bench: Bench,
) -> None:
    session = bench.begun()
    case = bench.send(session)
    looked = seen(bench, case)
    bench.edit(session, "עכו")
    bench.send(session)
    with pytest.raises(Refused) as refused:
        approve(bench.services, bench.reviewer, case, looked)
    assert refused.value.code == "review_changed"


def test_an_approval_when_a_finding_blocks_by_now_then_is_refused(bench: Bench) -> None:
    case = bench.sent()
    shipped = build_services(Place(Home(bench.services.home)))
    strict = replace(bench.services, rules=shipped.rules, known_rules=KnownRules())
    with pytest.raises(Refused) as refused:
        approve(strict, bench.reviewer, case, seen(bench, case))
    assert refused.value.code == "approval_blocked"
    shipped.close()


def test_a_second_reviewer_when_it_is_approved_already_then_is_told_by_whom(bench: Bench) -> None:
    case = bench.sent()
    approve(bench.services, bench.reviewer, case, seen(bench, case))
    with pytest.raises(Refused) as refused:
        approve(bench.services, bench.other_reviewer, case, seen(bench, case))
    assert (refused.value.code, refused.value.facts["person"]) == (
        "approved_already", bench.reviewer.name,
    )  # fmt: skip


def test_an_approved_case_when_another_reviewer_returns_it_then_the_approval_is_void(
    bench: Bench,
) -> None:
    case = bench.sent()
    approve(bench.services, bench.reviewer, case, seen(bench, case))
    return_case(bench.services, bench.other_reviewer, case, "סיבה")
    with bench.services.database.work(bench.owner) as work:
        assert work.reviews.standing(case) is None
    with pytest.raises(Refused):
        approve(bench.services, bench.reviewer, case, seen(bench, case))


@pytest.mark.parametrize("turn", range(6))
def test_two_reviewers_when_they_decide_in_the_same_instant_then_no_returned_case_is_approved(
    bench: Bench, turn: int
) -> None:
    case = bench.sent()
    looked = seen(bench, case)
    gate, troubles = threading.Barrier(2), list[ShamayError]()

    def decides(act: object) -> None:
        gate.wait()
        try:
            act()  # type: ignore[operator]
        except ShamayError as trouble:
            troubles.append(trouble)

    acts = [
        lambda: approve(bench.services, bench.reviewer, case, looked),
        lambda: return_case(bench.services, bench.other_reviewer, case, "סיבה"),
    ]
    threads = [threading.Thread(target=decides, args=(act,)) for act in acts[:: 1 - 2 * (turn % 2)]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with bench.services.database.work(bench.owner) as work:
        approval, stored = work.reviews.standing(case), work.valuations.status_of(case)
    assert (stored is Status.READY) is (approval is not None)
    assert all(isinstance(each, Refused | Conflict) for each in troubles)


def test_the_queue_when_asked_then_the_longest_waiting_is_first_and_ones_own_is_not_there(
    bench: Bench,
) -> None:
    later = bench.begun(city="חיפה")
    first = bench.sent(city="עכו")
    own = bench.sent(by=bench.reviewer, city="לוד")
    last = bench.send(later)
    bench.begun(city="יפו")
    queue = review_queue(bench.services, bench.reviewer)
    assert [each.line.id for each in queue] == [first, last]
    assert queue[0].since < queue[1].since
    assert [each.line.id for each in review_queue(bench.services, bench.owner)] == [
        first, own, last,
    ]  # fmt: skip
    for nobody in (bench.appraiser, bench.viewer):
        with pytest.raises(NotAllowed):
            review_queue(bench.services, nobody)


def test_the_queue_when_something_was_said_or_approved_then_it_tells(bench: Bench) -> None:
    case = bench.sent()
    comment(bench.services, bench.reviewer, case, "למה?")
    approve(bench.services, bench.reviewer, case, seen(bench, case))
    (waiting,) = review_queue(bench.services, bench.reviewer)
    assert (waiting.open_comments, waiting.approved) == (1, True)
