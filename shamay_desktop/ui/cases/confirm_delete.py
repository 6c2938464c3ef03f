"""Asked before cases are forgotten for good: it names them, and wants a word typed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from shamay_desktop.domain.records import ValuationLine
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.dialogs.card import button

NAMED = 6
"""How many cases the question names."""


class ConfirmDelete(QDialog):
    """Accepted only with the word that it asks for."""

    def __init__(self, texts: Texts, lines: Sequence[ValuationLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("confirm-delete")
        self.setWindowTitle(texts("cases.delete_title"))
        self._word = texts("cases.delete_word")
        words = QLabel(texts("cases.delete_ask", n=len(lines)), wordWrap=True)
        words.setMinimumWidth(52 * theme.SPACE)
        names = [line.title or line.reference for line in lines[:NAMED]]
        if len(lines) > NAMED:
            names.append(texts("cases.delete_more", n=len(lines) - NAMED))
        named = QLabel("\n".join(names), wordWrap=True)
        named.setObjectName("delete-names")
        theme.align_leading(named)
        theme.set_tone(named, "muted")
        self.typed = QLineEdit()
        self.typed.setObjectName("field:delete-word")
        type_it = QLabel(texts("cases.delete_type", word=self._word), wordWrap=True)
        type_it.setBuddy(self.typed)
        self.typed.setAccessibleName(type_it.text())
        self.delete = button("delete-for-good", texts("cases.delete_do"), "danger")
        self.delete.setEnabled(False)
        keep = button("keep", texts("shell.cancel"))
        self.delete.clicked.connect(self.accept)
        keep.clicked.connect(self.reject)
        keep.setDefault(True)
        self.typed.textChanged.connect(self._on_typed)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addStretch(1)
        row.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.SPACE)
        for widget in (words, named, type_it, self.typed):
            column.addWidget(widget)
        column.addLayout(row)
        self.typed.setFocus()

    def _on_typed(self, text: str) -> None:
        fits = text.strip().casefold() == self._word.casefold()
        self.delete.setEnabled(fits)
        self.delete.setDefault(fits)
