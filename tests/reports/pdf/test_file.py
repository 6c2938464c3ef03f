"""The written file: glyphs where the layout put them, properties, bytes that repeat."""

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.i18n.bidi.characters import mirrors
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.pdf import lay_out, write_pdf
from shamay_desktop.reports.pdf import measures as m
from shamay_desktop.reports.pdf.drawing import Page, Words
from shamay_desktop.reports.pdf.faces import Faces, shipped_faces
from tests.reports.pdf.sample_report import SENTENCE, chapter, full_report, report, words

Pictures = dict[str, rc.PictureFile]
MOMENT = datetime(2026, 11, 21, 9, 30, 15, tzinfo=timezone(timedelta(hours=2)))
_ONE = {image: point for point, image in mirrors().items() if point < image}


@pytest.fixture(scope="module")
def written(
    pictures: Pictures, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[pdfium.PdfDocument]:
    target = tmp_path_factory.mktemp("report") / "שומה.pdf"
    write_pdf(full_report(), pictures, target, created=MOMENT)
    document = pdfium.PdfDocument(target)
    yield document
    document.close()


def _glyphs(page: pdfium.PdfPage) -> list[tuple[float, float, str]]:
    """Each character as the file places it: its origin from the top left, and itself."""
    text = page.get_textpage()
    found = []
    for at in range(text.count_chars()):
        x, y = pdfium_c.c_double(), pdfium_c.c_double()
        pdfium_c.FPDFText_GetCharOrigin(text, at, x, y)
        character = chr(pdfium_c.FPDFText_GetUnicode(text, at))
        if not character.isspace() and not pdfium_c.FPDFText_IsGenerated(text, at):
            found.append((x.value, m.SHEET_HEIGHT - y.value, character))
    return found


def _all_words(page: Page) -> list[tuple[float, float, Words]]:
    return [
        (placed.x + mark.x, placed.y + mark.y, mark)
        for placed in (*page.content, *page.furniture)
        for mark in placed.marks
        if isinstance(mark, Words)
    ]


def test_file_when_read_back_then_each_page_has_the_characters_of_its_layout(
    written: pdfium.PdfDocument, pictures: Pictures
) -> None:
    layout = lay_out(full_report(), pictures)
    assert len(written) == len(layout.pages)
    mark = "".join(words.text for words in layout.watermark)
    for page, laid in zip(written, layout.pages, strict=True):
        text = mark + "".join(words.text for _, _, words in _all_words(laid))
        printed = "".join(character for _, _, character in _glyphs(page))
        assert Counter(printed.translate(_ONE)) == Counter("".join(text.split()).translate(_ONE))


def test_file_when_read_back_then_every_glyph_stands_at_its_place_on_the_visual_line(
    pictures: Pictures, tmp_path: Path
) -> None:
    """By geometry: along the baseline, from left to right, glyphs read as the visual text.

    The reader names a bracket of a right-to-left run by its mirror image: pairs count as one.
    """
    content = full_report(watermark=None)
    write_pdf(content, pictures, tmp_path / "a.pdf", created=MOMENT)
    layout = lay_out(content, pictures)
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        for page, laid in zip(document, layout.pages, strict=True):
            glyphs = _glyphs(page)
            for x, y, mark in _all_words(laid):
                expected = list(_expected(x, mark))
                end = x + mark.font.width(mark.text, mark.size) + mark.gap * mark.text.count(" ")
                along = sorted(
                    (at, character.translate(_ONE))
                    for at, baseline, character in glyphs
                    if abs(baseline - y) < 0.1 and x - 0.2 <= at < end - 0.2
                )
                assert [character for _, character in along] == [c for _, c in expected]
                places = [at for at, _ in expected]  # the reader cuts widths to whole thousandths
                assert [at for at, _ in along] == pytest.approx(places, abs=0.4)


def _expected(x: float, mark: Words) -> Iterator[tuple[float, str]]:
    """Where each glyph of the words must start."""
    for character in mark.text:
        if not character.isspace():
            yield x, character.translate(_ONE)
        x += mark.font.width(character, mark.size) + mark.gap * (character == " ")


def test_watermark_when_set_then_on_every_page_and_absent_when_final(
    written: pdfium.PdfDocument, pictures: Pictures, tmp_path: Path
) -> None:
    write_pdf(full_report(watermark=None), pictures, tmp_path / "final.pdf", created=MOMENT)

    def large(page: pdfium.PdfPage) -> set[str]:
        text = page.get_textpage()
        return {
            chr(pdfium_c.FPDFText_GetUnicode(text, at))
            for at in range(text.count_chars())
            if pdfium_c.FPDFText_GetFontSize(text, at) > 60
        }

    assert all(large(page) >= set("טיוטה") for page in written)
    with pdfium.PdfDocument(tmp_path / "final.pdf") as final:
        assert not any(large(page) for page in final)


def test_properties_when_written_then_this_reports_and_nobody_elses(
    written: pdfium.PdfDocument,
) -> None:
    found = written.get_metadata_dict()
    assert found["Title"] == "שומת מקרקעין – הדקל 12"
    assert found["Author"] == "נועה כהן-לוי"
    assert found["Subject"] == "אומדן שווי"
    assert found["Keywords"] == "גוש 6109, חלקה 396"
    assert found["Creator"] == found["Producer"] == "Shamay Desktop"
    assert found["CreationDate"] == "D:20261121093015+02'00'"


@pytest.mark.parametrize(
    ("language", "direction"), [(Language.HE, b"/R2L"), (Language.EN, b"/L2R")]
)
def test_catalogue_when_written_then_names_language_direction_and_title(
    pictures: Pictures, tmp_path: Path, language: Language, direction: bytes
) -> None:
    write_pdf(report(language=language), pictures, tmp_path / "a.pdf", created=MOMENT)
    data = (tmp_path / "a.pdf").read_bytes()
    assert b"/Direction " + direction in data
    assert b"/DisplayDocTitle true" in data
    assert f"/Lang ({language.value})".encode() in data


def test_outline_when_written_then_chapters_sections_and_annexes(
    written: pdfium.PdfDocument,
) -> None:
    titles = [(mark.level, mark.get_title()) for mark in written.get_toc()]
    assert (0, "1 תיאור הנכס") in titles
    assert (1, "1.2 תיאור החלקה") in titles
    assert titles[-2:] == [(1, "1 נסח רישום (טאבו)"), (1, "2 היתר בנייה")]


def test_file_when_written_twice_then_the_same_bytes_wherever_it_lies(
    pictures: Pictures, tmp_path: Path
) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "folder" / "b.pdf"]
    files[1].parent.mkdir()
    for file in files:
        write_pdf(full_report(), pictures, file, created=MOMENT)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_file_when_the_moment_differs_then_the_bytes_differ(
    pictures: Pictures, tmp_path: Path
) -> None:
    for at, moment in enumerate((MOMENT, MOMENT.astimezone(UTC) + timedelta(seconds=1))):
        write_pdf(report(), pictures, tmp_path / f"{at}.pdf", created=moment)
    assert (tmp_path / "0.pdf").read_bytes() != (tmp_path / "1.pdf").read_bytes()


