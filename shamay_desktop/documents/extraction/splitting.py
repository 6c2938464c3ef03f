"""From the pages of a file to the documents in it, each read by its extractor.

What a page is, its words say: never the name of its file. Several documents in one file stay
several, and a page of another parcel is a document of its own.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from shamay_desktop.documents.extraction.catalogue import EXTRACTORS
from shamay_desktop.documents.extraction.extractor import SURE, Extractor
from shamay_desktop.documents.extraction.recognising import FORMS, recognised
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.domain.reading.paper_reading import Missed, Reading

READER_FAILED = "reader_failed"
"""An extractor broke on its pages: our fault, told as such; the file's other documents stand."""

_LIKELY = 0.5
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Document:
    """Consecutive pages of one document; without an extractor only its kind is known."""

    kind: DocType
    extractor: Extractor | None
    pages: list[PageText] = field(default_factory=list)


def documents_in(
    pages: Sequence[PageText],
    kind: DocType | None,
    extractors: Sequence[Extractor] = EXTRACTORS,
) -> tuple[Reading, ...]:
    """The documents on the pages, in their order; every page belongs to exactly one.

    With a `kind` that a person said the pages are read as that kind and as no other.
    """
    asked = [each for each in extractors if kind is None or each.facts.kind is kind]
    found: list[_Document] = []
    for page in pages:
        _place(found, page, asked, kind)
    return tuple(_read(each) for each in found)


def _place(
    found: list[_Document], page: PageText, asked: Sequence[Extractor], kind: DocType | None
) -> None:
    last = found[-1] if found else None
    best, sure = _best(asked, page)
    if last is not None and last.extractor is not None:
        open_to_it = best is last.extractor or sure < SURE
        told = kind is not None and sure == 0
        if open_to_it and (told or _continues(last.extractor, last.pages[-1], page)):
            last.pages.append(page)
            return
    if best is None or (kind is None and sure < _LIKELY):
        _place_unread(found, page, kind or recognised(page))
        return
    found.append(_Document(best.facts.kind, best, [page]))


def _place_unread(found: list[_Document], page: PageText, kind: DocType) -> None:
    """A page that no extractor reads; neighbours of the same kind are one document."""
    last = found[-1] if found else None
    if last is not None and last.extractor is None and last.kind is kind:
        last.pages.append(page)
    else:
        found.append(_Document(kind, None, [page]))


def _best(asked: Sequence[Extractor], page: PageText) -> tuple[Extractor | None, float]:
    """Who knows a page best, and how surely."""
    best: Extractor | None = None
    most = -1.0
    for extractor in asked:
        sure = _knows(extractor, page)
        if sure > most:
            best, most = extractor, sure
        if sure >= SURE:
            break
    return best, most


def _knows(extractor: Extractor, page: PageText) -> float:
    try:
        return extractor.knows(page)
    except Exception:
        _log.exception("%s could not look at a page", extractor.facts.name)
        return 0.0


def _continues(extractor: Extractor, before: PageText, page: PageText) -> bool:
    try:
        return extractor.continues(before, page)
    except Exception:
        _log.exception("%s could not compare pages", extractor.facts.name)
        return False


def _read(document: _Document) -> Reading:
    if document.extractor is None:
        return _without_values(document, FORMS.get(document.kind, "other"), "recognising", 1)
    facts = document.extractor.facts
    try:
        return document.extractor.read(document.pages)
    except Exception:
        _log.exception("%s failed", facts.name)
        first = document.pages[0].page
        failed = Missed("", READER_FAILED, {"reader": facts.name}, first)
        return _without_values(document, facts.forms[0], facts.name, facts.version, (failed,))


def _without_values(
    document: _Document, form: str, reader: str, version: int, missed: tuple[Missed, ...] = ()
) -> Reading:
    first, last = document.pages[0].page, document.pages[-1].page
    return Reading(document.kind, form, reader, version, first, last, missed=missed)
