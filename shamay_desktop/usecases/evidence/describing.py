"""What is said of papers and photos: kind, room, finish, caption, front, order, turns; removing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import (
    DocType,
    Document,
    FinishLevel,
    Image,
    KindBy,
    RoomType,
    turned,
)
from shamay_desktop.domain.fields.canonical import lines_of, one_line
from shamay_desktop.domain.records import Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.changing import changing_evidence
from shamay_desktop.usecases.evidence.drawn_on import refuse_drawn_on
from shamay_desktop.usecases.evidence.lot import read_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services


class Keep(Enum):
    """What is said of something that is to stay as it is, where None says something else."""

    KEEP = auto()


KEEP = Keep.KEEP


def set_document_kind(
    services: Services, actor: Actor, valuation_id: str, document_id: str, kind: DocType
) -> Changes:
    """Say what a paper is; it is read again as that, and its words never say otherwise.

    Raises Refused(`evidence_unknown`), NotAllowed.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        document = _document(work, valuation_id, document_id)
        said = replace(document, doc_type=kind, kind_by=KindBy.PERSON)
        work.evidence.save_document(said)
        payload = {"kind": kind.value}
        work.trail.write(Happened("document_kind_set", "evidence", document_id, dict(payload)))
    return Changes(valuation_id, evidence=True)


def caption_document(
    services: Services, actor: Actor, valuation_id: str, document_id: str, caption: str
) -> Changes:
    """Say what a paper's annex is called; an empty caption gives the word back to its kind.

    Raises Refused(`evidence_unknown`), NotAllowed.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        document = _document(work, valuation_id, document_id)
        work.evidence.save_document(replace(document, caption=one_line(caption)))
        work.trail.write(Happened("document_described", "evidence", document_id))
    return Changes(valuation_id, evidence=True)


def turn_document(
    services: Services, actor: Actor, valuation_id: str, document_id: str, degrees: int
) -> Changes:
    """Turn all pages of a paper clockwise (90, 180, -90) as they are shown; the file stays.

    Raises Refused(`evidence_unknown`), NotAllowed, ValueError for what is no quarter turn.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        document = _document(work, valuation_id, document_id)
        rotation = turned(document.rotation, degrees)
        work.evidence.save_document(replace(document, rotation=rotation))
        work.trail.write(Happened("document_turned", "evidence", document_id))
    return Changes(valuation_id, evidence=True)


def turn_images(
    services: Services, actor: Actor, valuation_id: str, image_ids: Sequence[str], degrees: int
) -> Changes:
    """Turn photos clockwise (90, 180, -90) from how they are shown now; the files stay.

    One transaction. Raises as `turn_document`.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        images = _images(work, valuation_id, image_ids)
        for image_id in image_ids:
            image = images[image_id]
            work.evidence.save_image(replace(image, rotation=turned(image.rotation, degrees)))
            work.trail.write(Happened("photo_turned", "evidence", image_id))
    return Changes(valuation_id, evidence=True)


def describe_image(
    services: Services,
    actor: Actor,
    valuation_id: str,
    image_id: str,
    *,
    room: RoomType | None = None,
    finish: FinishLevel | Keep | None = KEEP,
    caption: str | None = None,
    notes: str | None = None,
    front: bool | None = None,
) -> Changes:
    """Say what a photo shows; what is left out stays. Only one photo of a case is the front one.

    A `finish` of None says that none is stated; `notes` may have lines and are not
    printed. Raises Refused(`evidence_unknown`), NotAllowed.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        images = _images(work, valuation_id, [image_id])
        image = images[image_id]
        described = _described(image, room, finish, caption, front)
        if notes is not None:
            described = replace(described, notes=lines_of(notes))
        work.evidence.save_image(described)
        if front:
            for other in images.values():
                if other.front and other.id != image_id:
                    work.evidence.save_image(replace(other, front=False))
        work.trail.write(Happened("photo_described", "evidence", image_id))
    return Changes(valuation_id, evidence=True)


