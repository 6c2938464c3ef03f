"""The shipped sample: whole, invented, small, and made again to the same bytes."""

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from shutil import copy

import pypdfium2 as pdfium
import pytest
from PIL import Image

from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.case import Case, Origin, State
from shamay_desktop.domain.case_folder import read_description
from shamay_desktop.domain.evidence import RoomType
from shamay_desktop.domain.fields import FIELDS
from shamay_desktop.domain.identity_numbers import has_right_check_digit
from shamay_desktop.domain.reading.belonging import Belongs
from shamay_desktop.domain.reading.proposals import Standing, proposals
from shamay_desktop.domain.standards import Severity
from shamay_desktop.domain.steps import asked_for
from shamay_desktop.resource_files import resource
from shamay_desktop.usecases.cases.folder_case import (
    case_of_read_folder,
    read_evidence_of_folder,
)
from shamay_desktop.usecases.checks.findings import findings_of
from tests.end_to_end.homes import home_at, tree
from tools.make_sample import make_sample

SAMPLE = resource("sample_case")
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def case() -> Case:
    """The sample's values."""
    raw = json.loads((SAMPLE / "case.json").read_text(encoding="utf-8"))
    described = read_description(raw)
    return Case(described.case_id or "", described.values)


def test_the_sample_when_made_again_then_it_is_the_shipped_one(tmp_path: Path) -> None:
    """To the byte, but for papers, which another zlib packs otherwise: those by what they say."""
    copy(SAMPLE / "case.json", tmp_path)
    make_sample(tmp_path)
    made, shipped = tree(tmp_path), tree(SAMPLE)
    assert set(made) == set(shipped)
    papers = {name for name in made if name.endswith(".pdf")}
    assert _by_names(made, papers) == _by_names(shipped, papers)
    assert {name: _said(made[name]) for name in papers} == {
        name: _said(shipped[name]) for name in papers
    }


def _by_names(files: Mapping[str, bytes], papers: set[str]) -> dict[str, bytes]:
    """All files but the papers; where a value names its paper, by name and not by its bytes."""
    told = files["case.json"]
    for name in papers:
        told = told.replace(sha256(files[name]).hexdigest().encode(), name.encode())
    return {name: files[name] for name in files if name not in papers} | {"case.json": told}


def _said(paper: bytes) -> Counter[str]:
    document = pdfium.PdfDocument(paper)
    said: Counter[str] = Counter()
    for page in document:
        said.update("".join(page.get_textpage().get_text_range().split()))
    document.close()
    return said


def test_the_sample_when_weighed_then_is_small() -> None:
    files = tree(SAMPLE)
    assert sum(map(len, files.values())) <= 3 * MEGABYTE
    photos = {name: content for name, content in files.items() if name.startswith("photos/")}
    assert len(photos) >= 6
    assert max(map(len, photos.values())) <= MEGABYTE // 4


def test_the_sample_when_read_then_answers_every_field_that_a_report_needs(case: Case) -> None:
    asked = [member.id for member in FIELDS if asked_for(case, member)]
    assert len(asked) > 70
    assert [path for path in asked if case.state(path) in (None, State.EMPTY)] == []


def test_the_samples_people_when_checked_then_their_numbers_pass_the_check_digit(
    case: Case,
) -> None:
    rows = [*case.rows("rights.owners"), *case.rows("loan.borrowers")]
    numbers = [str(row.content("id_number")) for row in rows]
    assert len(numbers) == 4
    assert all(map(has_right_check_digit, numbers))


def test_the_samples_photos_when_opened_then_have_exif_and_a_note_each() -> None:
    notes = json.loads((SAMPLE / "case.json").read_text(encoding="utf-8"))["photos"]
    photos = sorted((SAMPLE / "photos").iterdir())
    assert {path.name for path in photos} == set(notes)
    assert {note["room"] for note in notes.values()} >= {
        RoomType.EXTERIOR, RoomType.LIVING, RoomType.KITCHEN, RoomType.BEDROOM, RoomType.BATH
    }  # fmt: skip
    assert [name for name, note in notes.items() if note.get("front")] == ["front.jpg"]
    for path in photos:
        with Image.open(path) as picture:
            assert picture.getexif()[0x0132].startswith("2026:10:20")


def test_the_samples_papers_when_read_then_they_say_what_stands_in_the_case(
    tmp_path: Path, case: Case
) -> None:
    with home_at(tmp_path / "home") as (services, actor):
        read = read_evidence_of_folder(services, SAMPLE)
        found = proposals(case, read)
        findings = findings_of(services, case_of_read_folder(services, SAMPLE, read), read, actor)
    assert {each.document.file_name for each in found} == {
        path.name for path in (SAMPLE / "documents").iterdir()
    }
    assert len(found) > 300
    assert [each.path for each in found if each.standing is not Standing.SAME] == []
    assert [each.path for each in found if each.belongs is not Belongs.SUBJECT] == []
    assert [each.path for each in found if each.doubt or each.hindrance] == []
    assert [found.rule for found in findings if found.severity is not Severity.NOTE] == []


def test_each_value_from_a_paper_when_cut_out_of_its_page_then_it_says_the_value(
    case: Case,
) -> None:
    papers = {
        sha256(path.read_bytes()).hexdigest(): path for path in (SAMPLE / "documents").iterdir()
    }
    told = [
        value.provenance
        for _, value in case.walk()
        if value.state is State.VALUE  # that there are none of a thing stands at no one place
        and value.provenance is not None
        and value.provenance.origin is Origin.DOCUMENT
    ]
    assert len(told) > 300
    assert {str(each.document) for each in told} == set(papers)
    words = {sha: [[*page.words()] for page in pages_of(path)] for sha, path in papers.items()}
    for each in told:
        assert each.box is not None
        assert each.page is not None
        assert each.confirmed_by
        pages = words[str(each.document)]
        left, top, right, bottom = map(float, each.box)
        inside = [
            word.text
            for word in pages[each.page - 1]
            if left - 1 <= word.box[0] and word.box[2] <= right + 1
            and top - 1 <= word.box[1] and word.box[3] <= bottom + 1
        ]  # fmt: skip
        said = set(str(each.text).split())
        assert said & set(inside), each
        further = {word.text for word in pages[each.page]} if each.page < len(pages) else set()
        # what a unit has goes on at the head of the next page
        assert said <= {*inside, *further}, each
