"""Amounts in words, Hebrew (masculine, new shekels) and English, exact to the agora.

In Hebrew each group of three digits is a number of its own ("שלוש מאות וחמישה אלף"): the "and"
stands before its last component, and before the last group when that is a single component.
"""

from collections.abc import Sequence
from decimal import Decimal

from shamay_desktop.domain.money import product
from shamay_desktop.i18n.language import Language

LARGEST = 10**15 - 1
"""The largest number of whole shekels that can be said."""

_MASCULINE = (
    "", "אחד", "שניים", "שלושה", "ארבעה", "חמישה", "שישה", "שבעה", "שמונה", "תשעה", "עשרה",
    "אחד עשר", "שנים עשר", "שלושה עשר", "ארבעה עשר", "חמישה עשר", "שישה עשר", "שבעה עשר",
    "שמונה עשר", "תשעה עשר",
)  # fmt: skip
_FEMININE = (
    "", "אחת", "שתיים", "שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע", "עשר",
    "אחת עשרה", "שתים עשרה", "שלוש עשרה", "ארבע עשרה", "חמש עשרה", "שש עשרה", "שבע עשרה",
    "שמונה עשרה", "תשע עשרה",
)  # fmt: skip
_TENS = ("", "", "עשרים", "שלושים", "ארבעים", "חמישים", "שישים", "שבעים", "שמונים", "תשעים")
_HUNDREDS = ("", "מאה", "מאתיים", *(f"{word} מאות" for word in _FEMININE[3:10]))
_OF_THOUSANDS = (
    "", "אלף", "אלפיים", "שלושת אלפים", "ארבעת אלפים", "חמשת אלפים", "ששת אלפים",
    "שבעת אלפים", "שמונת אלפים", "תשעת אלפים", "עשרת אלפים",
)  # fmt: skip
_LARGE = ("", "אלף", "מיליון", "מיליארד", "טריליון")

_EN_SMALL = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_EN_LARGE = ("", "thousand", "million", "billion", "trillion")


def amount_in_words(amount: Decimal, language: Language) -> str:
    """ "חמישה מיליון ושבע מאות אלף שקלים חדשים" of 5700000; agorot follow when there are any.

    Raises ValueError for a fraction of an agora or an amount beyond `LARGEST`.
    """
    agorot = product(abs(amount), Decimal(100))
    if agorot != int(agorot) or agorot >= (LARGEST + 1) * 100:
        raise ValueError(amount)
    shekels, rest = divmod(int(agorot), 100)
    minus, said = (
        ("מינוס ", _hebrew(shekels, rest))
        if language is Language.HE
        else ("minus ", _english(shekels, rest))
    )
    return minus + said if amount < 0 else said


def _hebrew(shekels: int, agorot: int) -> str:
    coins = _counted(agorot, "אגורה אחת", "שתי אגורות", "אגורות", _FEMININE)
    if not shekels and agorot:
        return coins
    special = {1: "שקל חדש אחד", 2: "שני שקלים חדשים"}
    said = special.get(shekels) or f"{number_in_hebrew(shekels)} שקלים חדשים"
    return f"{said} ו{coins}" if agorot else said


def _counted(number: int, one: str, two: str, many: str, units: Sequence[str]) -> str:
    if number in (1, 2):
        return (one, two)[number - 1]
    return f"{_joined(_components(number, units))} {many}"


def number_in_hebrew(number: int) -> str:
    """A whole number from 0 to `LARGEST` in the masculine."""
    groups = [words for words in _groups(number) if words]
    if not groups:
        return "אפס"
    last = groups[-1]
    if len(groups) > 1 and len(last) == 1:
        groups[-1] = [f"ו{last[0]}"]
    return " ".join(_joined(words) for words in groups)


def _groups(number: int) -> list[list[str]]:
    """The components of each group of three digits, the largest first; thousands end in אלף."""
    groups = []
    for power in reversed(range(len(_LARGE))):
        count = number // 1000**power % 1000
        words = _components(count, _MASCULINE)
        if power == 1 and 0 < count <= 10:
            words = [_OF_THOUSANDS[count]]
        elif power and count == 1:
            words = [_LARGE[power]]
        elif power > 1 and count == 2:
            words = [f"שני {_LARGE[power]}"]
        elif power and words:
            words[-1] += f" {_LARGE[power]}"
        groups.append(words)
    return groups


def _components(number: int, units: Sequence[str]) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10) if rest >= 20 else (0, rest)
    return [word for word in (_HUNDREDS[hundreds], _TENS[tens], units[ones]) if word]


def _joined(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) < 2 else f"{' '.join(words[:-1])} ו{words[-1]}"


def _english(shekels: int, agorot: int) -> str:
    coins = f"{number_in_english(agorot)} {'agora' if agorot == 1 else 'agorot'}"
    if not shekels and agorot:
        return coins
    said = f"{number_in_english(shekels)} new {'shekel' if shekels == 1 else 'shekels'}"
    return f"{said} and {coins}" if agorot else said


def number_in_english(number: int) -> str:
    """A whole number from 0 to `LARGEST`."""
    groups = []
    for power in reversed(range(len(_EN_LARGE))):
        count = number // 1000**power % 1000
        if count:
            groups.append(f"{_english_group(count)} {_EN_LARGE[power]}".strip())
    return " ".join(groups) or "zero"


def _english_group(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10) if rest >= 20 else (0, rest)
    words = [f"{_EN_SMALL[hundreds]} hundred"] if hundreds else []
    if small := "-".join(word for word in (_EN_TENS[tens], _EN_SMALL[ones]) if word):
        words.append(small)
    return " ".join(words)
