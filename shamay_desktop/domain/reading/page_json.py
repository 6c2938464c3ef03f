"""JSON of a page's words, as the limited process answers and as it is kept; strict on reading.

    {"page", "width", "height", "method", "problem", "turned",
     "lines": [{"rtl", "words": [[text, left, top, right, bottom, confidence, apart], …]}, …],
     "rulings": [[left, top, right, bottom], …]}

A word's last two may be missing: 1 and "". Lengths are points with two decimals.
"""

import math
from collections.abc import Mapping

from shamay_desktop.domain.reading.page_text import Box, Line, Method, PageText, Ruling, Word

MOST_WORDS = 200_000
MOST_RULINGS = 200_000
LONGEST_WORD = 100_000
LONGEST_SIDE = 200_000
"""Points; the format of PDF has 14,400, and a box may hang over its page."""

_PROBLEMS = frozenset(
    {"page_too_slow", "page_too_heavy", "page_broken", "page_too_large", "no_engine"}
)
_PLAIN_WORD, _FULL_WORD = 5, 7


class PageBroken(ValueError):
    """What should be a page is none; it says which part."""


def encode_page(page: PageText) -> dict[str, object]:
    """What `decode_page` reads back, but for rounding to hundredths of a point."""
    return {
        "page": page.page,
        "width": round(page.width, 3),
        "height": round(page.height, 3),
        "method": page.method.value,
        "problem": page.problem,
        "turned": page.turned,
        "lines": [
            {"rtl": line.rtl, "words": [_word_json(word) for word in line.words]}
            for line in page.lines
        ],
        "rulings": [_box_json(ruling.box) for ruling in page.rulings],
    }


def decode_page(raw: object) -> PageText:
    """The page of a JSON object. Raises PageBroken for whatever does not fit: nothing is mended."""
    if not isinstance(raw, Mapping):
        raise PageBroken("page")
    lines, rulings = _listed(raw, "lines"), _listed(raw, "rulings")
    if len(rulings) > MOST_RULINGS:
        raise PageBroken("rulings")
    read = tuple(_line(each) for each in lines)
    if sum(len(line.words) for line in read) > MOST_WORDS:
        raise PageBroken("words")
    return PageText(
        _whole(raw.get("page"), 1, 1_000_000, "page"),
        _number(raw.get("width"), "width"),
        _number(raw.get("height"), "height"),
        _method(raw.get("method")),
        read,
        tuple(Ruling(_box(each)) for each in rulings),
        _problem(raw.get("problem")),
        _whole(raw.get("turned"), 0, 359, "turned"),
    )


def _box_json(box: Box) -> list[float]:
    return [round(part, 2) for part in box]


def _word_json(word: Word) -> list[object]:
    left, top, right, bottom = word.box
    encoded: list[object] = [
        word.text, round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)
    ]  # fmt: skip
    if word.confidence != 1 or word.apart:
        encoded += [round(word.confidence, 4), word.apart]
    return encoded


def _listed(raw: Mapping[object, object], name: str) -> list[object]:
    found = raw.get(name)
    if not isinstance(found, list):
        raise PageBroken(name)
    return found


def _line(raw: object) -> Line:
    match raw:
        case {"rtl": bool(rtl), "words": [_, *_] as words}:
            return Line(tuple(_word(each) for each in words), rtl)
    raise PageBroken("line")


def _word(raw: object) -> Word:
    if not isinstance(raw, list) or len(raw) not in {_PLAIN_WORD, _FULL_WORD}:
        raise PageBroken("word")
    text = _text(raw[0])
    if not text or text.split() != [text]:
        raise PageBroken("word")
    box = _box(raw[1:5])
    if len(raw) == _PLAIN_WORD:
        return Word(text, box)
    confidence = _number(raw[5], "confidence")
    if not 0 <= confidence <= 1:
        raise PageBroken("confidence")
    return Word(text, box, confidence, _text(raw[6]))


def _text(raw: object) -> str:
    """Text that can be shown, kept and written: no control characters, no halves of letters."""
    if not isinstance(raw, str) or len(raw) > LONGEST_WORD:
        raise PageBroken("text")
    if not (raw.isprintable() or all(_is_harmless(letter) for letter in raw)):
        raise PageBroken("text")
    return raw


def _is_harmless(letter: str) -> bool:
    return letter >= " " and not "\x7f" <= letter < "\xa0" and not "\ud800" <= letter <= "\udfff"


def _box(raw: object) -> Box:
    if not isinstance(raw, list) or len(raw) != 4:
        raise PageBroken("box")
    left, top, right, bottom = (_number(part, "box") for part in raw)
    if left > right or top > bottom:
        raise PageBroken("box")
    return left, top, right, bottom


def _number(raw: object, what: str) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool):
        raise PageBroken(what)
    if not math.isfinite(raw) or abs(raw) > LONGEST_SIDE:
        raise PageBroken(what)
    return raw


def _whole(raw: object, least: int, most: int, what: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
        raise PageBroken(what)
    return raw


def _method(raw: object) -> Method:
    try:
        return Method(str(raw))
    except ValueError as error:
        raise PageBroken("method") from error


def _problem(raw: object) -> str | None:
    if raw is None or (isinstance(raw, str) and raw in _PROBLEMS):
        return raw
    raise PageBroken("problem")
