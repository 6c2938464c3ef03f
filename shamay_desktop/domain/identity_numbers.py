"""Israeli identity and company numbers: their check digit, and several in one cell."""

import re

_BETWEEN = re.compile(r"[;,\n]")
_AIR = re.compile(r"[\s/|]+")
_LONG = re.compile(r"\d{5,}")
"""A run of digits that is a number of its own beside another one."""
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
CHECKED_KINDS = frozenset({"ID", "COMPANY"})
"""The kinds of identity (`id_kind`) whose numbers carry a check digit; passports do not."""


def apart(text: str) -> tuple[str, ...]:
    """The numbers of a cell that several people may stand in, each as it is written."""
    parts = (part.strip() for part in _BETWEEN.split(text))
    numbers = (
        number
        for part in parts
        for number in (_AIR.split(part) if len(_LONG.findall(part)) > 1 else (part,))
    )
    return tuple(number for number in numbers if number)


def has_right_check_digit(text: str) -> bool:
    """Whether an identity card's or a company's number passes its check digit.

    Spaces around it are ignored and shorter numbers padded with zeros to nine digits; weights
    1, 2, 1, 2 …, nine taken from products above nine, sum divisible by ten; zeros alone fail.
    """
    bare = text.strip()
    if not _DIGITS.fullmatch(bare):
        return False
    digits = [int(digit) for digit in bare.zfill(9)]
    products = (digit * (1 + place % 2) for place, digit in enumerate(digits))
    return any(digits) and sum(number - 9 * (number > 9) for number in products) % 10 == 0
