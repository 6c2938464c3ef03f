"""Groups of photos that look alike, by made hashes."""

import random
from datetime import UTC, datetime
from itertools import combinations

from shamay_desktop.domain.evidence import Image
from shamay_desktop.domain.likeness import NEAR, near_duplicates

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PLAIN = 0x0F0F_3333_55AA_7171


def photo(name: str, likeness: int | None) -> Image:
    text = None if likeness is None else f"{likeness:016x}"
    return Image(name, "case", f"{name}.jpg", name, name, NOW, likeness=text)


def flipped(bits: int, count: int) -> int:
    """With so many of the highest bits turned over."""
    return bits ^ ((1 << count) - 1) << (64 - count)


def test_photos_when_they_differ_in_few_bits_then_are_a_group_in_their_order() -> None:
    images = [
        photo("a", PLAIN),
        photo("x", flipped(PLAIN, 40)),
        photo("b", flipped(PLAIN, NEAR)),
        photo("c", flipped(PLAIN, NEAR + 1) ^ 0xFF),
    ]
    assert near_duplicates(images) == (("a", "b"),)


def test_photos_when_others_lead_from_one_to_the_other_then_are_one_group() -> None:
    steps = [flipped(PLAIN, count) for count in (0, NEAR, 2 * NEAR, 3 * NEAR)]
    images = [photo(str(place), steps[place]) for place in (0, 3, 2, 1)]
    assert near_duplicates(images) == (("0", "3", "2", "1"),)


def test_photos_when_not_hashed_or_of_an_even_surface_then_are_in_no_group() -> None:
    images = [
        photo("a", None),
        photo("b", None),
        photo("c", 0),
        photo("d", 0),
        photo("e", 2**64 - 1),
    ]
    assert near_duplicates([*images, photo("f", 2**64 - 1), photo("g", 0b111)]) == ()
    assert near_duplicates([]) == ()


def test_groups_when_compared_with_looking_at_every_pair_then_are_the_same() -> None:
    chance = random.Random(7)
    seeds = [chance.getrandbits(64) for _ in range(40)]
    images = []
    for number in range(200):
        bits = chance.choice(seeds)
        for _ in range(chance.randint(0, 9)):
            bits ^= 1 << chance.randrange(64)
        images.append(photo(str(number), bits))
    groups = near_duplicates(images)
    together = {name: place for place, group in enumerate(groups) for name in group}
    for one, other in combinations(images, 2):
        apart = (int(one.likeness or "", 16) ^ int(other.likeness or "", 16)).bit_count()
        if apart <= NEAR:
            assert together[one.id] == together[other.id]
    assert len(groups) > 10


def test_a_photo_when_turned_by_a_quarter_then_is_a_group_with_its_original() -> None:
    turned = "".join(f"{flipped(PLAIN, 30 + each):016x}" for each in range(3))
    original = photo("a", PLAIN)
    copy = Image("b", "case", "b.jpg", "b", "b", NOW, likeness=turned + f"{PLAIN ^ 1:016x}")
    assert near_duplicates([original, copy]) == (("a", "b"),)
    assert near_duplicates([copy, original]) == (("b", "a"),)
