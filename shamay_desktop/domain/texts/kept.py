"""A text that was taken from a template: how its value says so, and what changed since."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.case import Case, Origin, Provenance, State, Value
from shamay_desktop.domain.texts.assembling import Assembled, content_at, path_of
from shamay_desktop.i18n.language import Language

_BEGINNING = "template:"


@dataclass(frozen=True, slots=True)
class FromTemplate:
    """What the note of a value's origin holds: the template, its language, the facts then."""

    template_id: str
    title: str
    language: Language
    facts: Mapping[str, str]


class Standing(StrEnum):
    """What a proposal meets in its field."""

    EMPTY = "empty"
    SAME = "same"
    TAKEN = "taken"
    """A text of a template, as it was taken, that the proposal would change."""

    TYPED = "typed"
    """Somebody's own words: they are never replaced without asking."""

    ANSWERED = "answered"
    """Answered with "none": an answer of a person too."""


def note_of(proposal: Assembled, language: Language) -> str:
    """The note of a value that was taken from a template."""
    told = {
        "id": proposal.template.id,
        "title": proposal.template.title,
        "language": language.value,
        "facts": dict(proposal.facts),
    }
    return _BEGINNING + json.dumps(told, ensure_ascii=False, sort_keys=True)


def from_template(note: str | None) -> FromTemplate | None:
    """What a note of `note_of` says; None for any other note."""
    if note is None or not note.startswith(_BEGINNING):
        return None
    try:
        raw = json.loads(note.removeprefix(_BEGINNING))
        facts = {str(key): str(told) for key, told in raw["facts"].items()}
        language = Language(raw["language"])
        return FromTemplate(str(raw["id"]), str(raw["title"]), language, facts)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def template_of(value: Value | None) -> FromTemplate | None:
    """From which template a value was taken, None when it was not, or was written over since."""
    provenance = None if value is None else value.provenance
    if provenance is None or provenance.origin is not Origin.COMPUTED:
        return None
    return from_template(provenance.note)


def changed_since(case: Case, value: Value | None) -> tuple[str, ...]:
    """The fields whose facts are others than when the text was taken, in the text's order."""
    taken = template_of(value)
    if taken is None:
        return ()
    changed = [
        path_of(key)
        for key, then in taken.facts.items()
        if content_at(case, key, taken.language) != then
    ]
    return tuple(dict.fromkeys(changed))


def standing(value: Value | None, text: str) -> Standing:
    """What a proposed text meets in its field."""
    if value is None or value.state is State.EMPTY:
        return Standing.EMPTY
    if value.state is State.NONE:
        return Standing.ANSWERED
    if value.content == text:
        return Standing.SAME
    return Standing.TYPED if template_of(value) is None else Standing.TAKEN


def value_of_text(text: str, proposal: Assembled, language: Language, by: str, at: str) -> Value:
    """The value that taking a proposal writes; `by` is who took it, `at` an ISO time in UTC."""
    note = note_of(proposal, language)
    return Value.of(text, Provenance(Origin.COMPUTED, by=by, at=at, confirmed_by=by, note=note))
