"""Comments: who may say, answer and settle them, and what is refused."""

import pytest

from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.review import LONGEST
from shamay_desktop.usecases.review.commenting import Pin, answer, comment, resolve
from shamay_desktop.usecases.review.looking import review_of
from tests.usecases.cases.test_shelving import _in_state as in_state
from tests.usecases.review.conftest import Bench


def test_a_comment_when_made_then_it_is_pinned_and_the_trail_names_it_without_its_words(
    bench: Bench,
) -> None:
    case = bench.sent()
    pin = Pin(block="words:address.city", page=2, words="חיפה")
    said = comment(bench.services, bench.reviewer, case, "  לבדוק  ", pin)
    (thread,) = review_of(bench.services, bench.appraiser, case).threads
    assert thread.comment == said
    assert (said.block, said.page, said.words, said.text) == (
        "words:address.city", 2, "חיפה", "לבדוק",
    )  # fmt: skip
    with bench.services.database.work(bench.owner) as work:
        line = work.trail.lines(case)[-1]
    assert (line.action, line.payload) == ("comment_added", {"comment": said.id})


def test_an_answer_to_an_answer_when_given_then_it_stands_under_the_same_comment(
    bench: Bench,
) -> None:
    case = bench.sent()
    said = comment(bench.services, bench.reviewer, case, "למה?", Pin(path="address.city"))
    first = answer(bench.services, bench.appraiser, said.id, "כי כך")
    bench.clock.passes(minutes=1)
    answer(bench.services, bench.reviewer, first.id, "תודה")
    (thread,) = review_of(bench.services, bench.appraiser, case).threads
    assert [each.text for each in thread.answers] == ["כי כך", "תודה"]


def test_a_comment_when_settled_and_opened_again_then_it_says_by_whom_and_the_trail_both(
    bench: Bench,
) -> None:
    case = bench.sent()
    said = comment(bench.services, bench.reviewer, case, "למה?")
    resolve(bench.services, bench.appraiser, said.id)
    seen = review_of(bench.services, bench.reviewer, case)
    assert seen.threads[0].comment.resolved_by == bench.appraiser.user_id
    assert seen.threads[0].comment.resolved_at == bench.clock.now()
    assert seen.open_comments == 0
    resolve(bench.services, bench.reviewer, said.id, resolved=False)
    assert review_of(bench.services, bench.reviewer, case).open_comments == 1
    assert bench.actions(case)[-2:] == ["comment_resolved", "comment_reopened"]


def test_a_comment_when_settled_twice_then_the_first_one_who_did_it_stays(bench: Bench) -> None:
    case = bench.sent()
    said = comment(bench.services, bench.reviewer, case, "למה?")
    resolve(bench.services, bench.appraiser, said.id)
    resolve(bench.services, bench.owner, said.id)
    (thread,) = review_of(bench.services, bench.reviewer, case).threads
    assert thread.comment.resolved_by == bench.appraiser.user_id
    assert bench.actions(case).count("comment_resolved") == 1


def test_a_comment_when_a_colleague_without_a_part_in_it_settles_it_then_is_refused(
    bench: Bench,
) -> None:
    case = bench.sent(by=bench.owner)
    said = comment(bench.services, bench.reviewer, case, "למה?")
    with pytest.raises(NotAllowed):
        resolve(bench.services, bench.appraiser, said.id)


def test_a_comment_when_a_client_would_make_it_then_is_refused(bench: Bench) -> None:
    case = bench.sent()
    with pytest.raises(NotAllowed):
        comment(bench.services, bench.viewer, case, "שלום")


@pytest.mark.parametrize(
    ("text", "pin", "code"),
    [
        (" \n", Pin(), "comment_empty"),
        ("א" * (LONGEST + 1), Pin(), "comment_too_long"),
        ("שלום", Pin(path="no.such"), "unknown_field"),
    ],
)
def test_a_comment_when_it_is_none_then_is_refused_by_name_and_nothing_is_written(
    bench: Bench, text: str, pin: Pin, code: str
) -> None:
    case = bench.sent()
    with pytest.raises(Refused) as refused:
        comment(bench.services, bench.reviewer, case, text, pin)
    assert refused.value.code == code
    assert review_of(bench.services, bench.reviewer, case).threads == ()


def test_an_answer_when_its_comment_is_unknown_then_is_refused(bench: Bench) -> None:
    for act in (lambda: answer(bench.services, bench.owner, "none", "x"),
                lambda: resolve(bench.services, bench.owner, "none")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "comment_unknown"


def test_a_signed_case_when_commented_on_then_is_refused(bench: Bench) -> None:
    case = in_state(bench.services, bench.appraiser, Status.SIGNED)
    with pytest.raises(Refused) as refused:
        comment(bench.services, bench.reviewer, case, "מאוחר")
    assert refused.value.code == "case_signed"
