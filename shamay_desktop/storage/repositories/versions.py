"""Versions of the office's reports."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from shamay_desktop.domain.errors import Conflict
from shamay_desktop.domain.records import AssetType, Status
from shamay_desktop.domain.sealing import ReportSigner, ReportVersion, VersionKind
from shamay_desktop.domain.signing import Capacity, Level, SignatureMethod
from shamay_desktop.storage.scope import OfficeRows
from shamay_desktop.storage.tables import assets, report_versions, valuations

_COLUMN = report_versions.c
_PLAIN = (
    "valuation_id", "number", "pdf_sha256", "content_sha256", "case_json_sha256", "created_by",
    "audit_head", "replaces_id", "superseded_by_id", "note",
)  # fmt: skip


class SqlVersions:
    """The port `Versions`."""

    def __init__(self, rows: OfficeRows) -> None:
        self._rows = rows

    def add(self, version: ReportVersion) -> None:
        """Insert the version of a valuation."""
        given = {"id": version.id, "created_at": version.created_at, **_columns_of(version)}
        self._rows.insert(report_versions, given)

    def seal(self, version: ReportVersion) -> None:
        """A draft becomes what it was begun for."""
        standing = self._held(version.id)
        if standing is None or standing.kind is not VersionKind.DRAFT:
            raise Conflict("version_changed")
        columns = _columns_of(version)
        del columns["superseded_by_id"]
        self._rows.update(report_versions, version.id, columns)

    def extend(self, before: ReportVersion, after: ReportVersion) -> None:
        """The longer file and its signers, where nobody else was faster."""
        if self._held(before.id) != before:
            raise Conflict("version_changed")
        given = {"pdf_sha256": after.pdf_sha256, "signers": _signers_json(after)}
        self._rows.update(report_versions, before.id, given)

    def supersede(self, version_id: str, by: str) -> None:
        """The mark of what took a sealed version's place; once and for all."""
        standing = self._held(version_id)
        if standing is None or standing.superseded_by_id not in (None, by):
            raise Conflict("version_changed")
        self._rows.update(report_versions, version_id, {"superseded_by_id": by})

    def _held(self, version_id: str) -> ReportVersion | None:
        own = self._rows.select(report_versions).where(_COLUMN.id == version_id)
        found = self._rows.read_held(own)
        return _version_of(found[0]) if found else None

    def get(self, version_id: str) -> ReportVersion | None:
        """One version, None when the office has none of this id."""
        found = self._rows.read(self._rows.select(report_versions).where(_COLUMN.id == version_id))
        return _version_of(found[0]) if found else None

    def of(self, valuation_id: str) -> ReportVersion | None:
        """The version that a valuation is."""
        own = self._rows.select(report_versions).where(_COLUMN.valuation_id == valuation_id)
        found = self._rows.read(own)
        return _version_of(found[0]) if found else None

    def drafts_for(self, version_id: str) -> Sequence[ReportVersion]:
        """What was begun to replace a version and does not lie in the trash."""
        own = self._rows.select(report_versions).where(
            _COLUMN.replaces_id == version_id, _COLUMN.kind == VersionKind.DRAFT.value
        )
        drafts = [_version_of(row) for row in self._rows.read(own.order_by(_COLUMN.id))]
        kept = self._rows.select(valuations, valuations.c.id)
        ids = [draft.valuation_id for draft in drafts]
        there = {row["id"] for row in self._rows.read(kept.where(valuations.c.id.in_(ids)))}
        return [draft for draft in drafts if draft.valuation_id in there]

    def line_of(self, version: ReportVersion) -> Sequence[ReportVersion]:
        """The version with all that it replaces, the first one first."""
        line, known = [version], {version.id}
        while line[-1].replaces_id is not None:
            before = self.get(line[-1].replaces_id)
            if before is None or before.id in known:
                break
            line.append(before)
            known.add(before.id)
        return line[::-1]

    def after(self, version_id: str) -> Sequence[ReportVersion]:
        """What was begun or sealed to replace a version, by number and age."""
        own = self._rows.select(report_versions).where(_COLUMN.replaces_id == version_id)
        ordered = own.order_by(_COLUMN.number, _COLUMN.created_at, _COLUMN.id)
        return [_version_of(row) for row in self._rows.read(ordered)]

    def issued_as(self, sha256: str) -> ReportVersion | None:
        """The version that a file of this hash belongs to, as it is or as it was before."""
        own = self._rows.select(report_versions).where(_COLUMN.pdf_sha256 == sha256)
        found = self._rows.read(own)
        if found:
            return _version_of(found[0])
        made = self._rows.select(assets, assets.c.valuation_id, assets.c.slug).where(
            assets.c.sha256 == sha256, assets.c.asset_type == AssetType.PDF.value
        )
        for row in self._rows.read(made):
            if row["slug"].startswith("sealed-"):
                return self.of(row["valuation_id"])
        return None

    def sealed_references(self, reference: str) -> Sequence[str]:
        """Ids of valuations that are sealed and bear a reference."""
        column = valuations.c
        own = self._rows.select(valuations, column.id).where(
            column.reference == reference,
            column.status.in_((Status.SIGNED.value, Status.ARCHIVED.value)),
        )
        return [row["id"] for row in self._rows.read(own.order_by(column.id))]


def _columns_of(version: ReportVersion) -> dict[str, object]:
    columns: dict[str, object] = {name: getattr(version, name) for name in _PLAIN}
    columns["kind"], columns["method"] = version.kind.value, version.method.value
    columns["signers"] = _signers_json(version)
    return columns


def _signers_json(version: ReportVersion) -> list[dict[str, object]]:
    return [_signer_json(signer) for signer in version.signers]


def _version_of(row: RowMapping) -> ReportVersion:
    return ReportVersion(
        id=row["id"],
        kind=VersionKind(row["kind"]),
        method=SignatureMethod(row["method"]),
        created_at=row["created_at"],
        signers=tuple(_signer_of(raw) for raw in row["signers"]),
        **{name: row[name] for name in _PLAIN},
    )


def _signer_json(signer: ReportSigner) -> dict[str, object]:
    return {
        "name": signer.name,
        "capacity": signer.capacity.value,
        "at": signer.at.isoformat(),
        "fingerprint": signer.fingerprint,
        "level": None if signer.level is None else signer.level.value,
    }


def _signer_of(raw: Mapping[str, Any]) -> ReportSigner:
    level = raw.get("level")
    return ReportSigner(
        name=raw["name"],
        capacity=Capacity(raw["capacity"]),
        at=datetime.fromisoformat(raw["at"]),
        fingerprint=raw.get("fingerprint", ""),
        level=None if level is None else Level(level),
    )
