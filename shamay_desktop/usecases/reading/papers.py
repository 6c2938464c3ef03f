"""Reading a paper: its pages one by one, then all that was read, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused, ShamayError
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document, KindBy
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Missed, PaperReading
from shamay_desktop.domain.reading.reading_json import (
    encode_reading,
    reading_of,
    reading_problem,
)
from shamay_desktop.domain.records import Extraction, Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.changing import changing_evidence
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.reading.pages_ahead import pages_ahead
from shamay_desktop.usecases.reading_ports import PaperReader
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import editable

WHOLE_FILE = "file"
"""The path of a problem that the file as a whole has."""


def unread(evidence: CaseEvidence) -> tuple[Document, ...]:
    """The papers that wait to be read: never read, said to be of another kind, or turned since.

    What a newer program read stays as it is.
    """
    return tuple(document for document in evidence.documents if is_to_be_read(document))


def is_to_be_read(document: Document) -> bool:
    """Whether a paper was never read, or not as it is said to be now."""
    read = reading_of(document)
    if read is None:
        problem = reading_problem(document)
        return problem is None or problem.code != "reading_newer"
    turned = bool(read.ocr_pages) and read.rotation != document.rotation
    return turned or read.kind_said is not said_kind(document)


def said_kind(document: Document) -> DocType | None:
    """The kind that a person said, None while nobody did."""
    return document.doc_type if document.kind_by is KindBy.PERSON else None


def read_paper(
    services: Services,
    actor: Actor,
    valuation_id: str,
    document_id: str,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Changes:
    """Read a paper and keep what was read as its newest version.

    Its kind follows from its words unless a person said it. Pages that were read before are not
    read again, so what was interrupted goes on where it stopped. `on_progress` counts pages. A
    file that cannot be read is read with its reason as a problem. A paper that was removed
    meanwhile changes nothing. Raises Refused(`evidence_unknown`, `case_signed`, …), NotAllowed,
    WorldFailed, WorkCancelled.
    """
    with services.database.work(actor) as work:
        editable(work, actor, valuation_id)
        document = _document(work, valuation_id, document_id)
    if document is None:
        raise Refused("evidence_unknown", evidence=document_id)
    read = reading_of_file(services.reader, document, on_progress, cancelled)
    with changing_evidence(services, actor, valuation_id) as work:
        standing = _document(work, valuation_id, document_id)
        if standing is not None:
            _keep(services, actor, work, standing, read)
    return Changes(valuation_id, evidence=standing is not None)


def reading_of_file(
    reader: PaperReader,
    document: Document,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    only: range | None = None,
) -> PaperReading:
    """What is read from a stored paper, nothing of it kept but the words of its pages.

    `only` are the pages (from 1) that are read, all when not given. Raises WorldFailed and
    WorkCancelled; what the file is to blame for is its problem, but for a page that it does not
    have: Refused(`file_page_missing`).
    """
    said, sha256 = said_kind(document), document.sha256
    try:
        with _by_its_name(document):
            count = reader.page_count(sha256, cancelled)
            numbers = only or range(1, count + 1)
            if only and only[-1] > count:
                name = document.file_name
                raise Refused("file_page_missing", file=name, page=only[-1], pages=count)  # noqa: TRY301
            pages = tuple(_pages(reader, document, numbers, on_progress, cancelled))
            _go_on(cancelled)
            readings = reader.extract(sha256, pages, said, cancelled)
            _go_on(cancelled)
            signature = reader.signature(sha256, cancelled)
            _go_on(cancelled)
    except Refused as problem:
        if problem.code == "file_page_missing":
            raise
        return PaperReading(
            sha256, document.pages, problems=(_problem_of_file(problem),), kind_said=said,
            rotation=document.rotation,
        )  # fmt: skip
    return PaperReading(
        sha256, count, readings, signature, problems_of(pages),
        tuple(page.page for page in pages if page.method is Method.OCR), said, document.rotation,
    )  # fmt: skip


@contextmanager
def _by_its_name(document: Document) -> Iterator[None]:
    """A reader knows a file by its hash; a person knows it by its name."""
    try:
        yield
    except ShamayError as problem:
        named = problem.facts.get("file")
        by_hash = isinstance(named, str) and named and document.sha256.startswith(named)
        if by_hash or isinstance(problem, Refused):
            problem.facts["file"] = document.file_name
        raise


def _go_on(cancelled: Cancelled | None) -> None:
    """Between two steps; each of them looks itself while it works."""
    if cancelled is not None and cancelled():
        raise WorkCancelled


def problems_of(pages: tuple[PageText, ...]) -> tuple[Missed, ...]:
    """The pages of which nothing or not all could be read."""
    return tuple(
        Missed("", page.problem, page=page.page) for page in pages if page.problem is not None
    )


def _pages(
    reader: PaperReader,
    document: Document,
    numbers: range,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> Iterator[PageText]:
    def read_page(number: int, stop: Cancelled) -> PageText:
        return reader.read_page(document.sha256, number, document.rotation, stop)

    for done, page in enumerate(pages_ahead(read_page, numbers, cancelled), 1):
        yield page
        if on_progress is not None:
            on_progress(done, len(numbers))


def _problem_of_file(problem: Refused) -> Missed:
    facts = {name: fact for name, fact in problem.facts.items() if isinstance(fact, str | int)}
    page = facts.get("page")
    return Missed(WHOLE_FILE, problem.code, facts, page if isinstance(page, int) else None)


# -- keeping it ----------------------------------------------------------------------------


def _keep(
    services: Services, actor: Actor, work: UnitOfWork, document: Document, read: PaperReading
) -> None:
    """A version more, what stands in the paper's row, and the audit line."""
    standing = reading_of(document)
    read = _not_with_nothing(standing, read)
    if read == standing:
        return
    kind, by = kind_of(document, read)
    content = encode_reading(read)
    saved = replace(document, doc_type=kind, kind_by=by, extracted=content)
    work.evidence.save_document(saved)
    number = add_version(services, actor, work, document.id, content)
    work.trail.write(Happened("paper_read", "evidence", document.id, _told(read, number)))


