"""Floors in words and digits."""

import pytest

from shamay_desktop.domain.floors import parse_floors


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("רביעית", (4,)),
        ("קומה רביעית", (4,)),
        ("קומה 3", (3,)),
        ("12", (12,)),
        ("קרקע", (0,)),
        ("קומת קרקע", (0,)),
        ("מרתף", (-1,)),
        ("מרתף+", (-1,)),
        ("מרתף 2", (-2,)),
        ("-2", (-2,)),
        ("שביעית, שמינית", (7, 8)),
        ("קרקע + ראשונה", (0, 1)),
        ("אחת עשרה", (11,)),
        ("שתים עשרה", (12,)),
        ("תשע עשרה", (19,)),
        ("עשרים", (20,)),
        ("עשרים ואחת", (21,)),
        ("שלושיים", (30,)),
        ("שלושים ותשע", (39,)),
        ("ארבעים", (40,)),
        ("שניה", (2,)),
        ("קומה ג'", (3,)),
        ("השלישית", (3,)),
    ],
)
def test_floor_when_written_as_papers_do_then_is_read_and_kept(
    text: str, numbers: tuple[int, ...]
) -> None:
    read = parse_floors(text)
    assert (read.raw, read.numbers, read.understood) == (text, numbers, True)


@pytest.mark.parametrize(
    ("text", "numbers"), [("", ()), ("גג", ()), ("שלישית, גלריה", (3,)), ("קומה", ())]
)
def test_floor_when_a_part_is_unknown_then_says_that_it_was_not_understood(
    text: str, numbers: tuple[int, ...]
) -> None:
    read = parse_floors(text)
    assert (read.numbers, read.understood) == (numbers, False)


def test_floors_when_every_number_to_forty_is_said_then_each_is_read_once() -> None:
    from shamay_desktop.domain import floors

    assert set(floors._WORDS.values()) == set(range(-1, 41))
