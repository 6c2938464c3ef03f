"""Signing and checking: what was signed is proven, and any change of it is found."""

import random
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.signing import Capacity, Level, Trust, Verdict, Whole
from shamay_desktop.signing.adapters import HankoSigner, HankoVerifier
from shamay_desktop.signing.verifying import verdict_of
from shamay_desktop.usecases.signing_ports import CardKey, KeyFile
from tests import certificate_office as office
from tests.signing.conftest import PIN, Card, request

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
    report: Path, key: KeyFile, roots: list[Path]
) -> None:
    verdict = VERIFIER.verify(signed(report, (key, Capacity.APPRAISER)), roots, office.NOW)
    (found,) = verdict.signatures
    assert (found.whole, found.trust, found.level) == (Whole.WHOLE, Trust.UNCHECKED, Level.B_B)
    assert found.certificate is not None
    assert (found.certificate.subject, found.certifies) == ("דנה לוי", True)
    assert verdict.covered
    assert verdict.verdict is Verdict.PROVISIONAL


def test_a_report_when_countersigned_keeps_the_first_signature(
    report: Path, key: KeyFile, reviewer: KeyFile, roots: list[Path]
) -> None:
    both = signed(report, (key, Capacity.APPRAISER), (reviewer, Capacity.REVIEWER))
    verdict = VERIFIER.verify(both, roots, office.NOW)
    assert [(each.capacity, each.whole, each.certifies) for each in verdict.signatures] == [
        (Capacity.APPRAISER, Whole.EXTENDED, True),
        (Capacity.REVIEWER, Whole.WHOLE, False),
    ]
    assert verdict.verdict is Verdict.PROVISIONAL


