"""Saying something of a report, answering it, and settling it."""

from dataclasses import dataclass

from shamay_desktop.domain.access import Actor, Permission, may, require
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.ids import new_id
from shamay_desktop.domain.records import Happened, Status, Valuation
from shamay_desktop.domain.review import LONGEST, Comment
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.ports import UnitOfWork
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.opening import existing


@dataclass(frozen=True, slots=True)
class Pin:
    """What a comment is about: a block (with its page from 1) or a field; nothing is the whole.

    `words` are those that stand there now.
    """

    block: str | None = None
    path: str | None = None
    page: int | None = None
    words: str = ""


WHOLE = Pin()


def comment(
    services: Services, actor: Actor, valuation_id: str, text: str, pin: Pin = WHOLE
) -> Comment:
    """Say something of a case. Everybody who works in the office may.

    Raises Refused(`comment_empty`, `comment_too_long`, `unknown_field`, `case_unknown`,
    `case_in_trash`, `case_signed`), NotAllowed, WorldFailed.
    """
    text = checked_text(text, "comment_empty")
    if pin.path is not None and pin.path.partition("/")[0] not in BY_ID:
        raise Refused("unknown_field", field=pin.path)
    with services.database.work(actor) as work:
        commented(work, actor, valuation_id)
        said = Comment(
            new_id(), valuation_id, actor.user_id, services.clock.now(), text,
            block=pin.block, path=pin.path, page=pin.page, words=pin.words[:LONGEST],
        )  # fmt: skip
        _write(work, said, "comment_added")
    return said


def answer(services: Services, actor: Actor, comment_id: str, text: str) -> Comment:
    """Answer a comment; an answer to an answer stands under the same comment.

    Raises Refused(`comment_unknown`) and as `comment`.
    """
    text = checked_text(text, "comment_empty")
    with services.database.work(actor) as work:
        head = _known(work, comment_id)
        commented(work, actor, head.valuation_id)
        said = Comment(
            new_id(), head.valuation_id, actor.user_id, services.clock.now(), text,
            answer_to_id=head.answer_to_id or head.id,
        )  # fmt: skip
        _write(work, said, "comment_answered")
    return said


def resolve(services: Services, actor: Actor, comment_id: str, *, resolved: bool = True) -> Changes:
    """Settle a comment, or open it again; one that is so already is left as it is.

    Whoever said it may, whoever made the case, and who may review it. Raises
    Refused(`comment_unknown`, `case_unknown`, `case_in_trash`, `case_signed`), NotAllowed,
    WorldFailed.
    """
    with services.database.work(actor) as work:
        said = _known(work, comment_id)
        valuation = commented(work, actor, said.valuation_id)
        if not may_resolve(actor, said, valuation.created_by_id):
            raise NotAllowed("not_allowed", permission=Permission.REVIEW.value)
        by, at = (actor.user_id, services.clock.now()) if resolved else (None, None)
        if work.reviews.resolve(comment_id, by, at):
            action = "comment_resolved" if resolved else "comment_reopened"
            work.trail.write(_happened(action, said))
            work.commit()
    return Changes(said.valuation_id, review=True)


def may_resolve(actor: Actor, said: Comment, owner_id: str) -> bool:
    """Whether the actor may settle a comment of a case that `owner_id` made."""
    if said.answer_to_id is not None:
        return False
    mine = actor.user_id in (said.author_id, owner_id) and may(actor, Permission.COMMENT)
    return mine or may(actor, Permission.REVIEW, owner_id=owner_id)


def checked_text(text: str, empty: str) -> str:
    """The text without blanks around it. Raises Refused(`empty`'s code, `comment_too_long`)."""
    text = text.strip()
    if not text:
        raise Refused(empty)
    if len(text) > LONGEST:
        raise Refused("comment_too_long", limit=LONGEST)
    return text


def commented(work: UnitOfWork, actor: Actor, valuation_id: str) -> Valuation:
    """The case, if it may be commented on: a sealed one is what it is.

    Raises as `comment`.
    """
    valuation = existing(work, valuation_id)
    require(actor, Permission.COMMENT, owner_id=valuation.created_by_id)
    if valuation.status in (Status.SIGNED, Status.ARCHIVED):
        raise Refused("case_signed", case=valuation.title)
    return valuation


def _known(work: UnitOfWork, comment_id: str) -> Comment:
    said = work.reviews.get(comment_id)
    if said is None:
        raise Refused("comment_unknown", comment=comment_id)
    return said


def _write(work: UnitOfWork, said: Comment, action: str) -> None:
    work.reviews.add(said)
    work.trail.write(_happened(action, said))
    work.commit()


def _happened(action: str, said: Comment) -> Happened:
    return Happened(action, "valuation", said.valuation_id, {"comment": said.id})
