"""A report's versions as they were issued and signed, and what a case says, as one hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import StrEnum

from shamay_desktop.domain.case import Case, Content, Row, State, Value
from shamay_desktop.domain.case_json import Json, encode_values
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.fields.drawing_tables import DERIVED
from shamay_desktop.domain.report_content import ReportContent, SignatureBlock
from shamay_desktop.domain.signing import Capacity, Level, SignatureMethod


class VersionKind(StrEnum):
    """DRAFT: begun, to replace a signed one. ISSUED: sealed without a certificate (no signature,
    or a picture of one). SIGNED: sealed with a certified signature.
    """

    DRAFT = "draft"
    ISSUED = "issued"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class ReportSigner:
    """Who signed a version, in what capacity, and when by the program's clock (UTC).

    `fingerprint` is the certificate's SHA-256 in hex, "" where the signature is none or a picture.
    """

    name: str
    capacity: Capacity
    at: datetime
    fingerprint: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """A version of a report: one valuation each, numbered through from the first one.

    Hashes are SHA-256 in hex: of the file as it was last issued, of what the case said
    (`content_hash`), of the kept JSON of its values with their sources; None for a draft.
    `audit_head` ends the case's audit lines at sealing, and stands in the file. `replaces_id` is
    the version before it, `superseded_by_id` the one that took its place. `note` is why it was
    begun.
    """

    id: str
    valuation_id: str
    number: int
    kind: VersionKind
    method: SignatureMethod
    created_by: str
    created_at: datetime
    pdf_sha256: str | None = None
    content_sha256: str | None = None
    case_json_sha256: str | None = None
    audit_head: str = ""
    replaces_id: str | None = None
    superseded_by_id: str | None = None
    signers: tuple[ReportSigner, ...] = ()
    note: str = ""

    @property
    def awaits_reviewer(self) -> bool:
        """Whether a reviewer's signature may still be added: it stands, by a certificate, and no
        reviewer has signed it.
        """
        stands = self.kind is VersionKind.SIGNED and self.superseded_by_id is None
        return stands and all(each.capacity is not Capacity.REVIEWER for each in self.signers)


_METHOD = "export.signature_method"
_PICTURES = "maps.pictures"


def content_hash(case: Case, evidence: CaseEvidence, printed_sha256: str) -> str:
    """SHA-256 in hex of what a case says and shows: values without their sources, its papers and
    photos as they are printed, and the report's own words (`printed_hash`). An edit that only
    changes where a value came from leaves it, and so does the way of signing, which is settled by
    signing; not asked and left empty say the same. What is drawn on maps and plans is told by every
    point of it; how a map picture was drawn last follows from that.
    """
    told: dict[str, Json] = {
        "printed": printed_sha256,
        "values": {
            path: _told(_as_said(path, value))
            for path, value in sorted(case.values.items())
            if path != _METHOD and value.state is not State.EMPTY
        },
        "papers": sorted(_of_papers(evidence), key=repr),
        "photos": sorted(_of_photos(evidence), key=repr),
    }
    return hashlib.sha256(canonical_json(told)).hexdigest()


def printed_hash(contents: Sequence[ReportContent], signature: str | None = None) -> str:
    """SHA-256 in hex of reports' words, looks, letterheads and pictures, and of the picture of a
    signature. What signing settles is left out: the mark of a draft, the name in the file's own
    description, what stands above the signer's name.
    """
    told: dict[str, Json] = {
        "contents": [_plain(_unsettled(content)) for content in contents],
        "signature": signature,
    }
    return hashlib.sha256(canonical_json(told)).hexdigest()


def _unsettled(content: ReportContent) -> ReportContent:
    chapters = tuple(
        replace(
            chapter,
            blocks=tuple(
                replace(block, picture=None, stamp=0)
                if isinstance(block, SignatureBlock)
                else block
                for block in chapter.blocks
            ),
        )
        for chapter in content.chapters
    )
    unnamed = replace(content.metadata, identifier="")
    return replace(content, watermark=None, metadata=unnamed, chapters=chapters)


def _plain(thing: object) -> Json:
    """Any value of a report's tree as JSON; one of another kind or field is another JSON."""
    if thing is None or isinstance(thing, str | bool | int):
        return thing
    if is_dataclass(thing) and not isinstance(thing, type):
        held = {each.name: _plain(getattr(thing, each.name)) for each in fields(thing)}
        return {"kind": type(thing).__name__, **held}
    if isinstance(thing, Mapping):
        return {str(name): _plain(held) for name, held in thing.items()}
    if isinstance(thing, frozenset):
        return sorted((_plain(each) for each in thing), key=repr)
    if isinstance(thing, Iterable):
        return [_plain(each) for each in thing]
    return str(thing)


def case_json(case: Case) -> bytes:
    """The values of a case with their sources as canonical JSON: what is kept at sealing."""
    kept: dict[str, Json] = {"id": case.id, "format": 1, "fields": encode_values(case.values)}
    return canonical_json(kept)


def canonical_json(told: Mapping[str, Json]) -> bytes:
    """The one spelling of JSON that is hashed: names in order, no blanks, UTF-8."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _as_said(path: str, value: Value) -> Value:
    """The value without what follows from the others: the pictures as they were drawn last."""
    if path != _PICTURES or not isinstance(value.content, tuple):
        return value
    rows = tuple(
        Row(row.id, {name: cell for name, cell in row.cells.items() if name not in DERIVED})
        for row in value.content
        if isinstance(row, Row)
    )
    return replace(value, content=rows)


def _told(value: Value) -> Json:
    return [value.state.value, _content(value.content)]


def _content(content: Content | None) -> Json:
    if content is None or isinstance(content, str | bool):
        return content
    if isinstance(content, Mapping):
        return {name: _told(cell) for name, cell in content.items()}
    return [_row(item) if isinstance(item, Row) else item for item in content]


def _row(row: Row) -> Json:
    return {"id": row.id, "cells": {name: _told(cell) for name, cell in row.cells.items()}}


def _of_papers(evidence: CaseEvidence) -> list[Json]:
    return [
        [
            paper.sha256, paper.doc_type.value, paper.caption, paper.rotation, paper.order,
            paper.file_name,
        ]
        for paper in evidence.documents
    ]  # fmt: skip


def _of_photos(evidence: CaseEvidence) -> list[Json]:
    return [
        [
            photo.sha256, photo.room_type.value, photo.caption, photo.rotation, photo.order,
            photo.front,
        ]
        for photo in evidence.images
    ]  # fmt: skip
