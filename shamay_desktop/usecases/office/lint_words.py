"""Remarks on a Word template as sentences, for the window and the command line alike."""

import re

from shamay_desktop.domain.report_templates.word_file import Lint
from shamay_desktop.i18n.texts import Texts

_HEBREW = re.compile(r"[א-ת]")


def lint_words(lint: Lint, texts: Texts) -> str:
    """A remark with its place, and the nearest known name where there is one."""
    given = lint.given
    if lint.code == "left_out":
        given = texts(f"templates.place.{lint.given}")
    said = texts(f"templates.lint.{lint.code}", given=_as_typed(given))
    if lint.nearest:
        said += " " + texts("templates.lint_nearest", nearest=_as_typed(lint.nearest))
    place = _place(lint, texts)
    return texts("templates.lint_at", place=place, said=said) if place else said


def _as_typed(text: str) -> str:
    """A tag without a Hebrew letter reads from left to right, its brackets not turned."""
    return text if _HEBREW.search(text) else f"\u2066{text}\u2069"


def _place(lint: Lint, texts: Texts) -> str:
    if lint.place.isdecimal():
        if lint.words:
            words = _as_typed(lint.words)
            return texts("templates.lint_paragraph_words", n=lint.place, words=words)
        return texts("templates.lint_paragraph", n=lint.place)
    for key in (f"templates.lint_place.{lint.place}", f"templates.look.{lint.place}"):
        if texts.has(key):
            return texts(key)
    return ""
