"""The two real scans among the samples, where they are: their numbers against what is printed."""

import json
from pathlib import Path

import pytest

from shamay_desktop.documents.ocr.recogniser import Recogniser

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples are for development only")


def test_the_order_when_recognised_then_every_unit_has_its_area(recogniser: Recogniser) -> None:
    truth = json.loads((SAMPLES / "condominium_order_scan.truth.json").read_text("utf-8"))
    pages = [recogniser.page(SAMPLES / "condominium_order_scan.pdf", page) for page in (1, 2, 3)]
    read = [word.text for page in pages for word in page.words() if word.apart == word.text]
    wanted = [unit["area"] for unit in truth["units"]]
    assert len(wanted) == 20
    assert [area for area in wanted if area not in read] == []
    assert sum("/5975" in word.text for page in pages for word in page.words()) >= 15
    assert all(len(page.rulings) > 40 for page in pages)


def test_the_permit_when_recognised_then_its_numbers_are_as_printed(recogniser: Recogniser) -> None:
    page = recogniser.page(SAMPLES / "building_permit_scan.pdf", 2)
    for number in (
        "140010", "20080204", "22/09/2008", "08/01/2009", "3010.41", "628.81", "336.28", "219.14",
        "603.96",
    ):  # fmt: skip
        assert any(number in word.text for word in page.words()), number
    assert "מק/36/750" in page.text
    assert "גוש: 9905" in page.text
    assert 'מ"ר' in page.text
