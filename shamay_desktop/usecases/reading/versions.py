"""The versions of what was read from a paper: seen, taken up again, carried to a copy."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.reading.reading_json import decode_reading, encode_reading
from shamay_desktop.domain.records import Extraction, Happened
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.evidence.changing import changing_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.reading.papers import add_version, kind_of, said_kind
from shamay_desktop.usecases.services import Services


def versions_of(
    services: Services, actor: Actor, valuation_id: str, document_id: str
) -> tuple[Extraction, ...]:
    """Every version of what was read from a paper, the first one first.

    Raises Refused(`evidence_unknown`), NotAllowed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        _document(work, valuation_id, document_id)
        return tuple(work.evidence.extractions(document_id))


def restore_version(
    services: Services, actor: Actor, valuation_id: str, document_id: str, number: int
) -> Changes:
    """Take an earlier version up again, as a new one; values of the case stay as they are.

    Raises Refused(`evidence_unknown`, `version_unknown`, `reading_broken`, `reading_newer`),
    NotAllowed.
    """
    with changing_evidence(services, actor, valuation_id) as work:
        document = _document(work, valuation_id, document_id)
        versions = work.evidence.extractions(document_id)
        version = next((each for each in versions if each.number == number), None)
        if version is None:
            raise Refused("version_unknown", number=number)
        read = decode_reading(version.content)
        # As the paper is now, so that it does not at once ask to be read again.
        now = replace(read, kind_said=said_kind(document), rotation=document.rotation)
        content = encode_reading(now)
        kind, by = kind_of(document, now)
        saved = replace(document, doc_type=kind, kind_by=by, extracted=content)
        work.evidence.save_document(saved)
        made = add_version(services, actor, work, document_id, content, number)
        told: dict[str, Json] = {"from": str(number), "version": str(made)}
        work.trail.write(Happened("reading_restored", "evidence", document_id, told))
    return Changes(valuation_id, evidence=True)


def carry_versions(work: UnitOfWork, from_id: str, to_id: str) -> None:
    """Give a new row of the same paper the versions that the old one has."""
    for version in work.evidence.extractions(from_id):
        work.evidence.add_extraction(replace(version, id=new_id(), document_id=to_id))


def _document(work: UnitOfWork, valuation_id: str, document_id: str) -> Document:
    papers = work.evidence.documents(valuation_id)
    found = next((paper for paper in papers if paper.id == document_id), None)
    if found is None:
        raise Refused("evidence_unknown", evidence=document_id)
    return found
