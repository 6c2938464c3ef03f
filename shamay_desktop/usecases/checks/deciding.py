"""Deciding between sources: what is taken stands in the case, what was refused is written down."""

from dataclasses import replace

from shamay_desktop.domain.case import Origin, Provenance, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.reading.claim import Contradiction
from shamay_desktop.domain.reading.decisions import (
    deciding,
    decision_on,
    explaining_decision,
    spelling,
)
from shamay_desktop.usecases.wizard.session import WizardSession


def take_claim(
    session: WizardSession, contradiction: Contradiction, taken: Value, reason: str = ""
) -> tuple[Change, ...]:
    """The changes that take a content for a fact and refuse what every other source says.

    The decision comes first, so that taking it back leads to where it was made. A value that was
    read from a paper is confirmed by whoever takes it; what already stands so is not set again.
    """
    case = session.case
    claims = [claim.value for claim in contradiction.claims]
    by = session.typed(session.actor.email)
    day = session.typed(session.today.isoformat())
    changes = deciding(
        case, contradiction.subject, taken, claims, by=by, day=day,
        reason=session.typed(reason) if reason else None,
    )  # fmt: skip
    standing = case.value(contradiction.path)
    if standing is not None and spelling(standing) == spelling(taken):
        return changes
    confirmed = _confirmed(taken, session.actor.email, by.provenance)
    return (*changes, *setting(case, contradiction.path, confirmed))


def explain_decision(
    session: WizardSession, subject: str, reason: str | None
) -> tuple[Change, ...]:
    """The changes that give a decision its reason, or take it back."""
    if decision_on(session.case, subject) is None:
        return ()
    return explaining_decision(session.case, subject, session.typed(reason) if reason else None)


def _confirmed(taken: Value, by: str, typed: Provenance | None) -> Value:
    source = taken.provenance
    if source is None:
        return replace(taken, provenance=typed)
    if source.origin is Origin.DOCUMENT:
        at = None if typed is None else typed.at
        return replace(taken, provenance=replace(source, by=by, at=at, confirmed_by=by))
    return taken
