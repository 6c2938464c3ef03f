"""Reading a paper of a case: resumed, cancelled, kept once, and never instead of a person."""

import json
from dataclasses import replace
from itertools import count

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import NotAllowed, Refused, WorldFailed
from shamay_desktop.domain.evidence import DocType, Document, KindBy
from shamay_desktop.domain.reading.page_text import Method
from shamay_desktop.domain.reading.paper_reading import Missed, PaperReading
from shamay_desktop.domain.reading.reading_json import FORMAT, encode_reading, reading_of
from shamay_desktop.domain.records import Status
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.evidence.adding import evidence_of
from shamay_desktop.usecases.evidence.describing import (
    caption_document,
    remove_evidence,
    set_document_kind,
    turn_document,
)
from shamay_desktop.usecases.reading.pages import page_words
from shamay_desktop.usecases.reading.papers import read_paper, unread
from shamay_desktop.usecases.reading.versions import versions_of
from shamay_desktop.usecases.services import Services
from tests.readings import extract, order, permit
from tests.usecases.reading.fake_reader import FakeReader, broken_file


def the_paper(services: Services, actor: Actor, case: str) -> Document:
    """The case's one paper."""
    (document,) = evidence_of(services, actor, case).documents
    return document


def read(services: Services, actor: Actor, case: str) -> PaperReading:
    """What stands of the paper after reading it."""
    read_paper(services, actor, case, the_paper(services, actor, case).id)
    found = reading_of(the_paper(services, actor, case))
    assert found is not None
    return found


def waits(services: Services, actor: Actor, case: str) -> bool:
    """Whether the paper is to be read."""
    return bool(unread(evidence_of(services, actor, case)))


