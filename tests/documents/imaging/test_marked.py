"""Map pictures drawn for print: each mark at its place and colour, cropped, turned, the same."""

import hashlib
import random
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat
from PIL.JpegImagePlugin import JpegImageFile

from shamay_desktop.documents.imaging import pictures
from shamay_desktop.documents.imaging.marked import draw_marked
from shamay_desktop.domain.drawing import plain
from shamay_desktop.domain.drawing.points import FARTHEST, Ring
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.maps.marked import MarkedRequest
from shamay_desktop.domain.maps.pictures import Annotation, AnnotationKind, MapPicture, Style
from shamay_desktop.domain.maps.printed_frame import FurnitureWords

Kind = AnnotationKind
Colour = tuple[int, int, int]
RED: Colour = (215, 38, 61)
WHITE: Colour = (255, 255, 255)
GREY: Colour = (128, 128, 128)
SIZE = (800, 600)
NO_WORDS = FurnitureWords("", "{length} m", "{length} km")


@pytest.fixture
def grey(tmp_path: Path) -> Path:
    """A plain middle grey picture."""
    path = tmp_path / "grey.png"
    Image.new("RGB", SIZE, GREY).save(path)
    return path


def picture(*annotations: Annotation) -> MapPicture:
    return MapPicture("p", "a" * 64, annotations=annotations)


def one(kind: Kind, points: Ring, text: str = "", **looks: object) -> Annotation:
    style = replace(Style(), **looks)  # type: ignore[arg-type]
    return Annotation("a", kind, points, text, style)


def drawn(
    path: Path,
    given: MapPicture,
    width: int = 800,
    words: FurnitureWords = NO_WORDS,
    metres: float | None = None,
) -> Image.Image:
    target = path.with_suffix(".drawn")
    request = MarkedRequest(given, words, "N", metres)
    size = draw_marked(path, target, request, width, "PNG")
    with Image.open(target) as image:
        image.load()
    assert list(image.size) == size
    return image


def near(found: object, wanted: Colour, off: int = 12) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) <= off for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("kind", "points", "seen", "free"),
    [
        (Kind.LINE, ((100, 100), (300, 100)), [(100, 100), (200, 100), (300, 100)], [(200, 120)]),
        (Kind.ARROW, ((100, 100), (300, 100)), [(150, 100), (290, 100)], [(310, 100), (200, 115)]),
        (Kind.RECTANGLE, ((100, 100), (300, 200)), [(100, 150), (200, 200)], [(200, 150)]),
        (Kind.ELLIPSE, ((100, 100), (300, 200)), [(100, 150), (200, 100)], [(105, 105)]),
        (
            Kind.POLYGON,
            ((100, 100), (300, 100), (200, 250)),
            [(200, 100), (200, 250)],
            [(200, 150)],
        ),
        (Kind.PARCEL, ((100, 100), (300, 100), (200, 250)), [(249, 175)], [(110, 200)]),
        (Kind.FREEHAND, ((100, 100), (200, 100), (300, 100)), [(150, 100)], [(150, 120)]),
        (Kind.MARKER, ((400, 300),), [(400, 290)], [(400, 310), (380, 299)]),
        (Kind.NORTH, ((400, 300),), [(395, 295)], [(440, 300)]),
    ],
    ids=lambda given: given.value if isinstance(given, Kind) else "",
)
def test_a_mark_when_it_is_drawn_then_stands_at_its_place_in_its_colour(
    grey: Path, kind: Kind, points: Ring, seen: list[tuple[int, int]], free: list[tuple[int, int]]
) -> None:
    image = drawn(grey, picture(one(kind, points)))
    assert [place for place in seen if not near(image.getpixel(place), RED)] == []
    assert [place for place in free if not near(image.getpixel(place), GREY, 2)] == []


def test_a_picture_without_marks_when_it_is_drawn_then_is_what_it_was(grey: Path) -> None:
    image = drawn(grey, picture(), width=1430)
    assert image.size == SIZE, "never enlarged"
    with Image.open(grey) as untouched:
        assert ImageChops.difference(image, untouched).getbbox() is None


