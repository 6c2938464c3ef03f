"""A computed figure: its label, the figure, and the mark ƒ that tells what it comes from."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QToolButton

from shamay_desktop.domain.case import Case
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.findings_model import place_words
from shamay_desktop.ui.widgets.source_mark import MARK_SIZE
from shamay_desktop.ui.widgets.wording import directed


class SourcesMark(QToolButton):
    """The mark ƒ; its menu lists the inputs, and choosing one goes there."""

    go_asked = Signal(str)

    chain_asked = Signal(str)
    """The key of the figure: somebody wants to see it open down to its sources."""

    def __init__(self, texts: Texts, name: str, label: str, figure: str = "") -> None:
        super().__init__()
        self._texts = texts
        self.figure = figure
        self._sources: Sequence[str] = ()
        self._case: Case | None = None
        self.setObjectName(f"computed:{name}")
        self.setIcon(theme.icon("computed", "accent"))
        self.setIconSize(QSize(MARK_SIZE, MARK_SIZE))
        self.setToolTip(texts("analysis.sources"))
        self.setAccessibleName(f"{label}: {texts('analysis.sources')}")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("mark", "true")
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def show_sources(self, sources: Sequence[str], case: Case) -> None:
        """Paths that the figure comes from, in this case."""
        self._sources, self._case = sources, case

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for path in self._sources:
            words = "" if self._case is None else place_words(self._case, path, self._texts)
            if words:
                action = menu.addAction(words)
                action.triggered.connect(lambda _checked=False, at=path: self.go_asked.emit(at))
        if self.figure:
            menu.addSeparator()
            action = menu.addAction(self._texts("analysis.open_chain"))
            action.triggered.connect(lambda: self.chain_asked.emit(self.figure))


class ComputedLine:
    """One line of a grid: label, figure, mark."""

    def __init__(self, texts: Texts, name: str, tone: theme.Tone = "ink", figure: str = "") -> None:
        self._texts = texts
        self.label = QLabel(texts(f"analysis.line.{name}"))
        theme.set_tone(self.label, "muted")
        self.figure = QLabel(wordWrap=True)
        self.figure.setObjectName(f"figure:{name}")
        theme.set_tone(self.figure, tone)
        self.mark = SourcesMark(texts, name, self.label.text(), figure)

    def add_to(self, grid: QGridLayout) -> None:
        """Put it under the lines that are there."""
        row = grid.rowCount()
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self.label, row, 0, middle)
        grid.addWidget(self.figure, row, 1)
        grid.addWidget(self.mark, row, 2, middle)

    def show_figure(self, figure: str, sources: Sequence[str], case: Case) -> None:
        """Show the figure, or nothing at all when there is none."""
        self.figure.setText(directed(figure, self._texts))
        self.mark.show_sources(sources, case)
        for part in (self.label, self.figure, self.mark):
            part.setVisible(bool(figure))
