"""Reading made extracts, and counting what was read rightly."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.reading.paper_reading import Reading
from tests.documents.extraction.tabu_maker import Extract, made_extract

_EXACT = re.compile(r"(share|id_numbers?(\[\d+\])?|area|amount)$")


def read_extract(pdf: bytes, folder: Path) -> tuple[Reading, ...]:
    """The documents in a file, as the program reads them."""
    path = folder / "extract.pdf"
    path.write_bytes(pdf)
    return documents_in(pages_of(path), None)


@dataclass
class Measure:
    """Counts over many extracts; `exact` are shares, identity numbers, areas and amounts."""

    values: int = 0
    right: int = 0
    exact: int = 0
    exact_right: int = 0
    invented: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    doubted: int = 0
    pages: Counter[int] = field(default_factory=Counter)

    def add(self, name: str, made: Extract, reading: Reading) -> None:
        """Compare one reading with its truth."""
        found = {each.path: each for each in reading.found}
        self.pages[made.pages] += 1
        self.doubted += sum(each.needs_review for each in reading.found)
        for path, truth in made.truth.items():
            is_exact = _EXACT.search(path) is not None
            is_right = path in found and found[path].content == truth
            self.values += 1
            self.right += is_right
            self.exact += is_exact
            self.exact_right += is_exact and is_right
            if not is_right:
                got = found[path].content if path in found else None
                self.wrong.append(f"{name} {path}: {truth!r} read as {got!r}")
                if path in found and not found[path].needs_review:
                    self.unmarked.append(f"{name} {path}")
        self.invented += [f"{name} {path}" for path in found if path not in made.truth]
        if set(reading.nones) != made.nones:
            self.wrong.append(f"{name} nones: {sorted(made.nones ^ set(reading.nones))}")

    def __str__(self) -> str:
        return (
            f"{self.right} of {self.values} values right, {self.exact_right} of {self.exact}"
            f" shares, identity numbers, areas and amounts; {len(self.invented)} invented,"
            f" {self.doubted} doubted; pages {dict(sorted(self.pages.items()))};"
            f" {self.wrong[:8]} {self.invented[:8]}"
        )


def measured(seeds: Iterable[int], form: str, folder: Path) -> Measure:
    """Make, read and compare an extract of each seed."""
    measure = Measure()
    for seed in seeds:
        made = made_extract(seed, form)
        (reading,) = read_extract(made.pdf, folder)
        measure.add(f"{form} {seed}", made, reading)
    return measure
