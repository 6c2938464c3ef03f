"""The line over a drawing table that says that rows of the case cannot be read, and so not seen."""

from PySide6.QtWidgets import QLabel

from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme


class BrokenRows(QLabel):
    """Hidden while every row is read. `key` of the words, which count the rows."""

    def __init__(self, texts: Texts, key: str) -> None:
        super().__init__(wordWrap=True)
        self.setObjectName("broken-rows")
        self.setMargin(theme.SPACE // 2)
        theme.set_tone(self, "warning")
        theme.align_leading(self)
        self._texts, self._key = texts, key
        self.hide()

    def show_rows(self, count: int) -> None:
        """Say how many rows there are."""
        self.setText(self._texts(self._key, n=count) if count else "")
        self.setVisible(bool(count))
