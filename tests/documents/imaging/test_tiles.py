"""Sheets in the limited process: the whole, tiles of every level, turned and broken pictures."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from shamay_desktop.documents.imaging.tile_grid import tile_name
from shamay_desktop.documents.imaging.tiles import (
    MOST_WHOLE,
    Sheet,
    Tiles,
    sheet_tiles,
    sheet_whole,
)
from shamay_desktop.domain.errors import Refused
from tests.coded_picture import assert_is_part, coded_page, coded_picture, level_of

SIDE = 512
WIDE, HIGH = 2600, 2100


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of two levels."""
    path = tmp_path_factory.mktemp("coded") / "picture.png"
    coded_picture(WIDE, HIGH).save(path)
    return path


def tile_of(path: Path, folder: Path, key: tuple[int, int, int], dpi: int = 0) -> Image.Image:
    """One tile, made anew."""
    sheet_tiles(str(path), 1, dpi, SIDE, list(key), str(folder))
    with Image.open(folder / tile_name(*key)) as image:
        return image.convert("RGB")


def assert_shows(
    tile: Image.Image, whole: Image.Image, key: tuple[int, int, int], *, most: float = 8.0
) -> None:
    """A tile is the part of the sheet's level that it is for, to the pixel."""
    level, *place = key
    box = Tiles(Sheet(*whole.size), level, SIDE, Path()).box(*place)
    assert_is_part(tile, level_of(whole, level), box, most=most)


