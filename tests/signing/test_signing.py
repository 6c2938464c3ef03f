"""Signing and checking: what was signed is proven, and any change of it is found."""

import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.signing import Capacity, Level, Trust, Verdict, Whole
from shamay_desktop.signing.adapters import HankoSigner, HankoVerifier
from shamay_desktop.signing.verifying import verdict_of
from shamay_desktop.usecases.signing_ports import CardKey, KeyFile
from tests import certificate_office as office
from tests.signing.agreement import agreed
from tests.signing.answering import Answer, served
from tests.signing.conftest import request

SIGNER, VERIFIER = HankoSigner(), HankoVerifier()


def signed(report: Path, *steps: tuple[KeyFile, Capacity]) -> Path:
    """The report signed by one after the other."""
    source = report
    for number, (key, capacity) in enumerate(steps):
        target = report.with_name(f"signed-{number}.pdf")
        SIGNER.sign(source, target, key, request(capacity))
        source = target
    return source


def test_a_report_when_certified_is_whole_and_says_who(
    report: Path, key: KeyFile, roots: list[bytes]
) -> None:
    path = signed(report, (key, Capacity.APPRAISER))
    verdict = VERIFIER.verify(path, roots, office.NOW)
    (found,) = verdict.signatures
    assert (found.whole, found.trust, found.level) == (Whole.WHOLE, Trust.UNCHECKED, Level.B_B)
    assert found.certificate is not None
    assert (found.certificate.subject, found.certifies) == ("דנה לוי", True)
    assert verdict.covered
    assert verdict.verdict is Verdict.PROVISIONAL
    agreed(path, 1)


def test_a_report_when_countersigned_keeps_the_first_signature(
    report: Path, key: KeyFile, reviewer: KeyFile, roots: list[bytes]
) -> None:
    both = signed(report, (key, Capacity.APPRAISER), (reviewer, Capacity.REVIEWER))
    verdict = VERIFIER.verify(both, roots, office.NOW)
    assert [(each.capacity, each.whole, each.certifies) for each in verdict.signatures] == [
        (Capacity.APPRAISER, Whole.EXTENDED, True),
        (Capacity.REVIEWER, Whole.WHOLE, False),
    ]
    assert verdict.verdict is Verdict.PROVISIONAL
    agreed(both, 2)


def test_content_when_added_after_signing_is_found(
    report: Path, key: KeyFile, roots: list[bytes]
) -> None:
    from pyhanko.pdf_utils.generic import NameObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    whole = signed(report, (key, Capacity.APPRAISER))
    writer = IncrementalPdfFileWriter(BytesIO(whole.read_bytes()))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Rotate")] = NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    verdict = verdict_of(BytesIO(output.getvalue()), (), office.NOW)
    assert verdict.verdict is Verdict.CHANGED


def test_a_key_file_when_the_password_is_wrong_is_refused_and_nothing_is_written(
    report: Path, key: KeyFile, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, target, KeyFile(key.path, "אחרת"), request())
    assert refused.value.code == "wrong_password"
    assert not target.exists()


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (lambda: office.person("פג תוקף", 30), "certificate_expired"),
        (office.authority_key, "certificate_not_for_signing"),
    ],
    ids=["expired", "authority"],
)
def test_a_certificate_when_it_may_not_sign_is_refused(
    report: Path, tmp_path: Path, held: Callable[[], office.Held], code: str
) -> None:
    key = KeyFile(held().file(tmp_path, "bad.p12"), office.PASSWORD)
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, tmp_path / "signed.pdf", key, request())
    assert refused.value.code == code


def test_a_file_when_it_is_no_key_is_refused(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "no.p12"
    path.write_bytes(b"no key at all")
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, tmp_path / "signed.pdf", KeyFile(path, "x"), request())
    assert refused.value.code == "key_file_unreadable"


def test_a_password_when_shown_is_not_there() -> None:
    assert "geheim" not in repr(KeyFile(Path("a.p12"), "geheim"))
    assert "4711" not in repr(CardKey(Path("m.so"), "t", "a1", "4711"))


