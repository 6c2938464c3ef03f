"""What the use cases need for keeping versions of reports, comments of a review, approvals."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.review import Approval, Comment
from shamay_desktop.domain.sealing import ReportVersion
from shamay_desktop.i18n.language import Language


class Versions(Protocol):
    """Versions of the office's reports; a valuation has one at most."""

    def add(self, version: ReportVersion) -> None:
        """Raises Conflict(`row_exists`) when the valuation has one already."""
        ...

    def seal(self, version: ReportVersion) -> None:
        """A draft is issued or signed. Raises Conflict(`version_changed`) when it was already."""
        ...

    def extend(self, before: ReportVersion, after: ReportVersion) -> None:
        """Put a longer file and its signers in the place of those before.

        Raises Conflict(`version_changed`) when `before` is not what stands there.
        """
        ...

    def supersede(self, version_id: str, by: str) -> None:
        """Mark what took a version's place. Raises Conflict(`version_changed`) when another did."""
        ...

    def get(self, version_id: str) -> ReportVersion | None: ...

    def of(self, valuation_id: str) -> ReportVersion | None:
        """The version that a valuation is, None where it never was sealed nor replaces one."""
        ...

    def drafts_for(self, version_id: str) -> Sequence[ReportVersion]:
        """What was begun to replace a version and is at work still: no case of the trash."""
        ...

    def line_of(self, version: ReportVersion) -> Sequence[ReportVersion]:
        """A version with all that it replaces, the first one first."""
        ...

    def after(self, version_id: str) -> Sequence[ReportVersion]:
        """What was begun or sealed to replace a version, drafts of the trash too."""
        ...

    def issued_as(self, sha256: str) -> ReportVersion | None:
        """The version whose file was ever of this SHA-256, None when no file of the office was."""
        ...

    def sealed_references(self, reference: str) -> Sequence[str]:
        """Ids of valuations that are sealed and bear a reference."""
        ...


class Reviews(Protocol):
    """Comments and approvals of the office's cases."""

    def add(self, comment: Comment) -> None:
        """Add a comment or an answer."""
        ...

    def get(self, comment_id: str) -> Comment | None: ...

    def of(self, valuation_id: str) -> Sequence[Comment]:
        """The comments of a case with their answers, the oldest first."""
        ...

    def resolve(self, comment_id: str, by: str | None, at: datetime | None) -> bool:
        """Mark one resolved, or (None, None) open again; False when nothing was to be changed:
        there is none, or another person was faster."""
        ...

    def add_approval(self, approval: Approval) -> None:
        """Note an approval."""
        ...

    def void(self, valuation_id: str, at: datetime) -> int:
        """Void what stands of a case's approvals; returns how many did."""
        ...

    def approvals(self, valuation_id: str) -> Sequence[Approval]:
        """All approvals of a case, void ones too, the oldest first."""
        ...

    def standing(self, valuation_id: str) -> Approval | None:
        """The last approval of a case that is not void. That it speaks of what the case says now
        is for the asker to compare (`content_sha256`)."""
        ...


class StampWriter(Protocol):
    """Sets the visible stamp of a signature as a PDF of one page, without anything around it."""

    def __call__(
        self,
        lines: Sequence[str],
        target: Path,
        *,
        width: float,
        height: float,
        language: Language,
    ) -> None:
        """The first line is the title. Width and height are points. Raises WorldFailed."""
        ...
