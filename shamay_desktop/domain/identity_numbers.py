"""The check digit of Israeli identity and company numbers."""

import re

_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
CHECKED_KINDS = frozenset({"ID", "COMPANY"})
"""The kinds of identity (`id_kind`) whose numbers carry a check digit; passports do not."""


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
