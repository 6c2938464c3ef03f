"""Figures that open into what made them, down to row, document and page; all of it by keyboard."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTreeView,
    QVBoxLayout,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.valuation.figure import Figure, source_of
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.models.chain_model import AMOUNT, HOW, LABEL, ChainModel, Trail
from shamay_desktop.ui.models.findings_model import declared, place_words
from shamay_desktop.ui.pages.page import PaperAsked
from shamay_desktop.ui.widgets.wording import directed

ROOT = QModelIndex()
MOST_ROWS = 16
"""Rows that are seen without scrolling within the tree."""


class ChainTree(QTreeView):
    """Click on a leaf: its field. Enter: its paper with the place lit, else its field."""

    go_asked = Signal(str)
    """The path of a figure's place in the case."""

    paper_asked = Signal(object)
    """PaperAsked: the page that a figure was read from."""

    def __init__(self, texts: Texts, name: str, *, bounded: bool = True) -> None:
        """`bounded`: as high as its rows up to a bound, else as high as there is room."""
        super().__init__()
        self._texts, self._bounded = texts, bounded
        self.chain = ChainModel(texts)
        self.setModel(self.chain)
        self.setObjectName(f"chain:{name}")
        self.setAccessibleName(texts(f"chain.heading.{name}"))
        self.setAccessibleDescription(texts("chain.hint"))
        self.setToolTip(texts("chain.hint"))
        self.setProperty("chain", "true")
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heads()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self.follow)
        self.expanded.connect(self._fit)
        self.collapsed.connect(self._fit)

    def show_chains(self, roots: Sequence[Figure], case: Case, *, depth: int = 0) -> None:
        """Show the chains; what was open stays open, `depth` levels are at the first time."""
        first = not self.chain.rowCount()
        opened, current = self._opened(), self.chain.trail(self.currentIndex())
        self.chain.show(roots, case)
        if first and depth:
            self._expand(depth)
        for trail in opened:
            self.setExpanded(self.chain.index_of(trail), True)  # noqa: FBT003 — Qt's own
        if current:
            self.setCurrentIndex(self.chain.index_of(current))
        self._fit()

    def open_figure(self, key: str) -> bool:
        """Open the first figure of that key, the keyboard with it; False when there is none."""
        found = next((at for at in self._walk() if self._key(at) == key), None)
        if found is None:
            return False
        above = found.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        self.expand(found)
        self.setCurrentIndex(found)
        self.scrollTo(found)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def follow(self, index: QModelIndex) -> None:
        """Go to where a figure is from: its paper, else its field; open what has neither."""
        figure = self.chain.figure(index)
        if figure is None:
            return
        asked = self._paper(figure)
        if asked is not None:
            self.paper_asked.emit(asked)
        elif figure.parts:
            self.setExpanded(index, not self.isExpanded(index))
        elif figure.path is not None:
            self.go_asked.emit(figure.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows, with Ctrl to the field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            index = self.currentIndex().siblingAtColumn(LABEL)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._go(index)
            else:
                self.follow(index)
            event.accept()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its rows, up to a bound."""
        if not self._bounded:
            return super().sizeHint()
        rows = min(sum(1 for _ in self._walk(opened=True)), MOST_ROWS)
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + theme.SPACE // 2)
        return QSize(super().sizeHint().width(), self.header().sizeHint().height() + rows * row + 4)

    def minimumSizeHint(self) -> QSize:
        """The same: the form below scrolls, not the tree inside it."""
        if not self._bounded:
            return super().minimumSizeHint()
        return QSize(0, self.sizeHint().height())

    def _heads(self) -> None:
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(AMOUNT, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(HOW, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(HOW, 34 * theme.SPACE)
        head.setSectionsMovable(False)

    def _expand(self, depth: int, parent: QModelIndex = ROOT) -> None:
        """So many levels; Qt's own way would make the parts of those below them too."""
        for row in range(self.chain.rowCount(parent)):
            index = self.chain.index(row, 0, parent)
            self.expand(index)
            if depth > 1:
                self._expand(depth - 1, index)

    def _fit(self) -> None:
        self.updateGeometry()

    def _key(self, index: QModelIndex) -> str:
        figure = self.chain.figure(index)
        return "" if figure is None else figure.key

    def _walk(self, parent: QModelIndex = ROOT, *, opened: bool = False) -> Iterator[QModelIndex]:
        for row in range(self.chain.rowCount(parent)):
            index = self.chain.index(row, 0, parent)
            yield index
            if not opened or self.isExpanded(index):
                yield from self._walk(index, opened=opened)

    def _opened(self) -> list[Trail]:
        return [self.chain.trail(at) for at in self._walk(opened=True) if self.isExpanded(at)]

    def _paper(self, figure: Figure) -> PaperAsked | None:
        """The page it was read from; what came from a table has a row and no page."""
        source = source_of(self.chain.case, figure)
        if source is None or source.document is None or source.page is None:
            return None
        return PaperAsked(source.document, source.page, source.box)

    def _go(self, index: QModelIndex) -> None:
        figure = self.chain.figure(index)
        if figure is not None and figure.path is not None:
            self.go_asked.emit(figure.path)

    def _on_clicked(self, index: QModelIndex) -> None:
        figure = self.chain.figure(index)
        if figure is not None and not figure.parts:
            self._go(index)

    def _on_menu_asked(self, at: QPoint) -> None:
        index = self.indexAt(at)
        figure = self.chain.figure(index)
        if figure is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked = self._paper(figure)
        if figure.path is not None:
            menu.addAction(self._texts("chain.to_field"), partial(self._go, index))
        if asked is not None:
            menu.addAction(self._texts("chain.to_paper"), partial(self.paper_asked.emit, asked))
        if figure.parts:
            menu.addAction(self._texts("chain.open_all"), partial(self.expandRecursively, index))
        menu.popup(self.viewport().mapToGlobal(at))


class ChainCard(QFrame):
    """A heading over a tree of chains; as long as there is no figure one sentence, and where
    something is missing one button that goes to the first of it."""

    go_asked = Signal(str)
    paper_asked = Signal(object)

    def __init__(
        self,
        texts: Texts,
        name: str,
        chains: Callable[[Case], Sequence[Figure]],
        depth: int = 1,
        missing: Callable[[Case], Sequence[str]] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._texts, self._chains, self._depth = texts, chains, depth
        self._missing, self._first = missing, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, theme.SPACE, 2 * theme.SPACE, theme.SPACE)
        heading = QLabel(texts(f"chain.heading.{name}"))
        theme.set_tone(heading, "heading")
        self.none = QLabel(texts(f"chain.none.{name}"), wordWrap=True)
        self.none.setObjectName(f"chain-none:{name}")
        theme.set_tone(self.none, "muted")
        self.tree = ChainTree(texts, name)
        self.next = QPushButton()
        self.next.setObjectName(f"chain-next:{name}")
        self.next.clicked.connect(lambda: self.go_asked.emit(self._first))
        self.next.hide()
        for part in (heading, self.none, self.tree):
            column.addWidget(part)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeading)
        self.tree.go_asked.connect(self.go_asked)
        self.tree.paper_asked.connect(self.paper_asked)

    def show_case(self, case: Case) -> None:
        """Compute and show."""
        roots = self._chains(case)
        self.tree.show_chains(roots, case, depth=self._depth)
        self.tree.setVisible(bool(roots))
        missing = [] if self._missing is None else self._missing(case)
        self.none.setVisible(bool(missing) or not roots)
        self._first = next((path for path in missing if declared(path)), "")
        self.next.setVisible(bool(self._first))
        if self._first:
            place = place_words(case, self._first, self._texts)
            place = place.removesuffix(f": {self._texts('validation.not_answered')}")
            self.next.setText(directed(self._texts("analysis.next", place=place), self._texts))
