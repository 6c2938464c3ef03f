"""What is kept of a signed report: altered or lost it is never handed out, signed or compared; who
may add to it, by whose certificate, and what is said of whoever signed it.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from shamay_desktop.domain.errors import NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.records import AssetType, Status
from shamay_desktop.domain.signing import (
    CertificateFacts,
    FileSignature,
    FileVerdict,
    Level,
    Trust,
    Whole,
)
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.office.signing_practice import (
    KnownRoot,
    SigningPractice,
    keep_signing_practice,
    read_root,
    signing_practice,
)
from shamay_desktop.usecases.report.producing import send_to_review, write_report
from shamay_desktop.usecases.sealing.countersigning import add_proofs, add_timestamp, countersign
from shamay_desktop.usecases.sealing.kept import Kept
from shamay_desktop.usecases.sealing.making import is_of
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.verifying import FileCheck, Issued, verify_report
from shamay_desktop.usecases.sealing.versions import issued_file, new_version, versions_of
from shamay_desktop.usecases.signing_ports import KeyFile
from tests import certificate_office as office
from tests.usecases.sealing.conftest import LICENCE, Ready, colleague
from tests.usecases.sealing.test_faults import state


def damage(path: Path) -> None:
    """One bit of a stored file is turned."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(content))


def lose(path: Path) -> None:
    """A stored file is gone."""
    path.unlink()


