"""The people of the office by name: what a screen says of who did something."""

from collections.abc import Mapping

from shamay_desktop.domain.access import Actor, Permission, require
from shamay_desktop.usecases.services import Services


def names_by_email(services: Services, actor: Actor) -> Mapping[str, str]:
    """Names by folded email, as emails stand with values. Raises NotAllowed, WorldFailed."""
    require(actor, Permission.READ_CASE)
    with services.database.work(actor) as work:
        return {each.email.casefold(): each.name for each in work.offices.people() if each.name}
