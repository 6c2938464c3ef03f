"""Reading several papers: those of a case, those of a folder, and files of no case at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import (
    CaseEvidence,
    DocSource,
    DocType,
    Document,
    KindBy,
    StoredFile,
)
from shamay_desktop.domain.paper_kinds import proposed_kind
from shamay_desktop.domain.reading.paper_reading import PaperReading
from shamay_desktop.domain.reading.reading_json import encode_reading
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.reading.papers import (
    is_to_be_read,
    read_paper,
    reading_of_file,
    unread,
)
from shamay_desktop.usecases.services import Services

OnPage = Callable[[str, int, int], None]
"""Called with a file's name, how many of its pages were read, and how many are to be."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read without a case: its name, and what was read, or why nothing was."""

    name: str
    read: PaperReading


def read_papers(
    services: Services,
    actor: Actor,
    valuation_id: str,
    on_page: OnPage | None = None,
    cancelled: Cancelled | None = None,
) -> CaseEvidence:
    """Read every paper of a case that waits for it, and return the case's evidence as it is then.

    Raises as `read_paper`.
    """
    for document in unread(evidence_of(services, actor, valuation_id)):
        told = _of_file(on_page, document.file_name)
        read_paper(services, actor, valuation_id, document.id, told, cancelled)
    return evidence_of(services, actor, valuation_id)


def with_readings(
    services: Services, evidence: CaseEvidence, on_page: OnPage | None = None
) -> CaseEvidence:
    """The evidence as it would be with every paper read; nothing of the case is changed.

    Only the words of pages are kept, for the next reading. Raises WorldFailed.
    """
    documents = tuple(
        _with_reading(services, document, on_page) if is_to_be_read(document) else document
        for document in evidence.documents
    )
    return replace(evidence, documents=documents)


def read_file(
    services: Services,
    path: Path,
    kind: DocType | None = None,
    only: range | None = None,
    on_page: OnPage | None = None,
) -> FileRead:
    """What is read from a file, as the `kind` that is said or as its words tell.

    The file is copied into the store of the services, and belongs to no case. `only` are pages
    from 1. Raises Refused (by file), WorldFailed.
    """
    document = stored_paper(services, path, kind)
    told = _of_file(on_page, path.name)
    return FileRead(path.name, reading_of_file(services.reader, document, told, None, only))


def stored_paper(services: Services, path: Path, kind: DocType | None = None) -> Document:
    """A file in the store as a paper of no case. Raises Refused (by file), WorldFailed."""
    try:
        facts = services.inspector.inspect(path)
    except Refused as problem:
        problem.facts.setdefault("file", path.name)
        raise
    return _paper(services, path.name, kind, services.store.add(path), facts.pages)


def _paper(
    services: Services, name: str, kind: DocType | None, stored: StoredFile, pages: int
) -> Document:
    return Document(
        name, "", kind or proposed_kind(name), name, stored.sha256, stored.sha256,
        DocSource.USER_UPLOAD, services.clock.now(), pages=pages, size=stored.size,
        kind_by=KindBy.NAME if kind is None else KindBy.PERSON,
    )  # fmt: skip


def _with_reading(services: Services, document: Document, on_page: OnPage | None) -> Document:
    read = reading_of_file(services.reader, document, _of_file(on_page, document.file_name))
    named = document.kind_by is not KindBy.PERSON and read.kind is not DocType.OTHER
    kind, by = (read.kind, KindBy.CONTENT) if named else (document.doc_type, document.kind_by)
    return replace(document, doc_type=kind, kind_by=by, extracted=encode_reading(read))


def _of_file(on_page: OnPage | None, name: str) -> Progress | None:
    return None if on_page is None else lambda done, total: on_page(name, done, total)
