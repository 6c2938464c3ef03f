"""The file that is sealed: the report without a watermark, as an archive takes it, on its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case, Origin, Provenance, Value
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_edits.keys import keyed
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.domain.signing import Capacity, CertificateFacts, SignatureMethod
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.report.content import build_content
from shamay_desktop.usecases.report.inputs import ReportInputs
from shamay_desktop.usecases.report.pictures import prepare_pictures, turns_of
from shamay_desktop.usecases.report.producing import file_names, report_inputs
from shamay_desktop.usecases.sealing.readiness import Candidate
from shamay_desktop.usecases.sealing.stamps import stamp_lines, stamp_places, write_stamp
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import Key, SigningRequest

METHOD = "export.signature_method"


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """How a report is to be signed. `key` is needed for a certified signature and for no other.

    `timestamp_server` is a URL, "" without one: the signature is then provisional until a
    timestamp is added. `note` says why, for the trail of versions.
    """

    method: SignatureMethod
    language: Language = Language.HE
    key: Key | None = None
    timestamp_server: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is ready to be kept, and by whose certificate it is signed, if by any."""

    path: Path
    facts: CertificateFacts | None = None


@contextmanager
def workbench(services: Services) -> Iterator[Path]:
    """A folder for what is made on the way; nothing of it stays."""
    folder = services.temporary / f"seal-{new_id()}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        for left in folder.iterdir():
            left.unlink(missing_ok=True)
        folder.rmdir()


def as_signed(case: Case, actor: Actor, method: SignatureMethod, at: str) -> Case:
    """The case with the way of signing that was in fact taken."""
    if case.text(METHOD) == method.value:
        return case
    typed = Provenance(Origin.TYPED, by=actor.email, at=at)
    return case.with_value(METHOD, Value.of(method.value, typed))


def make(
    services: Services,
    actor: Actor,
    candidate: Candidate,
    case: Case,
    order: SigningOrder,
    folder: Path,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Made:
    """Set, paint and sign the report in the folder. Raises as `sign_report`."""
    inputs = replace(report_inputs(services, actor, case), status=Status.SIGNED)
    content = _content(inputs, order.language, case.id, candidate.head)
    pictures = prepare_pictures(
        services, content, on_progress, cancelled,
        names=file_names(inputs.evidence), turns=turns_of(inputs.evidence),
    )  # fmt: skip
    plain = folder / "plain.pdf"
    places = services.sealed_writer(content, pictures, plain, created=services.clock.now()) or ()
    if order.key is None:
        return Made(plain)
    return _certified(services, candidate, content, places, order, order.key, folder)


def _content(inputs: ReportInputs, language: Language, case_id: str, head: str) -> ReportContent:
    content = keyed(build_content(inputs, load_texts(language)))
    identifier = f"shamay:case/{case_id}/audit/{head}"
    return replace(content, metadata=replace(content.metadata, identifier=identifier))


def _certified(
    services: Services,
    candidate: Candidate,
    content: ReportContent,
    places: tuple[BlockPlace, ...],
    order: SigningOrder,
    key: Key,
    folder: Path,
) -> Made:
    texts, now = load_texts(order.language), services.clock.now()
    facts = services.signer.certificate(key)
    own, reviewers = stamp_places(content, places)
    licence = candidate.signer.licence_number
    lines = stamp_lines(texts, Capacity.APPRAISER, facts, licence, now)
    request = SigningRequest(
        capacity=Capacity.APPRAISER,
        name=facts.subject,
        reason=texts("signing.reason"),
        location=candidate.valuation.case.text("address.city") or "",
        moment=now,
        stamp=write_stamp(services, lines, texts, own, folder / "stamp.pdf"),
        place=own,
        later=((Capacity.REVIEWER, reviewers),),
        timestamp_server=order.timestamp_server,
    )
    signed = folder / "signed.pdf"
    services.signer.sign(folder / "plain.pdf", signed, key, request)
    return Made(signed, facts)