def test_a_picture_where_nothing_is_drawn_when_it_has_marks_then_stays_as_it_was(
    tmp_path: Path,
) -> None:
    path = tmp_path / "noise.png"
    noise = Image.effect_noise(SIZE, 60).convert("RGB")
    noise.save(path)
    image = drawn(path, picture(one(Kind.LINE, ((10, 10), (100, 10)))))
    below = (0, 100, *SIZE)
    assert ImageChops.difference(image.crop(below), noise.crop(below)).getbbox() is None


def test_a_small_picture_with_marks_when_it_is_drawn_then_they_are_at_print_resolution(
    grey: Path,
) -> None:
    image = drawn(grey, picture(one(Kind.LINE, ((100, 100), (300, 100)))), width=1600)
    assert image.size == (1600, 1200)
    assert near(image.getpixel((400, 200)), RED)


def test_a_fill_when_it_is_half_opaque_then_lets_the_picture_through(grey: Path) -> None:
    given = one(Kind.RECTANGLE, ((100, 100), (300, 200)), fill="#ff0000", opacity=Decimal("0.5"))
    assert near(drawn(grey, picture(given)).getpixel((200, 150)), (192, 64, 64), 3)


def test_a_highlight_when_it_lies_on_writing_then_the_writing_stays_dark(tmp_path: Path) -> None:
    path = tmp_path / "words.png"
    image = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(image).rectangle((150, 140, 250, 160), fill="black")
    image.save(path)
    given = one(Kind.HIGHLIGHT, ((100, 100), (300, 200)), fill="#ffe600", opacity=Decimal(1))
    shown = drawn(path, picture(given))
    assert shown.getpixel((200, 150)) == (0, 0, 0)
    assert near(shown.getpixel((120, 120)), (255, 230, 0), 2)


