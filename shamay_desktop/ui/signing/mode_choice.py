"""The three honest ways of signing, each with one sentence of what it is worth."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from shamay_desktop.domain.signing import SignatureMethod
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme

MODES = (SignatureMethod.CERTIFIED, SignatureMethod.IMAGE, SignatureMethod.NONE)
_INDENT = 3 * theme.SPACE


class ModeChoice(QWidget):
    """Three buttons of which one is pressed."""

    chosen = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signing-modes")
        self.buttons: dict[SignatureMethod, QRadioButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        for mode in MODES:
            button = QRadioButton(texts(f"signing.method_{mode.value}"))
            button.setObjectName(f"field:signing-mode-{mode.value}")
            worth = QLabel(texts(f"signing_ui.worth_{mode.value}"), wordWrap=True)
            worth.setIndent(_INDENT)
            worth.setObjectName(f"worth:{mode.value}")
            theme.set_tone(worth, "muted")
            theme.align_leading(worth)
            button.setAccessibleDescription(worth.text())
            group.addButton(button)
            self.buttons[mode] = button
            column.addWidget(button)
            column.addWidget(worth)
        self.buttons[MODES[0]].setChecked(True)
        group.buttonClicked.connect(lambda _button: self.chosen.emit())

    @property
    def mode(self) -> SignatureMethod:
        """The way that is chosen."""
        return next(mode for mode, button in self.buttons.items() if button.isChecked())

    def choose(self, mode: SignatureMethod) -> None:
        """Choose one, as by hand."""
        self.buttons[mode].setChecked(True)
        self.chosen.emit()
