"""A case folder looked at without importing it: its values, and what its files are."""

from pathlib import Path

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_folder import Description, PhotoNote, read_description
from shamay_desktop.domain.evidence import (
    CaseEvidence,
    DocSource,
    DocType,
    Document,
    Image,
    RoomType,
)
from shamay_desktop.domain.paper_kinds import proposed_kind
from shamay_desktop.usecases.ports import CaseFolder
from shamay_desktop.usecases.services import Services


def case_of_folder(services: Services, root: Path) -> Case:
    """The values of a case folder as a case. Raises RefusedMany, Refused."""
    folder = services.folders.read(root)
    description = read_description(folder.description)
    return Case(description.case_id or "", description.values)


def evidence_of_folder(services: Services, root: Path) -> CaseEvidence:
    """Papers and photos by name alone: nothing is opened, hashed or kept."""
    folder = services.folders.read(root)
    description = read_description(folder.description)
    now = services.clock.now()
    documents = tuple(
        Document(path.name, "", kind, path.name, "", "", DocSource.USER_UPLOAD, now)
        for path, kind in _papers(folder, description)
    )
    images = tuple(
        Image(
            path.name, "", path.name, "", "", now,
            room_type=note.room or RoomType.OTHER,
            finish_level=note.finish,
            caption=note.caption or "",
            front=bool(note.front),
            order=number if note.order is None else note.order,
        )
        for number, path in enumerate(folder.photos)
        for note in (description.photos.get(path.name, PhotoNote()),)
    )  # fmt: skip
    return CaseEvidence(documents, images)


def _papers(folder: CaseFolder, description: Description) -> list[tuple[Path, DocType]]:
    named = description.documents
    return [
        *((path, named.get(path.name) or proposed_kind(path.name)) for path in folder.documents),
        *((path, named.get(path.name) or DocType.GIS_SCREENSHOT) for path in folder.maps),
        *((path, named.get(path.name) or DocType.GARMUSHKA) for path in folder.plans),
    ]
