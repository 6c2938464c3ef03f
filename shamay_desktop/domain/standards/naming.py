"""Whether a name that a person gave says one of a rule's words: as a word, not inside another."""

import re
from functools import lru_cache

from shamay_desktop.i18n.isolates import strip_marks

_HEBREW_HEADS = "(?:[והבלמכש]{0,3})"
"""Particles that Hebrew writes together with the word that they stand before: "והמרפסת"."""

_LETTER = r"[^\W\d_]"
"""Digits and underscores belong to no word: a balcony is one as "מרפסת1" too."""


def says_any(name: str, words: tuple[str, ...]) -> bool:
    """ "roof" in "Roof terrace" and "roofs", not in "waterproof"; "גג" in "והגג", not in "גגון"."""
    return _any_of(words).search(strip_marks(name).casefold()) is not None


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(map(_form, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!{_LETTER})(?:{listed})(?!{_LETTER})")


def _form(word: str) -> str:
    bare = re.sub(r"(?:\\ |\s)+", r"\\s+", re.escape(word.casefold()))
    return rf"{bare}(?:s|es)?" if word.isascii() else f"{_HEBREW_HEADS}{bare}"
