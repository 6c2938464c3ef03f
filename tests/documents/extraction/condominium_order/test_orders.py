"""Condominium orders as text: all values of many made orders, pages missing, several in a file."""

from pathlib import Path

import pytest

from shamay_desktop.documents.extraction.condominium_order.extractor import CondominiumOrder
from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import PageText
from shamay_desktop.domain.reading.paper_reading import Doubt, Reading
from tests.documents.extraction.order_maker import made_order
from tests.documents.extraction.reading_back import Compared, read_paper
from tools.papers.order import MadeOrder

SEEDS = 16


def _pages(made: MadeOrder, folder: Path) -> list[PageText]:
    return pages_of(made.drawn().saved(folder / "order.pdf"))


def _read(pages: list[PageText]) -> Reading:
    return CondominiumOrder().read(pages)


def test_all_values_are_right_when_made_orders_are_read(tmp_path: Path) -> None:
    compared = Compared()
    for seed in range(SEEDS):
        made = made_order(seed)
        (reading,) = read_paper(made.drawn(), tmp_path)
        assert reading.kind is DocType.CONDO
        assert not [found.path for found in reading.found if found.needs_review], seed
        compared.add(made.truth, reading)
    assert compared.values > 2500
    assert not compared.slips
    assert not compared.invented
    assert compared.share_right >= 0.995, compared.by_key


@pytest.mark.soak
def test_all_values_are_right_when_hundreds_of_orders_are_read(tmp_path: Path) -> None:
    compared = Compared()
    for seed in range(1000, 1200):
        made = made_order(seed, most_units=60)
        (reading,) = read_paper(made.drawn(), tmp_path)
        compared.add(made.truth, reading)
    assert not compared.slips
    assert not compared.invented
    assert compared.share_right >= 0.995, compared.by_key


def test_each_value_names_its_place_when_an_order_is_read(tmp_path: Path) -> None:
    pages = _pages(made_order(3), tmp_path)
    for found in _read(pages).found:
        left, top, right, bottom = map(float, found.box)
        page = pages[found.page - 1]
        inside = [
            word.text
            for word in page.words()
            if left - 1 <= word.box[0] and word.box[2] <= right + 1
            and top - 1 <= word.box[1] and word.box[3] <= bottom + 1
        ]  # fmt: skip
        assert set(found.text.split()) <= set(inside), found


def test_the_rows_between_are_missed_with_their_numbers_when_a_page_is_missing(
    tmp_path: Path,
) -> None:
    made = made_order(4)
    pages = _pages(made, tmp_path)
    assert len(pages) > 2
    reading = _read([pages[0], *pages[2:]])
    missed = {each.code: each for each in reading.missed}
    assert missed["pages_missing"].facts["numbers"] == "2"
    have = {reading.content(f"units[{at}].number") for at in range(reading.rows("units"))}
    count = missed["rows_missing"].facts["count"]
    assert count == len(made.units) - len(have)
    assert count


def test_no_unit_takes_anothers_attachments_when_a_page_is_missing(tmp_path: Path) -> None:
    made = made_order(4)
    pages = _pages(made, tmp_path)
    reading = _read([pages[0], *pages[2:]])
    by_number = {str(unit.number): unit for unit in made.units}
    for at in range(reading.rows("units")):
        unit = by_number[reading.content(f"units[{at}].number") or ""]
        marks = [
            found.content
            for found in reading.found
            if found.path.startswith(f"units[{at}].attachments") and found.path.endswith(".mark")
        ]
        assert marks == [item[1] for item in unit.items]


def test_two_orders_stay_two_when_they_are_in_one_file(tmp_path: Path) -> None:
    first, second = made_order(1), made_order(2)
    pages = [*_pages(first, tmp_path), *_pages(second, tmp_path)]
    readings = documents_in(pages, None)
    assert [reading.content("file_number") for reading in readings] == [
        first.truth["file_number"],
        second.truth["file_number"],
    ]


def test_the_later_pages_alone_are_an_order_when_the_first_is_not_there(tmp_path: Path) -> None:
    made = made_order(4)
    (reading,) = documents_in(_pages(made, tmp_path)[1:], None)
    assert reading.kind is DocType.CONDO
    assert reading.content("gush") == made.truth["gush"]
    assert reading.get("total_units") is None
    assert "total_units" in {missed.path for missed in reading.missed}


def test_a_blank_deed_is_missed_as_blank_when_its_label_stands_alone(tmp_path: Path) -> None:
    made = next(made for seed in range(20) if "deed" not in (made := made_order(seed)).truth)
    reading = _read(_pages(made, tmp_path))
    assert reading.get("deed") is None
    assert {missed.path: missed.code for missed in reading.missed}["deed"] == "blank"


@pytest.mark.parametrize("shown", ["8883", "88832374"])
def test_places_that_differ_are_doubted_when_a_text_contradicts_itself(
    tmp_path: Path, shown: str
) -> None:
    made = made_order(5)
    truth = made.truth["file_number"]
    pages = _pages(made, tmp_path)
    made.truth["file_number"] = shown
    other = _pages(made, tmp_path)
    reading = _read([pages[0], *other[1:]])
    found = reading.get("file_number")
    assert found is not None
    assert found.content == truth
    assert found.doubt is Doubt.SEVERAL
