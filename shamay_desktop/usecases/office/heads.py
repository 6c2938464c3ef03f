"""The office's own heads of adjustment."""

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.valuation.heads import Head, heads_json, heads_of, read_heads
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.office.practice import practice_of, save_practice
from shamay_desktop.usecases.services import Services

PRACTICE = "heads"


def office_heads(services: Services, actor: Actor) -> tuple[Head, ...]:
    """The heads that the actor's office added to the common ones, in its order.

    Raises Refused(`heads_wrong`, problem), WorldFailed.
    """
    return heads_of(practice_of(services, actor))


def save_heads(services: Services, actor: Actor, heads: tuple[Head, ...]) -> Changes:
    """Put the office's heads in the place of those it had; cases keep what they were adjusted for.

    Raises NotAllowed, Refused(`heads_wrong`, problem), WorldFailed.
    """
    require(actor, Permission.MANAGE_OFFICE)
    raw = heads_json(heads)
    read_heads(raw)
    return save_practice(services, actor, PRACTICE, raw)
