"""Comments and their answers as threads."""

from datetime import UTC, datetime

from shamay_desktop.domain.review import Comment, of_block, threads


def _said(key: str, minute: int, **facts: object) -> Comment:
    at = datetime(2026, 11, 2, 8, minute, tzinfo=UTC)
    return Comment(key, "case", "dana", at, f"text {key}", **facts)  # type: ignore[arg-type]


def test_answers_when_told_then_they_stand_under_their_comment_in_time() -> None:
    told = threads(
        [_said("c", 5, answer_to_id="a"), _said("b", 3, answer_to_id="a"), _said("a", 1)]
    )
    assert [(each.comment.id, [one.id for one in each.answers]) for each in told] == [
        ("a", ["b", "c"])
    ]


def test_comments_when_some_are_settled_then_open_ones_come_first() -> None:
    settled = datetime(2026, 11, 3, tzinfo=UTC)
    told = threads([_said("a", 1, resolved_at=settled, resolved_by="x"), _said("b", 2)])
    assert [each.comment.id for each in told] == ["b", "a"]
    assert [each.comment.is_open for each in told] == [True, False]


def test_an_answer_when_its_comment_is_gone_then_it_is_still_read() -> None:
    assert [each.comment.id for each in threads([_said("b", 1, answer_to_id="gone")])] == ["b"]


def test_comments_when_asked_by_block_then_only_its_own_are_found() -> None:
    told = threads([_said("a", 1, block="words:x"), _said("b", 2, path="address.city")])
    assert [each.comment.id for each in of_block(told, "words:x")] == ["a"]
