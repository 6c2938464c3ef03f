"""Floors as papers write them in words or digits, read to numbers; the words are kept."""

import re
from dataclasses import dataclass

from shamay_desktop.i18n.isolates import strip_marks

_ORDINALS = (
    "ראשונה", "שנייה", "שלישית", "רביעית", "חמישית",
    "שישית", "שביעית", "שמינית", "תשיעית", "עשירית",
)  # fmt: skip
_UNITS = ("אחת", "שתיים", "שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע")
_TENS = ((20, "עשרים"), (30, "שלושים"), (40, "ארבעים"))
_SLIPS = {"שניה": "שנייה", "ששית": "שישית", "שתים": "שתיים", "שלושיים": "שלושים"}
_LEVELS = {"קרקע": 0, "מרתף": -1}
_LETTERS = dict(zip("אבגדהוזחטי", range(1, 11), strict=True))


@dataclass(frozen=True, slots=True)
class Floors:
    """`numbers`: 0 is the ground floor, −1 a basement; `raw` is the paper's own text.

    `understood` is False when a part of the text is no floor that is known; the numbers are
    then those of the other parts, and no check may rest on them.
    """

    raw: str
    numbers: tuple[int, ...]
    understood: bool


def parse_floors(text: str) -> Floors:
    """The floors of "רביעית", "קומה 3", "שביעית, שמינית", "קרקע", "מרתף+", "עשרים ואחת"."""
    parts = [part for part in re.split(r"[,+;&]", _bare(text)) if part.strip()]
    read = [_floor(part) for part in parts]
    numbers = tuple(number for number in read if number is not None)
    return Floors(text, numbers, bool(read) and None not in read)


def _bare(text: str) -> str:
    words = re.sub(r"""["'׳״`]""", "", strip_marks(text)).replace("־", " ").split()
    return " ".join(_SLIPS.get(word, word) for word in words if word not in ("קומה", "קומת"))


def _floor(part: str) -> int | None:
    words = part.strip()
    if re.fullmatch(r"-?\d{1,3}", words, re.ASCII):
        return int(words)
    if re.fullmatch(r"\d{1,3}-", words, re.ASCII):  # a minus that right-to-left text moved
        return -int(words[:-1])
    if below := re.fullmatch(r"מרתף -?(\d)", words):
        return -int(below[1])
    return _WORDS.get(words)


def _table() -> dict[str, int]:
    table = {**_LEVELS, **_LETTERS}
    table.update({word: number for number, word in enumerate(_ORDINALS, 1)})
    table["אחת עשרה"], table["שתים עשרה"], table["שתיים עשרה"] = 11, 12, 12
    table.update({f"{unit} עשרה": 11 + n for n, unit in enumerate(_UNITS) if n >= 2})
    for ten, word in _TENS:
        table[word] = ten
        if ten < 40:
            table.update({f"{word} ו{unit}": ten + n for n, unit in enumerate(_UNITS, 1)})
    # The ordinal form takes an article or the feminine ending in some papers.
    table.update({f"ה{word}": number for word, number in list(table.items()) if len(word) > 2})
    return table


_WORDS = _table()
