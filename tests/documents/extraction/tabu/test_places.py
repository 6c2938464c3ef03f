"""Where a value says that it stands, the page shows it: boxes are cropped and read again."""

from collections import Counter
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from shamay_desktop.domain.reading.paper_reading import Found
from tests.documents.extraction.tabu_maker import made_extract
from tests.documents.extraction.tabu_reading import read_extract

_SCALE = 3
_Placed = tuple[str, float, float]


def _characters(page: pypdfium2.PdfPage) -> list[_Placed]:
    """Each drawn character with the middle of its ink, as the library alone sees it."""
    height = page.get_height()
    with closing(page.get_textpage()) as text:
        places = []
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index)
            letter = text.get_text_range(index, 1)
            places.append((letter, (left + right) / 2, height - (bottom + top) / 2))
    return places


def _inside(places: list[_Placed], found: Found) -> Counter[str]:
    left, top, right, bottom = map(float, found.box)
    return _letters(
        "".join(each for each, x, y in places if left <= x <= right and top <= y <= bottom)
    )


def _letters(text: str) -> Counter[str]:
    """What stands in a text, whatever the order: brackets may be mirrored when they are drawn."""
    return Counter(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize(
    ("seed", "form"),
    [(0, "condominium_full"), (4, "condominium_full"), (11, "condominium_full"), (2, "rights"),
     (1, "condominium_concentrated")],
)  # fmt: skip
def test_the_box_holds_the_printed_text_when_its_picture_is_cut_out_and_read_again(
    seed: int, form: str, tmp_path: Path
) -> None:
    (reading,) = read_extract(made_extract(seed, form).pdf, tmp_path)
    with pypdfium2.PdfDocument(tmp_path / "extract.pdf") as document:
        for number in range(len(document)):
            with closing(document[number]) as page:
                picture = page.render(scale=_SCALE).to_pil().convert("L")
                places = _characters(page)
                for found in (each for each in reading.found if each.page == number + 1):
                    assert _inside(places, found) == _letters(found.text), found
                    left, top, right, bottom = (round(_SCALE * float(side)) for side in found.box)
                    darkest, _ = picture.crop((left, top, right, bottom)).getextrema()
                    assert darkest < 120, found


def test_the_box_is_tight_when_a_cell_stands_beside_others(tmp_path: Path) -> None:
    (reading,) = read_extract(made_extract(0).pdf, tmp_path)
    for found in reading.found:
        if found.path.endswith(("share", "id_number", "deed", "date")):
            left, top, right, bottom = map(float, found.box)
            assert 0 < bottom - top < 14, found
            assert right - left < 101, found
