"""What the screens outside the wizard use: services, the person, texts, tasks and changes."""

from dataclasses import dataclass

from shamay_desktop.domain.access import Actor
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.changes import ChangeHub
from shamay_desktop.ui.tasks import Tasks
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class OfficeContext:
    """The signed-in person in the office, and the means of the window."""

    services: Services
    actor: Actor
    texts: Texts
    tasks: Tasks
    hub: ChangeHub
