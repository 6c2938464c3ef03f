"""One bit turned anywhere in a signed file is found, however the file was signed."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.signing import Capacity, Verdict
from shamay_desktop.reports.pdf import write_pdf
from shamay_desktop.signing.adapters import HankoSigner
from shamay_desktop.signing.verifying import verdict_of
from shamay_desktop.usecases.signing_ports import KeyFile, StampPlace
from tests import certificate_office as office
from tests.reports.pdf.sample_report import chapter, words
from tests.reports.pdf.sample_report import report as make
from tests.signing import agreement
from tests.signing.answering import Answers, answering, clock_of
from tests.signing.conftest import request, stamped_by

SIGNER = HankoSigner()
ROOTS = (office.root().encoded(),)
PLACE = StampPlace(1, 300, 600, 190, 60)


@dataclass(frozen=True)
class Desk:
    """What files are signed with: a report, keys, a clock, and authorities that answer."""

    folder: Path
    report: Path
    clock: str
    answers: Answers

    def key(self, held: office.Held, name: str = "key.p12") -> KeyFile:
        return KeyFile(held.file(self.folder, name), office.PASSWORD)

    def signed(
        self, key: KeyFile | None = None, source: Path | None = None, **facts: object
    ) -> Path:
        number = len(list(self.folder.glob("made-*.pdf")))
        target = self.folder / f"made-{number}.pdf"
        key = key or self.key(office.person())
        SIGNER.sign(source or self.report, target, key, request(**facts))  # type: ignore[arg-type]
        return target


def plain(desk: Desk) -> Path:
    return desk.signed()


def rootless(desk: Desk) -> Path:
    """The usual key file: certificate and intermediate, and no root to vouch for that one."""
    held = office.person()
    return desk.signed(desk.key(office.Held(held.certificate, held.key, held.issuers[:1])))


def alone(desk: Desk) -> Path:
    """A key file of nothing but the person's own certificate."""
    held = office.person()
    return desk.signed(desk.key(office.Held(held.certificate, held.key, ())))


def curved(desk: Desk) -> Path:
    return desk.signed(desk.key(office.person("נועה", curve=True)))


def timed(desk: Desk) -> Path:
    return desk.signed(timestamp_server=desk.clock)


def proven(desk: Desk) -> Path:
    key = desk.key(desk.answers.person())
    return desk.signed(key, timestamp_server=desk.clock, roots=ROOTS, revocation=True)


def stamped_later(desk: Desk) -> Path:
    target = desk.folder / "stamped-later.pdf"
    SIGNER.add_timestamp(plain(desk), target, desk.clock)
    return target


def seen(desk: Desk) -> Path:
    return desk.signed(stamp=stamped_by("דנה לוי", desk.folder / "stamp.pdf"), place=PLACE)


def countersigned(desk: Desk) -> Path:
    reviewer = desk.key(office.person("רון כהן"), "reviewer.p12")
    return desk.signed(reviewer, source=seen(desk), capacity=Capacity.REVIEWER, later=())


