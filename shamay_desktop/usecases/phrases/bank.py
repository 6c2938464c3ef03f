"""Keep, change and remove phrases: one's own by anyone, the office's by who manages it."""

from collections.abc import Sequence
from dataclasses import replace

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.phrases import (
    LONGEST_CODE,
    clashing,
    field_at,
    is_code,
    may_fill,
    takes_phrases,
    unknown_placeholders,
)
from shamay_desktop.domain.records import Happened, Phrase
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000


def phrases_of(services: Services, actor: Actor) -> tuple[Phrase, ...]:
    """The actor's own phrases and the office's. Raises NotAllowed."""
    require(actor, Permission.EDIT_CASE)
    with services.database.work(actor) as work:
        return tuple(work.phrases.all())


def save_phrase(services: Services, actor: Actor, phrase: Phrase) -> tuple[Phrase, ...]:
    """Keep a phrase, new or changed; returns all that the actor sees then.

    An office's phrase (`user_id` None) asks for the right over the office. Raises NotAllowed,
    Refused(`phrase_empty`, `phrase_code_wrong`, `phrase_code_taken`, `phrase_field_unknown`,
    `phrase_placeholder_unknown`, `phrase_too_long`, `phrase_unknown`).
    """
    with services.database.work(actor) as work:
        kept = keep(work, actor, phrase, work.phrases.all())
        work.trail.write(Happened("phrase_saved", "phrase", kept.id))
        work.commit()
        return tuple(work.phrases.all())


def keep(work: UnitOfWork, actor: Actor, phrase: Phrase, known: Sequence[Phrase]) -> Phrase:
    """Check a phrase against those that are known and write it. Raises as `save_phrase`."""
    checked = checked_phrase(phrase)
    _require_for(actor, checked)
    standing = next((each for each in known if each.id == checked.id), None)
    if standing is not None:
        _require_for(actor, standing)
        checked = replace(checked, used=standing.used)
    other = clashing(known, checked)
    if other is not None:
        raise Refused("phrase_code_taken", given=checked.code, title=other.title)
    work.phrases.save(checked)
    return checked


def remove_phrase(services: Services, actor: Actor, phrase_id: str) -> tuple[Phrase, ...]:
    """Forget a phrase; returns all that are left. Raises NotAllowed, Refused(`phrase_unknown`)."""
    require(actor, Permission.EDIT_CASE)
    with services.database.work(actor) as work:
        standing = _standing(work, phrase_id)
        _require_for(actor, standing)
        work.phrases.remove(phrase_id)
        work.trail.write(Happened("phrase_removed", "phrase", phrase_id))
        work.commit()
        return tuple(work.phrases.all())


def count_use(services: Services, actor: Actor, phrase_id: str) -> tuple[Phrase, ...]:
    """Note that a phrase was inserted once more; one that is gone meanwhile is passed over."""
    require(actor, Permission.EDIT_CASE)
    with services.database.work(actor) as work:
        known = work.phrases.all()
        standing = next((each for each in known if each.id == phrase_id), None)
        if standing is None:
            return tuple(known)
        work.phrases.save(replace(standing, used=standing.used + 1))
        work.commit()
        return tuple(work.phrases.all())


def checked_phrase(phrase: Phrase) -> Phrase:
    """The phrase as it is kept: trimmed, titled. Raises Refused as `save_phrase`."""
    code, text = phrase.code.strip().removeprefix("="), phrase.text.strip()
    title = " ".join((phrase.title or text[:60]).split())
    fills = {path: words.strip() for path, words in phrase.fills.items() if words.strip()}
    if not text:
        raise Refused("phrase_empty", title=title)
    if code and not is_code(code):
        raise Refused("phrase_code_wrong", given=code[:80], limit=LONGEST_CODE)
    if len(title) > LONGEST_TITLE or max(map(len, (text, *fills.values()))) > LONGEST_TEXT:
        raise Refused("phrase_too_long", title=title[:60], limit=LONGEST_TEXT)
    _check_fields(phrase.field_id, fills)
    unknown = unknown_placeholders((text, *fills.values()))
    if unknown:
        raise Refused("phrase_placeholder_unknown", title=title, given=unknown[0])
    return replace(phrase, code=code, text=text, title=title, fills=fills)


def _check_fields(place: str | None, fills: dict[str, str]) -> None:
    field = None if place is None else field_at(place)
    if place is not None and (field is None or not takes_phrases(field)):
        raise Refused("phrase_field_unknown", given=place)
    for path in fills:
        target = None if "/" in path else field_at(path)
        if target is None or not may_fill(target):
            raise Refused("phrase_field_unknown", given=path)


def _require_for(actor: Actor, phrase: Phrase) -> None:
    require(actor, Permission.EDIT_CASE)
    if phrase.user_id is None:
        require(actor, Permission.MANAGE_OFFICE)
    elif phrase.user_id != actor.user_id:
        raise Refused("phrase_unknown")


def _standing(work: UnitOfWork, phrase_id: str) -> Phrase:
    for phrase in work.phrases.all():
        if phrase.id == phrase_id:
            return phrase
    raise Refused("phrase_unknown")
