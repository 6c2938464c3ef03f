"""The audit chain: the text of a line, its hash, and where a chain is broken."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from shamay_desktop.domain.case_json import Json
from shamay_desktop.storage.column_types import canonical_json, from_json, utc_text

BEGINNING = "0" * 64
"""What the first line names as its predecessor."""

_HASHED = ("organization_id", "n", "subject_type", "subject_id", "action", "actor_id", "prev")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of the trail says, before it is hashed."""

    organization_id: str
    n: int
    subject_type: str
    subject_id: str
    action: str
    actor_id: str
    at: datetime
    payload: Mapping[str, Json]
    prev: str

    def columns(self) -> dict[str, object]:
        """The line as its row, with the text that was hashed and its hash."""
        said = {name: getattr(self, name) for name in _HASHED}
        canonical = canonical_json({**said, "at": utc_text(self.at), "payload": dict(self.payload)})
        return {
            **said,
            "at": self.at,
            "payload": dict(self.payload),
            "canonical": canonical,
            "hash": hash_of(canonical),
        }


def hash_of(canonical: str) -> str:
    """SHA-256 of a line's text, which holds its predecessor's hash."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def broken_at(rows: Iterable[RowMapping]) -> int | None:
    """The first line (in order of n) that does not fit: number, predecessor, hash or columns."""
    prev = BEGINNING
    for expected, row in enumerate(rows, start=1):
        if row["n"] != expected or row["prev"] != prev or not _says_what_was_hashed(row):
            return expected
        prev = row["hash"]
    return None


def _says_what_was_hashed(row: RowMapping) -> bool:
    if hash_of(row["canonical"]) != row["hash"]:
        return False
    try:
        said = from_json(row["canonical"])
    except ValueError:
        return False
    shown = {name: row[name] for name in _HASHED}
    return said == {**shown, "at": utc_text(row["at"]), "payload": row["payload"]}
