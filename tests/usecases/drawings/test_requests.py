"""What the print painter is asked for of a case: every kind of shape has its size in words."""

import pytest

from shamay_desktop.domain.case import Value
from shamay_desktop.domain.editing import after, setting
from shamay_desktop.domain.maps.marked import WHOLE_PAGE
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.drawings.requests import drawings_of
from tests.drawn_case import drawn_case


@pytest.mark.parametrize(("language", "unit"), [(Language.HE, "מ'"), (Language.EN, "m")])
def test_a_measured_length_when_its_excerpt_is_asked_for_then_it_is_labelled_in_metres(
    language: Language, unit: str
) -> None:
    (sheet,) = drawings_of(drawn_case(), load_texts(language)).excerpts.values()
    labels = {each.shape.id: strip_marks(each.label) for each in sheet.shapes}
    assert labels["shape-3"].startswith("חזית")
    assert labels["shape-3"].endswith(f"\u00a0{unit}")


def test_a_blur_when_its_place_cannot_be_read_then_the_whole_page_is_hidden() -> None:
    case, texts = drawn_case(), load_texts(Language.HE)
    blur = next(row.id for row in case.rows("maps.annotations") if row.content("kind") == "blur")
    before = drawings_of(case, texts).veils
    assert before
    assert all(WHOLE_PAGE not in boxes for boxes in before.values())
    spoiled = after(case, setting(case, f"maps.annotations/{blur}/points", Value.of("10,10")))
    hidden = drawings_of(spoiled, texts)
    assert list(hidden.veils) == list(before)
    assert all(WHOLE_PAGE in boxes for boxes in hidden.veils.values())
    assert WHOLE_PAGE in hidden.marked["picture-1"].veil
