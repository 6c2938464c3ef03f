"""Drawn scans through the real worker program: words, places, numbers, and what may befall."""

import math
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from shamay_desktop.documents.ocr.recogniser import Recogniser
from shamay_desktop.domain.reading.page_text import Box, PageText, Word
from tests.documents.heic_maker import heic_bytes
from tests.documents.ocr.drawn_scans import (
    DPI,
    POINTS,
    Scan,
    as_pdf,
    black_and_white,
    noise,
    table,
)

ADDRESS = "רחוב הרצל 17, חיפה"
TITLE = "היתר בניה מספר 140010"
PROSE = "שטחי הדירה והמרפסת רשומים בהתאם לתכנית"


def letter() -> Scan:
    """A small sheet with a heading, an address, prose and a date."""
    sheet = Scan()
    sheet.text(1500, 120, TITLE, size=64)
    sheet.text(1500, 300, ADDRESS)
    sheet.text(1500, 420, PROSE)
    sheet.text(1500, 540, "תאריך: 22/09/2008")
    sheet.text(1500, 660, "שטח 3010.41 מטר")
    return sheet


def word(page: PageText, text: str) -> Word:
    """The one word that reads so."""
    found = [each for each in page.words() if each.text == text]
    assert len(found) == 1, (text, page.text)
    return found[0]


