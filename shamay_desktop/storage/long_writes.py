"""Writes of this program that take long: others wait for their end, however long that takes.

SQLite has one writer. Whoever waits for another program gives up after the busy timeout; an import
of this program is known to end, so a step that is saved meanwhile waits for it and does not fail.
"""

from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine


class LongWrites:
    """Counts those under way; used from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way = self._ended = 0

    def begin(self) -> None:
        """One begins, or waits for its turn."""
        with self._lock:
            self._under_way += 1

    def end(self) -> None:
        """One is over, however it ended."""
        with self._lock:
            self._under_way -= 1
            self._ended += 1

    def look(self) -> tuple[int, int]:
        """How many are under way and how many ended: whoever waited compares before and after."""
        with self._lock:
            return self._under_way, self._ended


_known: WeakKeyDictionary[Engine, LongWrites] = WeakKeyDictionary()
_making = Lock()


def long_writes(engine: Engine) -> LongWrites:
    """Those of an engine."""
    with _making:
        return _known.setdefault(engine, LongWrites())
