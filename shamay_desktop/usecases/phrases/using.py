"""Use a phrase in a case: its text at the cursor, and the other fields that it fills."""

from collections.abc import Mapping
from dataclasses import dataclass

from shamay_desktop.domain.case import Origin, Provenance, State, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.canonical import Scalar
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.phrases import Filled, field_at, filled, place_of
from shamay_desktop.domain.records import Phrase
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.wizard.session import WizardSession


@dataclass(frozen=True, slots=True)
class Fill:
    """A further field that a phrase fills: what it gets, and what stands there now.

    `content` is None when the text cannot be read as the field's (`problem` says why).
    """

    field: Field
    text: str
    content: Scalar | None
    standing: Value | None
    problem: Refused | None = None

    @property
    def replaces(self) -> bool:
        """Whether something else stands there, that the person must see first."""
        if self.content is None or self.standing is None:
            return False
        if self.standing.state is State.NONE:
            return True
        return self.standing.content is not None and self.standing.content != self.content


@dataclass(frozen=True, slots=True)
class Insertion:
    """What inserting a phrase would do: its text, what that lacks, and further fields."""

    phrase: Phrase
    words: Filled
    fills: tuple[Fill, ...]

    @property
    def replaces(self) -> bool:
        """Whether a value that stands in another field would be replaced."""
        return any(fill.replaces for fill in self.fills)


def insertion_of(session: WizardSession, phrase: Phrase, language: Language) -> Insertion:
    """What the phrase would insert and fill in the case as it stands."""
    case = session.case
    fills = []
    for path, raw in phrase.fills.items():
        field = BY_ID.get(path)
        if field is None:  # a field of another version of the registry
            continue
        words = filled(raw, case, language).text
        fills.append(_fill(field, words, case.value(path)))
    return Insertion(phrase, filled(phrase.text, case, language), tuple(fills))


def inserting(
    session: WizardSession, insertion: Insertion, path: str, text: str
) -> tuple[Change, ...]:
    """The changes of one gesture: the field at `path` gets `text` (the phrase is in it), the
    further fields theirs, each with a note of the phrase. Raises Refused as `typed`.
    """
    field = field_at(place_of(path))
    if field is None:
        raise Refused("unknown_field", field=path)
    contents: dict[str, Scalar | None] = {path: typed(field, text)}
    contents |= _fills(insertion, path)
    return _changes(session, contents, note_of(insertion.phrase))


def filling(session: WizardSession, insertion: Insertion, besides: str) -> tuple[Change, ...]:
    """The changes of the further fields alone, where the text goes into no field (the report) or
    is kept later (`besides`).
    """
    return _changes(session, _fills(insertion, besides), note_of(insertion.phrase))


def _fills(insertion: Insertion, besides: str) -> dict[str, Scalar | None]:
    return {
        fill.field.id: fill.content
        for fill in insertion.fills
        if fill.content is not None and fill.field.id != besides
    }


def note_of(phrase: Phrase) -> str:
    """How a value's provenance names the phrase that it was written with."""
    return f"{phrase.title} (={phrase.code})" if phrase.code else phrase.title


def _fill(field: Field, text: str, standing: Value | None) -> Fill:
    try:
        return Fill(field, text, typed(field, text), standing)
    except Refused as problem:
        return Fill(field, text, None, standing, problem)


def _changes(
    session: WizardSession, contents: Mapping[str, Scalar | None], note: str
) -> tuple[Change, ...]:
    changes: list[Change] = []
    for path, content in contents.items():
        if content is None or session.case.content(path) == content:
            continue
        plain = session.typed(content).provenance
        by = Provenance(
            Origin.TYPED,
            by=None if plain is None else plain.by,
            at=None if plain is None else plain.at,
            note=note,
        )
        changes += setting(session.case, path, Value.of(content, by))
    return tuple(changes)
