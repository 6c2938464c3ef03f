"""What turns numbers round, moves signs and merges cells in other readers, and does not here."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from shamay_desktop.documents.reading.brackets import Vote, vote_of
from shamay_desktop.documents.reading.text_layer import layers_of, pages_of
from shamay_desktop.domain.reading.page_text import Box, PageText
from tests.documents.reading.drawn_papers import (
    RIGHT,
    drawn,
    font,
    line_at,
    lines_of,
    page_of,
    shown,
    width_of,
)

Draw = Callable[[Canvas], None]


def _texts(tmp_path: Path, draw: Draw) -> list[str]:
    return lines_of(drawn(tmp_path / "page.pdf", draw))


# -- shares -----------------------------------------------------------------------------------


@pytest.mark.parametrize("share", ["1/2", "1 / 2", "3/10", "97/6128", "1 / 12", "5975 / 104"])
def test_a_share_when_alone_in_its_cell_then_is_read_as_drawn(tmp_path: Path, share: str) -> None:
    assert _texts(tmp_path, lambda canvas: canvas.drawString(100, 700, share)) == [share]


@pytest.mark.parametrize("share", ["1/2", "1 / 2", "97/6128", "5975 / 104"])
@pytest.mark.parametrize("gap", [3, 12, 40, 300])
def test_a_share_when_beside_hebrew_in_its_line_then_is_read_as_drawn(
    tmp_path: Path, share: str, gap: float
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawRightString(RIGHT, 700, shown("החלק בנכס"))
        canvas.drawRightString(RIGHT - width_of("החלק בנכס") - gap, 700, share)
        canvas.drawRightString(RIGHT, 650, shown("בשלמות"))

    assert _texts(tmp_path, draw) == [f"החלק בנכס {share}", "בשלמות"]


def test_a_share_when_its_cell_is_between_hebrew_cells_then_is_read_as_drawn(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        for right, words in ((560, "כהן דוד"), (400, "1 / 2"), (300, 'ת"ז'), (200, "000000018")):
            canvas.drawRightString(right, 700, shown(words))

    assert _texts(tmp_path, draw) == ['כהן דוד 1 / 2 ת"ז 000000018']


def test_a_cell_of_figures_when_a_ruling_parts_it_from_hebrew_then_keeps_its_own_order(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawRightString(RIGHT, 700, shown("מגרש"))
        edge = RIGHT - width_of("מגרש") - 3
        canvas.line(edge, 690, edge, 715)
        for at, piece in ((edge - 40, "7"), (edge - 30, "/"), (edge - 20, "8")):
            canvas.drawString(at, 700, piece)

    assert _texts(tmp_path, draw) == ["מגרש 7 / 8"]


# -- places -----------------------------------------------------------------------------------


def test_a_raised_figure_then_stays_with_its_word_in_its_line(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        line_at(canvas, 0, "שטח של 97.60")
        left = RIGHT - width_of("שטח של 97.60 ")
        canvas.drawRightString(left, 800, shown("מ"))
        canvas.setFont(font(), 6)
        canvas.drawRightString(left - width_of("מ"), 804.5, "2")
        canvas.setFont(font(), 11)
        line_at(canvas, 1, "שורה שנייה")

    assert _texts(tmp_path, draw) == ["שטח של 97.60 מ2", "שורה שנייה"]


def test_a_cell_of_two_lines_when_beside_cells_of_one_then_its_lines_stay_apart(
    tmp_path: Path,
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawRightString(560, 700, shown("ראשון"))
        canvas.drawRightString(400, 706, shown("בנק הדוגמה"))
        canvas.drawRightString(400, 694, shown("לדוגמה"))
        canvas.drawRightString(200, 701.5, "520000001")

    found = _texts(tmp_path, draw)
    assert found == ["בנק הדוגמה", "ראשון 520000001", "לדוגמה"]


def test_lines_that_are_set_close_then_are_not_merged(tmp_path: Path) -> None:
    lines = [f"שורה {number} של רשימה צפופה" for number in range(1, 20)]

    def draw(canvas: Canvas) -> None:
        for row, line in enumerate(lines):
            canvas.drawRightString(RIGHT, 700 - row * 7.5, shown(line))

    assert _texts(tmp_path, draw) == lines


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_a_page_when_turned_or_cropped_then_each_box_holds_its_word_as_shown(
    tmp_path: Path, turned: int, cropped: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(150, 150)
        canvas.rotate(turned)  # so that it stands upright once the page is turned
        canvas.translate(*{0: (0, 0), 90: (0, -300), 180: (-300, -300), 270: (-300, 0)}[turned])
        canvas.drawRightString(300, 200, shown("חלקה 113 (רשומה)"))
        canvas.drawRightString(300, 150, shown("חלק 97/6128"))

    path = drawn(tmp_path / "plain.pdf", draw)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].Rotate = turned
        if cropped:
            document.pages[0].CropBox = pikepdf.Array([100, 120, 520, 600])
        document.save()
    page = page_of(path)
    assert [line.text for line in page.lines] == ["חלקה 113 (רשומה)", "חלק 97/6128"]
    _assert_inked(path, page)


def _assert_inked(path: Path, page: PageText) -> None:
    """Each word's box has ink, and nothing of the page outside of all boxes has."""
    document = pypdfium2.PdfDocument(path)
    picture = document[page.page - 1].render(scale=2).to_pil().convert("L")
    document.close()
    assert abs(picture.width - page.width * 2) <= 2
    assert abs(picture.height - page.height * 2) <= 2
    for word in page.words():
        piece = picture.crop(_pixels(word.box))
        assert piece.getextrema()[0] < 128, f"no ink in the box of {word.text}"
        picture.paste(255, _pixels(word.box))
    assert picture.getextrema()[0] > 128, "ink outside of all boxes"


