"""Adding papers and photos: each file is inspected, stored unaltered, and written with its line."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document, FileKind, Image
from shamay_desktop.domain.file_names import clean_file_name, kind_named
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.evidence.arriving import Arrival, Arrivals
from shamay_desktop.usecases.evidence.looking import looks_ahead
from shamay_desktop.usecases.evidence.pictures import CONTACT_SIDE
from shamay_desktop.usecases.evidence.rows import Taking, new_document, new_image
from shamay_desktop.usecases.ports import Cancelled, Look, Progress, UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import begun, editable

_PASSED = frozenset({"archive_passed"})
"""Why an archive's files are passed over on purpose: a word about them, and no refusal."""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken, by name, and why."""

    name: str
    problem: Refused


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """What became of the files: new papers and photos, names already there, refused ones.

    `told` is what else is to be said, in the same words as refusals: files that were taken though
    their names say another kind (`file_named_wrongly`), and files of an archive that are no
    evidence and were passed over (`archive_passed`).
    """

    documents: tuple[Document, ...] = ()
    images: tuple[Image, ...] = ()
    linked: tuple[str, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    cancelled: bool = False
    told: tuple[RefusedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What pictures become: photos, papers, or papers of a kind that holds for all files."""

    as_papers: bool
    kind: DocType | None


@dataclass(slots=True)
class _Taken:
    documents: list[Document] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    told: list[RefusedFile] = field(default_factory=list)

    def refuse(self, raw_name: str, problem: Refused) -> None:
        """Note what was not taken, by name."""
        name = str(clean_file_name(raw_name))
        problem.facts["file"] = name
        where = self.told if problem.code in _PASSED else self.refused
        where.append(RefusedFile(name, problem))

    def sum(self, *, cancelled: bool) -> AddedFiles:
        """All of it."""
        return AddedFiles(
            tuple(self.documents), tuple(self.images), tuple(self.linked), tuple(self.refused),
            cancelled, tuple(self.told),
        )  # fmt: skip


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
    all) pictures are papers too, as a permit that was photographed is. A ZIP gives the files in
    it, each as if it had been named; the total of `on_progress` grows by them.
    A file that the case has already is named in `linked`. Raises Refused(`case_unknown`),
    NotAllowed, WorldFailed (disk, database); what was taken until then stays.
    """
    arrivals = Arrivals(services, paths, cancelled)
    return _take(
        services, actor, valuation_id, arrivals, _Wish(as_papers, kind), on_progress, cancelled
    )


def add_clipboard_picture(
    services: Services,
    actor: Actor,
    valuation_id: str,
    content: bytes,
    file_name: str,
    *,
    kind: DocType | None = None,
    as_papers: bool = False,
) -> AddedFiles:
    """Take a picture that was copied (PNG or another kind's bytes) as a file of that name.

    The same bytes pasted again are `linked`. Raises as `add_files`, WorldFailed(`disk_failed`).
    """
    path = services.exports.write(content, services.temporary / f"pasted-{new_id()}")
    try:
        pasted = [Arrival(path, file_name)]
        wish = _Wish(as_papers, kind)
        return _take(services, actor, valuation_id, pasted, wish, None, None)
    finally:
        path.unlink(missing_ok=True)


def _take(
    services: Services,
    actor: Actor,
    valuation_id: str,
    arrivals: Arrivals | list[Arrival],
    wish: _Wish,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> AddedFiles:
    taken = _Taken()
    try:
        with closing(looks_ahead(services, arrivals, cancelled)) as looks:
            for done, (arrival, look) in enumerate(looks, start=1):
                if cancelled is not None and cancelled():
                    return taken.sum(cancelled=True)
                _take_one(services, actor, valuation_id, arrival, look, wish, taken, cancelled)
                arrival.discard()
                if on_progress is not None:
                    on_progress(done, max(done, _total(arrivals)))
    except WorkCancelled:
        return taken.sum(cancelled=True)
    return taken.sum(cancelled=False)


def _total(arrivals: Arrivals | list[Arrival]) -> int:
    return arrivals.total if isinstance(arrivals, Arrivals) else len(arrivals)


def _take_one(
    services: Services,
    actor: Actor,
    valuation_id: str,
    arrival: Arrival,
    look: Look | Refused,
    wish: _Wish,
    taken: _Taken,
    cancelled: Cancelled | None,
) -> None:
    if isinstance(look, Refused):
        taken.refuse(arrival.name, look)
        return
    try:
        stored = services.store.add(arrival.path, None, cancelled)
        if look.small is not None:
            services.derived.keep_thumbnail(stored.sha256, CONTACT_SIDE, look.small)
    except Refused as problem:
        taken.refuse(arrival.name, problem)
        return
    finally:
        if look.small is not None:
            Path(look.small.path).unlink(missing_ok=True)
    name = clean_file_name(arrival.name)
    taking = Taking(valuation_id, str(name), look.facts, stored)
    if _write(services, actor, taking, wish, taken):
        named = kind_named(name)
        if named is not None and named is not look.facts.kind:
            facts = {"named": named.name, "kind": look.facts.kind.name}
            word = Refused("file_named_wrongly", file=str(name), **facts)
            taken.told.append(RefusedFile(str(name), word))


def _write(services: Services, actor: Actor, taking: Taking, wish: _Wish, taken: _Taken) -> bool:
    """One file's row, audit line and outbox line, in one transaction; False when it is there."""
    with services.database.work(actor) as work:
        valuation = editable(work, actor, taking.valuation_id)
        standing = read_evidence(work, taking.valuation_id)
        if taking.stored.sha256 in standing.hashes:
            taken.linked.append(taking.name)
            return False
        if taking.facts.kind is FileKind.PDF or wish.as_papers or wish.kind is not None:
            document = new_document(services, actor, taking, wish.kind)
            work.evidence.add_document(document)
            taken.documents.append(document)
            subject = document.id
        else:
            image = new_image(services, actor, taking, last_place(standing) + 1)
            work.evidence.add_image(image)
            taken.images.append(image)
            subject = image.id
        payload = {"valuation": taking.valuation_id, "sha256": taking.stored.sha256}
        work.trail.write(Happened("file_added", "evidence", subject, dict(payload)))
        begun(work, valuation)
        work.commit()
    return True


def last_place(evidence: CaseEvidence) -> int:
    """The place of the last photo, -1 when there is none; removed ones leave gaps."""
    return max((image.order for image in evidence.images), default=-1)
