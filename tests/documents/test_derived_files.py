"""Pictures made from stored files: what they show, and that the cache rebuilds itself."""

import os
import shutil
import time
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from shamay_desktop.documents.content_store import FileStore
from shamay_desktop.documents.derived import DerivedFiles
from shamay_desktop.documents.worker.pool import LimitedWorkers
from shamay_desktop.domain.errors import Refused, WorldFailed
from shamay_desktop.domain.report_content import PictureFile
from tests.documents.made_files import (
    BLUE,
    GREEN,
    RED,
    bare_pdf,
    deep_grey_png,
    pdf_bytes,
    quartered,
    rotated_jpeg,
    saved,
)

WHITE = (255, 255, 255)
Colour = tuple[int, int, int]


def opened(picture: PictureFile) -> Image.Image:
    """The picture, once it was seen to be what it says: an RGB JPEG of that size without a past."""
    with Image.open(picture.path) as image:
        image.load()
    assert (image.format, image.mode, image.size) == (
        "JPEG",
        "RGB",
        (picture.width, picture.height),
    )
    assert not image.getexif()
    return image


def corners(picture: PictureFile) -> list[str]:
    """The colours at the corners: top left, top right, bottom left, bottom right."""
    image = opened(picture)
    right, low = image.width * 3 // 4, image.height * 3 // 4
    left, high = image.width // 4, image.height // 4
    places = [(left, high), (right, high), (left, low), (right, low)]
    return [_name(image.getpixel(place)) for place in places]


def _name(colour: object) -> str:
    assert isinstance(colour, tuple)
    known = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    return min(known, key=lambda name: _distance(known[name], colour))


