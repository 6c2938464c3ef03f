"""Comments and approvals of the office's cases."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping

from shamay_desktop.domain.review import Approval, Comment
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import approvals, review_comments

_PLAIN = (
    "id", "valuation_id", "text", "author_id", "at", "block", "path", "page", "words",
    "answer_to_id", "resolved_by", "resolved_at",
)  # fmt: skip
_APPROVED = ("id", "valuation_id", "content_sha256", "approved_by", "at", "voided_at")


class SqlReviews:
    """The port `Reviews`."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def add(self, comment: Comment) -> None:
        """Insert a comment or an answer."""
        self._rows.insert(review_comments, {name: getattr(comment, name) for name in _PLAIN})

    def get(self, comment_id: str) -> Comment | None:
        """One comment, None when there is none."""
        own = self._rows.select(review_comments).where(review_comments.c.id == comment_id)
        found = self._rows.read(own)
        return _comment_of(found[0]) if found else None

    def of(self, valuation_id: str) -> Sequence[Comment]:
        """The comments of a case with their answers, the oldest first."""
        column = review_comments.c
        own = self._rows.select(review_comments).where(column.valuation_id == valuation_id)
        return [_comment_of(row) for row in self._rows.read(own.order_by(column.at, column.id))]

    def resolve(self, comment_id: str, by: str | None, at: datetime | None) -> bool:
        """Mark it resolved or open again, unless it is so already."""
        self._rows.hold(review_comments, comment_id)
        standing = self.get(comment_id)
        if standing is None or (standing.resolved_at is None) == (at is None):
            return False
        given = {"resolved_by": by, "resolved_at": at}
        return self._rows.update(review_comments, comment_id, given)

    def add_approval(self, approval: Approval) -> None:
        """Insert an approval."""
        self._rows.insert(approvals, {name: getattr(approval, name) for name in _APPROVED})

    def void(self, valuation_id: str, at: datetime) -> int:
        """Void what stands; returns how many did."""
        standing = [one for one in self.approvals(valuation_id) if one.voided_at is None]
        for approval in standing:
            self._rows.update(approvals, approval.id, {"voided_at": at})
        return len(standing)

    def approvals(self, valuation_id: str) -> Sequence[Approval]:
        """All approvals of a case, the oldest first."""
        column = approvals.c
        own = self._rows.select(approvals).where(column.valuation_id == valuation_id)
        return [_approval_of(row) for row in self._rows.read(own.order_by(column.at, column.id))]

    def standing(self, valuation_id: str) -> Approval | None:
        """The last one that is not void."""
        valid = [one for one in self.approvals(valuation_id) if one.voided_at is None]
        return valid[-1] if valid else None


def _comment_of(row: RowMapping) -> Comment:
    return Comment(**{name: row[name] for name in _PLAIN})


def _approval_of(row: RowMapping) -> Approval:
    return Approval(**{name: row[name] for name in _APPROVED})
