"""Electronic signatures: intact, altered, none, unverifiable; the file is never written."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from shamay_desktop.documents.reading.signatures import signature_of
from shamay_desktop.domain.reading.paper_reading import Signature, SignatureFacts
from tests.documents.reading.signed_papers import ISSUER, SIGNER, plain_pdf, signed_pdf, updated

FactsOf = Callable[[bytes], SignatureFacts]


@pytest.fixture
def facts_of(tmp_path: Path) -> FactsOf:
    """The facts of a file with this content; the file must be the same afterwards."""

    def found(content: bytes) -> SignatureFacts:
        path = tmp_path / "paper.pdf"
        path.write_bytes(content)
        facts = signature_of(path)
        assert path.read_bytes() == content
        return facts

    return found


def test_a_signed_paper_when_untouched_then_is_intact_and_says_who_and_when(
    facts_of: FactsOf,
) -> None:
    facts = facts_of(signed_pdf())
    assert facts.state is Signature.INTACT
    assert (facts.signer, facts.issuer) == (SIGNER, ISSUER)
    assert facts.covers_whole_file
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", facts.signed_at or "")
    assert facts.reason == ""


def test_a_paper_without_a_signature_then_has_none(facts_of: FactsOf) -> None:
    assert facts_of(plain_pdf()) == SignatureFacts()


def test_a_signed_paper_when_a_drawn_byte_changed_then_is_altered(facts_of: FactsOf) -> None:
    content = signed_pdf()
    place = content.index(b"/Creator")
    facts = facts_of(content[:place] + b"/creator" + content[place + 8 :])
    assert (facts.state, facts.reason) == (Signature.ALTERED, "bytes_changed")
    assert facts.signer == SIGNER


@pytest.mark.parametrize("part", range(12))
def test_a_signed_paper_when_any_byte_of_it_changed_then_is_never_intact(
    facts_of: FactsOf, part: int
) -> None:
    content = bytearray(signed_pdf())
    ranges = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", content)
    assert ranges is not None
    start, length, second, rest = map(int, ranges.groups())
    signed = [*range(start, start + length), *range(second, second + rest)]
    content[signed[part * (len(signed) - 1) // 11]] ^= 0x01
    assert facts_of(bytes(content)).state in {Signature.ALTERED, Signature.UNVERIFIABLE}


def test_a_signed_paper_when_drawn_on_afterwards_then_is_altered(facts_of: FactsOf) -> None:
    facts = facts_of(updated(signed_pdf()))
    assert (facts.state, facts.reason) == (Signature.ALTERED, "changed_after")
    assert not facts.covers_whole_file


def test_a_paper_when_signed_twice_then_is_intact_by_the_last_one(facts_of: FactsOf) -> None:
    facts = facts_of(signed_pdf(content=signed_pdf(), field="Two"))
    assert facts.state is Signature.INTACT
    assert facts.covers_whole_file


def test_a_paper_when_signed_by_an_old_digest_then_cannot_be_verified(facts_of: FactsOf) -> None:
    facts = facts_of(signed_pdf("sha1"))
    assert (facts.state, facts.reason) == (Signature.UNVERIFIABLE, "weak_digest")
    assert facts.signer == SIGNER


def test_a_signature_when_it_is_zeros_then_cannot_be_verified(facts_of: FactsOf) -> None:
    content = signed_pdf()
    place = re.search(rb"/Contents <([0-9a-fA-F]+)>", content)
    assert place is not None
    start, end = place.span(1)
    facts = facts_of(content[:start] + b"0" * (end - start) + content[end:])
    assert (facts.state, facts.reason) == (Signature.UNVERIFIABLE, "empty")


def test_a_signature_when_its_bytes_are_noise_then_cannot_be_verified(facts_of: FactsOf) -> None:
    content = signed_pdf()
    place = re.search(rb"/Contents <([0-9a-fA-F]+)>", content)
    assert place is not None
    start, end = place.span(1)
    noise = (b"30820a" + b"9fe3" * (end - start))[: end - start]
    facts = facts_of(content[:start] + noise + content[end:])
    assert (facts.state, facts.reason) == (Signature.UNVERIFIABLE, "broken")


def test_a_signed_paper_when_cut_then_is_no_exception_and_not_intact(facts_of: FactsOf) -> None:
    content = signed_pdf()
    for share in (0.2, 0.5, 0.8, 0.95):
        state = facts_of(content[: int(len(content) * share)]).state
        assert state is not Signature.INTACT


def test_a_signature_when_its_field_was_emptied_by_an_update_then_is_altered(
    facts_of: FactsOf, tmp_path: Path
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(signed_pdf()))
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    del field["/V"]
    writer.update_container(field)
    file = BytesIO()
    writer.write(file)  # type: ignore[no-untyped-call]
    facts = facts_of(file.getvalue())
    assert (facts.state, facts.reason) == (Signature.ALTERED, "removed")


def test_a_signed_paper_when_saved_anew_by_another_program_then_is_not_intact(
    facts_of: FactsOf, tmp_path: Path
) -> None:
    source, target = tmp_path / "signed.pdf", tmp_path / "again.pdf"
    source.write_bytes(signed_pdf())
    with pikepdf.open(source) as document:
        document.save(target)
    assert facts_of(target.read_bytes()).state in {Signature.ALTERED, Signature.UNVERIFIABLE}
