"""Connected parts, ruled lines, skew, specks: each against what was drawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image, ImageFilter

from shamay_desktop.documents.ocr.cleaning import cleaned, coarse, ink_of
from shamay_desktop.documents.ocr.components import Mask, painted, parts_of
from shamay_desktop.documents.ocr.fragments import fragments_of, letter_height
from shamay_desktop.documents.ocr.rulings import opened
from shamay_desktop.documents.ocr.sheets import evened, softened
from shamay_desktop.documents.ocr.skew import skew_of
from tests.documents.ocr.drawn_scans import DPI, Scan, black_and_white, table


def flooded(mask: Mask) -> set[tuple[int, int, int, int, int]]:
    """Boxes and pixels of connected parts, by plain flooding."""
    left = {(int(row), int(column)) for row, column in np.argwhere(mask)}
    found = set()
    while left:
        edge, part = [left.pop()], []
        while edge:
            row, column = edge.pop()
            part.append((row, column))
            beside = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)}
            edge += list(beside & left)
            left -= beside
        rows, columns = zip(*part, strict=True)
        found.add((min(columns), min(rows), max(columns) + 1, max(rows) + 1, len(part)))
    return found


@settings(max_examples=150, deadline=None)
@given(arrays.arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12))))
def test_parts_when_found_by_runs_then_are_those_of_flooding(mask: Mask) -> None:
    parts = parts_of(mask)
    boxes = zip(parts.left, parts.top, parts.right, parts.bottom, parts.pixels, strict=True)
    found = [tuple(int(edge) for edge in box) for box in boxes]
    assert len(found) == len(parts)
    assert sorted(set(found)) == sorted(flooded(mask))
    everything = np.ones(len(parts.runs.row), dtype=bool)
    assert np.array_equal(painted(parts.runs, everything, mask.shape), mask)


@settings(max_examples=150, deadline=None)
@given(arrays.arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12))), st.data())
def test_parts_when_some_are_left_out_then_are_those_of_the_picture_without_them(
    mask: Mask, data: st.DataObject
) -> None:
    parts = parts_of(mask)
    chosen = data.draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))
    gone = np.array(chosen, dtype=bool)
    others = parts.without(gone)
    anew = parts_of(mask & ~painted(parts.runs, gone[parts.label], mask.shape))
    for left, found in (
        (others.left, anew.left), (others.top, anew.top), (others.right, anew.right),
        (others.bottom, anew.bottom), (others.pixels, anew.pixels), (others.label, anew.label),
        (others.runs.row, anew.runs.row), (others.runs.start, anew.runs.start),
        (others.runs.end, anew.runs.end),
    ):  # fmt: skip
        assert np.array_equal(left, found)


def test_a_black_and_white_picture_when_softened_then_is_as_blurred() -> None:
    sheet = Scan(1654, 300)
    sheet.text(1500, 100, "שטח 3010.41 מטר", size=50)
    plain = black_and_white(sheet.picture).convert("L")
    soft = np.asarray(softened(plain)).astype(int)
    blurred = np.asarray(plain.filter(ImageFilter.GaussianBlur(0.6))).astype(int)
    assert np.abs(soft - blurred).max() <= 12
    assert np.count_nonzero((soft > 0) & (soft < 255)) > 1000
    assert np.array_equal(soft[:, :50], np.full((300, 50), 255))


def test_level_runs_when_opened_then_only_those_long_enough_stay() -> None:
    mask = np.zeros((3, 40), dtype=bool)
    mask[0, 2:12], mask[1, 5:14], mask[2, 20:40] = True, True, True
    kept = opened(mask, 10)
    assert [int(row.sum()) for row in kept] == [10, 0, 20]


def test_lines_when_cleaned_away_then_the_text_on_them_stays() -> None:
    with_lines, without = Scan(), Scan()
    for sheet in (with_lines, without):
        for row in range(3):
            sheet.text(1500, 316 + 90 * row, "מרפסת פתוחה 114.70", size=46)
    for row in range(4):
        with_lines.rule(300, 300 + 90 * row, 1580, 300 + 90 * row)
    with_lines.rule(300, 300, 300, 570)
    with_lines.rule(1580, 300, 1580, 570)
    page = cleaned(np.asarray(with_lines.picture), DPI)
    assert (len(page.level), len(page.upright)) == (4, 2)
    wanted = np.asarray(without.picture) < 128
    assert np.count_nonzero((page.grey < 128) & ~wanted) < 0.002 * wanted.sum()
    assert np.count_nonzero((page.grey >= 128) & wanted) < 0.01 * wanted.sum()


def test_tight_prose_when_cleaned_then_no_stroke_of_it_is_taken_for_a_line() -> None:
    sheet = Scan(1654, 1000)
    for line in range(12):
        sheet.text(1600, 60 + 60 * line, "לא ימשיכו בבניה באותה קומה ומעליה אלא לאחר", size=60)
    page = cleaned(np.asarray(sheet.picture), DPI)
    assert (page.level, page.upright) == ([], [])
    assert np.array_equal(page.grey < 128, np.asarray(sheet.picture) < 128)


def test_specks_and_punch_holes_when_cleaned_then_are_white_and_dots_of_text_stay() -> None:
    sheet = Scan()
    sheet.text(1500, 300, "ב. 10.30 קומה א.", size=50)
    clean = np.asarray(sheet.picture).copy()
    sheet.dot(60, 300, 90)
    for at in range(40):
        sheet.dot(100 + 30 * at, 700 + 7 * at, 0)
    page = cleaned(np.asarray(sheet.picture), DPI)
    assert np.array_equal(page.grey < 128, clean < 128)


@pytest.mark.parametrize("degrees", [-6.6, -2.0, -0.3, 0.0, 0.5, 3.3, 6.9])
def test_the_skew_of_lines_when_measured_then_is_what_they_were_turned_by(degrees: float) -> None:
    sheet = Scan()
    for line in range(10):
        sheet.text(1400, 200 + 75 * line, "שטחי הדירה רשומים בהתאם לתכנית", size=48)
    ink = coarse(ink_of(np.asarray(sheet.skewed(degrees))), 2)
    assert skew_of(ink) == pytest.approx(-degrees, abs=0.12)  # what turns it back, clockwise


def test_cells_of_a_table_when_divided_then_each_is_a_piece_of_its_own() -> None:
    sheet = Scan()
    table(sheet, 200, [["1", "114.70", "דירה", "קרקע"], ["2", "103.60", "מחסן", "ראשונה"]])
    page = cleaned(np.asarray(sheet.picture), DPI)
    pieces = fragments_of(page, letter_height(page.parts, page.dpi))
    assert len(pieces) == 8
    rights = [piece.right for piece in pieces[:4]]
    assert rights == sorted(rights, reverse=True)
    assert max(piece.bottom for piece in pieces[:4]) <= min(piece.top for piece in pieces[4:])


def test_words_across_a_wide_gap_when_divided_then_are_two_pieces_and_a_sentence_is_one() -> None:
    sheet = Scan()
    sheet.text(1500, 200, "ועדה מקומית לתכנון ולבניה", size=50)
    sheet.text(600, 200, "מספר תיק", size=50)
    page = cleaned(np.asarray(sheet.picture), DPI)
    assert len(fragments_of(page, letter_height(page.parts, page.dpi))) == 2


def test_a_shaded_picture_when_evened_then_its_ground_is_white_everywhere() -> None:
    shade = np.linspace(90, 250, 800).astype(np.uint8)
    grey = np.tile(shade, (600, 1))
    grey[290:310, 100:700:40] = 20
    even = evened(grey)
    assert even[:, 20:-20][50:250].min() > 195
    assert even[300, 100] < 90


def test_a_picture_of_one_colour_when_cleaned_then_has_no_text() -> None:
    for colour in (0, 255, 128):
        page = cleaned(np.asarray(Image.new("L", (600, 400), colour)), DPI)
        assert letter_height(page.parts, page.dpi) == 0
