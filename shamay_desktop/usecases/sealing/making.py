"""The file that is sealed: the report without a watermark, as an archive takes it, on its way."""

import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.case import Case, Origin, Provenance, Value
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Person, Status
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_edits.keys import keyed
from shamay_desktop.domain.report_places import BlockPlace
from shamay_desktop.domain.signing import (
    Capacity,
    CertificateFacts,
    FileSignature,
    Level,
    SignatureMethod,
    Whole,
)
from shamay_desktop.domain.signing_practice import SigningPractice, signing_practice_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.drawings.requests import drawings_of
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.report.content import build_content
from shamay_desktop.usecases.report.gathering import report_inputs
from shamay_desktop.usecases.report.inputs import ReportInputs
from shamay_desktop.usecases.report.pictures import prepare_pictures, turns_of
from shamay_desktop.usecases.report.printed import hash_of
from shamay_desktop.usecases.report.producing import file_names
from shamay_desktop.usecases.sealing.readiness import Candidate
from shamay_desktop.usecases.sealing.stamps import stamp_lines, stamp_places, write_stamp
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import Key, SigningRequest

METHOD = "export.signature_method"


@dataclass(frozen=True, slots=True)
class SigningOrder:
    """How a report is to be signed. `key` is needed for a certified signature and for no other.

    `timestamp_server` is a URL, "" without one: the signature is then provisional until a
    timestamp is added. `note` says why, for the trail of versions. `holder_confirmed`: a person was
    asked whether to sign by a certificate that names somebody else, and wants to.
    """

    method: SignatureMethod
    language: Language = Language.HE
    key: Key | None = None
    timestamp_server: str = ""
    note: str = ""
    holder_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is ready to be kept, by whose certificate it is signed, if by any, and at what
    level, as the file itself says it.
    """

    path: Path
    facts: CertificateFacts | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """A key, whose it is, and the licence that stands beside the name; looked at once."""

    key: Key
    facts: CertificateFacts
    licence: str


@contextmanager
def workbench(services: Services) -> Iterator[Path]:
    """A folder for what is made on the way; nothing of it stays, and none hides the first fault."""
    folder = services.temporary / f"seal-{new_id()}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
    # Told before the pages are set: a wrong secret, and a certificate of somebody else.
    held = _holder(services, candidate, order)
    inputs = _inputs(services, actor, candidate, case)
    content = _content(inputs, order.language, case.id, candidate.head)
    pictures = prepare_pictures(
        services, content, on_progress, cancelled,
        names=file_names(inputs.evidence), turns=turns_of(inputs.evidence),
        drawings=drawings_of(inputs.case, load_texts(order.language)),
    )  # fmt: skip
    plain = folder / "plain.pdf"
    places = services.sealed_writer(content, pictures, plain, created=services.clock.now()) or ()
    stop_if(cancelled)
    if held is None:
        return Made(plain)
    practice = signing_practice_of(inputs.office.practice)
    return _certified(services, candidate, content, places, order, held, practice, folder)


def _inputs(services: Services, actor: Actor, candidate: Candidate, case: Case) -> ReportInputs:
    """What the sealed file is made of: the case as it was looked at, signed so (`case`).

    It is gathered of the case without the way of signing: one that differs from the stored one is
    at work for `report_inputs`, and printed by the newest template. Raises
    Conflict(`case_changed_meanwhile`) when it prints something else than what was looked at.
    """
    found = report_inputs(services, actor, candidate.valuation.case)
    inputs = replace(found, case=case, status=Status.SIGNED, sealed=True)
    if hash_of(inputs) != candidate.printed.sha256:
        raise Conflict("case_changed_meanwhile", case=candidate.valuation.title)
    return inputs


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
    held: _Held,
    practice: SigningPractice,
    folder: Path,
) -> Made:
    texts, now = load_texts(order.language), services.clock.now()
    facts = held.facts
    own, reviewers = stamp_places(content, places)
    lines = stamp_lines(texts, Capacity.APPRAISER, facts, held.licence, now)
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
        roots=practice.certificates,
        revocation=bool(practice.roots and order.timestamp_server),
    )
    signed = folder / "signed.pdf"
    signature = services.signer.sign(folder / "plain.pdf", signed, held.key, request)
    return Made(signed, facts, level_of(signature, facts))


def stop_if(cancelled: Cancelled | None) -> None:
    """Raises WorkCancelled when whoever asked wants it no more."""
    if cancelled is not None and cancelled():
        raise WorkCancelled


def _holder(services: Services, candidate: Candidate, order: SigningOrder) -> _Held | None:
    if order.key is None:
        return None
    facts = services.signer.certificate(order.key)
    named = candidate.valuation.case.text("appraiser.name") or ""
    licence = licence_beside(facts, candidate.signer, named, confirmed=order.holder_confirmed)
    return _Held(order.key, facts, licence)


def licence_beside(
    facts: CertificateFacts,
    signer: Person,
    named: str = "",
    *,
    confirmed: bool,
    capacity: Capacity = Capacity.APPRAISER,
) -> str:
    """The licence number that stands on a stamp beside the certificate's name: the signer's, and
    none beside another person's.

    Raises Refused(`certificate_of_another`, of a reviewer `certificate_of_another_reviewer`: name,
    own) until a person confirmed that it is wanted.
    """
    if any(is_of(facts.subject, name) for name in (signer.name, named)):
        return signer.licence_number
    if not confirmed:
        own = named or signer.name or "–"
        if capacity is Capacity.REVIEWER:
            raise Refused("certificate_of_another_reviewer", name=facts.subject, own=own)
        raise Refused("certificate_of_another", name=facts.subject, own=own)
    return ""


def is_of(subject: str, name: str) -> bool:
    """Whether a certificate's name is a person's: all words of the person's name stand in it."""
    own = _words(name)
    return bool(own) and own <= _words(subject)


def level_of(signature: FileSignature, facts: CertificateFacts) -> Level | None:
    """The level that the made file itself has. Raises Refused(`signature_not_valid`)."""
    by = signature.certificate
    if signature.whole is not Whole.WHOLE or by is None or by.fingerprint != facts.fingerprint:
        raise Refused("signature_not_valid")
    return signature.form or signature.level


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKC", strip_marks(name)).casefold()
    return frozenset(re.findall(r"[^\W\d_]+", re.sub("[\"'`׳״’]", "", plain)))
