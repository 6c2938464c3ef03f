"""Several documents in one file: kinds by their words, each parcel and each extract by itself."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.extraction.tabu.extractor import TabuExtractor
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Word
from shamay_desktop.domain.reading.paper_reading import Reading
from tests.documents.extraction.tabu_maker import made_extract

A4 = (595.3, 841.9)


def pages(
    seed: int, folder: Path, first: int = 1, form: str = "condominium_full"
) -> list[PageText]:
    path = folder / "extract.pdf"
    path.write_bytes(made_extract(seed, form).pdf)
    return [replace(page, page=page.page + first - 1) for page in pages_of(path)]


def sheet(text: str, page: int = 1, size: tuple[float, float] = A4, ocr: bool = True) -> PageText:
    method = Method.OCR if ocr else Method.TEXT
    lines = [
        Line(tuple(Word(word, (500 - 60 * n, 40 + 20 * row, 550 - 60 * n, 50 + 20 * row), 0.9)
                   for n, word in enumerate(line.split())))
        for row, line in enumerate(text.splitlines())
    ]  # fmt: skip
    return PageText(page, *size, method, tuple(lines))


def spans(readings: Sequence[Reading]) -> list[tuple[DocType, int, int]]:
    return [(each.kind, each.first_page, each.last_page) for each in readings]


def test_extracts_stay_apart_when_several_stand_in_one_file(tmp_path: Path) -> None:
    one = pages(0, tmp_path)
    other = pages(1, tmp_path, len(one) + 1)
    third = pages(2, tmp_path, len(one) + len(other) + 1, "rights")
    read = documents_in([*one, *other, *third], None)
    ends = [len(one), len(one) + len(other), len(one) + len(other) + len(third)]
    assert [each.last_page for each in read] == ends
    assert [each.form for each in read] == ["condominium_full", "condominium_full", "rights"]
    for reading, seed, form in zip(
        read, (0, 1, 2), ("condominium_full",) * 2 + ("rights",), strict=True
    ):
        truth = made_extract(seed, form).truth
        assert {found.path: found.content for found in reading.found} == truth


def test_a_page_of_another_extract_is_its_own_when_it_lies_between(tmp_path: Path) -> None:
    one = pages(0, tmp_path)
    strange = replace(pages(1, tmp_path)[1], page=2)
    mixed = [one[0], strange, *(replace(page, page=page.page + 1) for page in one[1:])]
    read = documents_in(mixed, None)
    assert [(each.first_page, each.last_page) for each in read[:2]] == [(1, 1), (2, 2)]
    assert len({each.content("extract_number") for each in read}) == 2


def test_the_same_extract_twice_is_two_documents_when_its_pages_begin_again(tmp_path: Path) -> None:
    one = pages(0, tmp_path)
    again = pages(0, tmp_path, len(one) + 1)
    assert len(documents_in([*one, *again], None)) == 2


def test_a_paper_is_other_when_nobody_knows_it() -> None:
    read = documents_in([sheet("מכתב ללקוח\nשלום רב"), sheet("המשך המכתב בעמוד נוסף", 2)], None)
    assert spans(read) == [(DocType.OTHER, 1, 2)]
    assert not read[0].found


@pytest.mark.parametrize(
    ("size", "text"),
    [((959.0, 9752.0), ""), ((2384.0, 1684.0), "חזית צפונית"), ((1300.0, 900.0), 'קנ"מ 1:100')],
)
def test_a_plan_is_a_garmushka_when_it_is_vast_or_large_with_a_scale(
    size: tuple[float, float], text: str
) -> None:
    assert spans(documents_in([sheet(text, 1, size)], None)) == [(DocType.GARMUSHKA, 1, 1)]


def test_a_picture_is_a_photo_when_it_has_a_cameras_shape_and_hardly_a_word() -> None:
    photo = sheet("", 1, (1224.0, 918.0))
    assert spans(documents_in([photo], None)) == [(DocType.PROPERTY_IMAGE, 1, 1)]
    assert spans(documents_in([replace(photo, problem="no_engine")], None))[0][0] is DocType.OTHER
    assert spans(documents_in([sheet("", 1, A4)], None))[0][0] is DocType.OTHER


def test_pages_are_read_as_a_kind_when_a_person_said_it(tmp_path: Path) -> None:
    two = [sheet("דף בלי סימן"), sheet("ועוד דף", 2)]
    assert spans(documents_in(two, DocType.TABU)) == [(DocType.TABU, 1, 2)]
    assert spans(documents_in(two, DocType.GARMUSHKA)) == [(DocType.GARMUSHKA, 1, 2)]
    extract = pages(0, tmp_path)
    assert spans(documents_in(extract, DocType.OTHER)) == [(DocType.OTHER, 1, len(extract))]


class _Broken(TabuExtractor):
    def read(self, pages: Sequence[PageText]) -> Reading:
        raise ZeroDivisionError


def test_the_other_documents_stand_when_an_extractor_breaks(tmp_path: Path) -> None:
    extract = pages(0, tmp_path)
    letter = sheet("מכתב ללקוח", len(extract) + 1)
    broken, other = documents_in([*extract, letter], None, (_Broken(),))
    assert (broken.kind, broken.missed[0].code) == (DocType.TABU, "reader_failed")
    assert (other.kind, other.first_page) == (DocType.OTHER, len(extract) + 1)


def test_a_page_stays_with_its_document_when_its_head_could_not_be_read(tmp_path: Path) -> None:
    extract = pages(0, tmp_path)
    bare = replace(extract[1], lines=tuple(line for line in extract[1].lines if line.box[1] > 150))
    (read,) = documents_in([extract[0], bare, *extract[2:]], None)
    assert {found.path: found.content for found in read.found} == made_extract(0).truth


def test_nothing_is_found_when_there_are_no_pages() -> None:
    assert documents_in([], None) == ()


@pytest.mark.parametrize(
    "text",
    [
        "לכבוד השמאי\nמצורף העתק רישום מפנקס הזכויות לפי בקשתך מיום 1/2/2025 בתודה מראש",
        "תיאור הנכס\nהנכס הוא דירה בת ארבעה חדרים\nהרכוש המשותף\nזיקות הנאה\nלשכת רישום מקרקעין",
        "בעלויות\nהערות\nמשכנתאות\nשטחים נוספים",
    ],
)
def test_a_letter_or_report_is_no_extract_when_it_speaks_of_one(text: str) -> None:
    assert documents_in([sheet(text, ocr=False)], None)[0].kind is not DocType.TABU
