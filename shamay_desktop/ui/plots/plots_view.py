"""The plots of a case: one is chosen, seen or read as a table, and followed to its comparable."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.domain.market.price_index import PriceIndex
from shamay_desktop.domain.plots.choosing import plots_of
from shamay_desktop.domain.plots.plot import Plot, PlotKind
from shamay_desktop.domain.valuation.grid import chosen_index
from shamay_desktop.domain.valuation.heads import Head, heads_of
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui import theme
from shamay_desktop.ui.latest import Latest
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.plots.legend import PlotLegend
from shamay_desktop.ui.qt_types import with_all_types
from shamay_desktop.ui.widgets.figures_table import FiguresTable
from shamay_desktop.ui.widgets.wording import directed
from shamay_desktop.usecases.market.indexes import indexes_of
from shamay_desktop.usecases.office.practice import practice_of

if TYPE_CHECKING:
    from shamay_desktop.ui.plots.canvas import PlotCanvas

Made = tuple[Plot, ...]


class PlotsView(QWidget):
    """Plots are computed off the UI thread, when they are looked at."""

    row_asked = Signal(str)
    """The row of a comparable that shall be gone to."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("plots-view")
        self._context = context
        self._case: Case | None = None
        self._computed: Case | None = None
        self._latest = Latest(context.tasks, self)
        self.plots: Sequence[Plot] = ()
        self.canvas: PlotCanvas | None = None
        self._lay_out(context.texts)

    def show_case(self, case: Case) -> None:
        """Compute the plots of the case, if somebody looks at them."""
        self._case = case
        if self.isVisible():
            self._compute()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is computed now."""
        super().showEvent(event)
        self._compute()

    @property
    def plot(self) -> Plot | None:
        """The plot that is shown."""
        place = self.choice.currentIndex()
        return self.plots[place] if 0 <= place < len(self.plots) else None

    def _compute(self) -> None:
        case = self._case
        if case is None or case is self._computed:
            return
        self._computed = case
        if not self.plots:
            self.told.setText(self._context.texts("plots.working"))
        with_all_types(self._ask, self)

    def _ask(self) -> None:
        if self._computed is not None:
            self._latest.ask(partial(_made, self._context, self._computed), self._on_made)

    def _on_made(self, made: Made) -> None:
        if self.canvas is None:
            self._make_canvas()
        kept = self.plot
        self.plots = made
        self.choice.blockSignals(True)  # noqa: FBT003 — Qt's own
        self.choice.clear()
        for plot in made:
            self.choice.addItem(directed(plot.title, self._context.texts))
        place = _place_of(kept, made)
        self.choice.setCurrentIndex(place)
        self.choice.blockSignals(False)  # noqa: FBT003
        self._show_plot()

    def _make_canvas(self) -> None:
        from shamay_desktop.ui.plots.canvas import PlotCanvas

        canvas = self.canvas = PlotCanvas(self._context.texts)
        canvas.row_asked.connect(self.row_asked)
        canvas.told.connect(self._on_told)
        self._stack.insertWidget(0, canvas)
        self._show_way()

    def _show_plot(self) -> None:
        plot, texts = self.plot, self._context.texts
        if plot is None or self.canvas is None:
            return
        empty = plot.is_empty
        self.none.setText(_none_words(plot, texts))
        self.none.setVisible(empty)
        self._stack.setVisible(not empty)
        self.legend.show_plot(plot)
        self.legend.setVisible(not empty)
        self.way.setEnabled(not empty)
        self.canvas.show_plot(plot)
        lines = [(thing.row, thing.cells) for thing in plot.things()]
        self.table.setAccessibleDescription(plot.description)
        self.table.show_lines(plot.heads, lines)
        self._on_told("")

    def _on_told(self, words: str) -> None:
        """What is chosen; of nothing what the plot lacks, or how to walk over it."""
        plot, texts = self.plot, self._context.texts
        quiet = "" if plot is None or plot.is_empty else plot.note or texts("plots.hint")
        self.told.setText(directed(words or quiet, texts))
        theme.set_tone(self.told, "ink" if words else "muted")

    def _show_way(self) -> None:
        as_table = self.way.isChecked()
        shown = self.table if as_table or self.canvas is None else self.canvas
        self._stack.setCurrentWidget(shown)
        self.way.setText(self._context.texts("plots.as_plot" if as_table else "plots.as_table"))
        self.way.setIcon(theme.icon("chart" if as_table else "list"))

    def _lay_out(self, texts: Texts) -> None:
        self.choice = QComboBox()
        self.choice.setObjectName("plots:choice")
        self.choice.setAccessibleName(texts("plots.choose"))
        self.choice.currentIndexChanged.connect(lambda _at: self._show_plot())
        self.way = QToolButton()
        self.way.setObjectName("plots:way")
        self.way.setCheckable(True)
        self.way.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.way.toggled.connect(lambda _on: self._show_way())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE)
        row.addWidget(self.choice, 1)
        row.addWidget(self.way)
        self.none = QLabel(wordWrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setObjectName("plots:none")
        theme.set_tone(self.none, "muted")
        self.none.hide()
        self._stack = QStackedWidget()
        self.table = FiguresTable("plots:table", texts("plots.heading"), scrolls=True)
        self.table.chosen.connect(self.row_asked)
        self._stack.addWidget(self.table)
        self.legend = PlotLegend()
        self.told = QLabel(wordWrap=True)
        self.told.setObjectName("plots:told")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, theme.SPACE)
        column.addLayout(row)
        column.addWidget(self.none, 1)
        column.addWidget(self._stack, 1)
        column.addWidget(self.legend)
        column.addWidget(self.told)
        self._show_way()


def _made(context: PageContext, case: Case) -> Made:
    """The plots with the office's own heads and index; the drawing library is loaded beside it."""
    import pyqtgraph  # noqa: F401 — its loading takes longer than a frame

    heads: tuple[Head, ...] = ()
    index: PriceIndex | None = None
    # What an office keeps beside the case: a plot is drawn without it as well.
    with suppress(ShamayError):
        heads = heads_of(practice_of(context.services, context.actor))
    with suppress(ShamayError):
        index = chosen_index(case, indexes_of(context.services, context.actor))
    return plots_of(case, context.texts, own_heads=heads, index=index)


def _place_of(kept: Plot | None, made: Made) -> int:
    """The plot that was looked at before, else the first."""
    if kept is None:
        return 0
    return next(
        (at for at, each in enumerate(made) if (each.kind, each.row) == (kept.kind, kept.row)), 0
    )


def _none_words(plot: Plot, texts: Texts) -> str:
    return texts("plots.empty_location" if plot.kind is PlotKind.LOCATION else "plots.empty")
