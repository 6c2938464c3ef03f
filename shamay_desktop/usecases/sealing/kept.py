"""What is kept of a signed report in the content store: read only when it is what was kept."""

import hashlib
import json
from enum import StrEnum
from pathlib import Path

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import decode_values
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.sealing import ReportVersion
from shamay_desktop.usecases.services import Services


class Kept(StrEnum):
    """What became of a case's values that were kept at signing, beside the case as it is now.

    SAME, DIFFERS: they are at hand, and the case says so or otherwise. ALTERED, LOST: their file
    was changed or is gone, so nothing can be compared. UNKNOWN: the case is not at hand.
    """

    SAME = "same"
    DIFFERS = "differ"
    ALTERED = "altered"
    LOST = "lost"
    UNKNOWN = "unknown"


def sealed_file(services: Services, sha256: str) -> Path:
    """Where the file of a signed report lies, if it is that file to its last byte.

    Raises WorldFailed(`stored_file_missing`, `stored_file_altered`: file).
    """
    path = services.store.path(sha256)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WorldFailed("stored_file_missing", file=sha256[:12]) from error
    if found != sha256:
        raise WorldFailed("stored_file_altered", file=sha256[:12])
    return path


def kept_case(services: Services, version: ReportVersion) -> tuple[Kept, Case | None]:
    """The values as they were kept at signing: SAME with them, else why they are not there."""
    sha256 = version.case_json_sha256
    if sha256 is None:
        return Kept.UNKNOWN, None
    try:
        content = services.store.path(sha256).read_bytes()
    except (OSError, WorldFailed):
        return Kept.LOST, None
    if hashlib.sha256(content).hexdigest() != sha256:
        return Kept.ALTERED, None
    try:
        values, refused = decode_values(json.loads(content)["fields"])
    except (ValueError, KeyError, TypeError, Refused):
        return Kept.ALTERED, None
    if refused:  # of a program that knew other fields
        return Kept.UNKNOWN, None
    return Kept.SAME, Case(version.valuation_id, values)
