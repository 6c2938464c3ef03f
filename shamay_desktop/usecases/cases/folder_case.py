"""A case folder looked at without importing it: its values, and what its files are."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_folder import Description, PaperNote, PhotoNote, read_description
from shamay_desktop.domain.drawing_files import read_drawing_files
from shamay_desktop.domain.drawing_merging import with_drawings
from shamay_desktop.domain.errors import Refused, RefusedMany
from shamay_desktop.domain.evidence import (
    CaseEvidence,
    DocSource,
    DocType,
    Document,
    Image,
    RoomType,
)
from shamay_desktop.domain.paper_kinds import proposed_kind
from shamay_desktop.usecases.file_ports import CaseFolder
from shamay_desktop.usecases.reading.at_once import OnPage, stored_paper, with_readings
from shamay_desktop.usecases.services import Services

_KINDS_OF_PLACES: Mapping[str, DocType] = MappingProxyType(
    {"maps": DocType.GIS_SCREENSHOT, "plans": DocType.GARMUSHKA}
)
"""Folders of a case folder whose papers are what the folder is called."""


def case_of_folder(services: Services, root: Path) -> Case:
    """The values of a case folder as a case. Raises as `read_folder`.

    A drawing names its paper by the file's name, as nothing is hashed; so do the papers of
    `evidence_of_folder`. Papers that were read are those of `case_of_read_folder`.
    """
    folder, description = read_folder(services, root)
    names = {name: PurePosixPath(name).name for name in relative_names(folder)}
    return _case(description, names)


def case_of_read_folder(services: Services, root: Path, evidence: CaseEvidence) -> Case:
    """The values of a case folder, its drawings on the papers that `read_evidence_of_folder` read.

    Raises as `read_folder`.
    """
    folder, description = read_folder(services, root)
    names = [relative_name(path) for path, _ in papers_of(folder, description)]
    papers = zip(names, evidence.documents, strict=True)
    return _case(description, {name: paper.sha256 for name, paper in papers})


def _case(description: Description, hashes: Mapping[str, str]) -> Case:
    values = with_drawings(Case(""), description.values, description.drawings, hashes)
    return Case(description.case_id or "", MappingProxyType(dict(values)))


def evidence_of_folder(services: Services, root: Path) -> CaseEvidence:
    """Papers and photos by name alone, also where a hash stands: nothing is opened or kept.

    Raises as `read_folder`.
    """
    folder, description = read_folder(services, root)
    now = services.clock.now()
    documents = tuple(
        Document(
            path.name, "", kind, path.name, "", path.name, DocSource.USER_UPLOAD, now,
            caption=note.caption or "",
            rotation=note.rotation or 0,
            order=note.order,
        )
        for path, kind in papers_of(folder, description)
        for note in (description.documents.get(path.name, PaperNote()),)
    )  # fmt: skip
    images = tuple(
        Image(
            path.name, "", path.name, "", "", now,
            room_type=note.room or RoomType.OTHER,
            finish_level=note.finish,
            caption=note.caption or "",
            front=bool(note.front),
            order=number if note.order is None else note.order,
            rotation=note.rotation or 0,
            notes=note.notes or "",
        )
        for number, path in enumerate(folder.photos)
        for note in (description.photos.get(path.name, PhotoNote()),)
    )  # fmt: skip
    return CaseEvidence(documents, images)


def read_evidence_of_folder(
    services: Services, root: Path, on_page: OnPage | None = None
) -> CaseEvidence:
    """Papers and photos of a folder, the papers read; photos by name alone.

    The papers are copied into the store of the services. Raises as `read_folder`, RefusedMany
    with every file that cannot be opened.
    """
    folder, description = read_folder(services, root)
    documents: list[Document] = []
    problems: list[Refused] = []
    for path, _ in papers_of(folder, description):
        note = description.documents.get(path.name, PaperNote())
        try:
            paper = stored_paper(services, path, kind_said(path, note))
        except Refused as problem:
            problems.append(problem)
            continue
        told = (note.caption or "", note.rotation or 0, note.order)
        documents.append(replace(paper, caption=told[0], rotation=told[1], order=told[2]))
    if problems:
        raise RefusedMany(problems)
    photos = evidence_of_folder(services, root).images
    return with_readings(services, CaseEvidence(tuple(documents), photos), on_page)


def kind_said(path: Path, note: PaperNote) -> DocType | None:
    """The kind that a folder says of a paper, by name or by where it lies; None for a guess.

    "Other" says nothing: what a paper is follows from its words when it is read.
    """
    if note.kind is not None:
        return None if note.kind is DocType.OTHER else note.kind
    return _KINDS_OF_PLACES.get(path.parent.name)


def read_folder(services: Services, root: Path) -> tuple[CaseFolder, Description]:
    """A case folder and its description, whose files are all there.

    Raises Refused(`folder_missing`, `case_json_broken`, `drawing_file_broken`, …), RefusedMany with
    every entry that does not fit and every file that is named and missing, WorldFailed.
    """
    folder = services.folders.read(root)
    description = read_description(folder.description)
    papers = {path.name for path in (*folder.documents, *folder.maps, *folder.plans)}
    photos = {path.name for path in folder.photos}
    missing = [name for name in description.documents if name not in papers]
    missing += [name for name in description.photos if name not in photos]
    if missing:
        raise RefusedMany([Refused("file_missing", file=name) for name in missing])
    drawings = read_drawing_files(folder.drawings, relative_names(folder))
    return folder, replace(description, drawings=drawings)


def relative_names(folder: CaseFolder) -> Collection[str]:
    """The papers of a folder by their names relative to it."""
    papers = (*folder.documents, *folder.maps, *folder.plans)
    return frozenset(relative_name(path) for path in papers)


def relative_name(path: Path) -> str:
    """A file of a case folder by the folder it lies in and its own name."""
    return f"{path.parent.name}/{path.name}"


def papers_of(folder: CaseFolder, description: Description) -> list[tuple[Path, DocType]]:
    """Every paper with its kind: as described, else by its folder or its name."""
    named = {name: note.kind for name, note in description.documents.items()}
    return [
        *((path, named.get(path.name) or proposed_kind(path.name)) for path in folder.documents),
        *((path, named.get(path.name) or _KINDS_OF_PLACES["maps"]) for path in folder.maps),
        *((path, named.get(path.name) or _KINDS_OF_PLACES["plans"]) for path in folder.plans),
    ]
