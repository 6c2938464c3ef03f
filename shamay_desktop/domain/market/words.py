"""How words of an address are compared: whole, folded, and streets without their kind."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_RARE = re.compile(r"[^\w\s!-/:-@\[-`{-~־–—]")
"""Whatever else stands in a text may be a point or a mark of direction; most texts have none."""
_NOT_READ = frozenset({"Mn", "Cf"})
_INSIDE = str.maketrans(dict.fromkeys("\"'״׳“”„‟’‘`", ""))
"""Quotes stand inside Hebrew abbreviations: they do not part words."""
_STREET_KINDS = {"רחוב": "", "רח": "", "שד": "שדרות", "סמ": "סמטת", "street": "", "st": ""}


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text: no case, no points, no quotes; hyphens and commas part them."""
    plain = unicodedata.normalize("NFKD", text.translate(_INSIDE).casefold())
    if _RARE.search(plain):
        plain = "".join(each for each in plain if unicodedata.category(each) not in _NOT_READ)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=65536)
def key_of(text: str) -> str:
    """One spelling of a name, to be compared as a whole: its words with single spaces."""
    return " ".join(words_of(text))


@lru_cache(maxsize=65536)
def street_key(street: str) -> str:
    """One spelling of a street: `רח' הרצל` and `הרצל` are the same, `שד' ח"ן` is `שדרות חן`."""
    words = words_of(street)
    first = [_STREET_KINDS.get(word, word) for word in words[:1]] if len(words) > 1 else words[:1]
    return " ".join(word for word in (*first, *words[1:]) if word)


def stands_in(words: str, key: str) -> bool:
    """Whether all words of one key are whole words of another."""
    return set(words.split()) <= set(key.split())
