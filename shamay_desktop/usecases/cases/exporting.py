"""A case becomes a case folder that imports again to the same case, to the byte."""

from pathlib import Path, PurePosixPath

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_folder import describe
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.drawing_files import drawn_apart
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Document, Image
from shamay_desktop.domain.file_names import portable_name
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.services import Services

_FOLDERS = {DocType.GIS_SCREENSHOT: "maps", DocType.GARMUSHKA: "plans"}


def export_case(services: Services, actor: Actor, valuation_id: str, root: Path) -> None:
    """Write the case's values, papers and photos to a folder.

    Raises Refused(`case_unknown`, `folder_not_empty`), NotAllowed, WorldFailed.
    """
    valuation, evidence = case_now(services, actor, valuation_id)
    write_case(services, valuation.case, evidence, root)


def write_case(services: Services, case: Case, evidence: CaseEvidence, root: Path) -> None:
    """The same of a case that is in memory. Raises Refused(`folder_not_empty`), WorldFailed."""
    documents, photos = _names(evidence)
    papers = {document.sha256: name for name, document in documents.items()}
    rest, drawings = drawn_apart(case, papers)
    description = _described(rest, documents, photos)
    hashes = {name: document.sha256 for name, document in documents.items()}
    hashes |= {name: image.sha256 for name, image in photos.items()}
    files = {name: services.store.path(sha256) for name, sha256 in hashes.items()}
    services.folders.write(root, description, files, drawings)


def description_of(services: Services, actor: Actor, valuation_id: str) -> Json:
    """What `export_case` would write as `case.json`, with the drawings in it.

    Raises Refused(`case_unknown`).
    """
    valuation, evidence = case_now(services, actor, valuation_id)
    return _described(valuation.case, *_names(evidence))


def _described(case: Case, documents: dict[str, Document], photos: dict[str, Image]) -> Json:
    return describe(
        case,
        {PurePosixPath(name).name: document for name, document in documents.items()},
        {PurePosixPath(name).name: image for name, image in photos.items()},
    )


def _names(evidence: CaseEvidence) -> tuple[dict[str, Document], dict[str, Image]]:
    """Relative names for any disk, unique among all papers and among all photos."""
    documents: dict[str, Document] = {}
    taken: set[str] = set()
    for document in evidence.documents:
        name = _free(document.file_name, taken)
        documents[f"{_FOLDERS.get(document.doc_type, 'documents')}/{name}"] = document
    photos: dict[str, Image] = {}
    taken = set()
    for image in evidence.images:
        photos[f"photos/{_free(image.file_name, taken)}"] = image
    return documents, photos


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, portable_name(name)
    while free.casefold() in taken:
        number += 1
        free = portable_name(name, number)
    taken.add(free.casefold())
    return free
