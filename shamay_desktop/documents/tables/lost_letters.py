"""Whether the Hebrew of a table was destroyed into "?" by whatever saved it last.

A program that writes letters into an encoding that lacks them puts a question mark for each. What
the words were cannot be known from the marks, and nothing here tries to.
"""

import re
from collections.abc import Iterable

from shamay_desktop.documents.tables.cells import Sent

_ALPHABET = re.compile(r"[\u05d0-\u05ea]")
_DESTROYED = re.compile(
    r"\?{2,}|\ufffd|[\"'״׳(]\?|\?[\"'״׳)]|^\s*\?\s*-?[\d,.]+\s*$|^[\d,.]+\s*\?\s*$"
)
_ENOUGH = 3


class LostLetters:
    """Looks at the cells of a table as they pass by."""

    def __init__(self) -> None:
        self._whole = self._destroyed = 0

    def look(self, cells: Iterable[Sent]) -> None:
        """Count what a row says."""
        for cell in cells:
            if not isinstance(cell, str):
                continue
            if "?" in cell or "\ufffd" in cell:
                self._destroyed += 1 if _DESTROYED.search(cell) else 0
            elif not cell.isascii() and _ALPHABET.search(cell):
                self._whole += 1

    @property
    def found(self) -> bool:
        """Whether at least a few cells are destroyed and they are not a few among many."""
        return self._destroyed >= _ENOUGH and self._destroyed * 20 > self._whole
