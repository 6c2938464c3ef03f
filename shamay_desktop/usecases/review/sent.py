"""What a case was when it was sent to review: kept as a file of the case, compared afterwards."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_values, encode_values
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.file_differences import (
    ShownFile,
    decode_file,
    encode_file,
    shown_files,
)
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Asset, AssetType
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_differences import BlockText, block_texts
from shamay_desktop.domain.sealing import canonical_json
from shamay_desktop.domain.standards import Finding
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.report.papers import annexed
from shamay_desktop.usecases.services import Services

_SLUG = "sent-"
_FILE = "sent-to-review.json"

FindingKey = tuple[str, str, tuple[str, ...]]
"""Rule, severity and fields: what makes two findings the same one."""


@dataclass(frozen=True, slots=True)
class SentState:
    """A case as it was sent: when, by whose user id, its values, files, findings, and what its
    report said in its language, block by block.
    """

    at: datetime
    by: str
    case: Case
    files: tuple[ShownFile, ...]
    findings: frozenset[FindingKey]
    language: Language = Language.HE
    blocks: tuple[BlockText, ...] = ()


def finding_key(finding: Finding) -> FindingKey:
    """What tells a finding from others, whatever its words."""
    return finding.rule, finding.severity.value, tuple(finding.fields)


def files_of(evidence: CaseEvidence) -> tuple[ShownFile, ...]:
    """The papers and photos of a case as its report shows them."""
    return shown_files(annexed(evidence), evidence.images)


def keep_sent(
    services: Services,
    actor: Actor,
    work: UnitOfWork,
    case: Case,
    evidence: CaseEvidence,
    findings: Sequence[Finding],
    report: ReportContent,
) -> str:
    """Keep the state in the content store and as an asset of the case; returns its SHA-256."""
    told: dict[str, Json] = {
        "format": 1,
        "id": case.id,
        "fields": encode_values(case.values),
        "files": [encode_file(each) for each in files_of(evidence)],
        "findings": [[rule, severity, list(fields)]
                     for rule, severity, fields in map(finding_key, findings)],
        "blocks": [[block.key, block.section, block.words] for block in block_texts(report)],
        "language": report.language.value,
    }  # fmt: skip
    stored = services.store.add_bytes(canonical_json(told))
    sent = Asset(
        new_id(), case.id, AssetType.JSON, _FILE, stored.sha256, stored.sha256,
        f"{_SLUG}{new_id()}", actor.user_id, services.clock.now(),
    )  # fmt: skip
    work.assets.add(sent)
    return stored.sha256


def sent_states(services: Services, work: UnitOfWork, valuation_id: str) -> tuple[SentState, ...]:
    """What was sent so far, the last first. A file that is lost or altered is passed over."""
    sent = [asset for asset in work.assets.of(valuation_id) if asset.slug.startswith(_SLUG)]
    found = [_state_of(services, asset) for asset in reversed(sent)]
    return tuple(state for state in found if state is not None)


def _state_of(services: Services, asset: Asset) -> SentState | None:
    raw = read_json(services, asset.sha256)
    if raw is None:
        return None
    return SentState(
        at=asset.created_at,
        by=asset.generated_by_id,
        case=Case(asset.valuation_id or "", decode_values(raw.get("fields"))[0]),
        files=tuple(filter(None, map(decode_file, _list(raw, "files")))),
        findings=frozenset(_keys(_list(raw, "findings"))),
        language=Language.EN if raw.get("language") == Language.EN.value else Language.HE,
        blocks=tuple(_blocks(_list(raw, "blocks"))),
    )


def _list(raw: Mapping[str, object], name: str) -> Sequence[object]:
    found = raw.get(name)
    return found if isinstance(found, list) else ()


def _blocks(raw: Sequence[object]) -> Sequence[BlockText]:
    return [BlockText(*map(str, each)) for each in raw if isinstance(each, list) and len(each) == 3]


def _keys(raw: Sequence[object]) -> Sequence[FindingKey]:
    return [
        (str(each[0]), str(each[1]), tuple(map(str, each[2])))
        for each in raw
        if isinstance(each, list) and len(each) == 3 and isinstance(each[2], list)
    ]


def read_json(services: Services, sha256: str) -> Mapping[str, object] | None:
    """An object of the content store; None when the file is gone or altered."""
    try:
        content = services.store.path(sha256).read_bytes()
        raw = json.loads(content) if hashlib.sha256(content).hexdigest() == sha256 else None
    except (OSError, ValueError, WorldFailed):
        return None
    return raw if isinstance(raw, dict) else None
