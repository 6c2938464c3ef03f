"""Hebrew as it joins: gender and number of a noun, one-letter prefixes, and the last "and"."""

import re
from enum import IntEnum

from shamay_desktop.i18n.language import Language


class Form(IntEnum):
    """The form that agrees with a noun; the order is that of a template's forms."""

    MASCULINE = 0
    FEMININE = 1
    MASCULINE_PLURAL = 2
    FEMININE_PLURAL = 3


_SINGULAR_IN_OT = frozenset({"חנות", "זכות", "בעלות", "רשות", "שותפות", "איכות", "חזות", "מהות"})
_MASCULINE = frozenset(
    {"בית", "מבנה", "שדה", "מחנה", "מראה", "זית", "לילה", "קצה", "נווה", "מתחם", "צוות"}
)  # fmt: skip
_FEMININE = frozenset({"קרקע", "חצר", "עיר", "דרך", "אבן", "ארץ", "שמש", "יד", "רגל", "וילה"})
_MASCULINE_PLURALS = frozenset({"מקומות", "רחובות", "לוחות", "מגרשות", "יסודות", "קירות", "גגות"})
_FEMININE_PLURALS = frozenset({"שנים", "ערים", "אבנים", "נשים", "דרכים"})
_HEBREW_END = re.compile(r"[\u05d0-\u05ea]\Z")
_HEBREW_START = re.compile(r"[\u05d0-\u05ea]")
_PREFIX_END = re.compile(r"(?:\A|[^\u05d0-\u05ea\"'׳״])(?:[והמבלכש]{1,3})\Z")


def form_of(noun: str) -> Form:
    """The gender and number of a Hebrew noun phrase, by its first word.

    Its ending says it (ה, ת, ים, ות); the words of real estate that go otherwise are listed.
    """
    words = noun.split()
    head = words[0].strip("\"'.,;:()") if words else ""
    if head in _MASCULINE:
        return Form.MASCULINE
    if head in _FEMININE or head in _SINGULAR_IN_OT:
        return Form.FEMININE
    if head in _MASCULINE_PLURALS or (head.endswith("ים") and head not in _FEMININE_PLURALS):
        return Form.MASCULINE_PLURAL
    if head.endswith("ות") or head in _FEMININE_PLURALS:
        return Form.FEMININE_PLURAL
    return Form.FEMININE if head.endswith(("ה", "ת")) else Form.MASCULINE


def agreeing(forms: tuple[str, ...], noun: str) -> str:
    """The form that agrees with the noun; of two forms a plural takes its gender's."""
    form = form_of(noun)
    return forms[form] if len(forms) == 4 else forms[form % 2]


def counted(forms: tuple[str, ...], number: str) -> str | None:
    """The words for a count: one|many, one|two|many or none|one|two|many; `#` is the number.

    None for a zero that has no words.
    """
    whole = number.rstrip("0").rstrip(".") if "." in number else number
    none = forms[0] if len(forms) == 4 else None
    rest = forms[-3:] if len(forms) >= 3 else (forms[0], None, forms[1])
    if whole in {"0", "", "-0"}:
        return none
    if whole == "1":
        said = rest[0]
    else:
        said = rest[1] if whole == "2" and rest[1] is not None else rest[2]
    return (said or "").replace("#", whole)


def hyphen_between(before: str, fact: str, language: Language) -> bool:
    """Whether a Hebrew one-letter prefix meets what is not Hebrew: "ב-5", not "ב5"."""
    if not language.right_to_left or not fact or _HEBREW_START.match(fact):
        return False
    starts = fact[0].isdigit() or fact[0].isalpha()
    return starts and _HEBREW_END.search(before) is not None and bool(_PREFIX_END.search(before))


def and_before(item: str, language: Language) -> str:
    """The "and" that stands before the last item."""
    if not language.right_to_left:
        return " and "
    if item and not _HEBREW_START.match(item):
        return " ו-" if item[0].isdigit() or item[0].isalpha() else " ו"
    return " ו"
