"""Collecting values by their paths, each with the words that it was read from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from shamay_desktop.documents.extraction.finding import found_in
from shamay_desktop.documents.extraction.tabu.bands import Token, in_order, reading
from shamay_desktop.domain.reading.page_text import Method, Word
from shamay_desktop.domain.reading.paper_reading import Doubt, Found, Missed

NOT_UNDERSTOOD = "not_understood"
"""Something stands there, and it is not what stands there in an extract."""

_TEXT_SURE = Decimal("0.99")
_STRANGE = Decimal("0.60")
_LONGEST = 120

Reader = Callable[[str], str | None]


@dataclass(slots=True)
class Collected:
    """The values of one reading by path, the words of each, and what was missed."""

    found: dict[str, Found] = field(default_factory=dict)
    words: dict[str, Sequence[Word]] = field(default_factory=dict)
    missed: list[Missed] = field(default_factory=list)
    scanned: set[int] = field(default_factory=set)

    def read(self, path: str, tokens: Sequence[Token] | None, reader: Reader) -> str | None:
        """The value that a reader finds in the words; without words nothing is said.

        Words that the reader cannot read are missed, with what stands there.
        """
        if not tokens:
            return None
        text = reading(tokens)
        content = reader(text)
        if content is None:
            facts = MappingProxyType({"text": text[:_LONGEST]})
            page = tokens[0].page.page
            self.missed.append(Missed(path, NOT_UNDERSTOOD, facts, page))
            return None
        self.put(path, content, tokens)
        return content

    def strange(self, path: str, tokens: Sequence[Token] | None, reader: Reader) -> str | None:
        """As `read`, but what the reader cannot read is kept as it stands, for a person to see."""
        if not tokens:
            return None
        text = reading(tokens)
        content = reader(text)
        self.put(path, content or text, tokens, None if content else Doubt.STRANGE_SHAPE)
        return content

    def put(
        self, path: str, content: str, tokens: Sequence[Token], doubt: Doubt | None = None
    ) -> None:
        """A value with its words; of a cell cut by a page's end, the words on its first page."""
        first = min(token.page.page for token in tokens)
        here = in_order([token for token in tokens if token.page.page == first])
        words = [token.word for token in here]
        page = here[0].page
        found = found_in(path, content, page, words, doubt)
        least = min(Decimal(found.confidence), _STRANGE if doubt else _TEXT_SURE)
        self.found[path] = replace(found, confidence=format(least, "f"))
        self.words[path] = [token.word for token in tokens]
        self.scanned.update(each.page.page for each in here if each.page.method is Method.OCR)

    def content(self, path: str) -> str | None:
        """What was read at a path."""
        found = self.found.get(path)
        return None if found is None else found.content
