"""How texts are folded so that a search finds what a person means, in Hebrew too."""

import unicodedata

_SAME = str.maketrans({"־": "-", "–": "-", "״": '"', "“": '"', "”": '"', "׳": "'", "’": "'"})
_NOT_READ = frozenset({"Mn", "Cf"})
"""Points and accents, and marks of direction: nobody types them into a search."""


def folded(text: str) -> str:
    """One spelling of a text: no case, no points, plain hyphens and quotes, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_SAME)
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in _NOT_READ)
    return " ".join(kept.split())
