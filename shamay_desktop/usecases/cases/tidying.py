"""What the program puts in order by itself: the old of the trash, and sessions that are over."""

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.usecases.cases.shelving import empty_trash_of_old
from shamay_desktop.usecases.services import Services
from shamay_desktop.usecases.wizard.lapsing import end_idle_sessions

PROGRAM = "program"
"""Who did it, in the audit trail: no person of the office."""


def tidy_cases(services: Services) -> int:
    """Forget what lay in the trash for 30 days and end idle sessions; returns how many of both.

    The program acts for the office of this home, before anybody signed in. Raises WorldFailed.
    """
    if services.database.revision() is None:
        return 0
    with services.database.work() as work:
        office = work.offices.first_office()
    if office is None:
        return 0
    actor = Actor(PROGRAM, "", "", office.id, Role.OWNER)
    return empty_trash_of_old(services, actor) + end_idle_sessions(services, actor)
