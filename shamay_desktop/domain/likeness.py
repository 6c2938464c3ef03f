"""Photos that look alike: resaved, resized, brightened or hardly cropped copies, and bursts."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from shamay_desktop.domain.evidence import Image

NEAR = 7
"""Bits of 64 in which alike photos may differ. Measured on made rooms (tests/documents): copies
were at most 6 apart, the nearest two of 7,140 pairs of different rooms 8, the median pair 31."""

_FEWEST = 6
"""Bits that must be set, and not set: the hash of an even surface is all of one kind."""


def near_duplicates(images: Sequence[Image]) -> tuple[tuple[str, ...], ...]:
    """Groups of at least two ids of photos that look alike, each in the order given.

    Two photos are of a group when their difference hashes (`Image.likeness`) are at most `NEAR`
    bits apart, or when others lead from one to the other. Photos that were not hashed, and plain
    ones (a white wall, darkness) whose hash says nothing, are in none.
    """
    hashed = [(image.id, int(image.likeness or "0", 16)) for image in images if _tells(image)]
    lead = list(range(len(hashed)))
    for one, other in _candidates([bits for _, bits in hashed]):
        if (hashed[one][1] ^ hashed[other][1]).bit_count() <= NEAR:
            lead[_leader(lead, one)] = _leader(lead, other)
    groups: dict[int, list[str]] = {}
    for place, (image_id, _) in enumerate(hashed):
        groups.setdefault(_leader(lead, place), []).append(image_id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _candidates(hashes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs that may be near: hashes at most seven bits apart have one of their eight bytes alike.

    500 photos are 125,000 pairs; a few thousand of them are left.
    """
    for place in range(0, 64, 8):
        alike: dict[int, list[int]] = {}
        for number, bits in enumerate(hashes):
            alike.setdefault(bits >> place & 0xFF, []).append(number)
        for numbers in alike.values():
            yield from combinations(numbers, 2)


def _tells(image: Image) -> bool:
    rising = int(image.likeness or "0", 16).bit_count()
    return _FEWEST <= rising <= 64 - _FEWEST


def _leader(lead: list[int], place: int) -> int:
    while lead[place] != place:
        lead[place] = lead[lead[place]]
        place = lead[place]
    return place
