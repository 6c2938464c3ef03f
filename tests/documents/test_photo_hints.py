"""Hints of blur and darkness on made rooms in a telephone's size, through the file's own facts."""

from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageFilter

from shamay_desktop.documents.imaging.hints import measures
from shamay_desktop.documents.imaging.kinds import kind_of
from shamay_desktop.documents.imaging.pictures import picture_facts
from shamay_desktop.domain.evidence import FileFacts
from shamay_desktop.domain.photo_hints import BLURRED_BELOW, DARK_BELOW
from tests.documents.test_likeness import room

SIDES = (2400, 1800)


def facts_of(image: Image.Image, path: Path) -> FileFacts:
    image.save(path, quality=90)
    return picture_facts(path, kind_of(path), 480)[0]


def photographed(seed: int) -> Image.Image:
    """A room with the grain of a sensor."""
    grain = Image.effect_noise(SIDES, 20).convert("L")
    large = room(seed).resize(SIDES, Image.Resampling.NEAREST)
    return Image.blend(large, Image.merge("RGB", (grain,) * 3), 0.08)


@pytest.mark.parametrize("ending", ["jpg", "png"])
@pytest.mark.parametrize("seed", range(3))
def test_a_photo_when_sharp_and_lit_then_has_no_hint_and_when_spoiled_has_one(
    tmp_path: Path, seed: int, ending: str
) -> None:
    sharp = photographed(seed)
    good = facts_of(sharp, tmp_path / f"good.{ending}")
    blurred = facts_of(sharp.filter(ImageFilter.GaussianBlur(8)), tmp_path / f"blurred.{ending}")
    dark = facts_of(ImageEnhance.Brightness(sharp).enhance(0.2), tmp_path / f"dark.{ending}")
    assert good.sharpness is not None
    assert good.brightness is not None
    assert blurred.sharpness is not None
    assert dark.sharpness is not None
    assert dark.brightness is not None
    assert good.sharpness > 2 * BLURRED_BELOW
    assert blurred.sharpness < BLURRED_BELOW
    assert dark.sharpness > BLURRED_BELOW, "dim is not blurred"
    assert good.brightness > 2 * DARK_BELOW
    assert dark.brightness < DARK_BELOW


def test_an_even_surface_when_measured_then_nothing_is_said_of_its_sharpness() -> None:
    assert measures(Image.new("L", (300, 200), 200)) == (None, Decimal("0.784"))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "LA"])
@pytest.mark.parametrize("size", [(1, 1), (2, 5), (40, 30)])
def test_any_mode_and_size_when_measured_then_gives_measures_between_0_and_1(
    mode: str, size: tuple[int, int]
) -> None:
    sharpness, brightness = measures(Image.new(mode, size))
    assert 0 <= (sharpness or 0) <= 1
    assert 0 <= brightness <= 1
