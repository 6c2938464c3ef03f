"""The catalogues: every sentence that a user sees, by key, in Hebrew and English."""

import json
from collections.abc import Mapping
from functools import cache

from shamay_desktop.i18n.isolates import isolate
from shamay_desktop.i18n.language import Language
from shamay_desktop.resource_files import resource


class Texts:
    """One language's sentences; an area's file is read when its first key is asked for.

    A key is `area.name`; the area is the file `resources/locales/<language>/<area>.json`.
    Placeholders are named (`{file}`); text put into a Hebrew sentence is isolated, so that a
    file name or a plan number keeps its own order inside it. A key with a number `n` may have
    a twin `key.one`, which is taken when n is 1.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence of the key with its facts; KeyError when no catalogue has the key."""
        area = _area(self.language, key.partition(".")[0])
        template = area[key]
        if facts.get("n") == 1:
            template = area.get(f"{key}.one", template)
        if not facts:
            return template
        return template.format_map({name: self._shown(fact) for name, fact in facts.items()})

    def has(self, key: str) -> bool:
        """Whether the catalogue of the key's area holds it."""
        try:
            return key in _area(self.language, key.partition(".")[0])
        except FileNotFoundError:
            return False

    def _shown(self, fact: object) -> str:
        return isolate(str(fact))


@cache
def load_texts(language: Language) -> Texts:
    """The texts of a language."""
    return Texts(language)


@cache
def _area(language: Language, area: str) -> Mapping[str, str]:
    path = resource("locales", language.value, f"{area}.json")
    sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return sentences
