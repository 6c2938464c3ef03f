"""What stands in the place of an empty list: one sentence that says why, and one button."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from shamay_desktop.domain.records import ValuationQuery
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.cases.places import ALL, is_narrowed, nearest_place


class EmptyList(QWidget):
    """The button takes the narrowing away, begins a case, or goes to where cases are."""

    widen_asked = Signal()
    new_asked = Signal()
    all_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._texts = texts
        self._ask = self.new_asked
        self.words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.words.setObjectName("empty-words")
        theme.set_tone(self.words, "muted")
        self.button = QPushButton()
        self.button.setObjectName("action:empty-list")
        self.button.clicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.SPACE,) * 4)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addSpacing(theme.SPACE)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)

    def show_query(self, query: ValuationQuery, *, may_create: bool) -> None:
        """Say why a query lists nothing, and what to do about it."""
        place, texts = nearest_place(query), self._texts
        if is_narrowed(query):
            words = "cases.empty_words" if query.words else "cases.empty_filter"
            clear = "cases.clear_search" if query.words else "cases.clear_filter"
            self._show(texts(words), texts(clear), self.widen_asked)
        elif place == ALL:
            key = "cases.empty" if may_create else "cases.empty_read_only"
            self._show(texts(key), texts("cases.new") if may_create else "", self.new_asked)
        else:
            words = texts(f"cases.empty_{place.key}")
            self._show(words, texts("cases.show_all"), self.all_asked)
        theme.set_kind(self.button, "primary" if self._ask is self.new_asked else "plain")

    def _show(self, words: str, button: str, ask: SignalInstance) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._ask = ask

    def _on_clicked(self) -> None:
        self._ask.emit()
