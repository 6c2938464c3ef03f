"""Adding papers and photos: each file is inspected, stored unaltered, and written with its line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import (
    CaseEvidence,
    DocSource,
    DocType,
    Document,
    FileFacts,
    FileKind,
    Image,
    StoredFile,
)
from shamay_desktop.domain.file_names import clean_file_name
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.paper_kinds import proposed_kind
from shamay_desktop.domain.records import Happened, Valuation
from shamay_desktop.usecases.ports import Cancelled, Progress, UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import begun, editable


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken, by name, and why."""

    name: str
    problem: Refused


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What became of the files: new papers and photos, names already there, refused ones."""

    documents: tuple[Document, ...] = ()
    images: tuple[Image, ...] = ()
    linked: tuple[str, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a file is to become: its name, a paper or a photo, and which paper when that is said."""

    file_name: str
    is_paper: bool
    kind: DocType | None


@dataclass(slots=True)
class _Taken:
    documents: list[Document] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)


def evidence_of(services: Services, actor: Actor, valuation_id: str) -> CaseEvidence:
    """The papers and photos of a case, photos in their order. Raises NotAllowed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return read_evidence(work, valuation_id)


def read_evidence(work: UnitOfWork, valuation_id: str) -> CaseEvidence:
    """The same within a unit of work."""
    images = sorted(work.evidence.images(valuation_id), key=lambda image: (image.order, image.id))
    return CaseEvidence(tuple(work.evidence.documents(valuation_id)), tuple(images))


def add_files(
    services: Services,
    actor: Actor,
    valuation_id: str,
    paths: Sequence[Path],
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    kind: DocType | None = None,
    as_papers: bool = False,
) -> AddedFiles:
    """Take files into a case, one after the other; one that is refused does not stop the rest.

    Pictures become photos and PDFs papers; with `as_papers` (or a `kind`, which then holds for
    all) pictures are papers too, as a permit that was photographed is.
    A file that the case has already is named in `linked`. Raises Refused(`case_unknown`),
    NotAllowed, WorldFailed (disk, database); what was taken until then stays.
    """
    taken = _Taken()
    for done, path in enumerate(paths):
        if cancelled is not None and cancelled():
            return _sum(taken, cancelled=True)
        try:
            facts = services.inspector.inspect(path)
            stored = services.store.add(path, None, cancelled)
        except WorkCancelled:
            return _sum(taken, cancelled=True)
        except Refused as problem:
            name = str(clean_file_name(path.name))
            problem.facts.setdefault("file", name)
            taken.refused.append(RefusedFile(name, problem))
        else:
            wanted = _Wanted(path.name, as_papers or facts.kind is FileKind.PDF, kind)
            _write(services, actor, valuation_id, facts, stored, wanted, taken)
        if on_progress is not None:
            on_progress(done + 1, len(paths))
    return _sum(taken, cancelled=False)


def _sum(taken: _Taken, *, cancelled: bool) -> AddedFiles:
    return AddedFiles(
        tuple(taken.documents), tuple(taken.images), tuple(taken.linked), tuple(taken.refused),
        cancelled,
    )  # fmt: skip


def _write(
    services: Services,
    actor: Actor,
    valuation_id: str,
    facts: FileFacts,
    stored: StoredFile,
    wanted: _Wanted,
    taken: _Taken,
) -> None:
    """One file's row, audit line and outbox line, in one transaction."""
    with services.database.work(actor) as work:
        valuation = editable(work, actor, valuation_id)
        standing = read_evidence(work, valuation_id)
        name = str(clean_file_name(wanted.file_name))
        if stored.sha256 in standing.hashes:
            taken.linked.append(name)
            return
        if wanted.is_paper or wanted.kind is not None:
            document = _document(services, actor, valuation, name, facts, stored, wanted.kind)
            work.evidence.add_document(document)
            taken.documents.append(document)
            subject = document.id
        else:
            image = _image(services, actor, valuation, name, stored, last_place(standing) + 1)
            work.evidence.add_image(image)
            taken.images.append(image)
            subject = image.id
        payload = {"valuation": valuation_id, "sha256": stored.sha256}
        work.trail.write(Happened("file_added", "evidence", subject, dict(payload)))
        begun(work, valuation)
        work.commit()


def last_place(evidence: CaseEvidence) -> int:
    """The place of the last photo, -1 when there is none; removed ones leave gaps."""
    return max((image.order for image in evidence.images), default=-1)


def _document(
    services: Services,
    actor: Actor,
    valuation: Valuation,
    name: str,
    facts: FileFacts,
    stored: StoredFile,
    kind: DocType | None,
) -> Document:
    return Document(
        id=new_id(),
        valuation_id=valuation.id,
        doc_type=kind or proposed_kind(name),
        file_name=name,
        storage_key=stored.sha256,
        sha256=stored.sha256,
        source=DocSource.USER_UPLOAD,
        created_at=services.clock.now(),
        uploaded_by_id=actor.user_id,
        pages=facts.pages,
    )


def _image(
    services: Services,
    actor: Actor,
    valuation: Valuation,
    name: str,
    stored: StoredFile,
    order: int,
) -> Image:
    return Image(
        id=new_id(),
        valuation_id=valuation.id,
        file_name=name,
        storage_key=stored.sha256,
        sha256=stored.sha256,
        created_at=services.clock.now(),
        order=order,
        uploaded_by_id=actor.user_id,
    )
