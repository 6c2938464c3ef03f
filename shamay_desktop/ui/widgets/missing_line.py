"""What a figure still lacks, cell by cell: a click, or Enter on it, goes there."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.findings_model import declared, place_words

MOST_NAMED = 6


class MissingLine(QWidget):
    """Hidden as long as nothing is missing."""

    go_asked = Signal(str)

    def __init__(self, texts: Texts, name: str, key: str) -> None:
        super().__init__()
        self._texts, self._key = texts, key
        self.label = QLabel(wordWrap=True)
        self.label.setObjectName(name)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        theme.set_tone(self.label, "warning")
        self.label.linkActivated.connect(self.go_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.label)
        self.hide()

    def show_missing(self, paths: Sequence[str], case: Case) -> None:
        """Name the first places, and how many more there are."""
        named = [(path, self._place(path, case)) for path in paths if declared(path)]
        accent = theme.colour("accent").name()
        links = [
            f'<a href="{escape(path)}" style="color:{accent}">{escape(words)}</a>'
            for path, words in named[:MOST_NAMED]
        ]
        more = len(named) - len(links)
        if more:
            links.append(escape(self._texts("analysis.missing_more", n=more)))
        said = self._texts(self._key, places=", ".join(links)) if links else ""
        direction = "rtl" if self._texts.language.right_to_left else "ltr"
        self.label.setText(f'<p dir="{direction}">{said}</p>' if said else "")
        self.label.setAccessibleName(
            self._texts(self._key, places=", ".join(words for _, words in named)) if said else ""
        )
        self.setVisible(bool(said))

    def _place(self, path: str, case: Case) -> str:
        words = place_words(case, path, self._texts)
        return words.removesuffix(f": {self._texts('validation.not_answered')}")
