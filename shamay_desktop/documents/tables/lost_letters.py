"""Whether the Hebrew of a table was destroyed into "?" by whatever saved it last.

A program that writes letters into an encoding that lacks them puts a question mark for each. What
the words were cannot be known from the marks, and nothing here tries to.
"""

import re
from collections.abc import Iterable, Sequence

from shamay_desktop.documents.tables.cells import Sent, text_of

_DESTROYED = re.compile(
    r"\?{2,}|\ufffd|[\"'״׳(]\?|\?[\"'״׳)]|^\s*\?\s*-?[\d,.]+\s*$|^[\d,.]+\s*\?\s*$"
)
_HEBREW = b"\xd7"
"""With which each Hebrew letter begins in UTF-8, and next to nothing else that stands in tables."""

_MARKS = (b"?", "\ufffd".encode())
_ENOUGH = 3


class LostLetters:
    """Looks at the rows of a table as they pass by."""

    def __init__(self) -> None:
        self._whole_rows = self._destroyed = 0

    def look_at_line(self, cells: Iterable[Sent], line: bytes) -> None:
        """Count what a row says; `line` is the same as it is written, quicker to look through."""
        if any(mark in line for mark in _MARKS):
            self._destroyed += sum(
                1 for cell in cells if isinstance(cell, str) and _DESTROYED.search(cell)
            )
        if _HEBREW in line:
            self._whole_rows += 1

    def look(self, cells: Sequence[Sent]) -> None:
        """The same of a row that is not written."""
        self.look_at_line(cells, "\n".join(map(text_of, cells)).encode("utf-8", "replace"))

    @property
    def found(self) -> bool:
        """Whether a few cells are destroyed, and these are not a few among many rows of Hebrew."""
        return self._destroyed >= _ENOUGH and self._destroyed * 4 > self._whole_rows