@pytest.mark.parametrize(
    ("harm", "code"), [(damage, "stored_file_altered"), (lose, "stored_file_missing")]
)
def test_a_signed_file_when_harmed_in_the_store_is_neither_given_out_nor_added_to(
    ready: Ready, key: KeyFile, reviewer: KeyFile, tmp_path: Path, harm: Any, code: str
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    harm(sealed.path)
    before = state(services, actor, ready.case)
    for deed in (
        lambda: issued_file(services, actor, ready.case, tmp_path / "out.pdf"),
        lambda: countersign(services, ron, ready.case, reviewer),
        lambda: add_timestamp(services, actor, ready.case, "http://127.0.0.1:9/"),
        lambda: write_report(
            services, actor, sealed.valuation.case, Language.HE, tmp_path, (AssetType.PDF,)
        ),
    ):
        with pytest.raises(WorldFailed) as failed:
            deed()
        assert failed.value.code == code
    assert state(services, actor, ready.case) == before
    assert not (tmp_path / "out.pdf").exists()


def test_a_signature_when_the_made_file_does_not_hold_seals_nothing(
    ready: Ready, key: KeyFile, reviewer: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    ron = colleague(services, actor)

    class Broken:
        """A card whose key and certificate do not fit."""

        def __getattr__(self, name: str) -> Any:
            return getattr(services.signer, name)

        def sign(self, *given: Any) -> FileSignature:
            made = services.signer.sign(*given)
            damage(given[1])
            return replace(made, whole=Whole.BROKEN)

    before = state(services, actor, ready.case)
    broken = replace(services, signer=Broken())
    with pytest.raises(Refused) as refused:
        sign_report(broken, actor, ready.case, ready.order(key))
    assert refused.value.code == "signature_not_valid"
    assert state(services, actor, ready.case) == before
    sign_report(services, actor, ready.case, ready.order(key))
    before = state(services, actor, ready.case)
    with pytest.raises(Refused) as refused:
        countersign(broken, ron, ready.case, reviewer)
    assert refused.value.code == "signature_not_valid"
    assert state(services, actor, ready.case) == before


def test_a_longer_file_when_it_is_not_the_signed_one_continued_is_not_kept(
    ready: Ready, key: KeyFile, timestamp_server: str
) -> None:
    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order(key))
    before = state(services, actor, ready.case)

    class Careless:
        """Stamps, and writes something else at the file's beginning."""

        def add_timestamp(self, source: Path, target: Path, server: str) -> None:
            services.signer.add_timestamp(source, target, server)
            damage(target)

    with pytest.raises(Refused) as refused:
        add_timestamp(
            replace(services, signer=Careless()),  # type: ignore[arg-type]
            actor, ready.case, timestamp_server,
        )  # fmt: skip
    assert refused.value.code == "signature_not_valid"
    assert state(services, actor, ready.case) == before


def test_a_timestamp_when_added_by_a_colleague_or_twice_is_refused(
    ready: Ready, key: KeyFile, timestamp_server: str
) -> None:
    services, actor = ready.services, ready.actor
    plain = colleague(services, actor, review=False)
    sign_report(services, actor, ready.case, ready.order(key))
    with pytest.raises(NotAllowed):
        add_timestamp(services, plain, ready.case, timestamp_server)
    with pytest.raises(Refused) as refused:
        add_timestamp(services, actor, ready.case)
    assert refused.value.code == "timestamp_server_missing"
    keep_signing_practice(services, actor, SigningPractice(timestamp_server))
    assert add_timestamp(services, actor, ready.case).version.signers[0].level is Level.B_T
    with pytest.raises(Refused) as refused:
        add_timestamp(services, actor, ready.case)
    assert refused.value.code == "timestamped_already"
    with pytest.raises(Refused) as refused:
        add_proofs(services, actor, ready.case)
    assert refused.value.code == "signing_roots_missing"


def test_a_certificate_when_it_names_another_person_is_asked_for_and_bears_no_licence(
    ready: Ready, key: KeyFile, reviewer: KeyFile
) -> None:
    services, actor = ready.services, ready.actor
    before = state(services, actor, ready.case)
    with pytest.raises(Refused) as refused:
        sign_report(services, actor, ready.case, ready.order(reviewer))
    assert (refused.value.code, refused.value.facts) == (
        "certificate_of_another", {"name": "רון כהן", "own": "דנה לוי"},
    )  # fmt: skip
    assert state(services, actor, ready.case) == before
    said: list[list[str]] = []

    def writer(lines: list[str], *given: Any, **named: Any) -> None:
        said.append(list(lines))
        services.stamp_writer(lines, *given, **named)

    told = replace(services, stamp_writer=writer)  # type: ignore[arg-type]
    confirmed = ready.order(reviewer, holder_confirmed=True)
    sign_report(told, actor, ready.case, confirmed)
    assert not any(LICENCE in line for line in said[0])
    ron = colleague(services, actor)
    with pytest.raises(Refused) as refused:
        countersign(services, ron, ready.case, key)
    assert refused.value.code == "certificate_of_another_reviewer"


@pytest.mark.parametrize(
    ("subject", "name", "own"),
    [
        ("דנה לוי", "דנה לוי", True), ("לוי דנה - 012345678", "דנה לוי", True),
        ("Dana LEVI", "dana levi", True), ("דנה לוי-כהן", "דנה לוי", True),
        ("דנה", "דנה לוי", False), ("רון לוי", "דנה לוי", False), ("דנה לוי", "", False),
        ('ד"ר דנה לוי', "ד״ר דנה לוי", True),
    ],
)  # fmt: skip
def test_a_name_when_its_words_stand_in_the_certificate_is_its_holders(
    subject: str, name: str, own: bool
) -> None:
    assert is_of(subject, name) is own


@pytest.mark.parametrize(("harm", "kept"), [(damage, Kept.ALTERED), (lose, Kept.LOST)])
def test_kept_values_when_harmed_are_said_to_be_so(ready: Ready, harm: Any, kept: Kept) -> None:
    services, actor = ready.services, ready.actor
    sealed = sign_report(services, actor, ready.case, ready.order())
    assert verify_report(services, sealed.path, (), actor).kept is Kept.SAME
    harm(services.store.path(sealed.version.case_json_sha256 or ""))
    check = verify_report(services, sealed.path, (), actor)
    assert (check.kept, check.differing, check.issued) == (kept, None, Issued.CURRENT)


def signature(trust: Trust, reason: str = "") -> FileSignature:
    """A whole signature of which so much is known."""
    day = datetime(2026, 1, 1, tzinfo=UTC)
    facts = CertificateFacts("דנה לוי", "רשות", "ab" * 32, day, day)
    return FileSignature(
        "Appraiser", facts, None, Whole.WHOLE, trust, Level.B_B, 2, day, reason=reason
    )


@pytest.mark.parametrize(
    ("trust", "reason", "roots", "stands"),
    [
        (Trust.TRUSTED, "", ("רשות",), True), (Trust.UNCHECKED, "", ("רשות",), True),
        (Trust.UNKNOWN, "", (), True), (Trust.UNKNOWN, "", ("רשות",), False),
        (Trust.REVOKED, "", ("רשות",), False), (Trust.REFUSED, "", (), False),
        (Trust.EXPIRED, "", ("רשות",), False),
        (Trust.EXPIRED, "expired_unvouched", ("רשות",), True),
    ],
)  # fmt: skip
def test_a_whole_file_when_something_is_known_against_its_signer_does_not_stand(
    trust: Trust, reason: str, roots: tuple[str, ...], stands: bool
) -> None:
    verdict = FileVerdict("ab" * 32, 10, (signature(trust, reason),), covered=True, roots=roots)
    check = FileCheck(verdict, Issued.UNKNOWN)
    assert (check.whole, check.stands) == (True, stands)


def test_the_offices_authorities_when_kept_are_those_that_a_check_asks(
    ready: Ready, key: KeyFile, tmp_path: Path
) -> None:
    services, actor = ready.services, ready.actor
    sealed = sign_report(services, actor, ready.case, ready.order(key))
    assert verify_report(services, sealed.path, (), actor).verdict.roots == ()
    root = read_root(services, office.root().pem(tmp_path, "root.pem").read_bytes())
    der = office.root().certificate.public_bytes(Encoding.DER)
    assert root == read_root(services, der)
    keep_signing_practice(services, actor, SigningPractice("", (root, root)))
    assert signing_practice(services, actor).roots == (root,)
    check = verify_report(services, sealed.path, (), actor)
    assert check.verdict.roots == (root.name,)
    assert check.stands
    stranger = colleague(services, actor, review=False)
    with pytest.raises(NotAllowed):
        keep_signing_practice(services, stranger, SigningPractice())


@pytest.mark.parametrize("url", ["ftp://x.example", "stamp", "http://", "http://a b", "http://[x"])
def test_a_timestamp_server_when_it_is_no_address_is_refused(ready: Ready, url: str) -> None:
    with pytest.raises(Refused) as refused:
        keep_signing_practice(ready.services, ready.actor, SigningPractice(url))
    assert refused.value.code == "timestamp_server_wrong"


def test_an_authority_when_no_certificate_of_one_is_refused(ready: Ready) -> None:
    for content, code in (
        (b"", "root_unreadable"), (b"x" * 100_000, "root_unreadable"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "root_unreadable"),
        (office.person("דנה").encoded(), "root_not_authority"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            read_root(ready.services, content)
        assert refused.value.code == code
    lost = KnownRoot("x", "ab" * 32, datetime(2030, 1, 1, tzinfo=UTC), "no certificate")
    with pytest.raises(Refused):
        keep_signing_practice(ready.services, ready.actor, SigningPractice("", (lost,)))


def test_versions_when_listed_are_the_whole_line_whichever_is_asked(ready: Ready) -> None:
    services, actor = ready.services, ready.actor
    sign_report(services, actor, ready.case, ready.order())
    second = new_version(services, actor, ready.case, "").valuation.id
    send_to_review(services, actor, second)
    sign_report(services, actor, second, ready.order())
    third = new_version(services, actor, second, "").valuation.id
    for case in (ready.case, second, third):
        listed = versions_of(services, actor, case)
        assert [(each.version.number, each.status) for each in listed] == [
            (1, Status.SIGNED), (2, Status.SIGNED), (3, Status.IN_PROGRESS),
        ]  # fmt: skip


def test_a_folder_on_the_way_when_it_holds_another_folder_hides_no_fault(ready: Ready) -> None:
    services, actor = ready.services, ready.actor

    def writer(content: object, pictures: object, target: Path, **_named: Any) -> None:
        (target.parent / "more").mkdir()
        (target.parent / "more" / "page").write_bytes(b"x")
        raise WorldFailed("disk_full")

    with pytest.raises(WorldFailed) as failed:
        sign_report(
            replace(services, sealed_writer=writer),
            actor, ready.case, ready.order(),
        )  # fmt: skip
    assert failed.value.code == "disk_full"
    assert list(services.temporary.glob("seal-*")) == []
