"""Addresses as papers write them: the street apart from the house number, spellings folded."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from shamay_desktop.i18n.isolates import strip_marks

ALIKE_PERCENT = 84
"""From this part of common letters on, two names are one street that was spelled two ways."""

_KIND_WORDS = frozenset(
    ("רחוב", "רח", "שד", "שדרות", "שדרת", "סמטת", "סמ", "כיכר", "ככר", "street", "st", "road", "rd")
)
_HOUSE = re.compile(r"(?<![\w/])(\d{1,4})\s?([א-ת](?![\w]))?(?:\s?[-–/]\s?(\d{1,4})(?!\d))?")


@dataclass(frozen=True, slots=True)
class Address:
    """A street's folded name and the house number ("12", "12א", "12-14"); "" when not given."""

    street: str
    house: str


@lru_cache(maxsize=2048)
def parse_address(text: str) -> Address:
    """The street and house number of "רח' הדקל 8א, רמת גן"; what follows a comma is no street."""
    plain = re.sub(r"\([^)]*\)", " ", strip_marks(text))
    found = _HOUSE.search(plain)
    if found is None:
        return Address(fold_street(plain.partition(",")[0]), "")
    before = plain[: found.start()].partition(",")[0]
    house = found[1] + (found[2] or "") + (f"-{found[3]}" if found[3] else "")
    return Address(fold_street(before), house)


@lru_cache(maxsize=2048)
def fold_street(name: str) -> str:
    """A street's name without its kind (רחוב, שד'), article, quotes and doubled yod and vav."""
    bare = re.sub(r"[\"'׳״`]", "", strip_marks(name).replace("ה'", "ה"))
    words = re.sub(r"[^\w\s]", " ", bare).split()
    named = [_folded(word) for word in words if word.lower() not in _KIND_WORDS]
    return " ".join(named)


def fold_house(number: str) -> str:
    """A house number as it is compared: exactly, but for blanks and the kind of dash."""
    return re.sub(r"[–־/]", "-", "".join(strip_marks(number).split())).strip("'׳")


def same_street(one: str, other: str) -> bool:
    """Whether two names, once folded, are the same or hold one another ("ויצמן", "חיים ויצמן")."""
    first, second = fold_street(one), fold_street(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first.split(), second.split()), key=len)
    return first == second or (len(shorter[-1]) > 2 and longer[-len(shorter) :] == shorter)


def alike_streets(one: str, other: str) -> bool:
    """Whether two names are likely one street that was spelled two ways, but not the same."""
    first, second = fold_street(one), fold_street(other)
    if not first or not second or min(len(first), len(second)) < 4 or same_street(one, other):
        return False
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    common = 2 * sum(block.size for block in blocks)
    return 100 * common >= ALIKE_PERCENT * (len(first) + len(second))


def _folded(word: str) -> str:
    """One word: doubled letters once, the final article off when a name is left."""
    plain = word.replace("יי", "י").replace("וו", "ו").lower()
    return plain[1:] if plain.startswith("ה") and len(plain) > 3 else plain
