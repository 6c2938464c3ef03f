"""What the screens of evidence work with, on the desk and inside a case alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from shamay_desktop.domain.access import Actor
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.tasks import Handle, Tasks
from shamay_desktop.usecases.services import Services


@dataclass(frozen=True, slots=True)
class Means:
    """The core's services, the person, texts and tasks."""

    services: Services
    actor: Actor
    texts: Texts
    tasks: Tasks

    def run(
        self,
        operation: Callable[..., Any],
        *args: object,
        owner: QObject,
        on_done: Callable[[Any], object] | None = None,
        on_failed: Callable[[Any], object] | None = None,
    ) -> Handle:
        """Run a use case for the person in the database's lane."""
        return self.tasks.run(
            operation,
            self.services,
            self.actor,
            *args,
            owner=owner,
            on_done=on_done,
            on_failed=on_failed,
        )

    def keep(self, name: str, choice: object, owner: QObject) -> None:
        """Keep a choice of the window for the next start."""
        self.tasks.run(self.services.settings.set, name, choice, owner=owner)
