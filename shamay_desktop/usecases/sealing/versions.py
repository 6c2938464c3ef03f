"""The next version of a signed report: a case beside it, which takes its place when signed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened, Status, Valuation
from shamay_desktop.domain.sealing import ReportVersion, VersionKind
from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.usecases.cases.copying import copy_evidence
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.sealing.kept import sealed_file
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import Opened, existing, new_session
from shamay_desktop.usecases.wizard.valued import valued


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a report, as a person sees it in the list of its versions."""

    version: ReportVersion
    title: str
    status: Status


def new_version(services: Services, actor: Actor, valuation_id: str, note: str) -> Opened:
    """Begin the version that will replace a signed report; `note` says why it is made.

    All values, papers and photos go along, and the reference: it is the same report. The signed
    one stays as it is, read-only, and is marked as superseded when the new one is signed. Raises
    Refused(`case_unknown`, `case_in_trash`, `not_sealed`, `superseded`, `version_begun`),
    NotAllowed, WorldFailed.
    """
    require(actor, Permission.CREATE_CASE)
    with services.database.work(actor) as work:
        signed = existing(work, valuation_id)
        require(actor, Permission.EDIT_CASE, owner_id=signed.created_by_id)
        version = _replaceable(work, signed)
        valuation = _beside(services, actor, signed)
        work.valuations.add(valuation)
        files = copy_evidence(services, actor, work, valuation_id, valuation.id)
        record = new_session(valuation, actor, services.clock.now())
        work.sessions.add(record)
        draft = _draft(services, actor, version, valuation, note)
        work.versions.add(draft)
        told = {"from": valuation_id, "number": str(draft.number), "files": str(files)}
        work.trail.write(Happened("version_begun", "valuation", valuation.id, dict(told)))
        work.commit()
    return Opened(valuation, record, resumed=False)


def versions_of(services: Services, actor: Actor, valuation_id: str) -> Sequence[VersionLine]:
    """The versions of a case's report, the first one first: before its own and after it.

    What was begun and thrown away is not among them.

    Raises Refused(`case_unknown`, `case_in_trash`), NotAllowed.
    """
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        existing(work, valuation_id)
        own = work.versions.of(valuation_id)
        line = () if own is None else _whole_line(work, own)
        found = [(each, work.valuations.get(each.valuation_id)) for each in line]
    return [VersionLine(each, case.title, case.status) for each, case in found if case is not None]


def issued_file(services: Services, actor: Actor, valuation_id: str, target: Path) -> Path:
    """Copy the file of a signed report to where the user wants it, byte by byte.

    Raises Refused(`not_sealed`, `case_unknown`), NotAllowed, WorldFailed(`stored_file_altered`,
    `stored_file_missing`, …).
    """
    path = kept_file(services, actor, valuation_id)
    with services.database.work(actor) as work:  # first: whoever holds a file finds its line
        told: dict[str, Json] = {"sha256": path.name}
        work.trail.write(Happened("report_given_out", "valuation", valuation_id, told))
        work.commit()
    return services.exports.place(path, target)


def kept_file(services: Services, actor: Actor, valuation_id: str) -> Path:
    """Where the file of a signed report lies, to be looked at. Raises as `issued_file`."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        valuation = existing(work, valuation_id)
        version = work.versions.of(valuation_id)
    if version is None or version.pdf_sha256 is None:
        raise Refused("not_sealed", case=valuation.title)
    return sealed_file(services, version.pdf_sha256)


def _whole_line(work: UnitOfWork, own: ReportVersion) -> Sequence[ReportVersion]:
    line, waiting = list(work.versions.line_of(own)), [own]
    while waiting:
        later = [
            each
            for each in work.versions.after(waiting.pop().id)
            if all(each.id != known.id for known in line)
        ]
        line += later
        waiting += later
    return line


def _replaceable(work: UnitOfWork, signed: Valuation) -> ReportVersion:
    # Held: two that begin a version in the same instant do not both get one.
    work.valuations.hold(signed.id)
    version = work.versions.of(signed.id)
    if version is None or version.kind is VersionKind.DRAFT:
        raise Refused("not_sealed", case=signed.title)
    if version.superseded_by_id is not None:
        raise Refused("superseded", case=signed.title)
    if work.versions.drafts_for(version.id):
        raise Refused("version_begun", case=signed.title)
    return version


def _beside(services: Services, actor: Actor, signed: Valuation) -> Valuation:
    now, made = services.clock.now(), new_id()
    fresh = Valuation(
        made, signed.title, Status.IN_PROGRESS, Case(made), actor.user_id,
        finished=signed.finished, created_at=now, updated_at=now, copied_from_id=signed.id,
    )  # fmt: skip
    return valued(fresh, replace(signed.case, id=made))


def _draft(
    services: Services, actor: Actor, before: ReportVersion, valuation: Valuation, note: str
) -> ReportVersion:
    return ReportVersion(
        new_id(), valuation.id, before.number + 1, VersionKind.DRAFT, SignatureMethod.NONE,
        actor.user_id, services.clock.now(), replaces_id=before.id, note=note.strip(),
    )  # fmt: skip
