"""New rows of papers and photos: what was said when they were added, and what their files say."""

from dataclasses import dataclass

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.evidence import (
    DocSource,
    DocType,
    Document,
    FileFacts,
    Image,
    KindBy,
    StoredFile,
)
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.paper_kinds import proposed_kind
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Taking:
    """A file that is in the store and is to become a row of a case; `name` is clean."""

    valuation_id: str
    name: str
    facts: FileFacts
    stored: StoredFile


def new_document(
    services: Services, actor: Actor, taking: Taking, kind: DocType | None = None
) -> Document:
    """A paper of the kind that a person said, or that its name suggests."""
    return Document(
        id=new_id(),
        valuation_id=taking.valuation_id,
        doc_type=kind or proposed_kind(taking.name),
        file_name=taking.name,
        storage_key=taking.stored.sha256,
        sha256=taking.stored.sha256,
        source=DocSource.USER_UPLOAD,
        created_at=services.clock.now(),
        uploaded_by_id=actor.user_id,
        pages=taking.facts.pages,
        size=taking.stored.size,
        kind_by=KindBy.NAME if kind is None else KindBy.PERSON,
    )


def new_image(services: Services, actor: Actor, taking: Taking, order: int) -> Image:
    """A photo at a place in the row, with what EXIF says and how it looks."""
    width, height = taking.facts.shown_size
    return Image(
        id=new_id(),
        valuation_id=taking.valuation_id,
        file_name=taking.name,
        storage_key=taking.stored.sha256,
        sha256=taking.stored.sha256,
        created_at=services.clock.now(),
        order=order,
        uploaded_by_id=actor.user_id,
        width=width,
        height=height,
        size=taking.stored.size,
        taken_at=taking.facts.taken_at,
        latitude=taking.facts.latitude,
        longitude=taking.facts.longitude,
        likeness=taking.facts.likeness,
        sharpness=taking.facts.sharpness,
        brightness=taking.facts.brightness,
    )
