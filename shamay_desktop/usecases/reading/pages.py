"""The words of a paper's page, for who looks at it."""

from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.usecases.services import Services


def page_words(services: Services, sha256: str, page: int, rotation: int = 0) -> PageText | None:
    """What was read of a page (from 1) as a person turned it, None while it was not; quick."""
    return services.reader.kept(sha256, page, rotation)
