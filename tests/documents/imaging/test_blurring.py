"""What is blurred is gone: nobody reads the plate again, however they try."""

import random
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat

from shamay_desktop.documents.imaging.blurring import blur
from shamay_desktop.documents.imaging.marked import draw_marked
from shamay_desktop.domain.maps.marked import WHOLE_PAGE, MarkedRequest, veils_of
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture
from shamay_desktop.domain.maps.printed_frame import FurnitureWords
from shamay_desktop.resource_files import resource

PLATE = (200, 200, 440, 260)
WORDS = FurnitureWords("", "", "")


def car(plate: str) -> Image.Image:
    image = Image.new("RGB", (640, 480), "#50606a")
    painter = ImageDraw.Draw(image)
    painter.rectangle(PLATE, fill="#f5c518")
    font = ImageFont.truetype(str(resource("fonts", "Heebo-Bold.ttf")), 44)
    painter.text((320, 230), plate, fill="black", font=font, anchor="mm")
    return image


def blurred(plate: str) -> Image.Image:
    image = car(plate)
    blur(image, PLATE)
    return image


def plates(count: int) -> list[str]:
    random.seed(11)
    return [f"{random.randrange(100):02}-{random.randrange(1000):03}-{random.randrange(100):02}"
            for _ in range(count)]  # fmt: skip


def test_a_blurred_plate_when_all_candidates_are_blurred_alike_then_it_is_not_among_few() -> None:
    """Who knows the way of blurring and every candidate still cannot tell which plate it was."""
    known = plates(60)
    pictures = {plate: blurred(plate).crop(PLATE).tobytes() for plate in known}
    alike = [sum(one == other for other in pictures.values()) for one in pictures.values()]
    assert min(alike) > 1, "no plate is told by its picture alone"
    assert sorted(alike)[len(alike) // 2] >= 15, "half of them look like a quarter of all"


@pytest.mark.parametrize("radius", [1, 3, 8])
def test_a_blurred_plate_when_it_is_sharpened_then_its_signs_do_not_come_back(radius: int) -> None:
    sharp = blurred("12-345-67").filter(ImageFilter.UnsharpMask(radius, 500, 0)).crop(PLATE)
    inner = sharp.crop((12, 12, sharp.width - 12, sharp.height - 12)).convert("L")
    signs = car("12-345-67").crop(PLATE).convert("L")
    assert ImageStat.Stat(signs).stddev[0] > 50
    assert ImageStat.Stat(inner).stddev[0] < 12


def test_a_face_when_many_blurred_pictures_are_averaged_then_it_is_not_sharper() -> None:
    image = Image.new("RGB", (300, 300), "#c99a7a")
    painter = ImageDraw.Draw(image)
    for x in (110, 190):
        painter.ellipse((x - 12, 110, x + 12, 134), fill="black")
    painter.arc((110, 150, 190, 210), 20, 160, fill="#7a1010", width=8)
    mean = Image.new("RGB", image.size)
    for shift in range(8):
        moved = image.copy()
        blur(moved, (60 + shift % 3, 60 + shift // 3, 240 + shift % 3, 240 + shift // 3))
        mean = moved if shift == 0 else Image.blend(mean, moved, 1 / (shift + 1))
    eyes = mean.crop((95, 105, 125, 140)).convert("L")
    skin = mean.crop((135, 105, 165, 140)).convert("L")
    gap = abs(ImageStat.Stat(eyes).mean[0] - ImageStat.Stat(skin).mean[0])
    assert gap < 25
    low, high = eyes.getextrema()
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    assert high - low < 30


@pytest.mark.parametrize("width", [160, 640, 1430])
def test_a_blur_when_the_picture_is_printed_at_any_size_then_the_plate_is_gone(
    tmp_path: Path, width: int
) -> None:
    known = plates(12)
    given = MapPicture(
        "p", "a" * 64,
        annotations=(
            Annotation("1", AnnotationKind.BLUR, ((440.0, 260.0), (200.0, 200.0))),
            Annotation("2", AnnotationKind.LINE, ((10.0, 10.0), (90.0, 10.0))),
        ),
    )  # fmt: skip
    seen = []
    for number, plate in enumerate(known):
        path = tmp_path / f"{number}.png"
        car(plate).save(path)
        draw_marked(path, path.with_suffix(".jpg"), MarkedRequest(given, WORDS, "N"), width)
        with Image.open(path.with_suffix(".jpg")) as printed:
            seen.append(printed.convert("RGB"))
    scale = seen[0].width / 640
    left, top, right, bottom = (round(side * scale) for side in PLATE)
    inner = left + 6, top + 4, right - 6, bottom - 4
    for image in seen:
        part = image.crop(inner)
        assert ImageStat.Stat(part.convert("L")).stddev[0] < 25
        assert ImageStat.Stat(ImageChops.difference(part, seen[0].crop(inner))).mean[0] < 2


def test_a_blur_when_it_is_drawn_before_and_after_other_marks_then_they_stand_on_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "car.png"
    car("12-345-67").save(path)
    line = Annotation("1", AnnotationKind.LINE, ((220.0, 230.0), (420.0, 230.0)))
    hides = Annotation("2", AnnotationKind.BLUR, ((200.0, 200.0), (440.0, 260.0)))
    made = []
    for number, order in enumerate(((line, hides), (hides, line))):
        target = tmp_path / f"{number}.png"
        request = MarkedRequest(MapPicture("p", "a" * 64, annotations=order), WORDS, "N")
        draw_marked(path, target, request, 640, "PNG")
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_a_page_when_one_of_its_pictures_hides_something_then_all_of_them_do() -> None:
    hides = Annotation("2", AnnotationKind.BLUR, ((440.2, 260.0), (200.0, 199.5)))
    pictures = (
        MapPicture("p", "a" * 64, annotations=(hides,)),
        MapPicture("q", "a" * 64),
        MapPicture("r", "a" * 64, page=2),
    )
    (veil,) = veils_of(pictures)
    assert (veil.paper, veil.page, veil.boxes) == ("a" * 64, 1, ((200, 199, 441, 260),))


def test_a_page_when_all_of_it_is_hidden_then_nothing_of_it_is_read(tmp_path: Path) -> None:
    car("12-345-67").save(tmp_path / "car.png")
    picture = MapPicture("one", "", illustration=False, scale_bar=False)
    request = MarkedRequest(picture, WORDS, "", None, (WHOLE_PAGE,))
    draw_marked(tmp_path / "car.png", tmp_path / "drawn.jpg", request, 640)
    drawn = Image.open(tmp_path / "drawn.jpg").convert("L")
    assert drawn.size == (640, 480)
    assert ImageStat.Stat(drawn.crop(PLATE)).stddev[0] < 12
