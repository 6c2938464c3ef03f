"""What is said of papers and photos, their order, removing, moving and putting back."""

from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.evidence import CaseEvidence, DocType, FinishLevel, RoomType
from shamay_desktop.usecases.evidence.adding import add_files, evidence_of, last_place
from shamay_desktop.usecases.evidence.describing import (
    caption_document,
    describe_image,
    describe_images,
    order_documents,
    order_images,
    remove_evidence,
    set_document_kind,
    turn_document,
    turn_images,
)
from shamay_desktop.usecases.evidence.moving import make_papers, make_photo, put_back
from shamay_desktop.usecases.evidence.pictures import page_picture, thumbnail
from shamay_desktop.usecases.report.papers import annexed
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import create_case
from tests.usecases.evidence.files import paper, photo


@pytest.fixture
def case(services: Services, actor: Actor, tmp_path: Path) -> str:
    """A case with a paper and three photos."""
    case = create_case(services, actor).valuation.id
    files = [paper(tmp_path, "x.pdf"), *(photo(tmp_path, f"{n}.jpg", n) for n in range(3))]
    add_files(services, actor, case, files)
    return case


def fronts(evidence: CaseEvidence) -> list[str]:
    """Ids of the photos that are marked as the front one."""
    return [image.id for image in evidence.images if image.front]


def test_a_papers_kind_when_set_then_is_what_the_case_says(
    services: Services, actor: Actor, case: str
) -> None:
    document = evidence_of(services, actor, case).documents[0]
    set_document_kind(services, actor, case, document.id, DocType.CONDO)
    assert evidence_of(services, actor, case).documents[0].doc_type is DocType.CONDO


def test_front_when_given_to_a_photo_then_no_other_has_it(
    services: Services, actor: Actor, case: str
) -> None:
    images = evidence_of(services, actor, case).images
    for image in (images[0], images[2], images[1]):
        describe_image(services, actor, case, image.id, front=True)
        assert fronts(evidence_of(services, actor, case)) == [image.id]
    describe_image(services, actor, case, images[1].id, front=False)
    assert fronts(evidence_of(services, actor, case)) == []


def test_front_when_nobody_chose_then_the_first_outside_is_proposed(
    services: Services, actor: Actor, case: str
) -> None:
    images = evidence_of(services, actor, case).images
    assert evidence_of(services, actor, case).front is None
    describe_images(services, actor, case, [images[2].id, images[1].id], room=RoomType.EXTERIOR)
    proposed = evidence_of(services, actor, case).front
    assert proposed is not None
    assert (proposed.id, proposed.front) == (images[1].id, False)


def test_a_photo_when_described_then_what_is_left_out_stays(
    services: Services, actor: Actor, case: str
) -> None:
    image = evidence_of(services, actor, case).images[0]
    describe_image(
        services,
        actor,
        case,
        image.id,
        room=RoomType.KITCHEN,
        finish=FinishLevel.PREMIUM,
        caption="  מטבח   חדש ",
    )
    describe_image(services, actor, case, image.id, room=RoomType.BATH)
    described = evidence_of(services, actor, case).images[0]
    assert described.room_type is RoomType.BATH
    assert described.finish_level is FinishLevel.PREMIUM
    assert described.caption == "מטבח חדש"
    describe_images(services, actor, case, [image.id], finish=None)
    assert evidence_of(services, actor, case).images[0].finish_level is None


def test_photos_when_turned_then_each_from_how_it_stands_and_the_files_stay(
    services: Services, actor: Actor, case: str
) -> None:
    first, second, third = evidence_of(services, actor, case).images
    turn_images(services, actor, case, [first.id, second.id], 90)
    turn_images(services, actor, case, [second.id], 180)
    turn_images(services, actor, case, [third.id], -90)
    after = evidence_of(services, actor, case).images
    assert [image.rotation for image in after] == [90, 270, 270]
    assert [image.sha256 for image in after] == [each.sha256 for each in (first, second, third)]
    with pytest.raises(ValueError, match="quarter"):
        turn_images(services, actor, case, [first.id], 45)
    with pytest.raises(Refused) as refused:
        turn_images(services, actor, case, [first.id, "nobody"], 90)
    assert refused.value.code == "evidence_unknown"
    assert evidence_of(services, actor, case).images[0].rotation == 90


