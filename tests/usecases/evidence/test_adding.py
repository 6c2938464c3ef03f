"""Adding files to a case: with the real database, store and limited worker."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.evidence import DocType, FileFacts, StoredFile
from shamay_desktop.domain.likeness import near_duplicates
from shamay_desktop.usecases.evidence.adding import add_clipboard_picture, add_files, evidence_of
from shamay_desktop.usecases.evidence.gathering import files_of, files_of_folder
from shamay_desktop.usecases.evidence.pictures import CONTACT_SIDE, thumbnail
from shamay_desktop.usecases.file_ports import ContentStore, HeldFile
from shamay_desktop.usecases.ports import Cancelled, Progress
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.documents.heic_maker import saved_heic
from tests.documents.made_files import quartered
from tests.usecases.evidence.files import broken, paper, photo


@pytest.fixture
def case(services: Services, actor: Actor) -> str:
    """The id of a new case."""
    return create_case(services, actor).valuation.id


class FullDisk:
    """A store whose disk takes one file and is full then."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def hold(
        self, source: Path, on_progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> HeldFile:
        """Take the first file."""
        if source.name != "0.jpg":
            raise WorldFailed("disk_full")
        return self._services.store.hold(source, on_progress, cancelled)

    def keep(self, held: HeldFile) -> StoredFile:
        """Keep it."""
        return self._services.store.keep(held)

    def drop(self, held: HeldFile) -> None:
        """Drop it."""
        self._services.store.drop(held)


