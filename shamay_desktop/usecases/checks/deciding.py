"""Deciding between sources: what is taken stands in the case, what was refused is written down."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from shamay_desktop.domain.case import Origin, Provenance, Row, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.evidence import Document
from shamay_desktop.domain.reading.accepting import accepting
from shamay_desktop.domain.reading.claim import Contradiction
from shamay_desktop.domain.reading.decisions import (
    deciding,
    decision_on,
    explaining_decision,
    spelling,
)
from shamay_desktop.domain.reading.gathering import fitted
from shamay_desktop.domain.reading.proposals import Proposal
from shamay_desktop.domain.reading.reading_json import reading_of
from shamay_desktop.domain.reading.whole_lists import Taken, put_over, rows_of_claim
from shamay_desktop.domain.reading.witnesses import value_of_found
from shamay_desktop.usecases.wizard.session import WizardSession


def take_claim(
    session: WizardSession,
    contradiction: Contradiction,
    taken: Value,
    reason: str = "",
    proposals: Iterable[Proposal] = (),
) -> tuple[Change, ...]:
    """The changes that take a content for a fact and refuse what every other source says.

    The decision comes first, so that taking it back leads to where it was made. A value that was
    read from a paper is confirmed by whoever takes it; what already stands so is not set again.
    A paper's list takes the place of the case's, row by row: what was typed beside the paper's
    words stays. Nobody looks at a whole list cell by cell: those that were read with a doubt wait
    for their own confirmation. `proposals` are those of the papers, for the columns that nobody
    compares.
    """
    case = session.case
    by = session.typed(session.actor.email)
    day = session.typed(session.today.isoformat())
    chosen = next((each for each in contradiction.claims if each.value is taken), None)
    claims = [claim.value for claim in contradiction.claims if claim is not chosen]
    confirmed = _confirmed(taken, by.provenance)
    if chosen is not None and chosen.document is not None and _has_rows(taken):
        read = rows_of_claim(contradiction.path, chosen, proposals)
        rows = tuple(_taken_row(row, read, by.provenance) for row in read.rows)
        taken = confirmed = replace(taken, content=put_over(case, contradiction.path, rows))
    changes = deciding(
        case, contradiction.subject, taken, claims, by=by, day=day,
        reason=session.typed(reason) if reason else None,
    )  # fmt: skip
    standing = case.value(contradiction.path)
    if standing is not None and spelling(standing) == spelling(taken):
        return changes
    return (*changes, *setting(case, contradiction.path, confirmed))


def explain_decision(
    session: WizardSession, subject: str, reason: str | None
) -> tuple[Change, ...]:
    """The changes that give a decision its reason, or take it back."""
    if decision_on(session.case, subject) is None:
        return ()
    return explaining_decision(session.case, subject, session.typed(reason) if reason else None)


def accept_proposals(session: WizardSession, chosen: Sequence[Proposal]) -> tuple[Change, ...]:
    """The changes that take what papers propose; whoever takes one alone has looked at it.

    Of several taken at once, as the rows of a list, those that were read with a doubt stay
    unconfirmed until a person looks at each (`confirming`).
    """
    stamp = session.typed("").provenance
    at = (None if stamp is None else stamp.at) or ""
    if len(chosen) == 1:
        return accepting(session.case, chosen, by=session.actor.email, at=at)
    unseen = frozenset(each.path for each in chosen if each.doubt is not None)
    return accepting(session.case, chosen, by=session.actor.email, at=at, unseen=unseen)


def correct_identity(session: WizardSession, document: Document, number: int) -> tuple[Change, ...]:
    """The changes that make the property of a paper's reading the one that the case is about.

    What the paper does not say of its property is left out: another sub-parcel would be a guess.
    A number that was read with a doubt waits for its own confirmation. Nothing changes where the
    paper's block or parcel cannot stand in its field.
    """
    paper = reading_of(document)
    if paper is None or number >= len(paper.readings):
        return ()
    stamp, reading = session.typed("").provenance, paper.readings[number]
    case, changes = session.case, list[Change]()
    for key, path in _IDENTITY.items():
        read = reading.get(key)
        found = None if read is None else fitted(path, read)
        if found is None and key in ("gush", "helka"):
            return ()
        value = None
        if found is not None:
            seen = not found.needs_review
            value = _confirmed(value_of_found(found, document), stamp, by_look=seen)
        standing = case.value(path)
        if value is None or standing is None or spelling(value) != spelling(standing):
            changes += setting(case, path, value)
    return tuple(changes)


_IDENTITY = {
    "gush": "parcel.gush",
    "gush_suffix": "parcel.gush_suffix",
    "helka": "parcel.helka",
    "tat_helka": "parcel.tat_helka",
}


def _has_rows(taken: Value) -> bool:
    return isinstance(taken.content, tuple) and any(isinstance(row, Row) for row in taken.content)


def _taken_row(row: Row, read: Taken, stamp: Provenance | None) -> Row:
    cells = {
        name: _confirmed(cell, stamp, by_look=not read.is_doubted(cell))
        for name, cell in row.cells.items()
    }
    return Row(row.id, MappingProxyType(cells))


def _confirmed(taken: Value, stamp: Provenance | None, *, by_look: bool = True) -> Value:
    """What a paper says, with the name of who took it, and looked at it."""
    source = taken.provenance
    if source is None or stamp is None:
        return replace(taken, provenance=source or stamp)
    if source.origin is Origin.DOCUMENT:
        by = stamp.by
        seen = by if by_look else None
        return replace(taken, provenance=replace(source, by=by, at=stamp.at, confirmed_by=seen))
    return taken
