"""What gestures on the pages change in the case, and whether the case took it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.editing import Change
from shamay_desktop.domain.errors import Refused
from shamay_desktop.ui.errors import error_words
from shamay_desktop.ui.pages.page import PageContext


class CaseChanges(QObject):
    """The one way from the pages into the case; nothing that was typed is let go of before."""

    edited = Signal(object)
    """tuple[Change, ...]"""

    said = Signal(str, str)
    """Words and severity of a notice."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self._context.session.case

    def apply(self, changes: Sequence[Change]) -> bool:
        """Tell of a gesture; whether the case has it now (a refusal is said by whoever applies)."""
        if not changes:
            return True
        before = self.case
        self.edited.emit(tuple(changes))
        return self.case is not before

    def attempt(self, make: Callable[[], Sequence[Change]]) -> bool:
        """Make a gesture's changes and apply them; what cannot be made is said."""
        try:
            changes = make()
        except Refused as error:
            self.said.emit(error_words(self._context.texts, error), "warning")
            return False
        return self.apply(changes)