def test_notes_of_a_photo_when_written_then_keep_their_lines_and_nothing_else_changes(
    services: Services, actor: Actor, case: str
) -> None:
    image = evidence_of(services, actor, case).images[0]
    describe_image(services, actor, case, image.id, caption="סלון")
    describe_image(services, actor, case, image.id, notes="רטיבות בקיר\r\nלבדוק\u202e \n")
    described = evidence_of(services, actor, case).images[0]
    assert (described.caption, described.notes) == ("סלון", "רטיבות בקיר\nלבדוק")
    describe_image(services, actor, case, image.id, notes="")
    assert evidence_of(services, actor, case).images[0].notes == ""


def test_a_paper_when_captioned_and_turned_then_says_so_also_when_its_kind_changes(
    services: Services, actor: Actor, case: str
) -> None:
    document = evidence_of(services, actor, case).documents[0]
    caption_document(services, actor, case, document.id, "  נסח \n מלא ")
    turn_document(services, actor, case, document.id, -90)
    set_document_kind(services, actor, case, document.id, DocType.CONDO)
    after = evidence_of(services, actor, case).documents[0]
    assert (after.caption, after.rotation, after.doc_type) == ("נסח מלא", 270, DocType.CONDO)


@pytest.fixture
def papers(services: Services, actor: Actor, case: str, tmp_path: Path) -> dict[str, str]:
    """Ids by name of four papers of the case; x is of no kind."""
    kinds = {"permit.pdf": DocType.PERMIT, "tabu.pdf": DocType.TABU, "map.pdf": DocType.OTHER}
    for pages, (name, kind) in enumerate(kinds.items(), start=2):
        add_files(services, actor, case, [paper(tmp_path, name, pages)], kind=kind)
    return {each.file_name: each.id for each in evidence_of(services, actor, case).documents}


def annexes(services: Services, actor: Actor, case: str) -> list[tuple[str, int | None]]:
    """Names and places in the order of the annexes."""
    evidence = evidence_of(services, actor, case)
    return [(each.file_name.removesuffix(".pdf"), each.order) for each in annexed(evidence)]


BY_KIND = [("tabu", None), ("permit", None), ("x", None), ("map", None)]


def test_papers_when_ordered_then_stand_so_and_unnamed_ones_behind_by_kind(
    services: Services, actor: Actor, case: str, papers: dict[str, str]
) -> None:
    assert annexes(services, actor, case) == BY_KIND
    wanted = [papers["map.pdf"], papers["x.pdf"], papers["map.pdf"]]
    changes = order_documents(services, actor, case, wanted)
    assert changes.evidence
    ordered = [("map", 0), ("x", 1), ("tabu", None), ("permit", None)]
    assert annexes(services, actor, case) == ordered
    with pytest.raises(Refused) as refused:
        order_documents(services, actor, case, [papers["tabu.pdf"], "nobody"])
    assert refused.value.code == "evidence_unknown"
    assert annexes(services, actor, case) == ordered
    order_documents(services, actor, case, [])
    assert annexes(services, actor, case) == BY_KIND
    with services.database.work(actor) as work:
        told = [line.action for line in work.trail.lines(case)]
    assert told.count("documents_ordered") == 2


def test_a_paper_when_said_to_be_another_kind_then_keeps_its_place(
    services: Services, actor: Actor, case: str, papers: dict[str, str]
) -> None:
    order_documents(services, actor, case, [papers["x.pdf"], papers["tabu.pdf"]])
    set_document_kind(services, actor, case, papers["x.pdf"], DocType.GARMUSHKA)
    assert annexes(services, actor, case)[:2] == [("x", 0), ("tabu", 1)]


def test_a_paper_when_put_back_then_at_its_place_unless_all_stand_by_kind_now(
    services: Services, actor: Actor, case: str, papers: dict[str, str]
) -> None:
    order_documents(services, actor, case, [papers[f"{n}.pdf"] for n in ("map", "x", "tabu")])
    ordered = annexes(services, actor, case)
    gone = next(
        each for each in evidence_of(services, actor, case).documents if each.file_name == "x.pdf"
    )
    remove_evidence(services, actor, case, gone.id)
    put_back(services, actor, case, [gone])
    assert annexes(services, actor, case) == ordered
    again = next(
        each for each in evidence_of(services, actor, case).documents if each.file_name == "x.pdf"
    )
    remove_evidence(services, actor, case, again.id)
    order_documents(services, actor, case, [])
    put_back(services, actor, case, [again])
    assert {place for _, place in annexes(services, actor, case)} == {None}


