"""Texts proposed for a case beside what stands there, and taken by a gesture of a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.case import Case, Origin, Provenance, Value
from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Field
from shamay_desktop.domain.fields.typed_input import typed
from shamay_desktop.domain.records import Phrase
from shamay_desktop.domain.texts.assembling import Assembled, assembled
from shamay_desktop.domain.texts.kept import (
    Standing,
    changed_since,
    standing,
    template_of,
    value_of_text,
)
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.wizard.session import WizardSession


class How(StrEnum):
    """How a proposal goes into its field."""

    TAKE = "take"
    """Into an empty field, or over a text of a template."""

    REPLACE = "replace"
    """Over whatever stands: the person was asked."""

    BEHIND = "behind"
    """Behind the words that stand, which stay the person's."""


@dataclass(frozen=True, slots=True)
class TextProposal:
    """What a template says now, beside what stands in its field.

    `changed` are the fields whose facts are others than when the standing text was taken.
    """

    told: Assembled
    field: Field
    text: str
    value: Value | None
    standing: Standing
    changed: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Whether there is a text at all."""
        return bool(self.text)

    @property
    def is_free(self) -> bool:
        """Whether taking it replaces nobody's words: an empty field, or facts that changed."""
        if not self.text:
            return False
        return self.standing is Standing.EMPTY or (
            self.standing is Standing.TAKEN and bool(self.changed)
        )


def proposals_of(
    case: Case, templates: Iterable[Template], language: Language, phrases: Sequence[Phrase] = ()
) -> tuple[TextProposal, ...]:
    """What the templates say of the case, each beside what stands; pure and quick.

    Templates of fields that the case does not show are left out.
    """
    found = []
    for template in templates:
        field = BY_ID.get(template.field_id)
        if field is not None and field.applies(case):
            found.append(_proposal(case, template, field, language, phrases))
    return tuple(found)


def taking(
    session: WizardSession, proposal: TextProposal, language: Language, how: How = How.TAKE
) -> tuple[Change, ...]:
    """The changes of taking one proposal; none when it stands there already.

    Typed words are never replaced unless the person was asked (`REPLACE`). Raises
    Refused(`text_typed_stands`, `text_says_nothing`) and as `typed`.
    """
    path = proposal.field.id
    value = session.case.value(path)
    now = standing(value, proposal.text)
    if not proposal.text:
        raise Refused("text_says_nothing", field=path)
    if now is Standing.SAME:
        return ()
    if how is How.BEHIND and value is not None and isinstance(value.content, str):
        return setting(session.case, path, _behind(session, proposal, value.content))
    if how is How.TAKE and now in (Standing.TYPED, Standing.ANSWERED):
        raise Refused("text_typed_stands", field=path)
    plain = session.typed(proposal.text).provenance
    if plain is None or plain.by is None or plain.at is None:
        raise Refused("text_says_nothing", field=path)
    value = value_of_text(proposal.text, proposal.told, language, plain.by, plain.at)
    return setting(session.case, path, value)


def taking_all(
    session: WizardSession, proposals: Iterable[TextProposal], language: Language
) -> tuple[Change, ...]:
    """One gesture for all that replace nobody's words."""
    return tuple(
        change
        for proposal in proposals
        if proposal.is_free
        for change in taking(session, proposal, language)
    )


def taking_of_model(
    session: WizardSession, path: str, text: str, model: str, *, replace: bool
) -> tuple[Change, ...]:
    """Take what a language model proposed, marked as such. Raises as `taking`."""
    field = BY_ID.get(path)
    content = None if field is None else typed(field, text)
    if field is None or not isinstance(content, str):
        raise Refused("text_says_nothing", field=path)
    now = standing(session.case.value(path), content)
    if now in (Standing.TYPED, Standing.ANSWERED) and not replace:
        raise Refused("text_typed_stands", field=path)
    plain = session.typed(content).provenance
    by, at = (None, None) if plain is None else (plain.by, plain.at)
    origin = Provenance(Origin.COMPUTED, by=by, at=at, confirmed_by=by, note=f"model:{model}")
    return setting(session.case, path, Value.of(content, origin))


def _proposal(
    case: Case, template: Template, field: Field, language: Language, phrases: Sequence[Phrase]
) -> TextProposal:
    told = assembled(template, case, language, phrases)
    content = typed(field, told.text) if told.text else None
    text = content if isinstance(content, str) else ""
    value = case.value(field.id)
    ours = template_of(value)
    changed = changed_since(case, value) if ours and ours.template_id == template.id else ()
    return TextProposal(told, field, text, value, standing(value, text), changed)


def _behind(session: WizardSession, proposal: TextProposal, before: str) -> Value:
    plain = session.typed(before).provenance
    by, at = (None, None) if plain is None else (plain.by, plain.at)
    note = proposal.told.template.title
    return Value.of(f"{before}\n{proposal.text}", Provenance(Origin.TYPED, by=by, at=at, note=note))