def holds(outer: Box, inner: Box, slack: float = 3.0) -> bool:
    """Whether a box is inside another but for a few points."""
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def test_a_clean_page_when_recognised_then_every_line_reads_as_it_was_drawn(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    page = recogniser.page(as_pdf(tmp_path / "a.pdf", letter().picture), 1)
    assert (page.page, page.turned, page.problem) == (1, 0, None)
    for line in (TITLE, ADDRESS, PROSE):
        assert line in page.text
    for number in ("140010", "17,", "22/09/2008", "3010.41"):
        assert word(page, number).apart == number
    assert word(page, "היתר").apart == ""
    assert page.width == pytest.approx(1654 * POINTS, abs=0.5)
    assert all(line.rtl for line in page.lines)
    assert [line.text for line in page.lines][:2] == [TITLE, ADDRESS]


def test_words_when_recognised_then_their_boxes_are_where_they_were_drawn(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    sheet = letter()
    page = recogniser.page(as_pdf(tmp_path / "a.pdf", sheet.picture), 1)
    for text in (TITLE, ADDRESS, PROSE):
        line = next(line for line in page.lines if line.text == text)
        assert holds(sheet.points(text), line.box)
        assert line.box[2] - line.box[0] > 0.95 * (sheet.points(text)[2] - sheet.points(text)[0])


def test_a_number_when_its_box_is_cropped_and_read_again_then_is_the_same(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    askew = letter().skewed(3)
    page = recogniser.page(as_pdf(tmp_path / "a.pdf", askew), 1)
    for number in ("140010", "22/09/2008", "3010.41"):
        box = [round(end / POINTS) for end in word(page, number).box]
        crop = askew.crop((box[0] - 4, box[1] - 4, box[2] + 4, box[3] + 4))
        sheet = Image.new("L", (1000, 500), 255)
        sheet.paste(crop, (300, 200))
        again = recogniser.page(as_pdf(tmp_path / "crop.pdf", sheet), 1)
        assert number in again.text


@pytest.mark.parametrize("degrees", [-6.0, 2.5, 6.5])
def test_a_skewed_page_when_recognised_then_is_straightened_and_boxes_lie_on_the_page(
    recogniser: Recogniser, tmp_path: Path, degrees: float
) -> None:
    sheet = letter()
    page = recogniser.page(as_pdf(tmp_path / "a.pdf", sheet.skewed(degrees)), 1)
    assert TITLE in page.text
    assert PROSE in page.text
    left, top, _, bottom = sheet.drawn["תאריך: 22/09/2008"]
    x, y = left + 5 - sheet.width / 2, (top + bottom) / 2 - sheet.height / 2
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    drawn_at = (x * cos - y * sin + sheet.width / 2, x * sin + y * cos + sheet.height / 2)
    box = word(page, "22/09/2008").box
    assert abs(box[0] - drawn_at[0] * POINTS) < 6
    assert abs((box[1] + box[3]) / 2 - drawn_at[1] * POINTS) < 8


def test_a_ruled_table_with_a_stamp_when_recognised_then_figures_and_lines_come_out(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    rows = [["1", "114.70", "דירה", "קרקע"], ["2", "103.60", "מחסן", "ראשונה"],
            ["3", "116.20", "חניה", "שניה"], ["15", "115.90", "קרקע", "רביעית"]]  # fmt: skip
    sheet = Scan()
    table(sheet, 300, rows)
    sheet.ring(300, 380, 720, 740)
    sheet.dot(60, 100, 90)
    page = recogniser.page(as_pdf(tmp_path / "a.pdf", black_and_white(sheet.picture)), 1)
    for row in rows:
        area = word(page, row[1])
        assert area.apart == area.text
        assert any(each.text == row[2] for each in page.words())
    across = [ruling.box for ruling in page.rulings if ruling.level]
    down = [ruling.box for ruling in page.rulings if not ruling.level]
    for level in range(5):  # where the ring lies on a line, it may come in pieces
        top = (300 + 90 * level) * POINTS
        pieces = [box for box in across if abs((box[1] + box[3]) / 2 - top) < 2]
        assert sum(box[2] - box[0] for box in pieces) > 260
    for column in range(5):
        left = (380 + 300 * column) * POINTS
        pieces = [box for box in down if abs((box[0] + box[2]) / 2 - left) < 2]
        assert sum(box[3] - box[1] for box in pieces) > 70


def test_a_share_with_a_blank_when_recognised_then_its_sides_stay_where_they_are(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    sheet = Scan()
    sheet.text(1500, 200, "החלק ברכוש המשותף")
    sheet.left_to_right(300, 200, "104/ 5975")
    sheet.text(1500, 400, "תכנית מק/36/750 בתוקף")
    page = recogniser.page(as_pdf(tmp_path / "a.pdf", sheet.picture), 1)
    assert word(page, "104/5975").apart != ""
    assert "תכנית מק/36/750 בתוקף" in page.text


@pytest.mark.parametrize("way", [90, 180, 270])
def test_a_page_that_lies_wrong_when_recognised_then_is_turned_and_boxes_stay_the_pages(
    recogniser: Recogniser, tmp_path: Path, way: int
) -> None:
    sheet = letter()
    lying = sheet.picture.rotate(way, expand=True)  # anticlockwise: to be turned back clockwise
    page = recogniser.page(as_pdf(tmp_path / "a.pdf", lying), 1)
    assert page.turned == way
    assert TITLE in page.text
    left, top, right, bottom = (end * POINTS for end in sheet.drawn[TITLE])
    wide, high = sheet.width * POINTS, sheet.height * POINTS
    where = {
        90: (top, wide - right, bottom, wide - left),
        180: (wide - right, high - bottom, wide - left, high - top),
        270: (high - bottom, left, high - top, right),
    }[way]
    assert holds(where, next(line for line in page.lines if line.text == TITLE).box)


def test_a_page_that_a_person_turned_when_recognised_then_is_read_as_they_turned_it(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    path = as_pdf(tmp_path / "a.pdf", letter().picture.rotate(180))
    page = recogniser.page(path, 1, 180)
    assert (page.turned, TITLE in page.text) == (180, True)


def test_a_pdf_page_with_a_rotation_of_its_own_when_recognised_then_boxes_are_as_shown(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    sheet = letter()
    path = as_pdf(tmp_path / "a.pdf", sheet.picture.rotate(90, expand=True))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].Rotate = 90
        document.save(path)
    page = recogniser.page(path, 1)
    assert (page.turned, round(page.width)) == (0, round(sheet.width * POINTS))
    assert holds(sheet.points(TITLE), next(line for line in page.lines if line.text == TITLE).box)


def test_a_blank_page_and_a_page_of_noise_when_recognised_then_say_next_to_nothing(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    blank = Image.new("L", (1654, 1200), 255)
    path = as_pdf(tmp_path / "a.pdf", blank, noise(1200, 900), Image.new("L", (900, 900), 0))
    assert recogniser.page(path, 1).lines == ()
    for number in (2, 3):
        page = recogniser.page(path, number)
        assert page.problem is None
        assert sum(len(each.text) > 3 for each in page.words()) < 5


def test_a_plan_strip_of_three_metres_when_recognised_then_is_read_from_end_to_end(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    path = tmp_path / "strip.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(959, 9752))
        sheet = letter()
        holder = pikepdf.open(as_pdf(tmp_path / "a.pdf", sheet.picture))
        drawn = next(iter(holder.pages[0].Resources.XObject.values()))
        picture = document.copy_foreign(drawn)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        tops = [100 + 1150 * at for at in range(9)]
        wide, high = sheet.width * POINTS, sheet.height * POINTS
        page.Contents = document.make_stream(
            "\n".join(
                f"q {wide} 0 0 {high} 300 {9752 - top - high} cm /Im Do Q" for top in tops
            ).encode()
        )
        document.save(path)
    read = recogniser.page(path, 1)
    assert (read.problem, read.width, read.height) == (None, 959, 9752)
    titles = [line.box[1] for line in read.lines if line.text == TITLE]
    expected = [top + sheet.points(TITLE)[1] for top in tops]
    assert len(titles) == len(expected)
    for found, wanted in zip(titles, expected, strict=True):
        assert abs(found - wanted) < 4


def _sixteen_bits(picture: Image.Image, path: Path) -> None:
    picture.convert("I").point(lambda level: level * 200).convert("I;16").save(path)


def test_pictures_of_every_mode_when_recognised_then_are_read(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    picture, made = letter().picture, []
    for name, mode in (("a.jpg", "CMYK"), ("b.png", "P"), ("c.jpg", "RGB"), ("d.png", "LA")):
        picture.convert(mode).save(tmp_path / name)
        made.append((tmp_path / name, 1))
    _sixteen_bits(picture, tmp_path / "deep.png")
    blank = Image.new("1", picture.size, 1)
    blank.save(
        tmp_path / "fax.tif", compression="group4", save_all=True,
        append_images=[black_and_white(picture)],
    )  # fmt: skip
    (tmp_path / "e.heic").write_bytes(heic_bytes(picture.convert("RGB")))
    made += [(tmp_path / "deep.png", 1), (tmp_path / "fax.tif", 2), (tmp_path / "e.heic", 1)]
    for path, number in made:
        page = recogniser.page(path, number)
        assert page.problem is None
        assert ADDRESS in page.text, path.name
        assert (round(page.width), round(page.height)) == (1224, 888)


def test_a_shadow_over_half_a_photo_when_recognised_then_both_halves_are_read(
    recogniser: Recogniser, tmp_path: Path
) -> None:
    picture = letter().picture
    shade = Image.linear_gradient("L").rotate(90).resize(picture.size)
    dim = Image.composite(picture, picture.point(lambda level: int(level * 0.4)), shade)
    dim.save(tmp_path / "photo.png", dpi=(DPI, DPI))
    page = recogniser.page(tmp_path / "photo.png", 1)
    assert ADDRESS in page.text
    assert PROSE in page.text