def kind_of(document: Document, read: PaperReading) -> tuple[DocType, KindBy]:
    """What a paper is by what was read of it, unless a person said it, and by whom it is said."""
    if document.kind_by is KindBy.PERSON or read.kind is DocType.OTHER:
        return document.doc_type, document.kind_by
    return read.kind, KindBy.CONTENT


def _not_with_nothing(standing: PaperReading | None, read: PaperReading) -> PaperReading:
    """What was read stays when a new reading of the same kind gives nothing but a reason.

    Its boxes stay true when the paper was turned between: they are of the page as its file shows
    it (`Box`), whichever way a person turned it.
    """
    gives = any(reading.found for reading in read.readings)
    if standing is None or gives or standing.kind_said is not read.kind_said:
        return read
    return replace(read, readings=standing.readings, signature=standing.signature)


def add_version(
    services: Services,
    actor: Actor,
    work: UnitOfWork,
    document_id: str,
    content: dict[str, Json],
    restored_from: int | None = None,
) -> int:
    """Write what was read as the paper's next version, and return its number."""
    known = work.evidence.extractions(document_id)
    number = 1 + max((version.number for version in known), default=0)
    work.evidence.add_extraction(
        Extraction(
            new_id(), document_id, number, content, services.clock.now(), actor.user_id,
            restored_from,
        )
    )  # fmt: skip
    return number


def _told(read: PaperReading, number: int) -> dict[str, Json]:
    """What the audit trail says: how much, never what."""
    return {
        "kind": read.kind.value,
        "pages": str(read.pages),
        "recognised": str(len(read.ocr_pages)),
        "values": str(sum(len(reading.found) for reading in read.readings)),
        "missed": str(sum(len(reading.missed) for reading in read.readings)),
        "version": str(number),
    }


def _document(work: UnitOfWork, valuation_id: str, document_id: str) -> Document | None:
    papers = work.evidence.documents(valuation_id)
    return next((paper for paper in papers if paper.id == document_id), None)
