"""A figure that was asked for, open down to its sources; Escape leads back to where it stood."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.valuation.figure import Figure
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.widgets.chain_tree import ChainTree

WIDTH, HEIGHT = 760, 460


class ChainDialog(QDialog):
    """One tree with the figures that were asked for; going to a field or a paper closes it."""

    go_asked = Signal(str)
    paper_asked = Signal(object)

    def __init__(
        self, texts: Texts, roots: Sequence[Figure], case: Case, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chain-dialog")
        self.setWindowTitle(texts("chain.heading.figure"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.tree = ChainTree(texts, "figure", bounded=False)
        self.tree.show_chains(roots, case, depth=1 if len(roots) > 1 else 2)
        self.tree.setCurrentIndex(self.tree.chain.index(0, 0))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.tree, 1)
        column.addWidget(box)
        self.tree.go_asked.connect(self._leave(self.go_asked.emit))
        self.tree.paper_asked.connect(self._leave(self.paper_asked.emit))
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """Room for three levels; larger as the font is."""
        scale = max(self.fontMetrics().height() / 17, 1)
        return QSize(int(WIDTH * scale), int(HEIGHT * scale))

    def _leave(self, go: Callable[[object], None]) -> Callable[[object], None]:
        def left(where: object) -> None:
            self.accept()
            go(where)

        return left
