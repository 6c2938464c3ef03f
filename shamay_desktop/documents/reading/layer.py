"""A page's own text, and whether it is what the page says."""

from dataclasses import dataclass

from shamay_desktop.domain.reading.page_text import PageText


@dataclass(frozen=True, slots=True)
class Layer:
    """`is_real` is false for a scan: its own text is none, a stamp, or what nobody sees.

    What nobody sees is what another program recognised; it is recognised again.
    """

    page: PageText
    is_real: bool
