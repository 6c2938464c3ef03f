"""Hebrew numerals both ways."""

import pytest

from shamay_desktop.documents.extraction.hebrew_numerals import numeral, numeral_value


def test_every_numeral_reads_back_when_it_is_written() -> None:
    assert [numeral_value(numeral(number)) for number in range(1, 1000)] == list(range(1, 1000))


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "א"), (15, "טו"), (16, "טז"), (29, "כט"), (115, "קטו"), (116, "קטז"), (431, "תלא"),
     (999, "תתקצט")],
)  # fmt: skip
def test_a_number_has_the_letters_of_the_registry_when_it_is_written(
    number: int, letters: str
) -> None:
    assert numeral(number) == letters


@pytest.mark.parametrize("letters", ["יה", "יו", "חניה", "", "אא", "12", "תתתא"])
def test_letters_are_no_number_when_nobody_writes_it_so(letters: str) -> None:
    assert numeral_value(letters) is None


@pytest.mark.parametrize(("letters", "number"), [('כ"ט', 29), ("ן", 50), ("ך", 20)])
def test_marks_and_final_forms_are_taken_when_a_drawing_has_them(letters: str, number: int) -> None:
    assert numeral_value(letters) == number


@pytest.mark.parametrize("number", [0, 1000, -3])
def test_a_number_beyond_is_refused_when_it_is_written(number: int) -> None:
    with pytest.raises(ValueError, match="999"):
        numeral(number)
