"""Words that are names of people, and those that never are, from resources/people."""

import json
from dataclasses import dataclass
from functools import cache

from shamay_desktop.resource_files import resource


@dataclass(frozen=True, slots=True)
class NameWords:
    """`given` and `family` names as people in Israel have them, `latin` both in Latin letters;
    `no_names` are words that stand beside names, `of_places` those behind which a name is a
    street's or a town's. Latin words are folded.
    """

    given: frozenset[str]
    family: frozenset[str]
    latin: frozenset[str]
    no_names: frozenset[str]
    of_places: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Whether it is a given name."""
        return word in self.given or word.casefold() in self.latin

    def is_name(self, word: str) -> bool:
        """Whether people are often called so."""
        return word in self.family or self.is_given(word)


@cache
def name_words() -> NameWords:
    """The words, read once."""
    raw = json.loads(resource("people", "names.json").read_text(encoding="utf-8"))
    return NameWords(
        *(frozenset(raw[key]) for key in ("given", "family", "latin", "no_names", "of_places"))
    )
