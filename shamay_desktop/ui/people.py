"""The people of the office by name, for the open case: read once, where a value says its person."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shamay_desktop.usecases.office.people import names_by_email

if TYPE_CHECKING:
    from shamay_desktop.ui.pages.page import PageContext


class People(QObject):
    """A value keeps the email of who gave it; people read a name."""

    changed = Signal()
    """The names are known now."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[str, str] = MappingProxyType({})

    def read(self, context: "PageContext") -> None:
        """Read the names off the UI thread; without them emails are shown, which is no trouble."""
        context.tasks.run(
            names_by_email, context.services, context.actor,
            owner=self, on_done=self.note, on_failed=lambda _error: None,
        )  # fmt: skip

    def named(self, email: str) -> str:
        """The name of a person; who is not of the office stays an email."""
        return self._names.get(email.casefold(), email)

    def note(self, names: Mapping[str, str]) -> None:
        """Names by folded email, from now on."""
        self._names = names
        self.changed.emit()