MADE: dict[str, Callable[[Desk], Path]] = {
    "plain": plain, "rootless": rootless, "alone": alone, "curve": curved, "timestamp": timed,
    "proofs": proven, "timestamp-later": stamped_later, "stamp": seen, "two": countersigned,
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """A small report, signed in every way there is."""
    folder = tmp_path_factory.mktemp("turned")
    report = folder / "report.pdf"
    content = make(chapter(rc.Paragraph(words("שווי הנכס 1,250,000 ש״ח"))), logo=None, front=None)
    write_pdf(content, {}, report, created=office.NOW)
    with answering() as answers, clock_of(office.timestamp_authority()) as clock:
        desk = Desk(folder, report, clock, answers)
        yield {name: way(desk).read_bytes() for name, way in MADE.items()}


def turned(content: bytes, place: int, bit: int) -> bytes:
    altered = bytearray(content)
    altered[place] ^= 1 << bit
    return bytes(altered)


def container(content: bytes) -> range:
    """Where the last signature or timestamp stands, without the zeros that fill its place."""
    start = content.rindex(b"/Contents <") + len(b"/Contents ")
    end = content.index(b">", start)
    return range(start, start + len(content[start:end].rstrip(b"0")))


def places(content: bytes, seed: str, anywhere: int, inside: int) -> list[tuple[int, int]]:
    """Places all over the file, and as many close together where no digest reaches."""
    chance, held = random.Random(seed), container(content)
    spread = [(chance.randrange(len(content)), chance.randrange(8)) for _ in range(anywhere)]
    return spread + [_spelled(content, chance.choice(held), chance) for _ in range(inside)]


def _spelled(content: bytes, place: int, chance: random.Random) -> tuple[int, int]:
    """A bit that leaves a hexadecimal digit one: any other is found by its spelling alone."""
    digits = b"0123456789abcdef"
    bits = [bit for bit in range(8) if content[place] ^ 1 << bit in digits]
    return place, chance.choice(bits or [0])


ANYWHERE, INSIDE = 55, 57


@pytest.mark.parametrize("name", MADE)
def test_a_bit_when_turned_anywhere_in_a_signed_file_is_called_a_change(
    files: dict[str, bytes], name: str
) -> None:
    """1,008 tries in nine kinds of signed file; nothing but "changed" counts as found."""
    content = files[name]
    assert verdict_of(BytesIO(content), (), office.NOW).verdict is Verdict.UNTRUSTED
    missed = [
        (place, bit)
        for place, bit in places(content, name, ANYWHERE, INSIDE)
        if verdict_of(BytesIO(turned(content, place, bit)), (), office.NOW).verdict
        is not Verdict.CHANGED
    ]
    assert missed == []


def test_tries_when_counted_are_a_thousand() -> None:
    assert len(MADE) * (ANYWHERE + INSIDE) >= 1000


def test_a_bit_when_two_other_tools_find_it_is_found_here(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    """50 turned bits shown to pdfsig and to pyHanko: whatever one of them finds is found, and so
    is what both pass over (the container's edges, which no digest covers).
    """
    target, unseen, disagreed = tmp_path / "turned.pdf", [], []
    for name in ("plain", "timestamp", "proofs", "stamp", "two"):
        for place, bit in places(files[name], f"{name}50", 7, 3):
            altered = turned(files[name], place, bit)
            target.write_bytes(altered)
            said = agreement.pdfsig(target).good, agreement.hanko(altered).good
            verdict = verdict_of(BytesIO(altered), (), office.NOW).verdict
            if verdict is not Verdict.CHANGED:
                disagreed.append((name, place, bit, said))
            if all(said):
                unseen.append((name, place in container(files[name])))
    assert disagreed == []
    assert all(inside for _, inside in unseen), "the tools pass over the container's edges alone"


@pytest.mark.parametrize("name", MADE)
def test_a_file_when_signed_in_any_way_is_good_to_two_other_tools(
    files: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    target = tmp_path / f"{name}.pdf"
    target.write_bytes(files[name])
    agreement.agreed(target, 2 if name in ("two", "timestamp-later") else 1)


@pytest.mark.parametrize(
    "spoiled",
    [
        (b"/SubFilter /ETSI.CAdES.detached", b"/SubFilter /ETSI.CAdES.detachee"),
        (b"/ByteRange", b"/ByteRangd"),
        (b"%PDF-", b"%PDG-"),
        (b"/Type /Sig", b"/Type /Sih"),
    ],
    ids=["subfilter", "range", "header", "type"],
)
def test_a_signature_when_spoiled_so_that_no_reader_finds_it_is_called_a_change(
    files: dict[str, bytes], spoiled: tuple[bytes, bytes]
) -> None:
    assert spoiled[0] in files["plain"]
    altered = files["plain"].replace(*spoiled)
    verdict = verdict_of(BytesIO(altered), (), office.NOW)
    assert verdict.verdict is Verdict.CHANGED
    assert len(verdict.signatures) == 1
