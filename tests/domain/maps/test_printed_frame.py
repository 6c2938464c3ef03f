"""What print adds: the caption in its corner, never on the scale bar; a turned picture trimmed."""

import math
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from shamay_desktop.domain.drawing.marks import Align, Mark, PathMark, TextMark
from shamay_desktop.domain.maps.annotations_json import picture_from_json, picture_to_json
from shamay_desktop.domain.maps.pictures import Corner, MapPicture
from shamay_desktop.domain.maps.printed_frame import Frame, FurnitureWords, frame_of, furniture

WORDS = FurnitureWords("להמחשה בלבד", "{length} מ'", '{length} ק"מ')
SIZE = (800, 600)

Box = tuple[float, float, float, float]


def box(mark: Mark) -> Box:
    """Rather too large for words: three fifths of an em a letter."""
    if isinstance(mark, TextMark):
        wide = 0.6 * mark.size * len(mark.text)
        left = {Align.LEFT: 0.0, Align.MIDDLE: wide / 2, Align.RIGHT: wide}[mark.align]
        x, y = mark.at
        return x - left, y - mark.size / 2, x - left + wide, y + mark.size / 2
    assert isinstance(mark, PathMark)
    points = [
        point for each in mark.outlines for point in (each.start, *(s[-1] for s in each.steps))
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize(
    ("size", "corner", "least", "metres"),
    list(
        product(
            [(800, 600), (300, 900), (120, 100), (4000, 900)], Corner, [0.0, 24.0],
            [0.07, 0.25, 3.3],
        )
    ),
)  # fmt: skip
def test_a_caption_when_there_is_a_scale_bar_then_they_never_overlap(
    size: tuple[int, int], corner: Corner, least: float, metres: float
) -> None:
    caption, *bar = furniture(size, metres, WORDS, least, corner)
    assert isinstance(caption, TextMark)
    assert caption.text == WORDS.illustration
    assert len(bar) >= 3
    assert all(apart(box(caption), box(mark)) for mark in bar)


@pytest.mark.parametrize("corner", Corner)
def test_a_caption_when_a_corner_is_chosen_then_it_stands_there(corner: Corner) -> None:
    (caption,) = furniture(SIZE, None, WORDS, corner=corner)
    left, top, right, bottom = box(caption)
    assert (right > SIZE[0] / 2) is (corner in (Corner.TOP_RIGHT, Corner.BOTTOM_RIGHT))
    assert (bottom > SIZE[1] / 2) is (corner in (Corner.BOTTOM_LEFT, Corner.BOTTOM_RIGHT))
    assert left >= 0
    assert top >= 0


@pytest.mark.parametrize("turn", [1, 12.5, 45, 60, 91, 133.3, 200, 271, 359])
@pytest.mark.parametrize("size", [(800, 600), (600, 800), (1000, 100), (500, 500)])
def test_a_turned_picture_when_trimmed_then_no_corner_of_it_is_white(
    turn: float, size: tuple[int, int]
) -> None:
    trimmed = Frame((0, 0, *size), turn, trimmed=True)
    wide, high = trimmed.size
    lean = math.radians(turn)
    for x, y in ((-wide, -high), (wide, -high), (wide, high), (-wide, high)):
        u = x / 2 * math.cos(lean) + y / 2 * math.sin(lean)
        v = -x / 2 * math.sin(lean) + y / 2 * math.cos(lean)
        assert abs(u) <= size[0] / 2 + 1e-6
        assert abs(v) <= size[1] / 2 + 1e-6
    assert wide * high > size[0] * size[1] * 0.04
    whole = Frame((0, 0, *size), turn)
    assert whole.size[0] >= wide
    assert whole.size[1] >= high


def test_a_right_angle_when_trimmed_then_all_of_the_picture_is_printed() -> None:
    picture = MapPicture("m", "a" * 64, turn=Decimal(90), trimmed=True)
    assert frame_of(picture, SIZE).size == (600, 800)


def test_corner_and_trim_when_kept_in_a_file_then_they_come_back() -> None:
    given = replace(MapPicture("m", ""), corner=Corner.TOP_LEFT, trimmed=True, turn=Decimal("7.5"))
    assert picture_from_json(picture_to_json(given, "a.png")) == given
    usual = picture_to_json(MapPicture("m", ""), "a.png")
    assert isinstance(usual, dict)
    assert not {"corner", "trimmed"} & usual.keys()
