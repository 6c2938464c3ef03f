"""The shapes of the JSON answers: exact strings, ISO dates, nothing a float."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from shamay_desktop.domain.case_json import Json, encode_values
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.money import plain
from shamay_desktop.domain.records import Valuation, ValuationLine
from shamay_desktop.domain.standards import Finding, words
from shamay_desktop.domain.steps import StepProgress
from shamay_desktop.domain.titles import address_of, parcel_of
from shamay_desktop.domain.valuation.result import ValuationResult, value_json
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.usecases.report.producing import WrittenFile


def finding_json(finding: Finding, texts: Texts) -> dict[str, Json]:
    """A finding with its sentence."""
    return {
        "rule": finding.rule,
        "clause": finding.clause,
        "severity": finding.severity.value,
        "fields": list(finding.fields),
        "text": strip_marks(words(finding, texts)),
        "reason": finding.reason,
    }


def findings_json(findings: Iterable[Finding], texts: Texts) -> list[Json]:
    """Findings, gravest first."""
    return [finding_json(finding, texts) for finding in findings]


def steps_json(steps: Iterable[StepProgress]) -> dict[str, Json]:
    """Each step's state."""
    return {progress.step.value: progress.state.value for progress in steps}


def value_answer(result: ValuationResult | None, texts: Texts) -> Json:
    """The value, null while it cannot be computed."""
    return None if result is None else dict(value_json(result, texts.language))


def files_json(files: Sequence[WrittenFile], base: Path) -> list[Json]:
    """Produced files; paths relative to the folder they were asked into."""
    return [
        {
            "type": item.asset.asset_type.value,
            "path": item.path.relative_to(base).as_posix(),
            "sha256": item.asset.sha256,
        }
        for item in files
    ]


def line_json(line: ValuationLine) -> dict[str, Json]:
    """A line of the list of cases."""
    return {
        "id": line.id,
        "title": line.title,
        "status": line.status.value,
        "address": line.address,
        "parcel": line.parcel,
        "client": line.client,
        "reference": line.reference,
        "value": None if line.final_valuation is None else plain(line.final_valuation),
        "updated_at": line.updated_at.isoformat(),
        "appraiser": line.created_by_name,
        "purpose": line.purpose,
        "archived_at": _moment(line.archived_at),
        "deleted_at": _moment(line.deleted_at),
        "copied_from": line.copied_from_id,
    }


def _moment(moment: datetime | None) -> Json:
    return None if moment is None else moment.isoformat()


def case_json(valuation: Valuation, evidence: CaseEvidence, steps: Json) -> dict[str, Json]:
    """A case with its values, papers and photos."""
    return {
        "id": valuation.id,
        "title": valuation.title,
        "status": valuation.status.value,
        "version": str(valuation.version),
        "address": address_of(valuation.case),
        "parcel": parcel_of(valuation.case),
        "steps": steps,
        "fields": encode_values(valuation.case.values),
        "documents": [
            {"id": item.id, "file": item.file_name, "kind": item.doc_type.value,
             "sha256": item.sha256, "pages": item.pages}
            for item in evidence.documents
        ],
        "photos": [
            {"id": item.id, "file": item.file_name, "room": item.room_type.value,
             "caption": item.caption, "front": item.front, "sha256": item.sha256}
            for item in evidence.images
        ],
    }  # fmt: skip