def test_a_picture_whole_when_it_is_large_is_the_first_level_under_the_limit(
    picture: Path, tmp_path: Path
) -> None:
    answer = sheet_whole(str(picture), 1, 0, str(tmp_path / "whole.jpg"))
    assert answer == [WIDE, HIGH, 0, 1, WIDE // 2, HIGH // 2]
    with Image.open(tmp_path / "whole.jpg") as whole:
        assert whole.size == (1300, 1050)
        assert_is_part(whole, level_of(coded_picture(WIDE, HIGH), 1), (0, 0, 1300, 1050))


@pytest.mark.parametrize("key", [(0, 0, 0), (0, 3, 2), (0, 5, 4)])
def test_a_tile_when_it_is_made_shows_its_place_with_a_pixel_of_its_neighbours(
    picture: Path, tmp_path: Path, key: tuple[int, int, int]
) -> None:
    assert_shows(tile_of(picture, tmp_path, key), coded_picture(WIDE, HIGH), key)


def test_a_picture_when_one_tile_is_asked_for_gets_all_of_its_level_in_one_reading(
    picture: Path, tmp_path: Path
) -> None:
    assert sheet_tiles(str(picture), 1, 0, SIDE, [0, 2, 2], str(tmp_path)) == 6 * 5
    assert len(list(tmp_path.glob("0-*.jpg"))) == 6 * 5
    assert not list(tmp_path.glob(".*"))
    assert sheet_tiles(str(picture), 1, 0, SIDE, [0, 1, 1], str(tmp_path)) == 0


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_a_turned_picture_when_it_is_tiled_is_shown_as_its_maker_meant(
    tmp_path: Path, orientation: int, kind: str
) -> None:
    shown = coded_picture(2400, 1800)
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = shown.transpose(back[orientation]) if orientation in back else shown
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"turned.{kind}"
    if kind == "jpg":
        stored.save(path, exif=exif, quality=95, subsampling=0)
    else:
        stored.save(path, exif=exif)
    answer = sheet_whole(str(path), 1, 0, str(tmp_path / "whole.jpg"))
    assert answer[:2] == [2400, 1800]
    for key in ((0, 0, 0), (0, 4, 3), (0, 2, 1)):
        assert_shows(tile_of(path, tmp_path, key), shown, key)


def test_a_jpeg_when_a_coarse_level_is_wanted_is_halved_and_at_the_same_places(
    tmp_path: Path,
) -> None:
    whole = coded_picture(6001, 4003)
    path = tmp_path / "large.jpg"
    whole.save(path, quality=92, subsampling=0)
    assert Sheet(6001, 4003).levels == 2
    for key in ((1, 0, 0), (1, 5, 3), (0, 11, 7)):
        assert_shows(tile_of(path, tmp_path, key), whole, key, most=14)


def test_a_page_when_it_is_tiled_has_the_pixels_of_its_dots_at_the_right_places(
    tmp_path: Path,
) -> None:
    page = coded_page(tmp_path / "page.pdf", (900, 1503), (2500, 4175))
    answer = sheet_whole(str(page), 1, 200, str(tmp_path / "whole.jpg"))
    assert answer[:4] == [2500, 4175, 200, 1]
    whole = coded_picture(2500, 4175)
    for key in ((0, 0, 0), (0, 4, 8), (0, 2, 5), (1, 1, 1)):
        # A scanned picture is laid on whole pixels of a coarse level: its end may be half off.
        assert_shows(tile_of(page, tmp_path, key, 200), whole, key, most=18)


def test_a_page_of_a_plan_strip_when_it_is_counted_is_2664_by_27089(tmp_path: Path) -> None:
    page = coded_page(tmp_path / "strip.pdf", (959, 9752), (96, 976))
    answer = sheet_whole(str(page), 1, 200, str(tmp_path / "whole.jpg"))
    assert answer == [2664, 27089, 200, 3, 333, 3387]
    assert answer[4] * answer[5] <= MOST_WHOLE
    made = sheet_tiles(str(page), 1, 200, SIDE, [0, 3, 30], str(tmp_path))
    assert (tmp_path / tile_name(0, 3, 30)).exists()
    assert 0 < made < 6 * 53, "only the part around it is painted"


def test_frames_of_a_tiff_when_they_are_tiled_are_pages_of_their_own_size(tmp_path: Path) -> None:
    first, second = Image.new("1", (3000, 2000), 1), Image.new("L", (1000, 1600), 90)
    ImageDraw.Draw(first).rectangle((1000, 900, 2000, 1100), fill=0)
    path = tmp_path / "frames.tif"
    first.save(path, save_all=True, append_images=[second], compression="tiff_lzw")
    assert sheet_whole(str(path), 1, 0, str(tmp_path / "1.jpg"))[:4] == [3000, 2000, 0, 1]
    assert sheet_whole(str(path), 2, 0, str(tmp_path / "2.jpg"))[:4] == [1000, 1600, 0, 0]
    tile = tile_of(path, tmp_path, (0, 2, 1))
    assert tile.getpixel((200, 200)) == (255, 255, 255)
    inside = tile.getpixel((1200 - 1023, 1000 - 511))
    assert isinstance(inside, tuple)
    assert max(inside) < 8
    with pytest.raises(Refused) as refused:
        sheet_whole(str(path), 3, 0, str(tmp_path / "3.jpg"))
    assert refused.value.code == "file_page_missing"


def test_a_broken_picture_when_it_is_opened_as_a_sheet_is_refused(
    picture: Path, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.png"
    torn.write_bytes(picture.read_bytes()[:2000])
    with pytest.raises(Refused) as refused:
        sheet_whole(str(torn), 1, 0, str(tmp_path / "whole.jpg"))
    assert refused.value.code == "file_broken"


def test_a_picture_of_too_many_pixels_when_it_is_opened_is_refused_with_the_limit(
    tmp_path: Path,
) -> None:
    vast = tmp_path / "vast.png"
    Image.new("1", (12_000, 11_000)).save(vast)
    with pytest.raises(Refused) as refused:
        sheet_whole(str(vast), 1, 0, str(tmp_path / "whole.jpg"))
    assert (refused.value.code, refused.value.facts["limit"]) == ("file_too_many_pixels", 120)


@pytest.mark.parametrize("dpi", [0, 5, 5000])
def test_impossible_dots_when_they_are_asked_for_are_refused(tmp_path: Path, dpi: int) -> None:
    page = coded_page(tmp_path / "page.pdf", (100, 100), (64, 64))
    with pytest.raises(Refused) as refused:
        sheet_whole(str(page), 1, dpi, str(tmp_path / "whole.jpg"))
    assert refused.value.code == "sheet_dpi_impossible"
