"""Hebrew numerals as plans mark attachments: א is 1, טו 15, כט 29, קיג 113, up to תתקצט, 999."""

import re

_ONES = "אבגדהוזחט"
_TENS = "יכלמנסעפצ"
_HUNDREDS = ("", "ק", "ר", "ש", "ת", "תק", "תר", "תש", "תת", "תתק")
_FINAL = str.maketrans("ךםןףץ", "כמנפצ")


def numeral(number: int) -> str:
    """A number from 1 to 999 in letters, 15 and 16 as טו and טז. ValueError beyond."""
    if not 1 <= number <= 999:
        raise ValueError("from 1 to 999")
    hundreds, rest = divmod(number, 100)
    if rest in (15, 16):
        return _HUNDREDS[hundreds] + ("טו" if rest == 15 else "טז")
    tens, ones = divmod(rest, 10)
    return (
        _HUNDREDS[hundreds] + (_TENS[tens - 1] if tens else "") + (_ONES[ones - 1] if ones else "")
    )


_VALUES = {numeral(number): number for number in range(1, 1000)}


def numeral_value(letters: str) -> int | None:
    """The number of letters, None when they are none; quotation marks and final forms are taken."""
    return _VALUES.get(re.sub(r"""["'׳״`]""", "", letters).translate(_FINAL))
