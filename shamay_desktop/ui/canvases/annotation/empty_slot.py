"""What stands where a picture would be: what the slot is for, and each way to fill it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.maps.pictures import Slot
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.buttons import action

Way = tuple[str, str, Callable[[], object]]
"""Name, icon and deed of a way in which a picture comes in."""


class EmptySlot(QWidget):
    """Words and a button for each way; who may only look sees the words."""

    def __init__(self, texts: Texts, ways: Sequence[Way], *, may_edit: bool) -> None:
        super().__init__()
        self.setObjectName("empty-slot")
        self._texts = texts
        self.words = QLabel(wordWrap=True)
        how = QLabel(texts("maps.fill_how"), wordWrap=True)
        theme.set_tone(how, "muted")
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        column.addStretch(2)
        for label in (self.words, how):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setFixedWidth(54 * theme.SPACE)
            label.setMinimumHeight(max(label.heightForWidth(label.width()), 0))
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        how.setVisible(may_edit)
        self.fill: dict[str, QPushButton] = {}
        for name, icon, do in ways:
            kind: theme.ButtonKind = "primary" if name == "paste" else "plain"
            button = action(texts, f"fill-{name}", f"maps.{name}", icon, kind)
            button.clicked.connect(lambda _checked=False, do=do: do())
            button.setVisible(may_edit)
            button.setMinimumWidth(26 * theme.SPACE)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self.fill[name] = button
        column.addStretch(3)

    def show_slot(self, slot: Slot) -> None:
        """Say what this slot is for."""
        self.words.setText(self._texts(f"maps.fill_slot.{slot.value}"))
        self.words.setMinimumHeight(self.words.heightForWidth(self.words.width()))
