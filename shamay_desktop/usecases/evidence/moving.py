"""A photo that is a paper, a paper that is a photo, and putting back what was removed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.evidence import DocType, Document, FileKind, Image, StoredFile
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.changing import changing_evidence
from shamay_desktop.usecases.evidence.drawn_on import refuse_drawn_on
from shamay_desktop.usecases.evidence.lot import last_place, read_evidence
from shamay_desktop.usecases.evidence.pictures import naming
from shamay_desktop.usecases.evidence.rows import Taking, new_document, new_image
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.reading.versions import carry_versions
from shamay_desktop.usecases.services import Services


def make_papers(
    services: Services,
    actor: Actor,
    valuation_id: str,
    image_ids: Sequence[str],
    *,
    kinds: Mapping[str, DocType] | None = None,
) -> Changes:
    """Photos of papers become papers, of the kind that their names suggest, or that `kinds` says.

    Raises Refused(`evidence_unknown`), NotAllowed, WorldFailed.
    """
    with services.database.work(actor) as work:
        standing = {image.id: image for image in read_evidence(work, valuation_id).images}
    takings: dict[str, Taking] = {}
    for image_id in image_ids:
        if image_id not in standing:
            raise Refused("evidence_unknown", evidence=image_id)
        takings[image_id] = _taking(services, standing[image_id])
    with changing_evidence(services, actor, valuation_id) as work:
        images = {image.id: image for image in read_evidence(work, valuation_id).images}
        for image_id, taking in takings.items():
            if image_id not in images:
                raise Refused("evidence_unknown", evidence=image_id)
            image = images[image_id]
            paper = new_document(services, actor, taking)
            kind = (kinds or {}).get(image_id, paper.doc_type)
            said = replace(paper, doc_type=kind, caption=image.caption, rotation=image.rotation)
            _replace_by(work, image_id, said)
    return Changes(valuation_id, evidence=True)


def make_photo(services: Services, actor: Actor, valuation_id: str, document_id: str) -> Changes:
    """A picture that was taken for a paper becomes a photo, the last one in the row.

    Raises Refused(`evidence_unknown`, `not_a_picture`, `paper_drawn_on`), NotAllowed, WorldFailed.
    """
    with services.database.work(actor) as work:
        documents = {paper.id: paper for paper in read_evidence(work, valuation_id).documents}
    document = documents.get(document_id)
    if document is None:
        raise Refused("evidence_unknown", evidence=document_id)
    taking = _taking(services, document)
    if taking.facts.kind is FileKind.PDF:
        raise Refused("not_a_picture", file=document.file_name)
    with changing_evidence(services, actor, valuation_id) as work:
        refuse_drawn_on(work, valuation_id, [document])
        order = last_place(read_evidence(work, valuation_id)) + 1
        photo = new_image(services, actor, taking, order)
        said = replace(photo, caption=document.caption, rotation=document.rotation)
        _replace_by(work, document_id, said)
    return Changes(valuation_id, evidence=True)


def put_back(
    services: Services, actor: Actor, valuation_id: str, items: Sequence[Document | Image]
) -> Changes:
    """Undo of a removal: the same files with the same words, as new rows.

    One that the case has again meanwhile is passed over, a photo does not come back as the front
    one when another is that now, and a paper not at its place when all stand by kind now. Raises
    NotAllowed, Refused(`case_unknown`).
    """
    with changing_evidence(services, actor, valuation_id) as work:
        standing = read_evidence(work, valuation_id)
        has_front = any(image.front for image in standing.images)
        for item in items:
            if item.sha256 in standing.hashes or item.valuation_id != valuation_id:
                continue
            again = replace(item, id=new_id())
            if isinstance(again, Document):
                order = None if standing.by_kind else again.order
                work.evidence.add_document(replace(again, order=order))
                carry_versions(work, item.id, again.id)
            else:
                work.evidence.add_image(replace(again, front=again.front and not has_front))
            work.trail.write(Happened("file_put_back", "evidence", again.id))
    return Changes(valuation_id, evidence=True)


def _replace_by(work: UnitOfWork, old_id: str, new: Document | Image) -> None:
    work.evidence.remove(old_id)
    if isinstance(new, Document):
        work.evidence.add_document(new)
    else:
        work.evidence.add_image(new)
    became = "paper" if isinstance(new, Document) else "photo"
    payload = {"became": became, "was": old_id}
    work.trail.write(Happened("file_moved", "evidence", new.id, dict(payload)))


def _taking(services: Services, item: Document | Image) -> Taking:
    """What the stored file says of itself now: a TIFF's pages, a photo's time and likeness."""
    path = services.store.path(item.sha256)
    with naming(item.file_name):
        facts = services.inspector.inspect(path)
        try:
            size = path.stat().st_size
        except OSError as error:
            raise WorldFailed("stored_file_missing", file=item.file_name) from error
    stored = StoredFile(item.sha256, size, already=True)
    return Taking(item.valuation_id, item.file_name, facts, stored)
