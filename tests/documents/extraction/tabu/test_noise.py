"""Pages of noise: labels and numbers anywhere, boxes that overlap, pages cut and shuffled."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shamay_desktop.documents.extraction.splitting import documents_in
from shamay_desktop.documents.extraction.tabu.extractor import TabuExtractor
from shamay_desktop.documents.extraction.tabu.labels import HEADINGS, INLINE, ORIGIN, TABLES
from shamay_desktop.documents.reading.text_layer import pages_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Line, Method, PageText, Ruling, Word
from shamay_desktop.domain.reading.paper_reading import PaperReading
from shamay_desktop.domain.reading.reading_json import data_of, decode_reading, encode_reading
from tests.documents.extraction.tabu_maker import made_extract

SHA = "0" * 64
LABELS = sorted({label for table in TABLES for label in table.labels} | HEADINGS | {*ORIGIN})
VALUES = ("1 / 2", "97/6128", "8812/2017/1", "14/03/2017", "99/99/9999", "000000018", "₪ 12,000",
          "בשלמות", "ת.ז", "חברה", "תת חלקה 3", "עמוד 1 מתוך 2", "גוש: 7245 חלקה: 113", ":", "/",
          "העתק רישום מפנקס בתים משותפים", "העתק רישום מפנקס השטרות", "סוף נתונים", "על כל הבעלים",
          *(f"{label}:" for label in INLINE))  # fmt: skip

points = st.floats(0, 800, allow_nan=False, width=32)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    left, top = draw(points), draw(points)
    words = draw(st.sampled_from((*LABELS, *VALUES))).split()
    return Line(
        tuple(
            Word(word, (left - 40 * n, top, left - 40 * n + draw(st.floats(0, 60)), top + 9), 0.5)
            for n, word in enumerate(words)
        )
    )


@st.composite
def noisy_pages(draw: st.DrawFn) -> PageText:
    found = draw(st.lists(lines(), max_size=25))
    boxes = draw(st.lists(st.tuples(points, points, points, points), max_size=6))
    method = draw(st.sampled_from(Method))
    size = draw(st.sampled_from(((595.3, 841.9), (0.0, 0.0), (9000.0, 40.0))))
    return PageText(1, *size, method, tuple(found), tuple(map(Ruling, boxes)))


@settings(max_examples=150, deadline=None)
@given(st.lists(noisy_pages(), min_size=1, max_size=3))
def test_noise_is_read_without_breaking_when_it_is_said_to_be_an_extract(
    pages: list[PageText],
) -> None:
    numbered = [replace(page, page=n) for n, page in enumerate(pages, start=1)]
    read = TabuExtractor().read(numbered)
    whole = PaperReading(SHA, len(numbered), (read,))
    assert decode_reading(encode_reading(whole)) == whole
    assert data_of(read) is not None
    assert all(1 <= found.page <= len(numbered) for found in read.found)


@settings(max_examples=100, deadline=None)
@given(st.lists(noisy_pages(), max_size=4))
def test_every_page_belongs_to_one_document_when_pages_are_noise(pages: list[PageText]) -> None:
    numbered = [replace(page, page=n) for n, page in enumerate(pages, start=1)]
    read = documents_in(numbered, None, (TabuExtractor(),))
    covered = [n for each in read for n in range(each.first_page, each.last_page + 1)]
    assert covered == [page.page for page in numbered]
    assert "reader_failed" not in {missed.code for each in read for missed in each.missed}


@pytest.mark.parametrize("seed", range(4))
def test_no_wrong_number_is_read_when_lines_of_a_page_are_lost(seed: int, tmp_path: Path) -> None:
    made = made_extract(seed)
    path = tmp_path / "extract.pdf"
    path.write_bytes(made.pdf)
    pages = pages_of(path)
    contents = set(made.truth.values())
    for lost in range(7):
        holed = [
            replace(page, lines=tuple(line for n, line in enumerate(page.lines) if n % 7 != lost))
            for page in pages
        ]
        for read in documents_in(holed, DocType.TABU):
            for found in read.found:
                if found.path.endswith(("id_number", "share", "area", "amount")):
                    assert found.content in contents or found.needs_review, found