def _pixels(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return round(left * 2) - 2, round(top * 2) - 2, round(right * 2) + 2, round(bottom * 2) + 2


@pytest.mark.parametrize("angle", [90, 180, 270, 30])
def test_words_when_drawn_turned_beside_upright_ones_then_are_lines_of_their_own(
    tmp_path: Path, angle: int
) -> None:
    def draw(canvas: Canvas) -> None:
        line_at(canvas, 0, "שורה ישרה 1/2")
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(0, 0, shown("חלקה 12 (בצד)"))

    assert sorted(_texts(tmp_path, draw)) == sorted(["שורה ישרה 1/2", "חלקה 12 (בצד)"])


# -- signs ------------------------------------------------------------------------------------


def test_letters_when_painted_twice_to_look_bold_then_are_read_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for off in (0, 0.3, 0.6):
            line_at(canvas, 0, "גוש 7245 חלקה 11", RIGHT + off)

    assert _texts(tmp_path, draw) == ["גוש 7245 חלקה 11"]


def test_text_that_nobody_sees_then_is_not_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        line_at(canvas, 0, "גלוי 1/2")
        hidden = canvas.beginText(100, 600)
        hidden.setTextRenderMode(3)
        hidden.setFont(font(), 11)
        hidden.textOut(shown("סמוי 3,850,000"))
        canvas.drawText(hidden)
        canvas.drawString(-300, 500, "outside")

    assert _texts(tmp_path, draw) == ["גלוי 1/2"]


def test_what_was_typed_into_a_form_then_is_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Share")
        canvas.acroForm.textfield(name="share", x=150, y=692, width=200, height=20, value="1/2")

    path = drawn(tmp_path / "form.pdf", draw)
    before = path.read_bytes()
    assert "Share 1/2" in " ".join(lines_of(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "line",
    ['שטח (97.60 מ"ר) נטו', "סעיף 5(א) לחוק", "(רשומה)", "[מקורה] חניה", "קומה (3-4) בבניין"],
)
def test_brackets_when_stored_as_they_were_typed_then_are_read_as_they_were_typed(
    tmp_path: Path, line: str
) -> None:
    """A file whose table of characters gives each bracket's mirror image, as some writers do."""
    turned = str.maketrans("()[]", ")(][")

    def draw(canvas: Canvas) -> None:
        canvas.drawRightString(RIGHT, 750, shown("הערה (ראשונה) ועוד [אחת]").translate(turned))
        canvas.drawRightString(RIGHT, 700, shown(line).translate(turned))

    assert _texts(tmp_path, draw) == ["הערה (ראשונה) ועוד [אחת]", line]


def test_the_vote_when_no_pair_speaks_then_takes_shapes_for_stored() -> None:
    assert vote_of(["(א)", ")ב(", "[ג]"]) == Vote(drawn=2, typed=1)
    assert Vote().stores_shapes


# -- rulings and pictures ---------------------------------------------------------------------


def test_rulings_when_drawn_in_each_way_then_are_found_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(100, 700, 300, 700)
        canvas.rect(100, 500, 200, 100)
        canvas.rect(100, 400, 200, 0.8, stroke=0, fill=1)
        canvas.rect(350, 400, 100, 100, stroke=0, fill=1)  # a patch of colour, no ruling
        canvas.rect(100, 500, 200, 100)

    found = page_of(drawn(tmp_path / "ruled.pdf", draw)).rulings
    assert sum(ruling.level for ruling in found) == 4
    assert sum(not ruling.level for ruling in found) == 2


def _picture() -> BytesIO:
    file = BytesIO()
    Image.effect_noise((400, 560), 60).save(file, "PNG")
    return file


@pytest.mark.parametrize("stamp", ["", "Scanned by a machine 17/08/2025", "עמוד 3 מתוך 5"])
def test_a_scan_when_it_has_no_text_or_a_stamp_then_its_text_is_not_real(
    tmp_path: Path, stamp: str
) -> None:
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(_picture()), 0, 0, 595, 842)
        canvas.drawString(50, 20, shown(stamp))

    assert [layer.is_real for layer in layers_of(drawn(tmp_path / "scan.pdf", draw))[1]] == [False]


def test_a_scan_when_another_program_laid_its_words_under_it_then_they_are_not_real(
    tmp_path: Path,
) -> None:
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(_picture()), 0, 0, 595, 842)
        hidden = canvas.beginText(50, 800)
        hidden.setTextRenderMode(3)
        hidden.setFont(font(), 9)
        for _ in range(60):
            hidden.textLine(shown("שורה ארוכה למדי של מילים סמויות 3,850,000"))
        canvas.drawText(hidden)

    assert [layer.is_real for layer in layers_of(drawn(tmp_path / "scan.pdf", draw))[1]] == [False]