def test_files_when_added_then_pdfs_are_papers_of_proposed_kinds_and_pictures_are_photos(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    paths = [
        paper(tmp_path, "נסח רישום.pdf", pages=2),
        photo(tmp_path, "b.jpg", 1),
        photo(tmp_path, "a.png", 2),
    ]
    told: list[tuple[int, int]] = []
    added = add_files(
        services, actor, case, paths, on_progress=lambda done, total: told.append((done, total))
    )
    assert [(each.doc_type, each.pages) for each in added.documents] == [(DocType.TABU, 2)]
    assert [(each.file_name, each.order) for each in added.images] == [("b.jpg", 0), ("a.png", 1)]
    assert told == [(1, 3), (2, 3), (3, 3)]
    evidence = evidence_of(services, actor, case)
    assert evidence.documents == added.documents
    assert evidence.images == added.images
    hashes = [each.sha256 for each in added.documents] + [each.sha256 for each in added.images]
    stored = [services.store.path(sha256).read_bytes() for sha256 in hashes]
    assert stored == [path.read_bytes() for path in paths]


def test_pictures_when_added_as_papers_then_each_has_the_kind_of_its_name(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    paths = [photo(tmp_path, "היתר 1968.jpg", 1), photo(tmp_path, "x.png", 2)]
    added = add_files(services, actor, case, paths, as_papers=True)
    assert added.images == ()
    kinds = {each.file_name: each.doc_type for each in added.documents}
    assert kinds == {"היתר 1968.jpg": DocType.PERMIT, "x.png": DocType.OTHER}


def test_a_file_when_it_is_refused_then_it_is_named_with_its_reason_and_the_rest_goes_on(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no picture", encoding="utf-8")
    paths = [broken(tmp_path, "cut.jpg"), text, tmp_path / "gone.pdf", photo(tmp_path, "a.jpg")]
    added = add_files(services, actor, case, paths)
    assert [(each.name, each.problem.code) for each in added.refused] == [
        ("cut.jpg", "file_broken"),
        ("notes.txt", "file_kind_unsupported"),
        ("gone.pdf", "file_missing"),
    ]
    assert [each.file_name for each in added.images] == ["a.jpg"]


def test_a_file_when_the_case_has_it_already_then_it_is_named_and_no_second_row_is_made(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    first = add_files(services, actor, case, [photo(tmp_path, "a.jpg")])
    again = add_files(services, actor, case, [photo(tmp_path / "copy", "b.jpg")])
    assert again.linked == ("b.jpg",)
    assert evidence_of(services, actor, case).images == first.images


def test_a_file_when_another_case_has_it_then_it_is_stored_once_with_a_row_of_its_own(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    path = photo(tmp_path, "a.jpg")
    first = add_files(services, actor, case, [path]).images[0]
    other = create_case(services, actor).valuation.id
    second = add_files(services, actor, other, [path]).images[0]
    assert first.sha256 == second.sha256
    assert first.id != second.id


def test_adding_when_it_is_cancelled_then_what_was_taken_stays(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    paths = [photo(tmp_path, f"{n}.jpg", n) for n in range(3)]
    told: list[int] = []
    added = add_files(
        services,
        actor,
        case,
        paths,
        on_progress=lambda done, _total: told.append(done),
        cancelled=lambda: bool(told),
    )
    assert added.cancelled
    assert [each.file_name for each in evidence_of(services, actor, case).images] == ["0.jpg"]


def test_adding_when_the_disk_is_full_then_it_stops_and_what_was_taken_stays(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    full = replace(services, store=cast(ContentStore, FullDisk(services)))
    paths = [photo(tmp_path, f"{n}.jpg", n) for n in range(3)]
    with pytest.raises(WorldFailed) as failed:
        add_files(full, actor, case, paths)
    assert failed.value.code == "disk_full"
    assert [each.file_name for each in evidence_of(services, actor, case).images] == ["0.jpg"]


def test_each_file_when_added_then_has_one_line_in_the_trail_without_its_name(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    added = add_files(services, actor, case, [photo(tmp_path, "דירת לוי.jpg")]).images[0]
    with services.database.work(actor) as work:
        lines = list(work.trail.lines(added.id))
    assert [line.action for line in lines] == ["file_added"]
    assert dict(lines[0].payload) == {"valuation": case, "sha256": added.sha256}


def test_adding_when_the_case_is_another_appraisers_then_it_is_not_allowed(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    stranger = replace(actor, user_id="somebody", role=Role.APPRAISER)
    with pytest.raises(NotAllowed):
        add_files(services, stranger, case, [photo(tmp_path, "a.jpg")])
    assert evidence_of(services, actor, case).images == ()


def test_a_photo_when_added_after_one_was_removed_then_stands_behind_all_others(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    images = add_files(
        services, actor, case, [photo(tmp_path, f"{n}.jpg", n) for n in range(3)]
    ).images
    with services.database.work(actor) as work:
        work.evidence.remove(images[0].id)
        work.commit()
    last = add_files(services, actor, case, [photo(tmp_path, "9.jpg", 9)]).images[0]
    assert [each.id for each in evidence_of(services, actor, case).images] == [
        images[1].id,
        images[2].id,
        last.id,
    ]


def test_a_folder_when_dropped_with_files_then_gives_all_that_is_in_it_once(
    services: Services, tmp_path: Path
) -> None:
    inner = photo(tmp_path / "case" / "photos", "a.jpg")
    outer = paper(tmp_path / "case", "b.pdf")
    (tmp_path / "case" / ".hidden").write_bytes(b"x")
    single = photo(tmp_path, "c.jpg")
    assert files_of_folder(services, tmp_path / "case") == (outer, inner)
    assert files_of(services, [single, tmp_path / "case", inner]) == (single, outer, inner)


def test_a_folder_when_it_cannot_be_read_then_it_is_refused(
    services: Services, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        files_of_folder(services, tmp_path / "gone")
    assert refused.value.code == "folder_unreadable"


def test_inspection_when_it_answers_then_is_what_decides_and_not_the_name(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    named = paper(tmp_path, "scan.jpg")
    facts: FileFacts = services.inspector.inspect(named)
    added = add_files(services, actor, case, [named])
    assert facts.kind == "pdf"
    assert [each.file_name for each in added.documents] == ["scan.jpg"]


def phone_photo(target: Path) -> Path:
    """A photo with all that a telephone says of it, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:05:04 10:11:12"
    exif[0x8825] = {1: "N", 2: (32.0, 4.0, 55.2), 3: "E", 4: (34.0, 49.0, 28.2)}
    quartered(800, 400).save(target, exif=exif)
    return target


def test_a_photo_when_added_then_its_row_says_what_its_file_says(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    path = phone_photo(tmp_path / "a.jpg")
    add_files(services, actor, case, [path])
    image = evidence_of(services, actor, case).images[0]
    assert (image.width, image.height, image.size) == (400, 800, path.stat().st_size)
    assert image.taken_at == "2026-05-04T10:11:12"
    assert (image.latitude, image.longitude) == (Decimal("32.082"), Decimal("34.8245"))
    assert image.likeness is not None
    assert len(image.likeness) == 4 * 16
    assert (image.rotation, image.notes) == (0, "")


def test_a_photo_when_added_then_its_small_picture_is_there_without_reading_it_again(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    image = add_files(services, actor, case, [phone_photo(tmp_path / "a.jpg")]).images[0]
    services.store.path(image.sha256).unlink()  # the original cannot be read any more
    small = thumbnail(services, image.sha256, CONTACT_SIDE)
    assert (small.width, small.height) == (160, 320)


def test_copies_of_a_photo_when_added_then_they_are_found_alike_and_others_are_not(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    original = Image.effect_mandelbrot((600, 400), (-2, -1, 1, 1), 60)
    original.save(tmp_path / "a.jpg")
    original.resize((300, 200)).save(tmp_path / "small.png")
    original.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "turned.jpg")
    other = Image.effect_mandelbrot((600, 400), (-0.9, 0.05, -0.7, 0.25), 60)
    other.save(tmp_path / "other.jpg")
    names = ("a.jpg", "other.jpg", "small.png", "turned.jpg")
    images = add_files(services, actor, case, [tmp_path / name for name in names]).images
    assert near_duplicates(images) == ((images[0].id, images[2].id, images[3].id),)


def test_every_kind_of_picture_when_added_then_is_a_photo_and_a_tiff_is_a_paper_of_pages(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    paths = [saved_heic(quartered(), tmp_path / "a.heic")]
    for number, ending in enumerate(("tif", "bmp", "webp")):
        paths.append(photo(tmp_path, f"a.{ending}", number))
    added = add_files(services, actor, case, paths)
    assert [image.file_name for image in added.images] == ["a.heic", "a.tif", "a.bmp", "a.webp"]
    pages = [Image.new("L", (50, 70), shade) for shade in (10, 90, 200)]
    pages[0].save(tmp_path / "נסח.tif", save_all=True, append_images=pages[1:])
    papers = add_files(services, actor, case, [tmp_path / "נסח.tif"], as_papers=True).documents
    assert [(paper.doc_type, paper.pages) for paper in papers] == [(DocType.TABU, 3)]


def test_a_file_when_its_name_says_another_kind_then_it_is_taken_and_told(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    names = ("scan.jpg", "good.pdf", "unknown.dat")
    paths = [paper(tmp_path, name, pages) for pages, name in enumerate(names, start=1)]
    added = add_files(services, actor, case, paths)
    assert len(added.documents) == 3
    assert [(each.name, each.problem.code, each.problem.facts) for each in added.told] == [
        ("scan.jpg", "file_named_wrongly", {"file": "scan.jpg", "named": "JPEG", "kind": "PDF"})
    ]


def test_a_picture_when_pasted_then_it_is_a_photo_or_a_paper_and_twice_it_is_linked(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    content = photo(tmp_path, "a.png", 5).read_bytes()
    added = add_clipboard_picture(services, actor, case, content, "הדבקה.png")
    assert [image.file_name for image in added.images] == ["הדבקה.png"]
    again = add_clipboard_picture(services, actor, case, content, "שוב.png", as_papers=True)
    assert again.linked == ("שוב.png",)
    other = photo(tmp_path, "b.png", 6).read_bytes()
    papers = add_clipboard_picture(services, actor, case, other, "היתר.png", as_papers=True)
    assert [each.doc_type for each in papers.documents] == [DocType.PERMIT]
    refused = add_clipboard_picture(services, actor, case, b"no picture", "x.png").refused
    assert [each.problem.code for each in refused] == ["file_kind_unsupported"]
    assert list(services.temporary.iterdir()) == []


def test_one_file_when_dropped_twice_in_a_lot_then_it_is_one_photo_and_named(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    paths = [photo(tmp_path, f"{n}.jpg", n) for n in range(5)]
    paths.append(photo(tmp_path / "copy", "4.jpg", 4))
    added = add_files(services, actor, case, paths)
    assert (len(added.images), added.linked) == (5, ("4.jpg",))
    assert [image.order for image in evidence_of(services, actor, case).images] == [0, 1, 2, 3, 4]


def test_evidence_when_nothing_changed_then_is_the_very_same_object_for_all_who_ask(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    add_files(services, actor, case, [paper(tmp_path, "a.pdf")])
    first = evidence_of(services, actor, case)
    assert evidence_of(services, actor, case) is first
    add_files(services, actor, case, [paper(tmp_path, "b.pdf", pages=2)])
    second = evidence_of(services, actor, case)
    assert len(second.documents) == 2
    assert len(first.documents) == 1
