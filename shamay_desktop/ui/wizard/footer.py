"""The wizard's foot: back, the next finding, next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from shamay_desktop.domain.fields import Step
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme


class WizardFooter(QFrame):
    """Three buttons."""

    back_asked = Signal()
    finding_asked = Signal()
    next_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wizard-footer")
        self._texts = texts
        self.back = self._button("step-back", "shell.back", "shell.back_tip")
        self.back.setIcon(theme.icon("previous"))
        self.finding = self._button("next-finding", "shell.next_finding", "shell.next_finding")
        theme.set_kind(self.finding, "flat")
        self.next = self._button("step-next", "shell.next", "shell.next_tip")
        self.next.setIcon(theme.icon("next", "on_accent"))
        # The arrow points onwards, so it stands behind the word.
        mirrored = texts.language.right_to_left
        self.next.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        )
        theme.set_kind(self.next, "primary")
        self.back.clicked.connect(self.back_asked)
        self.finding.clicked.connect(self.finding_asked)
        self.next.clicked.connect(self.next_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.finding)
        row.addStretch(1)
        row.addWidget(self.next)

    def show_step(self, step: Step) -> None:
        """First and last steps differ."""
        self.back.setEnabled(step is not Step.INITIAL_DATA)
        last = step is Step.EXPORT
        self.next.setText(self._texts("shell.finish" if last else "shell.next"))
        self.next.setToolTip(self._texts("shell.finish_tip" if last else "shell.next_tip"))

    def _button(self, name: str, words: str, tip: str) -> QPushButton:
        button = QPushButton(self._texts(words))
        button.setObjectName(f"action:{name}")
        button.setToolTip(self._texts(tip))
        return button
