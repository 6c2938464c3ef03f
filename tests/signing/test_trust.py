"""What a signature is trusted for: by which authority, at what time, and who vouches for it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.signing import (
    Capacity,
    FileSignature,
    FileVerdict,
    Level,
    Trust,
    Verdict,
    Whole,
)
from shamay_desktop.signing.adapters import HankoSigner, HankoVerifier
from shamay_desktop.usecases.signing_ports import KeyFile
from tests import certificate_office as office
from tests.signing.agreement import agreed
from tests.signing.answering import Answers, clock_of
from tests.signing.conftest import request

SIGNER, VERIFIER = HankoSigner(), HankoVerifier()
YEARS_LATER = datetime(2029, 3, 1, tzinfo=UTC)
"""The person's certificate has run out by then, the clock's has not."""

ROOTS = (office.root().encoded(),)


def checked(path: Path, at: datetime = office.NOW) -> FileSignature:
    """The first signature as it is checked against the root of the tests."""
    return VERIFIER.verify(path, ROOTS, at).signatures[0]


def test_a_timestamp_when_its_clock_is_of_ones_own_making_vouches_for_nothing(
    report: Path, key: KeyFile, foreign_clock: str, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    made = SIGNER.sign(report, target, key, request(timestamp_server=foreign_clock, roots=ROOTS))
    found = checked(target)
    assert (found.level, found.form, found.stamped_at) == (Level.B_B, Level.B_T, None)
    assert (found.reason, found.whole) == ("untrusted_timestamp", Whole.WHOLE)
    assert found.stamped_by is not None
    assert found.stamped_by.subject == "שעון זר"
    assert VERIFIER.verify(target, ROOTS, office.NOW).verdict is Verdict.PROVISIONAL
    assert (made.level, made.form) == (Level.B_B, Level.B_T)


def test_a_timestamp_of_the_document_when_its_clock_is_unknown_vouches_for_nothing(
    report: Path, key: KeyFile, foreign_clock: str, tmp_path: Path
) -> None:
    first, target = tmp_path / "first.pdf", tmp_path / "stamped.pdf"
    SIGNER.sign(report, first, key, request())
    SIGNER.add_timestamp(first, target, foreign_clock)
    found = checked(target)
    assert (found.level, found.form, found.reason) == (Level.B_B, Level.B_T, "untrusted_timestamp")


def test_a_timestamp_when_a_known_one_follows_an_unknown_one_counts_from_the_known(
    report: Path, key: KeyFile, foreign_clock: str, timestamp_server: str, tmp_path: Path
) -> None:
    first, target = tmp_path / "first.pdf", tmp_path / "stamped.pdf"
    SIGNER.sign(report, first, key, request(timestamp_server=foreign_clock))
    SIGNER.add_timestamp(first, target, timestamp_server)
    found = checked(target)
    assert (found.level, found.reason) == (Level.B_T, "")
    assert found.stamped_by is not None
    assert found.stamped_by.subject == "שעון בדיקה"


def test_a_file_when_checked_without_roots_says_that_nothing_is_known(
    report: Path, key: KeyFile, timestamp_server: str, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    SIGNER.sign(report, target, key, request(timestamp_server=timestamp_server))
    verdict = VERIFIER.verify(target, (), office.NOW)
    (found,) = verdict.signatures
    assert (found.trust, found.level, found.form) == (Trust.UNKNOWN, Level.B_B, Level.B_T)
    assert (verdict.roots, verdict.verdict) == ((), Verdict.UNTRUSTED)
    assert VERIFIER.verify(target, ROOTS, office.NOW).roots == ("רשות בדיקה",)


@pytest.mark.parametrize("later", [False, True], ids=["signature", "document"])
def test_a_signature_when_its_certificate_ran_out_since_is_judged_by_the_time_that_is_vouched_for(
    report: Path, key: KeyFile, timestamp_server: str, tmp_path: Path, *, later: bool
) -> None:
    target = tmp_path / "signed.pdf"
    if later:
        SIGNER.sign(report, tmp_path / "first.pdf", key, request())
        SIGNER.add_timestamp(tmp_path / "first.pdf", target, timestamp_server)
    else:
        SIGNER.sign(report, target, key, request(timestamp_server=timestamp_server))
    then, since = checked(target), checked(target, YEARS_LATER)
    assert (then.trust, then.level, then.reason) == (Trust.UNCHECKED, Level.B_T, "")
    assert (since.trust, since.level, since.reason) == (then.trust, then.level, "")
    assert VERIFIER.verify(target, ROOTS, YEARS_LATER).verdict is Verdict.PROVISIONAL


def test_a_signature_when_nobody_vouches_for_its_time_is_expired_later_in_words_of_its_own(
    report: Path, key: KeyFile, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    SIGNER.sign(report, target, key, request())
    found = checked(target, YEARS_LATER)
    assert (found.trust, found.reason) == (Trust.EXPIRED, "expired_unvouched")
    assert found.whole is Whole.WHOLE
    assert VERIFIER.verify(target, ROOTS, YEARS_LATER).verdict is Verdict.EXPIRED


def test_a_signature_when_its_certificate_was_not_in_force_is_expired_without_that_excuse(
    report: Path, tmp_path: Path
) -> None:
    held = office.person("פג תוקף", 30)
    target = tmp_path / "signed.pdf"
    early = office.BEGIN.replace(day=5)
    SIGNER.sign(
        report, target, KeyFile(held.file(tmp_path), office.PASSWORD), request(moment=early)
    )
    # the file claims the clock of this machine, long after the certificate ran out
    found = checked(target)
    assert (found.trust, found.reason) == (Trust.EXPIRED, "")


def test_a_clock_when_its_own_certificate_ran_out_vouches_no_more(
    report: Path, key: KeyFile, tmp_path: Path
) -> None:
    wish = office.Wish("שעון קצר", days=600, stamps=True)
    target = tmp_path / "signed.pdf"
    with clock_of(office.issued(wish, office.intermediate())) as address:
        SIGNER.sign(report, target, key, request(timestamp_server=address))
    assert checked(target).level is Level.B_T
    found = checked(target, YEARS_LATER)
    assert (found.level, found.reason) == (Level.B_B, "expired_unvouched")


def proven(report: Path, target: Path, answers: Answers) -> FileSignature:
    """A report signed with all that its authorities say."""
    key = KeyFile(answers.person().file(target.parent), office.PASSWORD)
    with clock_of(answers.clock()) as address:
        wish = request(timestamp_server=address, roots=ROOTS, revocation=True)
        return SIGNER.sign(report, target, key, wish)


def test_a_signature_when_its_authorities_answer_brings_the_proof_along_and_is_sound(
    report: Path, answers: Answers, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    made = proven(report, target, answers)
    assert (made.level, made.form) == (Level.B_LT, Level.B_LT)
    for at in (office.NOW, YEARS_LATER):
        verdict = VERIFIER.verify(target, ROOTS, at)
        (found,) = verdict.signatures
        assert (found.trust, found.level, found.whole) == (Trust.TRUSTED, Level.B_LT, Whole.WHOLE)
        assert (verdict.verdict, verdict.covered) == (Verdict.SOUND, True)
    agreed(target, 1)


def test_a_signature_when_its_authorities_are_silent_is_made_without_and_says_so(
    report: Path, answers: Answers, tmp_path: Path
) -> None:
    answers.silent = True
    target = tmp_path / "signed.pdf"
    made = proven(report, target, answers)
    assert (made.level, made.form, made.trust) == (Level.B_T, Level.B_T, Trust.UNCHECKED)
    agreed(target, 1)


def test_a_certificate_when_it_was_revoked_signs_nothing(
    report: Path, answers: Answers, tmp_path: Path
) -> None:
    held = answers.person()
    answers.revoked[held.certificate.serial_number] = datetime(2026, 10, 3, tzinfo=UTC)
    key = KeyFile(held.file(tmp_path), office.PASSWORD)
    target = tmp_path / "signed.pdf"
    with clock_of(answers.clock()) as address:
        wish = request(timestamp_server=address, roots=ROOTS, revocation=True)
        with pytest.raises(Refused) as refused:
            SIGNER.sign(report, target, key, wish)
    assert refused.value.code == "certificate_revoked"
    assert refused.value.facts == {"name": "דנה לוי", "day": "2026-10-03"}
    assert not target.exists()


def test_a_signature_when_only_the_other_ones_proofs_are_there_is_not_called_proven(
    report: Path, reviewer: KeyFile, answers: Answers, timestamp_server: str, tmp_path: Path
) -> None:
    first, both = tmp_path / "first.pdf", tmp_path / "both.pdf"
    proven(report, first, answers)
    wish = request(Capacity.REVIEWER, timestamp_server=timestamp_server, roots=ROOTS)
    SIGNER.sign(first, both, reviewer, wish)
    found = VERIFIER.verify(both, ROOTS, office.NOW).signatures
    assert [(each.level, each.form) for each in found] == [
        (Level.B_LT, Level.B_LT), (Level.B_T, Level.B_T),
    ]  # fmt: skip


def test_proofs_when_added_later_make_a_bare_signature_sound(
    report: Path, answers: Answers, tmp_path: Path
) -> None:
    first, target = tmp_path / "first.pdf", tmp_path / "proven.pdf"
    key = KeyFile(answers.person().file(tmp_path), office.PASSWORD)
    SIGNER.sign(report, first, key, request())
    with clock_of(answers.clock()) as address:
        assert SIGNER.add_proofs(first, target, ROOTS, address) is Level.B_LT
    verdict = VERIFIER.verify(target, ROOTS, YEARS_LATER)
    assert (verdict.verdict, verdict.covered) == (Verdict.SOUND, True)
    assert verdict.signatures[0].whole is Whole.EXTENDED
    assert target.read_bytes().startswith(first.read_bytes())
    agreed(target, 2)


def test_proofs_when_authorities_say_nothing_leave_a_timestamp(
    report: Path, answers: Answers, tmp_path: Path
) -> None:
    first, target = tmp_path / "first.pdf", tmp_path / "proven.pdf"
    key = KeyFile(answers.person().file(tmp_path), office.PASSWORD)
    SIGNER.sign(report, first, key, request())
    answers.silent = True
    with clock_of(answers.clock()) as address:
        assert SIGNER.add_proofs(first, target, ROOTS, address) is Level.B_T
    agreed(target, 2)


def test_proofs_when_two_signed_cover_both(report: Path, answers: Answers, tmp_path: Path) -> None:
    first, both, target = (tmp_path / f"{name}.pdf" for name in ("first", "both", "proven"))
    person, other = answers.person(), answers.person("רון כהן")
    with clock_of(answers.clock()) as address:
        SIGNER.sign(report, first, KeyFile(person.file(tmp_path), office.PASSWORD), request())
        reviewer = KeyFile(other.file(tmp_path, "b.p12"), office.PASSWORD)
        SIGNER.sign(first, both, reviewer, request(Capacity.REVIEWER, timestamp_server=address))
        assert SIGNER.add_proofs(both, target, ROOTS, address) is Level.B_LT
    assert VERIFIER.verify(target, ROOTS, YEARS_LATER).verdict is Verdict.SOUND
    agreed(target, 3)


@pytest.mark.parametrize(
    ("day", "trust", "verdict"),
    [
        (datetime(2026, 10, 3, tzinfo=UTC), Trust.REVOKED, Verdict.REVOKED),
        (datetime(2028, 1, 3, tzinfo=UTC), Trust.TRUSTED, Verdict.SOUND),
    ],
    ids=["before", "after"],
)
def test_a_certificate_when_the_file_says_it_was_revoked_counts_by_the_time_of_signing(
    report: Path, answers: Answers, tmp_path: Path,
    day: datetime, trust: Trust, verdict: Verdict,
) -> None:  # fmt: skip
    """Another tool may add what an authority said later."""
    held = answers.person()
    first, target = tmp_path / "first.pdf", tmp_path / "told.pdf"
    with clock_of(answers.clock()) as address:
        SIGNER.sign(
            report, first, KeyFile(held.file(tmp_path), office.PASSWORD),
            request(timestamp_server=address),
        )  # fmt: skip
        answers.revoked[held.certificate.serial_number] = day
        with_lists(first, tmp_path / "lists.pdf", answers)
        SIGNER.add_timestamp(tmp_path / "lists.pdf", target, address)
    found = VERIFIER.verify(target, ROOTS, office.NOW)
    assert (found.signatures[0].trust, found.verdict) == (trust, verdict)


def with_lists(source: Path, target: Path, answers: Answers) -> None:
    """The lists of all authorities, put into a file by another tool."""
    from io import BytesIO

    from asn1crypto import crl  # type: ignore[import-untyped]
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    writer = IncrementalPdfFileWriter(BytesIO(source.read_bytes()))
    lists = [answers.answer(f"/{serial:x}.crl", b"")[2] for serial in answers.issuers]
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, crls=[crl.CertificateList.load(each) for each in lists]
    )
    output = BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    target.write_bytes(output.getvalue())


@pytest.mark.parametrize(
    ("trusts", "verdict"),
    [
        ((Trust.TRUSTED, Trust.REVOKED), Verdict.REVOKED),
        ((Trust.EXPIRED, Trust.REVOKED), Verdict.REVOKED),
        ((Trust.UNKNOWN, Trust.EXPIRED), Verdict.EXPIRED),
        ((Trust.TRUSTED, Trust.UNKNOWN), Verdict.UNTRUSTED),
        ((Trust.TRUSTED, Trust.REFUSED), Verdict.UNTRUSTED),
        ((Trust.TRUSTED, Trust.UNCHECKED), Verdict.PROVISIONAL),
        ((Trust.TRUSTED, Trust.TRUSTED), Verdict.SOUND),
    ],
)
def test_a_verdict_when_signatures_differ_is_the_worst_of_them(
    trusts: tuple[Trust, ...], verdict: Verdict
) -> None:
    bare = FileSignature("a", None, None, Whole.WHOLE, Trust.TRUSTED, Level.B_LT, 1)
    signatures = tuple(replace(bare, trust=trust) for trust in trusts)
    assert FileVerdict("", 1, signatures, covered=True).verdict is verdict
    broken = (replace(bare, whole=Whole.BROKEN), *signatures)
    assert FileVerdict("", 1, broken, covered=True).verdict is Verdict.CHANGED
    assert FileVerdict("", 1, signatures, covered=False).verdict is Verdict.CHANGED


def test_a_root_when_read_says_whose_it_is() -> None:
    facts = VERIFIER.root(office.root().encoded())
    assert (facts.subject, facts.issuer) == ("רשות בדיקה", "רשות בדיקה")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "root_unreadable"),
        (b"no certificate", "root_unreadable"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "root_unreadable"),
        (office.root().encoded()[:-200], "root_unreadable"),
        (office.person().encoded(), "root_not_authority"),
        (office.root().encoded() + office.foreign_root().encoded(), "root_not_authority"),
    ],
    ids=["empty", "text", "hollow", "cut", "person", "two"],
)
def test_a_root_when_it_is_none_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        VERIFIER.root(content)
    assert refused.value.code == code
