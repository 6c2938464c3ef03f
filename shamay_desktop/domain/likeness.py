"""Photos that look alike: resaved, resized, turned, brightened or hardly cropped copies, bursts."""

from collections.abc import Iterator, Sequence

from shamay_desktop.domain.evidence import Image

NEAR = 7
"""Bits of 64 in which alike photos may differ. Measured on made rooms (tests/documents): copies
were at most 6 apart, the nearest two of 7,140 pairs of different rooms 8, the median pair 31."""

_FEWEST = 6
"""Bits that must be set, and not set: the hash of an even surface is all of one kind."""

_DIGITS = 16
"""Hex digits of one hash; `Image.likeness` has one for each quarter turn, older ones one alone."""


def near_duplicates(images: Sequence[Image]) -> tuple[tuple[str, ...], ...]:
    """Groups of at least two ids of photos that look alike, each in the order given.

    Two photos are of a group when the difference hash of one (`Image.likeness`) and that of the
    other in any of its quarter turns are at most `NEAR` bits apart, or when others lead from one
    to the other. Photos that were not hashed, and plain ones (a white wall, darkness) whose hash
    says nothing, are in none.
    """
    hashed = [(image.id, _hashes(image)) for image in images if _tells(image)]
    lead = list(range(len(hashed)))
    for one, other in _near([hashes for _, hashes in hashed]):
        lead[_leader(lead, one)] = _leader(lead, other)
    groups: dict[int, list[str]] = {}
    for place, (image_id, _) in enumerate(hashed):
        groups.setdefault(_leader(lead, place), []).append(image_id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _hashes(image: Image) -> tuple[int, ...]:
    """As shown first, then turned clockwise by each quarter."""
    text = image.likeness or ""
    return tuple(int(text[place : place + _DIGITS], 16) for place in range(0, len(text), _DIGITS))


def _near(hashes: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs of places whose photos look alike.

    Hashes at most seven bits apart have one of their eight bytes alike: of 500 photos' 125,000
    pairs, and three more for each turn, a few thousand are left to be compared.
    """
    for byte in range(0, 64, 8):
        alike: dict[int, list[int]] = {}
        for place, turns in enumerate(hashes):
            alike.setdefault(turns[0] >> byte & 0xFF, []).append(place)
        for place, turns in enumerate(hashes):
            for bits in turns:
                for other in alike.get(bits >> byte & 0xFF, ()):
                    if other != place and (bits ^ hashes[other][0]).bit_count() <= NEAR:
                        yield place, other


def _tells(image: Image) -> bool:
    if not image.likeness:
        return False
    rising = _hashes(image)[0].bit_count()
    return _FEWEST <= rising <= 64 - _FEWEST


def _leader(lead: list[int], place: int) -> int:
    while lead[place] != place:
        lead[place] = lead[lead[place]]
        place = lead[place]
    return place
