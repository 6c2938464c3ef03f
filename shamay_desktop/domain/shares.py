"""Shares of rights: fractions as papers write them, and whether they make up the whole."""

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import lcm

from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.isolates import strip_marks

WHOLE_WORDS = ("בשלמות", "שלם", "מלוא הזכויות")
"""What a land-registry extract writes for a share of 1 ("בשלמות"), and its variants."""

_FRACTION = re.compile(r"(\d{1,1000})(?:/(\d{1,1000}))?", re.ASCII)


@lru_cache(maxsize=2048)
def parse_share(text: str) -> Fraction:
    """The share of "1/2", "1 / 2", "1" or "בשלמות": above 0, at most 1.

    Raises Refused(`not_a_fraction`, given).
    """
    numerator, denominator = _parts(text)
    share = Fraction(numerator, denominator)
    if not 0 < share <= 1:
        raise _refused(text)
    return share


def canonical_share(text: str) -> str:
    """ "n/d" as the paper has it, not reduced (97/6128 is evidence); the whole is "1/1"."""
    parse_share(text)
    numerator, denominator = _parts(text)
    return f"{numerator}/{denominator}"


def _parts(text: str) -> tuple[int, int]:
    bare = "".join(strip_marks(text).split())
    if bare in {"".join(words.split()) for words in WHOLE_WORDS}:
        return 1, 1
    match = _FRACTION.fullmatch(bare)
    if match is None or (match[2] is not None and int(match[2]) == 0):
        raise _refused(text)
    return int(match[1]), int(match[2] or 1)


def _refused(text: str) -> Refused:
    return Refused("not_a_fraction", field="", given=text[:80])


def sum_of_shares(shares: Iterable[Fraction]) -> Fraction:
    """The exact sum; 0 of nothing."""
    known = tuple(shares)
    whole = lcm(*(share.denominator for share in known))
    return Fraction(sum(share.numerator * (whole // share.denominator) for share in known), whole)


def print_share(share: Fraction) -> str:
    """A computed share as "n/d", reduced."""
    return f"{share.numerator}/{share.denominator}"
