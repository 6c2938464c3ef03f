"""Numbers, shares and dates out of words, of texts and of scans."""

import pytest

from shamay_desktop.documents.extraction import figures
from shamay_desktop.domain.reading.page_text import Word
from shamay_desktop.domain.reading.paper_reading import Doubt


def _words(*texts: str, apart: str = "") -> list[Word]:
    """Words from left to right."""
    return [Word(text, (10.0 * at, 0, 10.0 * at + 8, 8), 1, apart) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "content"),
    [("97.60", "97.6"), ("5026.00", "5026"), ("1,234.50", "1234.5"), ("|12.40", "12.4"),
     ("4,318", "4318")],
)  # fmt: skip
def test_a_number_is_canonical_when_it_is_read(text: str, content: str) -> None:
    figure = figures.decimal(_words(text))
    assert figure is not None
    assert (figure.content, figure.doubt) == (content, None)


@pytest.mark.parametrize("texts", [("12", "50"), ("1250",), ("12,50",)])
def test_a_lost_point_is_given_back_for_a_look_when_the_column_has_two_places(
    texts: tuple[str, ...],
) -> None:
    figure = figures.decimal(_words(*texts), 2)
    assert figure is not None
    assert (figure.content, figure.doubt) == ("12.5", Doubt.STRANGE_SHAPE)


def test_the_figures_read_apart_are_taken_when_the_word_has_no_shape() -> None:
    figure = figures.decimal(_words("1O.3O", apart="10.30"), 2)
    assert figure is not None
    assert (figure.content, figure.doubt) == ("10.3", None)


@pytest.mark.parametrize("texts", [(), ("דירה",), ("1.2.3",), ("1", "2", "3"), ("12.345",)])
def test_no_number_is_invented_when_there_is_none_of_the_shape(texts: tuple[str, ...]) -> None:
    assert figures.decimal(_words(*texts), 2) is None


@pytest.mark.parametrize("texts", [("97/6128",), ("97/", "6128"), ("97", "/", "6128")])
def test_a_share_keeps_its_sides_when_its_numbers_are_parted(texts: tuple[str, ...]) -> None:
    figure = figures.share(_words(*texts))
    assert figure is not None
    assert figure.content == "97/6128"


def test_a_share_above_one_is_none_when_it_was_recognised() -> None:
    assert figures.share(_words("154/153")) is None


def test_a_share_above_one_is_turned_when_a_lines_direction_turned_it() -> None:
    figure = figures.share(_words("5975", "/104"), turned=True)
    assert figure is not None
    assert figure.content == "104/5975"


@pytest.mark.parametrize("texts", [("0/5",), ("5/0",), ("5975",), ("1/2/3",)])
def test_a_share_is_none_when_it_is_no_fraction(texts: tuple[str, ...]) -> None:
    assert figures.share(_words(*texts), turned=True) is None


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("ביום", "08/01/2009"), ["2009-01-08"]),
        (("3.4.1999",), ["1999-04-03"]),
        (("31/02/2009",), []),
        (("1/2/3456",), []),
        (("12/13/2009",), []),
        (("51422/2025/1",), []),
        (("08", "01", "2009"), []),
    ],
)
def test_days_are_read_day_first_when_they_are_possible(
    texts: tuple[str, ...], days: list[str]
) -> None:
    assert [figure.content for figure in figures.dates(_words(*texts))] == days


def test_a_stamp_is_a_day_when_blanks_are_taken() -> None:
    (figure,) = figures.dates(_words("08", "01", "2009"), spaced=True)
    assert figure.content == "2009-01-08"
    assert len(figure.words) == 3


def test_two_whole_numbers_are_none_when_a_cell_should_hold_one() -> None:
    assert figures.whole(_words("15", "16")) is None
    assert figures.whole(_words("12345"), 4) is None
