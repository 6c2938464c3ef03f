"""Adding files to a case: with the real database, store and limited worker."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.errors import NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.evidence import DocType, FileFacts, StoredFile
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of
from shamay_desktop.usecases.evidence.gathering import files_of, files_of_folder
from shamay_desktop.usecases.ports import Cancelled, ContentStore, HeldFile, Progress
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
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
