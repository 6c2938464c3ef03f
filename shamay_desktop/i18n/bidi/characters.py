"""What a character is to the algorithm: its class as one letter, its mirror image, its bracket.

A class is one letter, so that a paragraph's classes are a string and the rules are searches:
L R, A (AL), E (EN), s (ES), t (ET), N (AN), c (CS), m (NSM), b (BN), B, S, w (WS), o (ON),
e f g h (LRE LRO RLE RLO), p (PDF), i j k (LRI RLI FSI), q (PDI).
"""

import unicodedata
from functools import cache

_LETTER = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "ES": "s", "ET": "t", "AN": "N", "CS": "c",
    "NSM": "m", "BN": "b", "B": "B", "S": "S", "WS": "w", "ON": "o", "LRE": "e", "LRO": "f",
    "RLE": "g", "RLO": "h", "PDF": "p", "LRI": "i", "RLI": "j", "FSI": "k", "PDI": "q",
}  # fmt: skip

# DerivedBidiClass.txt: the class of code points that no character stands at yet.
_UNASSIGNED = (
    ("R", 0x0590, 0x05FF), ("A", 0x0600, 0x07BF), ("R", 0x07C0, 0x085F), ("A", 0x0860, 0x08FF),
    ("t", 0x20A0, 0x20CF), ("R", 0xFB1D, 0xFB4F), ("A", 0xFB50, 0xFDCF), ("b", 0xFDD0, 0xFDEF),
    ("A", 0xFDF0, 0xFDFF), ("A", 0xFE70, 0xFEFE), ("R", 0x10800, 0x10CFF), ("A", 0x10D00, 0x10D3F),
    ("R", 0x10D40, 0x10EBF), ("A", 0x10EC0, 0x10EFF), ("R", 0x10F00, 0x10F2F),
    ("A", 0x10F30, 0x10F6F), ("R", 0x10F70, 0x10FFF), ("R", 0x1E800, 0x1EC6F),
    ("A", 0x1EC70, 0x1ECBF), ("R", 0x1ECC0, 0x1ECFF), ("A", 0x1ED00, 0x1ED4F),
    ("R", 0x1ED50, 0x1EDFF), ("A", 0x1EE00, 0x1EEFF), ("R", 0x1EF00, 0x1EFFF),
    ("b", 0x2065, 0x2065), ("b", 0xFFF0, 0xFFF8), ("b", 0xE0000, 0xE0FFF),
)  # fmt: skip

# BidiMirroring.txt 15.0: a pair of neighbours is its first character (or a range of firsts, every
# second one), another pair is written out.
_NEIGHBOURS = """
    0028 0F3A-0F3C 169B 2039 2045 207D 208D 223C 2252-2254 2264-226A 226E-228A 228F-2291 22A2
    22B0-22B6 22C9-22CB 22D0 22D6-22EC 22F0 2308-230A 2329 2768-2774 27C3-27C5 27C8 27D5 27DD
    27E2-27EE 2983-298B 298E 2991-2997 29A4 29A8-29AE 29C0 29C4 29CF-29D1 29D4 29D8-29DA 29E8
    29F8 29FC 2A2B-2A2D 2A34 2A3C 2A64 2A79-2AA1 2AA6-2AAC 2AAF-2AD5 2AEC 2AF7-2AF9 2E02-2E04
    2E09 2E0C 2E1C 2E20-2E28 2E55-2E5B 3008-3010 3014-301A FE59-FE5D FE64 FF08 FF5F FF62
"""
_APART = """
    003C:003E 005B:005D 007B:007D 00AB:00BB 2208:220B 2209:220C 220A:220D 2215:29F5 221F:2BFE
    2220:29A3 2221:299B 2222:29A0 2224:2AEE 2243:22CD 2245:224C 2298:29B8 22A6:2ADE 22A8:2AE4
    22A9:2AE3 22AB:2AE5 22B8:27DC 22F2:22FA 22F3:22FB 22F4:22FC 22F6:22FD 22F7:22FE 27CB:27CD
    298D:2990 FF1C:FF1E FF3B:FF3D FF5B:FF5D
"""


class _Classes(dict[int, str]):
    """A table for str.translate that looks a class up once."""

    def __missing__(self, point: int) -> str:
        letter = _LETTER.get(unicodedata.bidirectional(chr(point))) or _unassigned(point)
        self[point] = letter
        return letter


def _unassigned(point: int) -> str:
    if point & 0xFFFE == 0xFFFE:
        return "b"
    return next((c for c, first, last in _UNASSIGNED if first <= point <= last), "L")


_CLASSES = _Classes()


def classes(text: str) -> str:
    """The classes of the text's characters, one letter each."""
    return text.translate(_CLASSES)


@cache
def mirrors() -> dict[int, int]:
    """Each mirrored code point and its image, for str.translate."""
    pairs: dict[int, int] = {}
    for entry in _NEIGHBOURS.split():
        first, _, last = entry.partition("-")
        for point in range(int(first, 16), int(last or first, 16) + 1, 2):
            pairs[point] = point + 1
    for entry in _APART.split():
        left, _, right = entry.partition(":")
        pairs[int(left, 16)] = int(right, 16)
    return pairs | {right: left for left, right in pairs.items()}


@cache
def brackets() -> dict[str, tuple[bool, str]]:
    """Each paired bracket: whether it opens, and the opening one of its pair.

    The angle brackets U+2329 and U+3008 are canonically equal and match each other (BD16).
    """
    found: dict[str, tuple[bool, str]] = {}
    for point, image in mirrors().items():
        if unicodedata.category(chr(point)) == "Ps" and unicodedata.category(chr(image)) == "Pe":
            pair = unicodedata.normalize("NFC", chr(point))
            found[chr(point)] = (True, pair)
            found[chr(image)] = (False, pair)
    return found
