"""The phrases that the open case's editors know, read once and then kept current."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.records import Phrase
from shamay_desktop.usecases.phrases.bank import count_use, phrases_of

if TYPE_CHECKING:
    from shamay_desktop.ui.pages.page import PageContext


class PhraseShelf(QObject):
    """Read off the UI thread when the first text editor is entered, so that `=code` has them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.phrases: tuple[Phrase, ...] = ()
        self.error: ShamayError | None = None
        self._asked = False

    def need(self, context: "PageContext") -> None:
        """Read the phrases, if nobody did; a failure is tried again at the next need."""
        if self._asked:
            return
        self._asked = True
        context.tasks.run(
            phrases_of, context.services, context.actor,
            owner=self, on_done=self.take, on_failed=self._on_failed,
        )  # fmt: skip

    def take(self, phrases: tuple[Phrase, ...]) -> None:
        """Know these from now on."""
        self._asked, self.error = True, None
        self.phrases = phrases
        self.changed.emit()

    def count(self, context: "PageContext", phrase: Phrase) -> None:
        """A phrase was used once more; a failure to count it is nobody's trouble."""
        context.tasks.run(
            count_use, context.services, context.actor, phrase.id,
            owner=self, on_done=self.take, on_failed=lambda _error: None,
        )  # fmt: skip

    def _on_failed(self, error: ShamayError) -> None:
        self._asked, self.error = False, error
        self.changed.emit()
