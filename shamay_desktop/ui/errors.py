"""The window's words of errors: a code and its facts become a sentence of the catalogue."""

from shamay_desktop.domain.errors import RefusedMany, ShamayError
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.i18n.texts import Texts

FALLBACK = "errors.unexpected_failure"
WORDS = {"part": "report.part_", "why": "signing.why_"}
"""Facts that are codes, by the beginning of the key of their words."""

LISTED = 8
"""Of many problems of one input, how many are said."""


def error_words(texts: Texts, error: ShamayError) -> str:
    """The sentence of an error; a code without one gets a general sentence with the code."""
    if isinstance(error, RefusedMany):
        return "\n".join(error_words(texts, problem) for problem in error.problems[:LISTED])
    key = f"errors.{error.code}"
    facts = {name: _shown(texts, name, fact) for name, fact in error.facts.items()}
    if texts.has(key):
        try:
            return texts(key, **facts)
        except (KeyError, IndexError):
            pass
    return texts(FALLBACK, kind=error.code)


def _shown(texts: Texts, name: str, fact: object) -> object:
    """A field is named by its label, a part of the report or a reason by its words, not its id."""
    if name == "field" and isinstance(fact, str):
        return path_label(texts, fact)
    key = f"{WORDS.get(name, name)}{fact}"
    return texts(key) if name in WORDS and texts.has(key) else fact


def path_label(texts: Texts, path: str) -> str:
    """How people call what stands at a path: "owners" or "owners: share"; unknown ones stay."""
    head, *rest = path.split("/")
    field = BY_ID.get(head)
    if field is None:
        return path
    label = field.label(texts.language)
    column = next((member for member in field.columns if rest and member.id == rest[-1]), None)
    return label if column is None else f"{label}: {column.label(texts.language)}"