def test_pictures_when_jpeg_then_embedded_once_and_as_they_are(
    pictures: Pictures, tmp_path: Path
) -> None:
    write_pdf(full_report(), pictures, tmp_path / "a.pdf", created=MOMENT)
    data = (tmp_path / "a.pdf").read_bytes()
    for key in ("wide", "tall", "page"):
        assert data.count(Path(pictures[key].path).read_bytes()) == 1


def test_write_when_a_picture_is_broken_then_named_and_the_old_file_stays(
    pictures: Pictures, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8 not a picture")
    given = pictures | {"wide": rc.PictureFile(str(broken), 640, 420)}
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(WorldFailed) as failed:
        write_pdf(full_report(), given, target, created=MOMENT)
    assert failed.value.code == "report_picture_unreadable"
    assert target.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "broken.jpg"]


def test_write_when_the_folder_is_gone_then_the_failure_names_the_file(
    pictures: Pictures, tmp_path: Path
) -> None:
    with pytest.raises(WorldFailed) as failed:
        write_pdf(report(), pictures, tmp_path / "gone" / "a.pdf", created=MOMENT)
    assert failed.value.code == "report_not_written"
    assert failed.value.facts["file"] == "a.pdf"


def test_faces_when_the_office_has_its_own_then_used_and_a_missing_one_is_named(
    pictures: Pictures, tmp_path: Path
) -> None:
    shipped = shipped_faces()
    own = Faces(shipped.sans, shipped.sans_bold, shipped.sans, shipped.sans_bold)
    content = report(chapter(rc.Paragraph(words(SENTENCE))))
    write_pdf(content, pictures, tmp_path / "a.pdf", created=MOMENT, faces=own)
    assert b"FrankRuhl" not in (tmp_path / "a.pdf").read_bytes()
    gone = Faces(tmp_path / "David.ttf", shipped.body_bold, shipped.sans, shipped.sans_bold)
    with pytest.raises(WorldFailed) as failed:
        lay_out(content, pictures, gone)
    assert (failed.value.code, failed.value.facts["file"]) == ("font_unreadable", "David.ttf")


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads that take turns a thousand times as often, so that what can meet does meet."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


def test_files_when_written_at_once_then_each_has_its_own_glyphs(
    pictures: Pictures, tmp_path: Path, hasty_threads: None
) -> None:
    texts = (SENTENCE, "Flat 12, plan 1204/גז: " + SENTENCE[::-1])
    contents = [report(chapter(rc.Paragraph(words(text)))) for text in texts]
    alone = [tmp_path / f"alone-{at}.pdf" for at in range(2)]
    for content, target in zip(contents, alone, strict=True):
        write_pdf(content, pictures, target, created=MOMENT)

    def written_often(at: int) -> set[bytes]:
        target = tmp_path / f"{at}.pdf"
        made = set()
        for _again in range(15):
            write_pdf(contents[at % 2], pictures, target, created=MOMENT)
            made.add(target.read_bytes())
        return made

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(written_often, range(4)))
    assert together == [{alone[at % 2].read_bytes()} for at in range(4)]
