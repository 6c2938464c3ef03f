"""Opening a case: a new one with its defaults, or a known one with its unfinished session."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case, Origin, Provenance, Value
from shamay_desktop.domain.edits import Edit, applied
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import Step
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.purpose_defaults import GENERAL
from shamay_desktop.domain.records import (
    Happened,
    Office,
    Person,
    SessionStatus,
    Status,
    Valuation,
    WizardSessionRecord,
)
from shamay_desktop.domain.titles import title_of
from shamay_desktop.domain.valuation.coefficients import with_office_table
from shamay_desktop.domain.valuation.rounding import case_rounding
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.valued import valued

SESSION_LIFE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened case; `resumed` when its session holds edits that no finished step has."""

    valuation: Valuation
    record: WizardSessionRecord
    resumed: bool


def create_case(services: Services, actor: Actor, case_id: str | None = None) -> Opened:
    """Make a case with the office's and the appraiser's defaults, and open it."""
    require(actor, Permission.CREATE_CASE)
    with services.database.work(actor) as work:
        valuation = new_valuation(services, work, actor, case_id or new_id())
        work.valuations.add(valuation)
        record = new_session(valuation, actor, services.clock.now())
        work.sessions.add(record)
        work.trail.write(Happened("case_created", "valuation", valuation.id))
        work.commit()
    return Opened(valuation, record, resumed=False)


def open_case(services: Services, actor: Actor, valuation_id: str) -> Opened:
    """Open a case for editing, with the edits of its unfinished session.

    A session that lapsed ends, and what was typed in it stands in the draft. The office's rules
    are read anew. Raises as `editable`.
    """
    services.known_rules.forget(actor.organization_id)  # another program may have changed them
    with services.database.work(actor) as work:
        valuation = editable(work, actor, valuation_id)
        record = work.sessions.active_of(valuation_id)
        if record is None or has_lapsed(record, services.clock.now()):
            # Two programs that open a case in the same instant must find one session: held, the
            # second waits and finds the first one's. The case is held first, as everywhere.
            work.valuations.hold(valuation_id)
            record = work.sessions.active_of(valuation_id, hold=True)
        if record is not None and not has_lapsed(record, services.clock.now()):
            return _resumed(work, valuation, record)
        if record is not None:
            valuation = expire(work, valuation, record)
        record = new_session(valuation, actor, services.clock.now())
        work.sessions.add(record)
        work.commit()
    return Opened(valuation, record, resumed=False)


def _resumed(work: UnitOfWork, valuation: Valuation, record: WizardSessionRecord) -> Opened:
    edits = work.sessions.edits(record.session_id, after=record.folded_seq)
    case = replayed(record.case, edits)
    return Opened(valuation, replace(record, case=case), case.values != valuation.case.values)


def has_lapsed(record: WizardSessionRecord, now: datetime) -> bool:
    """Whether a session expired and was not touched for its time, journalling included."""
    return now >= max(record.expires_at, record.updated_at + SESSION_LIFE)


def expire(work: UnitOfWork, valuation: Valuation, record: WizardSessionRecord) -> Valuation:
    """End a session that lapsed; all that was typed in it goes into the draft first.

    Returns the valuation as it stands then. Its steps stay as finished as they were.
    """
    edits = work.sessions.edits(record.session_id, after=record.folded_seq)
    case = replayed(record.case, edits)
    if case.values != valuation.case.values:
        valuation = work.valuations.save(valued(begun(work, valuation), case))
    ended = replace(record, case=case, folded_seq=record.last_seq, status=SessionStatus.EXPIRED)
    work.sessions.save(ended)
    told = {"session": record.session_id, "edits": str(len(edits))}
    work.trail.write(Happened("session_expired", "valuation", valuation.id, dict(told)))
    return valuation


def existing(work: UnitOfWork, valuation_id: str) -> Valuation:
    """The valuation, of the desk or the archive.

    Raises Refused(`case_unknown`, `case_in_trash`).
    """
    valuation = work.valuations.get(valuation_id)
    if valuation is not None:
        return valuation
    thrown = work.valuations.thrown_away(valuation_id)
    if thrown is not None:
        raise Refused("case_in_trash", case=thrown.title)
    raise Refused("case_unknown", case=valuation_id)


