"""The office's own heads of adjustment."""

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.valuation.heads import Head, heads_json, heads_of, read_heads
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import (
    ANYTHING,
    Anything,
    practice_of,
    save_practice,
)
from shamay_desktop.usecases.services import Services

PRACTICE = "heads"


def office_heads(services: Services, actor: Actor) -> tuple[Head, ...]:
    """The heads that the actor's office added to the common ones, in its order.

    Raises Refused(`heads_wrong`, problem), WorldFailed.
    """
    return heads_of(practice_of(services, actor))


def save_heads(
    services: Services,
    actor: Actor,
    heads: tuple[Head, ...],
    *,
    read: Json | Anything = ANYTHING,
) -> Changes:
    """Put the office's heads in the place of those it had; cases keep what they were adjusted for.

    Raises NotAllowed, Refused(`heads_wrong`, problem), WorldFailed; with `read` as `save_practice`.
    """
    require(actor, Permission.MANAGE_OFFICE)
    raw = heads_json(heads)
    read_heads(raw)
    return save_practice(services, actor, PRACTICE, raw or None, read=read)
