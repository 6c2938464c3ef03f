"""What was made from an object, kept as long as that very object is asked for again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_From = TypeVar("_From")
_Made = TypeVar("_Made")


class Kept(Generic[_From, _Made]):
    """Answers by identity: cheap for large objects that are never changed. Safe for threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, tuple[_From, _Made]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, source: _From, make: Callable[[], _Made], *further: Hashable) -> _Made:
        """What was made from the object (and what else it was made from), or makes it."""
        key = (id(source), *further)
        with self._lock:
            known = self._answers.get(key)
            if known is not None:  # its source is held, so no other object has that id
                self._answers.move_to_end(key)
                return known[1]
        made = make()
        with self._lock:
            self._answers[key] = (source, made)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return made