def editable(work: UnitOfWork, actor: Actor, valuation_id: str) -> Valuation:
    """The valuation, if the actor may edit it.

    Raises Refused(`case_unknown`, `case_in_trash`, `case_signed`, `case_archived`), NotAllowed.
    """
    valuation = existing(work, valuation_id)
    require(actor, Permission.EDIT_CASE, owner_id=valuation.created_by_id)
    if valuation.status in (Status.SIGNED, Status.ARCHIVED):
        raise Refused("case_signed", case=valuation.title)
    if valuation.archived_at is not None:
        raise Refused("case_archived", case=valuation.title)
    return valuation


def begun(work: UnitOfWork, valuation: Valuation) -> Valuation:
    """A case of which something changes: IN_PROGRESS, audited, when it was a draft or ready.

    What was ready was checked as it stood; whatever changes in it asks for a new check, and voids
    an approval.
    """
    if valuation.status not in (Status.DRAFT, Status.READY):
        return valuation
    work.trail.write(Happened("case_in_progress", "valuation", valuation.id))
    saved = work.valuations.save(replace(valuation, status=Status.IN_PROGRESS))
    void_approval(work, saved)
    return saved


def void_approval(work: UnitOfWork, saved: Valuation) -> None:
    """An approval was of what stood before this change; audited when there was one."""
    if saved.updated_at is not None and work.reviews.void(saved.id, saved.updated_at):
        work.trail.write(Happened("approval_voided", "valuation", saved.id))


def replayed(case: Case, edits: Iterable[Edit]) -> Case:
    """The case after the edits; one that no longer fits (its row is gone) is passed over."""
    for edit in edits:
        try:
            case = applied(case, edit)
        except Refused:
            continue
    return case


def new_valuation(services: Services, work: UnitOfWork, actor: Actor, case_id: str) -> Valuation:
    """A draft with the defaults that nobody should have to type twice."""
    office = work.offices.office(actor.organization_id)
    person = work.offices.person(actor.user_id)
    at = services.clock.now().isoformat(timespec="milliseconds")
    year = services.clock.today().year
    reference = next_reference(work.valuations.references(f"{year}-"), year)
    case = Case(case_id, MappingProxyType(_defaults(office, person, reference, at)))
    case = with_office_table(case, office.practice, by=person.email, at=at)
    return Valuation(
        case_id, title_of(case), Status.DRAFT, case, actor.user_id,
        created_at=services.clock.now(), updated_at=services.clock.now(),
    )  # fmt: skip


def next_reference(taken: Iterable[str], year: int) -> str:
    """The year's next free reference, e.g. "2026-0007"."""
    numbers = [int(tail) for ref in taken if (tail := ref.rpartition("-")[2]).isascii()
               and tail.isdigit()]  # fmt: skip
    return f"{year}-{max(numbers, default=0) + 1:04d}"


def _defaults(office: Office, person: Person, reference: str, at: str) -> dict[str, Value]:
    proposed = Provenance(Origin.DEFAULT, by=person.email, at=at)
    profile = Provenance(Origin.PROFILE, by=person.email, at=at)
    contents = {
        "report.reference": (reference, proposed),
        "valuation.rounding_step": (office.rounding_step, proposed),
        **{path: (content, proposed) for path, content in GENERAL.items()},
        **{path: (step, proposed) for path, step in case_rounding(office.practice).items()},
        "export.signature_method": ("image" if person.signature_sha256 else "none", proposed),
        "appraiser.name": (person.name, profile),
        "appraiser.title": (person.title, profile),
        "appraiser.licence_number": (person.licence_number, profile),
    }
    return {path: Value.of(text, source) for path, (text, source) in contents.items() if text}


def new_session(valuation: Valuation, actor: Actor, now: datetime) -> WizardSessionRecord:
    """An active session of a case, as the case stands."""
    return WizardSessionRecord(
        id=new_id(),
        session_id=new_id(),
        valuation_id=valuation.id,
        user_id=actor.user_id,
        status=SessionStatus.ACTIVE,
        step=Step.INITIAL_DATA,
        case=valuation.case,
        last_seq=0,
        folded_seq=0,
        focus=None,
        expires_at=now + SESSION_LIFE,
        created_at=now,
        updated_at=now,
    )