@pytest.mark.parametrize("ground", ["white", "black", "#d7263d", "#3a6b3a"])
def test_words_when_the_ground_is_of_any_colour_then_are_told_from_it(
    tmp_path: Path, ground: str
) -> None:
    path = tmp_path / "ground.png"
    Image.new("RGB", SIZE, ground).save(path)
    shown = drawn(path, picture(one(Kind.TEXT, ((400, 300),), "הנכס")))
    part = shown.crop((340, 285, 460, 315)).convert("L")
    low, high = part.getextrema()
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    assert high - low > 100


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Where a picture differs from its plain grey."""
    found = ImageChops.difference(image, Image.new("RGB", image.size, GREY)).getbbox()
    assert found is not None
    return found


def test_a_hebrew_label_when_it_has_a_number_then_the_number_stands_on_its_left(
    grey: Path,
) -> None:
    label = drawn(grey, picture(one(Kind.TEXT, ((400, 300),), "חלקה 61", size=Decimal(40))))
    number = drawn(grey, picture(one(Kind.TEXT, ((400, 300),), "61", size=Decimal(40))))
    digits, whole = ink(number), ink(label)
    alone, wide = number.crop(digits), digits[2] - digits[0]

    def off(left: int) -> float:
        there = label.crop((left, digits[1], left + wide, digits[3]))
        return ImageStat.Stat(ImageChops.difference(alone, there)).mean[0]

    on_left = min(off(whole[0] + by) for by in range(-2, 3))
    on_right = min(off(whole[2] - wide + by) for by in range(-2, 3))
    assert on_left < 15
    assert on_right > 3 * on_left


@pytest.mark.parametrize("at", [(2.0, 2.0), (798.0, 300.0), (400.0, 599.0)])
def test_a_label_when_it_stands_at_the_edge_then_it_is_not_cut(
    grey: Path, at: tuple[float, float]
) -> None:
    middle = ink(drawn(grey, picture(one(Kind.TEXT, ((400.0, 300.0),), "תחנת אוטובוס"))))
    edge = ink(drawn(grey, picture(one(Kind.TEXT, (at,), "תחנת אוטובוס"))))
    assert edge[2] - edge[0] == pytest.approx(middle[2] - middle[0], abs=1)
    assert edge[3] - edge[1] == pytest.approx(middle[3] - middle[1], abs=1)


def test_a_label_with_a_leader_when_it_is_drawn_then_stands_on_the_side_away_from_it(
    grey: Path,
) -> None:
    to_right = drawn(grey, picture(one(Kind.TEXT, ((400, 300), (600, 300)), "שלום")))
    to_left = drawn(grey, picture(one(Kind.TEXT, ((400, 300), (200, 300)), "שלום")))
    assert ink(to_right)[0] < 380
    assert ink(to_right)[2] > 590
    assert ink(to_left)[0] < 210
    assert ink(to_left)[2] > 420


def test_a_picture_when_it_is_turned_by_a_right_angle_then_marks_turn_and_pins_stand(
    grey: Path,
) -> None:
    given = replace(picture(one(Kind.MARKER, ((200, 500),))), turn=Decimal(90))
    image = drawn(grey, given, width=600)
    assert image.size == (600, 800)
    assert near(image.getpixel((100, 190)), RED), "above its point, which is at (100, 200)"
    assert near(image.getpixel((90, 200)), GREY, 2)


def test_a_picture_when_it_is_turned_freely_then_its_corners_are_white(grey: Path) -> None:
    image = drawn(grey, replace(picture(), turn=Decimal(10)), width=2000)
    assert near(image.getpixel((2, 2)), WHITE, 2)
    assert near(image.getpixel((image.width // 2, image.height // 2)), GREY, 2)


def test_a_picture_when_it_is_cropped_then_what_lies_outside_is_not_drawn(grey: Path) -> None:
    line = one(Kind.LINE, ((300, 250), (500, 250)))
    given = replace(picture(line), crop=((500, 350), (300, 150)))
    image = drawn(grey, given, width=200)
    assert image.size == (200, 200)
    assert near(image.getpixel((100, 100)), RED)
    assert near(image.getpixel((100, 20)), GREY, 2)


def test_a_scale_bar_when_the_picture_is_georeferenced_then_is_as_long_as_it_says(
    grey: Path,
) -> None:
    image = drawn(grey, picture(), metres=0.25)
    dark = [
        x for x in range(image.width)
        if near(image.getpixel((x, 600 - 17)), (31, 36, 48), 30)
    ]  # fmt: skip
    # 30 % of 800 pixels are 60 m: the bar says 50 m, 200 pixels; its last field is light.
    assert 14 <= dark[0] <= 16
    assert 195 <= dark[-1] - dark[0] <= 205


def test_a_caption_when_the_picture_only_illustrates_then_stands_at_its_foot(grey: Path) -> None:
    shown = drawn(grey, picture(), words=replace(NO_WORDS, illustration="להמחשה בלבד"))
    left, top, right, bottom = ink(shown)
    assert top > 560
    assert bottom < 600
    assert 560 < left < right <= 800


def test_a_drawing_when_it_is_made_twice_then_its_bytes_are_the_same(grey: Path) -> None:
    marks = picture(
        one(Kind.TEXT, ((400, 300),), "הנכס 12"),
        one(Kind.POLYGON, ((100, 100), (300, 100), (200, 250)), fill="#00ff00"),
        one(Kind.BLUR, ((500, 400), (700, 500))),
    )
    request = MarkedRequest(marks, NO_WORDS, "N")
    made = set()
    for number in range(2):
        target = grey.with_name(f"{number}.jpg")
        draw_marked(grey, target, request, 700)
        made.add(hashlib.sha256(target.read_bytes()).hexdigest())
    assert len(made) == 1


def test_a_request_when_it_goes_through_the_pipe_then_is_the_same_again() -> None:
    request = MarkedRequest(
        replace(picture(one(Kind.TEXT, ((1.5, 2.0),), "א")), crop=((0.0, 0.0), (9.0, 9.0))),
        NO_WORDS, "צ", 0.25, ((1, 2, 3, 4),), (0, 0, 500, 500),
    )  # fmt: skip
    again = plain.made(MarkedRequest, plain.plain(request))
    assert again == request
    assert again.fingerprint() == request.fingerprint()


def test_a_fingerprint_when_only_the_words_beside_it_change_then_stays() -> None:
    request = MarkedRequest(picture(one(Kind.LINE, ((1, 2), (3, 4)))), NO_WORDS, "N")
    beside = replace(
        request.picture, title="x", source="y", date="2026-01-01", credit="z", drawn="d", id="q"
    )
    assert replace(request, picture=beside).fingerprint() == request.fingerprint()
    moved = picture(one(Kind.LINE, ((1, 2), (3, 5))))
    assert replace(request, picture=moved).fingerprint() != request.fingerprint()


def test_points_far_off_the_picture_when_they_are_drawn_then_nothing_breaks(grey: Path) -> None:
    far = FARTHEST
    marks = [
        one(kind, points)
        for kind, points in (
            (Kind.LINE, ((-far, -far), (far, far))),
            (Kind.ELLIPSE, ((-far, -far), (far, far))),
            (Kind.POLYGON, ((-far, 0.0), (far, 5.0), (0.0, far))),
            (Kind.BLUR, ((-far, -far), (-5.0, -5.0))),
            (Kind.TEXT, ((far, far), (0.0, 0.0))),
            (Kind.ARROW, ((5.0, 5.0), (5.0, 5.0))),
            (Kind.LINE, ((5.0, 5.0),)),
        )
    ]
    marks.append(one(Kind.TEXT, ((10.0, 10.0),), "א" * 9000, size=Decimal(10**9)))
    marks.append(one(Kind.LINE, ((10.0, 10.0), (90.0, 90.0)), width=Decimal(10**9)))
    assert drawn(grey, picture(*marks), width=300).size == (300, 225)


def test_three_hundred_annotations_of_five_thousand_points_when_drawn_then_it_ends(
    grey: Path,
) -> None:
    random.seed(1)
    points = tuple((random.uniform(0, 800), random.uniform(0, 600)) for _ in range(5000))
    many = [one(Kind.FREEHAND, points)] + [
        one(Kind.RECTANGLE, (a, b), "א", fill="#112233") for a, b in list(pairwise(points))[:299]
    ]
    assert drawn(grey, picture(*many), width=400).size == (400, 300)


def test_a_crop_of_a_hair_when_it_is_drawn_then_the_whole_picture_is(grey: Path) -> None:
    given = replace(picture(), crop=((10, 10), (12, 500)))
    assert drawn(grey, given).size == SIZE


def test_a_page_that_is_not_there_when_it_is_drawn_then_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pages.tiff"
    Image.new("RGB", (50, 50)).save(path)
    with pytest.raises(Refused) as refused:
        drawn(path, replace(picture(), page=3))
    assert refused.value.code == "file_page_missing"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_camera_picture_when_a_part_is_drawn_then_it_is_the_part_as_shown(
    tmp_path: Path, orientation: int
) -> None:
    from PIL import ImageOps

    path = tmp_path / "camera.jpg"
    image = Image.new("RGB", (300, 200), "white")
    for at, colour in enumerate(("red", "green", "blue", "yellow", "black", "magenta")):
        left, top = at % 3 * 100, at // 3 * 100
        ImageDraw.Draw(image).rectangle((left, top, left + 99, top + 99), fill=colour)
    exif = Image.Exif()
    exif[274] = orientation
    image.save(path, quality=95, subsampling=0, exif=exif)
    with Image.open(path) as stored:
        shown = ImageOps.exif_transpose(stored).convert("RGB")
    wide, high = shown.size
    crop = ((0.0, 0.0), (wide / 3 if wide > high else wide / 2, high / 3 if high > wide else 100.0))
    part = drawn(path, replace(picture(), crop=crop), width=100)
    assert near(part.getpixel((50, 50)), shown.getpixel((50, 50)), 8)  # type: ignore[arg-type]
    assert near(part.getpixel((95, 95)), shown.getpixel((95, 95)), 30)  # type: ignore[arg-type]


def test_a_picture_when_it_is_very_large_then_no_more_of_it_is_decoded_than_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A telephone's 200 megapixels, at twice what is printed, would take 700 MB."""
    path, decoded = tmp_path / "large.jpg", list[tuple[int, int]]()
    Image.new("RGB", (3200, 2400), GREY).save(path)
    load = JpegImageFile.load

    def seen(image: JpegImageFile) -> object:
        decoded.append(image.size)
        return load(image)

    monkeypatch.setattr(JpegImageFile, "load", seen)
    for heavy, size in ((32_000_000, (1600, 1200)), (1_000_000, (800, 600))):
        monkeypatch.setattr(pictures, "HEAVY_PIXELS", heavy)
        decoded.clear()
        assert drawn(path, picture(), width=800).size == (800, 600)
        assert decoded[-1] == size
