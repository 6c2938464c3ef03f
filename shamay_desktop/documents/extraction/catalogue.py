"""All extractors: adding one is a folder and a line here (docs/guides/add-an-extractor.md)."""

from shamay_desktop.documents.extraction.extractor import Extractor
from shamay_desktop.documents.extraction.tabu.extractor import TabuExtractor

EXTRACTORS: tuple[Extractor, ...] = (
    TabuExtractor(),
    # permits, orders and planning: one line each
)
"""In the order in which they are asked; of two that are equally sure the first has the page."""
