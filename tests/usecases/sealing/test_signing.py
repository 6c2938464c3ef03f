"""Signing a report: what stands afterwards, what is refused, and that nothing half stands ever."""

from dataclasses import replace
from typing import Any

import pytest
from pikepdf import Pdf

from shamay_desktop.domain.errors import NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.records import AssetType, SessionStatus, Status
from shamay_desktop.domain.sealing import VersionKind
from shamay_desktop.domain.signing import Capacity, Level, SignatureMethod, Whole
from shamay_desktop.usecases.office.known_rules import KnownRules
from shamay_desktop.usecases.sealing.making import SigningOrder
from shamay_desktop.usecases.sealing.readiness import readiness
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.verifying import Issued, verify_report
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.signing_ports import CardKey, KeyFile
from shamay_desktop.usecases.wizard.opening import create_case, open_case
from tests.signing.conftest import PIN, Card
from tests.usecases.sealing.conftest import LICENCE, Ready, colleague, sent
from tests.usecases.wizard_steps import session_of, type_and_journal


def test_a_report_when_signed_by_a_key_is_kept_locked_and_told(
    ready: Ready, key: KeyFile, roots: list[bytes]
) -> None:
    services, actor = ready.services, ready.actor
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    with services.database.work(actor) as work:
        stored = work.valuations.get(ready.case)
        version = work.versions.of(ready.case)
        line = work.trail.lines(ready.case)[-1]
        kinds = {asset.asset_type for asset in work.assets.of(ready.case)
                 if asset.slug.startswith("sealed-")}  # fmt: skip
        assert work.sessions.active_of(ready.case) is None
    assert stored is not None
    assert stored.status is Status.SIGNED
    assert stored.case.text("export.signature_method") == "certified"
    assert version == sealed.version
    assert (version.number, version.kind, version.method) == (
        1, VersionKind.SIGNED, SignatureMethod.CERTIFIED,
    )  # fmt: skip
    (signer,) = version.signers
    assert (signer.name, signer.capacity, signer.level) == (
        "דנה לוי", Capacity.APPRAISER, Level.B_B,
    )  # fmt: skip
    assert line.action == "report_signed"
    assert line.payload["pdf_sha256"] == version.pdf_sha256
    assert kinds == {AssetType.PDF, AssetType.JSON}
    check = verify_report(services, sealed.path, roots, actor)
    assert (check.issued, check.whole, check.missing, check.differing) == (
        Issued.CURRENT, True, (), (),
    )  # fmt: skip
    assert check.verdict.case_id == ready.case
    assert check.verdict.audit_head == version.audit_head
    assert check.verdict.signatures[0].whole is Whole.WHOLE


def test_the_end_of_the_trail_when_signed_stands_in_the_file(ready: Ready, key: KeyFile) -> None:
    with ready.services.database.work(ready.actor) as work:
        head = work.trail.lines(ready.case)[-1].hash
    sealed = sign_report(ready.services, ready.actor, ready.case, ready.order(key))
    with Pdf.open(sealed.path) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:identifier"] == f"shamay:case/{ready.case}/audit/{head}"


def test_a_report_when_signed_by_a_card_needs_its_pin_and_says_the_cards_name(
    ready: Ready, card: Card, roots: list[bytes]
) -> None:
    held = CardKey(card.module, card.token, card.certificate_id, PIN)
    order = SigningOrder(SignatureMethod.CERTIFIED, key=held)
    sealed = sign_report(ready.services, ready.actor, ready.case, order)
    assert sealed.version.signers[0].name == "דנה לוי"
    assert verify_report(ready.services, sealed.path, roots, ready.actor).whole


@pytest.mark.parametrize("method", [SignatureMethod.NONE, SignatureMethod.IMAGE])
def test_a_report_when_not_certified_is_issued_and_never_called_signed(
    ready: Ready, method: SignatureMethod
) -> None:
    services, actor = ready.services, ready.actor
    if method is SignatureMethod.IMAGE:
        with_signature(ready)
    sealed = sign_report(services, actor, ready.case, SigningOrder(method))
    assert (sealed.version.kind, sealed.version.method) == (VersionKind.ISSUED, method)
    assert len(sealed.version.signers) == (method is SignatureMethod.IMAGE)
    check = verify_report(services, sealed.path, (), actor)
    assert (check.issued, check.whole) == (Issued.CURRENT, True)
    assert check.verdict.signatures == ()


def test_a_signed_case_when_opened_for_editing_is_refused(ready: Ready) -> None:
    sign_report(ready.services, ready.actor, ready.case, ready.order())
    with pytest.raises(Refused) as refused:
        open_case(ready.services, ready.actor, ready.case)
    assert refused.value.code == "case_signed"
    with pytest.raises(Refused) as again:
        sign_report(ready.services, ready.actor, ready.case, ready.order())
    assert again.value.code == "case_signed"


