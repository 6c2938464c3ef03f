"""Words for the command line: errors, findings and steps as lines of text."""

from shamay_desktop.domain.errors import RefusedMany, ShamayError
from shamay_desktop.i18n.texts import Texts

_WORDS = {"part": "report.part_", "why": "signing.why_"}
"""Facts that are codes, by the beginning of the key of their words."""

_OF_ANOTHER = ("certificate_of_another", "certificate_of_another_reviewer")


def words_of(error: ShamayError, texts: Texts) -> list[str]:
    """An error's sentence, with one line for each of its parts."""
    lines = [_sentence(error, texts)]
    if error.code in _OF_ANOTHER:
        lines.append(texts("signing.cli_other_holder"))
    if isinstance(error, RefusedMany):
        lines += [f"  {_sentence(part, texts)}" for part in error.problems]
    return lines


def _sentence(error: ShamayError, texts: Texts) -> str:
    facts = dict(error.facts)
    for name, prefix in _WORDS.items():
        if texts.has(f"{prefix}{facts.get(name)}"):
            facts[name] = texts(f"{prefix}{facts[name]}")
    return texts(f"errors.{error.code}", **facts)
