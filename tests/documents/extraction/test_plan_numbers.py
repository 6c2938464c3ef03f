"""Numbers of plans keep their slashes and their order in all the shapes that they have."""

import pytest

from shamay_desktop.documents.extraction.plan_numbers import plan_number, plan_numbers


@pytest.mark.parametrize(
    "number",
    ["506-1085653", "מק/340/ג/21/ב", "תא/3561", "תמא/38", "תמא/38/3", "רג/340", "רג/340/ג/21/ב",
     "מק/36/750", "750", "36/750", "רג/מק/1234", 'תמ"א/38', "נת/7/400"],
)  # fmt: skip
def test_a_number_stays_as_it_is_when_a_cell_holds_it(number: str) -> None:
    assert plan_number(number) == number


@pytest.mark.parametrize(
    ("printed", "number"), [("רג / 340 / ג", "רג/340/ג"), ("תא/3561,", "תא/3561")]
)
def test_blanks_around_slashes_are_the_printers_when_a_cell_has_them(
    printed: str, number: str
) -> None:
    assert plan_number(printed) == number


@pytest.mark.parametrize("text", ["", "ייעוד", "מגורים א'", "12/03/1999 בתוקף", "1.20.0"])
def test_other_words_are_no_number_when_they_stand_in_its_cell(text: str) -> None:
    assert plan_number(text) is None


def test_numbers_are_found_in_a_sentence_when_they_cannot_be_anything_else() -> None:
    text = 'תכנית רג/340/ג/21 שאושרה ביום 12/03/1999 וכן 506-1085653, בשטח 120 מ"ר'
    found = plan_numbers(text)
    assert [number for number, _, _ in found] == ["רג/340/ג/21", "506-1085653"]
    assert [text[start:end] for _, start, end in found] == ["רג/340/ג/21", "506-1085653"]
