"""Taking over, without a person, what the papers say beyond doubt where nothing stands."""

from datetime import datetime

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change, after
from shamay_desktop.domain.evidence import CaseEvidence
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.proposals import proposals

_ROUNDS = 3
"""What was taken may tell more, e.g. which unit of an order is the subject's; that ends soon."""


def clean_changes(case: Case, evidence: CaseEvidence, by: str, now: datetime) -> tuple[Change, ...]:
    """The changes that take every clean proposal; nobody has confirmed the values then.

    by: the e-mail of whoever set the work going. What stands, what is doubtful and what belongs
    to another property is left alone.
    """
    changes: list[Change] = []
    at = now.isoformat(timespec="milliseconds")
    for _ in range(_ROUNDS):
        clean = [proposal for proposal in proposals(case, evidence) if proposal.is_clean]
        made = accepting(case, clean, by=by, at=at, confirmed=False)
        if not made:
            break
        changes += made
        case = after(case, made)
    return tuple(changes)
