"""What is being written over a page."""

from dataclasses import dataclass

from shamay_desktop.domain.report_content import Block
from shamay_desktop.domain.report_edits.walking import Target

NEW = "new:"


@dataclass(frozen=True, slots=True)
class Writing:
    """What is being written: other words of a block, an own text, or a new one at a place.

    `resumed` is the name of a draft whose own place is gone.
    """

    key: str
    block: Block | None = None
    row: str = ""
    target: Target | None = None
    field: str = ""
    resumed: str = ""

    @property
    def draft(self) -> str:
        """Under which name its draft is kept."""
        own = self.key if self.target is None else f"{NEW}{self.target.after}"
        return self.resumed or own
