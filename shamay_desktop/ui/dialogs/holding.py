"""A dialog that holds words which are not kept yet: closing it is asked for once."""

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QWidget


class HoldingDialog(QDialog):
    """The first closing says that something would be lost, the next one closes.

    A subclass says what it holds (`holds_words`) and warns (`warn`); `_warned` is false again
    after every change that begins anew.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._warned = False

    def holds_words(self) -> bool:
        """Whether something would be lost now."""
        raise NotImplementedError

    def warn(self) -> None:
        """Say so, where the person looks."""
        raise NotImplementedError

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is not kept is asked for once."""
        if self._stays():
            event.ignore()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape closes, unless something would be lost."""
        if not self._stays():
            super().reject()

    def _stays(self) -> bool:
        if self._warned or not self.holds_words():
            return False
        self._warned = True
        self.warn()
        return True
