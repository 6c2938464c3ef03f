"""What was found of frozen things, kept for the very same ones: an edit leaves nearly all of them.

Comparing or hashing hundreds of outlines by value at each edit takes as long as measuring them.
"""

from threading import Lock
from typing import Generic, TypeVar

Found = TypeVar("Found")

MOST = 8192


class Kept(Generic[Found]):
    """Answers by identity. The things are held, so that none takes another one's place; whoever
    asks from several threads may at worst find something anew."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._known: dict[int, tuple[tuple[object, ...], Found]] = {}

    def of(self, *things: object) -> Found | None:
        """What was found of these very things, None where it is not known."""
        known = self._known.get(id(things[0]))
        if known is None or len(known[0]) != len(things):
            return None
        for one, other in zip(known[0], things, strict=True):
            if one is not other:
                return None
        return known[1]

    def keep(self, found: Found, *things: object) -> Found:
        """Note what was found of them; of each first thing the last answer is known, and the
        oldest one goes when there are too many."""
        with self._lock:
            if len(self._known) >= self._most:
                del self._known[next(iter(self._known))]
            self._known[id(things[0])] = things, found
        return found
