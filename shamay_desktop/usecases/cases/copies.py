"""Other copies of a case that are newer than it: most lost work is an old copy that was opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case, Value, walk_value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.records import Valuation, ValuationLine
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.services import Services


class Kinship(StrEnum):
    """Why two cases are taken for copies of one."""

    DUPLICATE = "duplicate"
    ORIGINAL = "original"
    SAME_REFERENCE = "same_reference"
    SAME_PARCEL = "same_parcel"


@dataclass(frozen=True, slots=True)
class NewerCopy:
    """Another copy of a case that was changed later: which one, why it is a copy, when, by whom."""

    line: ValuationLine
    kinship: Kinship
    edited_at: datetime
    edited_by_name: str


def newer_copies(services: Services, actor: Actor, valuation_id: str) -> tuple[NewerCopy, ...]:
    """Copies of the case that were changed later than it, latest first; none of the trash.

    A duplicate that nobody changed since it was made is not newer. Raises Refused
    (`case_unknown`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        stored = work.valuations.get(valuation_id)
        if stored is None:
            raise Refused("case_unknown", case=valuation_id)
        valuation = valuation_now(work, valuation_id)
        names = {person.id: person.name for person in work.offices.people()}
        changed = [
            (line, _changed_at(valuation_now(work, line.id)))
            for line in work.valuations.copies_of(valuation)
        ]
    own = _changed_at(valuation)
    newer = [
        NewerCopy(line, _kinship(valuation, line), at, names.get(line.updated_by or "", ""))
        for line, at in changed
        if at > own and line.created_at is not None and at > line.created_at
    ]
    return tuple(sorted(newer, key=lambda copy: copy.edited_at, reverse=True))


def last_edit(case: Case) -> datetime | None:
    """When the newest of a case's values was made, None when no value tells.

    It stands in the values themselves, so it travels in a case folder and a backup.
    """
    return max(_times(case.values.items()), default=None)


def _changed_at(valuation: Valuation) -> datetime:
    """The last write of the row or, when that is later, the last value typed in a session."""
    ...
