"""The reading tasks of the limited process: pages' own text, extraction, signatures."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shamay_desktop.documents.reading.kept_pages import unpacked
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_json import decode_page, encode_page
from shamay_desktop.domain.reading.page_text import PageText

MOST_BYTES_A_PAGE = 2 * 1024 * 1024
MOST_BYTES = 4 * 1024 * 1024
"""Of one answer's pages; the pipe takes twice as much, and a page more always fits."""


def page_layers(path: str, first: int, most: int) -> dict[str, object]:
    """The file's `pages`, and the `layers` of at most `most` of them from `first`.

    A layer is {"real", "page"}; there may be fewer than asked, at least one.
    """
    from shamay_desktop.documents.reading.text_layer import layers_of

    pages, layers = layers_of(Path(path), first, first + most - 1)
    encoded: list[dict[str, object]] = []
    size = 0
    for layer in layers:
        page, weight = _fitting(layer.page)
        encoded.append({"real": layer.is_real, "page": page})
        size += weight
        if size > MOST_BYTES:
            break
    return {"pages": pages, "layers": encoded}


def extract(pages: Sequence[object], kind: str | None) -> object:
    """The documents in pages, each given as JSON or as the path of a kept page."""
    from shamay_desktop.documents.extraction.splitting import documents_in
    from shamay_desktop.domain.reading.paper_reading import PaperReading
    from shamay_desktop.domain.reading.reading_json import encode_reading

    read = [_page(each) for each in pages]
    found = documents_in(read, None if kind is None else DocType(kind))
    return encode_reading(PaperReading("", len(read), tuple(found)))


def signature(path: str) -> dict[str, object]:
    """The electronic signature of a PDF, as `SignatureFacts` names its parts."""
    from dataclasses import asdict

    from shamay_desktop.documents.reading.signatures import signature_of

    return asdict(signature_of(Path(path)))


def _page(given: object) -> PageText:
    if isinstance(given, str):
        kept = unpacked(Path(given))
        return decode_page(kept["page"] if isinstance(kept, dict) else kept)
    return decode_page(given)


def _fitting(page: PageText) -> tuple[dict[str, object], int]:
    """A page whose JSON is not too long: rulings go first, then lines from the end."""
    encoded = encode_page(page)
    size = len(json.dumps(encoded))
    if size <= MOST_BYTES_A_PAGE:
        return encoded, size
    page = replace(page, rulings=(), problem="page_too_heavy")
    while (size := len(json.dumps(encode_page(page)))) > MOST_BYTES_A_PAGE and page.lines:
        page = replace(page, lines=page.lines[: len(page.lines) // 2])
    return encode_page(page), size


READING_TASKS: Mapping[str, Callable[..., object]] = {
    "page_layers": page_layers,
    "extract": extract,
    "signature": signature,
}