def test_photos_when_ordered_then_stand_so_and_unnamed_ones_behind(
    services: Services, actor: Actor, case: str
) -> None:
    first, second, third = (each.id for each in evidence_of(services, actor, case).images)
    order_images(services, actor, case, [third, first])
    found = [(each.id, each.order) for each in evidence_of(services, actor, case).images]
    assert found == [(third, 0), (first, 1), (second, 2)]
    with pytest.raises(Refused) as refused:
        order_images(services, actor, case, [first, "nobody"])
    assert refused.value.code == "evidence_unknown"


def test_evidence_when_removed_then_is_gone_and_its_file_stays(
    services: Services, actor: Actor, case: str
) -> None:
    document = evidence_of(services, actor, case).documents[0]
    remove_evidence(services, actor, case, document.id)
    assert evidence_of(services, actor, case).documents == ()
    assert services.store.path(document.sha256).is_file()
    with services.database.work(actor) as work:
        assert document.sha256 in set(work.evidence.hashes())
    with pytest.raises(Refused) as refused:
        remove_evidence(services, actor, case, document.id)
    assert refused.value.code == "evidence_unknown"


def test_what_was_removed_when_put_back_then_says_what_it_said(
    services: Services, actor: Actor, case: str
) -> None:
    evidence = evidence_of(services, actor, case)
    image, document = evidence.images[1], evidence.documents[0]
    describe_image(services, actor, case, image.id, caption="סלון", front=True)
    image = evidence_of(services, actor, case).images[1]
    remove_evidence(services, actor, case, image.id)
    remove_evidence(services, actor, case, document.id)
    put_back(services, actor, case, [image, document])
    after = evidence_of(services, actor, case)
    assert [(each.caption, each.order) for each in after.images] == [("", 0), ("סלון", 1), ("", 2)]
    assert fronts(after) == [after.images[1].id]
    assert [each.sha256 for each in after.documents] == [document.sha256]


def test_what_was_removed_when_put_back_twice_then_is_there_once_and_not_a_second_front(
    services: Services, actor: Actor, case: str
) -> None:
    images = evidence_of(services, actor, case).images
    describe_image(services, actor, case, images[0].id, front=True)
    first = evidence_of(services, actor, case).images[0]
    remove_evidence(services, actor, case, first.id)
    describe_image(services, actor, case, images[1].id, front=True)
    put_back(services, actor, case, [first])
    put_back(services, actor, case, [first])
    after = evidence_of(services, actor, case)
    assert len(after.images) == 3
    assert fronts(after) == [images[1].id]


def test_photos_when_they_are_papers_then_move_there_and_back(
    services: Services, actor: Actor, case: str, tmp_path: Path
) -> None:
    scan = add_files(services, actor, case, [photo(tmp_path, "נסח.jpg", 77)]).images[0]
    make_papers(services, actor, case, [scan.id])
    after = evidence_of(services, actor, case)
    moved = next(each for each in after.documents if each.sha256 == scan.sha256)
    assert moved.doc_type is DocType.TABU
    assert scan.sha256 not in {each.sha256 for each in after.images}
    make_photo(services, actor, case, moved.id)
    back = evidence_of(services, actor, case)
    assert back.images[-1].sha256 == scan.sha256
    assert back.images[-1].order == last_place(after) + 1


def test_a_pdf_when_called_a_photo_then_it_is_refused(
    services: Services, actor: Actor, case: str
) -> None:
    document = evidence_of(services, actor, case).documents[0]
    with pytest.raises(Refused) as refused:
        make_photo(services, actor, case, document.id)
    assert refused.value.code == "not_a_picture"
    assert evidence_of(services, actor, case).documents == (document,)


def test_pictures_when_asked_for_then_are_small_files_of_the_cache(
    services: Services, actor: Actor, case: str
) -> None:
    evidence = evidence_of(services, actor, case)
    small = thumbnail(services, evidence.images[0].sha256, 32)
    page = page_picture(services, evidence.documents[0].sha256, 1, 72)
    assert max(small.width, small.height) <= 32
    assert (page.width, page.height) == (595, 842)
