"""A bar over the plan table: figures whose drawing is there no more, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.measuring.handed import orphans
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.papers.buttons import action


class GoneMeasures(QWidget):
    """Hidden while each handed-over figure has a shape that is drawn."""

    asked = Signal()
    """The table of what would be taken out is wanted."""

    def __init__(self, texts: Texts, *, read_only: bool) -> None:
        super().__init__()
        self.setObjectName("gone-measures")
        self._texts = texts
        self.words = QLabel(wordWrap=True)
        theme.set_tone(self.words, "warning")
        theme.align_leading(self.words)
        self.show_lines = action(texts, "gone-measures", "plan.gone_measures_show")
        self.show_lines.clicked.connect(self.asked)
        self.show_lines.setVisible(not read_only)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE // 2, 0, theme.SPACE // 2, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_lines)
        self.hide()

    def show_case(self, case: Case) -> None:
        """Count them anew."""
        n = len(orphans(case))
        self.setVisible(n > 0)
        if n:
            self.words.setText(self._texts("plan.gone_measures", n=n))
