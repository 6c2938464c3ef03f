"""What an extractor gathers while it reads: values with their words, and what it missed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from shamay_desktop.documents.extraction.agreement import Agreement
from shamay_desktop.documents.extraction.figures import Figure
from shamay_desktop.documents.extraction.finding import found_in
from shamay_desktop.documents.extraction.straightening import Slope, straight
from shamay_desktop.domain.reading.page_text import Method, PageText, Word
from shamay_desktop.domain.reading.paper_reading import Doubt, Fact, Found, Missed


@dataclass(slots=True)
class Gathered:
    """Values by path in the order in which they were found, the words of each, and the missed."""

    found: dict[str, Found] = field(default_factory=dict)
    words: dict[str, tuple[Word, ...]] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)
    numerals: set[str] = field(default_factory=set)
    slopes: dict[int, Slope] = field(default_factory=dict)
    """Of the pages that were straightened: what is found is told at its own place."""

    def straightened(self, pages: Sequence[PageText]) -> list[PageText]:
        """The pages as if they lay straight."""
        found = []
        for page in pages:
            level, self.slopes[page.page] = straight(page)
            found.append(level)
        return found

    def take(
        self,
        path: str,
        page: PageText,
        content: str,
        words: Sequence[Word],
        doubt: Doubt | None = None,
        agrees_with: str | None = None,
    ) -> None:
        """Keep a value; the first at a path stays."""
        if content and words and path not in self.found:
            slope = self.slopes.get(page.page, Slope())
            own = [replace(w, box=slope.back(w.box)) for w in words] if slope.fall else words
            self.found[path] = found_in(path, content, page, own, doubt, agrees_with)
            self.words[path] = tuple(words)

    def take_figure(self, path: str, page: PageText, figure: Figure | None, code: str) -> None:
        """Keep a number; without one it is missed with a reason."""
        if figure is None:
            self.miss(path, code, page.page)
        else:
            self.take(path, page, figure.content, figure.words, figure.doubt)

    def miss(self, path: str, code: str, page: int | None = None, **facts: Fact) -> None:
        """A value that is not there, or cannot be read, and why."""
        self.missed.append(Missed(path, code, MappingProxyType(dict(facts)), page))

    def agreement(self, pages: Sequence[PageText]) -> Agreement:
        """The values, ready to be compared with one another."""
        scanned = frozenset(page.page for page in pages if page.method is Method.OCR)
        return Agreement(self.found, self.words, scanned, frozenset(self.numerals))