def describe_images(
    services: Services,
    actor: Actor,
    valuation_id: str,
    image_ids: Sequence[str],
    *,
    room: RoomType | None = None,
    finish: FinishLevel | Keep | None = KEEP,
) -> Changes:
    """Say the same of several photos in one transaction; as `describe_image`."""
    with changing_evidence(services, actor, valuation_id) as work:
        images = _images(work, valuation_id, image_ids)
        for image_id in image_ids:
            work.evidence.save_image(_described(images[image_id], room, finish, None, None))
            work.trail.write(Happened("photo_described", "evidence", image_id))
    return Changes(valuation_id, evidence=True)


def order_images(
    services: Services, actor: Actor, valuation_id: str, image_ids: Sequence[str]
) -> Changes:
    """Give the photos this order; ids that are not named keep their order behind them."""
    with changing_evidence(services, actor, valuation_id) as work:
        images = _images(work, valuation_id, image_ids)
        order = [*image_ids, *(known for known in images if known not in set(image_ids))]
        for place, image_id in enumerate(order):
            if images[image_id].order != place:
                work.evidence.save_image(replace(images[image_id], order=place))
        work.trail.write(Happened("photos_ordered", "valuation", valuation_id))
    return Changes(valuation_id, evidence=True)


def order_documents(
    services: Services, actor: Actor, valuation_id: str, document_ids: Sequence[str]
) -> Changes:
    """Give the papers' annexes this order; papers that are not named stand behind, by their kind.

    Naming none puts all by kind again. One transaction. Raises Refused(`evidence_unknown`),
    NotAllowed.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        documents = {paper.id: paper for paper in work.evidence.documents(valuation_id)}
        unknown = [document_id for document_id in document_ids if document_id not in documents]
        if unknown:
            raise Refused("evidence_unknown", evidence=unknown[0])
        places = {each: place for place, each in enumerate(dict.fromkeys(document_ids))}
        for paper in documents.values():
            if paper.order != places.get(paper.id):
                work.evidence.save_document(replace(paper, order=places.get(paper.id)))
        work.trail.write(Happened("documents_ordered", "valuation", valuation_id))
    return Changes(valuation_id, evidence=True)


def remove_evidence(
    services: Services, actor: Actor, valuation_id: str, *evidence_ids: str
) -> Changes:
    """Take papers or photos out of the case; files stay in the store, rows are marked.

    One transaction. Raises Refused(`evidence_unknown`, `paper_drawn_on`), NotAllowed.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        evidence = read_evidence(work, valuation_id)
        standing, asked = evidence.ids, set(evidence_ids)
        gone = [paper for paper in evidence.documents if paper.id in asked]
        refuse_drawn_on(work, valuation_id, gone)
        for evidence_id in evidence_ids:
            if evidence_id not in standing:
                raise Refused("evidence_unknown", evidence=evidence_id)
            work.evidence.remove(evidence_id)
            work.trail.write(Happened("file_removed", "evidence", evidence_id))
    return Changes(valuation_id, evidence=True)


def _described(
    image: Image,
    room: RoomType | None,
    finish: FinishLevel | Keep | None,
    caption: str | None,
    front: bool | None,
) -> Image:
    return replace(
        image,
        room_type=room or image.room_type,
        finish_level=image.finish_level if isinstance(finish, Keep) else finish,
        caption=image.caption if caption is None else one_line(caption),
        front=image.front if front is None else front,
    )


def _document(work: UnitOfWork, valuation_id: str, document_id: str) -> Document:
    for document in work.evidence.documents(valuation_id):
        if document.id == document_id:
            return document
    raise Refused("evidence_unknown", evidence=document_id)


def _images(work: UnitOfWork, valuation_id: str, image_ids: Iterable[str]) -> Mapping[str, Image]:
    """All photos of a case by id. Raises Refused(`evidence_unknown`) for one it does not have."""
    images = {image.id: image for image in work.evidence.images(valuation_id)}
    for image_id in image_ids:
        if image_id not in images:
            raise Refused("evidence_unknown", evidence=image_id)
    return images
