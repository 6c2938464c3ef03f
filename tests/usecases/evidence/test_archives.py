"""A ZIP dropped on a case: what a messenger sends is taken, what harms is refused by name."""

import random
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from shamay_desktop.documents.imaging import archives
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.usecases.evidence.adding import AddedFiles, add_files, evidence_of
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.documents.made_files import pdf_bytes
from tests.usecases.evidence.archives import made_zip, raw_zip, unicode_path


@pytest.fixture
def case(services: Services, actor: Actor) -> str:
    """The id of a new case."""
    return create_case(services, actor).valuation.id


def jpeg(shade: int) -> bytes:
    """A picture; another shade is another file."""
    buffer = BytesIO()
    Image.new("RGB", (64, 48), ((shade * 37) % 256, (shade * 91) % 256, 40)).save(buffer, "JPEG")
    return buffer.getvalue()


def codes(added: AddedFiles) -> list[tuple[str, str]]:
    """Names and reasons of what was refused."""
    return [(each.name, each.problem.code) for each in added.refused]


def test_a_messengers_export_when_added_then_evidence_is_taken_and_the_chat_passed_over(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    export = made_zip(
        tmp_path / "WhatsApp Chat with דייר.zip",
        {
            "_chat.txt": b"hello",
            "IMG-20260504-WA0001.jpg": jpeg(1),
            "photos/IMG-20260504-WA0002.jpg": jpeg(2),
            "נסח טאבו.pdf": pdf_bytes([(595, 842)] * 2),
            "PTT-20260504-WA0003.opus": b"OggS sound",
            "STK-20260504-WA0004.webp": jpeg(3),
            "__MACOSX/._IMG-20260504-WA0001.jpg": b"x",
            ".DS_Store": b"x",
            "Thumbs.db": b"x",
        },
    )
    told: list[tuple[int, int]] = []
    added = add_files(
        services, actor, case, [export], on_progress=lambda done, of: told.append((done, of))
    )
    assert [image.file_name for image in added.images] == [
        "IMG-20260504-WA0001.jpg",
        "IMG-20260504-WA0002.jpg",
    ]
    papers = [(paper.file_name, paper.doc_type, paper.pages) for paper in added.documents]
    assert papers == [("נסח טאבו.pdf", DocType.TABU, 2)]
    assert {(each.name, each.problem.code) for each in added.told} == {
        ("_chat.txt", "archive_passed"),
        ("PTT-20260504-WA0003.opus", "archive_passed"),
        ("STK-20260504-WA0004.webp", "archive_passed"),
    }
    assert added.refused == ()
    assert told == [(n, 6) for n in range(1, 7)]
    assert services.store.path(added.images[0].sha256).read_bytes() == jpeg(1)
    assert list(services.temporary.iterdir()) == []


def test_entries_when_hostile_then_each_is_refused_by_name_and_the_rest_is_taken(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    path = made_zip(
        tmp_path / "a.zip",
        {
            "../../evil.jpg": jpeg(1),
            "/etc/passwd.jpg": jpeg(2),
            "C:\\windows\\a.jpg": jpeg(3),
            "..\\up.jpg": jpeg(4),
            "inner.zip": b"PK\3\4",
            "empty.jpg": b"",
            "cut.jpg": b"\xff\xd8\xff\xe0 cut",
            "bomb.bmp": bytes(5_000_000),
            "good.jpg": jpeg(5),
            "noise.bin": random.Random(1).randbytes(200_000),
        },
    )
    added = add_files(services, actor, case, [path])
    assert codes(added) == [
        ("evil.jpg", "archive_name_outside"),
        ("passwd.jpg", "archive_name_outside"),
        ("a.jpg", "archive_name_outside"),
        ("up.jpg", "archive_name_outside"),
        ("inner.zip", "archive_nested"),
        ("empty.jpg", "file_empty"),
        ("cut.jpg", "file_broken"),
        ("bomb.bmp", "archive_bomb"),
        ("noise.bin", "file_kind_unsupported"),
    ]
    assert [image.file_name for image in added.images] == ["good.jpg"]


def test_a_link_when_in_an_archive_then_it_is_not_followed(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    path = raw_zip(tmp_path / "a.zip", [(b"a.jpg", b"/etc/passwd")], mode=stat.S_IFLNK | 0o777)
    assert codes(add_files(services, actor, case, [path])) == [("a.jpg", "archive_link")]


def test_an_archive_when_it_is_encrypted_then_it_is_refused_as_a_whole(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    path = raw_zip(tmp_path / "a.zip", [(b"a.jpg", jpeg(1)), (b"b.jpg", jpeg(2))], flags=1)
    assert codes(add_files(services, actor, case, [path])) == [("a.zip", "archive_encrypted")]
    assert evidence_of(services, actor, case).images == ()


def test_an_archive_when_it_is_a_bomb_or_holds_too_much_then_it_is_refused_as_a_whole(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    bomb = made_zip(tmp_path / "bomb.zip", {f"{n}.bmp": bytes(4_000_000) for n in range(5)})
    many = made_zip(
        tmp_path / "many.zip",
        {f"{n}.jpg": b"x" for n in range(10_001)},
        packing=zipfile.ZIP_STORED,
    )
    empty = made_zip(tmp_path / "empty.zip", {"folder/": b""})
    cut = tmp_path / "cut.zip"
    cut.write_bytes(made_zip(tmp_path / "b.zip", {"a.jpg": jpeg(1)}).read_bytes()[:-30])
    added = add_files(services, actor, case, [bomb, many, empty, cut])
    assert codes(added) == [
        ("bomb.zip", "archive_bomb"),
        ("many.zip", "archive_too_many_files"),
        ("empty.zip", "archive_empty"),
        ("cut.zip", "archive_broken"),
    ]


def test_sizes_when_an_archive_lies_about_them_then_no_more_than_was_said_is_written(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    small = raw_zip(tmp_path / "small.zip", [(b"a.jpg", jpeg(1))], size=10)
    large = raw_zip(tmp_path / "large.zip", [(b"b.jpg", jpeg(1))], size=900_000)
    added = add_files(services, actor, case, [small, large])
    assert codes(added) == [("a.jpg", "archive_broken")]
    assert [image.file_name for image in added.images] == ["b.jpg"], "its sum is right: it is whole"


def test_a_spoilt_entry_when_its_sum_is_wrong_then_the_others_are_taken(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    files = {"a.jpg": jpeg(1), "b.jpg": jpeg(2)}
    path = made_zip(tmp_path / "a.zip", files, packing=zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[content.index(jpeg(1)) + 300] ^= 1
    path.write_bytes(bytes(content))
    added = add_files(services, actor, case, [path])
    assert codes(added) == [("a.jpg", "archive_broken")]
    assert [image.file_name for image in added.images] == ["b.jpg"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_torn_entry_when_packed_in_any_way_then_the_others_are_taken(
    services: Services, actor: Actor, case: str, tmp_path: Path, packing: int
) -> None:
    path = made_zip(tmp_path / "a.zip", {"a.jpg": jpeg(1), "b.jpg": jpeg(2)}, packing=packing)
    content = bytearray(path.read_bytes())
    content[60:200] = b"\xff" * 140
    path.write_bytes(bytes(content))
    added = add_files(services, actor, case, [path])
    assert codes(added) == [("a.jpg", "archive_broken")]
    assert [image.file_name for image in added.images] == ["b.jpg"]


def test_an_entry_when_it_asks_for_all_memory_then_it_alone_is_refused(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    files = {"a.jpg": jpeg(1), "b.jpg": jpeg(2)}
    path = made_zip(tmp_path / "a.zip", files, packing=zipfile.ZIP_LZMA)
    content = bytearray(path.read_bytes())
    # Behind the name: version, length and five properties, of which four say the dictionary.
    start = content.index(b"b.jpg") + 10
    content[start : start + 4] = b"\xf0\xff\xff\xff"
    path.write_bytes(bytes(content))
    added = add_files(services, actor, case, [path])
    assert codes(added) == [("b.jpg", "file_too_heavy")]
    assert [image.file_name for image in added.images] == ["a.jpg"]


def test_files_when_a_process_died_while_unpacking_them_then_are_unpacked_by_the_next(
    tmp_path: Path,
) -> None:
    path = made_zip(tmp_path / "a.zip", {"a.jpg": jpeg(1), "b.jpg": jpeg(2)})
    (tmp_path / "lot").mkdir()
    (tmp_path / "lot" / "0").write_bytes(b"half of it")
    assert archives.unpack(str(path), [0, 1], str(tmp_path / "lot")) == [[0, None], [1, None]]
    assert (tmp_path / "lot" / "0").read_bytes() == jpeg(1)


def test_names_when_written_by_old_programs_then_their_hebrew_is_read(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    paths = [
        raw_zip(tmp_path / "dos.zip", [("סלון.jpg".encode("cp862"), jpeg(1))]),
        raw_zip(tmp_path / "windows.zip", [("מטבח.jpg".encode("cp1255"), jpeg(2))]),
        raw_zip(tmp_path / "mac.zip", [("חדר שינה.jpg".encode(), jpeg(3))]),
        raw_zip(tmp_path / "flag.zip", [("מרפסת.jpg".encode(), jpeg(4))], flags=0x800),
        raw_zip(
            tmp_path / "extra.zip", [(b"____.jpg", jpeg(5))],
            extra=unicode_path(b"____.jpg", "ממד.jpg"),
        ),
        raw_zip(
            tmp_path / "wrong.zip", [(b"a.jpg", jpeg(6))], extra=unicode_path(b"b.jpg", "no.jpg")
        ),
        raw_zip(tmp_path / "latin.zip", [("Größe.jpg".encode("cp437"), jpeg(7))]),
    ]  # fmt: skip
    added = add_files(services, actor, case, paths)
    assert [image.file_name for image in added.images] == [
        "סלון.jpg", "מטבח.jpg", "חדר שינה.jpg", "מרפסת.jpg", "ממד.jpg", "a.jpg", "Größe.jpg",
    ]  # fmt: skip


def test_names_when_they_are_traps_then_they_are_only_cleaned_words(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    names = ["photo\u202egpj.exe", "n" * 300 + ".jpg", "CON.jpg", "a\tb\u200f.jpg", "דירה: 3?.jpg"]
    path = made_zip(tmp_path / "a.zip", {name: jpeg(n) for n, name in enumerate(names)})
    added = add_files(services, actor, case, [path])
    assert len(added.images) == 5, codes(added)
    for image in added.images:
        assert len(image.file_name.encode()) <= 120
        assert not any(mark in image.file_name for mark in "\u202e\u200f\t")


def test_an_office_file_when_added_then_it_is_no_archive_but_an_unknown_kind(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    path = made_zip(tmp_path / "a.docx", {"[Content_Types].xml": b"<x/>", "word/a.jpg": jpeg(1)})
    assert codes(add_files(services, actor, case, [path])) == [("a.docx", "file_kind_unsupported")]


def test_an_archive_when_cancelled_in_the_middle_then_what_is_in_stays_and_nothing_lies_about(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    path = made_zip(tmp_path / "a.zip", {f"{n}.jpg": jpeg(n) for n in range(30)})
    told: list[int] = []
    added = add_files(
        services, actor, case, [path],
        on_progress=lambda done, _of: told.append(done),
        cancelled=lambda: len(told) >= 3,
    )  # fmt: skip
    assert added.cancelled
    assert 3 <= len(told) < 30
    assert len(added.images) == len(told) == len(evidence_of(services, actor, case).images)
    assert list(services.temporary.iterdir()) == []
