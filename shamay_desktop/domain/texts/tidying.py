"""What clauses leave behind when they fall out, taken away: blanks and points without words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text; `path` is the field that they say or rest on, None for neither.

    `own` are the template's words, which rest on a fact (a condition's) without saying it.
    """

    text: str
    path: str | None = None
    own: bool = False

    @property
    def free(self) -> bool:
        """Whether the words are the template's, so that they may be tidied."""
        return self.path is None or self.own


_LEFT_OVER = (
    re.compile(r"(?<=[ \t\n])[ \t]+"),  # blanks behind a blank
    re.compile(r"\(\s*\)"),
    re.compile(r"[ \t]+(?=[,.;:!?)\n])"),
    re.compile(r"(?<=[(])[ \t]+"),
    re.compile(r"(?:(?<=\A)|(?<=\n)|(?<=[.!?] )|(?<=[(]))[ \t,;:.]+"),  # points before words
    re.compile(r"[,;:](?=\s*[.!?)])"),
    re.compile(r"[,;:](?=\s*[,;])"),
    re.compile(r"(?<=[.!?])\.(?!\.)"),  # a fact that ends its sentence by itself
    re.compile(r"[,;:\s]+\Z"),
    re.compile(r"\A\s+"),
)


def tidied(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without doubled blanks, hanging points and empty brackets.

    Only the template's own characters are taken away, never one of a fact.
    """
    text = "".join(run.text for run in runs)
    owners = [run for run in runs for _ in run.text]
    changed = True
    while changed:
        changed = False
        for pattern in _LEFT_OVER:
            found = pattern.search(text)
            while found is not None:
                free = [at for at in range(*found.span()) if owners[at].free]
                if not free:
                    found = (
                        pattern.search(text, found.end()) if found.end() > found.start() else None
                    )
                    continue
                text = "".join(letter for at, letter in enumerate(text) if at not in free)
                owners = [owner for at, owner in enumerate(owners) if at not in free]
                changed = True
                found = pattern.search(text, found.start())
    return _runs_of(text, owners)


def _runs_of(text: str, owners: Sequence[Run]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for letter, owner in zip(text, owners, strict=True):
        if runs and (runs[-1].path, runs[-1].own) == (owner.path, owner.own):
            runs[-1] = Run(runs[-1].text + letter, owner.path, owner.own)
        else:
            runs.append(Run(letter, owner.path, owner.own))
    return tuple(runs)