def test_a_file_when_it_is_none_or_unsigned_is_said(report: Path, tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("מכתב", encoding="utf-8")
    assert VERIFIER.verify(other, (), office.NOW).verdict is Verdict.NO_PDF
    assert VERIFIER.verify(report, (), office.NOW).verdict is Verdict.UNSIGNED
    with pytest.raises(WorldFailed):
        VERIFIER.verify(tmp_path / "gone.pdf", (), office.NOW)


def test_a_signature_when_a_server_vouches_for_its_time_is_no_more_provisional(
    report: Path, key: KeyFile, roots: list[bytes], timestamp_server: str, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    SIGNER.sign(report, target, key, request(timestamp_server=timestamp_server))
    (found,) = VERIFIER.verify(target, roots, office.NOW).signatures
    assert (found.level, found.whole) == (Level.B_T, Whole.WHOLE)
    assert found.stamped_at is not None
    agreed(target, 1)


def test_a_timestamp_when_added_later_covers_the_file(
    report: Path, key: KeyFile, roots: list[bytes], timestamp_server: str, tmp_path: Path
) -> None:
    first = signed(report, (key, Capacity.APPRAISER))
    target = tmp_path / "stamped.pdf"
    SIGNER.add_timestamp(first, target, timestamp_server)
    verdict = VERIFIER.verify(target, roots, office.NOW)
    assert verdict.covered
    assert verdict.signatures[0].level is Level.B_T
    assert verdict.signatures[0].whole is Whole.EXTENDED
    agreed(target, 2)


def test_a_server_when_it_is_silent_is_said_and_the_file_stays(
    report: Path, key: KeyFile, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    target.write_bytes(b"before")
    with pytest.raises(WorldFailed) as failed:
        SIGNER.sign(report, target, key, request(timestamp_server="http://127.0.0.1:9/"))
    assert failed.value.code == "timestamp_unavailable"
    assert target.read_bytes() == b"before"


@pytest.mark.parametrize("server", ["", "not-an-address", "http://127.0.0.1:1/", "ftp://x/"])
def test_a_server_when_it_is_none_is_said(report: Path, key: KeyFile, server: str) -> None:
    first = signed(report, (key, Capacity.APPRAISER))
    target = report.with_name("stamped.pdf")
    with pytest.raises(WorldFailed) as failed:
        SIGNER.add_timestamp(first, target, server)
    assert failed.value.code == "timestamp_unavailable"
    assert not target.exists()


@pytest.mark.parametrize(
    "told", [(200, "application/timestamp-reply", b"nonsense"), (200, "text/html", b"hello"),
             (500, "text/plain", b"")],
    ids=["bytes", "page", "error"],
)  # fmt: skip
def test_a_server_when_it_answers_nonsense_is_said(
    report: Path, key: KeyFile, told: Answer
) -> None:
    target = report.with_name("signed.pdf")
    with served(lambda *_: told) as address, pytest.raises(WorldFailed) as failed:
        SIGNER.sign(report, target, key, request(timestamp_server=address))
    assert failed.value.code == "timestamp_unavailable"
    assert not target.exists()


def test_a_report_when_it_is_gone_is_said_and_not_blamed_on_the_server(
    report: Path, key: KeyFile, timestamp_server: str, tmp_path: Path
) -> None:
    gone, target = tmp_path / "gone.pdf", tmp_path / "signed.pdf"
    with pytest.raises(WorldFailed) as failed:
        SIGNER.sign(gone, target, key, request())
    assert (failed.value.code, failed.value.facts["file"]) == ("file_unreadable", "gone.pdf")
    with pytest.raises(WorldFailed) as failed:
        SIGNER.add_timestamp(gone, target, timestamp_server)
    assert failed.value.code == "file_unreadable"


def test_a_disk_when_it_is_full_leaves_nothing_half_written(report: Path, key: KeyFile) -> None:
    """The system itself refuses to write on, in the middle of the file."""
    target = report.with_name("signed.pdf")
    target.write_bytes(b"before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(WorldFailed) as failed:
            SIGNER.sign(report, target, key, request())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert failed.value.code == "report_not_written"
    assert target.read_bytes() == b"before"
    assert list(report.parent.glob(".*.part")) == []


def test_a_signature_when_key_and_certificate_do_not_fit_is_not_kept(
    report: Path, key: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a card may hold them whose driver mixes up its objects."""
    from pyhanko.sign.signers import SimpleSigner

    async def other(*_args: object, **_named: object) -> bytes:
        return b"\x11" * 256

    monkeypatch.setattr(SimpleSigner, "async_sign_raw", other)
    target = report.with_name("signed.pdf")
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, target, key, request())
    assert refused.value.code == "signature_not_valid"
    assert not target.exists()


def test_a_file_when_it_was_altered_is_neither_countersigned_nor_timestamped(
    report: Path, key: KeyFile, reviewer: KeyFile, timestamp_server: str
) -> None:
    first = signed(report, (key, Capacity.APPRAISER))
    content = bytearray(first.read_bytes())
    content[content.index(b"/Contents <") - 200] ^= 1
    first.write_bytes(content)
    target = report.with_name("more.pdf")
    for extend in (
        lambda: SIGNER.sign(first, target, reviewer, request(Capacity.REVIEWER)),
        lambda: SIGNER.add_timestamp(first, target, timestamp_server),
    ):
        with pytest.raises(Refused) as refused:
            extend()
        assert refused.value.code == "signature_not_valid"
    assert not target.exists()


@pytest.mark.parametrize(("with_key", "with_certificate"), [(True, False), (False, True)])
def test_a_key_file_when_half_of_it_is_missing_is_refused(
    report: Path, tmp_path: Path, *, with_key: bool, with_certificate: bool
) -> None:
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

    held, path = office.person(), tmp_path / "half.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"key",
            held.key if with_key else None,
            held.certificate if with_certificate else None,
            held.issuers,
            NoEncryption(),
        )
    )
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, tmp_path / "signed.pdf", KeyFile(path, ""), request())
    assert refused.value.code == "key_file_unreadable"


def test_a_key_file_when_its_password_is_empty_signs(report: Path, tmp_path: Path) -> None:
    key = KeyFile(office.person().file(tmp_path, "open.p12", password=""), "")
    agreed(signed(report, (key, Capacity.APPRAISER)), 1)


def test_files_when_checked_at_once_are_judged_alike(
    report: Path, key: KeyFile, roots: list[bytes], caplog: pytest.LogCaptureFixture
) -> None:
    path = signed(report, (key, Capacity.APPRAISER))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: VERIFIER.verify(path, roots, office.NOW), range(12)))
    assert set(found) == {VERIFIER.verify(path, roots, office.NOW)}
    assert VERIFIER.verify(path, (), office.NOW).verdict is Verdict.UNTRUSTED
    assert not [each for each in caplog.records if each.name.startswith("pyhanko")]
