"""The phrase bank's rules: codes, which phrase a person sees where, and placeholders."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import BY_ID, Field, Kind
from shamay_desktop.domain.fields.shown import shown
from shamay_desktop.domain.records import Phrase
from shamay_desktop.domain.titles import address_of, parcel_of
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language

GAP = "____"
"""Stands where a placeholder's field has no value yet: seen on paper, never a raw placeholder."""

LONGEST_CODE = 40
_CODE = re.compile(r"[\w-]+")
_TYPED_CODE = re.compile(rf"(?:\A|(?<=[\s(,.;:\"'–-]))=([\w-]{{1,{LONGEST_CODE}}})\Z")
_PLACEHOLDER = re.compile(r"\{([^{}\n]{1,80})\}")
_TEXTUAL = frozenset({Kind.TEXT, Kind.LONG_TEXT})


def is_code(text: str) -> bool:
    """Whether a text may be a phrase's code: letters of any script, digits, `-` and `_`."""
    return len(text) <= LONGEST_CODE and _CODE.fullmatch(text) is not None


def typed_code(before_cursor: str) -> str | None:
    """The code of `=code` right before the cursor, when it begins a word; None otherwise."""
    found = _TYPED_CODE.search(before_cursor)
    return None if found is None else found.group(1)


def place_of(path: str) -> str:
    """What a phrase's `field_id` says of a path: the field, or list/column without the row."""
    parts = path.split("/")
    return f"{parts[0]}/{parts[-1]}" if len(parts) > 1 else path


def field_at(place: str) -> Field | None:
    """The declaration of a place (`place_of`), None when the registry has none."""
    head, _, column = place.partition("/")
    field = BY_ID.get(head)
    if field is None or not column:
        return field
    try:
        return field.column(column)
    except KeyError:
        return None


def takes_phrases(field: Field) -> bool:
    """Whether phrases are written into the field: free text only."""
    return field.kind in _TEXTUAL


def may_fill(field: Field) -> bool:
    """Whether a phrase may fill the field besides: any scalar of the case."""
    return field.kind not in (Kind.LIST, Kind.RECORD)


def seen_at(phrases: Iterable[Phrase], place: str) -> tuple[Phrase, ...]:
    """The phrases for a place: its own ones first, then those of all fields, the used ones first.

    A person's own phrase stands before the office's.
    """
    here = [phrase for phrase in phrases if phrase.field_id in (None, place)]
    return tuple(sorted(here, key=_rank))


def _rank(phrase: Phrase) -> tuple[bool, bool, int, str]:
    return phrase.field_id is None, phrase.user_id is None, -phrase.used, phrase.title.casefold()


def matching(phrases: Iterable[Phrase], words: str) -> tuple[Phrase, ...]:
    """The phrases in which each word occurs, in code, title or text; an exact code first."""
    wanted = words.casefold().removeprefix("=").split()
    found = [phrase for phrase in phrases if all(word in _searched(phrase) for word in wanted)]
    exact = " ".join(wanted)
    return tuple(sorted(found, key=lambda phrase: phrase.code.casefold() != exact))


def _searched(phrase: Phrase) -> str:
    return f"{phrase.code} {phrase.title} {phrase.text}".casefold()


def by_code(phrases: Iterable[Phrase], place: str, code: str) -> Phrase | None:
    """The phrase that `=code` means at a place, None when there is none."""
    wanted = code.casefold()
    seen = seen_at(phrases, place)
    return next((phrase for phrase in seen if phrase.code.casefold() == wanted), None)


def clashing(phrases: Iterable[Phrase], wanted: Phrase) -> Phrase | None:
    """Another phrase that a person would see under the same code at some field, None for none."""
    code = wanted.code.casefold()
    for phrase in phrases:
        meets = None in (phrase.field_id, wanted.field_id) or phrase.field_id == wanted.field_id
        if phrase.id != wanted.id and code and phrase.code.casefold() == code and meets:
            return phrase
    return None


@dataclass(frozen=True, slots=True)
class Filled:
    """A phrase's text with its placeholders replaced.

    `unknown` are placeholders that name no field, `missing` fields that hold nothing yet; both
    stand in the text as `GAP`.
    """

    text: str
    unknown: tuple[str, ...] = ()
    missing: tuple[Field, ...] = ()


def filled(text: str, case: Case, language: Language) -> Filled:
    """Replace `{address}`, `{parcel}`, `{field:address.city}` and `{label}` by what stands there.

    A label may be in either language; labels that several fields share are unknown.
    """
    unknown: list[str] = []
    missing: list[Field] = []

    def replaced(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        if name.casefold() in _WHOLES:
            return _WHOLES[name.casefold()](case) or GAP
        field = placeholder_field(name)
        if field is None:
            unknown.append(name)
            return GAP
        words = _words_of(field, case, language)
        if not words:
            missing.append(field)
        return words or GAP

    done = _PLACEHOLDER.sub(replaced, text)
    return Filled(done, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(missing)))


def unknown_placeholders(texts: Iterable[str]) -> tuple[str, ...]:
    """The placeholders of texts that name nothing, in order, each once."""
    names = [found.strip() for text in texts for found in _PLACEHOLDER.findall(text)]
    wrong = [
        name for name in names if name.casefold() not in _WHOLES and placeholder_field(name) is None
    ]
    return tuple(dict.fromkeys(wrong))


def placeholder_field(name: str) -> Field | None:
    """The scalar field that a placeholder names, by `field:<id>`, id or label."""
    field_id = name.removeprefix("field:").strip()
    field = BY_ID.get(field_id)
    if field is not None:
        return field if may_fill(field) else None
    return _by_label().get(_plain(name))


@cache
def _by_label() -> Mapping[str, Field | None]:
    """Scalar fields by their labels; None where two fields have one label."""
    known: dict[str, Field | None] = {}
    for field in BY_ID.values():
        if may_fill(field):
            for label in {_plain(field.he), _plain(field.en)}:
                known[label] = None if label in known else field
    return known


def _plain(label: str) -> str:
    return " ".join(label.replace("״", '"').replace("׳", "'").split()).casefold()


def _words_of(field: Field, case: Case, language: Language) -> str:
    content = case.content(field.id)
    if not isinstance(content, str | bool | tuple):
        return ""
    return strip_marks(shown(field, content, language))


_WHOLES = {
    "address": address_of,
    "כתובת": address_of,
    "parcel": parcel_of,
    'גו"ח': parcel_of,
}
"""Placeholders that are more than one field."""


def wholes(language: Language) -> tuple[str, str]:
    """The names of the placeholders for the whole address and the whole parcel."""
    return ("כתובת", 'גו"ח') if language is Language.HE else ("address", "parcel")


def names_of(fields: Sequence[Field], language: Language) -> str:
    """The labels of fields, for one sentence."""
    return ", ".join(field.label(language.value) for field in fields)
