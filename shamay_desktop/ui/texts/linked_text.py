"""A text whose facts are links: each opens the field that it says."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser

from shamay_desktop.domain.texts.tidying import Run
from shamay_desktop.ui import theme

FIELD = "field:"
LEAST_HEIGHT = 9 * theme.SPACE


class LinkedText(QTextBrowser):
    """Read, selected and copied; Tab walks the links, Enter follows one."""

    followed = Signal(str)
    """The path of a link."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_runs(self, runs: Sequence[Run], *, right_to_left: bool) -> None:
        """Show a text; its facts are links, its own words are not."""
        accent = theme.colour("accent").name()
        html = "".join(_html(run, accent) for run in runs)
        direction, side = ("rtl", "right") if right_to_left else ("ltr", "left")
        begin = f'<p dir="{direction}" align="{side}" style="margin:0 0 4px 0">'
        self.setHtml(begin + html.replace("\n", f"</p>{begin}") + "</p>")

    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.followed.emit(url.toString().removeprefix(FIELD))


def _html(run: Run, accent: str) -> str:
    words = escape(run.text)
    if run.path is None or not run.text.strip():
        return words
    style = f"color:{accent};text-decoration:none"
    return f'<a href="{FIELD}{escape(run.path)}" style="{style}">{words}</a>'