def test_a_paper_when_read_then_kept_with_its_kind_its_version_and_a_line_without_names(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.readings = (extract(), permit())
    paper = the_paper(services, actor, case)
    told: list[tuple[int, int]] = []
    changes = read_paper(
        services, actor, case, paper.id, lambda done, total: told.append((done, total))
    )
    document = the_paper(services, actor, case)
    assert (changes.valuation_id, changes.evidence) == (case, True)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert (document.doc_type, document.kind_by) == (DocType.TABU, KindBy.CONTENT)
    found = reading_of(document)
    assert found is not None
    assert (found.readings, found.pages, found.ocr_pages) == (reader.readings, 3, ())
    (version,) = versions_of(services, actor, case, paper.id)
    assert (version.number, version.created_by_id) == (1, actor.user_id)
    assert dict(version.content) == document.extracted == encode_reading(found)
    with services.database.work(actor) as work:
        line = next(each for each in work.trail.lines(paper.id) if each.action == "paper_read")
        assert work.trail.broken_at() is None
    assert line.payload["values"] == str(len(extract().found) + len(permit().found))
    text = json.dumps(dict(line.payload), ensure_ascii=False)
    assert not any(found.content in text for found in extract().found if len(found.content) > 5)


def test_papers_when_read_then_none_waits_and_reading_again_adds_no_version(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.readings = (extract(),)
    assert waits(services, actor, case)
    read(services, actor, case)
    assert not waits(services, actor, case)
    read(services, actor, case)
    paper = the_paper(services, actor, case)
    assert len(versions_of(services, actor, case, paper.id)) == 1
    caption_document(services, actor, case, paper.id, "נסח")
    assert not waits(services, actor, case)


def test_reading_when_cancelled_then_nothing_stands_and_the_next_goes_on_behind_it(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    paper, asked = the_paper(services, actor, case), count()
    with pytest.raises(WorkCancelled):
        read_paper(services, actor, case, paper.id, cancelled=lambda: next(asked) == 2)
    assert the_paper(services, actor, case).extracted is None
    assert versions_of(services, actor, case, paper.id) == ()
    assert [page for _, page, _ in reader.asked] == [1, 2]
    read(services, actor, case)
    assert [page for _, page, _ in reader.asked] == [1, 2, 3]
    words = page_words(services, paper.sha256, 3)
    assert words is not None
    assert words.text == "עמוד-3"
    assert page_words(services, paper.sha256, 4) is None


def test_the_world_when_it_fails_in_the_middle_then_nothing_stands(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.fails = WorldFailed("worker_failed")
    with pytest.raises(WorldFailed, match="worker_failed"):
        read_paper(services, actor, case, the_paper(services, actor, case).id)
    assert waits(services, actor, case)


def test_a_file_when_it_cannot_be_read_then_its_reason_stands_and_it_does_not_wait_again(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.fails = broken_file()
    found = read(services, actor, case)
    assert found.problems == (Missed("file", "file_broken", {"file": "x.pdf", "reason": "?"}),)
    assert not waits(services, actor, case)
    assert the_paper(services, actor, case).kind_by is KindBy.NAME


def test_pages_when_some_cannot_be_read_then_the_others_are_and_the_reason_names_them(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.breaks, reader.method, reader.readings = {2: "page_too_slow"}, Method.OCR, (order(),)
    found = read(services, actor, case)
    assert found.problems == (Missed("", "page_too_slow", page=2),)
    assert found.ocr_pages == (1, 2, 3)
    assert found.needs_look


def test_a_kind_when_a_person_said_it_then_read_as_that_and_never_changed(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.readings = (extract(), permit())
    read(services, actor, case)
    paper = the_paper(services, actor, case)
    set_document_kind(services, actor, case, paper.id, DocType.PERMIT)
    assert waits(services, actor, case)
    found = read(services, actor, case)
    document = the_paper(services, actor, case)
    assert reader.kinds == [None, DocType.PERMIT]
    assert found.readings == (permit(),)
    assert (document.doc_type, document.kind_by) == (DocType.PERMIT, KindBy.PERSON)
    assert not waits(services, actor, case)
    assert len(versions_of(services, actor, case, paper.id)) == 2


def test_a_kind_when_its_words_tell_none_then_the_name_still_says_it(
    services: Services, actor: Actor, case: str
) -> None:
    read(services, actor, case)
    assert the_paper(services, actor, case).kind_by is KindBy.NAME


@pytest.mark.parametrize(("method", "again"), [(Method.OCR, True), (Method.TEXT, False)])
def test_a_paper_when_it_is_turned_then_read_again_if_it_is_a_scan(
    services: Services, actor: Actor, case: str, reader: FakeReader, method: Method, again: bool
) -> None:
    reader.method = method
    read(services, actor, case)
    turn_document(services, actor, case, the_paper(services, actor, case).id, 90)
    assert waits(services, actor, case) is again
    found = read(services, actor, case)
    assert (found.rotation, {rotation for _, _, rotation in reader.asked}) == (90, {0, 90})
    assert not waits(services, actor, case)


def test_a_new_reading_when_it_gives_nothing_then_what_was_read_stays_with_the_reason(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.readings, reader.method = (extract(),), Method.OCR
    read(services, actor, case)
    turn_document(services, actor, case, the_paper(services, actor, case).id, 180)
    reader.fails = broken_file()
    found = read(services, actor, case)
    assert found.readings == (extract(),)
    assert [missed.code for missed in found.problems] == ["file_broken"]
    assert not waits(services, actor, case)


def test_what_was_read_when_the_paper_was_turned_and_then_gives_nothing_then_its_boxes_stand(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    """Boxes are of the page as its file shows it: the viewer turns them with the page."""
    reader.readings, reader.method = (extract(),), Method.OCR
    before = read(services, actor, case)
    turn_document(services, actor, case, the_paper(services, actor, case).id, 90)
    reader.readings = ()
    found = read(services, actor, case)
    assert (before.rotation, found.rotation) == (0, 90)
    places = [[(each.page, each.box) for each in one.found] for one in found.readings]
    assert places == [[(each.page, each.box) for each in extract().found]]


def test_words_of_a_scan_when_it_is_turned_then_those_of_the_older_turn_are_not_told(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.method = Method.OCR
    read(services, actor, case)
    sha256 = the_paper(services, actor, case).sha256
    assert page_words(services, sha256, 1) is not None
    assert page_words(services, sha256, 1, 90) is None
    turn_document(services, actor, case, the_paper(services, actor, case).id, 90)
    read(services, actor, case)
    assert page_words(services, sha256, 1, 90) is not None


@pytest.mark.parametrize(("looks", "steps"), [(0, ["extract"]), (1, ["extract", "signature"])])
def test_reading_when_cancelled_after_its_pages_then_stops_at_that_step_and_nothing_stands(
    services: Services, actor: Actor, case: str, reader: FakeReader, looks: int, steps: list[str]
) -> None:
    reader.readings = (extract(),)

    def cancelled() -> bool:
        return len(reader.steps) > looks

    with pytest.raises(WorkCancelled):
        read_paper(services, actor, case, the_paper(services, actor, case).id, cancelled=cancelled)
    assert reader.steps == steps
    assert the_paper(services, actor, case).extracted is None
    assert waits(services, actor, case)


def test_reading_when_cancelled_behind_the_last_page_then_nothing_is_made_out_of_it(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    done: list[int] = []
    with pytest.raises(WorkCancelled):
        read_paper(
            services, actor, case, the_paper(services, actor, case).id,
            lambda page, _: done.append(page), lambda: len(done) == 3,
        )  # fmt: skip
    assert reader.steps == []


@pytest.mark.parametrize("told", [12, 64])
def test_a_reason_when_the_reader_knows_the_file_by_its_hash_then_names_it_as_a_person_does(
    services: Services, actor: Actor, case: str, reader: FakeReader, told: int
) -> None:
    sha256 = the_paper(services, actor, case).sha256
    reader.fails = Refused("page_broken", file=sha256[:told], page=2)
    (problem,) = read(services, actor, case).problems
    assert (problem.facts["file"], problem.page) == ("x.pdf", 2)
    reader.fails = WorldFailed("stored_file_missing", file=sha256[:told])
    with pytest.raises(WorldFailed) as failed:
        read_paper(services, actor, case, the_paper(services, actor, case).id)
    assert failed.value.facts["file"] == "x.pdf"


def test_what_the_disk_says_when_it_names_a_file_of_its_own_then_that_name_stands(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.fails = WorldFailed("disk_full", file="readings/ab/1.gz")
    with pytest.raises(WorldFailed) as failed:
        read_paper(services, actor, case, the_paper(services, actor, case).id)
    assert failed.value.facts["file"] == "readings/ab/1.gz"


def test_a_paper_when_it_is_removed_while_it_is_read_then_nothing_is_written(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    paper = the_paper(services, actor, case)
    reader.readings = (extract(),)

    def remove(page: int) -> None:
        if page == 2:
            remove_evidence(services, actor, case, paper.id)

    reader.before_page = remove
    assert not read_paper(services, actor, case, paper.id).evidence
    with services.database.work(actor) as work:
        assert list(work.evidence.extractions(paper.id)) == []
        assert all(line.action != "paper_read" for line in work.trail.lines(paper.id))


def test_a_kind_when_it_is_said_while_the_paper_is_read_then_it_waits_to_be_read_as_that(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    paper = the_paper(services, actor, case)
    reader.readings = (extract(),)

    def say(page: int) -> None:
        if page == 1:
            set_document_kind(services, actor, case, paper.id, DocType.PERMIT)

    reader.before_page = say
    read_paper(services, actor, case, paper.id)
    assert the_paper(services, actor, case).doc_type is DocType.PERMIT
    assert waits(services, actor, case)


def test_what_a_later_program_read_when_seen_then_it_is_not_read_over(
    services: Services, actor: Actor, case: str
) -> None:
    paper = the_paper(services, actor, case)
    newer = {"format": FORMAT + 1}
    with services.database.work(actor) as work:
        work.evidence.save_document(replace(paper, extracted=newer))
        work.commit()
    assert not waits(services, actor, case)
    with services.database.work(actor) as work:
        work.evidence.save_document(replace(paper, extracted={"format": "odd"}))
        work.commit()
    assert waits(services, actor, case)


def test_reading_when_the_paper_is_unknown_or_the_actor_may_not_then_refused(
    services: Services, actor: Actor, case: str
) -> None:
    with pytest.raises(Refused, match="evidence_unknown"):
        read_paper(services, actor, case, "no")
    guest = replace(actor, role=Role.CLIENT_VIEWER)
    with pytest.raises(NotAllowed):
        read_paper(services, guest, case, the_paper(services, actor, case).id)


def test_a_draft_when_a_paper_of_it_is_read_then_the_case_is_at_work(
    services: Services, actor: Actor, case: str, reader: FakeReader
) -> None:
    reader.readings = (extract(),)
    read(services, actor, case)
    assert case_now(services, actor, case)[0].status is Status.IN_PROGRESS
