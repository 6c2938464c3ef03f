"""Explicit levels and isolating runs: rules X1 to X10 of UAX #9."""

import re
from bisect import bisect_left
from dataclasses import dataclass

_MAX_DEPTH = 125
_REMOVED = frozenset("befghp")
EXPLICIT = re.compile("[befghpijkqB]")
_BASE_MARKS = re.compile("[LRAijkq]")


@dataclass(frozen=True, slots=True)
class Sequence:
    """An isolating run sequence: its indices, their classes, level, and the sides it meets."""

    indices: list[int]
    classes: str
    level: int
    sos: str
    eos: str


def base_level(classes: str, start: int = 0, *, until_closed: bool = False) -> int:
    """P2 and P3: 1 when the first strong character outside isolates is right-to-left, else 0."""
    depth = 0
    for found in _BASE_MARKS.finditer(classes, start):
        letter = found[0]
        if letter == "q":
            if until_closed and depth == 0:
                return 0
            depth = max(0, depth - 1)
        elif letter in "ijk":
            depth += 1
        elif depth == 0:
            return int(letter != "L")
    return 0


class _Walk:
    """The stack of X1 to X8 and what it decides for each character."""

    def __init__(self, classes: str, base: int) -> None:
        self.base = base
        self.levels = [base] * len(classes)
        self.classes = list(classes)
        self._reset()

    def _reset(self) -> None:
        self.stack: list[tuple[int, str, bool]] = [(self.base, "", False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    def pass_over(self, start: int, end: int) -> None:
        """X6 for the ordinary characters start..end."""
        level, override, _ = self.stack[-1]
        self.levels[start:end] = [level] * (end - start)
        if override:
            self.classes[start:end] = [override] * (end - start)

    def take(self, at: int, letter: str, right_to_left: bool) -> None:
        if letter in "efgh":
            self._embed(at, letter, right_to_left)
        elif letter in "ijk":
            self._isolate(at, right_to_left)
        elif letter == "q":
            self._close_isolate(at)
        elif letter == "p":
            self._pop_embedding(at)
        elif letter == "B":
            self._reset()
        else:
            self._set(at)

    def _set(self, at: int) -> None:
        level, override, _ = self.stack[-1]
        self.levels[at] = level
        if override and self.classes[at] != "b":
            self.classes[at] = override

    def _next_level(self, right_to_left: bool) -> int:
        level = self.stack[-1][0]
        return level + 1 + (level % 2 == int(right_to_left))

    def _embed(self, at: int, letter: str, right_to_left: bool) -> None:
        self.levels[at] = self.stack[-1][0]
        level = self._next_level(right_to_left)
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.stack.append((level, {"f": "L", "h": "R"}.get(letter, ""), False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def _isolate(self, at: int, right_to_left: bool) -> None:
        self._set(at)
        level = self._next_level(right_to_left)
        if level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.overflow_isolates += 1

    def _close_isolate(self, at: int) -> None:
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1
        self._set(at)

    def _pop_embedding(self, at: int) -> None:
        if not self.overflow_isolates:
            if self.overflow_embeddings:
                self.overflow_embeddings -= 1
            elif not self.stack[-1][2] and len(self.stack) > 1:
                self.stack.pop()
        self.levels[at] = self.stack[-1][0]


def explicit_levels(classes: str, base: int) -> tuple[list[int], str]:
    """X1 to X8: a level for each character, and the classes after overrides."""
    walk = _Walk(classes, base)
    done = 0
    for found in EXPLICIT.finditer(classes):
        at, letter = found.start(), found[0]
        walk.pass_over(done, at)
        right_to_left = letter in "ghj"
        if letter == "k":
            right_to_left = base_level(classes, at + 1, until_closed=True) == 1
        walk.take(at, letter, right_to_left)
        done = at + 1
    walk.pass_over(done, len(classes))
    return walk.levels, "".join(walk.classes)


def sequences(original: str, classes: str, levels: list[int], base: int) -> list[Sequence]:
    """X9 and X10: the isolating run sequences, without the removed characters."""
    kept = [at for at, letter in enumerate(original) if letter not in _REMOVED]
    runs = _level_runs(kept, levels)
    closing = _matches(original)
    starts = {run[0]: run for run in runs}
    followers = {closing[run[-1]] for run in runs if run[-1] in closing}
    found = []
    for run in runs:
        if run[0] in followers:
            continue
        indices = list(run)
        while indices[-1] in closing:
            indices += starts[closing[indices[-1]]]
        before, after = bisect_left(kept, indices[0]), bisect_left(kept, indices[-1]) + 1
        open_isolate = original[indices[-1]] in "ijk"
        left = levels[kept[before - 1]] if before else base
        right = base if open_isolate or after == len(kept) else levels[kept[after]]
        found.append(_sequence(indices, classes, levels[indices[0]], left, right))
    return found


def _level_runs(kept: list[int], levels: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    previous = -1
    for at in kept:
        if levels[at] != previous:
            runs.append([])
            previous = levels[at]
        runs[-1].append(at)
    return runs


def _matches(original: str) -> dict[int, int]:
    """BD9: each isolate initiator that is closed, and its PDI."""
    opened: list[int] = []
    closing = {}
    for found in re.finditer("[ijkqB]", original):
        if found[0] == "B":
            opened.clear()
        elif found[0] != "q":
            opened.append(found.start())
        elif opened:
            closing[opened.pop()] = found.start()
    return closing


def _sequence(indices: list[int], classes: str, level: int, left: int, right: int) -> Sequence:
    return Sequence(
        indices=indices,
        classes="".join([classes[at] for at in indices]),
        level=level,
        sos="LR"[max(level, left) % 2],
        eos="LR"[max(level, right) % 2],
    )