def test_independent_tool_when_asked_agrees(report: Path, key: KeyFile, reviewer: KeyFile) -> None:
    tool = shutil.which("pdfsig")
    if tool is None:
        pytest.skip("pdfsig is not installed")
    both = signed(report, (key, Capacity.APPRAISER), (reviewer, Capacity.REVIEWER))
    said = subprocess.run([tool, str(both)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 2
    assert "Total document signed" in said


def test_content_when_added_after_signing_is_found(
    report: Path, key: KeyFile, roots: list[Path]
) -> None:
    from pyhanko.pdf_utils.generic import NameObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    whole = signed(report, (key, Capacity.APPRAISER))
    writer = IncrementalPdfFileWriter(BytesIO(whole.read_bytes()))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Rotate")] = NumberObject(90)
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    verdict = verdict_of(BytesIO(output.getvalue()), (), office.NOW)
    assert verdict.verdict is Verdict.CHANGED


def flipped(content: bytes, seed: int, tries: int) -> list[tuple[int, int]]:
    """Places of single turned bits that no check found."""
    chance = random.Random(seed)
    missed = []
    for _ in range(tries):
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        altered = bytearray(content)
        altered[place] ^= 1 << bit
        verdict = verdict_of(BytesIO(bytes(altered)), (), office.NOW).verdict
        if verdict not in (Verdict.CHANGED, Verdict.NO_PDF, Verdict.UNSIGNED):
            missed.append((place, bit))
    return missed


def test_a_bit_when_turned_anywhere_is_found(report: Path, key: KeyFile, reviewer: KeyFile) -> None:
    both = signed(report, (key, Capacity.APPRAISER), (reviewer, Capacity.REVIEWER))
    content = both.read_bytes()
    assert verdict_of(BytesIO(content), (), office.NOW).verdict is Verdict.UNTRUSTED
    assert flipped(content, seed=1, tries=40) == []


@pytest.mark.soak
def test_a_bit_when_turned_in_a_thousand_places_is_found_each_time(
    report: Path, key: KeyFile, reviewer: KeyFile
) -> None:
    both = signed(report, (key, Capacity.APPRAISER), (reviewer, Capacity.REVIEWER))
    assert flipped(both.read_bytes(), seed=2, tries=1000) == []


def test_every_bit_of_the_gap_when_turned_is_found(report: Path, key: KeyFile) -> None:
    content = signed(report, (key, Capacity.APPRAISER)).read_bytes()
    start = content.index(b"/Contents <") + len(b"/Contents ")
    end = content.index(b">", start)
    chance = random.Random(3)
    missed = []
    for place in sorted(chance.sample(range(start, end + 1), 60)):
        altered = bytearray(content)
        altered[place] ^= 1 << chance.randrange(8)
        if verdict_of(BytesIO(bytes(altered)), (), office.NOW).verdict is Verdict.UNTRUSTED:
            missed.append(place)
    assert missed == []


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
    report: Path, tmp_path: Path, held, code: str
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


def test_a_card_when_it_signs_needs_its_pin_once(
    report: Path, card: Card, roots: list[Path], tmp_path: Path
) -> None:
    (held,) = SIGNER.cards(card.module)
    assert (held.facts.subject, held.certificate_id) == ("דנה לוי", card.certificate_id)
    key = CardKey(card.module, card.token, card.certificate_id, PIN)
    target = tmp_path / "signed.pdf"
    SIGNER.sign(report, target, key, request())
    (found,) = VERIFIER.verify(target, roots, office.NOW).signatures
    assert (found.whole, found.certificate and found.certificate.subject) == (
        Whole.WHOLE, "דנה לוי",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("token", "identity", "pin", "code"),
    [
        ("שמאי", "a1", "0000", "wrong_pin"),
        ("אחר", "a1", PIN, "card_missing"),
        ("שמאי", "b2", PIN, "card_missing"),
    ],
    ids=["pin", "token", "certificate"],
)
def test_a_card_when_something_is_wrong_says_what(
    report: Path, card: Card, tmp_path: Path, token: str, identity: str, pin: str, code: str
) -> None:
    key = CardKey(card.module, token, identity, pin)
    with pytest.raises(Refused) as refused:
        SIGNER.sign(report, tmp_path / "signed.pdf", key, request())
    assert refused.value.code == code
    assert not (tmp_path / "signed.pdf").exists()


def test_a_module_when_it_is_none_is_refused(tmp_path: Path) -> None:
    module = tmp_path / "no.so"
    module.write_bytes(b"none")
    with pytest.raises(Refused) as refused:
        SIGNER.cards(module)
    assert refused.value.code == "card_module_unusable"


def test_a_signature_when_a_server_vouches_for_its_time_is_no_more_provisional(
    report: Path, key: KeyFile, roots: list[Path], timestamp_server: str, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    SIGNER.sign(report, target, key, request(timestamp_server=timestamp_server))
    (found,) = VERIFIER.verify(target, roots, office.NOW).signatures
    assert (found.level, found.whole) == (Level.B_T, Whole.WHOLE)
    assert found.stamped_at is not None


def test_a_timestamp_when_added_later_covers_the_file(
    report: Path, key: KeyFile, roots: list[Path], timestamp_server: str, tmp_path: Path
) -> None:
    first = signed(report, (key, Capacity.APPRAISER))
    target = tmp_path / "stamped.pdf"
    SIGNER.add_timestamp(first, target, timestamp_server)
    verdict = VERIFIER.verify(target, roots, office.NOW)
    assert verdict.covered
    assert verdict.signatures[0].level is Level.B_T
    assert verdict.signatures[0].whole is Whole.EXTENDED


def test_a_server_when_it_is_silent_is_said_and_the_file_stays(
    report: Path, key: KeyFile, tmp_path: Path
) -> None:
    target = tmp_path / "signed.pdf"
    target.write_bytes(b"before")
    with pytest.raises(WorldFailed) as failed:
        SIGNER.sign(report, target, key, request(timestamp_server="http://127.0.0.1:9/"))
    assert failed.value.code == "timestamp_unavailable"
    assert target.read_bytes() == b"before"
