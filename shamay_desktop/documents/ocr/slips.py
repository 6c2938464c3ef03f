"""Usual slips of the engine in Hebrew words mended; a word with a figure in it is left alone.

Only what cannot be a word otherwise is mended: the double mark (gershayim) that was read as two
yods, and final letters inside a word.
"""

import re

_HEBREW = re.compile("[א-ת]")
_FIGURE = re.compile(r"\d")
_MARK = "(?:\"|״|'י|י'|''|׳׳|יי|ײ)"

_ABBREVIATIONS = (
    ("מ", "ר"), ("יח", "ד"), ("בע", "מ"), ("ממ", "ד"), ("ממ", "דים"), ("סה", "כ"), ("יו", "ר"),
    ("עו", "ד"), ("חו", "ד"), ("הג", "א"), ("תב", "ע"), ("תמ", "א"), ("ע", "י"), ("עפ", "י"),
    ("ת", "ז"), ("ס", "מ"), ("וכיו", "ב"), ("בש", "ח"), ("דו", "ח"),
    ("מע", "מ"), ("חב", "ק"), ("ק", "מ"), ("מה", "ע"), ("מת", "י"), ("רמ", "י"),
)  # fmt: skip
"""Before and after the mark; what is a word with two yods there (דייר, שייח) is not among them."""

_PREFIXES = "[ובלהמשכ]{0,3}?"
_YEARS = re.compile(f"^({_PREFIXES}תש)(נ|ס|ע|פ|צ|ק|כ|ל|מ|י)?{_MARK}([א-ט])$")
_ROUND_YEARS = re.compile(f"^({_PREFIXES}תש){_MARK}([ךכלםמןנסעףפץצקי])$")
_KNOWN = tuple(
    (re.compile(f"^({_PREFIXES}){before}{_MARK}{after}$"), f'{before}"{after}')
    for before, after in _ABBREVIATIONS
)
_FINAL_INSIDE = re.compile("[ךםןףץ](?=[א-ת])")
_PLAIN_OF = str.maketrans("ךםןףץ", "כמנפצ")
_PART = re.compile("[א-ת'\"״׳ײ]+")


def mended(word: str) -> str:
    """The word without usual slips; the same where it has a figure or no Hebrew letter."""
    if _FIGURE.search(word) or not _HEBREW.search(word):
        return word
    return _PART.sub(lambda found: _final_letters(_abbreviation(found[0])), word)


def _abbreviation(word: str) -> str:
    for slip, right in _KNOWN:
        found = slip.match(word)
        if found:
            return found[1] + right
    found = _YEARS.match(word)
    if found:
        return f'{found[1]}{found[2] or ""}"{found[3]}'
    found = _ROUND_YEARS.match(word)
    return f'{found[1]}"{found[2]}' if found else word


def _final_letters(word: str) -> str:
    """A final letter inside a word is its plain one. The last letter is left as it was read."""
    return _FINAL_INSIDE.sub(lambda found: found[0].translate(_PLAIN_OF), word)