def test_a_page_whose_font_says_no_characters_then_its_text_is_not_real(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for row in range(20):
            canvas.drawString(100, 700 - row * 20, "çìå÷ä 113 âåù ùèç äãéøä ëåìì")

    assert [layer.is_real for layer in layers_of(drawn(tmp_path / "old.pdf", draw))[1]] == [False]


def test_a_page_with_nothing_on_it_then_is_read_as_empty(tmp_path: Path) -> None:
    layers = layers_of(drawn(tmp_path / "empty.pdf", Canvas.showPage))[1]
    assert [(layer.is_real, layer.page.lines) for layer in layers] == [(True, ())]


def test_a_lot_of_pages_when_asked_for_then_is_these_and_votes_by_the_whole_document(
    tmp_path: Path,
) -> None:
    turned = str.maketrans("()", ")(")

    def draw(canvas: Canvas) -> None:
        for page in range(1, 5):
            canvas.setFont(font(), 11)
            words = "הערה (ראשונה)" if page == 1 else f"עמוד {page} ("
            canvas.drawRightString(RIGHT, 700, shown(words).translate(turned))
            canvas.showPage()

    path = drawn(tmp_path / "many.pdf", draw)
    found = pages_of(path, 3, 4)
    assert [page.page for page in found] == [3, 4]
    assert found[0].text == "עמוד 3 ("