def test_a_session_when_its_case_is_signed_is_over(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    record = open_case(services, actor, ready.case).record
    sign_report(services, actor, ready.case, ready.order())
    with services.database.work(actor) as work:
        ended = work.sessions.get(record.session_id)
    assert ended is not None
    assert ended.status is SessionStatus.COMPLETED


def refused_by(ready: Ready, case: str, order: SigningOrder) -> list[str]:
    """The codes of what stands in the way, and that signing refuses by the first one."""
    found = readiness(ready.services, ready.actor, case, order.method)
    codes = [problem.code for problem in found.problems]
    with pytest.raises(Refused) as refused:
        sign_report(ready.services, ready.actor, case, order)
    assert refused.value.code == codes[0]
    return codes


def test_a_case_when_not_sent_is_not_signed(ready: Ready) -> None:
    session = session_of(
        ready.services, ready.actor, open_case(ready.services, ready.actor, ready.case)
    )
    type_and_journal(ready.services, ready.actor, session, address__city="חיפה")
    assert refused_by(ready, ready.case, ready.order()) == ["not_sent"]


def with_rules(ready: Ready, services: Services) -> Services:
    """The services with the rules that every office has."""
    return replace(ready.services, rules=services.rules, known_rules=KnownRules())


def test_a_case_when_a_finding_blocks_is_not_signed(services: Services, ready: Ready) -> None:
    strict = replace(ready, services=with_rules(ready, services))
    codes = refused_by(strict, ready.case, ready.order())
    assert "findings_block_signing" in codes


def test_a_signer_when_without_licence_or_with_another_one_is_refused(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    for licence, code in (("", "licence_missing"), ("999", "licence_differs")):
        with services.database.work(actor) as work:
            person = work.offices.person(actor.user_id)
            work.offices.save_person(replace(person, licence_number=licence))
            work.commit()
        assert refused_by(ready, ready.case, ready.order()) == [code]


def test_a_picture_when_there_is_none_is_asked_for(ready: Ready) -> None:
    order = SigningOrder(SignatureMethod.IMAGE)
    assert refused_by(ready, ready.case, order) == ["signature_picture_missing"]


def test_a_picture_when_its_file_is_lost_is_asked_for_before_anything_is_signed(
    ready: Ready,
) -> None:
    services, actor = ready.services, ready.actor
    order = SigningOrder(SignatureMethod.IMAGE)
    stored = with_signature(ready)
    assert readiness(services, actor, ready.case, order.method).ready
    path = services.store.path(stored)
    path.chmod(0o600)
    path.unlink()
    assert refused_by(ready, ready.case, order) == ["signature_picture_missing"]


def test_a_key_when_it_signs_is_looked_at_once(ready: Ready, key: KeyFile) -> None:
    asked: list[object] = []
    real = ready.services.signer

    class Counting:
        """The signer, with its looks at keys counted."""

        def certificate(self, held: KeyFile) -> object:
            asked.append(held)
            return real.certificate(held)

        def sign(self, *given: Any) -> object:
            return real.sign(*given)

    services = replace(ready.services, signer=Counting())  # type: ignore[arg-type]
    sign_report(services, ready.actor, ready.case, ready.order(key))
    assert asked == [key]


def with_signature(ready: Ready) -> str:
    """The appraiser has a picture of the signature; its SHA-256."""
    from PIL import Image

    services, actor = ready.services, ready.actor
    picture = services.temporary / "signature.png"
    Image.new("RGB", (300, 100), "navy").save(picture)
    stored = services.store.add(picture)
    with services.database.work(actor) as work:
        person = work.offices.person(actor.user_id)
        work.offices.save_person(replace(person, signature_sha256=stored.sha256))
        work.commit()
    return stored.sha256


def test_a_reference_when_another_signed_report_bears_it_is_refused(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    other = sent(services, actor, report__reference="2026-0999")
    sign_report(services, actor, other, ready.order())
    twin = sent(services, actor, report__reference="2026-0999")
    assert refused_by(ready, twin, ready.order()) == ["reference_taken"]


def test_another_persons_case_when_signed_is_refused(ready: Ready) -> None:
    ron = colleague(ready.services, ready.actor)
    with pytest.raises(NotAllowed):
        sign_report(ready.services, ron, ready.case, ready.order())


def test_a_key_when_missing_or_unasked_is_refused(ready: Ready, key: KeyFile) -> None:
    for order in (
        SigningOrder(SignatureMethod.CERTIFIED),
        SigningOrder(SignatureMethod.NONE, key=key),
    ):
        with pytest.raises(Refused) as refused:
            sign_report(ready.services, ready.actor, ready.case, order)
        assert refused.value.code == "key_missing"


def test_a_timestamp_when_given_at_signing_makes_the_signature_final(
    ready: Ready, key: KeyFile, timestamp_server: str
) -> None:
    order = ready.order(key, timestamp_server=timestamp_server)
    sealed = sign_report(ready.services, ready.actor, ready.case, order)
    assert sealed.version.signers[0].level is Level.B_T


def test_a_licence_when_printed_stands_in_the_text_of_the_file(ready: Ready, key: KeyFile) -> None:
    from pypdfium2 import PdfDocument

    sealed = sign_report(ready.services, ready.actor, ready.case, ready.order(key))
    document = PdfDocument(sealed.path)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert LICENCE in text


def test_a_new_case_when_never_sent_names_each_thing_that_is_missing(
    services: Services, ready: Ready
) -> None:
    strict = with_rules(ready, services)
    opened = create_case(strict, ready.actor)
    found = readiness(strict, ready.actor, opened.valuation.id, SignatureMethod.IMAGE)
    codes = [problem.code for problem in found.problems]
    assert codes[0] == "not_sent"
    assert {"findings_block_signing", "signature_picture_missing"} <= set(codes)
    assert not found.ready


def test_a_server_when_silent_leaves_the_case_as_it_was(ready: Ready, key: KeyFile) -> None:
    order = ready.order(key, timestamp_server="http://127.0.0.1:9/")
    with pytest.raises(WorldFailed) as failed:
        sign_report(ready.services, ready.actor, ready.case, order)
    assert failed.value.code == "timestamp_unavailable"
    with ready.services.database.work(ready.actor) as work:
        assert work.valuations.status_of(ready.case) is Status.READY
        assert work.versions.of(ready.case) is None
