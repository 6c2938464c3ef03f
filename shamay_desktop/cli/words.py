"""Words for the command line: errors, findings and steps as lines of text."""

from shamay_desktop.domain.errors import RefusedMany, ShamayError
from shamay_desktop.i18n.texts import Texts


def words_of(error: ShamayError, texts: Texts) -> list[str]:
    """An error's sentence, with one line for each of its parts."""
    lines = [texts(f"errors.{error.code}", **error.facts)]
    if isinstance(error, RefusedMany):
        lines += [f"  {texts(f'errors.{part.code}', **part.facts)}" for part in error.problems]
    return lines
