"""Other copies of a case that are newer than it: most lost work is an old copy that was opened."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.last_edit import last_edit
from shamay_desktop.domain.records import Valuation, ValuationLine
from shamay_desktop.usecases.cases.working import valuation_now
from shamay_desktop.usecases.services import Services

MOST_COPIES = 12
"""So many copies are looked into, the latest written."""


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
    """Copies of the case in which something was entered later than in it, latest first.

    What a duplicate took along is as old as in its original, so one that nobody changed is not
    newer. None of the trash. Raises Refused(`case_unknown`), NotAllowed, WorldFailed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        valuation = valuation_now(work, valuation_id)
        names = {person.email: person.name for person in work.offices.people()}
        lines = work.valuations.copies_of(valuation)[:MOST_COPIES]
        entered = [(line, last_edit(valuation_now(work, line.id).case)) for line in lines]
    own = last_edit(valuation.case)
    newer = [
        NewerCopy(line, _kinship(valuation, line), last.at, names.get(last.by, last.by))
        for line, last in entered
        if last is not None and (own is None or last.at > own.at)
    ]
    return tuple(sorted(newer, key=lambda copy: copy.edited_at, reverse=True))


def _kinship(valuation: Valuation, line: ValuationLine) -> Kinship:
    if line.id == valuation.copied_from_id:
        return Kinship.ORIGINAL
    if valuation.id == line.copied_from_id or (
        line.copied_from_id is not None and line.copied_from_id == valuation.copied_from_id
    ):
        return Kinship.DUPLICATE
    same = line.reference and line.reference == valuation.case.text("report.reference")
    return Kinship.SAME_REFERENCE if same else Kinship.SAME_PARCEL
