"""An office whose kept rules another version of the program wrote."""

from dataclasses import replace

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import Json
from shamay_desktop.usecases.services import Services

UNFIT_RAW: dict[str, Json] = {"version": "office-4", "rules": [{"id": "gone-rule", "off": True}]}


def keep_unfit(services: Services, actor: Actor) -> None:
    """Put rules into the database that this program would never have kept."""
    with services.database.work(actor) as work:
        office = work.offices.office(actor.organization_id)
        work.offices.save_office(replace(office, rules=dict(UNFIT_RAW)))
        work.commit()
    services.known_rules.forget(actor.organization_id)
