"""Reading a drawn paper back and comparing it with its truth."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.reading.paper_reading import Found, Reading
from tools.papers.drawn_paper import DrawnPaper

SHARED = Path(__file__).parents[4] / "shared" / "samples"
"""Real layouts, beside the project where it is developed; they do not travel with it."""


def read_paper(paper: DrawnPaper, folder: Path) -> tuple[Reading, ...]:
    """The documents in a drawn paper, through a real PDF."""
    return documents_in(pages_of(paper.saved(folder / "paper.pdf")), None)


@dataclass
class Compared:
    """How many values were read, and which were not as they should be."""

    right: int = 0
    right_flagged: int = 0
    wrong_flagged: int = 0
    missing: int = 0
    slips: list[str] = field(default_factory=list)
    """Wrong and not marked for a look, with what should stand there."""

    invented: list[str] = field(default_factory=list)
    by_key: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def values(self) -> int:
        """All that should be read."""
        return self.right + self.right_flagged + self.wrong_flagged + self.missing + len(self.slips)

    @property
    def share_right(self) -> float:
        """Which share of the values is right, marked or not."""
        return (self.right + self.right_flagged) / self.values

    def add(self, truth: Mapping[str, str], reading: Reading) -> None:
        """One more reading."""
        found = {each.path: each for each in reading.found}
        for path, expected in truth.items():
            self._add(path, expected, found.get(path))
        self.invented += [path for path in found if path not in truth]

    def _add(self, path: str, expected: str, found: Found | None) -> None:
        key = re.sub(r"\[\d+\]", "[]", path)
        if found is None:
            self.missing += 1
            self.by_key[key, "missing"] += 1
        elif same(found.content, expected):
            self.right += not found.needs_review
            self.right_flagged += found.needs_review
            self.by_key[key, "right"] += 1
        elif found.needs_review:
            self.wrong_flagged += 1
            self.by_key[key, "wrong"] += 1
        else:
            self.slips.append(f"{path}: {found.content!r} for {expected!r}")


def same(content: str, expected: str) -> bool:
    """Whether two contents are one: numbers by what they are, words by their letters."""
    try:
        return Decimal(content) == Decimal(expected)
    except InvalidOperation:
        return content.split() == expected.split()


def flat(data: object, path: str = "") -> dict[str, str]:
    """Nested data by path."""
    if isinstance(data, Mapping):
        parts = [(f"{path}.{key}" if path else str(key), item) for key, item in data.items()]
    elif isinstance(data, Sequence) and not isinstance(data, str):
        parts = [(f"{path}[{number}]", item) for number, item in enumerate(data)]
    else:
        return {path: str(data)}
    return {key: text for name, item in parts for key, text in flat(item, name).items()}