def _distance(one: Colour, other: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


UPRIGHT = ["red", "green", "blue", "white"]
SHOWN = {
    1: UPRIGHT,
    2: ["green", "red", "white", "blue"],
    3: ["white", "blue", "green", "red"],
    4: ["blue", "white", "red", "green"],
    5: ["red", "blue", "green", "white"],
    6: ["blue", "red", "white", "green"],
    7: ["white", "green", "blue", "red"],
    8: ["green", "white", "red", "blue"],
}
"""How the quartered picture is shown for each EXIF orientation."""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied_in_the_derivative_and_the_original_is_kept(
    store: FileStore, derived: DerivedFiles, tmp_path: Path, orientation: int
) -> None:
    source = rotated_jpeg(tmp_path / "a.jpg", orientation)
    sha256 = store.add(source).sha256
    picture = derived.for_print(sha256, 200)
    assert (picture.width, picture.height) == ((40, 80) if orientation >= 5 else (80, 40))
    assert corners(picture) == SHOWN[orientation]
    assert store.path(sha256).read_bytes() == source.read_bytes()


@pytest.mark.parametrize(("turn", "shown"), [(0, 1), (90, 6), (180, 3), (270, 8)])
def test_a_turn_by_hand_is_clockwise(
    store: FileStore, derived: DerivedFiles, tmp_path: Path, turn: int, shown: int
) -> None:
    sha256 = store.add(saved(quartered(), tmp_path / "a.png")).sha256
    assert corners(derived.for_print(sha256, 200, rotation=turn)) == SHOWN[shown]


def test_a_turned_picture_fits_as_it_is_shown(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    sha256 = store.add(saved(quartered(800, 400), tmp_path / "a.png")).sha256
    picture = derived.for_print(sha256, 100, rotation=90)
    assert (picture.width, picture.height) == (100, 200)


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_every_mode_of_jpeg_is_shown_in_srgb(
    store: FileStore, derived: DerivedFiles, tmp_path: Path, mode: str
) -> None:
    sha256 = store.add(saved(quartered(mode=mode), tmp_path / "a.jpg", quality=95)).sha256
    picture = derived.thumbnail(sha256, 64)
    assert (picture.width, picture.height) == (64, 32)
    if mode != "L":
        assert corners(picture) == UPRIGHT
    else:
        assert opened(picture).getpixel((60, 28)) == WHITE


@pytest.mark.parametrize("mode", ["P", "RGBA"])
def test_every_mode_of_png_is_shown(
    store: FileStore, derived: DerivedFiles, tmp_path: Path, mode: str
) -> None:
    sha256 = store.add(saved(quartered(mode=mode), tmp_path / "a.png")).sha256
    assert corners(derived.thumbnail(sha256, 64)) == UPRIGHT


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_is_white(
    store: FileStore, derived: DerivedFiles, tmp_path: Path, mode: str
) -> None:
    clear = Image.new(mode, (40, 40), (0,) * len(mode))
    sha256 = store.add(saved(clear, tmp_path / "signature.png")).sha256
    assert opened(derived.for_print(sha256, 40)).getpixel((20, 20)) == WHITE


def test_sixteen_bits_of_grey_are_scaled_and_not_cut(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    sha256 = store.add(deep_grey_png(tmp_path / "scan.png")).sha256
    image = opened(derived.for_print(sha256, 256))
    found = [image.getpixel((x, 4)) for x in (0, 64, 128, 255)]
    for colour, level in zip(found, (0, 64, 128, 255), strict=True):
        assert isinstance(colour, tuple)
        assert abs(colour[0] - level) <= 3


def test_a_broken_colour_profile_does_not_spoil_the_picture(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    good = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name, profile in (("good", good), ("broken", b"no profile"), ("cut", good[:200])):
        path = saved(quartered(), tmp_path / f"{name}.png", icc_profile=profile)
        assert corners(derived.for_print(store.add(path).sha256, 80)) == UPRIGHT


def test_a_picture_is_never_enlarged(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    sha256 = store.add(saved(quartered(), tmp_path / "a.png")).sha256
    assert derived.for_print(sha256, 1000).width == 80


def test_a_page_is_rendered_at_its_dots_an_inch(store: FileStore, derived: DerivedFiles) -> None:
    sha256 = store.add_bytes(pdf_bytes([(595, 842), (200, 100)])).sha256
    first, second = derived.page(sha256, 1, 150), derived.page(sha256, 2, 72)
    assert abs(first.width - 1240) <= 1
    assert (second.width, second.height) == (200, 100)
    assert corners(second) == ["red", "white", "white", "white"]
    assert derived.thumbnail(sha256, 128).height == 128
    assert derived.for_print(sha256, 300).width == 300


@pytest.mark.parametrize(
    ("turn", "red"), [(0, "red white white white"), (90, "white red white white"),
                      (180, "white white white red"), (270, "white white red white")]
)  # fmt: skip
def test_a_page_is_turned_clockwise_in_every_size(
    store: FileStore, derived: DerivedFiles, turn: int, red: str
) -> None:
    sha256 = store.add_bytes(pdf_bytes([(200, 100)])).sha256
    size = (100, 200) if turn % 180 else (200, 100)
    for made in (
        derived.page(sha256, 1, 72, turn),
        derived.for_print(sha256, size[0], turn),
        derived.thumbnail(sha256, 200, turn),
    ):
        assert (made.width, made.height) == size
        assert corners(made) == red.split()


def test_a_thumbnail_that_was_made_with_the_facts_is_kept_once_and_whole(
    store: FileStore, derived: DerivedFiles, workers: LimitedWorkers, tmp_path: Path
) -> None:
    source = saved(quartered(), tmp_path / "a.png")
    small = workers.look(source, tmp_path / "small.jpg", 64).small
    assert small is not None
    sha256 = store.add(source).sha256
    derived.keep_thumbnail(sha256, 64, small)
    kept = derived.thumbnail(sha256, 64)
    assert Path(kept.path).read_bytes() == Path(small.path).read_bytes()
    derived.keep_thumbnail(sha256, 64, small)
    assert len([path for path in (tmp_path / "derived").rglob("*") if path.is_file()]) == 1


def test_a_vast_page_is_rendered_with_fewer_dots(store: FileStore, derived: DerivedFiles) -> None:
    sha256 = store.add_bytes(bare_pdf(1, "0 0 14400 14400")).sha256
    picture = derived.page(sha256, 1, 150)
    assert 7_000 < picture.width <= 7_746


def test_a_page_that_is_not_there_is_refused(store: FileStore, derived: DerivedFiles) -> None:
    sha256 = store.add_bytes(pdf_bytes([(100, 100)])).sha256
    for page in (0, 2, -1):
        with pytest.raises(Refused, match="file_page_missing"):
            derived.page(sha256, page, 72)


def test_a_picture_is_made_once_and_again_when_the_cache_is_lost(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    sha256 = store.add(saved(quartered(), tmp_path / "a.png")).sha256
    first = derived.thumbnail(sha256, 32)
    written = Path(first.path).stat().st_mtime_ns
    assert derived.thumbnail(sha256, 32) == first
    assert Path(first.path).stat().st_mtime_ns == written
    shutil.rmtree(tmp_path / "derived")
    assert derived.thumbnail(sha256, 32) == first
    assert Path(first.path).is_file()


def test_a_picture_that_nobody_asked_for_in_a_season_is_forgotten(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    sha256 = store.add(saved(quartered(), tmp_path / "a.png")).sha256
    wanted, unwanted = (Path(derived.thumbnail(sha256, size).path) for size in (32, 16))
    half = wanted.with_name(".0a1b.part")
    half.write_bytes(b"half")
    for path in (wanted, unwanted, half):
        os.utime(path, (time.time() - 100 * 24 * 3600,) * 2)
    assert derived.thumbnail(sha256, 32).path == str(wanted)
    assert derived.clear_unused() == 2
    assert (wanted.exists(), unwanted.exists(), half.exists()) == (True, False, False)
    assert derived.thumbnail(sha256, 16).path == str(unwanted)
    assert unwanted.is_file()


def test_a_refused_file_leaves_nothing_in_the_cache(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    sha256 = store.add_bytes(b"\xff\xd8\xff not a picture").sha256
    with pytest.raises(Refused, match="file_broken"):
        derived.thumbnail(sha256, 32)
    assert not [path for path in (tmp_path / "derived").rglob("*") if path.is_file()]


def test_a_file_that_the_store_lost_is_named(derived: DerivedFiles) -> None:
    with pytest.raises(WorldFailed, match="stored_file_missing"):
        derived.thumbnail("0" * 64, 32)


def test_pages_of_our_own_file_lie_beside_it_and_follow_it(
    derived: DerivedFiles, tmp_path: Path
) -> None:
    preview = tmp_path / "preview" / "report.pdf"
    preview.parent.mkdir()
    preview.write_bytes(pdf_bytes([(200, 100)]))
    first = derived.page_of_file(preview, 1, 72)
    assert derived.page_of_file(preview, 1, 72) == first
    assert preview.parent in Path(first.path).parents
    preview.write_bytes(pdf_bytes([(100, 300)]))
    again = derived.page_of_file(preview, 1, 72)
    assert (first.width, first.height, again.width, again.height) == (200, 100, 100, 300)
    with pytest.raises(WorldFailed, match="disk_failed"):
        derived.page_of_file(tmp_path / "nowhere.pdf", 1, 72)


@pytest.mark.parametrize(
    ("turn", "crop", "colour"),
    [
        (0, (0, 0, 500, 500), "red"),
        (0, (500, 0, 1000, 500), "green"),
        (0, (0, 500, 500, 1000), "blue"),
        (90, (0, 0, 500, 500), "blue"),
        (180, (500, 500, 1000, 1000), "red"),
    ],
)
def test_a_part_of_a_picture_is_cut_as_it_is_shown(
    store: FileStore,
    derived: DerivedFiles,
    tmp_path: Path,
    turn: int,
    crop: tuple[int, int, int, int],
    colour: str,
) -> None:
    sha256 = store.add(saved(quartered(800, 400), tmp_path / "a.png")).sha256
    picture = derived.cropped(sha256, crop, 100, turn)
    assert corners(picture) == [colour] * 4
    assert picture.width == 100
    assert opened(picture).size == (picture.width, picture.height)


def test_a_part_of_a_page_when_cut_then_is_of_that_page_and_sharp(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    first, second = quartered(800, 400), quartered(800, 400).rotate(180)
    first.save(tmp_path / "a.pdf", save_all=True, append_images=[second])
    sha256 = store.add(tmp_path / "a.pdf").sha256
    picture = derived.cropped(sha256, (500, 500, 1000, 1000), 200, page=2)
    assert corners(picture) == ["red"] * 4
    assert 198 <= picture.width <= 202


def test_a_part_when_it_is_a_hair_then_is_a_pixel_and_nothing_is_enlarged(
    store: FileStore, derived: DerivedFiles, tmp_path: Path
) -> None:
    sha256 = store.add(saved(quartered(), tmp_path / "a.png")).sha256
    picture = derived.cropped(sha256, (0, 0, 1, 1), 1000)
    assert (picture.width, picture.height) == (1, 1)
