"""Pages laid askew: rows are told apart again, and every value is told at its own place."""

import math
from dataclasses import replace

import pytest

from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.straightening import Slope, slope_of, straight
from shamay_desktop.documents.extraction.tables import rows_of
from shamay_desktop.domain.reading.page_text import Box, Line, Method, PageText, Ruling, Word

ROWS, COLUMNS = 30, 8


def _page(fall: float, method: Method = Method.OCR) -> PageText:
    """A table of thirty rows, 15 points apart, whose lines fall to the right."""
    words = [
        Word(f"{row}x{column}", _box(40.0 + 65 * column, 100.0 + 15 * row, fall))
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
    rulings = (Ruling((30, 95, 570, 95 + abs(fall) * 540)),)
    return PageText(1, 595, 842, method, tuple(Line((word,)) for word in words), rulings)


def _box(left: float, top: float, fall: float) -> Box:
    across, down = left - fall * top, top + fall * left
    return across, down, across + 30, down + 8


@pytest.mark.parametrize("fall", [-0.03, -0.012, 0.008, 0.025])
def test_rows_are_whole_again_when_a_scan_lay_askew(fall: float) -> None:
    page = _page(fall)
    level, slope = straight(page)
    assert math.isclose(slope.fall, fall, abs_tol=0.0015)
    rows = rows_of(level.words())
    assert [{word.text.partition("x")[0] for word in row} for row in rows] == [
        {str(row)} for row in range(ROWS)
    ]
    (ruling,) = level.rulings
    assert ruling.box[3] - ruling.box[1] <= 1


def test_rows_are_mixed_when_nobody_straightens_the_page() -> None:
    rows = rows_of(_page(0.03).words())
    assert any(len({word.text.partition("x")[0] for word in row}) > 1 for row in rows)


@pytest.mark.parametrize("fall", [0.0, 0.001])
def test_a_page_stays_as_it_is_when_it_lies_straight(fall: float) -> None:
    page = _page(fall)
    assert straight(page) == (page, Slope())


def test_a_text_stays_as_it_is_when_its_words_fall() -> None:
    page = _page(0.02, Method.TEXT)
    assert slope_of(page) == Slope()


def test_a_page_of_few_words_stays_as_it_is_when_they_stand_anywhere() -> None:
    page = replace(_page(0.02), lines=_page(0.02).lines[:5])
    assert slope_of(page) == Slope()


@pytest.mark.parametrize("box", [(0.0, 0.0, 10.0, 8.0), (500.0, 700.0, 560.0, 712.0)])
def test_a_box_is_at_its_own_place_when_it_went_there_and_back(box: Box) -> None:
    slope = Slope(0.021)
    assert slope.back(slope.level(box)) == pytest.approx(box, abs=1e-9)


def test_a_value_is_told_at_its_place_on_the_page_when_the_page_was_straightened() -> None:
    page = _page(0.02)
    gathered = Gathered()
    (level,) = gathered.straightened([page])
    own = next(word for word in page.words() if word.text == "20x3")
    moved = next(word for word in level.words() if word.text == "20x3")
    assert abs(own.box[1] - moved.box[1]) > 3
    gathered.take("area", level, "97.6", [moved])
    box = tuple(float(side) for side in gathered.found["area"].box)
    assert box == pytest.approx(own.box, abs=0.011)
