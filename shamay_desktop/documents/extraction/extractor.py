"""What an extractor is: what it reads and how well, whether pages are its own, and the reading."""

from collections.abc import Sequence
from typing import Protocol

from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.domain.reading.paper_reading import Reading
from shamay_desktop.usecases.reading_ports import ExtractorFacts

SURE = 0.9
"""From here a page is an extractor's own without asking the others."""


class Extractor(Protocol):
    """One folder in `documents/extraction`, named in `catalogue.EXTRACTORS`."""

    @property
    def facts(self) -> ExtractorFacts:
        """Name, version, kind, forms, and what is read how well."""
        ...

    def knows(self, page: PageText) -> float:
        """How surely a page by itself is of this kind: 0 (not) to 1."""
        ...

    def continues(self, before: PageText, page: PageText) -> bool:
        """Whether a page goes on with the document that the page before belongs to."""
        ...

    def read(self, pages: Sequence[PageText]) -> Reading:
        """The values of one document; what is not there is missed with a reason, never invented."""
        ...
