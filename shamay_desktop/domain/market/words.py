"""How words of an address are compared: whole, folded, and streets without their kind."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_RARE = re.compile(r"[^\w\s!-/:-@\[-`{-~־–—]")
"""Whatever else stands in a text may be a point or a mark of direction; most texts have none."""
_PLAIN = re.compile(r"[a-z0-9א-ת ,./()-]{0,600}")
"""What most texts are made of: no letter of these has another spelling."""
_PARTING = ",./()-"
"""What parts words in such a text besides spaces: to part them there is half of finding them."""
LONGEST = 100
_SHORT = 120
"""Longer texts are notes, each written once: keeping their words would only fill the memory."""

_NOT_READ = frozenset({"Mn", "Cf"})
_INSIDE = re.compile("[\"'״׳“”„‟’‘`]")
"""Quotes stand inside Hebrew abbreviations: they do not part words."""
_STREET_KINDS = {"רחוב": "", "רח": "", "שד": "שדרות", "סמ": "סמטת", "street": "", "st": ""}


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text: no case, no points, no quotes; hyphens and commas part them.

    A word is cut behind `LONGEST` letters, as indexes of words hold no longer ones.
    """
    return _kept_words(text) if len(text) <= _SHORT else _words(text)


def _words(text: str) -> tuple[str, ...]:
    bare = text
    plainly = _PLAIN.fullmatch(bare)
    if not plainly:
        bare = _INSIDE.sub("", text)
        plainly = _PLAIN.fullmatch(bare)
    if plainly:
        for mark in _PARTING:
            if mark in bare:
                bare = bare.replace(mark, " ")
        return tuple([word[:LONGEST] for word in bare.split()])
    plain = unicodedata.normalize("NFKD", bare.casefold())
    if _RARE.search(plain):
        plain = "".join(each for each in plain if unicodedata.category(each) not in _NOT_READ)
    return tuple([word[:LONGEST] for word in _WORD.findall(plain)])


_kept_words = lru_cache(maxsize=65536)(_words)


def key_of(text: str) -> str:
    """One spelling of a name, to be compared as a whole: its words with single spaces."""
    return _kept_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    return " ".join(words_of(text))


_kept_key = lru_cache(maxsize=65536)(_key)


def street_key(street: str) -> str:
    """One spelling of a street: `רח' הרצל` and `הרצל` are the same, `שד' ח"ן` is `שדרות חן`."""
    return _kept_street(street) if len(street) <= _SHORT else _street(street)


def _street(street: str) -> str:
    words = words_of(street)
    first = [_STREET_KINDS.get(word, word) for word in words[:1]] if len(words) > 1 else words[:1]
    return " ".join(word for word in (*first, *words[1:]) if word)


_kept_street = lru_cache(maxsize=65536)(_street)


def street_words(street: str) -> tuple[str, ...]:
    """The words of a street that stand in every spelling of it: none that tells its kind."""
    kinds = {*_STREET_KINDS, *_STREET_KINDS.values()}
    return tuple(word for word in words_of(street) if word not in kinds)


def stands_in(words: str, key: str) -> bool:
    """Whether all words of one key are whole words of another."""
    return set(words.split()) <= set(key.split())
