"""A dialog whose words go into the case: it closes when the case has them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QWidget

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.holding import HoldingDialog


class KeepingDialog(HoldingDialog):
    """`taking` puts what was chosen into the case and says whether it is there."""

    def __init__(self, texts: Texts, name: str, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._texts = texts
        self._taken = False
        self.taking: Callable[[], bool] = lambda: True
        self.said = QLabel(wordWrap=True)
        self.said.setObjectName("dialog-said")
        theme.set_tone(self.said, "warning")
        self.said.hide()

    def is_other(self) -> bool:
        """Whether what stands in it is other than what it was opened with."""
        raise NotImplementedError

    def holds_words(self) -> bool:
        """What was taken is not lost."""
        return not self._taken and self.is_other()

    def warn(self) -> None:
        """The first Escape says so, the next one closes."""
        self.say(self._texts("editing.dialog_holds"))

    def say(self, words: str) -> None:
        """Words over the buttons, "" for none."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def note_change(self) -> None:
        """It is written in: a warning that was given begins anew."""
        self._warned = False

    def accept(self) -> None:
        """Close when it is taken; else it stays open with all that stands in it."""
        self._taken = self.taking()
        if self._taken:
            super().accept()
        else:
            self.say(self._texts("editing.not_taken"))


def buttons(texts: Texts, dialog: QDialog, keep: str) -> QDialogButtonBox:
    """Keep and cancel, in the program's own words."""
    box = QDialogButtonBox()
    yes = QPushButton(keep)
    yes.setObjectName("action:dialog-keep")
    yes.setDefault(True)
    theme.set_kind(yes, "primary")
    no = QPushButton(texts("shell.cancel"))
    no.setObjectName("action:dialog-cancel")
    box.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
