"""The comparables in step 4: their table, and the grid in which they are adjusted."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields.adjustments import ADJUSTMENTS, INDEX, MODE
from shamay_desktop.domain.standards import Finding
from shamay_desktop.ui import theme
from shamay_desktop.ui.grid.view import GridView
from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.ui.plots.plots_view import PlotsView

VIEW = "window.comparables_view"
"""This machine's choice: "table", "grid" or "plots"."""

VIEWS = (("table", "list"), ("grid", "grid"), ("plots", "chart"))
Subject = Callable[[Case], Mapping[str, str] | None]


class ComparablesPlace(QWidget):
    """The grid is made when it is first looked at."""

    edited = Signal(object)
    focused = Signal(str)

    chains_asked = Signal(object)

    row_asked = Signal(str)
    """The row of a comparable that a plot was asked for."""

    def __init__(self, context: PageContext, table: QWidget, subject: Subject) -> None:
        super().__init__()
        self.context = context
        self.grid: GridView | None = None
        self.plots: PlotsView | None = None
        self._table = table
        self._subject = subject
        self._case: Case | None = None
        self._findings: Sequence[Finding] = ()
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self.buttons = self._make_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE // 2, 0, 0)
        column.setSpacing(theme.SPACE // 2)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, 0)
        self.head.setSpacing(theme.SPACE // 2)
        for button in self.buttons.values():
            self.head.addWidget(button)
        self.head.addStretch(1)
        column.addLayout(self.head)
        column.addWidget(self._stack, 1)
        kept = context.services.settings.get(VIEW)
        self.choose(str(kept) if kept in ("grid", "plots") else "table")

    @property
    def view(self) -> str:
        """Which of them is shown: "table", "grid" or "plots"."""
        shown = self._stack.currentWidget()
        if shown is self.plots:
            return "plots"
        return "grid" if shown is self.grid else "table"

    def show_case(self, case: Case) -> None:
        """Show the case in the grid, where there is one."""
        self._case = case
        if self.grid is not None:
            self.grid.show_case(case, self._subject(case))
        if self.plots is not None:
            self.plots.show_case(case)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Findings at the grid's cells."""
        self._findings = findings
        if self.grid is not None:
            self.grid.show_findings(findings)

    def choose(self, view: str) -> None:
        """Show the table, the grid or the plots."""
        self.commit_typing()
        if view == "grid" and self.grid is None:
            self._make_grid()
        if view == "plots" and self.plots is None:
            self._make_plots()
        shown = {"grid": self.grid, "plots": self.plots}.get(view) or self._table
        self._stack.setCurrentWidget(shown)
        for name, button in self.buttons.items():
            button.setChecked(name == self.view)

    def focus_path(self, path: str) -> bool:
        """Go to a place of the grid; False for one that is in the table."""
        head = path.partition("/")[0]
        if head not in (ADJUSTMENTS, INDEX, MODE):
            if self.view != "table":
                self.choose("table")
            return False
        self.choose("grid")
        return self.grid is not None and self.grid.focus_path(path)

    def commit_typing(self) -> None:
        """Keep what is being typed in the grid."""
        if self.grid is not None:
            self.grid.commit_typing()

    def _make_grid(self) -> None:
        grid = self.grid = GridView(self.context)
        grid.setContentsMargins(2 * theme.SPACE, 0, 2 * theme.SPACE, theme.SPACE)
        grid.edited.connect(self.edited)
        grid.focused.connect(self.focused)
        grid.chains_asked.connect(self.chains_asked)
        self._stack.addWidget(grid)
        if self._case is not None:
            grid.show_case(self._case, self._subject(self._case))
        grid.show_findings(self._findings)
        grid.offering.read()

    def _make_plots(self) -> None:
        plots = self.plots = PlotsView(self.context)
        plots.row_asked.connect(self.row_asked)
        self._stack.addWidget(plots)
        if self._case is not None:
            plots.show_case(self._case)

    def _on_chosen(self, view: str) -> None:
        self.choose(view)
        context = self.context
        context.tasks.run(context.services.settings.set, VIEW, view, owner=self)

    def _make_buttons(self) -> dict[str, QToolButton]:
        texts, buttons = self.context.texts, dict[str, QToolButton]()
        together = QButtonGroup(self)
        for name, icon in VIEWS:
            button = buttons[name] = QToolButton()
            button.setObjectName(f"comparables:{name}")
            button.setText(texts(f"grid.view_{name}"))
            button.setAccessibleName(f"{texts('grid.views')}: {texts(f'grid.view_{name}')}")
            button.setIcon(theme.icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.clicked.connect(lambda _on, name=name: self._on_chosen(name))
            together.addButton(button)
        return buttons
