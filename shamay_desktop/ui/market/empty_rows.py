"""What stands in the place of no rows: one sentence that says why, and one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.access import Permission, may
from shamay_desktop.ui import theme
from shamay_desktop.ui.market.means import Means


class EmptyRows(QWidget):
    """The button takes the narrowing away, or brings the first rows in."""

    import_asked = Signal()
    widen_asked = Signal()

    def __init__(self, means: Means) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._texts = means.texts
        self._may_import = may(means.actor, Permission.MARKET_DATA)
        self._is_narrowed = False
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.words.setObjectName("empty-words")
        theme.set_tone(self.words, "muted")
        self.button = QPushButton()
        self.button.setObjectName("action:empty-market")
        self.button.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addSpacing(theme.SPACE)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        self.show_state(narrowed=False)

    def show_state(self, *, narrowed: bool) -> None:
        """Say why there are no rows, and what to do about it."""
        self._is_narrowed = narrowed
        texts = self._texts
        if narrowed:
            words, button = texts("market.empty_filter"), texts("market.clear_filter")
        elif self._may_import:
            words, button = texts("market.empty"), texts("market.import_first")
        else:
            words, button = texts("market.empty_read_only"), ""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        theme.set_kind(self.button, "plain" if narrowed else "primary")

    def _on_clicked(self) -> None:
        (self.widen_asked if self._is_narrowed else self.import_asked).emit()
