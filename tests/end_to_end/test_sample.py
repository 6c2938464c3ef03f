"""The shipped sample: whole, invented, small, and made again to the same bytes."""

import json
from collections import Counter
from pathlib import Path
from shutil import copy

import pypdfium2 as pdfium
import pytest
from PIL import Image

from shamay_desktop.domain.case import Case, State
from shamay_desktop.domain.case_folder import read_description
from shamay_desktop.domain.evidence import RoomType
from shamay_desktop.domain.fields import FIELDS
from shamay_desktop.domain.identity_numbers import has_right_check_digit
from shamay_desktop.domain.steps import asked_for
from shamay_desktop.resource_files import resource
from tests.end_to_end.homes import tree
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
    """Pictures to the byte; papers by what they say, as their setting may be improved."""
    copy(SAMPLE / "case.json", tmp_path)
    make_sample(tmp_path)
    made, shipped = tree(tmp_path), tree(SAMPLE)
    assert set(made) == set(shipped)
    papers = {name for name in made if name.endswith(".pdf")}
    assert [name for name in made if name not in papers and made[name] != shipped[name]] == []
    assert {name: _said(made[name]) for name in papers} == {
        name: _said(shipped[name]) for name in papers
    }


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
