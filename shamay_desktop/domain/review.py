"""The review of a report: comments pinned to what they mean, approvals, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

LONGEST = 4000
"""Characters of a comment, an answer or the reasons of a return."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said of a report.

    It is pinned to a block (`block`, a key of `report_edits.keys`, on `page` from 1) or to a
    field (`path`), or to nothing: then it is about the whole. `words` are those that it was about
    when it was said, for the block may say something else by now. An answer has the comment's id
    as `answer_to_id` and is pinned to nothing. `author_id` and `resolved_by` are user ids.
    """

    id: str
    valuation_id: str
    author_id: str
    at: datetime
    text: str
    block: str | None = None
    path: str | None = None
    page: int | None = None
    words: str = ""
    answer_to_id: str | None = None
    resolved_by: str | None = None
    resolved_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for being resolved; an answer never does."""
        return self.answer_to_id is None and self.resolved_at is None


@dataclass(frozen=True, slots=True)
class Approval:
    """Who found a case right, as it stood: `content_sha256` is the hash of its values.

    `voided_at` is when an edit took it back, None while it stands.
    """

    id: str
    valuation_id: str
    content_sha256: str
    approved_by: str
    at: datetime
    voided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and its answers, oldest first."""

    comment: Comment
    answers: tuple[Comment, ...] = ()


def threads(comments: Iterable[Comment]) -> tuple[Thread, ...]:
    """Comments with their answers: open ones first, each half oldest first.

    An answer whose comment is not among them stands as a comment of its own, so that no word of
    anybody is lost.
    """
    told = sorted(comments, key=lambda comment: (comment.at, comment.id))
    heads = {comment.id for comment in told if comment.answer_to_id is None}
    answers: dict[str, list[Comment]] = {}
    first: list[Comment] = []
    for comment in told:
        if comment.answer_to_id in heads:
            answers.setdefault(comment.answer_to_id or "", []).append(comment)
        else:
            first.append(comment)
    found = [Thread(comment, tuple(answers.get(comment.id, ()))) for comment in first]
    return tuple(sorted(found, key=lambda thread: thread.comment.resolved_at is not None))


def of_block(told: Sequence[Thread], key: str) -> tuple[Thread, ...]:
    """The threads that are pinned to a block."""
    return tuple(thread for thread in told if thread.comment.block == key)
