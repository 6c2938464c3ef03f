"""When a case was last worked on, as its values tell: it travels with them wherever they go."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shamay_desktop.domain.case import Case, Origin, Provenance, Value, walk_value

_PROPOSED = (Origin.DEFAULT, Origin.PROFILE, Origin.COMPUTED)


@dataclass(frozen=True, slots=True)
class LastEdit:
    """When a case's newest entry was made (UTC), and by whose e-mail, empty when it says none."""

    at: datetime
    by: str


def last_edit(case: Case) -> LastEdit | None:
    """The newest entry of a case, None when no value tells when it was made.

    It stands in the values themselves, so it travels in case folders and backups, and a
    duplicate or an import does not make it younger. Proposals of the program are nobody's work;
    an entry that only took something away leaves no trace.
    """
    values = (value for path, whole in case.values.items() for _, value in walk_value(path, whole))
    found = [edit for value in values if (edit := _edit_of(value)) is not None]
    return max(found, key=lambda edit: edit.at, default=None)


def _edit_of(value: Value) -> LastEdit | None:
    source = value.provenance
    at = entered_at(source)
    if source is None or at is None or source.origin in _PROPOSED:
        return None
    return LastEdit(at, source.by or "")


def entered_at(source: Provenance | None) -> datetime | None:
    """When a value was entered (UTC where it names no zone), None where it does not tell."""
    if source is None or source.at is None:
        return None
    try:
        at = datetime.fromisoformat(source.at)
    except ValueError:  # a folder of another program may say anything
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
