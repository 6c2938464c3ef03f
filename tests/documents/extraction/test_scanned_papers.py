"""Papers that were scanned: no number passes that nothing agrees with, and none that is wrong."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.ocr.models import model_folders
from shamay_desktop.documents.ocr.recogniser import Recogniser
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.domain.reading.paper_reading import Reading
from shamay_desktop.system.limits import page_limits
from tests.documents.extraction.order_maker import made_order
from tests.documents.extraction.permit_maker import made_permit
from tests.documents.extraction.planning_maker import made_planning
from tests.documents.extraction.reading_back import SHARED, Compared, flat
from tools.papers.drawn_paper import DrawnPaper, scanned

PERMIT = {
    "number": "140010",
    "request_number": "20080204",
    "issue_date": "2009-01-08",
    "committee": "נתניה",
    "plans[0]": "מק/36/750",
    "gush": "9905",
    "helka": "30",
    "plot": "1",
    "additional_parcels[0]": "9905/32",
    "building_file": "8950",
    "building_number": "13",
    "dwelling_units": "28",
    "floors": "7",
    "session": "52",
    "session_date": "2008-09-22",
    "valid_years": "3",
    "areas[0].area": "219.14",
    "areas[1].area": "336.28",
    "areas[2].area": "3010.41",
    "areas[3].area": "628.81",
    "areas[4].area": "603.96",
    "areas[5].area": "39.51",
    "areas[6].area": "30.27",
}
"""What a careful reader finds on the real permit."""

needs_samples = pytest.mark.skipif(not SHARED.is_dir(), reason="the real layouts are not here")


@pytest.fixture(scope="module")
def recogniser() -> Iterator[Recogniser]:
    made = Recogniser(page_limits(), model_folders())
    if made.engine() is None:
        made.close()
        pytest.skip("the models of the engine are not here")
    yield made
    made.close()


@pytest.fixture(scope="module")
def order(recogniser: Recogniser) -> list[PageText]:
    return _pages(recogniser, SHARED / "condominium_order_scan.pdf")


@pytest.fixture(scope="module")
def permit(recogniser: Recogniser) -> list[PageText]:
    return _pages(recogniser, SHARED / "building_permit_scan.pdf")


def _pages(recogniser: Recogniser, path: Path) -> list[PageText]:
    with pypdfium2.PdfDocument(path) as document:
        count = len(document)
    return [recogniser.page(path, page) for page in range(1, count + 1)]


def _read_scan(
    recogniser: Recogniser, paper: DrawnPaper, folder: Path, seed: int
) -> Sequence[Reading]:
    scan = scanned(paper.saved(folder / "paper.pdf"), folder / "scan.pdf", seed)
    return documents_in(_pages(recogniser, scan), None)


def _numbers(reading: Reading) -> list[str]:
    """Paths of recognised figures that passed though nothing agrees with them."""
    return [
        found.path
        for found in reading.found
        if re.search(r"\d", found.content) and not found.needs_review and not found.agrees_with
    ]


def test_no_wrong_number_passes_when_an_order_was_scanned(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    made = made_order(2, most_units=8)
    (reading,) = _read_scan(recogniser, made.drawn(), tmp_path, 2)
    assert reading.kind is DocType.CONDO
    assert not _numbers(reading)
    compared = Compared()
    compared.add(made.truth, reading)
    assert not compared.slips
    assert compared.share_right >= 0.85, compared.by_key
    assert compared.right > compared.right_flagged


def test_no_number_passes_on_confidence_when_a_permit_was_scanned(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    made = made_permit(1)
    (reading,) = _read_scan(recogniser, made.paper, tmp_path, 1)
    assert reading.kind is DocType.PERMIT
    assert not _numbers(reading)
    compared = Compared()
    compared.add(made.truth, reading)
    assert not compared.slips
    assert compared.share_right >= 0.85, compared.by_key


def test_no_number_passes_on_confidence_when_planning_information_was_scanned(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    made = made_planning(4)
    (reading,) = _read_scan(recogniser, made.paper, tmp_path, 4)
    assert reading.kind is DocType.PLANNING_INFO
    assert not _numbers(reading)
    compared = Compared()
    compared.add(made.truth, reading)
    assert not compared.slips
    assert compared.share_right >= 0.85, compared.by_key


@needs_samples
def test_every_value_is_right_or_marked_when_the_real_order_is_read(
    order: list[PageText],
) -> None:
    truth = json.loads((SHARED / "condominium_order_scan.truth.json").read_text("utf-8"))
    del truth["note"]
    (reading,) = documents_in(order, None)
    assert reading.rows("units") == len(truth["units"])
    compared = Compared()
    compared.add(flat(truth), reading)
    assert not compared.slips
    assert not [path for path in compared.invented if path != "by_laws"]
    assert not _numbers(reading)
    assert compared.share_right >= 0.9, compared.by_key
    missed = {each.code: each for each in reading.missed}
    assert missed["rows_missing"].facts["numbers"] == "4–14, 24–43, 52–55"
    assert missed["pages_missing"].facts["numbers"] == "2, 4–5, 7–8"


@needs_samples
def test_every_value_is_right_or_marked_when_the_real_permit_is_read(
    permit: list[PageText],
) -> None:
    (reading,) = documents_in(permit, None)
    assert reading.kind is DocType.PERMIT
    assert (reading.first_page, reading.last_page) == (1, 5)
    compared = Compared()
    compared.add(PERMIT, reading)
    assert not compared.slips
    assert not _numbers(reading)
    assert compared.missing + compared.wrong_flagged <= 2, compared.by_key
    for key in ("number", "issue_date", "gush", "committee"):
        found = reading.get(key)
        assert found is not None
        assert not found.needs_review, key
        assert found.content == PERMIT[key]
    assert {missed.path: missed.code for missed in reading.missed}["granted"] == "blank"


@needs_samples
def test_the_real_papers_stay_two_documents_when_they_are_in_one_file(
    order: list[PageText], permit: list[PageText]
) -> None:
    assert [reading.kind for reading in documents_in([*order, *permit], None)] == [
        DocType.CONDO,
        DocType.PERMIT,
    ]
