"""The measure of likeness on made pictures: copies of every kind are near, other rooms are far."""

import io
import random
from collections.abc import Callable
from itertools import combinations

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from shamay_desktop.documents.imaging.likeness import difference_hash
from shamay_desktop.domain.likeness import NEAR

ROOMS = 40
Note = Callable[[str, object], None]
SIZE = (400, 300)


def room(seed: int) -> Image.Image:
    """An invented room: walls, a floor, a window's light, furniture and grain."""
    chance = random.Random(seed)
    image = Image.new("RGB", SIZE, _shade(chance, 120, 230))
    draw = ImageDraw.Draw(image)
    floor = chance.randint(160, 240)
    draw.rectangle((0, floor, SIZE[0], SIZE[1]), fill=_shade(chance, 40, 170))
    for _ in range(chance.randint(5, 10)):
        left, top = chance.randint(-40, 360), chance.randint(-30, 260)
        box = (left, top, left + chance.randint(30, 190), top + chance.randint(30, 160))
        draw.rectangle(box, fill=_shade(chance, 0, 255))
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(SIZE)
    lit = Image.blend(image, Image.merge("RGB", (light,) * 3), 0.25)
    return lit.filter(ImageFilter.GaussianBlur(1.2))


def _shade(chance: random.Random, low: int, high: int) -> tuple[int, int, int]:
    grey = chance.randint(low, high)
    return (grey, max(0, grey - chance.randint(0, 30)), max(0, grey - chance.randint(0, 60)))


def resaved(image: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=40)
    return Image.open(buffer)


def cropped(image: Image.Image) -> Image.Image:
    width, height = image.size
    inset = (width * 3 // 200, height * 3 // 200)
    return image.crop((*inset, width - inset[0], height - inset[1]))


COPIES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "resaved": resaved,
    "resized": lambda image: image.resize((160, 120)),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.25),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.7),
    "cropped by 3 %": cropped,
    "sent on": lambda image: resaved(ImageEnhance.Contrast(image.resize((200, 150))).enhance(1.1)),
}


def apart(one: str, other: str) -> int:
    return (int(one[:16], 16) ^ int(other[:16], 16)).bit_count()


@pytest.mark.parametrize("change", COPIES)
def test_a_copy_when_changed_as_copies_are_then_it_is_near_its_original(
    record_property: Note, change: str
) -> None:
    bits = sorted(
        apart(difference_hash(image), difference_hash(COPIES[change](image)))
        for image in map(room, range(ROOMS))
    )
    record_property("bits", f"{change}: median {bits[ROOMS // 2]}, most {bits[-1]} of 64")
    assert bits[ROOMS * 95 // 100 - 1] <= NEAR


def test_rooms_when_different_then_hardly_two_of_a_thousand_pairs_are_near(
    record_property: Note,
) -> None:
    hashes = [difference_hash(room(seed)) for seed in range(3 * ROOMS)]
    bits = sorted(apart(one, other) for one, other in combinations(hashes, 2))
    near = sum(each <= NEAR for each in bits)
    record_property("bits", f"nearest {bits[0]}, median {bits[len(bits) // 2]}, {near} near")
    assert near <= len(bits) * 2 // 1000


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_copy_when_turned_by_a_quarter_then_one_of_its_turns_is_its_originals(
    degrees: int,
) -> None:
    for seed in range(ROOMS // 4):
        image = room(seed)
        turned = difference_hash(resaved(image.rotate(degrees, expand=True)))
        upright = difference_hash(image)
        turns = [turned[place : place + 16] for place in range(0, 64, 16)]
        assert min(apart(upright, each) for each in turns) <= NEAR
