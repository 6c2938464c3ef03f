"""How an office works: coefficients, rounding, heads, mappings …, each key by itself."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from shamay_desktop.domain import signing_practice
from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Conflict, Refused
from shamay_desktop.domain.market import scoring, weights
from shamay_desktop.domain.records import Happened
from shamay_desktop.domain.report_templates import choosing
from shamay_desktop.domain.valuation import coefficients, rounding
from shamay_desktop.usecases.changes import Changes
from shamay_desktop.usecases.services import Services

Check = Callable[[Json, Json], Json]
"""From what shall be kept and what was kept before to what is kept. Raises Refused."""

KEYS = (
    "coefficients", "rounding", "heads", "indexes", "mappings", "similarity", "texts", "model",
    "report_templates", "signing",
)  # fmt: skip
_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        coefficients.PRACTICE: coefficients.checked_tables,
        rounding.PRACTICE: rounding.checked_rounding,
        choosing.PRACTICE: choosing.checked_templates,
        scoring.WEIGHTS_KEY: weights.checked_weights,
        signing_practice.PRACTICE: signing_practice.checked_signing,
    }
)


class Anything:
    """What was read before does not matter: nobody looked at it."""


ANYTHING = Anything()


def practice_of(services: Services, actor: Actor) -> Mapping[str, Json]:
    """The practice of the actor's office by key; what was never kept is absent."""
    with services.database.work(actor) as work:
        return work.offices.office(actor.organization_id).practice


def save_practice(
    services: Services, actor: Actor, key: str, raw: Json, *, read: Json | Anything = ANYTHING
) -> Changes:
    """Keep one key of the office's practice; None goes back to the shipped one.

    What has a check of its own is kept in its one spelling; other keys are checked by whoever
    owns them, before. `read`: what stood there when the person began; where another stands now
    nothing is written. Raises NotAllowed, Refused(`practice_unknown`, key, and the checks' own),
    Conflict(`practice_changed`).
    """
    require(actor, Permission.MANAGE_OFFICE)
    if key not in KEYS:
        raise Refused("practice_unknown", key=key)
    with services.database.work(actor) as work:
        office = work.offices.held_office(actor.organization_id)
        practice = dict(office.practice)
        before = practice.pop(key, None)
        if not isinstance(read, Anything) and read != before:
            raise Conflict("practice_changed", key=key)
        if raw is not None:
            check = _CHECKS.get(key)
            practice[key] = raw if check is None else check(raw, before)
        work.offices.save_office(replace(office, practice=practice))
        work.trail.write(Happened("practice_changed", "organization", office.id, {"key": key}))
        work.commit()
    return Changes(office=True)
